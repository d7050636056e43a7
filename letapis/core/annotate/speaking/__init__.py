"""The parts of the speech annotator: quotation marks, the parse as a tree, the words of saying, the rules that join them."""
