"""The same act told twice in a page is one act, with all its sentences; other days or other victims are other acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from letapis.core.annotate.acts.lexicon import group, is_taking, words
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.telling import Denial, Place, Telling, When
from letapis.words.records import THE_PAGE, Claims, Page
from letapis.words.when import compatible

_AGAIN = 4
"""How many sentences later "those arrested" may mean the arrest told before."""


@dataclass
class Act:
    """An act with its tellings and the denials bound to it."""

    tellings: list[Telling]
    denials: list[Denial] = field(default_factory=list)
    places: tuple[Place, ...] = ()
    """Where, if only the act told together with it says so."""
    inherited: tuple[Party, ...] = ()
    """Who does it, where only a neighbouring act of the same custody says so."""

    @property
    def act(self) -> str:
        """The word of ``terms``."""
        return self.tellings[0].act

    def persons(self) -> frozenset[str]:
        """The persons affected."""
        return frozenset(p for t in self.tellings for p in t.persons())

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
        """The page's own narration decides; else distance, or a denial, weighs more than a source's plain word."""
        own = {t.stance for t in self.tellings if t.source == THE_PAGE}
        for stance in ("asserted", "alleged", "denied", "threatened"):
            if stance in own and (stance == "asserted" or "asserted" not in own):
                return stance
        told = [t.stance for t in self.tellings]
        if self.denials and not own:
            return "alleged"
        return next((s for s in ("alleged", "asserted", "denied") if s in told), told[0])


def together(page: Page, claims: Claims, tellings: Iterable[Telling]) -> list[Act]:
    """The acts of a page in the order of their first telling, each with all its tellings and denials."""
    acts: list[Act] = []
    described = _descriptions(claims)
    for telling in tellings:
        telling = _owned(telling, acts)
        home = next((a for a in reversed(acts) if same(a, telling, described)), None)
        if home is None and telling.affected and all(_bare(p) for p in telling.affected):
            continue
        if home is None:
            acts.append(home := Act([]))
        home.tellings.append(telling)
        home.denials += telling.denials
    acts = [a for a in acts if not _only_accused(a, acts)]
    _settle_taking(acts)
    _inherit_doers(page, acts)
    _close_spans(acts)
    _inherit_days(page, acts)
    return acts


def _settle_taking(acts: list[Act]) -> None:
    """ "Taken from the square", nobody said by whom: an arrest of those whom the page tells to be held, charged or freed."""
    law = [a for a in acts if a.act in words()["accused"]["law"]]
    for act in acts:
        taken = act.act == "abduction" and not act.doers() and all(is_taking(t.rule) for t in act.tellings)
        if taken and any(_same_people(act, a) for a in law):
            act.tellings = [replace(t, act="arrest") for t in act.tellings]


def _only_accused(act: Act, acts: list[Act]) -> bool:
    """ "Was accused of" is a charge only of people whom the page tells to be in the hands of the law."""
    if any(t.rule not in words()["accused"]["rules"] for t in act.tellings):
        return False
    law = (a for a in acts if a is not act and a.act in words()["accused"]["law"])
    return not any(_same_people(act, a) for a in law)


def _inherit_days(page: Page, acts: list[Act]) -> None:
    """What happens at one blow has one day: beaten during the arrest just told, papers taken in the search."""
    blow = words()["implied"]["blow"]
    for n, act in enumerate(acts):
        if act.span is not None or act.act not in blow or any(t.whens for t in act.tellings):
            continue
        first = act.tellings[0]
        for other in reversed(acts[:n]):
            last = other.tellings[-1]
            near = page.sentences[first.sentence].block == page.sentences[last.sentence].block
            if (
                near
                and 0 <= first.sentence - last.sentence <= 1
                and other.act in blow
                and _same_people(act, other)
                and other.points()
            ):
                day = other.points()[-1]
                act.places = (
                    tuple(p for t in other.tellings for p in t.places) if not any(t.places for t in act.tellings) else ()
                )
                basis = f"told together with the {other.act.replace('_', ' ')} of that time ({day.basis})"
                act.span = When(day.value, day.start, day.end, basis)
                break


def _close_spans(acts: list[Act]) -> None:
    """Held "until 19 February": since the arrest of the same person told on the page, where that has its day."""
    for act in (a for a in acts if a.act == "detention"):
        arrest = next((a for a in acts if a.act == "arrest" and a.points() and a.persons() & act.persons()), None)
        ends = [w for t in act.tellings for w in t.whens if w.role == "end" and w.value and "/" not in w.value]
        if arrest is None or not ends or act.points():
            continue
        begin = arrest.points()[0]
        if begin.value and "/" not in begin.value:
            basis = f"until then, as the page says; since the arrest it tells of ({begin.basis})"
            act.span = When(f"{begin.value}/{ends[0].value}", ends[0].start, ends[0].end, basis)


def _owned(telling: Telling, acts: list[Act]) -> Telling:
    """ "The flat was searched", "two computers were taken": from those whom the search or arrest told just before befell."""
    if telling.act not in ("raid", "confiscation") or telling.persons():
        return telling
    things = group("things", "containers") | group("things", "confiscation")
    if not all(_stems(p.words) & (things | {t + "s" for t in things}) for p in telling.affected):
        return telling
    before = [
        a for a in acts if a.act in ("raid", "arrest", "confiscation") and telling.sentence - a.tellings[-1].sentence <= 2
    ]
    return replace(telling, affected=before[-1].tellings[0].affected) if before else telling


def _inherit_doers(page: Page, acts: list[Act]) -> None:
    """Who arrested people also questioned, held and freed them, where the page says nothing else next to it."""
    episode = words()["implied"]["episode"]
    for n, act in enumerate(acts):
        if act.doers() or act.act not in episode:
            continue
        block = page.sentences[act.tellings[0].sentence].block
        for other in reversed(acts[:n]):
            near = 0 <= block - page.sentences[other.tellings[-1].sentence].block <= (2 if act.persons() else 1)
            done = other.tellings[0].mode == "occurred" and other.stance() != "threatened"
            if near and done and other.act in episode and other.doers() and _same_people(act, other):
                act.inherited = tuple(other.doers())
                break


def _same_people(a: Act, b: Act) -> bool:
    if a.persons() or b.persons():
        return bool(a.persons() & b.persons())
    return any(alike(g, h) for g in a.groups() for h in b.groups())


def _same_word(act: Act, telling: Telling) -> bool:
    """The same word, or "taken from his office" told again as an arrest."""
    if act.act == telling.act:
        return True
    return act.act == "arrest" and telling.act == "abduction" and is_taking(telling.rule)


def same(act: Act, telling: Telling, described: Mapping[str, frozenset[str]]) -> bool:
    """Whether a telling tells the act again; ``described`` gives the words that describe each person."""
    first = act.tellings[0]
    if (
        not _same_word(act, telling)
        or first.general != telling.general
        or (first.stance == "threatened") != (telling.stance == "threatened")
    ):
        return False
    if not _dates_agree(act, telling) or _other_hands(act, telling):
        return False
    persons, theirs = act.persons(), telling.persons()
    if not theirs and telling.affected and all(_bare(p) for p in telling.affected):
        return telling.sentence - act.tellings[-1].sentence <= _AGAIN
    if persons and theirs:
        return bool(persons & theirs)
    if persons or theirs:
        if _described(act, telling, described):
            return True
        number = {g.count for g in (*act.groups(), *telling.groups()) if g.count}
        return number == {len(persons | theirs)} and len(persons | theirs) > 1
    loose = 0 in (first.sentence, telling.sentence)
    return any(alike(g, h, loose=loose) for g in act.groups() for h in telling.groups())


def _descriptions(claims: Claims) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for c in (*claims.having("described_as"), *claims.having("role")):
        found[c.subject] = found.get(c.subject, frozenset()) | _stems(str(c.value))
    return found


def _described(act: Act, telling: Telling, described: Mapping[str, frozenset[str]]) -> bool:
    """The headline's "doctor" and the one person described as a doctor to whom the same was done."""
    persons = act.persons() | telling.persons()
    groups = [g for t in (*act.tellings, telling) for g in t.groups()]
    early = 0 in (act.tellings[0].sentence, telling.sentence)
    if not early or len(persons) != 1 or any(g.count not in (None, 1) for g in groups) or len(act.groups()) > 1:
        return False
    last = _stems(groups[-1].words.split()[-1]) if groups else set()
    return bool(last) and last <= described.get(next(iter(persons)), frozenset())


def _bare(party: Party) -> bool:
    """ "Those who were arrested", "all of them": whoever the act told just before befell."""
    return not party.persons and set(party.words.lower().split()) <= group("bare")


def _dates_agree(act: Act, telling: Telling) -> bool:
    return all(
        compatible(a.value, b.value) for a in act.points() for b in telling.whens if b.role == "point" and a.value and b.value
    )


def _other_hands(act: Act, telling: Telling) -> bool:
    """Ill-treatment told once without a day by some and once on a day by others is two acts."""
    if act.act not in ("torture", "beating", "threat", "raid") or not act.doers() or not telling.doers:
        return False
    dated = bool(act.points()) != bool(telling.whens)
    return dated and not any(alike(a, b) for a in act.doers() for b in telling.doers)


_WORD = re.compile(r"\w{3,}")


def alike(a: Party, b: Party, *, loose: bool = False) -> bool:
    """Whether two groups' words may mean the same group: the same number of more than two, or mostly the same words.

    ``loose``: one of them stands in the headline, which shortens: one word in common is enough.
    """
    if a.count and b.count and a.count != b.count:
        return False
    if a.count and a.count == b.count and a.count > 2:
        return True
    x, y = _stems(a.words), _stems(b.words)
    return bool(x & y) and (loose or 2 * len(x & y) >= max(len(x), len(y)))


def _stems(text: str) -> set[str]:
    return {w.lower().removesuffix("s") for w in _WORD.findall(text)} - group("empty")
