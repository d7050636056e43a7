"""Lists and tables: what their columns mean, and the claims their cells make."""
