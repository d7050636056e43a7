"""Words of a page that nobody sees: white on white, under a box, beyond the edge, too small, or in no colour at all."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from letapis.core.reading.pdf.letters import Word

_OBJECTS = 20_000
"""Objects of a page that are looked at for pictures and filled areas."""
_PICTURE, _PATH, _SHADING, _FORM = 3, 2, 4, 5
_BOX = 6
"""Strokes that a box is drawn with at most."""


@dataclass(frozen=True, slots=True)
class Area:
    """A picture or a filled area, and which of the page's objects it is."""

    x0: float
    y0: float
    x1: float
    y1: float
    at: int
    picture: bool
    pale: bool
    """As light as paper."""
    covers: bool
    """A box through which nothing shines."""

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    @property
    def size(self) -> float:
        """How much of the page it takes, in square points."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


@dataclass(frozen=True)
class Ground:
    """What a page is made of beside its words."""

    box: tuple[float, float, float, float]
    areas: tuple[Area, ...]
    places: dict[int, int]
    """Of each text object, which of the page's objects it is."""

    @property
    def pictured(self) -> float:
        """The share of the page that pictures take, at most 1."""
        x0, y0, x1, y1 = self.box
        page = max(1.0, (x1 - x0) * (y1 - y0))
        return min(1.0, sum(a.size for a in self.areas if a.picture) / page)


def ground_of(page: Any) -> Ground:
    """Pictures and filled areas of an opened page, and where its words stand among them."""
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    areas, places = list[Area](), dict[int, int]()
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), _OBJECTS)):
        thing = raw.FPDFPage_GetObject(page.raw, at)
        if not thing:
            continue
        kind = raw.FPDFPageObj_GetType(thing)
        places[ctypes.addressof(thing.contents)] = at
        if kind in (_PICTURE, _PATH, _SHADING, _FORM) and raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            filled = kind != _PATH or _filled(raw, thing)
            if filled:
                pale, covers = _colour(raw, thing, kind)
                areas.append(Area(left.value, bottom.value, right.value, top.value, at, kind == _PICTURE, pale, covers))
    return Ground(_box(page), tuple(areas), places)


def _box(page: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = page.get_cropbox()
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _filled(raw: Any, thing: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(thing, mode, stroke)) and mode.value != 0


def _colour(raw: Any, thing: Any, kind: int) -> tuple[bool, bool]:
    """Whether an area is as light as paper, and whether it is a box that hides what lies under it."""
    if kind != _PATH:
        return False, False
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, r, g, b, a) or a.value < 13:
        return True, False
    box = raw.FPDFPath_CountSegments(thing) <= _BOX and a.value > 242 and not raw.FPDFPageObj_HasTransparency(thing)
    return min(r.value, g.value, b.value) > 242, bool(box)


def seen(words: Sequence[Word], ground: Ground) -> tuple[list[Word], list[Word], bool]:
    """The words that people see, those they do not, and whether the former are only a scan's recognised words.

    Words in no colour over a picture as large as the page are what a recogniser put there; anywhere else they are hidden.
    """
    blank = sum(len(w.text) for w in words if w.look.invisible)
    recognised = ground.pictured > 0.4 and blank > 0.8 * sum(len(w.text) for w in words)
    shown, hidden = list[Word](), list[Word]()
    for w in words:
        (hidden if _hidden(w, ground, recognised) else shown).append(w)
    return shown, hidden, recognised


def _hidden(word: Word, ground: Ground, recognised: bool) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    x0, y0, x1, y1 = ground.box
    if not (x0 <= x <= x1 and y0 <= y <= y1) or word.look.tiny:
        return True
    if word.look.invisible:
        return not recognised
    if recognised:
        return False
    around = [a for a in ground.areas if a.holds(x, y)]
    mine = ground.places.get(word.look.key)
    if mine is not None and any(a.covers and a.at > mine for a in around):
        return True
    below = [a for a in around if mine is None or a.at < mine]
    return word.look.white and all(a.pale for a in below[-1:])


def quoted(words: Iterable[Word], most: int = 80) -> str:
    """The first of some words, for a fault to show."""
    text = ""
    for w in words:
        text += w.text if w.glued else f" {w.text}"
        if len(text) > most:
            return text.strip()[:most].rstrip() + "…"
    return text.strip()
