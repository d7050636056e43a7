"""What an id means: a claim with its words and custody, a page as it is kept, or a person or act with everything told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from letapis.core import blocks
from letapis.core.cases import Act, Book, Person
from letapis.core.material import Told
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
    """A page as it is kept, with the persons and acts it tells of; no page where a capture is a table of places."""

    capture: Capture
    page: Told | None
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
    if line is not None and isinstance(line.record, Capture | Reading):
        return _page(ledger, book, line.owner)
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
    """Captures, readings and claims that may be seen at the book's level, and tombstones."""
    found, erased = [], ledger.erased()
    seen = {p.capture.id: p for p in book.material.pages}
    for id_ in ledger.find(beginning):
        if id_.startswith("decision:"):
            continue
        line = ledger.get(id_)
        if isinstance(line, Tombstone):
            found.append(line.capture if line.capture in erased else id_)
        elif line is not None and _visible(seen, line):
            found.append(line.owner if isinstance(line.record, Reading) else id_)
    return found


def _visible(seen: dict[str, Told], line: Line) -> bool:
    page = seen.get(line.owner)
    if isinstance(line.record, Capture):
        return page is not None or line.record.given.kind == "places"
    if page is None or isinstance(line.record, Reading):
        return page is not None
    return any(page.id_of(c) == line.id for c in page.claims)


def _rulings(ledger: Ledger, about: set[str]) -> tuple[Decision, ...]:
    return tuple(d for d in ledger.decisions() if d.verdict != blocks.REREAD and (d.about in about or d.value in about))


def _claim(ledger: Ledger, book: Book, line: Line) -> ShownClaim:
    page = next(p for p in book.material.pages if p.capture.id == line.owner)
    claim = next(c for c in page.claims if page.id_of(c) == line.id)
    return ShownClaim(line.id, claim, page, _rulings(ledger, {line.id, claim.subject, page.capture.id}))


def _page(ledger: Ledger, book: Book, capture: str) -> ShownPage:
    page = next((p for p in book.material.pages if p.capture.id == capture), None)
    kept = page.capture if page else next(c for c in ledger.captures() if c.id == capture)
    subjects = {c.subject for c in page.claims} if page else set()
    people = tuple(p for p in book.people if subjects & set(p.members))
    acts = tuple(a for a in book.acts if subjects & set(a.members))
    if page is None:
        return ShownPage(kept, None, people, acts, _rulings(ledger, {capture}), {})
    kinds, numbers = _about_blocks(ledger, page)
    return ShownPage(kept, page, people, acts, (*_rulings(ledger, {capture, page.reading.id}), *kinds), numbers)


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
    return ShownThing(id_, found, standing(book, told), len(claims) - len(told), acts, _rulings(ledger, {id_, *members}))
