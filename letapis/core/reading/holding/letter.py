"""The reader of a mail's words: what its sender wrote is main text; quoted replies and the signature are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from letapis.core.reading.draft import Draft, Span
from letapis.core.reading.encoding import decode
from letapis.words.records import Given
from letapis.words.tables import table

NAME = "letter/1"
MEDIA_TYPE = "message/rfc822"
_QUOTED = re.compile(r"[ \t]{0,3}[A-Za-z]{0,4}>")
_LEAD = re.compile(r"(?=[^\n]{0,300}[\d@])[^\n]{0,400}:\s{0,9}\Z")
"""What leads a quotation in, in any language: a line with a date or an address that ends with a colon."""
_RULE = re.compile(r"\s{0,9}-{2,20}[^\n-]{3,80}-{2,20}\s{0,9}\Z")
"""A line that says that another message follows."""
_BLOCKS = frozenset(table("markup")["html"]["breaking"]) | {"br", "td", "th"}
_UNSEEN = frozenset(table("markup")["html"]["silent"])
_DEEP = 200


def sniff(data: bytes, name: str) -> bool:
    """Never by its bytes: a mail names it for its own words."""
    del data, name
    return False


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a mail's words, plain or in HTML."""
    del given, as_body, explain
    found = decode(data, name)
    text = lines_of(found.text) if _is_html(found.text) else found.text.replace("\r\n", "\n").replace("\r", "\n")
    return Draft(MEDIA_TYPE, text, tuple(_spans(text)), faults=found.faults)


def _is_html(text: str) -> bool:
    return bool(re.match(r"\s{0,200}(?:<!doctype html|<html|<head|<body|<div|<p[ >]|<meta|<table|<span|<br)", text, re.I))


def _spans(text: str) -> list[Span]:
    """Paragraphs, quotes and the signature, in order."""
    lines = text.split("\n")
    kinds = _kinds(lines)
    spans: list[Span] = []
    at, before = 0, ""
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        end = at + len(line.rstrip())
        if not line.strip():
            kind = ""
        elif kind == before:
            spans[-1] = spans[-1]._replace(end=end)
        else:
            spans.append(Span(kind, at + len(line) - len(line.lstrip()), end, kind == "paragraph", i + 1))
        at, before = at + len(line) + 1, kind
    return spans


def _kinds(lines: Sequence[str]) -> list[str]:
    """The kind of each line: ``paragraph``, ``quote``, or ``other`` for the signature and what leads a quotation in."""
    kinds = ["quote" if _QUOTED.match(line) else "paragraph" for line in lines]
    closed = False
    for i, line in enumerate(lines):
        closed = closed or (line.rstrip("\r") in ("-- ", "--") and i > 0)
        if closed and kinds[i] == "paragraph":
            kinds[i] = "other"
        ahead = next((k for k, x in zip(kinds[i + 1 : i + 4], lines[i + 1 : i + 4], strict=True) if x.strip()), "")
        if kinds[i] == "paragraph" and ahead == "quote" and _LEAD.match(line):
            kinds[i] = "other"
        if kinds[i] == "paragraph" and _RULE.match(line):
            kinds[i] = "other"
    return kinds


def lines_of(markup: str) -> str:
    """The words of an HTML mail, a line a block, those of quotations behind ``> ``."""
    from letapis.core.reading.html import parsed, prepared

    tree, _ = parsed(prepared(markup, "")[0])
    if tree is None:
        return re.sub(r"<[^<>]{0,2000}>", "\n", markup)
    out = [[""]]
    _walk(tree, out, 0, 0)
    lines = [" ".join("".join(run[1:]).split()) for run in out]
    marked = [f"{run[0]}{line}" for run, line in zip(out, lines, strict=True) if line]
    return "\n\n".join(marked)


def _walk(element: Any, out: list[list[str]], quoted: int, depth: int) -> None:
    """Put an element's words into the last line, or into new ones where it is a block."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    block = element.tag in _BLOCKS
    inner = quoted + (element.tag == "blockquote" or "gmail_quote" in (element.get("class") or ""))
    if block:
        out.append(["> " if inner else ""])
    out[-1].append(element.text or "")
    for child in element if depth < _DEEP else ():
        _walk(child, out, inner, depth + 1)
        if isinstance(child.tag, str) and child.tag in _BLOCKS:
            out.append(["> " if inner else ""])
        out[-1].append(child.tail or "")
