"""What is new in a project since a line of its ledger, a page or a day; worked out from the ledger alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from letapis.core.cases import Book, fold
from letapis.core.disclosure import visible
from letapis.core.news import Fresh, News, news
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.rim.ledger import Ledger, Line
from letapis.rim.lines import parse_checkpoint
from letapis.words.records import LEVELS, Capture, Claim, Reading

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Latest:
    """What is new, in the book it was looked up in."""

    until: str
    """The ledger's checkpoint now: from there the next look goes on."""
    book: Book
    news: News


def latest(desk: Desk, since: int, level: str) -> Latest:
    """Everything new after a line of the ledger that may be seen at a level; outside the team nobody is told who ruled."""
    ledger = desk.project.ledger
    until = ledger.checkpoint()
    fresh = _fresh(ledger, since)
    seen = visible(desk.pages(), desk.decisions(), level)
    inside = LEVELS.index(level) >= LEVELS.index("team")
    book = fold(seen.pages, (d if inside else replace(d, by="a person") for d in seen.decisions))
    return Latest(until, book, news(book, seen.pages, fresh))


def _fresh(ledger: Ledger, since: int) -> Fresh:
    readings = frozenset(line.id for line in ledger.lines("reading", after=since))
    later = (line.record for line in ledger.lines("claim", after=since))
    found = (c for c in later if isinstance(c, Claim) and c.passage.reading not in readings)
    return Fresh(readings, frozenset((c.passage.reading, *c.says()) for c in found))


def line_of(desk: Desk, since: str) -> int:
    """The number of the line after which ``since`` begins: a day or moment (UTC), a checkpoint, or the id of a page or claim.

    Of a page (a capture): what was taken in after it. Without any: the day on which a page was last taken in.
    Raises ProjectError.
    """
    ledger, since = desk.project.ledger, since.strip()
    if checkpoint := parse_checkpoint(since):
        return _checked(ledger, *checkpoint)
    if not since or _DAY.fullmatch(since):
        return _before(ledger, since)
    found = ledger.find(since)
    if len(found) > 1:
        raise refuse(files.shown(since), "begins several ids:", f"{', '.join(found[:_MOST])}.")
    line = ledger.get(found[0]) if found else None
    if not isinstance(line, Line):
        hint = "Give a day (2024-03-01), the id of a page (`letapis case` prints ids), or the `until` of an earlier look."
        raise refuse(files.shown(since), "is no day and no id of this project.", hint)
    if not isinstance(line.record, Capture):
        return line.seq
    own = [each for kind in ("reading", "claim") for each in ledger.lines(kind, line.id)]
    first = next((each.seq for each in own if isinstance(each.record, Reading)), line.seq)
    told = (e.seq for e in own if isinstance(e.record, Claim) and e.seq <= first + 1)
    return max((line.seq, first, *told))


def _checked(ledger: Ledger, seq: int, seal: bytes) -> int:
    """The number of a checkpoint of this very ledger; nothing may have been cut off or put back since."""
    row = next(iter(ledger.rows(after=seq - 1)), None) if seq else None
    if seq and (row is None or row.seq != seq or row.seal != seal):
        raise refuse("since", "this checkpoint is not of this project, or its ledger was changed.", "Run `letapis verify`.")
    return seq


def _before(ledger: Ledger, moment: str) -> int:
    """The number of the last line before the first page that was taken in at a moment or later."""
    taken = [(line.seq, line.record.taken_at) for line in ledger.lines("capture") if isinstance(line.record, Capture)]
    moment = moment or max((at[:10] for _, at in taken), default="")
    first = next((seq for seq, at in taken if at >= moment), None)
    return ledger.head().seq if first is None else first - 1
