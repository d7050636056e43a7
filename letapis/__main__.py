"""``python -m letapis`` is ``letapis``."""

from letapis.cli import main

main()
