"""``letapis import``: pages into a project, with progress, and a list of what failed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letapis.cli import columns, opening, options, screen
from letapis.cli.news import tell
from letapis.desk.desk import Desk
from letapis.desk.news import latest
from letapis.desk.taking import PLACES, Outcome
from letapis.rim import files
from letapis.rim.errors import ProjectError
from letapis.words.records import LEVELS, Given

if TYPE_CHECKING:
    from rich.progress import Progress

_CASES = 5
"""Cases whose news are told after an import."""
_READ = ("new", "held", "read anew")


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@options.project
@click.option(
    "--confidentiality",
    type=click.Choice(LEVELS),
    help="Who may see what these pages tell; else pages are public, tables, mails for the team, interviews for named people.",
)
@click.option(
    "--as-places", is_flag=True, help="Take a table of places (name, kind, country, … by tabs) that the atlas does not know."
)
@options.columns
@click.option("--no-news", is_flag=True, help="Do not say at the end what is new; `letapis news` says it later.")
def import_(
    paths: tuple[Path, ...],
    folder: Path,
    passphrase_file: Path | None,
    confidentiality: str | None,
    as_places: bool,
    columns_said: str | None,
    no_news: bool,
) -> None:
    """Take the files and folders PATHS into the project.

    Each page is kept to the letter and acknowledged once it is safely on disk. Stop at any time: the same command goes on
    where it stopped, and a page already held is recognised by its bytes, whatever its name. What failed is listed at the end
    with what to do about it; the rest is in.

    Pages are HTML, text and PDF. An archive of pages (WARC, WACZ, ZIP, MHTML, mail as EML or MBOX, what Auto Archiver writes)
    is kept as one file and read page by page; erasing it erases all of them.

    \b
    Examples:
        letapis import -p mycase pages/
        letapis import -p mycase crawl.wacz mails.mbox
        letapis import -p mycase letter.txt --confidentiality team
        letapis import -p mycase prisons.tsv --as-places
        letapis import list.xlsx --columns "Name=name,Arrested=arrest.when"

    Tables (XLSX, CSV, TSV) are read cell by cell. What their columns mean is asked once, on a terminal or by --columns, and
    remembered for all tables with the same columns; until then a table is kept but unread. A column can be name, variant,
    surname, given, sex, age, born, described_as, status, charge, law, court, sentence, facility, note, source, or of an act:
    arrest.when, arrest.where, arrest.by, torture; a date may say its order, arrest.when:dmy.

    A file PAGE-stem.meta.json beside a page ({"title": …, "published": "2011-03-14", "url": …, "authors": […]}) is taken as
    given; "kind": "interview" makes "I" the witness. "Kept but unread": the bytes are safe, but no text could be read.

    At the end stands what is new, case by case: new facts, further sources for known ones, what speaks against a ruling or may
    change a status. `letapis news` says it again at any time.

    Exit status: 0 all is in (or was already held); 3 some failed or could not be read; 1 nothing went in.
    """
    desk, outcomes = opening.desk(folder, passphrase_file), list[Outcome]()
    with desk.project:
        before = desk.project.ledger.head().seq
        given = Given(kind=PLACES) if as_places else None
        inputs, over = desk.inputs(paths)
        broken = None
        answers = columns.asked(desk, inputs) if columns_said is None and not as_places else {}
        try:
            with progress(len(inputs)) as bar:
                taken = desk.take_in(
                    inputs,
                    confidentiality=confidentiality,
                    given=given,
                    columns=columns_said,
                    answers=answers,
                    counted=bar.counted,
                )
                for outcome in bar.watched(taken):
                    outcomes.append(outcome)
        except ProjectError as error:  # the disk is full: say what is in all the same
            broken = error.fault
        except KeyboardInterrupt:
            summary(outcomes)
            raise
        if outcomes or not broken:
            summary(outcomes)
        if not (no_news or broken):
            _news(desk, before)
    if over:
        endings = ", ".join(sorted({p.suffix or p.name for p in over})[:8])
        screen.line(
            f"{len(over)} files of the folders were passed over, being no kind of page that is read yet ({endings}).", "dim"
        )
    screen.faults([broken] if broken else [])
    kept = sum(o.state in (*_READ, "unread") for o in outcomes)
    if broken or not outcomes or any(o.state not in _READ or o.unread for o in outcomes):
        raise click.exceptions.Exit(3 if kept else 1)


def _news(desk: Desk, before: int) -> None:
    """What is new since a line of the ledger; of a project that was empty everything is."""
    if before and desk.project.ledger.head().seq > before:
        found = latest(desk, before, "team")
        if found.news.cases:
            tell(found, _CASES)


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
    if pages := sum(o.pages for o in outcomes):
        unread = sum(o.unread for o in outcomes)
        screen.line(f"{pages} pages in archives" + (f", {unread} of them kept but unread" if unread else ""))
    screen.faults(f for o in outcomes for f in o.faults)


class Bar:
    """Count, rate and time left, shown where there is a terminal."""

    def __init__(self, shown: Progress, total: int) -> None:
        self._shown = shown
        self._task = shown.add_task("reading", total=total, rate="")

    def watched(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, each counted."""
        for outcome in outcomes:
            speed = self._shown.tasks[0].speed
            rate = f"{speed:.1f} pages/s" if speed else ""
            self._shown.update(self._task, advance=1, description=_short(outcome.path), rate=rate)
            yield outcome

    def counted(self, path: Path, pages: int) -> None:
        """Say how many pages of an archive are in."""
        self._shown.update(self._task, description=f"{_short(path)}: {pages} pages")


def _short(path: Path) -> str:
    return files.shown(path.name)[:40].replace("[", "(")


@contextmanager
def progress(total: int) -> Iterator[Bar]:
    """A bar that counts files, and within an archive its pages."""
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
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        yield Bar(shown, total)
