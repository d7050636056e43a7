"""``letapis people``, ``acts``, ``timeline``, ``case``, ``check`` and ``export``: what a project knows."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import exporting, identity, layout, opening, options, screen
from letapis.core.casefile import CaseFile
from letapis.core.cases import Book, Person, case_of
from letapis.core.checks import check as checked
from letapis.core.export import EXPORTS, FORMATS
from letapis.core.resolve.join import Link
from letapis.core.standing import short, spelt_out
from letapis.core.timeline import timeline as in_time
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.words.records import kind_of

suggest = click.option("--suggest", is_flag=True, help="List pairs that may be one, the likeliest first, to be ruled on.")
most = click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many pairs --suggest lists.")


@click.command()
@suggest
@most
@options.project
@options.level
def people(suggest: bool, most: int, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The people of the project: names, spellings, descriptions, how much is told of them.

    Those with most acts come first. Below stand pairs that may be one person, and pairs of one name that something keeps
    apart: they wait for a person's ruling and are not merged. With --suggest these pairs alone are listed, and more: names in
    other scripts, misspelt, short for one another; each with its reason, both sides' pages, and the commands to type.

    \b
    Examples:
        letapis people -p mycase
        letapis people -p mycase --suggest

    The id behind a name, or its first two words, is understood by `case`, `timeline`, `show` and `restrict`.
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
    if suggest:
        identity.suggested(book, ("person", "organisation", "place"), most, folder)
    else:
        _people(book)


def _people(book: Book) -> None:
    acts = {p.id: len(book.suffered(p.id)) for p in book.people}
    shown = sorted(book.people, key=lambda p: (-acts[p.id], -len(p.members), p.shown))
    if not shown:
        screen.line("Nobody is named on a page of this project yet. `letapis import` takes pages in.")
    layout.people((p, layout.told_of(book, p)) for p in shown)
    likely, apart = _about(book.suggestions, "person"), [s for s in book.conflicts if "person:" in s]
    if likely or apart:
        screen.heading("To be ruled on")
        layout.suggestions(book, likely)
        screen.bullets((spelt_out(book, s), "red") for s in apart)


def _about(links: tuple[Link, ...], kind: str) -> list[Link]:
    return [li for li in links if kind_of(li.a) == kind]


@click.command()
@suggest
@most
@options.project
@options.level
def acts(suggest: bool, most: int, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The acts of the project in time: what was done, to whom, by whom, where, according to whom.

    One act told by several pages stands once, with all its sources; below stand acts that may be one. With --suggest these
    pairs alone are listed, each with its reason and the commands to rule on it.

    \b
    Examples:
        letapis acts -p mycase
        letapis acts -p mycase --suggest
        letapis show -p mycase act:lusab-babad   the sentences behind one
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
    if suggest:
        identity.suggested(book, ("act",), most, folder)
        return
    layout.entries(in_time(book.acts), victims=True)
    if likely := _about(book.suggestions, "act"):
        screen.heading("To be ruled on")
        layout.suggestions(book, likely)


@click.command()
@click.argument("name", required=False)
@options.project
@options.level
def timeline(name: str | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The acts in time: of the person NAME, or of everybody.

    A date is never more precise than its sources; where they disagree, all dates stand side by side. What no page dates is
    kept in sight: after the act it is told with, or at the end. “date” says on what basis.

    \b
    Examples:
        letapis timeline -p mycase "Some Name"
        letapis timeline -p mycase person:garan-bibug
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = desk.casefile(one_person(desk, name, level), level).timeline if name else in_time(desk.book(level).acts)
    layout.entries(found, victims=name is None)


@click.command()
@click.argument("name")
@click.option(
    "--html",
    "html_file",
    type=click.Path(readable=False, path_type=Path, dir_okay=False),
    help="Write the case file as one HTML page, too.",
)
@options.project
@options.level
def case(name: str, html_file: Path | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The case of the person NAME: timeline, other people, contradictions and gaps, pages.

    Any spelling on the pages will do, in Latin or Cyrillic letters, or the person's id. Where several people may be meant they
    are listed, and nothing else is done (exit status 1).

    \b
    Examples:
        letapis case -p mycase "Some Name"
        letapis case -p mycase "Хальчевич Андрей" --html case.html
        letapis show -p mycase act:lusab-babad   the sentences behind one act
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        file = desk.casefile(one_person(desk, name, level), level)
        layout.casefile(file)
        if html_file is not None:
            write(file, "html", html_file.parent, html_file.name)


def one_person(desk: Desk, name: str, level: str) -> Person:
    """The one person a name means; shows the list and refuses where it means several, or nobody."""
    found = desk.people(name, level) if name.strip() else ()
    if len(found) == 1:
        return found[0]
    if not found:
        raise refuse(files.shown(name), f"is nobody in this project at level “{level}”.", "`letapis people` lists everybody.")
    book = desk.book(level)
    layout.people((p, layout.told_of(book, p)) for p in found[:8])
    hint = f"Give the full name, or an id as it stands above: {short(found[0].id)}."
    raise refuse(files.shown(name), f"may mean {len(found)} people.", hint)


@click.command()
@click.argument("name", required=False)
@options.project
@options.level
def check(name: str | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """What does not fit, is missing or rests on one source: of the person NAME, or of everybody to whom something happened.

    Red: two things cannot both be so. Yellow: something is not told. Dim: good to know before the case file is used. The exit
    status is 0 whatever is found.
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        chosen = [one_person(desk, name, level)] if name else [p for p in book.people if book.suffered(p.id)]
    if not chosen:
        screen.line("No page of this project tells of an act to a person yet.")
    for person in chosen:
        found = checked(case_of(book, person))
        if found or name:
            screen.heading(person.shown)
            layout.findings(found)


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice([*(e.NAME for e in (*EXPORTS, *FORMATS)), exporting.ALL]))
@click.argument("name", required=False)
@click.option("--everybody", is_flag=True, help="The whole project instead of one person's case.")
@click.option("--exact-places", "exact", is_flag=True, help="Give points on maps as exactly as they are known, not blurred.")
@click.option(
    "--to", "target", type=click.Path(readable=False, path_type=Path, file_okay=False), default=Path(), show_default="here",
    help="The folder to write into; it is made where there is none.",
)  # fmt: skip
@options.project
@options.level
def export(
    format_: str,
    name: str | None,
    everybody: bool,
    exact: bool,
    target: Path,
    folder: Path,
    passphrase_file: Path | None,
    level: str,
) -> None:
    """Write the case of the person NAME as FORMAT; what is above the level is absent.

    \b
    json, csv, html    the case file, one claim a row or all on one page
    xlsx, tables       people, acts, sources and claims as a workbook or CSV
    ftm                FollowTheMoney entities and statements (OpenAleph)
    huridocs           Events Standard Formats: tables, and XML with codes
    uwazi              imports, thesauri, and the templates to create
    sdg                candidates for indicator 16.10.1, never verified cases
    timeline, geojson  TimelineJS, and points for a map (blurred)
    bag, wacz          preserved files: a BagIt bag, a web archive
    all                every one of them

    \b
    Examples:
        letapis export -p mycase html "Some Name"         one page, prints well
        letapis export -p mycase ftm "Some Name" --to out
        letapis export -p mycase sdg --everybody --level public

    Each export in the field's formats is written down in the ledger with the SHA-256 of its files.
    """
    if (name is None) != everybody:
        raise refuse("Whose case?", "give the NAME of one person, or --everybody.", "`letapis people` lists everybody.")
    modules = exporting.chosen(format_, everybody)
    with (desk := opening.desk(folder, passphrase_file)).project:
        person = one_person(desk, name, level) if name else None
        if not target.exists():
            files.new_folder(target)
        if person:
            file = desk.casefile(person, level)
            for module in modules:
                if module in EXPORTS:
                    write(file, module.NAME, target)
        exporting.write(desk, [m for m in modules if m in FORMATS], person, level, target, exact=exact)


def write(file: CaseFile, format_: str, target: Path, name: str | None = None) -> list[Path]:
    """Write a case file in a format and say where."""
    module = next(e for e in EXPORTS if format_ == e.NAME)
    written = []
    for made, content in module.export(file).items():
        path = target / (name or made)
        files.write_file(path, [content])
        written.append(path)
        screen.line(f"Written: {files.shown(path)}", whole=True)
    return written
