"""What an id means: a claim with its words and custody, a page as it is kept, or a person or act with everything told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from letapis.core import blocks
from letapis.core.cases import Act, Book, Person
from letapis.core.material import Told
from letapis.core.resolve.join import IDENTITY
from letapis.core.ruling import UNDO
from letapis.core.standing import Standing, standing, thing
from letapis.rim.ledger import Ledger, Line, Tombstone
from letapis.words.records import Capture, Claim, Decision, Reading


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with everything it stands on."""

    id: str
    claim: Claim
    page: Told
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as it is kept, with the persons and acts it tells of; no page of a table of places or an archive."""

    capture: Capture
    page: Told | None
    held: tuple[Told, ...]
    """Of an archive: its pages that may be seen."""
    itself: Reading | None
    """Of an archive: what it says it holds, and what of it could not be read."""
    people: tuple[Person, ...]
    acts: tuple[Act, ...]
    decisions: tuple[Decision, ...]
    blocks: Mapping[str, int]
    """The number of each block that decisions are about, where it stands in the page."""


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A person, organisation, place, act or anything else that claims speak of, with what each page says of it."""

    id: str
    thing: Person | Act | None
    standing: tuple[Standing, ...]
    mentions: int
    """How often its pages refer to it; these claims stand in no list."""
    acts: tuple[Act, ...]
    """Of a person: the acts that happened to them."""
    decisions: tuple[Decision, ...]


Shown = ShownClaim | ShownPage | ShownThing | Tombstone | tuple[str, ...]


def show(ledger: Ledger, book: Book, beginning: str) -> Shown:
    """What the id that begins so means; several ids where several begin so, none where nothing of a book's level does."""
    found = list(dict.fromkeys([*_subjects(book, beginning), *_lines(ledger, book, beginning)]))
    if len(found) != 1:
        return tuple(found)
    line = ledger.get(found[0])
    if isinstance(line, Tombstone):
        return line
    if line is not None and isinstance(line.record, Claim):
        return _claim(ledger, book, line)
    if line is not None and isinstance(line.record, Capture):
        return _capture(ledger, book, line.owner)
    if line is not None and isinstance(line.record, Reading):
        return _page(ledger, book, next(p for p in book.material.pages if p.reading.id == line.id))
    return _thing(ledger, book, found[0])


def _subjects(book: Book, beginning: str) -> list[str]:
    """What claims speak of, by the id of what it was joined with."""
    found: dict[str, None] = {}
    for claim in book.material.claims:
        subject = claim.subject
        if subject not in found and (subject.startswith(beginning) or subject.partition(":")[2].startswith(beginning)):
            found[subject] = None
    joined = {i: t.id if (t := thing(book, i)) else i for i in found}
    return list(dict.fromkeys(joined.values()))


def _lines(ledger: Ledger, book: Book, beginning: str) -> list[str]:
    """Captures, readings and claims that may be seen at the book's level, and tombstones; a plain page goes by its capture."""
    found, erased = [], ledger.erased()
    seen = {p.reading.id: p for p in book.material.pages}
    held = {p.capture.id for p in book.material.pages}
    for id_ in ledger.find(beginning):
        if id_.startswith("decision:"):
            continue
        line = ledger.get(id_)
        if isinstance(line, Tombstone):
            found.append(line.capture if line.capture in erased else id_)
        elif line is not None and _visible(seen, held, line):
            plain = isinstance(line.record, Reading) and line.record.member is None
            found.append(line.owner if plain else id_)
    return found


def _visible(seen: dict[str, Told], held: set[str], line: Line) -> bool:
    record = line.record
    if isinstance(record, Capture):
        return line.owner in held or record.given.kind == "places"
    if isinstance(record, Reading):
        return record.id in seen or (record.kind == "container" and line.owner in held)
    page = seen.get(record.passage.reading) if isinstance(record, Claim) else None
    return page is not None and any(page.id_of(c) == line.id for c in page.claims)


def _rulings(ledger: Ledger, about: set[str]) -> tuple[Decision, ...]:
    """What people ruled about any of these, but on what is the same."""
    apart = (blocks.REREAD, UNDO, *IDENTITY)
    return tuple(d for d in ledger.decisions() if d.verdict not in apart and (d.about in about or d.value in about))


def identity_rulings(book: Book, about: set[str]) -> tuple[Decision, ...]:
    """What people ruled on what is the same as any of these, and took back, as far as the book's level goes."""
    found = [d for d in book.decisions if d.verdict in IDENTITY and about & {d.about, d.value}]
    back = {d.id for d in found}
    for d in book.decisions:
        if d.verdict == UNDO and d.about in back:
            found.append(d)
            back.add(d.id)
    return tuple(found)


def _claim(ledger: Ledger, book: Book, line: Line) -> ShownClaim:
    page, claim = next(
        (p, c) for p in book.material.pages if p.capture.id == line.owner for c in p.claims if p.id_of(c) == line.id
    )
    about = {line.id, claim.subject, page.capture.id, page.reading.id}
    return ShownClaim(line.id, claim, page, _rulings(ledger, about))


def _capture(ledger: Ledger, book: Book, capture: str) -> ShownPage:
    """A capture as it is kept: its page, or what an archive holds."""
    pages = tuple(p for p in book.material.pages if p.capture.id == capture)
    if len(pages) == 1 and pages[0].reading.member is None:
        return _page(ledger, book, pages[0])
    kept = pages[0].capture if pages else next(c for c in ledger.captures() if c.id == capture)
    readings = list(ledger.readings(capture))
    whole = sum(r.member is not None for r in readings) == len(pages)  # its faults may name pages that may not be seen
    itself = next((r for r in readings if r.kind == "container" and whole), None)
    return ShownPage(kept, None, pages, itself, (), (), _rulings(ledger, {capture}), {})


def _page(ledger: Ledger, book: Book, page: Told) -> ShownPage:
    subjects = {c.subject for c in page.claims}
    people = tuple(p for p in book.people if subjects & set(p.members))
    acts = tuple(a for a in book.acts if subjects & set(a.members))
    rulings = _rulings(ledger, {page.capture.id, page.reading.id})
    kinds, numbers = _about_blocks(ledger, page)
    return ShownPage(page.capture, page, (), None, people, acts, (*rulings, *kinds), numbers)


def _about_blocks(ledger: Ledger, page: Told) -> tuple[list[Decision], dict[str, int]]:
    """What people ruled about the page's blocks, and the number of each."""
    about = [d for d in ledger.decisions() if d.passage and d.passage.reading == page.reading.id]
    line = ledger.get(page.reading.id) if about else None
    if not isinstance(line, Line) or not isinstance(line.record, Reading):
        return [], {}
    return about, {d.about: i + 1 for i, d in blocks.rulings(line.record, about).last.items()}


def _thing(ledger: Ledger, book: Book, id_: str) -> ShownThing:
    found = thing(book, id_)
    members = found.members if found else (id_,)
    claims = list(found.claims) if isinstance(found, Act) else [c for m in members for c in book.material.about(m)]
    told = [c for c in claims if c.property != "mention"]
    acts = tuple(a for a in book.acts if any(v.value in members for v in a.victims)) if isinstance(found, Person) else ()
    about = {id_, *members}
    rulings = (*_rulings(ledger, about), *identity_rulings(book, about))
    return ShownThing(id_, found, standing(book, told), len(claims) - len(told), acts, rulings)
