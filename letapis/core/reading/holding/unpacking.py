"""Unpacking within caps: gzip and deflate, in pieces, so that a bomb is cut before it is large."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from letapis.core.reading.holding.member import Budget

_TAKE = 1 << 16
_GIVE = 1 << 20
_TRIES = 100
"""How often a file goes on behind damage."""
GZIP = b"\x1f\x8b"
_STREAM = b"\x1f\x8b\x08"


class BrokenError(Exception):
    """Packed bytes that end too soon or are damaged; its text is a plain sentence."""


def _pieces(data: bytes | memoryview, window: int, budget: Budget) -> Iterator[bytes]:
    """One packed stream in pieces; ends with its end, whatever stands behind it."""
    view, packed = memoryview(data), zlib.decompressobj(window)
    made = taken = 0
    while taken < len(view) and not packed.eof:
        fresh = view[taken : taken + _TAKE]
        taken += len(fresh)
        while True:
            piece = packed.decompress(fresh, _GIVE)
            made += len(piece)
            budget.spend(len(piece), made, taken)
            if piece:
                yield piece
            fresh = memoryview(packed.unconsumed_tail)
            if packed.eof or (not fresh and len(piece) < _GIVE):
                break
    if not packed.eof:
        raise BrokenError("It ends in the middle.")


def inflated(data: bytes | memoryview, budget: Budget, window: int = -15) -> bytes:
    """A deflate stream unpacked (``window`` as zlib counts). Raises BrokenError and SpentError."""
    out = bytearray()
    try:
        for piece in _pieces(data, window, budget):
            out += piece
    except zlib.error:
        raise BrokenError("It is damaged.") from None
    return bytes(out)


def gunzipped(data: bytes, budget: Budget) -> bytes:
    """All gzip streams of the data, one after the other. Raises BrokenError and SpentError."""
    flow, out = Flow(data, budget), bytearray()
    while piece := flow.read(_GIVE):
        out += piece
        budget.spend(0, len(out), len(data))
    return bytes(out)


class Flow:
    """Bytes read in order, unpacked on the way where they are gzip (of one stream or of thousands)."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._data, self._view, self._budget = data, memoryview(data), budget
        self._resumed = 0
        self._at = self._from = self._made = self._taken = self._begun = 0
        self._have = b""
        self._packed: zlib._Decompress | None = None
        self.packed = data.startswith(GZIP)

    def read(self, most: int) -> bytes:
        """Up to so many bytes; fewer only at the end. Raises BrokenError (then ``resume``) and SpentError."""
        out = bytearray()
        while len(out) < most:
            here = self._have[self._from : self._from + most - len(out)]
            self._from += len(here)
            out += here
            if not here and not self._more():
                break
        return bytes(out)

    def skip(self, many: int) -> int:
        """Pass over so many bytes; returns how many there were. Raises as ``read``."""
        left = many
        while left > 0:
            here = min(left, len(self._have) - self._from)
            self._from += here
            left -= here
            if left and not self._more():
                break
        return many - left

    def line(self, most: int) -> bytes:
        """The next line with its end, or its first bytes where it is longer; empty at the end. Raises as ``read``."""
        while True:
            at = self._have.find(b"\n", self._from, self._from + most)
            if at >= 0:
                return self.read(at + 1 - self._from)
            if len(self._have) - self._from >= most or not self._more():
                return self.read(most)

    def block(self, most: int) -> bytes:
        """The lines up to the next empty one and with it, or up to so many bytes. Raises as ``read``."""
        lines = bytearray()
        while len(lines) < most:
            at = self._have.find(b"\r\n\r\n", self._from, self._from + most)
            if at >= 0 and not lines:
                return self.read(at + 4 - self._from)
            line = self.line(most)
            lines += line
            if not line.strip(b"\r\n"):
                break
        return bytes(lines)

    def resume(self) -> bool:
        """After damage: go on at what looks like the beginning of the next gzip stream; False if there is none."""
        self._have, self._from, self._packed, self._resumed = b"", 0, None, self._resumed + 1
        at = self._data.find(_STREAM, self._begun + 1) if self.packed and self._resumed <= _TRIES else -1
        self._at = at if at >= 0 else len(self._data)
        return at >= 0

    def _more(self) -> bool:
        """Put more bytes into the buffer; False at the end."""
        piece = self._unpacked() if self.packed else self._plain()
        if piece:
            self._have, self._from = self._have[self._from :] + piece, 0
        return bool(piece)

    def _plain(self) -> bytes:
        piece = bytes(self._view[self._at : self._at + _GIVE])
        self._at += len(piece)
        return piece

    def _unpacked(self) -> bytes:
        try:
            while self._packed is not None or self._begin():
                assert self._packed is not None
                piece = self._step(self._packed)
                if piece:
                    return piece
        except zlib.error:
            raise BrokenError("It is damaged.") from None
        return b""

    def _begin(self) -> bool:
        """Begin the next gzip stream; zeros behind the last one are no stream."""
        if bytes(self._view[self._at : self._at + 2]) == GZIP:
            self._packed, self._made, self._taken, self._begun = zlib.decompressobj(31), 0, 0, self._at
            return True
        if bytes(self._view[self._at : self._at + 4096]).strip(b"\0\r\n"):
            self._begun = self._at
            raise BrokenError("It is damaged.")
        return False

    def _step(self, packed: zlib._Decompress) -> bytes:
        fresh = self._view[self._at : self._at + _TAKE]
        piece = packed.decompress(fresh, _GIVE)
        used = len(fresh) - len(packed.unconsumed_tail) - len(packed.unused_data)
        self._at, self._taken, self._made = self._at + used, self._taken + used, self._made + len(piece)
        self._budget.spend(len(piece), self._made, self._taken, whole=False)
        if packed.eof:
            self._packed = None
        elif not used and not piece:
            raise BrokenError("It ends in the middle.")
        return piece
