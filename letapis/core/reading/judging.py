"""The one place where blocks of a document are judged: of what kind each is, and whether it is main text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core.reading.align import words
from letapis.core.reading.cues import phrases
from letapis.core.reading.labels import label
from letapis.core.reading.runs import Run, Sheet

_PRINTED = 2.0
"""Log odds that words of a document are main text: most documents have no menus."""
_KINDS = {"h1": "headline", "li": "list", "tr": "table", "figcaption": "caption", "blockquote": "quote", "p": "paragraph"}


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a document before it is judged; ``element`` is what it would be in HTML, empty for what is set aside."""

    text: str
    element: str = "p"
    size: float = 0.0
    """How large it is printed beside the usual: 1 is as large; 0 where the document does not say."""
    bold: bool = False
    aside: str = ""
    """The kind of a block that is no main text whatever its words: ``other``, ``dateline``, ``byline`` …"""
    why: str = ""


def judge(parts: Sequence[Part], printed: bool = True) -> list[tuple[str, bool]]:
    """Kind and whether it is main text, for each block; what was written with an editor (not ``printed``) is all main text."""
    main = [not p.aside for p in parts]
    if printed:
        kept = [i for i, m in enumerate(main) if m]
        sheet = Sheet([Run(parts[i].text.replace("\t", " ")) for i in kept])
        for i, found in zip(kept, label(sheet, lean=_PRINTED).of, strict=True):
            main[i] = found.main or parts[i].element in ("h1", "tr", "figcaption")
        late = _afterword(parts, main)
        main = [m and i < late for i, m in enumerate(main)]
    return [(p.aside or (kind_of(p.element) if m else "other"), m) for p, m in zip(parts, main, strict=True)]


def kind_of(element: str) -> str:
    """The kind of main text that an element holds."""
    return "heading" if element in ("h2", "h3", "h4", "h5", "h6") else _KINDS.get(element, "paragraph")


def _afterword(parts: Sequence[Part], main: Sequence[bool]) -> int:
    """From where on the publisher speaks of itself: a late heading such as "About us" or "Notes to editors"."""
    openings = tuple(phrases("afterword"))
    total = sum(len(p.text) for p in parts) or 1
    said = 0
    for i, p in enumerate(parts):
        low = p.text.casefold()
        late = main[i] and kind_of(p.element) == "heading" and said > 0.5 * total and len(words(low)) <= 6
        if late and any(low == o or low.startswith(f"{o} ") for o in openings):
            return i
        said += len(p.text)
    return len(parts)
