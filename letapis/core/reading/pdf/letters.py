"""The words of one page as PDFium shows them: each with its box, size, weight and direction, in the order the file has them."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LETTERS = 200_000
"""Letters of one page that are looked at."""
_TINY = 2.0
"""Points below which no eye can read."""
_FAR = 1e6
"""Points beyond which a place is none."""
_NOWHERE = (-_FAR, -_FAR, -_FAR, -_FAR, -_FAR)
_RUN = re.compile(r"\S+")
_AS_SPACE = {c: " " for c in range(32) if c != 2} | {0x7F: " ", 0xFEFF: " ", 0x200B: " "}


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of one text object are printed."""

    size: float
    bold: bool
    turned: int
    """Quarter turns against the clock from the page's own horizontal."""
    invisible: bool
    """Printed in no colour: by its mode or wholly transparent."""
    white: bool
    tiny: bool
    key: int
    """Which text object of the page it is."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a gap, or a part of them in one look; ``y`` grows upwards, ``base`` is the line they stand on."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    look: Look
    glued: bool
    """No gap stands before it."""


class _Asker:
    """Asks PDFium about single letters of one page, and of each text object only once."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as raw

        self.raw, self.page = raw, textpage
        self._rect = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._looks: dict[int, Look] = {}

    def box(self, i: int) -> tuple[float, float, float, float, float]:
        """Left, foot, right and top of a letter, and the line it stands on."""
        raw, r = self.raw, self._rect
        raw.FPDFText_GetLooseCharBox(self.page, i, r)
        raw.FPDFText_GetCharOrigin(self.page, i, self._x, self._y)
        left, bottom, right, top, base = r.left, r.bottom, r.right, r.top, self._y.value
        if -_FAR < left <= right < _FAR and -_FAR < bottom <= top < _FAR and -_FAR < base < _FAR:
            return left, bottom, right, top, base
        return _NOWHERE  # not a number, too far, or inside out

    def origin(self) -> tuple[float, float]:
        """Where the letter asked about last begins."""
        return self._x.value, self._y.value

    def thing(self, i: int) -> int:
        """The text object that a letter belongs to, as a number; 0 for letters that PDFium made up."""
        handle = self.raw.FPDFText_GetTextObject(self.page, i)
        return ctypes.addressof(handle.contents) if handle else 0

    def look(self, i: int, key: int) -> Look:
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._asked(i, key)
        return found

    def _asked(self, i: int, key: int) -> Look:
        raw, m = self.raw, self._matrix
        size, turned = raw.FPDFText_GetFontSize(self.page, i), 0
        if raw.FPDFText_GetMatrix(self.page, i, ctypes.byref(m)):
            size *= math.hypot(m.c, m.d)
            turned = round(math.atan2(m.b, m.a) / (math.pi / 2)) % 4
        r, g, b, a = (ctypes.c_uint() for _ in range(4))
        coloured = raw.FPDFText_GetFillColor(self.page, i, *(ctypes.byref(c) for c in (r, g, b, a)))
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(self.page, i))
        size = size if math.isfinite(size) and 0 < size < 5000 else 0.0
        return Look(
            round(size, 1),
            self._bold(i),
            turned,
            mode in (3, 7) or bool(coloured and mode in (0, 4) and a.value < 13),
            bool(coloured and mode in (0, 4) and min(r.value, g.value, b.value) > 242),
            size < _TINY,
            key,
        )

    def _bold(self, i: int) -> bool:
        name = ctypes.create_string_buffer(128)
        self.raw.FPDFText_GetFontInfo(self.page, i, name, 128, ctypes.byref(ctypes.c_int()))
        low = name.value.lower()
        return any(w in low for w in (b"bold", b"black", b"heavy", b"-bd"))


def words_of(textpage: Any) -> Iterator[Word]:
    """The words of a page that PDFium has opened for reading, in the file's order; text that runs right to left is logical."""
    ask = _Asker(textpage.raw)
    letters = _letters(ask, min(textpage.count_chars(), LETTERS))
    for m in _RUN.finditer(letters):
        start, end = m.start(), m.end()
        glued = False
        while start < end:
            key = ask.thing(start)
            stop = end if ask.thing(end - 1) == key else _until(ask, key, start, end)
            text = letters[start:stop].replace("\x02", "-").replace("\ufffe", "-")
            yield _word(ask, text, start, stop - 1, key, glued)
            start, glued = stop, True


def _letters(ask: _Asker, count: int) -> str:
    """One letter for each place of the page, those that stand for none as spaces."""
    units = (ctypes.c_ushort * (count + 1))()
    ask.raw.FPDFText_GetText(ask.page, 0, count, units)
    text = bytes(units)[:-2].decode("utf-16-le", "replace")
    if len(text) != count or "\0" in text or "�" in text:  # places and units differ: ask for each
        codes = (ask.raw.FPDFText_GetUnicode(ask.page, i) for i in range(count))
        text = "".join(chr(c) if c < 0x110000 and not 0xD800 <= c < 0xE000 else "�" for c in codes)
    return text.translate(_AS_SPACE)


def _until(ask: _Asker, key: int, start: int, end: int) -> int:
    """Where the next text object begins within a word; letters that PDFium made up (a hyphen) belong to the one before."""
    return next((i for i in range(start + 1, end) if (k := ask.thing(i)) and k != key), end)


def _word(ask: _Asker, text: str, first: int, last: int, key: int, glued: bool) -> Word:
    x0, y0, x1, y1, base = ask.box(first)
    look = ask.look(first, key)
    if look.turned:
        x, y = ask.origin()
        base = {1: -x, 2: -y, 3: x}[look.turned]
    if first != last:
        left, foot, right, top, _ = ask.box(last)
        x0, y0, x1, y1 = min(x0, left), min(y0, foot), max(x1, right), max(y1, top)
    return Word(text, x0, y0, x1, y1, base, look, glued)


def turned(word: Word) -> Word:
    """The word in the coordinates of its own direction: as it stands when the page is turned so that it reads level."""
    if not word.look.turned:
        return word
    x0, y0, x1, y1 = word.x0, word.y0, word.x1, word.y1
    boxes = {
        1: (y0, -x1, y1, -x0),
        2: (-x1, -y1, -x0, -y0),
        3: (-y1, x0, -y0, x1),
    }
    return Word(word.text, *boxes[word.look.turned], word.base, word.look, word.glued)
