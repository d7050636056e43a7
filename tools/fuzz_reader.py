"""Read mutated pages and say what broke: an exception, a page over its time, memory that grew.

    python -m tools.fuzz_reader [COUNT] [SEED]     20,000 pages unless told otherwise

The pages are the examples and our pages in other languages, with and without markup, cut, doubled, spliced, nested and
sprinkled with bytes and hostile markup. Exit status 1 if anything broke.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib import resources

from bench.language_pages import pages
from letapis.core.reading import read
from letapis.words.records import Given

SLOW = 2.0
"""Seconds a page may take."""
GROWTH = 256
"""Megabytes the process may grow by."""
TYPES = (".html", ".htm", ".txt", ".md", ".pdf")

HOSTILE: tuple[Callable[[random.Random], bytes], ...] = (
    lambda r: b"<div>" * r.randrange(1, 30_000),
    lambda r: b"<p>" + b"a " * r.randrange(1, 50_000),
    lambda r: b"<table><tr><td>" * r.randrange(1, 3000),
    lambda r: b"<a href='" + b"x" * r.randrange(1, 100_000),
    lambda r: b"<" * r.randrange(1, 100_000),
    lambda r: b"&#" * r.randrange(1, 50_000),
    lambda r: b"<!--" * r.randrange(1, 20_000),
    lambda r: b"<div class='" + b"comment menu " * r.randrange(1, 5000) + b"'>x</div>",
    lambda r: b"<script type='application/ld+json'>" + b"[" * r.randrange(1, 20_000) + b"</script>",
    lambda r: b"<p>" + "ا".encode() * r.randrange(1, 20_000),
    lambda r: b"<p>a</p>" * r.randrange(1, 20_000),
    lambda r: b"1/1/2001 " * r.randrange(1, 10_000),
    lambda r: b"\n" * r.randrange(1, 100_000) + b"end.",
    lambda r: b"<meta property='article:published_time' content='" + b"2" * r.randrange(1, 9999) + b"'>",
)


def seeds() -> list[bytes]:
    """The pages that are mutated."""
    found = [f.read_bytes() for f in resources.files("letapis.examples").iterdir() if f.name.endswith(TYPES)]
    for page in pages("learn"):
        found += [page.html, page.flat.encode()]
    return found


def mutated(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The page after one to six changes."""
    for _ in range(chance.randrange(1, 7)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.randrange(1, 2000))
        match chance.randrange(8):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:at] + data[at:to] * chance.randrange(2, 30) + data[to:]
            case 3:
                data = data[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 40))) + data[to:]
            case 4:
                other = chance.choice(others)
                cut = chance.randrange(len(other) + 1)
                data = data[:at] + other[cut : cut + 5000] + data[to:]
            case 5:
                data = data[:at] + chance.choice(HOSTILE)(chance) + data[to:]
            case 6:
                data = data.replace(b">", b"", chance.randrange(1, 50))
            case _:
                data = data.replace(b"</", b"<", chance.randrange(1, 200))
    return data[:2_000_000]


def broken(count: int, seed: int, say: Callable[[str], None]) -> list[str]:
    """What broke while ``count`` pages were read."""
    chance, found, others = random.Random(seed), list[str](), seeds()
    slowest, start = 0.0, _megabytes()
    for i in range(count):
        data = mutated(chance, chance.choice(others), others)
        name = f"{i}{chance.choice(TYPES)}"
        begun = time.process_time()
        try:
            reading = read(data, name, given=Given(), key=b"fuzz", capture="capture:fuzz")
            if not reading.body and not reading.faults:
                found.append(f"{name}: neither read nor said to be unread")
        except Exception as error:
            found.append(f"{name}: {type(error).__name__}: {error}")
        spent = time.process_time() - begun
        slowest = max(slowest, spent)
        if spent > SLOW:
            found.append(f"{name}: {spent:.1f} s for {len(data)} bytes")
        if i == min(200, count // 2):
            start = _megabytes()  # by then every table is loaded
        if (i + 1) % 1000 == 0:
            say(f"{i + 1} pages, {len(found)} broke, slowest {slowest:.2f} s, grown by {_megabytes() - start} MB")
    if _megabytes() - start > GROWTH:
        found.append(f"memory grew by {_megabytes() - start} MB")
    return found


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(argv: Sequence[str]) -> int:
    """Run as the arguments say."""
    count, seed = (int(a) for a in [*argv, *("20000", "1")[len(argv) :]])
    found = broken(count, seed, lambda line: print(line, flush=True))
    print("\n".join(found) if found else f"{count} mutated pages: nothing broke.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
