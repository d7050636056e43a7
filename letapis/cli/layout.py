"""How acts, people and findings stand on a screen: a table where there is room, else a block each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letapis.cli import held, screen, sides
from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Book, Person
from letapis.core.checks.finding import SEVERITIES, Finding
from letapis.core.known import UNDERSTOOD
from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.core.resolve.join import Link
from letapis.core.standing import called, short, spelt_out
from letapis.core.timeline import Entry
from letapis.words.when import spoken

SEVERE = dict(zip(SEVERITIES, ("red", "yellow", "dim"), strict=True))


_MOST_PAIRS = 12


def _texts(field: Sequence[object]) -> str:
    return screen.few([str(getattr(s, "text", s)) for s in field])


# ---- acts


def style(act: Act) -> str:
    """The colour of an act all of whose tellings have one stance."""
    return next((screen.COLOURS[s] for s in ("denied", "threatened", "alleged") if set(act.stances) == {s}), "")


def how(act: Act) -> str:
    """What must stand behind an act that is not told as a plain fact that has happened; else nothing."""
    words = wording.stance(act)
    return "" if words == "told as fact" else words


def entries(found: Iterable[Entry], *, victims: bool = False) -> None:
    """A timeline; ``victims`` says to whom each act happened, too."""
    found = list(found)
    if not found:
        screen.line("No act is told.", "dim")
    elif screen.wide():
        _entry_table(found, victims)
    else:
        for entry in found:
            _entry_block(entry, victims)


def _entry_block(e: Entry, victims: bool) -> None:
    a = e.act
    affected = [_texts(a.victims)] if victims and a.victims else []
    fields = (
        ("put as", how(a)),
        ("by", _texts(a.perpetrators)),
        ("where", _texts(a.where)),
        ("according to", f"{_texts(a.according_to)} ({sources(a)})" if a.according_to else ""),
        ("denied by", _texts(a.denials)),
        ("details", details(s.text for s in a.details)),
        ("date", e.basis[0] if e.basis else ""),
    )
    screen.block(" · ".join([e.shown, wording.label(a), *affected]), fields, mark=short(a.id), style=style(a))


def details(told: Iterable[str]) -> str:
    """Details with the words for their kinds, of each kind the first three."""
    rows: dict[str, list[str]] = {}
    for one in told:
        label, _, words = wording.detail(one).partition(": ")
        rows.setdefault(label, []).append(words)
    return "; ".join(f"{label}: {screen.few(words, parted=' / ')}" if any(words) else label for label, words in rows.items())


def interventions(file: CaseFile) -> None:
    """What was done about the acts of a case or for its person."""
    acts = {m: e.act for e in file.timeline for m in e.act.members}
    for i in file.case.interventions:
        about = screen.few([wording.named(acts[s.value]) for s in i.concerns if s.value in acts]) or file.case.person.shown
        planned = "" if i.occurred else "planned, not told as done"
        sentence = f"“{' '.join(i.told[0].passage.quote.split())}”"
        fields = (
            ("put as", planned), ("to", _texts(i.requested)), ("about", about),
            ("according to", _texts(i.according_to)), ("sentence", sentence),
        )  # fmt: skip
        title = [wording.date(i.when), wording.intervention(i.kind), _texts(i.parties)]
        screen.block(" · ".join(title), fields, mark=short(i.id))
    if not file.case.interventions:
        screen.line("No page tells that anything was done about it.", "dim")


def sources(a: Act) -> str:
    """How many sources tell an act, and on how many pages where that is more: ``3 independent sources on 5 pages``."""
    pages, independent = len(a.sources.pages), a.sources.independent
    if pages == independent:
        return counted(pages, "source")
    return f"{counted(independent, 'independent source')} on {counted(pages, 'page')}"


def _entry_table(found: Sequence[Entry], victims: bool) -> None:
    head = (
        "when",
        "act",
        *(("person affected",) if victims else ()),
        "by",
        "where",
        "according to",
        "sources",
        "denied by",
        "id",
    )
    screen.table(head, [_entry_row(e, victims) for e in found], [style(e.act) for e in found], whole=("id",))


def _entry_row(e: Entry, victims: bool) -> tuple[str, ...]:
    a = e.act
    when = e.shown + (f"\n({e.basis[0]})" if e.basis else "")
    act = wording.label(a) + (f"\n({how(a)})" if how(a) else "")
    affected = (_texts(a.victims),) if victims else ()
    pages, independent = len(a.sources.pages), a.sources.independent
    count = str(independent) if pages == independent else f"{independent} (on {pages} pages)"
    told = (_texts(a.perpetrators), _texts(a.where), _texts(a.according_to))
    return when, act, *affected, *told, count, _texts(a.denials), short(a.id)


# ---- people


def person_fields(p: Person) -> tuple[tuple[str, str], ...]:
    """The other spellings of a person's name, and the words that describe them."""
    spellings = [s.text for s in p.spellings if s.text != p.name]
    return ("also written", screen.few(spellings, 8, ", ")), ("described as", screen.few([s.text for s in p.described_as], 2))


def pages_of(p: Person) -> int:
    """How many pages name a person."""
    return len({c.passage.reading for s in p.spellings for c in s.claims})


def people(found: Iterable[tuple[Person, str]]) -> None:
    """Persons, each with a note on how much is told of them."""
    found = list(found)
    if screen.wide():
        rows = [(p.shown, *(text for _, text in person_fields(p)), note, short(p.id)) for p, note in found]
        screen.table(("name", "also written", "described as", "told", "id"), rows, whole=("id", "told"))
        return
    for p, note in found:
        screen.block(p.shown, (*person_fields(p), ("told", note)), mark=short(p.id))


def told_of(book: Book, p: Person) -> str:
    """On how many pages a person is named and in how many acts they are the one affected."""
    acts = len(book.suffered(p.id))
    return counted(pages_of(p), "page") + (f", {counted(acts, 'act')}" if acts else "")


def counted(n: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{n} {noun}{'s' * (n != 1)}"


# ---- what waits for a person's look


def suggestions(book: Book, links: Iterable[Link]) -> None:
    """Pairs that may be one, the likeliest first."""
    ranked = sorted(links, key=lambda li: -li.certainty)
    shown = ranked[:_MOST_PAIRS]
    screen.bullets((f"Perhaps the same: {_both(book, li)}: {spelt_out(book, li.why)}", "yellow") for li in shown)
    if len(ranked) > len(shown):
        screen.line(f"and {len(ranked) - len(shown)} more pairs, less likely", "dim")


def _both(book: Book, li: Link) -> str:
    return " and ".join(f"{called(book, i)} ({short(i)})" for i in (li.a, li.b))


def findings(found: Iterable[Finding]) -> None:
    """What the checks found, conflicts first."""
    ordered = sorted(found, key=lambda f: SEVERITIES.index(f.severity))
    if not ordered:
        screen.line("Nothing found.", "dim")
    screen.bullets((f.sentence, SEVERE[f.severity]) for f in ordered)


# ---- pages and cases


def page_title(page: Told) -> str:
    """A page by date, outlet and title."""
    r = page.reading
    by = outlet(page)
    named = (f"“{' '.join(r.title.split())}”",) if r.title else ()
    return " · ".join([spoken(r.published) if r.published else "not dated", *(() if by.startswith("“") else (by,)), *named])


def page_id(page: Told) -> str:
    """What a page goes by: its capture's id, or its own where the capture is an archive of many."""
    return page.capture.id if page.reading.member is None else page.reading.id


def pages(found: Iterable[Told]) -> None:
    """Pages by date, each with its id."""
    for page in sorted(found, key=lambda p: p.reading.published or "9999"):
        r = page.reading
        note = "" if r.language in UNDERSTOOD else f"acts are not yet read in its language ({r.language}); read it by hand"
        screen.block(page_title(page), [("note", note)], mark=short(page_id(page)))


def casefile(file: CaseFile) -> None:
    """A case in the terminal."""
    person = file.case.person
    screen.heading(f"Case file: {person.shown}")
    spellings = ", ".join(s.text for s in person.spellings if s.text != person.name)
    screen.line(f"Also written: {spellings}" if spellings else "One spelling only.", "dim")
    held.status(file.present)
    screen.line(
        f"Information as of {file.as_of}; shown at level “{file.level}”; read by machine unless a person ruled.",
        "dim",
    )
    screen.heading("Custody")
    held.episodes(file.custody)
    screen.heading("Timeline")
    entries(file.timeline)
    screen.heading("Where sources conflict")
    sides.of_case(file.case.acts, file.case.material)
    screen.heading("What was done about it")
    interventions(file)
    screen.heading("Other people")
    people((p, counted(pages_of(p), "page")) for p in file.case.people)
    screen.heading("Contradictions and gaps")
    findings(file.findings)
    screen.heading("Pages this stands on")
    pages(file.case.material.pages)
