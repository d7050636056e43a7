"""ZIP files: the pages in them by their paths, read entry by entry; nothing is ever written under a name they give."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from letapis.core.reading.holding import autoarchiver
from letapis.core.reading.holding.member import Budget, Found, Member, Passed, Said, SpentError, kept_name
from letapis.core.reading.holding.unpacking import BrokenError, inflated
from letapis.words.records import Fault

NAME = "zip/1"
MEDIA_TYPE = "application/zip"
PACKS = True
_DIRECTORY: Final = 60_000_000
"""Bytes of the list of entries beyond which it is not read."""
_END = struct.Struct("<4s4H2LH")
_MOST_READ: Final = 100_000
"""Entries of a ZIP that are looked at."""
_PASSED: Final = {
    "picture": "jpg jpeg png gif webp svg ico bmp tif tiff avif heic",
    "style": "css",
    "script": "js mjs map",
    "font": "woff woff2 ttf otf eot",
    "film": "mp4 webm mov avi mkv m4v",
    "sound": "mp3 m4a ogg wav opus flac",
    "program": "exe dll so bin class",
}
_KIND: Final = {ending: what for what, endings in _PASSED.items() for ending in endings.split()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a ZIP: its path as data, where its bytes stand, and when it was put there."""

    name: str
    info: zipfile.ZipInfo
    start: int
    """Where its packed bytes begin."""

    @property
    def date(self) -> str | None:
        """Its time, without a zone; None for the beginning of DOS time, which means none."""
        y, month, day, h, m, s = self.info.date_time
        return (
            None if y <= 1980 or not 1 <= month <= 12 or not 1 <= day <= 31 else f"{y}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}"
        )


def sniff(data: bytes, name: str) -> bool:
    """A ZIP by its first bytes; documents and books that are ZIPs inside are none to us."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06") and not _is_document(data, name)


def _is_document(data: bytes, name: str) -> bool:
    """Office files, OpenDocument and EPUB: their first entry says so."""
    if name.lower().endswith((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".docm", ".xlsm", ".jar", ".apk")):
        return True
    if data[30:100].startswith((b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/")):
        return True
    return not name.lower().endswith((".zip", ".wacz")) and b"[Content_Types].xml" in data[-_DIRECTORY:]


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The files in a ZIP in the order of its list; pictures and the like are counted."""
    found = entries(data, name)
    if isinstance(found, Fault):
        yield found
        return
    sheets = _sheets(data, found, budget)
    for entry in found:
        what = _passed(entry)
        if what:
            yield from [Passed(what)] if what != "folder" else []
            continue
        try:
            yield Member(entry.name, unpacked(data, entry, budget), said=_said(entry, sheets))
        except (BrokenError, SpentError) as error:
            yield Fault(f"{name}, {entry.name}", str(error), "Take it out of the archive, and read it by itself.")


def _passed(entry: Entry) -> str:
    """What an entry is that is no page."""
    last = entry.name.replace("\\", "/").rpartition("/")[2]
    if not last:
        return "folder"
    if last.startswith((".", "~$", "._")) or entry.name.startswith("__MACOSX/") or last.lower() in ("thumbs.db", "robots.txt"):
        return "file of the system"
    if last.endswith(".meta.json"):
        return "sidecar"
    return _KIND.get(last.lower().rpartition(".")[2] if "." in last else "", "")


def _said(entry: Entry, sheets: dict[str, Said]) -> Said:
    said = autoarchiver.beside(entry.name, sheets)
    return (
        Said(said.title, said.url, (), said.published, said.captured_at or entry.date) if said else Said(captured_at=entry.date)
    )


def _sheets(data: bytes, found: Sequence[Entry], budget: Budget) -> dict[str, Said]:
    """What the sheets of Auto Archiver in the ZIP say of the files beside them."""
    told: dict[str, Said] = {}
    for entry in found:
        if entry.name.lower().endswith((".html", ".htm")) and entry.info.file_size <= autoarchiver.LONGEST:
            try:
                page = unpacked(data, entry, budget)
            except (BrokenError, SpentError):
                continue
            if autoarchiver.sniff(page, entry.name):
                told.update(autoarchiver.told_beside(page, entry.name))
    return told


def entries(data: bytes, name: str) -> tuple[Entry, ...] | Fault:
    """The files of a ZIP, checked: not too many, none over another, each where the list says."""
    many = _counted(data)
    if many is None:
        return Fault(name, "The ZIP is broken: it has no list of its files.", "Get it again.")
    if many[0] > _MOST_READ or many[1] > _DIRECTORY:
        return Fault(name, f"The ZIP says it holds {many[0]} files; more than {_MOST_READ} are not read.", "Split it.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos = opened.infolist()
        found = tuple(_entry(data, i) for i in infos)
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, NotImplementedError, EOFError, OSError, IndexError):
        return Fault(name, "The ZIP is broken: the list of its files cannot be read.", "Get it again.")
    if _overlap(found):
        return Fault(name, "The ZIP is made to burst: its files lie over one another. It was not unpacked.", "Do not open it.")
    return found


def _counted(data: bytes) -> tuple[int, int] | None:
    """How many files a ZIP holds (as its end says, and as its list shows), and how long the list is."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        return None
    _, _, _, _, many, size, _, _ = _END.unpack_from(data, at)
    large = data.rfind(b"PK\x06\x06", max(0, at - 200), at)
    if large >= 0 and large + 56 <= at:
        many = max(many, *struct.unpack_from("<2Q", data, large + 24))
        size = struct.unpack_from("<Q", data, large + 40)[0]
    return max(many, data.count(b"PK\x01\x02", max(0, at - size - 200), at)), size


def _entry(data: bytes, info: zipfile.ZipInfo) -> Entry:
    at = info.header_offset
    if at < 0 or data[at : at + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    name_length, extra = struct.unpack_from("<2H", data, at + 26)
    return Entry(kept_name(_spelled(info)), info, at + 30 + name_length + extra)


def _spelled(info: zipfile.ZipInfo) -> str:
    """The path in the letters it was meant in: archives of Windows name files in its old code pages without a word."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    if raw.isascii():
        return info.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    russian = raw.decode("cp866", "replace")
    letters = [c for c in russian if ord(c) > 127]
    return russian if sum("а" <= c.lower() <= "я" for c in letters) > 0.8 * len(letters) else info.orig_filename


def _overlap(found: Sequence[Entry]) -> bool:
    """Whether the packed bytes of one file lie in those of another (or two names lead to the same)."""
    spans = sorted((e.info.header_offset, e.start + e.info.compress_size) for e in found)
    return any(end > start for (_, end), (start, _) in itertools.pairwise(spans))


def unpacked(data: bytes, entry: Entry, budget: Budget) -> bytes:
    """A file's bytes. Raises BrokenError (encrypted, damaged, packed in another way) and SpentError."""
    info = entry.info
    if info.flag_bits & 0x1:
        raise BrokenError("It is encrypted with a password.")
    packed = memoryview(data)[entry.start : entry.start + info.compress_size]
    if len(packed) < info.compress_size:
        raise BrokenError("It ends in the middle.")
    if info.compress_type == zipfile.ZIP_STORED:
        budget.spend(len(packed), len(packed), len(packed))
        made = bytes(packed)
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        made = inflated(packed, budget)
    else:
        raise BrokenError("It is packed in a way that is not undone (only Deflate is).")
    if zlib.crc32(made) != info.CRC:
        raise BrokenError("It is damaged.")
    return made
