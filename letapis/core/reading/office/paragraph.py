"""One paragraph of a DOCX file: the words it shows, those a tracked change took out, those nobody sees, and the boxes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from letapis.core.reading.office.styles import Style, W, is_on, points, value

_AWAY = frozenset({W + "del", W + "moveFrom"})
_SKIPPED = frozenset(
    {W + "instrText", W + "delInstrText", W + "pPr", W + "rPr", W + "fldData",
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)  # fmt: skip
_BOX = W + "txbxContent"
_TINY = 2.0


@dataclass
class Said:
    """What a paragraph says."""

    text: str = ""
    deleted: str = ""
    hidden: str = ""
    inserted: bool = False
    element: str = "p"
    size: float = 0.0
    bold: bool = False
    boxes: list[Any] = field(default_factory=list)


def said_by(p: Any, styles: Mapping[str, Style]) -> Said:
    """Read a ``w:p`` element."""
    out = Said()
    style = styles.get(value(p, "pPr/pStyle")) or Style()
    shown: list[str] = []
    deleted: list[str] = []
    hidden: list[str] = []
    bold = letters = 0
    largest = 0.0
    for kind, words, run in _walk(p, out, ""):
        target = deleted if kind == "deleted" else hidden if _unseen(run, style) else shown
        target.append(words)
        if target is shown and words.strip():
            n = len(words)
            letters += n
            bold += n if is_on(value(run, "rPr/b", "1" if style.bold else "")) else 0
            largest = max(largest, points(value(run, "rPr/sz")) or style.size)
    out.text, out.deleted, out.hidden = (" ".join("".join(x).split()) for x in (shown, deleted, hidden))
    out.bold, out.size = bold * 2 > letters > 0, largest
    out.element = style.element or "p"
    level = value(p, "pPr/outlineLvl")
    if out.element == "p" and level.isdigit() and int(level) < 6:
        out.element = f"h{min(6, int(level) + 2)}"
    if out.element == "p" and value(p, "pPr/numPr/numId", "0") != "0":
        out.element = "li"
    return out


def _walk(e: Any, out: Said, kind: str) -> Iterator[tuple[str, str, Any]]:
    """The words of an element: whether a tracked change took them out, the words, and the run they stand in."""
    todo: list[tuple[Any, str, Any]] = [(e, kind, e)]
    while todo:
        x, now, run = todo.pop()
        tag = x.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == _BOX:
            out.boxes.append(x)
            continue
        if tag in _AWAY:
            now = "deleted"
        elif tag in (W + "ins", W + "moveTo"):
            out.inserted = True
        if tag == W + "r":
            run = x
        words = _words(x, tag)
        if words:
            yield ("deleted" if tag == W + "delText" else now), words, run
        todo += [(c, now, run) for c in reversed(x)]


def _words(x: Any, tag: str) -> str:
    if tag in (W + "t", W + "delText"):
        return x.text or ""
    if tag in (W + "tab", W + "br", W + "cr", W + "ptab"):
        return " "
    return "-" if tag == W + "noBreakHyphen" else ""


def _unseen(run: Any, style: Style) -> bool:
    """Words that are hidden, white on nothing, or too small for any eye."""
    if is_on(value(run, "rPr/vanish", "1" if style.hidden else "")):
        return True
    size = points(value(run, "rPr/sz"))
    white = value(run, "rPr/color").upper() in ("FFFFFF", "FEFEFE")
    properties = run.find(W + "rPr")
    shaded = properties is not None and (properties.find(W + "shd") is not None or properties.find(W + "highlight") is not None)
    return (0 < size <= _TINY) or (white and not shaded and run.getparent() is not None and not _in_shade(run))


def _in_shade(run: Any) -> bool:
    """Whether the run's paragraph or cell has a ground of its own."""
    return any(
        a.find(f"{W}pPr/{W}shd") is not None or a.find(f"{W}tcPr/{W}shd") is not None or a.tag == _BOX
        for a in run.iterancestors()
    )
