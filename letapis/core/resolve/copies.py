"""Which pages are copies of one another, so that sources are counted and not printings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from letapis.core.material import Told
from letapis.core.resolve.join import Link, join

SHARE = 0.8
"""How much of the shorter page's sentences about acts must stand in the other."""
ENOUGH = 60
"""Letters that must be shared at least: one short headline makes no copy."""
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Origins:
    """Pages that count as one source, with the reason."""

    groups: tuple[tuple[str, ...], ...]
    why: tuple[str, ...]


def plain(sentence: str) -> str:
    """A sentence without case, punctuation and spacing."""
    return " ".join(_WORDS.findall(sentence.casefold()))


def _sentences(page: Told) -> frozenset[str]:
    """The sentences about acts, without headlines: those every outlet writes for itself."""
    heads = [(b.start, b.end) for b in page.reading.main if b.kind == "headline"]
    told = (c.passage for c in page.claims if c.property == "act")
    return frozenset(plain(p.quote) for p in told if not any(start <= p.start < end for start, end in heads))


def _shared(x: frozenset[str], y: frozenset[str]) -> frozenset[str]:
    """The sentences of x that stand in y, but for what an outlet puts before them: a dateline, an agency's name."""
    return frozenset(s for s in x if s in y or any(_but_for_its_beginning(s, t) for t in y))


def _but_for_its_beginning(a: str, b: str) -> bool:
    least = min(len(a), len(b)) * 9 // 10
    return least >= ENOUGH and a[-least:] == b[-least:]


def copies(pages: Sequence[Told]) -> tuple[Link, ...]:
    """Pairs of pages (ids of readings) of which one carries at least four fifths of the other's sentences about acts."""
    told = [(page, _sentences(page)) for page in pages]
    ends: dict[str, list[int]] = {}
    for i, (_, sentences) in enumerate(told):
        for end in {s[-ENOUGH // 2 :] for s in sentences}:
            ends.setdefault(end, []).append(i)
    likely = sorted({pair for same in ends.values() for pair in combinations(same, 2)})
    return tuple(li for i, j in likely if (li := _copied(*told[i], *told[j])))


def _copied(a: Told, x: frozenset[str], b: Told, y: frozenset[str]) -> Link | None:
    short, long = sorted((x, y), key=len)
    shared, shorter = _shared(short, long), len(short)
    if not shared or len(shared) < SHARE * shorter or sum(map(len, shared)) < ENOUGH:
        return None
    older, newer = sorted((a, b), key=lambda p: (p.reading.published or "9999", p.reading.id))
    why = f"{outlet(newer)} tells it in the same words as {outlet(older)} ({len(shared)} of {shorter} sentences are identical)"
    return Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:copies")


def outlet(page: Told) -> str:
    """The name a page's source goes by: its publisher, else where it came from, else the file."""
    url = re.match(r"https?://(?:www\.)?([^/\s]+)", page.reading.url or "")
    return page.reading.publisher or (url[1] if url else "") or page.capture.name


def _same_outlet(pages: Sequence[Told]) -> Iterable[Link]:
    for a, b in combinations(pages, 2):
        if outlet(a).casefold() == outlet(b).casefold():
            why = f"both pages are {outlet(a)}'s"
            yield Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:outlet")


def _same_voice(pages: Sequence[Told], voices: Sequence[frozenset[str]]) -> Iterable[Link]:
    """Two pages that only hand on what the same source says are one source."""
    for (a, x), (b, y) in combinations(zip(pages, voices, strict=True), 2):
        if x and y and (shared := sorted(x & y)) and (x <= y or y <= x):
            why = f"{outlet(a)} and {outlet(b)} both rest on {shared[0]}"
            yield Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:voice")


def origins(pages: Sequence[Told], copied: Iterable[Link], voices: Sequence[frozenset[str]]) -> Origins:
    """The pages that tell one act, grouped into independent sources.

    ``voices`` names, page by page, whom the page gives as its source for it; empty where it tells it in its own voice.
    """
    ids = [p.reading.id for p in pages]
    inside = set(ids)
    links = [li for li in copied if li.a in inside and li.b in inside]
    joined = join(ids, (*links, *_same_outlet(pages), *_same_voice(pages, voices)))
    return Origins(joined.clusters, tuple(dict.fromkeys(li.why for li in joined.links)))
