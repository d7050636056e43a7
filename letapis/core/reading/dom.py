"""An HTML page as runs of text in page order, each with its element, its surroundings, and how much of it is links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from letapis.words.tables import table

_SILENT = frozenset(table("markup")["html"]["silent"])
_BREAKING = frozenset(table("markup")["html"]["breaking"])
_NAMED = frozenset(table("markup")["html"]["telling"])
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_CELL = 400
"""Letters in a cell from which a table holds text, not figures."""
_MOST = 60_000
"""Runs of text a page may have; what stands after them is left out and said."""


@dataclass(slots=True)
class Run:
    """A run of text between two breaks, its white space folded."""

    text: str
    element: str
    """The nearest element that says something: ``p``, ``h1``, ``li``, ``tr`` … or ``div``."""
    around: str
    """What its surroundings are by their names: ``menu``, ``related``, ``comment`` …; empty for nothing known."""
    linked: float
    """The share of its letters that are links."""
    bold: float
    quoted: bool
    times: tuple[str, ...] = ()
    """The machine-readable dates of its time elements."""


@cache
def _words() -> dict[str, str]:
    return {w: kind for kind, words in table("markup")["words"].items() for w in words}


@cache
def named(attributes: str) -> str:
    """The kind of surroundings that class, id and role words name; empty for none."""
    for word in _WORD.findall(attributes[:300]):
        if kind := _words().get(word.lower()):
            return kind
    return ""


@dataclass(slots=True)
class _Gathered:
    """The run being gathered."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    size: int = 0
    times: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: open elements and the run being gathered."""

    runs: list[Run] = field(default_factory=list)
    stack: list[tuple[str, str]] = field(default_factory=list)
    now: _Gathered = field(default_factory=_Gathered)
    links: int = 0
    bolds: int = 0
    silent: int = 0
    layout: list[bool] = field(default_factory=list)
    """Of each open table, whether it lays out the page."""

    def say(self, text: str | None) -> None:
        """Take in a piece of text."""
        if not text or self.silent:
            return
        n = len(text) - text.count(" ") - text.count("\n")
        self.now.parts.append(" ".join(f"|{text}|".split())[1:-1] if text.strip() else " ")
        self.now.size += n
        self.now.linked += n if self.links else 0
        self.now.bold += n if self.bolds else 0

    def close(self) -> None:
        """End the run, if it says anything."""
        g, self.now = self.now, _Gathered()
        text = "\n".join(" ".join(line.split(" ")).strip() for line in "".join(g.parts).split("\n"))
        text = re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]{2,}", " ", text)).strip()
        if not text:
            if g.times and self.runs:
                self.runs[-1].times += tuple(g.times)
            return
        element = next((t for t, _ in reversed(self.stack) if t in _NAMED), "div")
        around = next((a for _, a in reversed(self.stack) if a), "")
        quoted = any(t == "blockquote" for t, _ in self.stack)
        size = max(1, g.size)
        self.runs.append(Run(text, element, around, g.linked / size, g.bold / size, quoted, tuple(g.times)))


def runs_of(tree: Any) -> tuple[list[Run], bool]:
    """The page's runs of text in page order, and whether it had too many of them."""
    from lxml import etree

    walk = _Walk()
    for event, e in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            walk.say(e.tail)
        elif event == "start":
            _open(walk, e)
        else:
            _end(walk, e)
        if len(walk.runs) > _MOST:
            return walk.runs, True
    walk.close()
    return walk.runs, False


def _around(tag: str, e: Any) -> str:
    if tag in ("html", "body", "article", "main"):  # their classes list what the page has, not what it is
        return ""
    by_element = table("markup")["elements"].get(tag, "")
    attributes = " ".join(filter(None, (e.get("class"), e.get("id"), e.get("role"), e.get("itemprop"))))
    return (named(attributes) if attributes else "") or by_element


def _lays_out(e: Any) -> bool:
    """A table that holds whole parts of a page, not figures: tables, headings, paragraphs or long texts in its cells."""
    if next(e.iterdescendants("p", "table", "h1", "h2", "ul"), None) is not None:
        return True
    return any(sum(map(len, cell.itertext())) > _CELL for cell in islice(e.iterdescendants("td"), 40))


def _tag(walk: _Walk, e: Any) -> str:
    tag = e.tag.lower() if isinstance(e.tag, str) else ""
    if tag in ("td", "th", "tr") and walk.layout and walk.layout[-1]:
        return "div"
    return tag


def _open(walk: _Walk, e: Any) -> None:
    if e.tag == "table":
        walk.layout.append(_lays_out(e))
    tag = _tag(walk, e)
    if tag in _BREAKING:
        walk.close()
    elif tag in ("td", "th"):
        walk.now.parts.append("\t" if walk.now.parts else "")
    walk.stack.append((tag, _around(tag, e) if tag in _BREAKING or tag == "span" else ""))
    walk.silent += tag in _SILENT
    walk.links += tag == "a"
    walk.bolds += tag in ("b", "strong")
    if tag == "br" and not walk.silent:
        _line_break(walk)
    if tag == "time" and e.get("datetime"):
        walk.now.times.append(e.get("datetime"))
    if tag != "br":
        walk.say(e.text)


def _line_break(walk: _Walk) -> None:
    """One break is a new line, two are a new paragraph; in a heading a break is a space."""
    if walk.stack and any(t in ("h1", "h2", "h3") for t, _ in walk.stack):
        walk.now.parts.append(" ")
    elif walk.now.size and walk.now.bold == walk.now.size and not walk.bolds:
        walk.close()  # a bold line over plain text is a heading of its own
    elif walk.now.parts and "".join(walk.now.parts[-2:]).rstrip(" ").endswith("\n"):
        walk.close()
    else:
        walk.now.parts.append("\n")


def _end(walk: _Walk, e: Any) -> None:
    tag = _tag(walk, e)
    if e.tag == "table" and walk.layout:
        walk.layout.pop()
    if tag in _BREAKING:
        walk.close()
    walk.silent -= tag in _SILENT
    walk.links -= tag == "a"
    walk.bolds -= tag in ("b", "strong")
    if walk.stack:
        walk.stack.pop()
    walk.say(e.tail)
