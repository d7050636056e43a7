"""The reader of Markdown: headings, paragraphs, lists, quotes and tables, each with its line; addresses of links left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from letapis.core.reading import text as plain
from letapis.core.reading.dates import date_of_markup
from letapis.core.reading.draft import About, Draft, Piece
from letapis.core.reading.encoding import decode
from letapis.core.reading.forms import with_form
from letapis.core.reading.heads import about_of, dated
from letapis.core.reading.judging import Part, judge
from letapis.words.records import Fault, Given

NAME = "markdown/1"
MEDIA_TYPE = "text/markdown"
MARKED = 3_000_000
"""Letters of a file that are looked at for marks."""
_INLINE = 30_000
"""Letters of one block that are looked at for emphasis and links."""
_MOST = 40_000
"""Blocks of a file that are kept."""
_FRONT = re.compile(r"﻿?---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"([A-Za-z_]{2,20}):[ \t]{0,20}(.{0,2000})\Z")
_ITEM = re.compile(r"[ \t]{0,10}-[ \t]{1,10}(.{1,500})\Z")
_SIGNS = re.compile(
    r"^(?:#{1,6} |\s{0,3}(?:[-*+]|\d{1,3}[.)]) |> |```|\|.*\|)|\[[^\]\n]{1,300}\]\([^)\s]{1,500}\)|\*\*[^*\n]{1,200}\*\*", re.M
)
_OPEN = {"list_item_open": "li", "blockquote_open": "blockquote"}


def sniff(data: bytes, name: str) -> bool:
    """Markdown is named so: its marks alone could be anybody's text."""
    return name.lower().endswith((".md", ".markdown", ".mdown")) and not data.startswith((b"%PDF", b"PK\x03\x04"))


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a Markdown file; a file that has no marks is text that was only named so."""
    del explain, as_body
    found = decode(data, name)
    front, begins = front_matter(found.text)
    if not front and not _SIGNS.search(found.text[:200_000]):
        return plain.read(data, name, given=given)
    faults = list(found.faults)
    if len(found.text) > MARKED:
        what = f"The file is {len(found.text) // 1_000_000} MB long; only its first {MARKED // 1_000_000} MB were read."
        faults.append(Fault(name, what, "Split it, or keep only the part that matters."))
    blocks = list(_blocks(found.text[:MARKED], begins))[:_MOST]
    return _draft(blocks, front, found.text[: begins_at(found.text, begins)], given, tuple(faults))


def front_matter(text: str) -> tuple[dict[str, list[str]], int]:
    """The fields at the head of a file between lines of dashes (values as lists), and how many lines they take."""
    m = _FRONT.match(text)
    if m is None:
        return {}, 0
    fields: dict[str, list[str]] = {}
    last = ""
    for line in m[1].split("\n"):
        if (f := _FIELD.match(line.rstrip())) is not None:
            last = f[1].lower()
            fields[last] = _values(f[2])
        elif last and (item := _ITEM.match(line.rstrip())) is not None:
            fields[last] += _values(item[1])
    return (fields, m[0].count("\n") + (not m[0].endswith("\n"))) if fields else ({}, 0)


def _values(said: str) -> list[str]:
    said = said.strip()
    parts = said[1:-1].split(",") if said.startswith("[") and said.endswith("]") else [said]
    return [v for p in parts if (v := p.strip().strip("\"'").strip())]


def begins_at(text: str, lines: int) -> int:
    """Where the line after so many begins."""
    at = 0
    for _ in range(lines):
        at = text.find("\n", at) + 1 or len(text)
    return at


@dataclass(frozen=True, slots=True)
class Marked:
    """A block of the file, its element and the line it begins on."""

    text: str
    element: str
    line: int


def _blocks(text: str, begins: int) -> Iterator[Marked]:
    """The blocks after the front matter."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    inline = MarkdownIt("commonmark", {"maxNesting": 50})
    parser.core.ruler.disable(["inline"])
    open_: list[str] = []
    line, row, cell = begins, list[str](), False
    for t in parser.parse(text[begins_at(text, begins) :]):
        line = t.map[0] + begins if t.map else line
        if t.type in _OPEN or t.type == "heading_open":
            open_.append(_OPEN.get(t.type, t.tag))
        elif t.type in ("list_item_close", "blockquote_close", "heading_close"):
            open_.pop()
        elif t.type == "tr_close":
            yield Marked("\t".join(row).strip("\t"), "tr", line + 1)
            row = []
        elif t.type in ("th_open", "td_open", "th_close", "td_close"):
            cell = t.type.endswith("open")
        elif t.type == "inline":
            words = said(inline, t.content)
            if cell:
                row.append(words)
            elif words:
                yield Marked(words, open_[-1] if open_ else "p", line + 1)
        elif t.type in ("fence", "code_block") and t.content.strip():
            yield Marked(t.content.strip(), "p", line + 1)


def said(parser: Any, content: str) -> str:
    """The words of a block without its marks: the text of links, not their addresses; of pictures what is said of them."""
    if len(content) > _INLINE:
        return " ".join(content.split())
    parts = []
    for t in parser.parseInline(content)[0].children or ():
        if t.type in ("text", "code_inline"):
            parts.append(t.content)
        elif t.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif t.type == "image":
            parts.append(t.content)
    return " ".join("".join(parts).split())


def _draft(blocks: Sequence[Marked], front: dict[str, list[str]], head: str, given: Given, faults: tuple[Fault, ...]) -> Draft:
    parts = _headed([Part(b.text, b.element) for b in blocks])
    judged = judge(parts, printed=not head)  # a file with front matter was clipped clean; any other may be a whole page
    pieces = [Piece(kind, p.text, main) for p, (kind, main) in zip(parts, judged, strict=True)]
    lines = [b.line for b in blocks]
    if head.strip():
        pieces.insert(0, Piece("other", head.strip(), False, "fields at the head of the file"))
        lines.insert(0, 1)
    draft = with_form(pieces, _about(front, pieces), given, MEDIA_TYPE, faults)
    spans = tuple(s._replace(line=n) for s, n in zip(draft.spans, lines, strict=True))
    return replace(draft, spans=spans)


def _headed(parts: list[Part]) -> list[Part]:
    """The first heading of the highest level at the beginning is the headline."""
    head = next((i for i, p in enumerate(parts[:6]) if p.element in ("h1", "h2")), None)
    if head is None:
        return parts
    out = [replace(p, element="h2") if p.element == "h1" else p for p in parts]
    out[head] = replace(out[head], element="h1")
    return dated(out, head)


def _about(front: dict[str, list[str]], pieces: Sequence[Piece]) -> About:
    """Title, authors, date and address: what the front matter says, else headline and dateline."""
    shown = about_of(pieces, "", "")
    first = {k: v[0] for k, v in front.items() if v}
    day = next((d for k in ("date", "published", "datum") if k in first and (d := date_of_markup(first[k]))), None)
    url = next((first[k] for k in ("url", "source", "link", "canonical") if first.get(k, "").startswith("http")), None)
    authors = tuple(a for k in ("author", "authors", "by") for a in front.get(k, ()))
    return About(
        title=first.get("title") or shown.title,
        explicit="title" in first,
        authors=authors[:12],
        publisher=first.get("publisher") or first.get("site"),
        published=day or shown.published,
        published_basis="markup" if day else shown.published_basis,
        published_certain=day is not None or shown.published_certain,
        url=url,
        language=first.get("lang") or first.get("language"),
    )
