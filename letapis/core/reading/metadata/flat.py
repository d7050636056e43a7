"""What a page without markup says of itself: often its first line is still what its window was called."""

from __future__ import annotations

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.dates import dates_in
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.completing import completed
from letapis.core.reading.metadata.shown import Shown
from letapis.core.reading.metadata.titles import differ, without_site
from letapis.words.records import Given

_TITLE = (3, 30)
"""Words a window's title has at least and at most."""
_SAME = 0.5
"""How much of the first line another must say that says it again."""


def of_text(shown: Shown, head: int | None, given: Given, sure: bool = False) -> About:
    """Title, names and days of a page of lines; ``head`` is its headline, ``sure`` if it goes before the window's title."""
    window = _window(shown)
    about = About(title=given.title, window=window)
    if given.title:
        return completed(About(title=given.title, explicit=True, window=window), shown, head)
    if window is None or (head is not None and not _said_again(window, shown)):
        return completed(about, shown, head)
    bare = without_site(window, None)
    if head is None or (not sure and differ(bare, shown.texts[head])):
        return completed(About(title=bare, explicit=True, window=window), shown, head)
    return completed(about, shown, head)


def _said_again(window: str, shown: Shown) -> bool:
    """Whether another line says what the first line says, or the first line names its site: else it is a menu's."""
    if without_site(window, None) != window:
        return True
    wanted = set(words(window))
    for text in shown.texts[1:]:
        mine = set(words(text))
        if mine and 2 * len(mine & wanted) >= _SAME * (len(mine) + len(wanted)):
            return True
    return False


def _window(shown: Shown) -> str | None:
    """The first line, where it looks like the title of a window: some words, no menu, no date, no sentence."""
    first = " ".join(shown.texts[0].split()) if shown.texts else ""
    n = len(words(first))
    if not _TITLE[0] <= n <= _TITLE[1] or len(first) > 220 or first.endswith((".", ",", ";", ":")):
        return None
    return None if cue_of(first) or (n < 9 and dates_in(first)) else first
