"""A page's blocks as it shows them, and which of them stand where they can speak of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.metadata.people import without_opening

BELOW = 14
"""Blocks below the headline that may say whose it is and of when."""
_BESIDE = 3
"""Blocks from the headline within which even what looks like a menu may say the day."""
_SIGN = 26
"""Words such a block has at most."""
TITLE, _SEEN = 300, 20
"""Letters of a block that may be the title; blocks of the text among which it is looked for."""
OTHERS = frozenset({"related", "comment", "advert", "legal", "menu", "social", "tags"})
"""Kinds of block whose dates and names are not the article's …"""
_LOOSE = frozenset({"menu", "advert", "social", "tags"})
"""… unless they stand right beside the headline, …"""
_NEVER = frozenset({"comment", "legal"})
"""… or are told by their looks only, and not these."""
_LISTED = 4
"""Words of a line from which on a list of other articles stands ("Most read")."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page's blocks in page order: their words, kinds, whether they are main text, and the machine's dates in them."""

    texts: Sequence[str]
    kinds: Sequence[str]
    main: Sequence[bool]
    times: Sequence[Sequence[str]] = ()
    marked: bool = True
    """The kinds rest on markup too; without any, a short line's kind says little."""

    def times_of(self, i: int) -> Sequence[str]:
        """The machine-readable dates of a block."""
        return self.times[i] if self.times else ()


def standing(shown: Shown, title: str) -> list[int]:
    """The blocks that say what the title says: the last one above the text first, then those above it, then within it."""
    wanted, found = words(title), list[int]()
    known = set(wanted)
    first = next((i for i, m in enumerate(shown.main) if m), 0)
    least, most = len(title) // 2, min(TITLE, 2 * len(title) + 10)
    for i in range(0 if shown.marked else 1, min(len(shown.texts), first + _SEEN)):
        if least <= len(shown.texts[i]) <= most:
            mine = words(shown.texts[i])
            if mine and 2 * sum(w in known for w in mine) >= 1.6 * max(len(mine), len(wanted)):
                found.append(i)
    return sorted(found, key=lambda i: (i > first, abs(first - i)))[:4]


def signers(shown: Shown, anchor: int) -> list[int]:
    """The blocks below the headline that may sign it: until its second paragraph."""
    found, passed = list[int](), 0
    for i in range(anchor + 1, min(anchor + 1 + BELOW, len(shown.texts))):
        n = len(words(shown.texts[i][:600]))
        passed += shown.main[i] and n > _SIGN
        if passed > 1 or (n <= _LISTED and shown.kinds[i] in OTHERS and cue_of(shown.texts[i]) == "related"):
            break
        if n <= _SIGN and may_sign(shown, i, anchor):
            found.append(i)
    return found


def may_sign(shown: Shown, i: int, anchor: int) -> bool:
    """Whether a block's kind lets it speak of the article; beside the headline what looks like a menu or opens a byline may."""
    kind = shown.kinds[i]
    if kind not in OTHERS or (not shown.marked and kind not in _NEVER and i > anchor):
        return True
    if abs(i - anchor) > _BESIDE:
        return False
    return kind in _LOOSE or (i > anchor and kind not in _NEVER and without_opening(shown.texts[i])[1])
