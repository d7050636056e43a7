"""``letapis rule``: what a page says, ruled on from the terminal as at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import opening, options, screen
from letapis.core.material import Told
from letapis.core.review import Fact, Field
from letapis.core.ruling import READ_CORRECTLY
from letapis.core.standing import short
from letapis.desk import reviewing
from letapis.desk.sight import Seen, Sight
from letapis.rim import files
from letapis.rim.errors import refuse

_MOST = 5


@click.command()
@click.argument("about", required=False, default="")
@click.argument("verdict", required=False, type=click.Choice(READ_CORRECTLY))
@click.argument("value", required=False, default="")
@click.option("--because", default="", help="Why; kept with the ruling.")
@click.option("--undo", is_flag=True, help="Take your last ruling on what a page says back.")
@options.project
@options.level
def rule(
    about: str,
    verdict: str | None,
    value: str,
    because: str,
    undo: bool,
    folder: Path,
    passphrase_file: Path | None,
    level: str,
) -> None:
    """Rule whether a page says what a claim says: ABOUT is the id of a claim, or of an act as one page tells it.

    accept: the page says so; reject: it does not; unclear: its words leave it open; correct, stance, source: it says VALUE
    instead. Facts in which a slip does harm (a named perpetrator, torture, sexual violence, a child, a death, a release) are
    accepted claim by claim. The last ruling holds; nothing is deleted.

    \b
    Examples:
        letapis rule -p mycase act:lusab-babad accept
        letapis rule -p mycase claim:garan-bibug correct 2011-03
        letapis rule -p mycase --undo
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        seen = Sight(desk, level).named()
        if undo:
            _undo(reviewing.undo_last(desk, {p.id_of(c): p for p in seen.pages for c in p.claims}, seen.decisions))
            return
        if not verdict:
            raise refuse("rule", "needs an id and a ruling.", "`letapis rule --help` shows how.")
        page, fact, fields = _meant(seen, about.strip())
        done = reviewing.rule(desk, page, fact, fields, verdict, value=value, because=because)
    told = len(done) if isinstance(done, tuple) else 0
    screen.line(f"{verdict}: {fact.label}, {told} claim{'s' * (told != 1)} ruled on. `letapis rule --undo` takes it back.")


def _undo(batch: tuple[object, ...]) -> None:
    screen.line(
        f"{len(batch)} ruling{'s' * (len(batch) != 1)} taken back." if batch else "There is no ruling of yours to take back."
    )


def _meant(seen: Seen, beginning: str) -> tuple[Told, Fact, tuple[Field, ...]]:
    """The page, the fact and its fields that an id (or its first words) means. Raises ProjectError."""
    found: list[tuple[Told, Fact, tuple[Field, ...]]] = []
    for page in seen.pages:
        for fact in seen.facts(page) if beginning else ():
            if _begins(fact.id, beginning):
                found.append((page, fact, fact.waiting or fact.fields))
            found += [(page, fact, (f,)) for f in fact.fields if any(_begins(i, beginning) for i in f.ids)]
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse(files.shown(beginning), "begins several ids:", f"{', '.join(short(f.id) for _, f, _ in found[:_MOST])}.")
    raise refuse(files.shown(beginning) or "ID", "is no claim or act that may be ruled on here.", "`letapis show` prints ids.")


def _begins(id_: str, beginning: str) -> bool:
    return id_.startswith(beginning) or id_.partition(":")[2].startswith(beginning)
