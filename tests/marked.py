"""Marked text: ``{when=2010-12-19 19 December}`` is the words "19 December" marked as a time of that value.

``plain, marks = marked("{name Ana Diaz} was {act=arrest arrested}")`` gives the text without marks and the marks with their offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from letapis.core.sentences import sentences
from letapis.rim.model import parse
from letapis.words.records import Block, Page, Reading

_MARK = re.compile(r"\{(\w+)(?:=([^\s}]*))? ([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """One marked run of words."""

    label: str
    value: str
    start: int
    end: int
    words: str


def marked(text: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks (not nested), offsets counting in the plain text."""
    plain, marks, last = "", [], 0
    for m in _MARK.finditer(text):
        plain += text[last : m.start()]
        marks.append(Mark(m[1], m[2] or "", len(plain), len(plain) + len(m[3]), m[3]))
        plain += m[3]
        last = m.end()
    return plain + text[last:], marks


def reading_of(text: str, published: str | None = None, **more: object) -> Reading:
    """A reading whose body is the text to the letter, its paragraphs parted by empty lines."""
    blocks = tuple(
        Block("paragraph", m.start(), m.end(), m.start(), text.count("\n", 0, m.start()) + 1)
        for m in re.finditer(r"\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*", text)
    )
    fields: dict[str, object] = {"language": "en", "published": published, "published_basis": "given" if published else None}
    return Reading(
        "reading:test",
        "capture:test",
        b"test",
        "text/plain",
        "test",
        text,
        text,
        blocks,
        **{**fields, **more},  # type: ignore[arg-type]
    )


@cache
def page_of(text: str, published: str | None = None) -> Page:
    """A page made of the text, every sentence parsed by the real model."""
    reading = reading_of(text, published)
    page = Page(reading, sentences(reading))
    return parse(page, range(len(page.sentences)))
