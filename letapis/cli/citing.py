"""``letapis cite`` and ``letapis verify-export``: a fact or sentence cited, and a bundle checked without its project."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import opening, options, screen
from letapis.core.cases import Act
from letapis.desk.showing import ShownClaim, ShownThing
from letapis.rim import files
from letapis.rim.errors import ProjectError, refuse
from letapis.words.records import Fault


@click.command()
@click.argument("id_", metavar="ID")
@options.project
@options.level
def cite(id_: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Print the citation of a sentence (claim:…), or of every sentence that tells of an act (act:…).

    A citation gives the quotation, the outlet, title and date, the SHA-256 of the preserved bytes, and the id.

    \b
    Examples:
        letapis cite -p mycase claim:lusab-babad
        letapis cite -p mycase act:lusab-babad
    """
    from letapis.core.dossier.bundle import citation

    with (desk := opening.desk(folder, passphrase_file)).project:
        found = desk.show(id_.strip(), level)
        book = desk.book(level)
    if isinstance(found, ShownClaim):
        screen.line(citation(found.page, found.claim), whole=True)
    elif isinstance(found, ShownThing) and isinstance(found.thing, Act):
        for claim in found.thing.told:
            screen.line(citation(book.material.page_of(claim), claim), whole=True)
    else:
        hint = "`letapis show` prints the ids of claims; a dossier gives one in every note."
        raise refuse(files.shown(id_), "is the id of no one sentence or act that may be seen.", hint)


@click.command("verify-export")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
def verify_export(file: Path) -> None:
    """Check FILE, a dossier's json or zip, without the project: every fact to its sentence, its text, the preserved bytes.

    Bytes that were not handed on are counted apart. The exit status is 1 where anything does not hold.

    \b
    Example:
        letapis verify-export dossier-lusab-babad.zip
    """
    from letapis.core.dossier.checking import NoBundleError, check

    data = files.read_input(file)
    if isinstance(data, Fault):
        raise ProjectError(data)
    try:
        found = list(check(data))
    except NoBundleError as error:
        raise refuse(files.shown(file), "is no dossier's json or zip.", "`letapis dossier --form zip` writes one.") from error
    wrong = [c for c in found if not c.held]
    for c in wrong:
        screen.line(f"{c.fact}, {c.source}, {c.claim}: {c.why}.", "red")
    by_bytes = sum(c.held == "bytes" for c in found)
    screen.line(
        f"{len(found)} sentences of {len({c.fact for c in found})} facts: {by_bytes} stand in the preserved bytes, "
        f"{sum(c.held == 'text' for c in found)} in the text only (bytes not handed on), {len(wrong)} do not hold."
    )
    if wrong:
        raise SystemExit(1)
