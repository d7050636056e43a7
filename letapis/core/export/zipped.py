"""ZIP files that are the same bytes whoever makes them: stored, in the order given, all of one date, nothing of the machine."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

DAY: Final = 0x0021
"""1 January 1980 in MS-DOS's way: the first day a ZIP can say."""
_UTF8: Final = 0x0800
_LARGEST: Final = 0xFFFFFFFF
_MOST: Final = 0xFFFF
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class TooLargeError(ValueError):
    """More than a plain ZIP can hold."""


def zipped(entries: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The parts of a ZIP of the entries, one held at a time.

    Nothing is compressed: compressors differ from machine to machine, and archives ask for stored files anyway. Raises
    TooLargeError.
    """
    at, central = 0, list[bytes]()
    for name, data in entries:
        path = name.encode("utf-8")
        head = (20, _UTF8, 0, 0, DAY, crc32(data), len(data), len(data), len(path))
        local = _LOCAL.pack(b"PK\x03\x04", *head, 0) + path
        central.append(_CENTRAL.pack(b"PK\x01\x02", 20, *head, 0, 0, 0, 0, 0, at) + path)
        at += len(local) + len(data)
        if at > _LARGEST or len(central) > _MOST:
            raise TooLargeError("More than 4 GB, or more than 65,535 files, do not go into one ZIP.")
        yield local
        yield data
    size = sum(map(len, central))
    yield from central
    yield _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), size, at, 0)
