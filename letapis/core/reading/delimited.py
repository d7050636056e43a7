"""The reader of tables kept as text: which sign parts the cells, cells in quotes, lines that are too short or too long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from letapis.core.reading.draft import Draft
from letapis.core.reading.encoding import decode
from letapis.core.reading.table import CELLS, Sheet, draft_of
from letapis.words.records import Fault, Given

NAME = "table-csv/1"
MEDIA_TYPE = "text/csv"
EMPTY = 50_000
"""Empty rows on end after which nothing is looked for any more."""
_NAMED = (".csv", ".tsv", ".tab")
_SIGNS = (",", ";", "\t", "|")
_SAMPLE = 40_000
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_LONGEST_QUOTED = 2_000_000
"""Letters of one cell in quotes; a longer one is a quotation mark that nobody closed."""
_UNQUOTED = {sign: re.compile(rf"[^{re.escape(sign)}\r\n]*") for sign in _SIGNS}
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)


def sniff(data: bytes, name: str) -> bool:
    """A table kept as text is known by its name; what is a ZIP, a PDF or markup all the same is none."""
    return name.lower().endswith(_NAMED) and not data.lstrip()[:5].startswith(
        (b"PK\x03\x04", b"%PDF-", b"<?xml", b"<!doc", b"<html")
    )


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a table in CSV or TSV."""
    del explain, as_body  # only text files are taken as they are
    found = decode(data, name)
    if not found.text.strip():
        return Draft(MEDIA_TYPE, "", (), faults=found.faults)
    text, sign = parted(found.text)
    rows, cut = _filled(text, sign)
    faults = [*found.faults, *_ragged(rows, name)]
    if cut:
        faults.append(Fault(name, f"{EMPTY} rows on end are empty; nothing below row {cut} is read.", "Take them out."))
    return draft_of([Sheet(rows)], "text/tab-separated-values" if sign == "\t" else MEDIA_TYPE, name, given, faults)


def _filled(text: str, sign: str) -> tuple[list[tuple[int, list[str]]], int]:
    """The rows with anything in them, some more than can be held, and after which row an endless emptiness begins (else 0)."""
    rows: list[tuple[int, list[str]]] = []
    filled = last = 0
    for number, row in records(text, sign):
        if any(row):
            rows.append((number, row))
            last, filled = number, filled + len(row)
        if number - last > EMPTY:
            return rows, last
        if filled > 2 * CELLS:
            break
    return rows, 0


def parted(text: str) -> tuple[str, str]:
    """The text, without the line by which spreadsheets name the sign, and the sign that parts its cells."""
    if said := _SEPARATOR_LINE.match(text):
        if said[1] in _SIGNS:
            return text[said.end() :], said[1]
        text = text[said.end() :]
    sample = text[:_SAMPLE]
    return text, max(_SIGNS, key=lambda sign: (_regular(sample, sign), sample.count(sign)))


def _regular(sample: str, sign: str) -> float:
    """How far a sign parts the sample into rows of one width: the share of such rows, more for wider ones."""
    widths = Counter(len(row) for _, row in records(sample, sign) if any(row))
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda w: (w[1] * (w[0] > 1), w[0]))
    return 0.0 if width < 2 else times / widths.total() + min(width, 50) / 1000


def records(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with their numbers; a cell in quotes may hold the sign, line breaks and doubled quotes."""
    plain, at, number, size = _UNQUOTED[sign], 0, 1, len(text)
    row: list[str] = []
    while at < size:
        cell, at = _cell(text, at, plain)
        row.append(cell)
        if at < size and text[at] == sign:
            at += 1
            if at < size:
                continue
            row.append("")
        if text.startswith("\r\n", at):
            at += 1
        at += 1
        yield number, row
        row, number = [], number + 1


def _cell(text: str, at: int, plain: re.Pattern[str]) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at, at + _LONGEST_QUOTED) if text[at] == '"' else None
    value = quoted[1].replace('""', '"') if quoted else ""
    at = quoted.end() if quoted else at
    rest = plain.match(text, at)
    assert rest is not None  # it matches nothing, too
    return value + rest[0], rest.end()


def _ragged(rows: list[tuple[int, list[str]]], name: str) -> list[Fault]:
    """Rows that hold more cells than the widest usual row: something parted a cell that should not have."""
    widths = Counter(len(row) for _, row in rows if any(row))
    usual = widths.most_common(1)[0][0] if widths else 0
    over = [number for number, row in rows if usual > 1 and len([c for c in row if c]) > usual]
    if not over:
        return []
    many = f"Row {over[0]} has" if len(over) == 1 else f"Rows {', '.join(map(str, over[:5]))}{' …' * (len(over) > 5)} have"
    return [Fault(name, f"{many} more cells than the others.", "Look whether a cell was cut in two there.")]
