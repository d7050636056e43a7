"""``letapis restrict`` and ``letapis erase``: what people rule about who may see, and what must be gone."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import layout, opening, options, screen
from letapis.core.casefile import to_rule_on
from letapis.core.standing import short
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.rim.ledger import REASONS
from letapis.words.records import LEVELS


@click.command()
@click.argument("about")
@click.argument("level", type=click.Choice(LEVELS))
@click.option("--because", default="", help="Why; kept with the ruling.")
@options.project
def restrict(about: str, level: str, because: str, folder: Path, passphrase_file: Path | None) -> None:
    """Rule that only LEVEL may see ABOUT: the id of a person, act, claim or capture, as screens show it.

    Levels, least first: public; un (the UN only); team; named (named people only). What lies above the level a command is
    called with is absent from screens and exports, not hidden; names that are withheld are taken out of texts and titles too.
    The last ruling holds; earlier ones stay in the ledger.

    \b
    Examples:
        letapis restrict -p mycase person:garan-bibug named --because "asked"
        letapis restrict -p mycase capture:lusab-babad team
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = _whole(desk, about)
        ruling = desk.restrict(found, level, because)
        book = desk.book(LEVELS[-1])
    person = next((p for p in book.people if found in p.members), None)
    near = to_rule_on(book, person) if person else ()
    screen.line(f"{about} is now for {level}; the ruling is {short(ruling)}.")
    if near:
        screen.line("It does not reach those who may be the same but are not joined; rule on them, too, if they are:", "yellow")
        layout.suggestions(book, near)


@click.command()
@click.argument("capture")
@click.option("--reason", type=click.Choice(tuple(REASONS)), required=True, help="Why it must go; no names.")
@click.confirmation_option(prompt="This cannot be undone: the page and everything read from it will be gone. Go on?")
@options.project
def erase(capture: str, reason: str, folder: Path, passphrase_file: Path | None) -> None:
    """Withdraw CAPTURE: its key is destroyed, its bytes and claims are gone, a tombstone without identity stays.

    `letapis case` and `letapis show` print the ids of captures. The same bytes are not taken in again unless somebody says so.
    Copies elsewhere and old backups are not reached.

    \b
    Example:
        letapis erase -p mycase capture:lusab-babad --reason consent
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = _whole(desk, capture)
        if not found.startswith("capture:"):
            raise refuse(found, "is no capture.", "`letapis show` of an act or claim prints the capture it stands on.")
        tombstone = desk.erase(found, reason)
    screen.line(f"{tombstone.capture} is erased; a sealed tombstone stays. Copies elsewhere and old backups are not reached.")


def _whole(desk: Desk, id_: str) -> str:
    """The one id that begins so: of a line, or of a person or act."""
    found = desk.subjects_beginning(id_)
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse(files.shown(id_), "begins several ids:", ", ".join(found[:5]))
    raise refuse(files.shown(id_), "is no id of this project.", "`letapis people`, `acts` and `show` print ids.")
