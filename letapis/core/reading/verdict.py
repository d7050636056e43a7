"""Verdicts: known by a head that names the court, the case and who judges, and by a title that is nothing but a verdict's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letapis.core.reading.align import words
from letapis.core.reading.dates import date_in, dates_in
from letapis.core.reading.head import Head
from letapis.core.reading.phrasing import begins, plain, said

_TOP = 30
"""Lines at the beginning that may belong to the head."""
_SHORT = 16
"""Words of a line of the head at most."""
_NUMBERED = re.compile(r"[\s.,:№#/()\d-]|\bno\b|\bnr\b|n°")


def verdict_of(lines: Sequence[str], told: bool = False) -> Head | None:
    """The head of a verdict, or None: its title, the court, and two of case number, judge, party and in whose name."""
    top = list(lines[:_TOP])
    titled = next((i for i, x in enumerate(top) if _is_title(x)), None)
    if titled is None and not told:
        return None
    short = [i for i, x in enumerate(top) if len(words(x)) <= _SHORT]
    court = next((i for i in short if _names_court(top[i])), None)
    case = next((i for i in short if begins(top[i], "verdict", "case") and re.search(r"\d", top[i])), None)
    judges = [i for i in short if begins(top[i], "verdict", "judge")]
    parties = [i for i in short if begins(top[i], "verdict", "party") and ":" in top[i][:40]]
    in_name = [i for i in short if begins(top[i], "verdict", "name_of")]
    evidence = sum((case is not None, bool(judges), bool(parties), bool(in_name)))
    if not told and (evidence < 2 or (court is None and case is None)):
        return None
    last = max((i for i in (titled, court, case, *judges, *parties, *in_name) if i is not None), default=-1)
    inside = _inside(top, last)
    day = next((i for i in sorted(inside) if i not in parties and i != case and dates_in(top[i])), None)
    title = ", ".join(" ".join(_spaced(top[i]).split()) for i in (titled, case) if i is not None)
    return Head(
        "verdict", frozenset(inside), day, frozenset(i for i in (court, *judges) if i is not None and i in inside),
        title or None, date_in(top[day]) if day is not None else None,
        (" ".join(top[court].split()),) if court is not None else (), titled,
    )  # fmt: skip


def _inside(top: Sequence[str], last: int) -> set[int]:
    """The short lines up to the last of the head, one for a date below it, and none that is running text."""
    end = last + 1
    if end < len(top) and len(words(top[end])) <= 6 and date_in(top[end]):
        end += 1
    return {i for i in range(end) if len(words(top[i])) <= _SHORT}


def _is_title(line: str) -> bool:
    """Nothing but a verdict's title, perhaps with a number, a date or in whose name it is given."""
    low = plain(_spaced(line))
    if not low.startswith(said("verdict", "title")):
        return False
    for phrase in said("verdict", "title"):
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha():
            rest = low[len(phrase) :]
            rest = rest[: dates_in(rest)[0][0]] + rest[dates_in(rest)[0][1] :] if dates_in(rest) else rest
            return len(words(_NUMBERED.sub(" ", rest))) <= 1 or any(n in rest[:30] for n in said("verdict", "name_of"))
    return False


def _spaced(line: str) -> str:
    """A title whose letters are spaced, as one word: ``П Р И Г О В О Р``."""
    parts = line.split()
    return "".join(parts) if len(parts) > 4 and all(len(p) == 1 for p in parts) else line


def _names_court(line: str) -> bool:
    mine = set(words(line))
    return len(mine) >= 2 and not line.rstrip().endswith((".", "?", "!")) and any(c in mine for c in said("verdict", "court"))
