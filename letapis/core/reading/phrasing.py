"""Lines known by the phrase that they begin with, in any language: the fields and openings of verdicts and letters."""

from __future__ import annotations

from functools import cache

from letapis.core.reading.cues import LANGUAGES
from letapis.words.tables import table


@cache
def said(form: str, kind: str) -> tuple[str, ...]:
    """Every phrase of one kind of a form, in all languages, the longest first."""
    tables = (table(f"lang/{language}/reading").get(form, {}) for language in LANGUAGES)
    return tuple(sorted({p.casefold() for t in tables for p in t.get(kind, ())}, key=lambda p: (-len(p), p)))


def plain(line: str) -> str:
    """A line in small letters, without marks around it, with plain quotes and spaces."""
    low = " ".join(line[:300].casefold().replace("’", "'").split())
    return low.strip(' \t-–—•*#_="«»“”')


def begins(line: str, form: str, kind: str) -> str:
    """The phrase that a line begins with; empty if with none."""
    low = plain(line)
    if not low.startswith(said(form, kind)):  # as nearly all lines of pages: one step for all phrases
        return ""
    return next((p for p in said(form, kind) if low.startswith(p) and not low[len(p) : len(p) + 1].isalpha()), "")


def field(line: str, form: str, kind: str) -> str | None:
    """What stands after the colon in a field of that kind; None if the line is none."""
    name, colon, value = line.partition(":")
    if not colon or len(name) >= 40 or plain(name).rstrip(".") not in {p.rstrip(".") for p in said(form, kind)}:
        return None
    return value.strip()
