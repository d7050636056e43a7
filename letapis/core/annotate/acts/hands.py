"""Who did an act whose own sentences do not say so: whoever did the act it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letapis.core.annotate.acts.act import Act, alike, same_people, stems
from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.parties import Party
from letapis.words.records import Page


def inherit_doers(page: Page, acts: list[Act]) -> None:
    """Give acts that nobody is said to have done the doers of the act next to them that they belong to."""
    for act in acts:
        _once(act)
    for n, act in enumerate(acts):
        if not act.doers():
            act.inherited = next((d for d in _offers(page, acts, n) if d), ())


def _once(act: Act) -> None:
    """Leave of those who did it the fullest words for each: not "police" and "the police" beside "the Orsk police"."""
    named = act.doers()
    idle = {p.words for n, p in enumerate(named) if any(_says_more(q, p) for m, q in enumerate(named) if m != n)}
    if idle:
        act.tellings = [replace(t, doers=tuple(d for d in t.doers if d.words not in idle)) for t in act.tellings]


def _says_more(party: Party, other: Party) -> bool:
    """Whether a party's words name the other's too, and more."""
    if party.persons or other.persons:
        return bool(set(party.persons) & set(other.persons)) and len(party.words) > len(other.words)
    a, b = _kinds(party), _kinds(other)
    return bool(b) and b < a


def _kinds(party: Party) -> set[str]:
    generic = words()["same_doers"]
    return {generic.get(w, w) for w in stems(party.words)}


def _offers(page: Page, acts: list[Act], n: int) -> Iterator[tuple[Party, ...]]:
    yield _of_custody(page, acts, n)
    yield _of_the_raid(page, acts, n)
    yield _beside(page, acts, n)


def _done(act: Act) -> bool:
    return act.tellings[0].mode == "occurred" and act.stance() != "threatened" and bool(act.doers())


def _fitting(act: Act, other: Act) -> tuple[Party, ...]:
    """The doers of the other act that can have done this one: a court convicts and frees, it beats nobody."""
    if act.act in group("implied", "courts"):
        return tuple(other.doers())
    return tuple(d for d in other.doers() if not stems(d.words) & group("implied", "bench"))


def _block(page: Page, act: Act, last: bool = False) -> int:
    return page.sentences[act.tellings[-1 if last else 0].sentence].block


def _of_custody(page: Page, acts: list[Act], n: int) -> tuple[Party, ...]:
    """Who arrested people also questioned, held and freed them, where the page says nothing else next to it."""
    act, episode = acts[n], words()["implied"]["episode"]
    if act.act not in episode:
        return ()
    for other in reversed(acts[:n]):
        near = 0 <= _block(page, act) - _block(page, other, last=True) <= (2 if act.persons() else 1)
        if near and _done(other) and other.act in episode and (_part_of_it(act, other) or _some_of_them(act, other)):
            return _fitting(act, other)
        if near and _done(other) and other.act in episode and same_people(act, other):
            return _fitting(act, other)
    return ()


def _of_the_raid(page: Page, acts: list[Act], n: int) -> tuple[Party, ...]:
    """Police raided an office, and in the same breath or the next three were arrested: they did that too."""
    act = acts[n]
    first = act.tellings[0]
    if act.act not in group("implied", "in_raids") or first.mode != "occurred" or len(act.tellings) > 1:
        return ()
    for other in reversed(acts[:n]):
        last = other.tellings[-1]
        near = 0 <= first.sentence - last.sentence <= 1 and _block(page, act) == _block(page, other, last=True)
        if near and other.act in group("implied", "raids") and _done(other):
            return _fitting(act, other)
    return ()


def _part_of_it(act: Act, other: Act) -> bool:
    """ "Police detained twelve, and nine remain in custody": a bare number is of those the same sentence has just told of."""
    first = act.tellings[0]
    together = any(t.sentence == first.sentence and t.start < first.start for t in other.tellings)
    bare = act.groups() and not act.persons() and all(not stems(g.words) - _numbers() for g in act.groups())
    return together and bool(bare)


def _some_of_them(act: Act, other: Act) -> bool:
    """ "Two of the students were killed": a part of those the other act befell."""
    parts = [g.words.lower().partition(" of the ")[2] or g.words.lower().partition(" of them")[1] for g in act.groups()]
    whole = {w for g in other.groups() for w in stems(g.words)}
    return bool(parts) and all(p and (p == " of them" or stems(p) & whole) for p in parts)


def _numbers() -> frozenset[str]:
    return frozenset({*words()["counting"], "dozen", "hundred", "many", "most", "all", "score"})


def _beside(page: Page, acts: list[Act], n: int) -> tuple[Party, ...]:
    """The same done to others in the same or next paragraph ("their driver was abducted too")."""
    act = acts[n]
    near = [o for o in acts if o is not act and o.act == act.act and _done(o) and abs(_block(page, act) - _block(page, o)) <= 1]
    return _fitting(act, near[0]) if len(near) == 1 else ()


def settle_kinds(acts: list[Act]) -> None:
    """Mark the acts done in the hands of the State, and those done by people whom the page tells to answer for it."""
    law = [a for a in acts if a.act in group("accused", "law")]
    taken = [a for a in acts if a.act in group("implied", "private")]
    for act in acts:
        held = any(same_people(act, a) for a in law) or (act.act == "release" and bool(law) and not act.persons())
        act.in_custody = act.act in group("implied", "custody") and held and not any(same_people(act, a) for a in taken)
        act.by_accused = any(alike(d, g) or d.words in g.words for d in act.doers() for a in law for g in a.groups())
