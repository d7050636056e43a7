"""Checks of the telling itself: weekdays, pages older than what they tell, numbers that the names exceed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from letapis.core import wording
from letapis.core.cases import Act, Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.words.records import Claim, kind_of
from letapis.words.tables import table
from letapis.words.when import add, overlaps, precision, sort_key, spoken

_REACH = 16
"""Letters before and after a date in which its weekday stands."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLANNED = frozenset(
    {"trial", "conviction", "release", "detention", "summons", "execution", "charge", "expulsion", "travel_ban", "fine"}
)
"""What is set for a day to come and often told of in words that could be of one gone by: "goes on trial on 6 February"."""
_COUNTED = frozenset({"exactly", "at most", ""})


def weekday(case: Case) -> Iterator[Finding]:
    """A source names a date with a weekday on which it does not fall."""
    seen = set[tuple[str, int]]()
    for act in case.acts:
        for c in (c for s in act.when.said for c in s.claims):
            place = (c.passage.reading, c.passage.start)
            said = _weekday(case.material.page_of(c), c) if place not in seen else None
            seen.add(place)
            if said:
                word, true = said
                words = f"{wording.named(act)}: {outlet(case.material.page_of(c))} calls {spoken(str(c.value))} a {word}, "
                yield Finding("weekday", sentence(f"{words}but it was a {true}."), (c,), "conflict", (act,))


def _weekday(page: Told, claim: Claim) -> tuple[str, str] | None:
    """The weekday that stands with a date, and the one it fell on; None where they are the same or none is named."""
    value, p, text = str(claim.value), claim.passage, page.reading.text
    if precision(value) != "day" or not re.fullmatch(r"\d{4}-\d\d-\d\d", value) or not re.search(r"\d", p.quote):
        return None
    days, before, inside, after = _patterns(page.reading.language)
    near = before.search(text[max(0, p.start - _REACH) : p.start]) or inside.match(p.quote)
    near = near or after.match(text[p.end : p.end + _REACH])
    number = days[near[1].casefold()] if near else 0
    true = date.fromisoformat(value).isoweekday()
    return (_DAYS[number - 1], _DAYS[true - 1]) if number and number != true else None


_Pattern = re.Pattern[str]


@cache
def _patterns(language: str) -> tuple[dict[str, int], _Pattern, _Pattern, _Pattern]:
    """The weekdays of a language, and how they stand before a date ("Monday, 5 January"), at its beginning and behind it
    ("5 January, a Monday"; "5 January (Monday)")."""
    try:
        words = table(f"lang/{language}/times")["words"]["WEEKDAY"]
    except (OSError, KeyError):
        words = {}
    days = {str(w).casefold(): int(n) for w, n in words.items()}
    one = "(" + ("|".join(map(re.escape, sorted(days, key=len, reverse=True))) or "(?!)") + ")"
    patterns = (rf"(?<!\w){one},?\s+\Z", rf"{one}\b", rf"(?:,\s+(?:an?\s+)?|\s*\(\s*){one}(?=[,.;)\s])(?!\s+\d)")
    before, inside, after = (re.compile(p, re.IGNORECASE) for p in patterns)
    return days, before, inside, after


def told_before(case: Case) -> Iterator[Finding]:
    """A page tells as done what it dates after its own publication."""
    for act in (a for a in case.acts if a.occurred and not a.general and a.word not in PLANNED):
        for c in (c for s in act.when.said for c in s.claims):
            page = case.material.page_of(c)
            if _future(page, str(c.value)) and _as_done(case, act, c.passage.reading):
                words = f"{wording.noun(act)} is dated {spoken(str(c.value))} by {outlet(page)}, "
                words = f"The {words}in a page published {spoken(page.reading.published)}."
                yield Finding("told_before", words, (c,), "conflict", (act,))


def _future(page: Told, value: str) -> bool:
    """Whether a date lies after the page's own, by more than the day that the world's clocks may differ."""
    r = page.reading
    if not r.published or not r.published_certain or precision(r.published) != "day" or "X" in value or r.updated:
        return False
    return bool(next_day := add(r.published, "P1D")) and not overlaps(value, f"../{next_day}") and _later(value, r.published)


def _later(value: str, published: str) -> bool:
    return sort_key(value) > sort_key(published)


def _as_done(case: Case, act: Act, reading: str) -> bool:
    """Whether a page tells the act as done: no telling of it there is of another mode."""
    own = [c for m in act.members for c in case.material.of(m, "mode") if c.passage.reading == reading]
    told = [c for c in act.told if c.passage.reading == reading]
    return bool(told) and all(c.value == "occurred" for c in own) and all(c.stance in ("asserted", "alleged") for c in told)


def more_names(case: Case) -> Iterator[Finding]:
    """A page counts the people of an act, and names more of them than it counts."""
    for act in case.acts:
        for member in act.members:
            if found := _exceeded(case, member):
                count, names = found
                page = case.material.page_of(count)
                shown = wording.listed(list(dict.fromkeys(c.passage.quote for c in names)))
                words = f"{wording.named(act)}: {outlet(page)} counts {count.value}, but names {len(names)}: {shown}."
                yield Finding("more_names", sentence(words), (count, *names), "conflict", (act,))


def _exceeded(case: Case, act: str) -> tuple[Claim, list[Claim]] | None:
    """The one number of an act as a page tells it and the persons named in other sentences, where these are more."""
    m = case.material
    victims = m.of(act, "victim")
    groups = [c for c in victims if kind_of(str(c.value)) == "group"]
    names = list({str(c.value): c for c in victims if kind_of(str(c.value)) == "person"}.values())
    counts = [c for g in groups for c in m.of(str(g.value), "count") if isinstance(c.value, int)]
    if len(groups) != 1 or len(counts) != 1 or _others(groups[0]):
        return None
    (count,) = counts
    kinds = {str(c.value) for c in m.of(count.subject, "count_kind")} or {""}
    told = [c.passage for c in m.of(act, "act")]
    beside = any(
        p.start <= count.passage.start < p.end and any(p.start <= n.passage.start < p.end for n in names) for p in told
    )
    return (count, names) if kinds <= _COUNTED and not beside and len(names) > int(count.value or 0) else None


def _others(group: Claim) -> bool:
    """Whether a group is told as others beside those named ("two more men")."""
    words = set(re.findall(r"\w+", group.passage.quote.casefold()))
    return bool(words & set(table("lang/en/people")["groups"]["beside"]))
