"""HTML built from values: text is always escaped, only elements made here are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

_VOID = frozenset({"meta", "link", "br", "hr"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of finished HTML."""

    text: str


Child = Html | str | int | None | Iterable["Child"]


def text(value: object) -> str:
    """A value as text in HTML: escaped, characters that no document may hold replaced."""
    return escape(_CONTROL.sub("\ufffd", str(value)), quote=True)


def render(child: Child) -> str:
    """A child as HTML: pieces as they are, everything else as text."""
    if child is None:
        return ""
    if isinstance(child, Html):
        return child.text
    if isinstance(child, str | int):
        return text(child)
    return "".join(map(render, child))


def h(tag: str, *children: Child, **attributes: object) -> Html:
    """An element; ``class_`` stands for ``class``, ``_`` within a name for ``-``; None leaves an attribute out."""
    names = ((k.rstrip("_").replace("_", "-"), v) for k, v in attributes.items() if v is not None and v is not False)
    attrs = "".join(f" {k}" if v is True else f' {k}="{text(v)}"' for k, v in names)
    if tag in _VOID:
        return Html(f"<{tag}{attrs}>")
    return Html(f"<{tag}{attrs}>{render(children)}</{tag}>")


def joined(pieces: Iterable[Child], by: Child = ", ") -> Html:
    """Pieces with something between them."""
    return Html(render(by).join(render(p) for p in pieces))
