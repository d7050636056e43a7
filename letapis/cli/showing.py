"""``letapis show``: what an id stands on, down to the sentence and the bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from letapis.cli import layout, opening, options, screen, sides
from letapis.core import wording
from letapis.core.cases import Act, Book, Person
from letapis.core.known import UNDERSTOOD
from letapis.core.material import Told
from letapis.core.resolve.join import IDENTITY
from letapis.core.ruling import UNDO, undone
from letapis.core.standing import Standing, according_to, called, short, value
from letapis.core.timeline import timeline
from letapis.desk.showing import ShownClaim, ShownPage, ShownThing
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.rim.ledger import Tombstone
from letapis.words.records import Capture, Claim, Decision, kind_of
from letapis.words.tables import table
from letapis.words.when import spoken

MOST = 12
"""Ids listed where a beginning fits several."""
_NAMED = ("person", "organisation", "place", "act", "group")


@click.command()
@click.argument("id_", metavar="ID")
@options.project
@options.level
def show(id_: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """What ID stands on; any unambiguous beginning of an id will do.

    \b
    Ids lead downwards:
        person:…    what happened to them, and every sentence about them
        act:…       what each source says, every claim under its sentence
        claim:…     what it says and why, its passage, the page's custody
        capture:…   a page as it is kept: hash, when taken in, by whom
        reading:…   one page of an archive, which is one capture

    \b
    Examples:
        letapis show -p mycase act:lusab-babad
        letapis show -p mycase claim:lusab-babad --level named
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = desk.show(id_.strip(), level)
        book = desk.book(level)
    if isinstance(found, Tombstone):
        raise refuse(id_, f"was {found}.", "Its words are gone.")
    if isinstance(found, ShownClaim):
        _claim(book, found)
    elif isinstance(found, ShownPage):
        _page(found)
    elif isinstance(found, ShownThing):
        _thing(book, found)
    elif found:
        more = f", and {len(found) - MOST} more" if len(found) > MOST else ""
        listed = "; ".join(f"{i} ({called(book, i)})" if i.partition(":")[0] in _NAMED else i for i in found[:MOST])
        raise refuse(files.shown(id_), "begins several ids:", f"{listed}{more}.")
    else:
        hint = "`letapis people`, `acts`, `timeline` and `case` print ids."
        raise refuse(files.shown(id_), f"is no id of this project at level “{level}”.", hint)


def _said(book: Book, c: Claim) -> str:
    """A claim in one line: ``person affected = Ales Kruk``, with whose word it is where not the page's, and how it is put."""
    label = table("terms")["properties"].get(c.property, {}).get("label", c.property)
    source = according_to(book, c)
    how = [c.stance if c.stance != "asserted" else "", f"according to {source}" if source != "the page" else ""]
    behind = ", ".join(x for x in how if x)
    return f"{label} = {value(book, c)}" + (f" ({behind})" if behind else "")


def _claim(book: Book, s: ShownClaim) -> None:
    c, page = s.claim, s.page
    screen.heading(f"{_said(book, c)}")
    screen.line(f"{short(s.id)}, about {called(book, c.subject)} ({short(c.subject)})", "dim")
    screen.line(f"{c.stance}, according to {according_to(book, c)}; proposed by {c.by or 'nobody named'} (score {c.score:.2f})")
    if c.why:
        screen.line(f"Why: {c.why}")
    screen.heading("Passage")
    screen.quoted(page.reading.text, c.passage.start, c.passage.end)
    screen.heading("Custody")
    _custody(page.capture, page)
    rulings(s.decisions)


def _custody(kept: Capture, page: Told | None) -> None:
    given = kept.given
    stated = [given.title, given.published, given.url, ", ".join(given.authors), given.kind]
    fields = [
        ("file", f"{files.shown(kept.name)}, {kept.size} bytes"),
        ("taken in", f"{kept.taken_at} by {kept.taken_by}"),
        ("for", kept.confidentiality),
        ("stated", "; ".join(x for x in stated if x)),
    ]
    screen.block("Capture", fields, mark=short(kept.id))
    screen.indented(f"SHA-256  {kept.sha256}", 4)
    if page is not None:
        screen.block("Reading", _reading(page), mark=short(page.reading.id))


def _reading(page: Told) -> list[tuple[str, str]]:
    r = page.reading
    basis = f" (from {r.published_basis}{'' if r.published_certain else ', inferred'})" if r.published_basis else ""
    language = r.language if r.language in UNDERSTOOD else f"{r.language}: acts in it are not yet read; read it by hand"
    return [
        ("title", r.title or ""),
        ("publisher", r.publisher or "not known"),
        ("published", spoken(r.published) + basis if r.published else "not known"),
        ("updated", spoken(r.updated) if r.updated else ""),
        ("agency", r.agency or ""),
        ("address", r.url or ""),
        ("in archive", files.shown(r.member) if r.member else ""),
        ("kept there", r.captured_at or ""),
        ("language", language),
        ("read by", f"{r.reader}, {r.media_type}, {len(r.body.split())} words of main text"),
        *(("fault", str(f)) for f in r.faults),
    ]


def rulings(decisions: Iterable[Decision], blocks: Mapping[str, int] | None = None) -> None:
    """Rulings with who made them and when; what was taken back says so."""
    decisions = tuple(decisions)
    gone = undone(decisions)
    for d in decisions:
        words = d.verdict if d.verdict != UNDO else f"{d.verdict} {short(d.about)}"
        words = " ".join(x for x in (words, short(d.value) if d.verdict in IDENTITY else d.value) if x)
        if d.passage:
            which = f"block {(blocks or {}).get(d.about, 'that is gone')}"
            words = f"{which} is {d.value}" if d.value else f"{which} is of the kind that was read"
        back = "yes, by a later ruling" if d.id in gone else ""
        fields = [("by", f"{d.by}, {d.at}"), ("because", d.because), ("taken back", back)]
        screen.block(f"Ruling: {words}", fields, mark=short(d.id) if d.verdict in (UNDO, *IDENTITY) else "")


def _page(s: ShownPage) -> None:
    if s.page is None and (s.itself or s.held):
        _archive(s)
        return
    screen.heading(layout.page_title(s.page) if s.page else "A table of the project's own places")
    _custody(s.capture, s.page)
    rulings(s.decisions, s.blocks)
    if s.people:
        screen.heading("People named")
        for p in s.people:
            screen.block(p.shown, (), mark=short(p.id))
    if s.acts:
        screen.heading("Acts told")
        layout.entries(timeline(s.acts), victims=True)
    if s.page:
        told = layout.counted(len(s.page.claims), "claim")
        screen.line(f"{told} in all; `letapis show` of an act or person lists them with their sentences.", "dim")
        screen.line(
            f"`letapis blocks {short(layout.page_id(s.page))}` shows what was taken of the page and what was left.", "dim"
        )


def _archive(s: ShownPage) -> None:
    """What an archive holds, page by page."""
    screen.heading(f"An archive: {layout.counted(len(s.held), 'page')} may be seen")
    _custody(s.capture, None)
    rulings(s.decisions)
    if s.itself is not None:
        screen.block("Archive", [("holds", " ".join(s.itself.text.split())), *(("fault", str(f)) for f in s.itself.faults)])
    for page in s.held:
        screen.block(layout.page_title(page), [("page", files.shown(page.reading.member))], mark=short(page.reading.id))


def _thing(book: Book, s: ShownThing) -> None:
    if isinstance(s.thing, Act):
        screen.heading(_title(s.thing))
        screen.line(f"{short(s.id)}, {wording.stance(s.thing)}, {wording.counted(s.thing)}", "dim")
        _joined("Told as one act", s.thing)
    else:
        screen.heading(called(book, s.id))
        mentions = f", referred to {layout.counted(s.mentions, 'time')}" if s.mentions else ""
        screen.line(f"{short(s.id)}{mentions}", "dim")
    if isinstance(s.thing, Person) and kind_of(s.id) == "person":
        born = " or ".join(b.text for b in s.thing.born)
        screen.block("", (*layout.person_fields(s.thing), ("born", born)))
        _joined("One person", s.thing)
        if s.acts:
            screen.heading("Acts")
            layout.entries(timeline(s.acts))
    rulings(s.decisions)
    if isinstance(s.thing, Act):
        sides.of_act(s.thing, book.material)
    screen.heading("What it stands on")
    for each in s.standing:
        _standing(book, each)


def _joined(what: str, thing: Person | Act) -> None:
    """Why several mentions are one, who says so where a person ruled, and the mentions' ids, by which they can be parted."""
    ruled = {li: "" if li.machine else f" (ruled by {li.by}, {short(li.ruling)})" for li in thing.links}
    for why in dict.fromkeys(f"{short(li.a)} = {short(li.b)}: {li.why}{by}" for li, by in ruled.items()):
        screen.line(f"{what}: {why}.", "dim")


def _title(act: Act) -> str:
    victims = ", ".join(v.text for v in act.victims) or "nobody named"
    return f"{wording.label(act)}: {victims}, {wording.date(act.when)}"


def _standing(book: Book, s: Standing) -> None:
    screen.console().print()
    screen.block(layout.page_title(s.page), (), mark=short(layout.page_id(s.page)))
    for sentence in s.sentences:
        screen.indented(f"“{sentence.text}”", 2)
        for c in sentence.claims:
            why = f": {c.why}" if c.property == "when" and c.why else ""
            screen.indented(_said(book, c) + why, 6, mark=short(s.page.id_of(c)))
