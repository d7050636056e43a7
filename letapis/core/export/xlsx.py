"""The case as one XLSX workbook: every cell is a text or a number, so that no formula is possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from letapis.core.export.csv import safe
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.sheets import Cell, Sheet, sheets
from letapis.core.export.zipped import zipped

NAME = "xlsx"
MOST = 1_048_575
"""Rows below the head that a sheet holds."""
LONGEST = 32_767
"""Letters that a cell holds."""
CUT = " […] (cut: the whole stands in the CSV tables)"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def export(out: Extract) -> Files:
    """One workbook, a sheet a table; of a table with more rows than a sheet holds, the rest on further sheets."""
    yield f"{out.stem}.xlsx", zipped(_parts(part for sheet in sheets(out) for part in _split(sheet)))


def _split(sheet: Sheet) -> Iterator[Sheet]:
    for n in range(0, max(1, len(sheet.rows)), MOST):
        name = sheet.name if not n else f"{sheet.name} {n // MOST + 1}"
        yield Sheet(name, sheet.columns, sheet.rows[n : n + MOST])


def _parts(found: Iterable[Sheet]) -> Iterator[tuple[str, bytes]]:
    """The files of the package, the sheets first; there is nothing in it of who made it, when, or with what."""
    names = list[str]()
    for sheet in found:
        names.append(sheet.name)
        yield f"xl/worksheets/sheet{len(names)}.xml", _sheet(sheet)
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        _xml(
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{overrides}</Types>'
        ),
    )
    yield "_rels/.rels", _links([("officeDocument", "xl/workbook.xml")])
    named = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True))
    yield "xl/workbook.xml", _xml(f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{named}</sheets></workbook>')
    yield "xl/_rels/workbook.xml.rels", _links([("worksheet", f"worksheets/sheet{n}.xml") for n in numbers])


def _xml(body: str) -> bytes:
    return (_HEAD + body).encode("utf-8")


def _links(found: list[tuple[str, str]]) -> bytes:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(found, 1)
    )
    return _xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>')


def _sheet(sheet: Sheet) -> bytes:
    made = bytearray(_xml(f'<worksheet xmlns="{_MAIN}"><sheetData>'))
    for row in (sheet.columns, *sheet.rows):
        made += f"<row>{''.join(map(_cell, row))}</row>".encode()
    made += b"</sheetData></worksheet>"
    return bytes(made)


def _cell(value: Cell) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    words = _UNFIT.sub("\ufffd", safe(value))  # also guarded as in CSV: a workbook is often saved as one
    if len(words) > LONGEST:
        words = words[: LONGEST - len(CUT)] + CUT
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>' if words else "<c/>"
