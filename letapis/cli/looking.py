"""``letapis people``, ``acts``, ``timeline``, ``case``, ``show``, ``check`` and ``export``: what a project knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from letapis.cli import options, screen
from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Book, Person, case_of
from letapis.core.checks import check as checked
from letapis.core.export import EXPORTS
from letapis.core.timeline import Entry
from letapis.core.timeline import timeline as in_time
from letapis.desk.desk import Desk, Shown
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.rim.ledger import Tombstone

SHORT = 2
"""Words of an id that screens show; any unambiguous beginning is understood."""


def short(id_: str) -> str:
    """The first words of an id, as it can be said and typed."""
    kind, _, words = id_.partition(":")
    return f"{kind}:{'-'.join(words.split('-')[:SHORT])}"


@click.command()
@options.project
@options.level
def people(folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The people of the project: names, spellings, descriptions, acts; likely sames that wait for a ruling."""
    with (desk := options.desk(folder, passphrase_file)).project:
        book = desk.book(level)
    acts = {p.id: sum(any(v.value == p.id for v in a.victims) for a in book.acts) for p in book.people}
    shown = sorted(book.people, key=lambda p: (-acts[p.id], -len(p.members), p.shown))
    screen.table(("id", "name", "also written", "described as", "pages", "acts"), [_person(p, acts[p.id]) for p in shown])
    for link in book.suggestions:
        screen.line(f"Perhaps the same: {named(book, link.a)} and {named(book, link.b)}: {link.why}", "yellow")
    for sentence in book.conflicts:
        screen.line(sentence, "red")


def _person(p: Person, acts: int) -> tuple[str, ...]:
    spellings = [s.text for s in p.spellings if s.text != p.name]
    pages = {c.passage.reading for s in p.spellings for c in s.claims}
    described = "; ".join(s.text for s in p.described_as[:2])
    return short(p.id), p.shown, ", ".join(spellings[:6]), described, str(len(pages)), str(acts or "")


def named(book: Book, subject: str) -> str:
    """A subject's name in a book."""
    everybody = (*book.people, *book.organisations, *book.places)
    return next((p.shown for p in everybody if subject in p.members), subject)


@click.command()
@options.project
@options.level
def acts(folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The acts of the project, a line each, in time."""
    with (desk := options.desk(folder, passphrase_file)).project:
        book = desk.book(level)
    show_entries(in_time(book.acts), victims=True)


@click.command()
@click.argument("name", required=False)
@options.project
@options.level
def timeline(name: str | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The acts in time: of the person NAME, or of everybody."""
    with (desk := options.desk(folder, passphrase_file)).project:
        entries = desk.casefile(one_person(desk, name, level), level).timeline if name else in_time(desk.book(level).acts)
    show_entries(entries, victims=name is None)


@click.command()
@click.argument("name")
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the case file as one HTML page, too."
)
@options.project
@options.level
def case(name: str, html_file: Path | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """The case of the person NAME: timeline, people, contradictions and gaps.

    Any spelling on the pages will do, in Latin or Cyrillic letters; where several people may be meant they are listed.
    """
    with (desk := options.desk(folder, passphrase_file)).project:
        file = desk.casefile(one_person(desk, name, level), level)
        show_case(file)
        if html_file is not None:
            write(file, "html", html_file.parent, html_file.name)


def one_person(desk: Desk, name: str, level: str) -> Person:
    """The one person a name means; refuses with the list where it means several or nobody."""
    found = desk.people(name, level)
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse(name, "may mean several people:", "; ".join(f"{p.shown} ({short(p.id)})" for p in found[:8]))
    raise refuse(name, "is nobody in this project at this level.", "`letapis people` lists everybody.")


def show_case(file: CaseFile) -> None:
    """A case in the terminal."""
    person = file.case.person
    screen.heading(f"Case file: {person.shown}")
    spellings = ", ".join(s.text for s in person.spellings if s.text != person.name)
    screen.line(f"Also written: {spellings}" if spellings else "One spelling only.", "dim")
    screen.line(
        f"{file.status} Information as of {file.as_of}; shown at level “{file.level}”; read by machine unless a person ruled.",
        "dim",
    )
    screen.heading("Timeline")
    show_entries(file.timeline)
    screen.heading("People")
    rows = [
        (p.shown, ", ".join(s.text for s in p.spellings if s.text != p.name), "; ".join(s.text for s in p.described_as[:2]))
        for p in file.case.people
    ]
    screen.table(("name", "also written", "described as"), rows)
    screen.heading("Contradictions and gaps")
    show_findings(file.findings)


def show_entries(entries: Iterable[Entry], *, victims: bool = False) -> None:
    """A timeline as a table; the date's basis stands under it."""
    entries = list(entries)
    head = ("when", "act", *(("person affected",) if victims else ()), "by", "where", "according to", "sources", "denied by")
    styles = [_style(e.act) for e in entries]
    screen.table(head, [_entry(e, victims) for e in entries], styles)


def _style(act: Act) -> str:
    return next((screen.COLOURS[s] for s in ("denied", "threatened", "alleged") if set(act.stances) == {s}), "")


def _entry(e: Entry, victims: bool) -> tuple[str, ...]:
    a = e.act
    when = e.shown + (f"\n({e.basis[0]})" if e.basis else "")
    mode = "" if a.occurred else f"\n({', '.join(a.modes)})"
    how = "" if "asserted" in a.stances else f"\n({', '.join(a.stances)})"
    affected = (", ".join(v.text for v in a.victims),) if victims else ()
    sources = (
        f"{len(a.sources.pages)} ({a.sources.independent} independent)"
        if len(a.sources.pages) != a.sources.independent
        else str(a.sources.independent)
    )
    fields = (a.perpetrators, a.where, a.according_to)
    return when, wording.label(a) + mode + how, *affected, *(_few(f) for f in fields), sources, _few(a.denials)


def _few(field: Sequence[object], most: int = 3) -> str:
    texts = [str(getattr(s, "text", s)) for s in field]
    return "; ".join(texts[:most]) + (f"; and {len(texts) - most} more" if len(texts) > most else "")


def show_findings(findings: Iterable[object]) -> None:
    """What the checks found, conflicts first."""
    colours = {"conflict": "red", "gap": "yellow", "note": "dim"}
    order = {"conflict": 0, "gap": 1, "note": 2}
    for f in sorted(findings, key=lambda f: order[f.severity]):  # type: ignore[attr-defined]
        screen.line(f"• {f.sentence}", colours[f.severity])  # type: ignore[attr-defined]


@click.command()
@click.argument("id_", metavar="ID")
@options.project
def show(id_: str, folder: Path, passphrase_file: Path | None) -> None:
    """Show the claim ID (any unambiguous beginning): what it says, its passage in context, and its custody."""
    with (desk := options.desk(folder, passphrase_file)).project:
        found = desk.show(id_)
    if isinstance(found, Tombstone):
        raise refuse(id_, f"was erased on {found.at} ({found.reason}).", "Its words are gone.")
    if not isinstance(found, Shown):
        hint = ", ".join(map(short, found[:8])) if found else "`letapis export json` prints the ids of all claims."
        raise refuse(id_, "fits several claims:" if found else "is no claim of this project.", hint)
    _show_claim(found)


def _show_claim(s: Shown) -> None:
    c = s.claim
    screen.heading(f"{short(s.id)}: {short(c.subject)} {c.property} = {c.value}")
    screen.line(
        f"{c.stance}, according to {c.source}; proposed by {c.by} (score {c.score:.2f})" + (f": {c.why}" if c.why else ""),
        "dim",
    )
    screen.heading("Passage")
    screen.quoted(s.reading.text, c.passage.start, c.passage.end)
    screen.heading("Custody")
    r, kept = s.reading, s.capture
    about = (r.title or "no title", r.publisher or "publisher not known", r.published or "not dated")
    screen.line(f"Reading  {short(r.id)} by {r.reader}: {', '.join(about)}")
    screen.line(f"Capture  {short(kept.id)} {kept.name}, {kept.size} bytes, taken in {kept.taken_at} by {kept.taken_by}")
    screen.line(f"SHA-256  {s.capture.sha256}")
    for d in s.decisions:
        screen.line(f"Ruling   {d.verdict} {d.value} by {d.by} at {d.at} {d.because}")


@click.command()
@click.argument("name", required=False)
@options.project
@options.level
def check(name: str | None, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """What does not fit, is missing or rests on one source: of the person NAME, or of everybody to whom something happened."""
    with (desk := options.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        chosen = (
            [one_person(desk, name, level)]
            if name
            else [p for p in book.people if any(v.value == p.id for a in book.acts for v in a.victims)]
        )
    for person in chosen:
        findings = checked(case_of(book, person))
        if findings:
            screen.heading(person.shown)
            show_findings(findings)


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice([e.NAME for e in EXPORTS]))
@click.argument("name")
@click.option(
    "--to", "target", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder to write into."
)
@options.project
@options.level
def export(format_: str, name: str, target: Path, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Write the case of the person NAME as FORMAT (json, csv, html); what is above the level is absent."""
    with (desk := options.desk(folder, passphrase_file)).project:
        write(desk.casefile(one_person(desk, name, level), level), format_, target)


def write(file: CaseFile, format_: str, target: Path, name: str | None = None) -> list[Path]:
    """Write a case file in a format and say where."""
    module = next(e for e in EXPORTS if format_ == e.NAME)
    written = []
    for made, content in module.export(file).items():
        path = target / (name or made)
        files.write_file(path, [content])
        written.append(path)
        screen.line(f"Written: {path}")
    return written
