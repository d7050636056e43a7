"""How much memory reading takes at most after 1,000 and after 10,000 ordinary pages; what is kept between pages must not grow.

    LETAPIS_BENCH_LONG=1 python -m bench memory

The pages are WCXB's as HTML and flattened, the largest first, over and over, each time with other words and names in them, so
that nothing can be known from the round before. They are read in a process of their own, one after another, nothing kept.
It takes minutes, so it says that it is skipped unless ``LETAPIS_BENCH_LONG`` is set.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import count, islice
from multiprocessing.connection import Connection
from pathlib import Path

from bench.pages import Sample, bench_folder, ours, wcxb

MARKS = (1_000, 2_000, 5_000, 10_000)
"""Pages after which the highest memory so far is told."""
_OTHER = 5
"""Every so-manieth long word, and every class of an element, is another one each time."""
_WORD = re.compile(rb"(?<![\w<&/\"'=.-])[A-Za-z]{7,}(?![\w=:>\"'/;-])")
_CLASS = re.compile(rb"\bclass=\"(?=\w)")


def changed(data: bytes, turn: int) -> bytes:
    """The page with other words in it than in any other turn, and other names of its elements."""
    mark = "".join(chr(97 + int(d)) for d in str(turn)).encode()
    seen = count()
    data = _WORD.sub(lambda m: m[0] + (mark if next(seen) % _OTHER == 0 else b""), data)
    return _CLASS.sub(lambda m: m[0] + b"turn-" + mark + b" ", data)


def endless(pages: Sequence[Sample]) -> Iterator[Sample]:
    """The pages over and over: as they are, then changed, each turn otherwise."""
    for turn in count():
        for p in pages:
            yield Sample(p.name, changed(p.data, turn) if turn else p.data, p.gold)


def highest() -> int:
    """The most memory this process has had so far, in MB.

    Linux lets a process begin with what the one that started it had, by ``getrusage``; its own stands in ``/proc``.
    """
    status = Path("/proc/self/status")
    own = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    if own:
        return int(own[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1024)


def read_each(pages: Connection) -> None:
    """Read each page that comes (its name and bytes), and answer it with the highest memory so far; an empty name ends it.

    The pages come one by one, so that this process never holds more than one: all that grows is what reading keeps.
    """
    ours(b"<html><body><p>Warm.</p></body></html>", "warm.html")
    pages.send(highest())
    while (page := pages.recv())[0]:
        ours(page[1], page[0])
        pages.send(highest())


def measured(pages: Sequence[Sample], marks: Sequence[int] = MARKS) -> Iterator[int]:
    """The highest memory in MB of a process that reads the pages: before the first, and after as many as each mark says."""
    fresh = multiprocessing.get_context("spawn")
    here, there = fresh.Pipe()
    child = fresh.Process(target=read_each, args=(there,), daemon=True)
    child.start()
    there.close()
    try:
        yield here.recv()
        for number, page in enumerate(islice(endless(pages), marks[-1]), 1):
            here.send((page.name, page.data))
            most = here.recv()
            if number in marks:
                yield most
        here.send(("", b""))
    finally:
        here.close()
        child.join()


def main(argv: Sequence[str] = ()) -> int:
    """Print one row: the highest memory at each mark."""
    del argv
    folder = bench_folder() / "pages"
    if not os.environ.get("LETAPIS_BENCH_LONG"):
        print("memory: skipped, because it takes minutes (set LETAPIS_BENCH_LONG=1 to run it).")
        return 0
    if not (folder / "wcxb-articles.tar.gz").exists():
        print("memory: skipped, because the benchmark's pages are not there (set LETAPIS_BENCH to their folder).")
        return 0
    pages = [p for seen in (False, True) for kind in wcxb(folder, seen) for p in kind]
    print(f"{'WCXB, both':15} {'ours':12}", end="", flush=True)
    told = ("loaded", *(f"after {mark:,}" for mark in MARKS))
    for when, most in zip(told, measured(sorted(pages, key=lambda p: -len(p.data))), strict=True):
        print(f" {when}: {most} MB ", end="", flush=True)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
