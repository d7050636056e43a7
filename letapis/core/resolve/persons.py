"""Which pages' persons are one person: by name, by what else is told of them, and never against the evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from letapis.core.material import Material
from letapis.core.resolve.join import Link
from letapis.core.resolve.likeness import NAMING, Named, best, named, pairs
from letapis.core.sentences import sentences
from letapis.words.records import Claim
from letapis.words.when import compatible, precision, spoken, valid

BY = "resolve/1:person"


@dataclass(frozen=True)
class Evidence:
    """What the rules look at: the claims, and who suffered what on which day."""

    material: Material

    @cached_property
    def days(self) -> dict[str, set[tuple[str, str]]]:
        """Of each person: the acts and the days they are told to have suffered them."""
        m, found = self.material, dict[str, set[tuple[str, str]]]()
        for c in m.claims:
            if c.property == "victim" and isinstance(c.value, str):
                words = {str(a.value) for a in m.of(c.subject, "act")}
                days = {
                    str(w.value) for w in m.of(c.subject, "when") if valid(str(w.value)) and precision(str(w.value)) == "day"
                }
                found.setdefault(c.value, set()).update((word, day) for word in words for day in days)
        return found

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        return {}

    def ends(self, a: Named) -> list[int]:
        """Where the sentences of a person's page end."""
        if a.reading not in self._ends:
            page = self.material.page_of(self.material.about(a.id)[0])
            self._ends[a.reading] = [s.end for s in sentences(page.reading)]
        return self._ends[a.reading]

    def values(self, a: Named, property_: str) -> set[str]:
        """What is claimed of a property, small."""
        return {str(c.value).casefold() for c in self.material.of(a.id, property_)}

    def born(self, a: Named) -> list[int]:
        """The years of birth its ages come to, where the pages are dated."""
        ages = [c for c in self.material.of(a.id, "age") if isinstance(c.value, int)]
        return [year - int(c.value or 0) for c in ages if (year := self._year(c))]

    def _year(self, claim: Claim) -> int:
        published = self.material.page_of(claim).reading.published or ""
        return int(published[:4]) if published[:4].isdigit() else 0


Rule = Callable[[Evidence, Named, Named], str]


def _years_apart(t: Evidence, a: Named, b: Named) -> int | None:
    return min((abs(x - y) for x in t.born(a) for y in t.born(b)), default=None)


def _other_age(t: Evidence, a: Named, b: Named) -> str:
    """Their ages do not fit one person."""
    gap = _years_apart(t, a, b)
    return f"their ages lie {gap} years apart" if gap is not None and gap > 1 else ""


def _other_sex(t: Evidence, a: Named, b: Named) -> str:
    """One is told to be a man, the other a woman."""
    x, y = (t.values(each, "sex") & {"man", "woman"} for each in (a, b))
    return "one is told to be a man, the other a woman" if x and y and not x & y else ""


def _births(t: Evidence, a: Named) -> list[str]:
    return [str(c.value) for c in t.material.of(a.id, "born") if valid(str(c.value))]


def _other_birth(t: Evidence, a: Named, b: Named) -> str:
    """No two dates of birth told of them can be one."""
    x, y = _births(t, a), _births(t, b)
    apart = x and y and not any(compatible(i, j) for i in x for j in y)
    return f"they were born {spoken(x[0])} and {spoken(y[0])}" if apart else ""


def _one_sentence(t: Evidence, a: Named, b: Named) -> str:
    """A sentence that names both tells of two people."""
    if a.reading != b.reading:
        return ""
    ends = t.ends(a)
    x, y = ({bisect_right(ends, c.passage.start) for c in t.material.about(each.id) if _names(c)} for each in (a, b))
    return "one sentence names both" if x & y else ""


def _names(claim: Claim) -> bool:
    return claim.property in NAMING or (claim.property == "mention" and claim.value == "name")


AGAINST: tuple[Rule, ...] = (_other_birth, _other_age, _other_sex, _one_sentence)


def _same_act(t: Evidence, a: Named, b: Named) -> str:
    """The same act is told of both on the same day."""
    word, day = min(t.days.get(a.id, set()) & t.days.get(b.id, set()), default=("", ""))
    return f"the same {word.replace('_', ' ')} on {day}" if word else ""


def _same_birth(t: Evidence, a: Named, b: Named) -> str:
    """One date of birth is told of both, to the day."""
    same = sorted({v for v in _births(t, a) if precision(v) == "day"} & set(_births(t, b)))
    return f"both born {spoken(same[0])}" if same else ""


def _same_age(t: Evidence, a: Named, b: Named) -> str:
    """Their ages agree."""
    gap = _years_apart(t, a, b)
    return "ages that agree" if gap is not None and gap <= 1 else ""


def _same_words(t: Evidence, a: Named, b: Named) -> str:
    """They are described in the same words or have the same role."""
    x, y = (t.values(each, "described_as") | t.values(each, "role") for each in (a, b))
    shared = min(x & y, default="")
    return f"both are described as “{shared}”" if shared else ""


FOR: tuple[tuple[Rule, float], ...] = ((_same_birth, 0.15), (_same_act, 0.15), (_same_age, 0.08), (_same_words, 0.05))


def against(t: Evidence, a: Named, b: Named) -> str:
    """What speaks against their being one person; empty where nothing does."""
    return next((reason for rule in AGAINST if (reason := rule(t, a, b))), "")


def grounds(t: Evidence, a: Named, b: Named) -> list[tuple[str, float]]:
    """What beside their names speaks for their being one person, and how much it adds."""
    return [(reason, weight) for rule, weight in FOR if (reason := rule(t, a, b))]


def links(material: Material) -> Iterator[Link]:
    """Every pair of persons that may be one, with the reason, or that look alike and are not."""
    told = Evidence(material)
    for a, b in pairs(named(material, "person")):
        certainty, why = best(a, b)
        if certainty:
            yield _judged(told, a, b, certainty, why)


def _judged(t: Evidence, a: Named, b: Named, certainty: float, why: str) -> Link:
    if said := against(t, a, b):
        return Link(a.id, b.id, "different", 0.95, f"{why}, but {said}", BY)
    found = grounds(t, a, b)
    # A surname alone is never enough, whatever stands beside it.
    most = 0.98 if certainty >= 0.7 else 0.85
    total = round(min(most, certainty + sum(weight for _, weight in found)), 2)
    return Link(a.id, b.id, "same", total, "; ".join([why, *(reason for reason, _ in found)]), BY)
