"""``letapis list``: persons by a stated criterion, with the counting unit and what the number is not."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import opening, options, rows, screen
from letapis.core.cases import Book
from letapis.core.custody.rows import fact_row, status_row
from letapis.core.lists import CRITERIA, STATES, Listed, Row, listed
from letapis.core.standing import short
from letapis.words.when import day as value_of
from letapis.words.when import extent

_COLUMNS = ("person", "name", "list", "from", "to", "certain", "why", "status", "since", "where", "last_confirmed", "counting")


@click.command("list")
@click.argument("criterion", metavar="WHICH", type=click.Choice(list(CRITERIA)))
@options.on
@options.month
@rows.as_json
@rows.as_csv
@options.project
@options.level
def list_(
    criterion: str, day: str, month: str, json_: bool, csv_: bool, folder: Path, passphrase_file: Path | None, level: str
) -> None:
    """Persons by a criterion: held, new, released, convicted, dead, disappeared, recognised.

    held, disappeared and recognised are asked for one day, the others for a day or a month; without --on and --month it is
    today, or this month. Those of whom the pages leave it open stand below and are not counted. recognised lists whom a source
    calls a political prisoner or prisoner of conscience. The number counts persons named in these pages, never all of them.

    \b
    Examples:
        letapis list held -p mycase --on 2024-02-01
        letapis list new -p mycase --month 2024-02
        letapis list released -p mycase --month 2024-02 --csv > released.csv
    """
    if day and month:
        raise click.UsageError("--on and --month are two ways to say when; give one.")
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        today = desk.now()[:10]
    asked = extent(day or month or (today if criterion in STATES else today[:7])) or (0, 0)
    found = listed(book, criterion, *asked, level)
    if json_ or csv_:
        rows.write((_row(book, found, r) for r in found.rows), _COLUMNS, csv_)
        return
    _show(found)


def _row(book: Book, found: Listed, row: Row) -> rows.Row:
    """A row with the list it is of, and the counting unit beside every one: rows get parted from their tables."""
    return {
        "person": row.person.id,
        "name": row.person.shown,
        "list": found.criterion,
        "from": value_of(found.first),
        "to": value_of(found.last),
        "certain": row.certain,
        "why": fact_row(book.material, row.why),
        "counting": found.caveat,
        **status_row(book.material, row.status),
    }


def _show(found: Listed) -> None:
    screen.heading(found.title)
    screen.line(found.counted)
    _part(found.certain)
    if doubtful := [r for r in found.rows if not r.certain]:
        screen.heading("The pages leave it open")
        _part(doubtful)
    screen.line("")
    screen.line(found.caveat, "dim")


def _part(part: tuple[Row, ...] | list[Row]) -> None:
    if not part:
        return
    if screen.wide():
        table = [(r.person.shown, r.status.label, r.why.text, _where(r), short(r.person.id)) for r in part]
        screen.table(("name", "status", "why", "where", "id"), table, whole=("id",))
        return
    for r in part:
        fields = (("why", r.why.text), ("status", r.status.label), ("where", _where(r)))
        screen.block(r.person.shown, fields, mark=short(r.person.id))


def _where(row: Row) -> str:
    return row.status.where.text if row.status.where else ""
