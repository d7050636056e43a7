"""Which pages' persons are one person: evidence for and against is weighed together, and weighed against who else it may be.

Weights are logarithms of odds (natural): 2.2 is nine to one, 0 is even. See decision 021.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from typing import Final

from letapis.core.material import Material
from letapis.core.resolve.join import MERGE, Link, join
from letapis.core.resolve.likeness import likely
from letapis.core.resolve.naming import Basis, Compared
from letapis.core.resolve.traits import Evidence, Traits
from letapis.words.records import Decision
from letapis.words.when import compatible, precision, spoken

BY = "resolve/1:person"
BARRED: Final = 0.95
"""How certain it is that two are not one where something rules it out."""
MOST: Final = 0.98
"""The most that the machine is ever certain of."""
WORTH: Final = 19
"""To how many names of one person there is one that two people bear, where the pages themselves tell nothing else."""
STEEPNESS, BY_INITIAL, BY_ONE_WORD, BY_LETTERS = 5.4, -2.0, -5.5, -1.2
"""What is taken off a full name's worth: the less alike two names are (times this), where a surname stands with an initial or
alone, and where words of two scripts are compared by the trained letters only (this at least)."""
_JOINING: Final = log(MERGE / (1 - MERGE))
_BEYOND_DOUBT: Final = 30.0
_NEARLY: Final = 0.6
"""What may be taken off at most where two names are compared to learn what names are worth."""

Rule = Callable[[Evidence, Traits, Traits], str]
Weighing = Callable[[Evidence, Traits, Traits], tuple[float, str] | None]


def _years_apart(a: Traits, b: Traits) -> int | None:
    return min((abs(x - y) for x in a.born for y in b.born), default=None)


# ---- what rules it out


def _other_age(_: Evidence, a: Traits, b: Traits) -> str:
    """Their ages do not fit one person, even if a page errs by a year."""
    gap = _years_apart(a, b)
    return f"their ages lie {gap} years apart" if gap is not None and gap > 2 else ""


_OTHER_SEX = "one is told to be a man, the other a woman"


def _other_sex(_: Evidence, a: Traits, b: Traits) -> str:
    """One is told to be a man, the other a woman, by more than pronouns."""
    x, y = a.sexes, b.sexes
    return _OTHER_SEX if x and y and not x & y else ""


def _other_birth(_: Evidence, a: Traits, b: Traits) -> str:
    """No two dates of birth told of them can be one."""
    apart = a.births and b.births and not any(compatible(i, j) for i in a.births for j in b.births)
    return f"they were born {spoken(a.births[0])} and {spoken(b.births[0])}" if apart else ""


def _one_sentence(t: Evidence, a: Traits, b: Traits) -> str:
    """A sentence that names both tells of two people."""
    return "one sentence names both" if a.reading == b.reading and t.named_in(a) & t.named_in(b) else ""


BARS: tuple[Rule, ...] = (_other_birth, _other_age, _other_sex, _one_sentence)


# ---- what makes it likelier, or less likely


def _reprint(t: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """One page reprints the other."""
    return (8.0, "one page reprints the other") if frozenset((a.reading, b.reading)) in t.copied else None


def _one_page(t: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """A page that names one person in two ways mostly lets its readers see it; a table has a row for every time."""
    return (-2.0, "but one page names both") if a.reading == b.reading and a.reading not in t.tables else None


def _birth(_: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """Their dates of birth agree, to the day or less precisely."""
    told = [(x, y) for x in a.births for y in b.births if compatible(x, y)]
    if not told:
        return None
    same = next((x for x, y in told if x == y and precision(x) == "day"), "")
    x, y = map(spoken, told[0])
    return (4.0, f"both born {spoken(same)}") if same else (2.5, f"dates of birth that agree ({x}; {y})")


def _rarity(bearers: int, known: int, usual: int, most: float) -> float:
    """What it weighs that two have something in common: the more the fewer have it, of all of whom such things are told.

    Beside those known, ``usual`` others without it are counted, so that a few pages prove little.
    """
    return max(0.5, min(most, log((known + usual) / (bearers + 1))))


def _act(t: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """The same act is told of both, on the same day or at times that agree and in the same place."""
    if same := min(a.days & b.days, key=lambda d: (t.suffered[d], d), default=None):
        weight = _rarity(t.suffered[same], len(t.suffered), 200, 5.0)
        return weight, f"the same {same[0].replace('_', ' ')} on {same[1]}"
    near = (
        (word, place)
        for word, x, place in a.times
        for other, y, there in b.times
        if word == other and place and place == there and compatible(x, y)
    )
    word, place = min(near, default=("", ""))
    return (1.5, f"the same {word.replace('_', ' ')} in {place}, at times that agree") if word else None


def _age(_: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """Their ages agree, or nearly."""
    gap = _years_apart(a, b)
    if gap is None:
        return None
    return (2.5, "ages that agree") if gap <= 1 else (-1.0, f"but their ages lie {gap} years apart")


def _calling(t: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """They are described in the same words, which weighs more the fewer are; or plainly in others, though one may be both."""
    shared = (a.callings & b.callings) | (a.callings & b.origins) | (a.origins & b.callings)
    if shared:
        rarest = min(shared, key=lambda w: (t.called[w], w))
        return _rarity(t.called[rarest], t.described, 20, 2.8), f"both are described as “{rarest}”"
    if not a.trades or not b.trades:
        return None
    said = f"but one is told to be “{' '.join(sorted(a.trades))}”, the other “{' '.join(sorted(b.trades))}”"
    return (-1.0 if a.roles & b.roles else -1.5), said


def _origin(t: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """They are of one place or body, or plainly of two."""
    if shared := a.origins & b.origins:
        rarest = min(shared, key=lambda w: (t.called[w], w))
        return _rarity(t.called[rarest], t.described, 20, 1.5), f"both are of “{rarest}”"
    return (-1.0, "but they are told to be of two places") if a.origins and b.origins and a.trades and b.trades else None


def _pronoun(_: Evidence, a: Traits, b: Traits) -> tuple[float, str] | None:
    """A pronoun that was taken to mean one of them says another sex; readers, machines too, misunderstand pronouns."""
    x, y = a.sexes or a.pronouns, b.sexes or b.pronouns
    return (-2.0, f"but {_OTHER_SEX}, by a pronoun") if x and y and not x & y and not (a.sexes and b.sexes) else None


WEIGHED: tuple[Weighing, ...] = (_reprint, _birth, _act, _age, _calling, _origin, _pronoun, _one_page)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two persons whose names may be one."""

    a: Traits
    b: Traits
    names: float
    """What the likeness of the names takes off a full name's worth."""
    beside: float
    """What all else weighs."""
    why: str
    parts: frozenset[str] = frozenset()
    """Which of them is named by a part of a name only, so that it may mean people of other names, too."""
    barred: bool = False

    @property
    def against(self) -> bool:
        """Whether what is told beside the names speaks rather against it."""
        return self.barred or self.beside < 0


def compared(material: Material, copied: Iterable[frozenset[str]] = ()) -> tuple[Weighed, ...]:
    """Every pair of persons whose names may be one, with what speaks for and against it.

    ``copied`` are pairs of readings of which one reprints the other.
    """
    evidence = Evidence(material, copied)
    return tuple(_weigh(evidence, a, b, likeness) for a, b, likeness in likely(evidence.people))


def _weigh(t: Evidence, a: Traits, b: Traits, likeness: Compared) -> Weighed:
    names = _of_names(likeness)
    parts = frozenset(x.id for x in (a, b) if not x.full) if likeness.basis is not Basis.NAMES else frozenset[str]()
    if said := "one has another father" if likeness.namesakes else next((s for rule in BARS if (s := rule(t, a, b))), ""):
        return Weighed(a, b, names, 0.0, f"{likeness.why}, but {said}", parts, True)
    found = [w for rule in WEIGHED if (w := rule(t, a, b))]
    why = "; ".join([likeness.why, *(reason for _, reason in found)])
    return Weighed(a, b, names, sum(w for w, _ in found), why, parts)


def _of_names(likeness: Compared) -> float:
    if likeness.basis is Basis.WORD:
        return BY_ONE_WORD
    less = STEEPNESS * (likeness.score - 1)
    if likeness.basis is Basis.INITIAL:
        return min(BY_INITIAL, less)
    return less if likeness.sure else min(BY_LETTERS, less)


def worth(found: Iterable[Weighed]) -> float:
    """What a full name is worth by itself: to how many names of one person the same pages have one that two people bear.

    Every name counts once, however many pages tell of it; where little is told, `WORTH` holds.
    """
    told: dict[str, bool] = {}
    for p in found:
        if p.names > -_NEARLY and (p.barred or p.beside):
            told[p.a.names[0]] = told.get(p.a.names[0], True) and not p.against
    same = sum(told.values())
    return min(log(WORTH), log((same + WORTH) / (len(told) - same + 1)))


def links(ids: Sequence[str], found: Sequence[Weighed], decisions: Collection[Decision] = ()) -> tuple[Link, ...]:
    """Every pair of persons that may be one, with the reason, or that look alike and are not.

    A name alone joins nobody where the pages tell of two people who bear it; who they are is settled by a first round of
    joining, people's ``decisions`` included.
    """
    name = worth(found)
    first = join(ids, _judged(found, name, lambda id_: id_), decisions)
    return _judged(found, name, first.of)


def _judged(found: Sequence[Weighed], name: float, one: Callable[[str], str]) -> tuple[Link, ...]:
    """The links, each weighed against the likeliest other way to see it; ``one`` says who is known to be one person."""
    rivals = _Rivals(found, name, one)
    return tuple(_link(p, name, rivals) for p in found)


def _link(p: Weighed, name: float, rivals: _Rivals) -> Link:
    if p.barred:
        return Link(p.a.id, p.b.id, "different", BARRED, p.why, BY)
    odds, why = name + p.names + p.beside, p.why
    if odds >= _JOINING and (other := rivals.otherwise(p)):
        odds, why = odds - log1p(other), f"{why}; but two people of that name are told apart"
    return Link(p.a.id, p.b.id, "same", min(MOST, round(_certainty(odds), 2)), why, BY)


def _certainty(odds: float) -> float:
    return 1 / (1 + exp(-odds))


class _Rivals:
    """Who else each person may be, and which of them are not one."""

    def __init__(self, found: Sequence[Weighed], name: float, one: Callable[[str], str]) -> None:
        self.one = one
        self.odds: dict[str, dict[str, float]] = {}
        self.apart: dict[str, dict[str, float]] = {}
        """How likely two are two people, where anything speaks against their being one."""
        for p in found:
            a, b, odds = p.a.id, p.b.id, name + p.names + p.beside
            if not p.barred:
                self.odds.setdefault(a, {})[b] = self.odds.setdefault(b, {})[a] = odds
            if p.against and one(a) != one(b):
                apart = 1.0 if p.barred else 1 - _certainty(odds)
                self.apart.setdefault(a, {})[b] = self.apart.setdefault(b, {})[a] = apart

    def otherwise(self, p: Weighed) -> float:
        """The odds of the likeliest way in which the two are two people: each is one of two who are told apart."""
        a, b = p.a.id, p.b.id
        mine, others = self._may_be(a, b), self._may_be(b, a)
        ways = [
            min(weight, others[v]) + log(apart)
            for u, weight in mine.items()
            for v, apart in self.apart.get(u, {}).items()
            if v in others and (u, v) != (a, b)
        ]
        for part, other, may_be in ((a, b, mine), (b, a, others)):
            if part in p.parts:  # whom it may mean, too, though their names are others than this one's
                known = self.odds[other]
                ways += [w for u, w in may_be.items() if u != part and u not in known and self.one(u) != self.one(other)]
        return exp(max(ways)) if ways else 0.0

    def _may_be(self, one: str, but: str) -> Mapping[str, float]:
        """Whom somebody may be: itself beyond doubt, and those of like names."""
        return {one: _BEYOND_DOUBT, **{k: w for k, w in self.odds.get(one, {}).items() if k != but}}
