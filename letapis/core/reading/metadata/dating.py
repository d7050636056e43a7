"""The day a page shows for its article, and how far that and what its markup says agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from letapis.core.reading.cues import cue_of
from letapis.core.reading.dateline import Day, days_of, is_dateline
from letapis.core.reading.dates import apart, dates_in
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.people import without_opening
from letapis.core.reading.metadata.shown import OTHERS, TITLE, Shown, may_sign

_ABOVE = 4
"""Blocks above the headline that may say the day."""
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
    """The days, by the lines around the headline, the markup, the opening of the text."""
    near = _days(shown, [i for i in below if is_dated(shown, i)])
    if anchor is not None and not about.archived and not any(d.of != "updated" for d in near):
        above = [i for i in range(max(0, anchor - _ABOVE), anchor) if _signs_above(shown, i, anchor)]
        near += _days(shown, above[-1:])
    printed = [d.iso for d in sorted(near, key=lambda d: d.of != "published") if d.of != "updated"]
    changed = [d.iso for d in near if d.of == "updated"]
    about = replace(about, updated=about.updated or next(iter(changed), None))
    if about.published and about.published_basis != "dateline":
        return _checked(about, printed, changed)
    if printed:
        signed = shown.marked or any(d.of for d in near) or any(without_opening(shown.texts[i].strip())[1] for i in below)
        certain = signed and all(d == printed[0] for d in printed[1:])
        return replace(about, published=printed[0], published_basis="dateline", published_certain=certain)
    if placed := _opening_day(shown):
        return replace(about, published=placed, published_basis="text", published_certain=False)
    if changed:
        return replace(about, published=changed[0], published_basis="dateline", published_certain=False)
    return about


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
