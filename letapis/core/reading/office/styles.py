"""What the styles of a DOCX file mean: which are titles, headings, captions, quotes or lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letapis.core.reading.office.package import elements

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])\Z")
_NAMED = {"title": "h1", "subtitle": "h3", "caption": "figcaption", "quote": "blockquote", "intense quote": "blockquote",
          "list paragraph": "p", "list bullet": "li", "list number": "li"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the element it would be in HTML, its size in points, and whether it is bold or hidden."""

    element: str = ""
    size: float = 0.0
    bold: bool = False
    hidden: bool = False


def value(e: object, path: str, default: str = "") -> str:
    """The ``w:val`` of an element below another; ``default`` where there is none, ``1`` where it says nothing."""
    found = e.find("/".join(W + p for p in path.split("/")))  # type: ignore[attr-defined]
    return default if found is None else str(found.get(W + "val", "1"))


def is_on(said: str) -> bool:
    """Whether a switch is on."""
    return said not in ("", "0", "false", "off", "none")


def points(said: str) -> float:
    """Half points as points."""
    return min(1000.0, float(said) / 2) if re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", said) else 0.0


def styles_of(data: bytes | None) -> dict[str, Style]:
    """The styles by their id; what one does not say, the style it is based on says."""
    if data is None:
        return {}
    raw: dict[str, tuple[str, Style]] = {}
    for e in elements(data, W + "style"):
        if len(raw) > 5000:
            break
        name, level = value(e, "name").lower(), value(e, "pPr/outlineLvl")
        m = _HEADING.match(name)
        element = f"h{min(6, int(m[1]) + 1)}" if m else _NAMED.get(name, "")
        if not element and re.fullmatch("[0-5]", level):
            element = f"h{min(6, int(level) + 2)}"
        style = Style(element, points(value(e, "rPr/sz")), is_on(value(e, "rPr/b")), is_on(value(e, "rPr/vanish")))
        raw[str(e.get(W + "styleId", ""))] = (value(e, "basedOn"), style)
    return {name: _whole(name, raw) for name in raw}


def _whole(name: str, raw: Mapping[str, tuple[str, Style]]) -> Style:
    found, seen = raw[name][1], {name}
    base = raw[name][0]
    while base in raw and base not in seen and len(seen) < 12:
        seen.add(base)
        other = raw[base][1]
        found = Style(found.element or other.element, found.size or other.size, found.bold or other.bold,
                      found.hidden or other.hidden)  # fmt: skip
        base = raw[base][0]
    return found
