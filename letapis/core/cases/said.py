"""How claims become fields: one value said by several sources is one value with several claims, others stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from letapis.core.cases.shapes import Field, Said, When
from letapis.core.material import Material
from letapis.core.resolve import Identities
from letapis.core.resolve.acts import LASTING
from letapis.core.resolve.copies import outlet, plain
from letapis.words.latin import is_cyrillic
from letapis.words.names import parts
from letapis.words.records import THE_PAGE, Claim, kind_of
from letapis.words.when import compatible, covers, precision, sort_key, valid

_FINENESS = {"day": 0, "month": 1, "year": 2, "range": 3}


def field(claims: Iterable[Claim], key: Callable[[Claim], str], text: Callable[[Claim], str]) -> Field:
    """The claims gathered by what they say, in the order it was first said."""
    found: dict[str, list[Claim]] = {}
    for c in claims:
        found.setdefault(key(c), []).append(c)
    return tuple(Said(value, text(same[0]), tuple(same)) for value, same in found.items())


def words(claims: Iterable[Claim]) -> Field:
    """Values in words: told apart by letters only, not by case or punctuation."""
    return field(claims, lambda c: plain(str(c.value)) or str(c.value), lambda c: str(c.value))


@dataclass(frozen=True)
class Speaker:
    """Names things for the fold: whom an id means now and what it is called."""

    material: Material
    identities: Identities

    def resolved(self, value: str) -> str:
        """The cluster's id behind an id; words stay words."""
        joined = {
            "person": self.identities.persons,
            "organisation": self.identities.organisations,
            "place": self.identities.places,
        }
        return joined[kind_of(value)].of(value) if kind_of(value) in joined else value

    @cached_property
    def names(self) -> dict[str, str]:
        """The name shown of every person, organisation, place and group; empty where none may be shown."""
        i, found = self.identities, dict[str, str]()
        for joined in (i.persons, i.organisations, i.places):
            for cluster in joined.clusters:
                found[cluster[0]] = best_name(self.material.of_all(cluster, "name") or self.material.of_all(cluster, "variant"))
        for group in self.material.subjects("group"):
            found[group] = best_name(self.material.of(group, "name"))
        return found

    def called(self, value: str, otherwise: str) -> str:
        """What a value is called: the name behind an id, or the words themselves."""
        if kind_of(value) in ("person", "organisation", "place", "group"):
            return self.names.get(self.resolved(value)) or otherwise
        return value

    @cached_property
    def _spelt(self) -> dict[tuple[str, str], str]:
        """Whom a page's spelling of a name means on that page."""
        naming = (c for c in self.material.claims if c.property in ("name", "variant"))
        return {(c.passage.reading, plain(str(c.value))): c.subject for c in naming if kind_of(c.subject) != "place"}

    def _who(self, claim: Claim) -> str:
        """The source's id, or its words where they name nobody of the page ("Ales Kruk, at a meeting" names Ales Kruk)."""
        reading, words = claim.passage.reading, claim.source
        return self._spelt.get((reading, plain(words))) or self._spelt.get((reading, plain(words.partition(",")[0]))) or words

    def source_key(self, claim: Claim) -> str:
        """Who says a claim: the outlet for a page's own voice, else the person, organisation or words."""
        if claim.source == THE_PAGE:
            return f"outlet {outlet(self.material.page_of(claim)).casefold()}"
        who = self._who(claim)
        return self.resolved(who) if kind_of(who) in ("person", "organisation") else plain(who)

    def source(self, claim: Claim) -> str:
        """Who says a claim, as shown."""
        if claim.source == THE_PAGE:
            return outlet(self.material.page_of(claim))
        return self.called(self._who(claim), "somebody not named here").strip(" ,;:–—-")


def best_name(claims: Iterable[Claim]) -> str:
    """The fullest spelling told most often; Latin letters before others, names before initials."""
    spellings = [str(c.value) for c in claims]
    if not spellings:
        return ""

    def rank(name: str) -> tuple[object, ...]:
        given = [w for w in parts(name).words if len(w.rstrip(".")) > 1]
        return (is_cyrillic(name), -min(3, len(given)), -spellings.count(name), spellings.index(name))

    return min(dict.fromkeys(spellings), key=rank)


def when(claims: Iterable[Claim], word: str) -> When:
    """The dates of an act side by side, and the one value that stands for them where all agree."""
    said = field((c for c in claims if valid(str(c.value))), lambda c: str(c.value), lambda c: str(c.value))
    said = tuple(sorted(said, key=lambda s: sort_key(s.value)))
    values = [s.value for s in said]
    lasts = word in LASTING
    # Two stretches of something that lasts do not contradict each other: each source tells of its part.
    agree = lasts or all(compatible(a, b) for a, b in combinations(values, 2))
    shown = "" if not agree else _extent(values) if lasts and any("/" in v for v in values) else _finest(values)
    return When(said, shown, agree)


def _finest(values: list[str]) -> str:
    """The most precise value that lies within every other."""
    within = [v for v in values if all(covers(other, v) for other in values)]
    return min(within, key=lambda v: ("X" in v, _FINENESS[precision(v)], sort_key(v)), default="")


def _extent(values: list[str]) -> str:
    """The one stretch that holds every other stretch told of something that lasts; empty where none does."""
    stretches = [v for v in values if "/" in v]
    return next((v for v in stretches if all(covers(v, other) for other in stretches)), "")
