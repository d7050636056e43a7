"""One sentence's telling of one act, before tellings of the same act are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from letapis.core.annotate.acts.parties import Party
from letapis.words.when import valid


@dataclass(frozen=True, slots=True)
class When:
    """The time a telling gives its act: an EDTF value, the words (offsets in ``Reading.text``) and the basis."""

    value: str | None
    start: int
    end: int
    basis: str
    role: str = "point"
    """``begin`` ("since"), ``end`` ("until"), ``later`` ("after the rally of"), ``earlier`` ("before") or ``point``."""

    def bounds(self) -> str | None:
        """The value as far as its role lets it be known: open towards the side of which nothing is said."""
        if self.value is None or self.role == "point" or "/" in self.value:
            return self.value
        return f"../{self.value}" if self.role in ("end", "earlier") else f"{self.value}/.."


def so_far(begin: str, published: str) -> str | None:
    """From a date up to the day of the page, no more precise than the date; None where that says nothing or is wrong."""
    value = f"{begin}/{published[: len(begin)]}"
    return value if valid(value) and begin != published[: len(begin)] else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named for an act: its subject, or none for words that are no known place ("his home")."""

    subject: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies, in which words, and the place of the denial."""

    by: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Detail:
    """What else is said of an act: a kind of ``words/details.toml`` and where its words stand."""

    kind: str
    start: int
    end: int
    source: str = ""
    """Who says it, where that is not who tells the act."""
    stance: str = ""
    rule: str = "grammar"


@dataclass(frozen=True, slots=True)
class Telling:
    """An act as one sentence tells it."""

    act: str
    sentence: int
    start: int
    end: int
    """Where the trigger stands."""
    affected: tuple[Party, ...]
    doers: tuple[Party, ...]
    stance: str
    mode: str
    source: str
    """``the page``, a ``person:…`` or ``organisation:…``, or the words that name the source."""
    general: bool = False
    whens: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    denials: tuple[Denial, ...] = ()
    details: tuple[Detail, ...] = ()
    rule: str = ""
    why: str = ""
    signs: Mapping[str, float] = field(default_factory=dict, compare=False)
    """What the sentence's grammar shows of it, for the forests that weigh it."""

    def persons(self) -> frozenset[str]:
        """The persons affected, by subject."""
        return frozenset(p for party in self.affected for p in party.persons)

    def groups(self) -> tuple[Party, ...]:
        """The parties affected that are no persons of the page."""
        return tuple(party for party in self.affected if not party.persons)
