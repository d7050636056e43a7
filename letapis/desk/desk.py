"""An open project as a monitor works with it: take pages in, look people up, show what a fact stands on, keep it safe."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from letapis.core.blocks import all_as_ruled
from letapis.core.casefile import CaseFile, book_of, casefile
from letapis.core.cases import Book, Person, find
from letapis.core.known import UNDERSTOOD, Register, known_in, known_people
from letapis.core.material import Told
from letapis.core.tables import telling
from letapis.core.tables.columns import Column
from letapis.core.tables.grid import is_table
from letapis.desk.showing import Shown, show
from letapis.desk.tables import Question, Ruled, Tables
from letapis.desk.understanding import SIDECAR, sidecar, understand
from letapis.rim import files
from letapis.rim.ledger import Head, Line, Tombstone
from letapis.rim.project import Project
from letapis.words.records import LEVELS, Capture, Claim, Decision, Fault, Given, Place, Reading

PAGES = frozenset({"", ".htm", ".html", ".xhtml", ".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".odt", ".rtf", ".doc"})
"""Endings of the files of a folder that are taken for pages."""
TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm"})
"""Endings of those that are taken for tables."""
PLACES = "places"
"""The kind of a capture that lists the project's own places (prisons, villages) as a table."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of an import."""

    path: Path
    state: str
    """``new``, ``held`` (already in the project), ``read anew`` (held, but understood only now), ``unread`` (kept, but nothing
    could be read), ``erased`` or ``failed``."""
    capture: str = ""
    faults: tuple[Fault, ...] = ()


class Desk:
    """The verbs of an open project; it alone knows the time and who is working."""

    def __init__(self, project: Project, who: str) -> None:
        self.project, self.who = project, who
        self._book: tuple[Head, str, Book] | None = None

    def now(self) -> str:
        """UTC, to the second."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    # ---- taking in

    def inputs(self, paths: Iterable[Path]) -> tuple[list[Path | Fault], list[Path]]:
        """The files to take in, with a fault for each that cannot be listed; and those of folders that are no kind of page.

        A file that is named itself is always tried; sidecars belong to their pages and are neither.
        """
        named, found, over = list(paths), list[Path | Fault](), list[Path]()
        for p in files.inputs(named):
            if isinstance(p, Path) and p.name.endswith(SIDECAR):
                continue
            page = isinstance(p, Fault) or p in named or p.suffix.lower() in PAGES | TABLES
            (found if page else over).append(p)  # type: ignore[arg-type]
        return found, over

    def questions(self, inputs: Iterable[Path | Fault]) -> Iterator[Question]:
        """The tables among the files to take in whose columns nobody has explained yet, to be asked about beforehand."""
        from letapis.core.reading import read

        tables = Tables(self.project.ledger, self.who, self.now)
        for path in inputs:
            if isinstance(path, Path) and path.suffix.lower() in TABLES and isinstance(data := files.read_input(path), bytes):
                place = self.project.ledger.place(data)
                if not place.erased:
                    yield from tables.questions(read(data, path.name, given=Given(), key=place.key, capture=place.id), path)

    def take_in(
        self,
        inputs: Iterable[Path | Fault],
        *,
        confidentiality: str | None = None,
        given: Given | None = None,
        columns: str | None = None,
        answers: Mapping[str, Sequence[Column]] | None = None,
    ) -> Iterator[Outcome]:
        """Take files in one by one, each whole or not at all; stopping between two loses nothing, and running again goes on.

        ``confidentiality`` None: pages are public, tables for the team, records of interviews for named people only.
        ``columns`` says what the columns of tables mean, ``answers`` of tables by name (``questions``); both become rulings.
        """
        with self.project.locked():
            self._tables = Tables(self.project.ledger, self.who, self.now, columns, answers)
            places = self.places()
            for path in inputs:
                if isinstance(path, Fault):
                    yield Outcome(Path(path.where), "failed", faults=(path,))
                    continue
                outcome = self._take(path, confidentiality, given, places)
                if given and given.kind == PLACES and outcome.state == "new":
                    places = self.places()
                yield outcome
            self.find_known()

    def _take(self, path: Path, confidentiality: str | None, given: Given | None, places: tuple[Place, ...]) -> Outcome:
        from letapis.core.reading import read  # only where pages are taken in

        data = files.read_input(path)
        if isinstance(data, Fault):
            return Outcome(path, "failed", faults=(data,))
        beside = sidecar(path) if given is None else given
        if isinstance(beside, Fault):
            hint = f"{beside.hint} The page beside it is not taken in until then."
            return Outcome(path, "failed", faults=(replace(beside, hint=hint),))
        place = self.project.ledger.place(data)
        if place.held:
            return self._held(path, place.id)
        if place.erased:
            fault = Fault(files.shown(path), "was withdrawn from this project and erased.", "It is not taken in again.")
            return Outcome(path, "erased", place.id, (fault,))
        reading = read(data, path.name, given=beside, key=place.key, capture=place.id)
        if reading.media_type == "application/octet-stream":
            return Outcome(path, "failed", faults=_at(path, reading.faults))
        if beside.kind == PLACES and not places_of(data.decode("utf-8", "replace")):
            return Outcome(path, "failed", faults=(Fault(files.shown(path), "there is no place in this table.", _TABLE),))
        table = _table(self._tables, path, reading) if is_table(reading) and beside.kind != PLACES else None
        level = confidentiality or ("named" if reading.kind == "interview" else "team" if table else "public")
        capture = Capture(place.id, place.sha256, place.size, files.shown(path.name), self.now(), self.who, beside, level)
        claims, faults = _claims(path, reading, places) if beside.kind != PLACES and not table else ((), ())
        with self.project.ledger.writing() as w:
            w.capture(capture, data)
            w.reading(reading)
            w.claims(table.told.claims if table else claims)
            for ruling in table.rulings if table else ():
                w.decision(ruling, [place.id])
        if table:
            state = "new" if table.told.claims else "unread"
            return Outcome(path, state, place.id, (*_at(path, reading.faults), *table.told.faults))
        read_well = (reading.body and not faults) or beside.kind == PLACES
        return Outcome(path, "new" if read_well else "unread", place.id, (*_at(path, reading.faults), *faults))

    def _held(self, path: Path, capture: str) -> Outcome:
        """A file that is held already; of a table whose columns were explained since, the claims are made now."""
        state, faults = "held", list[Fault]()
        kept = self.project.ledger.get(capture)
        places = isinstance(kept, Line) and isinstance(kept.record, Capture) and kept.record.given.kind == PLACES
        for reading in filter(is_table, self.project.ledger.readings(capture) if not places else ()):
            ruled, claims, verdicts = self._tables.again(reading, path)
            with self.project.ledger.writing() as w:
                w.claims(claims)
                for ruling in (*ruled.rulings, *verdicts):
                    w.decision(ruling, [capture])
            changed = claims or verdicts
            state = "read anew" if changed else "unread" if not ruled.told.claims else state
            faults += ruled.told.faults if changed or ruled.told.unread else ()
        return Outcome(path, state, capture, tuple(faults))

    def places(self) -> tuple[Place, ...]:
        """The project's own places, from the tables taken in as such."""
        found: list[Place] = []
        for capture in self.project.ledger.captures():
            if capture.given.kind == PLACES:
                found += places_of(self.project.bytes_of(capture.id).decode("utf-8", "replace"))
        return tuple(found)

    def find_known(self) -> int:
        """Look for the project's known people in the pages whose language is not understood; returns how many claims were new.

        Idempotent: what was found before is found again under the same ids. Everybody counts here, whatever their level;
        what may be seen of it is decided when it is shown.
        """
        with self.project.locked():
            if all(r.language in UNDERSTOOD for r in self.project.ledger.readings()):
                return 0
            foreign = [p.reading for p in self.pages() if p.reading.language not in UNDERSTOOD]
            register = Register(known_people(self.book(LEVELS[-1])))
            claims = [c for r in foreign for c in known_in(r, register)]
            if not claims:
                return 0
            with self.project.ledger.writing() as w:
                return w.claims(claims)

    # ---- looking

    def pages(self) -> list[Told]:
        """Every reading with its capture and claims, oldest first, its blocks as people ruled them."""
        captures = {c.id: c for c in self.project.ledger.captures()}
        claims: dict[str, list[Claim]] = {}
        for c in self.project.ledger.claims():
            claims.setdefault(c.passage.reading, []).append(c)
        told = [
            Told(captures[r.capture], r, tuple(claims.get(r.id, ())))
            for r in self.project.ledger.readings()
            if captures[r.capture].given.kind != PLACES
        ]
        return all_as_ruled(told, self.project.ledger.decisions())

    def book(self, level: str) -> Book:
        """Persons, acts and places folded from what may be seen at a level; kept until the ledger grows."""
        head = self.project.ledger.head()
        if self._book is None or self._book[:2] != (head, level):
            self._book = (head, level, book_of(self.pages(), self.project.ledger.decisions(), level))
        return self._book[2]

    def people(self, name: str, level: str) -> tuple[Person, ...]:
        """The persons a name may mean."""
        return find(self.book(level), name)

    def casefile(self, person: Person, level: str) -> CaseFile:
        """A person's case file."""
        return casefile(self.book(level), person, level=level)

    def show(self, id_: str, level: str) -> Shown:
        """What an id (or an unambiguous beginning of it) means at a level; several ids where the beginning fits several."""
        return show(self.project.ledger, self.book(level), id_)

    # ---- ruling

    def rule(self, about: str, verdict: str, *, because: str = "", value: str = "") -> str:
        """Write down what a person ruled about a capture, person, act or claim; returns the ruling's id."""
        decision = Decision(about, verdict, self.who, self.now(), because, value)
        with self.project.ledger.writing() as w:
            return w.decision(decision, self._touched(about, value))

    def _touched(self, *ids: str) -> list[str]:
        """The captures that ids speak of."""
        wanted, found = {i for i in ids if ":" in i}, []
        for line in self.project.ledger.lines("claim"):
            if line.id in wanted or (isinstance(line.record, Claim) and line.record.subject in wanted):
                found.append(line.owner)
        return list(dict.fromkeys([*found, *(c.id for c in self.project.ledger.captures() if c.id in wanted)]))

    def subjects_beginning(self, beginning: str) -> tuple[str, ...]:
        """The ids of lines, persons and acts that begin so (with or without their kind)."""
        found = dict.fromkeys(self.project.ledger.find(beginning))
        for claim in self.project.ledger.claims():
            if claim.subject.startswith(beginning) or claim.subject.partition(":")[2].startswith(beginning):
                found[claim.subject] = None
        return tuple(found)

    def restrict(self, about: str, level: str, because: str = "") -> str:
        """Rule who may see a capture, a person or a claim."""
        if level not in LEVELS:
            raise ValueError(level)
        return self.rule(about, "restrict", because=because, value=level)

    def erase(self, capture: str, reason: str) -> Tombstone:
        """Destroy what a capture holds and leave a tombstone."""
        self._book = None
        return self.project.erase(capture, by=self.who, at=self.now(), reason=reason)


def _claims(path: Path, reading: Reading, places: tuple[Place, ...]) -> tuple[Iterable[Claim], tuple[Fault, ...]]:
    """What a page tells. An error in reading one page is a fault of that page: its bytes are kept, and the import goes on."""
    try:
        return understand(reading, places).claims, ()
    except Exception as error:
        if os.environ.get("LETAPIS_TRACEBACK"):
            raise
        return (), (_bug(path, error),)


def _table(tables: Tables, path: Path, reading: Reading) -> Ruled:
    """What a table tells; an error in reading one is a fault of that table, as of a page."""
    try:
        return tables.told(reading, path)
    except Exception as error:
        if os.environ.get("LETAPIS_TRACEBACK"):
            raise
        return Ruled(telling.Told((), (_bug(path, error),)), ())


def _bug(path: Path, error: Exception) -> Fault:
    what = f"it is kept, but what it tells could not be read: an error of the program ({type(error).__name__})."
    return Fault(files.shown(path), what, "Please tell us; read it by hand meanwhile.")


def _at(path: Path, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """A reader's faults, which know a page's name only, with the whole path."""
    return tuple(replace(f, where=files.shown(path)) if f.where == path.name else f for f in faults)


_TABLE = "Its first line must name the columns, parted by tabs: name, kind, country, latitude, longitude, aliases."


def places_of(table: str) -> list[Place]:
    """Places from tab-separated lines under a head: name, kind, country, latitude, longitude, aliases (``|`` between)."""
    try:
        rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    except csv.Error:
        return []
    return [
        Place(
            name=row["name"],
            kind=row.get("kind") or "place",
            country=row.get("country") or "",
            latitude=_number(row.get("latitude")),
            longitude=_number(row.get("longitude")),
            aliases=tuple(a for a in (row.get("aliases") or "").split("|") if a),
        )
        for row in rows
        if row.get("name")
    ]


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


__all__ = ["PLACES", "Desk", "Outcome", "places_of"]
