"""Which tellings are of one act: the same thing, done to the same people, at a time that both can mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations

from letapis.core.material import Material
from letapis.core.resolve.copies import ENOUGH, plain
from letapis.core.resolve.join import Joined, Link
from letapis.core.resolve.traits import place_words
from letapis.words.records import kind_of
from letapis.words.when import compatible, overlaps, precision, spoken, valid

BY = "resolve/1:act"
ONCE = frozenset({"killing", "execution", "death_in_custody"})
"""What happens to a person once: two dates of it are a contradiction, not two acts."""
LASTING = frozenset({"detention", "trial", "disappearance", "denial_of_counsel", "denial_of_care", "travel_ban"})
"""What lasts: two times that overlap can be parts of one."""
AGAIN = frozenset(
    {"torture", "beating", "interrogation", "threat", "harassment", "summons", "attack", "other", "censorship", "fine"}
)
"""What is often done again and again: without a date, two tellings of it may well be two acts."""
TELLING = 11
"""From here on the number of a group tells it from others of the same place."""
ALIKE = (
    {"torture", "beating"},
    {"killing", "death_in_custody"},
    {"killing", "execution"},
    {"abduction", "disappearance"},
    {"arrest", "abduction"},
    {"threat", "harassment"},
)
"""Words for what may be one thing in two sources' words; never merged, only suggested."""


@dataclass(frozen=True)
class Telling:
    """One page's act as the comparison sees it."""

    id: str
    reading: str
    word: str
    persons: frozenset[str]
    groups: tuple[tuple[frozenset[str], int | None], ...]
    dates: tuple[str, ...]
    countries: frozenset[str]
    kinds: frozenset[str]
    mode: str
    places: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    """Its sentences in plain words, those long enough to be no accident."""
    general: bool = False
    threatened: bool = False


@dataclass
class _Record:
    """What is told of one person and one word, for asking whether there is but one such act."""

    dated: list[str] = field(default_factory=list)
    """Dates that cannot mean one another: more than one tells of several acts."""
    every: list[str] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    """The dates that cannot mean one another, of each place."""

    def take(self, dates: Sequence[str], places: Iterable[str]) -> None:
        self.every += dates
        for dated in (self.dated, *(self.places.setdefault(p, []) for p in places)):
            dated += [d for d in dates if not any(_close(d, other) for other in dated)]

    def only_one(self, places: Collection[str]) -> bool:
        """Whether the dates told of these places (of all, where none is given) can all mean one time."""
        return all(len(self.places.get(p, ())) <= 1 for p in places) if places else len(self.dated) <= 1

    def only_day(self, time: str) -> bool:
        """Whether all days told that a less precise time can mean are one or neighbours."""
        days = [d for d in self.every if precision(d) == "day" and compatible(d, time)]
        return all(_close(days[0], d) for d in days)


Records = dict[tuple[str, str], _Record]


def tellings(m: Material, persons: Joined) -> list[Telling]:
    """Every act of every page, its victims resolved."""
    return [_telling(m, persons, act) for act in m.subjects("act") if m.of(act, "act")]


def _telling(m: Material, persons: Joined, act: str) -> Telling:
    victims = [str(c.value) for c in m.of(act, "victim")]
    claims = m.of(act, "act")
    return Telling(
        act,
        claims[0].passage.reading,
        str(claims[0].value),
        frozenset(persons.of(v) for v in victims if kind_of(v) == "person"),
        tuple(_group(m, v) for v in victims if kind_of(v) != "person"),
        tuple(dict.fromkeys(str(c.value) for c in m.of(act, "when") if valid(str(c.value)))),
        frozenset(str(c.value).casefold() for c in m.of(act, "country")),
        frozenset(str(c.value) for c in m.of(act, "perpetrator_kind")) & {"state", "non-state"},
        _mode([str(c.value) for c in m.of(act, "mode")]),
        frozenset(p for c in m.of(act, "where") for p in place_words(m, str(c.value))),
        frozenset(plain(str(c.value)) for c in m.of(act, "perpetrator")),
        frozenset(s for c in claims if len(s := plain(c.passage.quote)) >= ENOUGH),
        any(c.value is True for c in m.of(act, "general")),
        all(c.stance == "threatened" for c in claims),
    )


def _mode(told: list[str]) -> str:
    """One mode for several tellings: what one of them tells as done was done."""
    return "occurred" if not told or "occurred" in told else told[0]


def _group(m: Material, victim: str) -> tuple[frozenset[str], int | None]:
    """The words that tell a group (short and counting ones left out) and its number."""
    words = [str(c.value) for c in m.of(victim, "name")] or [victim]
    counts = [c.value for c in m.of(victim, "count") if isinstance(c.value, int)]
    telling = frozenset(
        w for w in plain(words[0]).split() if len(w) > 3 and not w.isdigit() and w not in ("more", "than", "least", "about")
    )
    return telling, counts[0] if counts else None


@lru_cache(maxsize=1 << 16)
def _close(a: str, b: str) -> bool:
    return compatible(a, b) or _days_apart(a, b) == 1


def _days_apart(a: str, b: str) -> int | None:
    if precision(a) != "day" or precision(b) != "day" or "X" in a + b:
        return None
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return None


def links(m: Material, persons: Joined) -> Iterator[Link]:
    """Pairs of tellings from different pages that are, or may be, one act."""
    told = [t for t in tellings(m, persons) if not t.general]
    records: Records = {}
    for t in told:
        for person in t.persons:
            records.setdefault((person, t.word), _Record()).take(t.dates, t.places)
    for a, b in _pairs(told):
        link = _alike(a, b) if a.word != b.word else _judged(a, b, records)
        if link:
            yield link


def _pairs(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Tellings from two pages with a person in common, or of one word with groups on both sides or in the same sentence."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for i, t in enumerate(told):
        for person in t.persons:
            blocks.setdefault((person,), []).append(i)
        if t.groups:
            blocks.setdefault((t.word, "group"), []).append(i)
        for sentence in t.sentences:
            blocks.setdefault((t.word, "told", sentence), []).append(i)
    for i, j in sorted({pair for block in blocks.values() for pair in combinations(block, 2)}):
        a, b = told[i], told[j]
        if a.reading != b.reading and a.mode == b.mode and a.threatened == b.threatened:
            yield a, b


def _judged(a: Telling, b: Telling, records: Records) -> Link | None:
    if a.countries and b.countries and not a.countries & b.countries:
        return None
    shared = a.persons & b.persons
    certainty, why = max(_by_sentence(a, b), _by_person(a, b, shared, records) if shared else _by_group(a, b))
    if a.kinds and b.kinds and not a.kinds & b.kinds:
        certainty, why = certainty - 0.1, f"{why}; but one says the State did it, the other not"
    return Link(a.id, b.id, "same", round(certainty, 2), why, BY) if certainty > 0.5 else None


def _by_sentence(a: Telling, b: Telling) -> tuple[float, str]:
    """The same sentence in both, of the same people if any are known, at a time that both can mean."""
    others = a.persons and b.persons and not a.persons & b.persons
    times = not a.dates or not b.dates or any(_close(x, y) for x in a.dates for y in b.dates)
    if others or not times or not a.sentences & b.sentences:
        return 0.0, ""
    return 0.95, f"{a.word.replace('_', ' ')} told in the same sentence"


def _by_person(a: Telling, b: Telling, shared: frozenset[str], records: Records) -> tuple[float, str]:
    """The same act of the same person: by day, within precision, a day apart, or the only one told."""
    noun = a.word.replace("_", " ")
    told = [records[p, a.word] for p in shared]
    if not a.dates or not b.dates:
        return _undated(a, b, noun, told)
    pairs = [(x, y) for x in a.dates for y in b.dates]
    same = next((x for x, y in pairs if x == y), None)
    if same:
        return 0.96, f"{noun} of the same person at the same time ({spoken(same)})"
    agree = next(((x, y) for x, y in pairs if (overlaps(x, y) if a.word in LASTING else compatible(x, y))), None)
    if agree:
        days = {precision(x) for x in agree} == {"day"}
        only = all(r.only_one(()) or all(r.only_day(t) for t in agree) for r in told)
        certain = 0.93 if only or days or a.word in LASTING else 0.7
        return (
            certain,
            f"{noun} of the same person, at times that agree within their precision ({spoken(agree[0])}; {spoken(agree[1])})",
        )
    if a.word in ONCE:
        return 0.95, f"{noun} of the same person, which happens once"
    near = next(((x, y) for x, y in pairs if _days_apart(x, y) == 1), None)
    if near and a.word not in AGAIN and not _released_between(shared, records, near):
        return (
            0.92,
            f"{noun} of the same person, dated a day apart ({spoken(near[0])}; {spoken(near[1])}) with no release between",
        )
    return 0.0, ""


def _undated(a: Telling, b: Telling, noun: str, told: Sequence[_Record]) -> tuple[float, str]:
    """Of one that has no date: the only such act told of the person, everywhere or in the place that both name."""
    here = a.places & b.places
    only = all(r.only_one(()) for r in told)
    only_here = bool(here) and all(r.only_one(here) for r in told)
    doers = min(a.doers & b.doers, default="")
    if only and a.word not in AGAIN:
        return 0.9, f"the only {noun} told of the same person, not dated by one"
    if only and doers:
        return 0.9, f"the only {noun} told of the same person, by {doers} in both, not dated by one"
    if only_here and (only or (doers and a.word not in AGAIN)):
        return 0.9, f"the only {noun} told of the same person in {min(here)}, not dated by one"
    return 0.7 if only or a.word in AGAIN else 0.6, f"{noun} of the same person, not dated by one"


def _released_between(persons: frozenset[str], records: Records, days: tuple[str, str]) -> bool:
    """Whether a release of one of them is told on one of the days or between them."""
    first, last = sorted(days)
    releases = (d for p in persons if (p, "release") in records for d in records[p, "release"].every)
    return any(precision(d) == "day" and first <= d[:10] <= last for d in releases)


def _by_group(a: Telling, b: Telling) -> tuple[float, str]:
    """The same act of a group: in like words on the same day, or of the same number of people at a time that both can mean."""
    noun = a.word.replace("_", " ")
    day = next((x for x in a.dates if x in b.dates and precision(x) == "day"), "")
    if not day and a.dates and b.dates and not any(compatible(x, y) for x in a.dates for y in b.dates):
        return 0.0, ""
    here = a.places & b.places
    when = f"on {spoken(day)}" if day else "at times that agree"
    for words, count in a.groups:
        for other, number in b.groups:
            where = "" if day else f" in {min(here, default='')}"
            telling = count is not None and count >= TELLING
            if count is not None and count == number and _fit(words, other) and (day or (here and telling)):
                return 0.93, f"{noun} of {count} people {when}{where}"
            if count and number and words & other and here and telling and _rounded(count, number):
                return 0.9, f"{noun} of {count} and of {number} people, one number rounded, {when}{where}"
            if (
                day
                and words & other
                and (count is None or number is None or len(words & other) * 2 >= min(len(words), len(other)))
            ):
                return 0.9, f"{noun} {when} of a group told in like words ({', '.join(sorted(words & other)[:3])})"
    return 0.0, ""


def _rounded(count: int, number: int) -> bool:
    """Whether one number is the other, rounded to tens."""
    return any(round(x, -1) == y for x, y in ((count, number), (number, count)))


def _fit(words: frozenset[str], other: frozenset[str]) -> bool:
    return bool(words & other) or not words or not other


def _alike(a: Telling, b: Telling) -> Link | None:
    """Two words for what may be one thing: only suggested."""
    if {a.word, b.word} not in ALIKE or not a.persons & b.persons:
        return None
    if any(x == y and precision(x) == "day" for x in a.dates for y in b.dates):
        return Link(a.id, b.id, "same", 0.6, f"{a.word} and {b.word} of the same person on the same day may be one thing", BY)
    return None
