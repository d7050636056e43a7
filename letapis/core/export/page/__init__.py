"""The parts of the HTML case file: markup, numbering of sentences, drawing, sections, the preserved pages, style."""
