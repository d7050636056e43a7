"""How words of time are found and reckoned: language as data, patterns over classes of words, and what they count from."""
