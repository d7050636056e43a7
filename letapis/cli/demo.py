"""``letapis demo``: the example pages of an invented country, from import to case file."""

from __future__ import annotations

import shutil
import time
from importlib import resources
from pathlib import Path

import click

from letapis.cli import layout, screen
from letapis.cli.looking import one_person, write
from letapis.cli.taking import progress, summary
from letapis.core.standing import short
from letapis.desk.desk import PLACES, Desk
from letapis.rim import files
from letapis.rim import project as store
from letapis.rim.errors import refuse
from letapis.words.records import Given

PERSON = "Andrei Khalchevich"
WHO = "demo"
"""Who takes the examples in: by this name an earlier demo is known."""


@click.command()
@click.option(
    "--into",
    type=click.Path(readable=False, path_type=Path, file_okay=False),
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
        desk = Desk(project, WHO)
        places = examples / "places.tsv"
        list(desk.take_in([places], given=Given(kind=PLACES)))
        pages = [p for p in desk.inputs([examples])[0] if not isinstance(p, Path) or p.suffix not in (".md", ".tsv")]
        with progress(len(pages)) as bar:
            outcomes = list(bar.watched(desk.take_in(pages)))
        summary(outcomes)
        file = desk.casefile(one_person(desk, PERSON, "team"), "team")
        layout.casefile(file)
        screen.heading("Written")
        write(file, "html", into, "case.html")
    took = time.monotonic() - began
    screen.line(f"All of it took {took:.1f} s. The project is in {files.shown(into)}; look further with", "dim")
    for verb in (
        "people",
        "acts",
        "status",
        "events",
        f'case "{PERSON}"',
        f"show {short(file.timeline[0].act.id)}" if file.timeline else "check",
    ):
        screen.line(f"    letapis {verb} -p {files.shown(into)}", "dim")


def _clear(folder: Path) -> None:
    """Remove an earlier demo; refuse anything else, above all a project that somebody works in."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not store.needs_passphrase(folder):
        with store.open_project(folder) as project:
            ours = all(c.taken_by == WHO for c in project.ledger.captures())
        if ours:
            shutil.rmtree(folder)
            return
    raise refuse(files.shown(folder), "holds a project that is no demo.", "Choose another folder with --into.")
