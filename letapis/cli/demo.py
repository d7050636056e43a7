"""``letapis demo``: the example pages of an invented country, from import to case file."""

from __future__ import annotations

import shutil
import time
from importlib import resources
from pathlib import Path

import click

from letapis.cli import screen
from letapis.cli.looking import one_person, show_case, write
from letapis.cli.taking import summary, watched
from letapis.desk.desk import PLACES, Desk
from letapis.rim import project as store
from letapis.rim.errors import refuse
from letapis.words.records import Given

PERSON = "Andrei Khalchevich"


@click.command()
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-project"),
    show_default=True,
    help="The project folder to make.",
)
def demo(into: Path) -> None:
    """Read the example pages into a fresh project and show the case of their main person.

    The country, its people and its outlets are invented.
    """
    began = time.monotonic()
    _clear(into)
    with resources.as_file(resources.files("letapis").joinpath("examples")) as examples, store.create(into, None) as project:
        desk = Desk(project, "demo")
        places = examples / "places.tsv"
        list(desk.take_in([places], given=Given(kind=PLACES)))
        pages = [
            p
            for p in desk.inputs([examples])
            if not isinstance(p, Path) or (p.parent == examples and p.suffix in (".html", ".txt", ".pdf"))
        ]
        summary(list(watched(desk.take_in(pages), len(pages))))
        file = desk.casefile(one_person(desk, PERSON, "team"), "team")
        show_case(file)
        screen.heading("Written")
        write(file, "html", into, "case.html")
    screen.line(
        f"Project: {into}. Look further with `letapis people -p {into}`; all of it took {time.monotonic() - began:.1f} s.",
        "dim",
    )


def _clear(folder: Path) -> None:
    """Remove an earlier demo; refuse anything that is no project of ours."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    store.needs_passphrase(folder)
    if store.needs_passphrase(folder):
        raise refuse(folder, "is a project with a passphrase, no demo.", "Choose another folder with --into.")
    shutil.rmtree(folder)
