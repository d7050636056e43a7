"""An HTML page as runs of text in page order, each with its element, its surroundings, and how much of it is links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from letapis.core.reading.runs import BIT, Part, Run, Sheet
from letapis.words.tables import table

_SILENT = frozenset(table("markup")["html"]["silent"])
_BREAKING = frozenset(table("markup")["html"]["breaking"])
_TELLING = frozenset(table("markup")["html"]["telling"])
_HEADINGS = frozenset({"h1", "h2", "h3"})
_CELLS = frozenset({"td", "th", "tr"})
_BOLD = frozenset({"b", "strong"})
_INLINE = frozenset({"a", "br", "time"}) | _BOLD | _CELLS
_WHOLE = frozenset({"html", "body", "article", "main"})
_BREAKS, _WITHIN, _HIDES = "breaks", "within", "hides"
_ROLES = dict.fromkeys(_SILENT, _HIDES) | dict.fromkeys(_INLINE, _WITHIN) | dict.fromkeys(_BREAKING, _BREAKS)
"""What elements do to a run: end it, stand within it, or hide what is in them."""
_NAMING = ("class", "id", "role", "itemprop")
"""Attributes that name what an element is for …"""
_NAMED = 300
"""… and letters of them that are looked at."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_CELL = 400
"""Letters in a cell from which a table holds text, not figures."""
_MOST = 60_000
"""Runs of text a page may have; what stands after them is left out and said."""


@cache
def _words() -> dict[str, str]:
    return {w: kind for kind, words in table("markup")["words"].items() for w in words}


@cache
def _elements() -> dict[str, str]:
    return dict(table("markup")["elements"])


@lru_cache(maxsize=4_000)
def named(attributes: str) -> tuple[str, int]:
    """What class, id and role words name: the first kind that is known, and all of them as bits."""
    known, first, bits = _words(), "", 0
    for word in _WORD.findall(attributes):
        if kind := known.get(word.lower()):
            first = first or kind
            bits |= BIT[kind]
    return first, bits


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: open elements and the run being gathered."""

    runs: list[Run] = field(default_factory=list)
    parts: list[Part] = field(default_factory=lambda: [Part("html", 0, 0)])
    part: int = 0
    telling: list[str] = field(default_factory=lambda: ["div"])
    """Of the open breaking elements, what each says its text is (the nearest above it that says something)."""
    links: int = 0
    bolds: int = 0
    quotes: int = 0
    silent: int = 0
    headings: int = 0
    layout: list[bool] = field(default_factory=lambda: [False])
    """Of each open table, whether it lays out the page."""

    said: list[str] = field(default_factory=list)
    """Of the run being gathered: its pieces of text; empty while it says nothing."""
    size: int = 0
    linked: int = 0
    bold: int = 0
    """Of its letters, how many there are, how many are links, and how many are bold."""
    times: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Take in a piece of text."""
        n = len(text.strip())
        if not n:
            if self.said:
                self.said.append(" ")
            return
        self.said.append(text.replace("\n", " "))
        self.size += n
        if self.links:
            self.linked += n
        if self.bolds:
            self.bold += n

    def close(self) -> None:
        """End the run, if it says anything."""
        text, times = _folded("".join(self.said)), tuple(self.times)
        if text:
            size = max(1, self.size)
            linked, bold = self.linked / size, self.bold / size
            self.runs.append(Run(text, self.telling[-1], self.part, linked, bold, self.quotes > 0, False, times))
        elif times and self.runs:
            self.runs[-1].times += times
        self.said, self.size, self.linked, self.bold = [], 0, 0, 0
        if times:
            self.times = []


def _folded(text: str) -> str:
    """The text with its white space folded, line by line; empty lines go."""
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(folded for line in text.split("\n") if (folded := " ".join(line.split())))


def runs_of(tree: Any) -> tuple[Sheet, bool]:
    """The page's runs of text in page order with its parts, and whether it had too many of them."""
    from lxml import etree

    walk = _Walk()
    more = False
    for event, e in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            _open(walk, e, e.tag)
        else:
            if event == "end":
                _end(walk, e.tag)
            if not walk.silent and (tail := e.tail):
                walk.say(tail)
        if len(walk.runs) > _MOST:
            more = True
            break
    walk.close()
    for part in walk.parts:
        part.last = part.last or len(walk.runs)
    return Sheet(walk.runs, walk.parts), more


def _lays_out(e: Any) -> bool:
    """A table that holds whole parts of a page, not figures: tables, headings, paragraphs or long texts in its cells."""
    if next(e.iterdescendants("p", "table", "h1", "h2", "ul"), None) is not None:
        return True
    return any(sum(map(len, cell.itertext())) > _CELL for cell in islice(e.iterdescendants("td"), 40))


def _open(walk: _Walk, e: Any, tag: str) -> None:
    role = _ROLES.get(tag)
    if role == _BREAKS or (tag in _CELLS and walk.layout[-1]):
        _enter(walk, e, tag)
    elif role == _WITHIN:
        _inline(walk, e, tag)
    elif role == _HIDES:
        walk.silent += 1
        return
    if not walk.silent and (text := e.text):
        walk.say(text)


def _inline(walk: _Walk, e: Any, tag: str) -> None:
    """What stands within a run and changes how its text counts."""
    if tag == "a":
        walk.links += 1
    elif tag == "br":
        if not walk.silent:
            _line_break(walk)
    elif tag in _BOLD:
        walk.bolds += 1
    elif tag in _CELLS:
        if walk.said:
            walk.said.append("\t")
    elif at := e.get("datetime"):
        walk.times.append(at)


def _enter(walk: _Walk, e: Any, tag: str) -> None:
    """Open a part of the page."""
    if walk.said or walk.times:
        walk.close()
    above = walk.parts[walk.part]
    around, bits = _surroundings(e, tag)
    walk.parts.append(Part(tag, walk.part, len(walk.runs), 0, around or above.around, bits | above.named))
    walk.part = len(walk.parts) - 1
    if tag == "table":
        walk.layout.append(_lays_out(e))
    telling = tag in _TELLING and not (tag in _CELLS and walk.layout[-1])
    walk.telling.append(tag if telling else walk.telling[-1])
    walk.quotes += tag == "blockquote"
    walk.headings += tag in _HEADINGS


def _surroundings(e: Any, tag: str) -> tuple[str, int]:
    """What an element and its attributes name: the kind of surroundings, and all kinds as bits."""
    if tag in _WHOLE:  # their classes list what the page has, not what it is
        return "", BIT["content"] if tag in ("article", "main") else 0
    around, bits = _elements().get(tag, ""), 0
    said = dict(e.items())
    if said:
        attributes = " ".join([said[name] for name in _NAMING if name in said])
        if attributes:
            told, bits = named(attributes[:_NAMED])
            around = told or around
        if _unseen(said):
            bits |= BIT["hidden"]
    return around, bits | BIT.get(around, 0)


def _unseen(said: Mapping[str, str]) -> bool:
    """Whether an element says of itself that browsers are not to show it."""
    if "hidden" in said or said.get("aria-hidden") == "true":
        return True
    return "style" in said and "display:none" in said["style"].replace(" ", "")


def _line_break(walk: _Walk) -> None:
    """One break is a new line, two are a new paragraph; in a heading a break is a space."""
    if walk.headings:
        walk.said.append(" ")
    elif walk.size and walk.bold == walk.size and not walk.bolds:
        walk.close()  # a bold line over plain text is a heading of its own
    elif walk.said and "".join(walk.said[-2:]).rstrip(" ").endswith("\n"):
        walk.close()
    else:
        walk.said.append("\n")


def _end(walk: _Walk, tag: str) -> None:
    role = _ROLES.get(tag)
    if role == _BREAKS or (tag in _CELLS and walk.layout[-1]):
        _leave(walk, tag)
    elif tag == "a":
        walk.links -= 1
    elif tag in _BOLD:
        walk.bolds -= 1
    elif role == _HIDES:
        walk.silent -= 1


def _leave(walk: _Walk, tag: str) -> None:
    """Close a part of the page."""
    if walk.said or walk.times:
        walk.close()
    part = walk.parts[walk.part]
    part.last = len(walk.runs) or -1
    walk.part = part.above
    walk.telling.pop()
    walk.quotes -= tag == "blockquote"
    walk.headings -= tag in _HEADINGS
    if tag == "table":
        walk.layout.pop()
