"""The case as CSV tables, one file a table, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from letapis.core.export.csv import safe
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.sheets import sheets

NAME = "tables"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = True, guarded: bool = True) -> bytes:
    """A CSV file in UTF-8, every cell quoted; ``guarded`` cells never begin as formulas, ``mark`` is the byte order mark."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) if guarded else "" if cell is None else str(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8", "backslashreplace")


def export(out: Extract) -> Files:
    """A CSV file a table."""
    for sheet in sheets(out):
        yield f"{out.stem}-{sheet.name}.csv", [csv_bytes(sheet.columns, sheet.rows)]
