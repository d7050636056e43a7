"""``python -m bench.country FOLDER``: write a collection."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from bench.country import Options, make, write


def main() -> None:
    """Write a collection by the seed and the options given."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.country", description="Write pages of an invented country with their gold."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    for f in fields(Options):
        parser.add_argument(f"--{f.name}", type=type(f.default), default=f.default)
    given = vars(parser.parse_args())
    folder, seed = given.pop("folder"), given.pop("seed")
    folder.mkdir(parents=True, exist_ok=True)
    write(make(seed, Options(**given)), folder)


if __name__ == "__main__":
    main()
