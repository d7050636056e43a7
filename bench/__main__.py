"""``python -m bench [NAME …]``: every benchmark, or those named; each says so when it skips what it cannot find."""

from __future__ import annotations

import sys
import time
from types import ModuleType

from bench import (
    claims,
    documents,
    examples,
    identity,
    incidents,
    languages,
    memory,
    names,
    pages,
    people,
    speech,
    speed,
    times,
)

ALL: tuple[ModuleType, ...] = (
    claims,
    examples,
    speed,
    incidents,
    pages,
    memory,
    languages,
    documents,
    people,
    names,
    speech,
    times,
    identity,
)
"""Every benchmark, by the name of its module; adding one is one file and its name here."""


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all."""
    for bench in ALL:
        name = bench.__name__.rpartition(".")[2]
        if names and name not in names:
            continue
        begun = time.perf_counter()
        print(f"== {name}", flush=True)
        bench.main()
        print(f"({time.perf_counter() - begun:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
