"""Lines made one paragraph: words broken at a line's end put together, those that have their hyphen elsewhere left with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_HYPHENATED = re.compile(r"\w{1,40}(?:-\w{1,40}){1,3}")
_HEAD = re.compile(r"[\w-]{0,60}\Z")
_TAIL = re.compile(r"[\w-]{0,60}")


def hyphenated(lines: Iterable[str]) -> frozenset[str]:
    """The words that have a hyphen within a line: theirs is no mark of a break."""
    return frozenset(w.casefold() for line in lines for w in _HYPHENATED.findall(line))


def mended(text: str, more: str, known: Collection[str]) -> str:
    """Two lines as one."""
    if text.endswith("\xad") and len(text) > 1:
        return text[:-1] + more
    if text.endswith(("-", "‐")) and len(text) > 1 and text[-2].isalpha() and more[:1].isalpha():
        head, tail = _HEAD.search(text[:-1]), _TAIL.match(more)
        whole = f"{head[0] if head else ''}-{tail[0] if tail else ''}".casefold().strip("-")
        if whole in known or not more[:1].islower():
            return text + more
        return text[:-1] + more
    return f"{text} {more}"


def without_soft(text: str) -> str:
    """The text without hyphens that only show where a word may be broken."""
    return text.replace("\xad", "")
