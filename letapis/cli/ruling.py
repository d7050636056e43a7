"""``letapis restrict`` and ``letapis erase``: what people rule about who may see, and what must be gone."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import options, screen
from letapis.desk.desk import Desk
from letapis.rim.errors import refuse
from letapis.rim.ledger import REASONS
from letapis.words.records import LEVELS


@click.command()
@click.argument("about")
@click.argument("level", type=click.Choice(LEVELS))
@click.option("--because", default="", help="Why; kept with the ruling.")
@options.project
def restrict(about: str, level: str, because: str, folder: Path, passphrase_file: Path | None) -> None:
    """Rule that only LEVEL may see ABOUT: the id of a capture, a claim, or a person as `letapis people` shows it."""
    with (desk := options.desk(folder, passphrase_file)).project:
        ruling = desk.restrict(_whole(desk, about), level, because)
    screen.line(f"{about} is now for {level}; the ruling is {ruling}.")


@click.command()
@click.argument("capture")
@click.option("--reason", type=click.Choice(tuple(REASONS)), required=True, help="Why it must go; no names.")
@click.confirmation_option(prompt="This cannot be undone: the page and everything read from it will be gone. Go on?")
@options.project
def erase(capture: str, reason: str, folder: Path, passphrase_file: Path | None) -> None:
    """Withdraw CAPTURE: its key is destroyed, its bytes and claims are gone, a tombstone without identity stays."""
    with (desk := options.desk(folder, passphrase_file)).project:
        tombstone = desk.erase(_whole(desk, capture), reason)
    screen.line(f"{tombstone.capture} is erased; a sealed tombstone stays. Copies elsewhere and old backups are not reached.")


def _whole(desk: Desk, id_: str) -> str:
    """The one id that begins so: of a line, or of a person or act."""
    found = desk.subjects_beginning(id_)
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse(id_, "begins several ids:", ", ".join(found[:5]))
    raise refuse(id_, "is no id of this project.", "`letapis people`, `acts` and `show` print ids.")
