"""The day a page shows for its article, and how far that and what its markup says agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from letapis.core.reading.cues import LANGUAGES, cue_of
from letapis.core.reading.dateline import Day, days_of, is_dateline
from letapis.core.reading.dates import apart, dates_in
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.people import without_opening
from letapis.core.reading.metadata.shown import OTHERS, TITLE, Shown, may_sign
from letapis.words.tables import table

_ABOVE = 4
"""Blocks above the headline that may say the day."""
_AFTER = 12
"""Blocks after the text that may say when it was published."""
_NOTE = 60
"""Letters before and within a note that says when the text was first published."""
_LABEL = 40
"""Letters of a block that may say what the next one's day is of."""
_PLACED = re.compile(r"[)\]]?[^.\n]{0,20}?(?:--|–|—|:)\s")


def _days(shown: Shown, places: Sequence[int]) -> list[Day]:
    """The days blocks give; a few words in the block before ("Updated") say of what."""
    found = list[Day]()
    for i in places:
        label = shown.texts[i - 1] if i and len(shown.texts[i - 1]) <= _LABEL else ""
        found += days_of(shown.texts[i], shown.times_of(i), "" if dates_in(label) else label)
    return found


def is_dated(shown: Shown, i: int) -> bool:
    """Whether a block is there to say a day: little else, a machine's date, or words for it before the date."""
    text = shown.texts[i][:TITLE]
    if is_dateline(text) or shown.times_of(i):
        return True
    if not dates_in(text):
        return False
    signs = shown.kinds[i] in ("dateline", "byline") or without_opening(text.strip())[1]
    return signs or (cue_of(text) not in OTHERS and any(d.of for d in days_of(text)))


def dated(about: About, shown: Shown, anchor: int | None, below: Sequence[int]) -> About:
    """The days, by the lines around the headline, the markup, the opening of the text, lines that stand elsewhere."""
    near = _near(about, shown, anchor, below)
    if not near and about.published and not about.archived:
        near = [d for d in _elsewhere(shown) if d.of == "updated"]
    printed = [d.iso for d in near if d.of != "updated"]
    changed = [d.iso for d in near if d.of == "updated"]
    about = replace(about, updated=about.updated or next(iter(changed), None))
    if about.published and about.published_basis != "dateline":
        return _checked(about, printed, changed)
    opening = _opening_day(shown)
    if printed:
        first = _first_said(shown, below)
        if first and first < printed[0]:
            about = replace(about, updated=about.updated or printed[0])
            return replace(about, published=first, published_basis="dateline", published_certain=False)
        said = any(d.of == "published" and d.iso == printed[0] for d in near)
        certain = (said or opening == printed[0]) and all(d == printed[0] for d in printed)
        return replace(about, published=printed[0], published_basis="dateline", published_certain=certain)
    inferred = _inferred(shown, below, opening, changed) if not about.archived else iter([("text", opening)])
    basis, day = next(((b, d) for b, d in inferred if d), (about.published_basis, about.published))
    return replace(about, published=day, published_basis=basis, published_certain=False)


def _inferred(
    shown: Shown, below: Sequence[int], opening: str | None, changed: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """Days that may be the article's where no line at its headline gives one, each with its basis; the likeliest first."""
    yield "text", opening
    yield "dateline", _first_said(shown, below)
    yield "dateline", _after(shown, "published")
    yield "dateline", next(iter(changed), None)
    yield "dateline", next((d.iso for d in _elsewhere(shown)), None)
    yield "dateline", _after(shown, "updated")


def _near(about: About, shown: Shown, anchor: int | None, below: Sequence[int]) -> list[Day]:
    """The days of the lines around the headline: first those said to be of publication, last those within running text."""
    ranked = [(_within(shown, i), d) for i in below if is_dated(shown, i) for d in _days(shown, [i])]
    if anchor is not None and not any(d.of != "updated" for _, d in ranked):
        ranked += [(False, Day(d.iso)) for d in days_of("", shown.times_of(anchor))]
    if anchor is not None and not about.archived and not any(d.of != "updated" for _, d in ranked):
        above = [i for i in range(max(0, anchor - _ABOVE), anchor) if _signs_above(shown, i, anchor)]
        ranked += [(False, d) for d in _days(shown, above[-1:])]
    return [d for _, d in sorted(ranked, key=lambda r: (r[0], r[1].of != "published"))]


def _within(shown: Shown, i: int) -> bool:
    """Whether a block is a part of the article's text that names a day among other things."""
    return shown.main[i]


def _last(shown: Shown) -> int:
    """The last block of the article's text; -1 where there is none."""
    return max((i for i, m in enumerate(shown.main) if m), default=-1)


def _first_said(shown: Shown, below: Sequence[int]) -> str | None:
    """The day a note at the headline or after the text says the article was first published on ("originally published")."""
    for i in (*below, *range(max(0, _last(shown)), len(shown.texts))):
        text = shown.texts[i][:TITLE]
        if days := dates_in(text):
            low = text.casefold()
            at = min((k for p in _first() if (k := low.find(p)) >= 0), default=_NOTE + 1)
            if at <= _NOTE and (day := next((d for start, _, d in days if at < start <= at + _NOTE), None)):
                return day
    return None


@cache
def _first() -> tuple[str, ...]:
    return tuple(p for language in LANGUAGES for p in table(f"lang/{language}/about").get("first", ()))


def _after(shown: Shown, of: str) -> str | None:
    """The day that lines soon after the text say it was published or changed on, where they name only one."""
    last = _last(shown)
    after = range(last + 1, min(last + 1 + _AFTER, len(shown.texts)))
    found = {d.iso for i in after if is_dated(shown, i) for d in _days(shown, [i]) if d.of == of}
    return found.pop() if len(found) == 1 else None


def _elsewhere(shown: Shown) -> list[Day]:
    """The days of the line nearest to the text's beginning that is there to say one, where no headline shows where to look."""
    first = next((i for i, m in enumerate(shown.main) if m and shown.kinds[i] == "paragraph"), None)
    if first is None:
        return []
    may = (i for i in range(_last(shown)) if not shown.main[i] and shown.kinds[i] not in OTHERS and is_dated(shown, i))
    nearest = min(may, key=lambda i: abs(i - first), default=None)
    return sorted(_days(shown, [nearest]) if nearest is not None else [], key=lambda d: d.of == "updated")


def _signs_above(shown: Shown, i: int, anchor: int) -> bool:
    """Whether a block above the headline says its day; without markup only right above it, where no clock of the page is."""
    if not shown.marked and shown.kinds[i] not in ("dateline", "byline"):
        return anchor - i <= 2 and not shown.main[i] and is_dateline(shown.texts[i])
    return may_sign(shown, i, anchor) and is_dated(shown, i)


def _checked(about: About, printed: Sequence[str], changed: Sequence[str]) -> About:
    """The markup's day beside the printed ones: what readers see goes before what they don't, but doubt is said."""
    day, certain = str(about.published), about.published_certain
    same = [d for d in printed if apart(d, day) <= 1]
    if same:
        return replace(
            about,
            published=same[0] if day not in same else day,
            published_certain=day in same and (certain or len(same) == len(printed)),
        )
    if printed and about.updated and apart(printed[0], about.updated) <= 1:
        return replace(about, published_certain=False)
    if printed:
        return replace(about, published=printed[0], published_basis="dateline", published_certain=False)
    if changed and apart(changed[0], day) > 1:
        return replace(about, published_certain=False)
    return about


def _opening_day(shown: Shown) -> str | None:
    """The day of "MOSTRYN, 14 March 2011 —" at the very beginning of the text."""
    opening = next(
        (t[:120] for t, k, m in zip(shown.texts, shown.kinds, shown.main, strict=True) if m and k == "paragraph"), ""
    )
    at = next(((b, d) for a, b, d in dates_in(opening) if a < 45), None)
    return at[1] if at and _PLACED.match(opening[at[0] :]) else None
