"""Scripts that make what ships: the atlas, the pages in other languages, the weights of the labeller."""
