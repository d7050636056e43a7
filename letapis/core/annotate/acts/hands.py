"""Who did an act whose own sentences do not say so: whoever did the act it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.acts.act import Act, alike, same_people, stems
from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.parties import Party
from letapis.words.records import Page


def inherit_doers(page: Page, acts: list[Act]) -> None:
    """Give acts that nobody is said to have done the doers of the act next to them that they belong to."""
    for n, act in enumerate(acts):
        if not act.doers():
            act.inherited = next((d for d in _offers(page, acts, n) if d), ())


def _offers(page: Page, acts: list[Act], n: int) -> Iterator[tuple[Party, ...]]:
    yield _of_custody(page, acts, n)
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
        if near and _done(other) and other.act in episode and same_people(act, other):
            return _fitting(act, other)
    return ()


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
