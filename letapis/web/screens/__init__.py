"""The screens, each a module: what is looked up for it and what its forms do; how it looks stands in its template."""
