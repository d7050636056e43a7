"""The facts of a dossier: each act as its sources put it, with who says it, how they can know, and what is denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Field
from letapis.core.checks.finding import sentence
from letapis.core.dossier.document import Block, Heading, Paragraph, Rows, Run, Runs, Table, joined, words
from letapis.core.dossier.notes import Notes, place, quoted
from letapis.core.export.page.annex import dated
from letapis.core.resolve.copies import outlet
from letapis.core.timeline import Entry
from letapis.words.records import THE_PAGE, Claim
from letapis.words.when import spoken

QUOTED = 2
"""Sentences of different pages that stand in the text itself; the rest are in the notes."""


def anchor(act: Act) -> str:
    """Where a fact stands in the document: its id, which can be said over a telephone."""
    return act.id.replace(":", "-")


def title(act: Act) -> str:
    """The act as a heading: ``Arrest``."""
    return sentence(wording.noun(act))


def reference(file: CaseFile, act: Act) -> Run:
    """The fact's number, as a way to it."""
    n = next(n for n, e in enumerate(file.timeline, 1) if e.act.id == act.id)
    return Run(f"F{n}", to=anchor(act))


def chronology(file: CaseFile) -> Iterator[Block]:
    """What is told in the order of time, and the times of custody."""
    if not file.timeline:
        yield Paragraph(words("No page tells of an act done to this person."))
        return
    rows = tuple(_line(file, e) for e in file.timeline)
    yield Table(("Date", "What is told", "How it is put", "Sources", ""), rows, (24, 25, 26, 18, 7))
    spans = [s for s in file.spans if s.begun or s.ended]
    if spans:
        yield Heading(3, words("Times of custody, as told"))
        custody = tuple(
            (
                words(spoken(s.start) if s.start else "beginning not told"),
                words(spoken(s.end) if s.end else "no end told"),
                joined([(reference(file, a),) for a in (s.begun, s.ended) if a], ", "),
            )
            for s in spans
        )
        yield Table(("From", "To", "Facts"), custody, (40, 40, 20))


def _line(file: CaseFile, entry: Entry) -> tuple[Runs, ...]:
    act = entry.act
    put = wording.stance(act) + (", denied" if act.denials else "") + (", general background" if act.general else "")
    placed = (
        entry.shown if entry.placed == "dated" else f"not dated ({entry.placed})" if entry.placed != "undated" else "not dated"
    )
    if entry.placed == "told after":
        placed = "; ".join(entry.basis) or "not dated"
    return (words(placed), words(title(act)), words(put), words(wording.counted(act)), (reference(file, act),))


def facts(file: CaseFile, notes: Notes, assessed: dict[str, str]) -> Iterator[Block]:
    """Every act: one heading, its fields with their notes, and sentences of its sources."""
    for n, entry in enumerate(file.timeline, 1):
        act = entry.act
        date = f", {entry.shown}" if act.when.said else ", not dated"
        yield Heading(3, (Run(f"F{n}  "), Run(title(act) + date)), anchor(act))
        yield Paragraph(words(f"{act.id} · {_put(act)}", "quiet"), "quiet")
        yield Rows(tuple(row for row in _rows(file, entry, notes, assessed) if row[1]))
        yield from _quotes(file, act, notes)


def _put(act: Act) -> str:
    said = wording.stance(act) + (", and denied" if act.denials else "")
    return said + ("; told as general background, not of one day" if act.general else "")


def _rows(file: CaseFile, entry: Entry, notes: Notes, assessed: dict[str, str]) -> Iterator[tuple[str, Runs]]:
    act = entry.act
    others = tuple(v for v in act.victims if v.value != file.case.person.id)
    kinds = wording.listed([s.text for s in act.perpetrator_kind if s.text not in ("unclear", "not stated")])
    yield "Told by", joined([(Run(s.text), *notes.of(s.claims)) for s in act.according_to])
    basis = "; ".join(entry.basis[:3])
    dates = joined([(Run(spoken(s.value)), *notes.of(s.claims)) for s in act.when.said], " or " if act.when.agree else "; but ")
    yield "Date", (*dates, *words(f" ({basis})" if basis and act.when.said else "", "quiet")) if dates else words("not told")
    places = (*act.where, *(c for c in act.country if c.text not in {w.text for w in act.where}))
    yield "Where", values(places, notes)
    by = values(act.perpetrators, notes)
    yield wording.role(act).capitalize(), (*by, *words(f" ({kinds})" if kinds else "")) if by else words("not told")
    counts = (Run(" (number told: "), *values(act.counts, notes, " / "), Run(")")) if act.counts else ()
    yield "Also affected", (*values(others, notes), *counts) if others else ()
    yield from _details(act, notes)
    yield "Denied by", denials(act, notes)
    yield "How known", words("; ".join(knowing(file, act)))
    why = "; ".join(act.sources.why)
    yield "Sources", words(wording.counted(act) + (f": {why}" if why else ""))
    yield "Standard of proof", words(assessed.get(act.id, "not assessed"))


def knowing(file: CaseFile, act: Act) -> list[str]:
    """How those who say it can know, as far as it is told; never more."""
    found: dict[str, dict[str, None]] = {}
    held = {p.reading.id for p in file.case.material.pages}
    for c in act.told:
        if c.stance != "denied" and c.passage.reading in held:
            found.setdefault(_known(file, c), {})[outlet(file.case.material.page_of(c))] = None
    return [KNOWN[how].format(wording.listed(list(outlets))) for how, outlets in found.items()]


KNOWN = {
    "affected": "first-hand: the person affected, as told to {}",
    "interview": "told in an interview recorded by {}; whether seen or heard is for people to judge",
    "page": "told without saying how it is known: {}",
    "told": "at second hand: from others, as told to {}; whether they saw it is not said",
}
"""What is said of how somebody knows something; the outlets stand in the braces."""


def _known(file: CaseFile, claim: Claim) -> str:
    if claim.source in file.case.person.members:
        return "affected"
    if file.case.material.page_of(claim).reading.kind == "interview":
        return "interview"
    return "page" if claim.source == THE_PAGE else "told"


def values(fields: Field, notes: Notes, by: str = "; ") -> Runs:
    """A field's values side by side, each with its notes."""
    return joined([(Run(s.text), *notes.of(s.claims)) for s in fields], by)


def denials(act: Act, notes: Notes) -> Runs:
    """Who denies it, in their words where they are told."""
    pieces: list[Runs] = []
    for s in act.denials:
        told = (str(c.value) for c in s.claims if c.property == "denial" and str(c.value) not in (s.text, c.source))
        said = next(told, "").strip('“”"')
        pieces.append((Run(wording.inline(s.text) + (f": “{said}”" if said else "")), *notes.of(s.claims)))
    return joined(pieces)


def _details(act: Act, notes: Notes) -> Iterator[tuple[str, Runs]]:
    rows: dict[str, list[Runs]] = {}
    for s in act.details:
        label, _, told = wording.detail(s.text).partition(": ")
        rows.setdefault(label, []).append((Run(f"“{told or label}”"), *notes.of(s.claims)))
    for label, pieces in rows.items():
        yield sentence(label), joined(pieces)


def _quotes(file: CaseFile, act: Act, notes: Notes) -> Iterator[Block]:
    for claim in list(_by_page(file, act.told))[:QUOTED]:
        page = file.case.material.page_of(claim)
        start, end = notes.sentence(page, claim)
        said = Run(quoted(page.reading.text[start:end]), language=page.reading.language)
        whose = Run(f" {outlet(page)}, {dated(page)}, {place(page, start)}", "quiet")
        yield Paragraph((Run("“"), said, Run("”"), whose, *notes.of([claim])), "quote")


def _by_page(file: CaseFile, told: Iterable[Claim]) -> Iterable[Claim]:
    found: dict[str, Claim] = {}
    held = {p.reading.id for p in file.case.material.pages}
    for claim in told:
        if claim.passage.reading in held:
            found.setdefault(claim.passage.reading, claim)
    return found.values()
