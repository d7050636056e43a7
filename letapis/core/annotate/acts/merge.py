"""The same act told twice in a page is one act, with all its sentences; other days or other victims are other acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from letapis.core.annotate.acts.act import Act, alike, same_people, stems
from letapis.core.annotate.acts.hands import inherit_doers, settle_kinds
from letapis.core.annotate.acts.lexicon import group, is_taking, words
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.retold import retold
from letapis.core.annotate.acts.telling import Telling, When
from letapis.core.annotate.acts.weigh import Scores, shipped, weighed
from letapis.words.records import Claims, Page
from letapis.words.when import compatible

_AGAIN = 4
"""How many sentences later "those arrested" may mean the arrest told before."""


def together(page: Page, claims: Claims, tellings: Iterable[Telling], scores: Scores = shipped) -> list[Act]:
    """The acts of a page in the order of their first telling, with all tellings and denials; ``scores`` weighs them."""
    acts: list[Act] = []
    described = _descriptions(claims)
    for telling in tellings:
        telling = _owned(telling, acts)
        home = next((a for a in reversed(acts) if same(a, telling, described)), None)
        if home is None and telling.affected and all(_bare(p) for p in telling.affected):
            meant = _lately(telling, acts)
            if meant is None:
                continue
            telling = replace(telling, affected=meant)
            home = next((a for a in reversed(acts) if same(a, telling, described)), None)
        if home is None:
            acts.append(home := Act([]))
        home.tellings.append(telling)
        home.denials += telling.denials
    acts = retold(
        [a for a in acts if not _only_accused(a, acts)], page, claims, lambda act, telling: same(act, telling, described)
    )
    acts = weighed(page, claims, acts, scores)
    _settle_taking(acts)
    inherit_doers(page, acts)
    settle_kinds(acts)
    _close_spans(acts)
    _inherit_days(page, acts)
    return acts


def _lately(telling: Telling, acts: list[Act]) -> tuple[Party, ...] | None:
    """Whom "all", "those held" mean, where the page told of no such act before: the several people of the last act told."""
    for act in reversed(acts):
        last = act.tellings[-1]
        if 0 < telling.sentence - last.sentence <= 2 and last.affected and not last.general:
            several = len(act.persons()) > 1 or any(g.count != 1 for g in act.groups())
            return last.affected if several else None
    return None


def _settle_taking(acts: list[Act]) -> None:
    """ "Taken from the square", nobody said by whom: an arrest of those whom the page tells to be held, charged or freed."""
    law = [a for a in acts if a.act in words()["accused"]["law"]]
    for act in acts:
        taken = act.act == "abduction" and not act.doers() and all(is_taking(t.rule) for t in act.tellings)
        if taken and any(same_people(act, a) for a in law):
            act.tellings = [replace(t, act="arrest") for t in act.tellings]


def _only_accused(act: Act, acts: list[Act]) -> bool:
    """ "Was accused of" is a charge only of people whom the page tells to be in the hands of the law."""
    if any(t.rule not in words()["accused"]["rules"] for t in act.tellings):
        return False
    law = (a for a in acts if a is not act and a.act in words()["accused"]["law"])
    return not any(same_people(act, a) for a in law)


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
                and same_people(act, other)
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
    things = (group("things", "containers") | group("things", "confiscation")) - group("things", "outlets")
    if not all(stems(p.words) & (things | {t + "s" for t in things}) for p in telling.affected):
        return telling
    before = [
        a for a in acts if a.act in ("raid", "arrest", "confiscation") and telling.sentence - a.tellings[-1].sentence <= 2
    ]
    return replace(telling, affected=before[-1].tellings[0].affected) if before else telling


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
        found[c.subject] = found.get(c.subject, frozenset()) | stems(str(c.value))
    return found


def _described(act: Act, telling: Telling, described: Mapping[str, frozenset[str]]) -> bool:
    """The headline's "doctor" and the one person described as a doctor to whom the same was done."""
    persons = act.persons() | telling.persons()
    groups = [g for t in (*act.tellings, telling) for g in t.groups()]
    early = 0 in (act.tellings[0].sentence, telling.sentence)
    if not early or len(persons) != 1 or any(g.count not in (None, 1) for g in groups) or len(act.groups()) > 1:
        return False
    last = stems(groups[-1].words.split()[-1]) if groups else set()
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
