"""``letapis status``: what somebody's status is on a day, with what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from letapis.cli import held, layout, opening, options, rows, screen
from letapis.cli.looking import one_person
from letapis.core.cases import Book, Person
from letapis.core.custody import SILENT, Custody, Status, custody, status_on
from letapis.core.custody.rows import episode_rows, status_row
from letapis.core.standing import short
from letapis.words.when import extent, spoken

_COLUMNS = ("person", "name", "on", "status", "huridocs", "sentence", "since", "where", "last_confirmed", "overdue")


@click.command()
@click.argument("name", metavar="[PERSON]", required=False)
@options.on
@click.option(
    "--silent-after", "silent", metavar="MONTHS", type=click.IntRange(1), default=SILENT, show_default=True,
    help="Say so where no page tells of a custody for so long.",
)  # fmt: skip
@rows.as_json
@rows.as_csv
@options.project
@options.level
def status(
    name: str | None, day: str, silent: int, json_: bool, csv_: bool, folder: Path, passphrase_file: Path | None, level: str
) -> None:
    """The status of PERSON on a day, or of everybody of whom a page tells custody, release, death or flight.

    It is what was said last, and by whom: nothing is guessed. Where tellings leave open which was last, the status is not
    clear, and they are shown. Below stand what is overdue (an announced term, a sentence or a hearing day that has passed, an
    ordered release, months without a word), the next hearing, the proceedings, health, and what may change the status.

    \b
    Examples:
        letapis status -p mycase
        letapis status -p mycase "Some Name" --on 2024-02-01
        letapis show -p mycase act:lusab-babad   the sentences behind one step
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        chosen = [one_person(desk, name, level)] if name else list(book.people)
        today = desk.now()[:10]
    asked = extent(day or today)
    found = [(p, of, status_on(of, asked[1], silent)) for p, of in _custodies(book, chosen)] if asked else []
    found = [x for x in found if name or x[2].kind != "unknown"]
    if json_ or csv_:
        rows.write((_row(book, *x) for x in found), _COLUMNS, csv_)
    elif name:
        screen.heading(chosen[0].shown)
        held.status(found[0][2])
        if any(s.first is not None and s.first > found[0][2].day for s in found[0][1].steps):
            screen.line("Below stands everything told, also of later days.", "dim")
        held.episodes(found[0][1])
    else:
        screen.heading(f"Status on {spoken(day or today)}, as told in {layout.counted(len(book.material.pages), 'page')}")
        many(found)


def _custodies(book: Book, people: Iterable[Person]) -> Iterable[tuple[Person, Custody]]:
    return ((p, custody(book.material, book.suffered(p.id))) for p in people)


def _row(book: Book, person: Person, of: Custody, found: Status) -> rows.Row:
    return {
        "person": person.id,
        "name": person.shown,
        **status_row(book.material, found),
        "episodes": episode_rows(of),
    }


def many(found: Iterable[tuple[Person, Custody, Status]]) -> None:
    """Everybody's status in a table, those with something overdue first."""
    ranked = sorted(found, key=lambda x: (not x[2].bound, -len(x[2].overdue), x[0].shown))
    if not ranked:
        screen.line("No page of this project tells of custody, release, death or flight.", "dim")
        return
    if not screen.wide():
        for person, _, s in ranked:
            screen.block(person.shown, [("status", s.sentence), ("overdue", _late(s))], mark=short(person.id))
        return
    table = [
        (
            p.shown,
            s.label + (f"\n({s.how})" if s.how else ""),
            s.since.text if s.since else "",
            s.where.text if s.where else "",
            s.last.text if s.last else s.sentence,
            _late(s),
            short(p.id),
        )
        for p, _, s in ranked
    ]
    screen.table(("name", "status", "since", "where", "told", "overdue", "id"), table, whole=("id",))


def _late(found: Status) -> str:
    return "\n".join(f"• {f.text}" for f in found.overdue)
