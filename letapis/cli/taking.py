"""``letapis import``: pages into a project, with progress, and a list of what failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from letapis.cli import columns, opening, options, screen
from letapis.desk.desk import PLACES, Outcome
from letapis.rim import files
from letapis.rim.errors import ProjectError
from letapis.words.records import LEVELS, Given

_READ = ("new", "held", "read anew")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@options.project
@click.option(
    "--confidentiality",
    type=click.Choice(LEVELS),
    help="Who may see what these pages tell; else pages are public, tables for the team and interviews for named people.",
)
@click.option(
    "--as-places", is_flag=True, help="Take a table of places (name, kind, country, … by tabs) that the atlas does not know."
)
@options.columns
def import_(
    paths: tuple[Path, ...],
    folder: Path,
    passphrase_file: Path | None,
    confidentiality: str | None,
    as_places: bool,
    columns_said: str | None,
) -> None:
    """Take the files and folders PATHS into the project.

    Each page is kept to the letter and acknowledged once it is safely on disk. Stop at any time: the same command goes on
    where it stopped, and a page already held is recognised by its bytes, whatever its name. What failed is listed at the end
    with what to do about it; the rest is in.

    \b
    Examples:
        letapis import -p mycase pages/
        letapis import -p mycase letter.txt --confidentiality team
        letapis import -p mycase prisons.tsv --as-places
        letapis import list.xlsx --columns "Name=name,Arrested=arrest.when"

    Tables (XLSX, CSV, TSV) are read cell by cell. What their columns mean is asked once, on a terminal or by --columns, and
    remembered for all tables with the same columns; until then a table is kept but unread. A column can be name, variant,
    surname, given, sex, age, born, described_as, status, charge, law, court, sentence, facility, note, source, or of an act:
    arrest.when, arrest.where, arrest.by, torture; a date may say its order, arrest.when:dmy.

    A file PAGE-stem.meta.json beside a page ({"title": …, "published": "2011-03-14", "url": …, "authors": […]}) is taken as
    given; "kind": "interview" makes "I" the witness. "Kept but unread": the bytes are safe, but no text could be read.

    Exit status: 0 all is in (or was already held); 3 some failed or could not be read; 1 nothing went in.
    """
    desk, outcomes = opening.desk(folder, passphrase_file), list[Outcome]()
    with desk.project:
        given = Given(kind=PLACES) if as_places else None
        inputs, over = desk.inputs(paths)
        broken = None
        answers = columns.asked(desk, inputs) if columns_said is None and not as_places else {}
        try:
            taken = desk.take_in(inputs, confidentiality=confidentiality, given=given, columns=columns_said, answers=answers)
            for outcome in watched(taken, len(inputs)):
                outcomes.append(outcome)
        except ProjectError as error:  # the disk is full: say what is in all the same
            broken = error.fault
        except KeyboardInterrupt:
            summary(outcomes)
            raise
    if outcomes or not broken:
        summary(outcomes)
    if over:
        endings = ", ".join(sorted({p.suffix or p.name for p in over})[:8])
        screen.line(
            f"{len(over)} files of the folders were passed over, being no kind of page that is read yet ({endings}).", "dim"
        )
    screen.faults([broken] if broken else [])
    kept = sum(o.state in (*_READ, "unread") for o in outcomes)
    if broken or not outcomes or any(o.state not in _READ for o in outcomes):
        raise click.exceptions.Exit(3 if kept else 1)


def summary(outcomes: list[Outcome]) -> None:
    """How many went in, and everything that did not or could not be read."""
    count = Counter(o.state for o in outcomes)
    words = {
        "new": "new",
        "held": "already held",
        "read anew": "held before and read now",
        "unread": "kept but unread",
        "erased": "withdrawn before",
        "failed": "failed",
    }
    screen.line(", ".join(f"{count[k]} {w}" for k, w in words.items() if count[k]) or "nothing to import")
    screen.faults(f for o in outcomes for f in o.faults)


def watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The same outcomes, with count, rate and time left shown where there is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=total, rate="")
        for outcome in outcomes:
            speed = bar.tasks[0].speed
            name = files.shown(outcome.path.name)
            bar.update(task, advance=1, description=name[:40].replace("[", "("), rate=f"{speed:.1f} pages/s" if speed else "")
            yield outcome
