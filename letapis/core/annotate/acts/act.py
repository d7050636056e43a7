"""One act with all its tellings, before it is put into claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.telling import Denial, Detail, Place, Telling, When
from letapis.words.records import THE_PAGE


@dataclass
class Act:
    """An act with its tellings and the denials bound to it."""

    tellings: list[Telling]
    denials: list[Denial] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    """What else is said of it, once each."""
    places: tuple[Place, ...] = ()
    """Where, if only the act told together with it says so."""
    inherited: tuple[Party, ...] = ()
    """Who does it, where only a neighbouring act of the same custody says so, or a later sentence that blames them."""
    blamed: bool = False
    """Whether those are only charged with it, or own up to it, further on."""

    @property
    def act(self) -> str:
        """The word of ``terms``."""
        return self.tellings[0].act

    def persons(self) -> frozenset[str]:
        """The persons affected."""
        return frozenset(p for t in self.tellings for p in t.persons())

    in_custody: bool = False
    """Whether it befell people in the hands of the State."""
    by_accused: bool = False
    """Whether those who did it are people whom the page tells to be held, charged or tried."""

    score: float = 1.0
    """How likely it is an act for a case file."""

    span: When | None = None
    """From the arrest to the end told, for custody whose end alone is told beside it."""

    def doers(self) -> list[Party]:
        """Who does it, in the page's words."""
        return [p for t in self.tellings for p in t.doers] or list(self.inherited)

    def groups(self) -> list[Party]:
        """The groups affected, alike ones once."""
        found: list[Party] = []
        for party in (g for t in self.tellings for g in t.groups()):
            if not any(alike(party, other) for other in found):
                found.append(party)
        return found

    def points(self) -> list[When]:
        """The days, months or years told for it (beginnings and ends apart)."""
        return [w for t in self.tellings for w in t.whens if w.role == "point"]

    def stance(self) -> str:
        """The page's own narration decides; else distance, or a denial of what those it befell tell, outweighs a plain word."""
        own = {t.stance for t in self.tellings if t.source == THE_PAGE}
        for stance in ("asserted", "alleged", "denied", "threatened"):
            if stance in own and (stance == "asserted" or "asserted" not in own):
                return stance
        told = [t.stance for t in self.tellings]
        if self.denials and not own and any(t.source in self.persons() for t in self.tellings):
            return "alleged"
        return next((s for s in ("alleged", "asserted", "denied") if s in told), told[0])


_WORD = re.compile(r"\w{3,}")


def alike(a: Party, b: Party, *, loose: bool = False) -> bool:
    """Whether two groups' words may mean the same group: the same number of more than two, or mostly the same words.

    ``loose``: one of them stands in the headline, which shortens: one word in common is enough.
    """
    if a.count and b.count and a.count != b.count:
        return False
    if a.count and a.count == b.count and a.count > 2:
        return True
    x, y = stems(a.words), stems(b.words)
    return bool(x & y) and (loose or 2 * len(x & y) >= max(len(x), len(y)))


def stems(text: str) -> set[str]:
    """The words of a group that tell it from others, small and singular."""
    return {w.lower().removesuffix("s") for w in _WORD.findall(text)} - group("empty")


def same_people(a: Act, b: Act) -> bool:
    """Whether two acts befell the same people: the same persons, or groups that may be one."""
    if a.persons() or b.persons():
        return bool(a.persons() & b.persons())
    return any(alike(g, h) for g in a.groups() for h in b.groups())
