"""What stands inside an XLSX file: its parts, streamed and capped, its shared words and the forms of its numbers."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from zipfile import BadZipFile, ZipFile

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
_BUILT_IN_DATES = {
    **dict.fromkeys((14, *range(27, 37), *range(50, 59)), "d/m/yyyy"), 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"), 22: "d/m/yyyy h:mm",
}  # fmt: skip
_BUILT_IN = {9: "0%", 10: "0.00%", **_BUILT_IN_DATES}
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


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
        self.codes: dict[int, str] = dict(_BUILT_IN)
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


def shown(value: str, form: str, from_1904: bool) -> str:
    """A number as its form shows it: dates in ISO 8601 and no more precise than shown, percent as percent, else as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    code = _ASIDE.sub("", form.partition(";")[0])
    if _is_date(code):
        return _dated(number, code.lower(), from_1904) or value
    if code.rstrip().endswith("%"):
        decimals = len(code.partition(".")[2].rstrip("% "))
        return f"{number * 100:.{min(decimals, 10)}f}%"
    if number == int(number) and abs(number) < 1e15:
        whole = str(int(number))
        return whole.zfill(len(code)) if code and set(code) == {"0"} else whole
    return f"{number:.15g}"


def _is_date(code: str) -> bool:
    return bool(set(code.lower()) & set("dyhs")) and "general" not in code.lower()


def _dated(serial: float, code: str, from_1904: bool) -> str:
    """Days counted from 1900 (as Excel counts, with a 29 February in that year) or 1904; empty where there is no such day."""
    if not 0 <= serial < 2_958_466:
        return ""
    days, seconds = int(serial), round(serial % 1 * 86_400)
    clock = (datetime(1900, 1, 1) + timedelta(seconds=seconds)).strftime("%H:%M")
    if "d" not in code and "y" not in code:
        return clock
    if from_1904:
        day = date(1904, 1, 1) + timedelta(days=days)
    elif days == 60 or days < 1:
        return ""
    else:
        day = date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)
    iso = day.isoformat()
    if "d" not in code:
        return iso[:7] if "m" in code else iso[:4]
    if "y" not in code:
        return f"XXXX{iso[4:]}"
    return f"{iso} {clock}" if "h" in code and seconds else iso
