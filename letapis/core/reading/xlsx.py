"""The reader of XLSX workbooks: cells as they are shown, formulas by the value kept for them, nothing ever computed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from letapis.core.reading.draft import Draft
from letapis.core.reading.numbers import shown
from letapis.core.reading.table import CELLS, LETTERS, Sheet, draft_of
from letapis.core.reading.workbook import BrokenError, SheetPart, Workbook, opened
from letapis.core.reading.xmlstream import Enough, RefusedError, stream
from letapis.words.records import Fault, Given

NAME = "table-xlsx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY = 20_000
"""Empty rows on end after which nothing is looked for any more."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_MERGED = 2_000
"""Merged ranges of a sheet that are looked at."""
_OTHERS = (".xls", ".xlsb", ".ods", ".numbers")


def sniff(data: bytes, name: str) -> bool:
    """A ZIP with a workbook in its list of parts; other spreadsheets are known by their names, to be told what to do."""
    if data.startswith(b"PK\x03\x04"):
        return b"xl/workbook" in data[-1_000_000:] or name.lower().endswith((".xlsx", ".xlsm", *_OTHERS))
    return name.lower().endswith((".xlsx", ".xlsm", *_OTHERS))


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a workbook; broken, encrypted and swollen ones are faults."""
    del explain, as_body  # only text files are taken as they are
    if data.startswith(_OLD) and not name.lower().endswith(".xls"):
        return _nothing(name, "The workbook is encrypted.", "Open it, take the password off, save it and try again.")
    if name.lower().endswith(_OTHERS):
        kind = name[name.rfind(".") :].lower()
        return _nothing(name, f"Tables of this kind ({kind}) are not read.", "Open it and save it as .xlsx or .csv.")
    try:
        book = opened(data)
        return _drafted(book, name, given)
    except BrokenError as error:
        return _nothing(name, f"The workbook cannot be read. {error}", "Save it anew from the program that made it.")
    except RefusedError as error:
        return _nothing(name, f"The workbook is not read. {error}", "Do not open it; ask whoever sent it.")


def _nothing(name: str, what: str, hint: str) -> Draft:
    return Draft(MEDIA_TYPE, "", (), faults=(Fault(name, what, hint),))


def _drafted(book: Workbook, name: str, given: Given) -> Draft:
    sheets, faults, left = [], list[Fault](), CELLS
    for sheet in book.sheets:
        if left <= 0:
            faults.append(
                Fault(name, f"The sheet “{sheet.name}” is not read: the sheets before it are too large.", "Split it.")
            )
            continue
        rows = _Rows(book, left)
        stream(book.parts.chunks(sheet.part), rows)
        left -= rows.filled
        sheets.append(Sheet(rows.laid(), sheet.name))
        faults += rows.faults(sheet, name)
    return draft_of(sheets, MEDIA_TYPE, name, given, faults)


def column_of(letters: str) -> int:
    """The number of a column, from 0: ``AA`` is 26."""
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n - 1


class _Rows:
    """The cells of one sheet as they go by."""

    def __init__(self, book: Workbook, most: int) -> None:
        self.book, self.most = book, most
        self.rows: dict[int, dict[int, str]] = {}
        self.filled = self.letters = self.formulas = self.hidden_rows = self.cut = 0
        self.hidden_columns = 0
        self.merged: list[tuple[int, int, int]] = []
        self._row = self._column = self._before = 0
        self._type = self._form = ""
        self._text: list[str] = []
        self._into = self._formula = self._aside = False
        self._last = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdigit() and len(number) < 8 else self._row + 1
            self._column = self._before = -1
            self.hidden_rows += attributes.get("hidden") in ("1", "true")
            if self._row - self._last > EMPTY:
                self.cut = self._last or 1
                raise Enough
        elif name == "c":
            at = _ADDRESS.match(attributes.get("r", ""))
            self._column = column_of(at[1]) if at else self._column + 1
            self._type, self._text, self._formula = attributes.get("t", "n"), [], False
            style = attributes.get("s", "")
            self._form = self.book.forms[int(style)] if style.isdigit() and int(style) < len(self.book.forms) else ""
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.hidden_columns += 1
        elif name == "mergeCell" and len(self.merged) < _MERGED:
            self._merge(attributes.get("ref", ""))
        self._into = name in ("v", "t") and not self._aside

    def data(self, text: str) -> None:
        if self._into:
            self._text.append(text)

    def end(self, name: str) -> None:
        self._into = False
        if name == "rPh":
            self._aside = False
        elif name == "c":
            self._cell("".join(self._text))

    def _cell(self, value: str) -> None:
        if self._formula and not value:
            self.formulas += 1
        text = self._shown(value)
        if not text.strip():
            return
        self.rows.setdefault(self._row, {})[self._column] = text
        self._last, self.filled = self._row, self.filled + 1
        self.letters += len(text) + self._column - self._before  # the tabs before it are part of the text
        self._before = self._column
        if self.filled > self.most or self.letters > LETTERS:
            raise Enough

    def _shown(self, value: str) -> str:
        if self._type == "s":
            words = self.book.words
            return words[int(value)] if value.isdigit() and int(value) < len(words) else ""
        if self._type == "b":
            return "TRUE" if value == "1" else "FALSE" if value else ""
        if self._type == "d":
            return value.removesuffix("T00:00:00")
        return shown(value, self._form, self.book.from_1904) if self._type == "n" and value else value

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        a, b = _ADDRESS.match(first), _ADDRESS.match(last)
        if a and b and int(b[2]) > int(a[2]):
            self.merged.append((column_of(a[1]), int(a[2]), min(int(b[2]), int(a[2]) + 5_000)))

    def laid(self) -> list[tuple[int, list[str]]]:
        """The rows in order; a cell merged downwards stands in every row it covers that has anything else."""
        for column, first, last in self.merged:
            words = self.rows.get(first, {}).get(column)
            for number in range(first + 1, last + 1) if words else ():
                if number in self.rows:
                    self.rows[number].setdefault(column, words or "")
        return [(n, [cells.get(i, "") for i in range(max(cells) + 1)]) for n, cells in sorted(self.rows.items())]

    def faults(self, sheet: SheetPart, name: str) -> list[Fault]:
        """What somebody looking at the sheet would not see as it is read here."""
        on = f"the sheet “{sheet.name}”"
        told = [
            (sheet.hidden, f"The hidden sheet “{sheet.name}” is read like the others.", "Look whether it was meant to be."),
            (self.hidden_rows, f"On {on}, {_many(self.hidden_rows, 'hidden row')} read like the others.", ""),
            (self.hidden_columns, f"On {on}, hidden columns are read like the others.", ""),
            (self.merged, f"On {on}, cells merged downwards count in every row they cover ({len(self.merged)}).", ""),
            (self.formulas, f"On {on}, {_many(self.formulas, 'formula')} left out: no value is kept for it.",
             "Open it in a spreadsheet and save it again."),
            (self.cut, f"On {on}, {EMPTY} rows on end are empty; nothing below row {self.cut} is read.", "Take them out."),
            (self.filled > self.most or self.letters > LETTERS, f"On {on}, rows from {self._row} on are not read: too large.",
             "Split it into several files."),
        ]  # fmt: skip
        return [Fault(name, what, hint) for so, what, hint in told if so]


def _many(n: int, noun: str) -> str:
    return f"1 {noun} is" if n == 1 else f"{n} {noun}s are"
