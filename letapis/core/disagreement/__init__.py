"""What each source says of one act, where they agree within their precision and where they cannot all be right.

Nothing is averaged and nothing chosen: a question is answered by sides, each with the sources that take it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from letapis.core import wording
from letapis.core.cases.shapes import Act, Field, Said
from letapis.core.disagreement.values import dates_agree, kinds_agree, number, numbers_agree, places_agree
from letapis.core.material import Material, Told
from letapis.core.resolve.copies import outlet, plain
from letapis.words.records import THE_PAGE, Claim, kind_of
from letapis.words.when import spoken

WHEN, WHERE, NUMBER, BY, PUT = "when", "where", "how many", "by whom", "put as"
QUESTIONS = (WHEN, WHERE, NUMBER, BY, PUT)
"""What is asked of every source, in the order of the table's columns."""
CONFLICT, ITSELF, DIFFER, AGREE, ONE, NOTHING = "conflict", "itself", "differ", "agree", "one source", "not told"
"""Verdicts, the worst first: independent sources cannot all be right; one source contradicts itself (or its copies do); told in
other words that may all be right; agreed within precision; told by one source; told by none."""


@dataclass(frozen=True)
class Row:
    """One independent source: the pages that count as one, and what they say."""

    readings: tuple[str, ...]
    outlets: tuple[str, ...]
    why: str
    """Why it is a source of its own, or why its pages are one."""
    told: Mapping[str, Field]
    """Each question's values, with the claims of this source only."""


@dataclass(frozen=True)
class Side:
    """Sources that can all be right at once about one question."""

    values: Field
    rows: tuple[int, ...]
    """Which rows of the table take it."""


@dataclass(frozen=True)
class Question:
    """One question about an act with its verdict, in a sentence, and the sides where the sources conflict."""

    name: str
    verdict: str
    sentence: str
    sides: tuple[Side, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of its sides."""
        return tuple(dict.fromkeys(c for side in self.sides for s in side.values for c in s.claims))


@dataclass(frozen=True)
class Disagreement:
    """The table of one act: who says what, and what of it does not fit together."""

    act: Act
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    voices: Mapping[str, str]
    """The names of those whom pages name as their sources."""

    @property
    def conflicts(self) -> tuple[Question, ...]:
        """Where independent sources cannot all be right."""
        return tuple(q for q in self.questions if q.verdict == CONFLICT)

    @property
    def worst_first(self) -> tuple[int, ...]:
        """Its place among others: most conflicts first, then most sources against most, then most told."""
        against = max((sorted(len(s.rows) for s in q.sides)[-2] for q in self.conflicts), default=0)
        return (-len(self.conflicts), -against, -len(self.rows))

    def voice(self, claim: Claim) -> str:
        """Whom a page names as its source of a claim; empty where it speaks itself."""
        if claim.source == THE_PAGE:
            return ""
        return self.voices.get(claim.source) or ("somebody not named here" if kind_of(claim.source) else claim.source)


def disagreement(act: Act, material: Material) -> Disagreement:
    """The table of an act; ``material`` holds the pages that tell it."""
    return _Table(act, material).made()


def asked(name: str, act: Act, material: Material) -> Question:
    """One question about an act, without the others."""
    return _Table(act, material).asked(name)


def disagreements(acts: Iterable[Act], material: Material) -> tuple[Disagreement, ...]:
    """The acts about which independent sources conflict, the worst first."""
    found = [d for a in acts if (d := disagreement(a, material)).conflicts]
    return tuple(sorted(found, key=lambda d: d.worst_first))


@dataclass(frozen=True)
class _Told:
    """What one voice on one page says of one question: values that hold together in its own telling."""

    row: int
    values: tuple[Claim, ...]


@dataclass(frozen=True)
class _Table:
    act: Act
    material: Material

    def made(self) -> Disagreement:
        return Disagreement(self.act, self.rows, tuple(map(self.asked, QUESTIONS)), self.voices)

    def asked(self, name: str) -> Question:
        return {WHEN: self.when, WHERE: self.where, NUMBER: self.number, BY: self.by, PUT: self.put}[name]()

    # ---- rows

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Pages that are one source; pages that only deny it or add to it stand alone behind them."""
        known = {r for group in self.act.sources.groups for r in group}
        more = dict.fromkeys(c.passage.reading for c in self.act.claims if c.passage.reading not in known)
        return (*self.act.sources.groups, *((r,) for r in more))

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {reading: n for n, group in enumerate(self.groups) for reading in group}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(n, group) for n, group in enumerate(self.groups))

    def _row(self, n: int, group: tuple[str, ...]) -> Row:
        outlets = tuple(dict.fromkeys(self.outlet_of(r) for r in group))
        told = {name: _only(self.fields[name], set(group)) for name in QUESTIONS}
        return Row(group, outlets, self._why(group), told)

    def _why(self, group: tuple[str, ...]) -> str:
        """Why pages are one source: the reasons that speak of them; or why one page stands alone."""
        if len(group) == 1:
            others = len(self.groups) > 1
            return "shares its words, outlet and source with no other page of this act" if others else "the only page"
        names = dict.fromkeys(self.outlet_of(r) for r in group)
        least = min(2, len(names))
        found = [w for w in self.act.sources.why if sum(name in w for name in names) >= least]
        return "; ".join(found or self.act.sources.why)

    def outlet_of(self, reading: str) -> str:
        return outlet(self.pages[reading])

    @cached_property
    def pages(self) -> dict[str, Told]:
        return {c.passage.reading: self.material.page_of(c) for c in self.act.claims}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """What stands in the table's columns."""
        a = self.act
        where = _by_text(a.where or a.country)
        return {WHEN: _spoken(a.when.said), WHERE: where, NUMBER: a.counts, BY: _by_text(a.perpetrators), PUT: self._put()}

    def _put(self) -> Field:
        """How it is put: the stance of each telling, and who denies it, in words."""
        denials = dict.fromkeys(c for s in self.act.denials for c in s.claims)
        found: dict[str, dict[Claim, None]] = {}
        for c in (*self.act.told, *denials):
            found.setdefault("denied" if c in denials else c.stance, {})[c] = None
        return tuple(Said(stance, wording.STANCES.get(stance, stance), tuple(same)) for stance, same in found.items())

    @cached_property
    def voices(self) -> dict[str, str]:
        named = (*self.act.according_to, *self.act.denials)
        return {c.source: s.text for s in named for c in s.claims if c.source != THE_PAGE}

    # ---- questions

    def when(self) -> Question:
        claims = [c for s in self.act.when.said for c in s.claims]
        return self._asked(WHEN, claims, lambda a, b: dates_agree(self.act.word, str(a.value), str(b.value)))

    def where(self) -> Question:
        claims = [c for s in (*self.act.where, *self.act.country) for c in s.claims]

        def agree(a: Claim, b: Claim) -> bool:
            if a.property == b.property == "country":
                return str(a.value).casefold() == str(b.value).casefold()
            return places_agree(self.material, str(a.value), str(b.value))

        return self._asked(WHERE, claims, agree)

    def number(self) -> Question:
        claims = [c for s in self.act.counts for c in s.claims]
        return self._asked(NUMBER, claims, lambda a, b: numbers_agree(number(self.material, a), number(self.material, b)))

    def by(self) -> Question:
        kinds = [c for s in self.act.perpetrator_kind for c in s.claims if c.value in ("state", "non-state")]
        found = self._asked(BY, kinds, lambda a, b: kinds_agree(str(a.value), str(b.value)))
        return found if found.verdict in (CONFLICT, ITSELF) else self._worded(BY)

    def put(self) -> Question:
        """Told as fact or alleged by some, denied by others; a denial has its own words, and may be of a part only."""
        tellers = [c for c in self.act.told if c.stance != "denied"]
        deniers = [c for s in self.act.denials for c in s.claims]
        if not (tellers and deniers):
            return self._worded(PUT)
        sides = tuple(self._side(PUT, claims) for claims in (tellers, deniers))
        telling = wording.listed([wording.inline(s.text) for s in self.act.according_to])
        words = f"{self._stance_of(tellers)} by {telling}, denied by {self._deniers()}"
        return Question(PUT, CONFLICT, words, sides)

    def _stance_of(self, claims: Sequence[Claim]) -> str:
        return wording.STANCES["asserted" if any(c.stance == "asserted" for c in claims) else claims[0].stance]

    def _deniers(self) -> str:
        found = []
        for s in self.act.denials:
            told = (str(c.value) for c in s.claims if c.property == "denial" and str(c.value) not in (s.text, c.source))
            words = next(told, "").strip('“”" ')
            found.append(wording.inline(s.text) + (f" (“{words}”)" if words else ""))
        return wording.listed(found)

    def _worded(self, name: str) -> Question:
        """A question whose answers are words: the same, or others that may all be right."""
        values = self.fields[name]
        rows = {self.row_of[c.passage.reading] for s in values for c in s.claims}
        if len(rows) < 2:
            return self._alone(name, values)
        if all(self._rows(s.claims) == rows for s in values):
            told = wording.listed([s.text for s in values])
            return Question(name, AGREE, f"by all {told}" if name == PUT else f"all say {told}")
        return Question(name, DIFFER, self._listed(values))

    def _alone(self, name: str, values: Field) -> Question:
        if not values:
            return Question(name, NOTHING, "no source says")
        return Question(name, ONE, self._listed(values))

    def _asked(self, name: str, claims: Sequence[Claim], agree: Callable[[Claim, Claim], bool]) -> Question:
        """A question whose answers can be compared: who conflicts with whom, and who agrees."""
        units = self._units(claims)
        apart = [(a, b) for a, b in combinations(units, 2) if not any(agree(x, y) for x in a.values for y in b.values)]
        if not apart:
            return self._agreed(name, claims, agree)
        within = all(a.row == b.row for a, b in apart)
        sides = self._sides(name, [u for u in units if any(u in pair for pair in apart)], agree)
        words = ", but ".join(self._listed(side.values) for side in sides)
        if within:
            return Question(name, ITSELF, f"{words}: pages that count as one source", sides)
        return Question(name, CONFLICT, words, sides)

    def _units(self, claims: Iterable[Claim]) -> list[_Told]:
        """The claims by page and voice: what one voice says on one page it does not say against itself."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for c in claims:
            found.setdefault((c.passage.reading, c.source), []).append(c)
        return [_Told(self.row_of[reading], tuple(values)) for (reading, _), values in found.items()]

    def _sides(self, name: str, units: Sequence[_Told], agree: Callable[[Claim, Claim], bool]) -> tuple[Side, ...]:
        """Those that conflict, gathered so that on each side all can be right."""
        sides: list[list[_Told]] = []
        for u in units:
            home = next((s for s in sides if all(any(agree(x, y) for x in u.values for y in v.values) for v in s)), None)
            sides.append([u]) if home is None else home.append(u)
        return tuple(self._side(name, [c for u in side for c in u.values]) for side in sides)

    def _side(self, name: str, claims: Sequence[Claim]) -> Side:
        inside, rows = set(claims), tuple(sorted(self._rows(claims)))
        values = _with(self.fields[name], inside)
        return Side(values or tuple(Said(str(c.value), str(c.value), (c,)) for c in claims), rows)

    def _agreed(self, name: str, claims: Sequence[Claim], agree: Callable[[Claim, Claim], bool]) -> Question:
        """No two sources conflict: they agree, unless one of them gives several answers that cannot all be right itself."""
        values = self.fields[name]
        if name == WHERE or len(values) < 2 or len(self._rows(claims)) < 2:
            return self._worded(name)
        if not all(agree(a, b) for a, b in combinations(claims, 2)):
            return Question(name, DIFFER, f"one source gives several answers: {self._listed(values)}")
        return Question(name, AGREE, f"within their precision: {self._listed(values)}")

    def _rows(self, claims: Iterable[Claim]) -> set[int]:
        return {self.row_of[c.passage.reading] for c in claims}

    def _listed(self, values: Field) -> str:
        """``16 December 2023 (Courier, Herald); December 2023 (Lantern)``."""
        return "; ".join(f"{s.text} ({self._whose(s.claims)})" for s in values)

    def _whose(self, claims: Iterable[Claim]) -> str:
        """The outlets that say it, and whose word they give: ``Courier, two colleagues in Herald``."""
        by_voice: dict[str, dict[str, None]] = {}
        for c in claims:
            by_voice.setdefault(self.voices.get(c.source, ""), {})[self.outlet_of(c.passage.reading)] = None
        told = {voice: wording.listed(list(outlets)) for voice, outlets in by_voice.items()}
        return ", ".join(f"{wording.inline(voice)} in {outlets}" if voice else outlets for voice, outlets in told.items())


def _spoken(said: Field) -> Field:
    return tuple(Said(s.value, spoken(s.value), s.claims) for s in said)


def _by_text(values: Field) -> Field:
    """The values, those shown in the same words gathered."""
    found: dict[str, list[Said]] = {}
    for s in values:
        found.setdefault(plain(s.text) or s.text, []).append(s)
    return tuple(Said(same[0].value, same[0].text, tuple(c for s in same for c in s.claims)) for same in found.values())


def _only(values: Field, readings: set[str]) -> Field:
    """The values with their claims on some pages."""
    return _with(values, {c for s in values for c in s.claims if c.passage.reading in readings})


def _with(values: Field, claims: set[Claim]) -> Field:
    """The values with those of their claims that are among some."""
    found = (Said(s.value, s.text, tuple(c for c in s.claims if c in claims)) for s in values)
    return tuple(s for s in found if s.claims)
