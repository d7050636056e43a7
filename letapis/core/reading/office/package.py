"""The parts of a document that is a ZIP file of XML: taken out within limits, and parsed without entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

PART = 24_000_000
"""Bytes a part may unpack to."""
_DIRECTORY = 2_000_000
"""Bytes of the list of members at most: enough for some ten thousand."""
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.I)
_MOST = 60_000_000
"""Bytes all parts together may unpack to."""


class Refused(Exception):  # noqa: N818
    """A part that is not read, and why in a sentence."""


@dataclass
class Package:
    """An opened document; ``spent`` counts what was unpacked."""

    file: zipfile.ZipFile
    spent: int = 0
    names: frozenset[str] = field(default_factory=frozenset)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none; raises Refused for what unpacks to too much or is broken."""
        if name not in self.names:
            return None
        try:
            with self.file.open(name) as member:
                data = member.read(min(PART, _MOST - self.spent) + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as e:
            raise Refused("A part of the document is broken or encrypted.") from e
        self.spent += len(data)
        if len(data) > PART or self.spent > _MOST:
            raise Refused(f"A part of the document unpacks to more than {PART // 1_000_000} MB, as a trap would.")
        if _DOCTYPE.search(data):
            raise Refused("A part of the document declares entities, which none of them needs; it was not read.")
        return data


def package(data: bytes) -> Package:
    """The document as a package; raises Refused for what is none."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        raise Refused("The document is broken and could not be read.")
    if int.from_bytes(data[end + 12 : end + 16], "little") > _DIRECTORY:
        raise Refused("The document lists more parts than a document has.")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as e:
        raise Refused("The document is broken and could not be read.") from e
    return Package(opened, names=frozenset(opened.namelist()))


def elements(data: bytes, *tags: str) -> Iterator[Any]:
    """The elements with these tags, each when it is whole; the caller clears what it has read."""
    from lxml import etree

    try:
        walk = etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, load_dtd=False, no_network=True, resolve_entities=False,
            huge_tree=False, remove_comments=True, remove_pis=True, attribute_defaults=False, dtd_validation=False,
        )  # fmt: skip
        for _, e in walk:
            yield e
    except etree.XMLSyntaxError as e:
        raise Refused("A part of the document is no XML and was read only in part.") from e


def forget(e: Any) -> None:
    """Let go of an element that has been read, and of what stands before it."""
    e.clear(keep_tail=False)
    while e.getprevious() is not None and e.getparent() is not None:
        del e.getparent()[0]
