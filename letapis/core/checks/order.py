"""Checks of order: what cannot come after what, and what is told of two places on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from letapis.core import wording
from letapis.core.cases import Act, Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.disagreement.values import distance
from letapis.core.timeline import BEGINS
from letapis.words.records import Claim
from letapis.words.when import overlaps, precision, sort_key

DEATHS = frozenset({"killing", "execution", "death_in_custody"})
OF_THE_LIVING = frozenset(
    {"arrest", "detention", "abduction", "interrogation", "beating", "torture", "summons", "release", "flight", "trial",
     "travel_ban", "expulsion", "threat"}
)  # fmt: skip
"""What happens to the living only; sentences, fines and confiscations can follow the dead."""
THERE = frozenset({"arrest", "abduction", "beating", "torture", "interrogation", "killing"})
"""What somebody must be there for in person, and is not on the way during."""
FAR = 300
"""Kilometres between two places that nobody held or hurt is taken through in one day."""


def _told(case: Case, words: frozenset[str]) -> list[Act]:
    """The acts told as having happened, with one date that their sources agree on, in their order."""
    found = [a for a in case.acts if a.word in words and a.occurred and not a.general and a.when.shown]
    return sorted((a for a in found if not a.only_denied), key=lambda a: sort_key(a.when.shown))


def _after(later: Act, earlier: Act) -> bool:
    """Whether an act's date lies wholly after another's; dates whose year is not known are not compared."""
    a, b = earlier.when.shown, later.when.shown
    return "X" not in a + b and not overlaps(a, b) and sort_key(a) < sort_key(b)


def _claims(*acts: Act) -> tuple[Claim, ...]:
    return tuple(c for a in acts for s in a.when.said for c in s.claims)


def after_death(case: Case) -> Iterator[Finding]:
    """Something that happens to the living is dated after the person's death."""
    for death in _told(case, DEATHS):
        if len({v.value for v in death.victims}) == 1:
            for act in _told(case, OF_THE_LIVING):
                if _after(act, death):
                    words = f"{wording.named(act)} is dated after {wording.named(death)}."
                    yield Finding("after_death", sentence(words), _claims(death, act), "conflict", (death, act))


def release_first(case: Case) -> Iterator[Finding]:
    """A release is dated before every arrest that is told."""
    begun = [a for a in case.acts if a.word in BEGINS and not a.general and a.occurred]
    releases = _told(case, frozenset({"release"}))
    if not releases or not begun or any(not a.when.shown for a in begun):
        return
    if all(_after(a, releases[0]) for a in begun):
        first = min(begun, key=lambda a: sort_key(a.when.shown))
        words = f"{wording.named(releases[0])} is dated before every arrest told ({wording.named(first)} is the first)."
        words += " Either an earlier arrest is not told, or a date is wrong."
        yield Finding("release_first", sentence(words), _claims(releases[0], first), "gap", (releases[0], first))


def arrested_again(case: Case) -> Iterator[Finding]:
    """Somebody is arrested twice, and no release or flight is told between."""
    freed = [a for a in case.acts if a.word in ("release", "flight", "expulsion") and a.occurred]
    for a, b in pairwise(_told(case, frozenset({"arrest"}))):
        between = (f for f in freed if not f.when.shown or not (_after(a, f) or _after(f, b)))
        if _after(b, a) and not any(between):
            words = f"{wording.named(a)} is followed by {wording.named(b)}, and no page tells of a release between: "
            words += "either it is not told, or one date is wrong."
            yield Finding("arrested_again", sentence(words), (*_claims(a, b), *a.told, *b.told), "gap", (a, b))


def two_places(case: Case) -> Iterator[Finding]:
    """Two things are told to have happened to somebody on one day in places far apart."""
    for a, b in combinations(_told(case, THERE), 2):
        day = a.when.shown
        if day != b.when.shown or precision(day) != "day" or "~" in day:
            continue
        apart = [distance(case.material, x.value, y.value) for x in a.where for y in b.where]
        known = [d for d in apart if d is not None]
        if known and len(known) == len(apart) and min(known) >= FAR:
            places = [wording.listed([s.text for s in act.where]) for act in (a, b)]
            words = f"{wording.named(a)} is told of {places[0]}, the {wording.noun(b)} on the same day of {places[1]}, "
            claims = tuple(c for act in (a, b) for s in (*act.where, *act.when.said) for c in s.claims)
            yield Finding("two_places", sentence(f"{words}{min(known):.0f} kilometres away."), claims, "conflict", (a, b))
