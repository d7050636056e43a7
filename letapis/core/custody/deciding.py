"""Which of the acts that begin or end a custody came last; where that does not follow, nothing is decided."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.custody.episodes import Custody, Episode, before, ends
from letapis.core.custody.steps import HINGES, Step
from letapis.words.tables import table

_STRONGEST = ("fled", "expelled", "disappeared", "abducted", "house_arrest", "held", "arrested", "released")
"""Of states that are told together and do not exclude each other, the first says most."""


def decided(hinges: Sequence[Step], custody: Custody) -> tuple[str, tuple[Step, ...]]:
    """The state that follows, and the steps it follows from."""
    dead = [s for s in hinges if s.role == "dead"]
    if dead:
        return "dead", (dead[-1],)
    dated = [s for s in hinges if s.dated]
    last = _last(dated, custody) if dated else list(hinges)
    doubts = [s for s in hinges if not s.dated and dated and _doubtful(s, last, dated)]
    states = {s.state for s in last}
    if not last:
        return "unknown", ()
    if doubts or not any(s.sure for s in last) or len({bool(table("custody")["states"][x].get("bound")) for x in states}) > 1:
        return "unclear", (*last, *doubts)
    state = min(states, key=_STRONGEST.index)
    return state, tuple(sorted((s for s in last if s.state == state), key=lambda s: s.end or 0))


def _last(dated: Sequence[Step], custody: Custody) -> list[Step]:
    """The steps that no other came after; a release that only one custody can have ended comes after its taking."""
    last = [s for s in dated if not any(before(s, t) for t in dated if t is not s)]
    begun = [e.begun for e in custody.episodes if _one_way(e) and e.ended in last]
    return [s for s in last if s not in begun]


def _one_way(e: Episode) -> bool:
    """Whether an episode has one taking and one end, and nothing else that may have come after it."""
    others = [s for s in e.steps if s.role in HINGES and s not in (e.begun, e.ended)]
    return e.ended is not None and e.ended is not e.begun and all(before(s, e.ended) for s in others)


def _doubtful(s: Step, last: Sequence[Step], dated: Sequence[Step]) -> bool:
    """Whether an undated act says otherwise, may have come last, and can be no telling of a dated one."""
    return all(ends(s) != ends(x) and not before(s, x) for x in last) and not any(ends(s) == ends(x) for x in dated)
