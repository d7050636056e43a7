"""``letapis disagreements``: the acts whose sources conflict."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import opening, options, screen
from letapis.cli.looking import one_person
from letapis.core import wording
from letapis.core.cases import Act, case_of
from letapis.core.disagreement import Disagreement, disagreements
from letapis.core.standing import short


@click.command("disagreements")
@click.argument("name", required=False)
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many acts are listed.")
@options.project
@options.level
def disagreements_(name: str | None, most: int, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The acts whose sources conflict, the worst first: of the person NAME, or of everybody.

    For each: on what independent sources cannot all be right (when, where, how many, by whom, told or denied), and who says
    which. Dates that agree within their precision ("in March" and 14 March) are no conflict; pages that are copies of one
    another, of one outlet or resting on the same person count as one source. Nothing is averaged and nothing chosen.

    Worst: most conflicting questions first, then most sources on both sides, then most sources in all. The exit status is 0
    whatever is found.

    \b
    Examples:
        letapis disagreements -p mycase
        letapis disagreements -p mycase "Some Name"
        letapis show -p mycase act:lusab-babad       the whole table of one act
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        acts = case_of(book, one_person(desk, name, level)).acts if name else book.acts
    found = disagreements(acts, book.material)
    if not found:
        screen.line("No act's sources conflict.", "dim")
    for d in found[:most]:
        _listed(d)
    if len(found) > most:
        screen.line(f"and {len(found) - most} more acts; --most lists them.", "dim")


def _listed(d: Disagreement) -> None:
    asked = [(q.name, q.sentence) for q in d.conflicts]
    screen.block(_title(d.act), asked, mark=short(d.act.id))


def _title(act: Act) -> str:
    victims = screen.few([v.text for v in act.victims]) or "nobody named"
    return f"{wording.label(act)}: {victims} ({wording.counted(act)})"
