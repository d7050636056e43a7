"""What stands inside an XLSX file: its parts, streamed and capped, its shared words, the forms of its numbers."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from letapis.core.reading.numbers import BUILT_IN
from letapis.core.reading.xmlstream import Enough, RefusedError, stream

ENTRIES = 5_000
"""Parts that a file may list."""
PART = 80_000_000
"""Bytes that one part may come to."""
RATIO, RATIO_FROM = 200, 10_000_000
"""How many times its packed size a part may come to, beyond so many bytes."""
_STRINGS = 12_000_000
"""Letters of shared words that are kept."""
_CHUNK = 1 << 16


class BrokenError(RefusedError):
    """What is wrong with the file, as a sentence."""


class Parts:
    """The parts of a ZIP file held in memory; each is unpacked as it is read, and no further than its cap."""

    def __init__(self, data: bytes) -> None:
        self._checked(data)
        try:
            self._zip = ZipFile(io.BytesIO(data))
            self._found = {i.filename: i for i in self._zip.infolist()}
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise BrokenError("The file is broken: it is no ZIP that can be opened.") from None

    def _checked(self, data: bytes) -> None:
        """Before anything is parsed: a list of parts as long as no workbook has would cost minutes by itself."""
        end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
        if end < 0 or len(data) < end + 22:
            raise BrokenError("The file is broken: its end is missing.")
        listed, size = int.from_bytes(data[end + 10 : end + 12], "little"), int.from_bytes(data[end + 12 : end + 16], "little")
        if listed > ENTRIES or size > 400 * ENTRIES or data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
            raise BrokenError("It lists more parts than any workbook has.")

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def names(self) -> list[str]:
        """The names of the parts: data, never paths."""
        return list(self._found)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises BrokenError where it is longer than it may be, or broken."""
        info, size = self._found[name], 0
        if info.flag_bits & 1:
            raise BrokenError("It is encrypted.")
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_CHUNK):
                    size += len(piece)
                    if size > PART or (size > RATIO_FROM and size > RATIO * max(1, info.compress_size)):
                        raise BrokenError("It swells beyond what any table needs when it is unpacked.")
                    yield piece
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
            raise BrokenError(f"Its part “{name[:60]}” is broken.") from None


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet by its name, and the part it stands in."""

    name: str
    part: str
    hidden: bool


class _Book:
    """The list of sheets, and from which day on days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        plain = {k.rpartition("}")[2]: v for k, v in attributes.items()}
        if name == "sheet" and len(self.sheets) < 200:
            reference = next((v for k, v in attributes.items() if k.endswith("}id")), "")
            self.sheets.append((plain.get("name", ""), reference, plain.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.from_1904 = plain.get("date1904", "0") in ("1", "true")

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Relations:
    """Which part a reference leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Strings:
    """The words that cells share; phonetic hints are none of theirs."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._now: list[str] = []
        self._inside = False
        self._aside = 0
        self._letters = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        if name == "si":
            self._now = []
        elif name == "rPh":
            self._aside += 1
        self._inside = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._aside -= 1
        elif name == "si":
            self.words.append("".join(self._now))

    def data(self, text: str) -> None:
        if self._inside:
            self._letters += len(text)
            if self._letters > _STRINGS:
                raise Enough
            self._now.append(text)


class _Styles:
    """The form of numbers by the style of a cell."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = dict(BUILT_IN)
        self.forms: list[str] = []
        self._cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and attributes.get("numFmtId", "").isdigit():
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            self.forms.append(self.codes.get(int(number), "") if number.isdigit() else "")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False

    def data(self, text: str) -> None:
        pass


@dataclass(frozen=True)
class Workbook:
    """A file's sheets with what their cells refer to."""

    parts: Parts
    sheets: tuple[SheetPart, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    from_1904: bool


def opened(data: bytes) -> Workbook:
    """The workbook in these bytes. Raises BrokenError or RefusedError."""
    parts = Parts(data)
    book, relations, strings, styles = _Book(), _Relations(), _Strings(), _Styles()
    main = next((n for n in parts.names() if n.lower() == "xl/workbook.xml"), None)
    if main is None:
        raise BrokenError("There is no workbook in it.")
    stream(parts.chunks(main), book)
    for name, handler in (
        ("xl/_rels/workbook.xml.rels", relations), ("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)
    ):  # fmt: skip
        if name in parts:
            stream(parts.chunks(name), handler)
    sheets = [SheetPart(n, _placed(relations.targets.get(ref, "")), hidden) for n, ref, hidden in book.sheets]
    return Workbook(
        parts, tuple(s for s in sheets if s.part in parts), tuple(strings.words), tuple(styles.forms), book.from_1904
    )


def _placed(target: str) -> str:
    """The name of the part that a target leads to."""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
