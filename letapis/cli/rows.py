"""Rows for other programs: ``--json`` prints an object a line, ``--csv`` a table that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from letapis.core.export.csv import safe

Row = dict[str, Any]
F = TypeVar("F", bound=Callable[..., Any])

as_json: Callable[[F], F] = click.option("--json", "json_", is_flag=True, help="Print one JSON object a line.")
as_csv: Callable[[F], F] = click.option("--csv", "csv_", is_flag=True, help="Print a table with commas.")


def write(found: Iterable[Row], columns: Sequence[str], as_table: bool) -> None:
    """Print the rows, as a table of these columns or as JSON."""
    if not as_table:
        for row in found:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(_cell(row.get(column))) for column in columns] for row in found)
    click.echo(out.getvalue(), nl=False)


def _cell(value: object) -> object:
    """A value in one cell: of facts their words, several parted by "; "."""
    if isinstance(value, dict):
        return value.get("text") or value.get("name")
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(v)) for v in value)
    return value
