"""Acts told again in other words: the headline's shortened telling, "a man" named further on, "the two"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from letapis.core.annotate.acts.act import Act, alike
from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.telling import Telling
from letapis.words.records import Claims, Page
from letapis.words.when import compatible

Same = Callable[[Act, Telling], bool]

_LEAD = 3
"""How many sentences a page opens with in which "a man" may be he who is named further on."""
_BACK = 6
"""How many sentences back "the man" may point to the act told of him by name."""
_NAMING = 6
"""How many sentences after it those counted may be named."""
_AGE = re.compile(r"(\d{1,3})-years?-old")


def retold(acts: list[Act], page: Page, claims: Claims, same: Same) -> list[Act]:
    """The acts with those put together that a page tells first without a name; ``same`` says when a telling repeats an act."""
    names = {g.words.lower(): found for a in acts for g in a.groups() if (found := _listed(g, page, claims))}
    acts = _again([_renamed(a, names) for a in acts], same) if names else acts
    for act in list(acts):
        home = _named(act, acts, claims)
        if home is not None:
            names |= {g.words.lower(): tuple(sorted(home.persons())) for g in act.groups()}
            _into(home, act, names)
            acts.remove(act)
    acts = _again([_renamed(a, names) for a in acts], same) if names else acts
    headed = bool(page.sentences) and not page.words_of(page.sentences[0]).endswith((".", "!", ".”", '."'))
    for act in list(acts):
        home = (_headlined(act, acts) if headed else None) or _definite(act, acts)
        if home is not None:
            _into(home, act, {g.words.lower(): () for g in act.groups()})
            acts.remove(act)
    return acts


def _listed(group_: Party, page: Page, claims: Claims) -> tuple[str, ...]:
    """Those whom the page counts and then names: "arrested two nurses … They are Ana Diaz and Ion Reva"."""
    if not group_.count or group_.count < 2:
        return ()
    first = page.sentence_at(group_.start)
    for n in range(first, min(first + _NAMING, len(page.sentences))):
        said = page.words_of(page.sentences[n]).lower()
        at = [said.find(w) for w in group("naming") if w in said]
        if at:
            after = page.sentences[n].start + min(at)
            found = dict.fromkeys(
                c.subject
                for c in claims.having("mention")
                if c.subject.startswith("person:") and after <= c.passage.start < page.sentences[n].end
            )
            if len(found) == group_.count:
                return tuple(found)
    return ()


def _into(home: Act, act: Act, names: Mapping[str, tuple[str, ...]]) -> None:
    """Put an act's tellings to those of ``home``, in the page's order; its groups give way to whoever they stand for."""
    told = [replace(t, affected=tuple(p for p in _names(t.affected, names) if p.persons)) for t in act.tellings]
    home.tellings = sorted([*home.tellings, *told], key=lambda t: t.start)
    home.denials += act.denials


def _names(parties: tuple[Party, ...], names: Mapping[str, tuple[str, ...]]) -> tuple[Party, ...]:
    return tuple(replace(p, persons=names[p.words.lower()]) if _stands(p, names) else p for p in parties)


def _stands(party: Party, names: Mapping[str, tuple[str, ...]]) -> bool:
    small = party.words.lower()
    return not party.persons and small in names and (small.startswith(("a ", "an ", "the ")) or len(names[small]) > 1)


def _renamed(act: Act, names: Mapping[str, tuple[str, ...]]) -> Act:
    """Whoever "a man" turned out to be in one act he is in the others of the page."""
    act.tellings = [replace(t, affected=_names(t.affected, names), doers=_names(t.doers, names)) for t in act.tellings]
    return act


def _again(acts: list[Act], same: Same) -> list[Act]:
    """Acts that turn out to be one when their people have names."""
    kept: list[Act] = []
    for act in acts:
        home = next((a for a in kept if same(a, act.tellings[0])), None) if act.persons() else None
        if home is None:
            kept.append(act)
        else:
            _into(home, act, {})
    return kept


def _like(act: Act, other: Act) -> bool:
    first, second = act.tellings[0], other.tellings[0]
    return (
        other is not act
        and other.act == act.act
        and first.general == second.general
        and (act.stance() == "threatened") == (other.stance() == "threatened")
        and all(compatible(a.value, b.value) for a in act.points() for b in other.points() if a.value and b.value)
    )


def _named(act: Act, acts: list[Act], claims: Claims) -> Act | None:
    """The act told of one person by name that an act told of "a man" at the opening, or of "the man" after it, repeats."""
    groups = act.groups()
    if act.persons() or len(groups) != 1:
        return None
    if groups[0].count and groups[0].count > 1:
        several = [a for a in acts if _like(act, a) and len(a.persons()) == groups[0].count and not a.groups()]
        return several[0] if len({a.persons() for a in several}) == 1 else None
    if not _is_one(groups[0]):
        return None
    ones = [a for a in acts if _like(act, a) and len(a.persons()) == 1 and not a.groups()]
    ones = [a for a in ones if _may_be(groups[0], next(iter(a.persons())), claims)]
    first = act.tellings[0].sentence
    if groups[0].words.lower().startswith("the "):
        ones = [a for a in ones if any(0 <= first - t.sentence <= _BACK for t in a.tellings)]
    elif first > _LEAD:
        return None
    return ones[0] if len({p for a in ones for p in a.persons()}) == 1 else None


def _is_one(party: Party) -> bool:
    """Whether the words are of one person: "a man", "the student leader"."""
    small = party.words.lower()
    last = small.split()[-1] if small.split() else ""
    if party.count is not None:
        return party.count == 1 and small.startswith(("a ", "an ", "the "))
    return small.startswith("the ") and not last.endswith("s") and last not in group("many")


def _may_be(party: Party, person: str, claims: Claims) -> bool:
    """Whether neither age nor sex speaks against it."""
    years = _AGE.search(party.words)
    age = claims.value(person, "age")
    if years and age is not None and int(years[1]) != age:
        return False
    sex = claims.value(person, "sex")
    said = {s for s in ("man", "woman") for w in party.words.lower().split() if w in group("sexes", s)}
    return not said or sex in (None, "unknown") or sex in said


def _headlined(act: Act, acts: list[Act]) -> Act | None:
    """The act that the headline tells in short: "Police arrest two" of the two students arrested below."""
    if act.persons() or any(t.sentence for t in act.tellings):
        return None
    counts = {g.count for g in act.groups() if g.count}
    for other in acts:
        theirs = {g.count for g in other.groups() if g.count} | ({len(other.persons())} if other.persons() else set())
        if _like(act, other) and (not counts or not theirs or counts & theirs):
            return other
    return None


def _definite(act: Act, acts: list[Act]) -> Act | None:
    """The last act told of a group that "the students", "the 15 hostages" points back to."""
    groups = act.groups()
    if act.persons() or len(groups) != 1 or not groups[0].words.lower().startswith("the "):
        return None
    before = [a for a in acts if _like(act, a) and a.tellings[0].start < act.tellings[0].start and a.groups()]
    return next((a for a in reversed(before) if any(alike(groups[0], g, loose=True) for g in a.groups())), None)
