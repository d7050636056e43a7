"""Quotations beside a verb of saying: before it, after it, on both sides, and going on in the next sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left

from letapis.core.annotate.speaking.quotes import Quotation
from letapis.core.annotate.speaking.said import Place
from letapis.core.annotate.speaking.spans import empty
from letapis.core.annotate.speaking.tree import Span

_LONGEST_GAP = 90
_GAP = re.compile(r"[^.!?\"“”\n]*[,:]\s*|\s*")
_BETWEEN = re.compile(r"[\s,.;:—–-]*(?:(?:and|but|then)\s+)?|[^.!?\"“”\n]{0,60}[,.:]\s+")


def before(place: Place, unit: Span) -> Quotation | None:
    """The quotation that ends right before a saying."""
    text = place.page.reading.text
    near = [q for q in place.quotations if q.end <= unit[0] and q.closed]
    if not near or not empty(text[near[-1].end : unit[0]]):
        return None
    return None if _ended(place, near[-1]) else near[-1]


def _ended(place: Place, q: Quotation) -> bool:
    """Whether a quotation closes a sentence of its own, so that what follows begins anew; "Where is he?" goes on."""
    inner = place.page.reading.text[q.start : q.end].rstrip("\"”'’»")
    return q.end <= place.tree.sentence.start and inner.endswith(".")


def after(place: Place, unit: Span) -> Quotation | None:
    """The quotation that a saying leads up to: nothing between, or a few words and a comma or colon."""
    text = place.page.reading.text
    near = next((q for q in place.quotations if q.start >= unit[1]), None)
    if near is None or near.start - unit[1] > _LONGEST_GAP or near.start > place.tree.sentence.end:
        return None
    return near if _GAP.fullmatch(text[unit[1] : near.start]) else None


def resumed(place: Place, unit: Span) -> Quotation | None:
    """The quotation that goes on after the saying that broke it off."""
    text = place.page.reading.text
    near = next((q for q in place.quotations if q.start >= unit[1]), None)
    if near is None or near.start - unit[1] > _LONGEST_GAP or near.start >= place.tree.sentence.end:
        return None
    if not empty(text[near.end : place.tree.sentence.end]):
        return None  # it has a saying of its own
    return near if _BETWEEN.fullmatch(text[unit[1] : near.start]) else None


def continued(place: Place, end: int, every: tuple[Quotation, ...]) -> list[Span]:
    """The quotations that follow from ``end`` with nothing but stops between, each filling its sentences by itself."""
    text, found = place.page.reading.text, []
    block = place.tree.sentence.block
    at = bisect_left(every, end, key=_start)
    last = every[at - 1] if at and every[at - 1].end == end else None
    for q in every[at:]:
        same = (q.block == block and empty(text[end : q.start])) or _over(place, last, q)
        if not same or not _fills(place, q):
            break
        found.append((q.start, q.end))
        end, block, last = q.end, q.block, q
    return found


def begun(place: Place, q: Quotation, every: tuple[Quotation, ...]) -> list[Span]:
    """The paragraphs before, where each opens a quotation that it does not close and that goes on up to this one."""
    found: list[Span] = []
    at = bisect_left(every, q.start, key=_start)
    while at > 0 and _over(place, every[at - 1], q):
        at, q = at - 1, every[at - 1]
        found.insert(0, (q.start, q.end))
    return found


def _start(q: Quotation) -> int:
    return q.start


def _over(place: Place, last: Quotation | None, q: Quotation) -> bool:
    """An unclosed quotation goes on where the next paragraph opens one."""
    if last is None or last.closed or q.block != last.block + 1:
        return False
    return q.start == place.page.reading.main[q.block].start


def _fills(place: Place, q: Quotation) -> bool:
    """Whether nothing is said after the quotation in the sentence it ends in."""
    text, block = place.page.reading.text, place.page.reading.main[q.block]
    rest = text[q.end : min(block.end, q.end + _LONGEST_GAP)]
    if empty(rest):
        return True
    inner = text[q.start : q.end].rstrip("\"”'’»")
    following = q.end + len(rest) - len(rest.lstrip())
    return inner[-1:] in tuple(".!?…") and place.page.sentence_at(following) != place.page.sentence_at(q.end - 1)
