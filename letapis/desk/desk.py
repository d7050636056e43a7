"""An open project as a monitor works with it: take pages in, look people up, show what a fact stands on, keep it safe."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from letapis.core.blocks import all_as_ruled
from letapis.core.casefile import CaseFile, book_of, casefile
from letapis.core.cases import Book, Person, find
from letapis.core.disclosure import withheld
from letapis.core.export.evidence import Evidence
from letapis.core.export.leaving import Extract, extract
from letapis.core.known import UNDERSTOOD, Register, known_in, known_people
from letapis.core.material import Told
from letapis.core.tables.columns import Column
from letapis.core.tables.grid import is_table
from letapis.desk.holdings import Holdings
from letapis.desk.showing import Shown, show
from letapis.desk.sources import Disk, Source
from letapis.desk.tables import Question, Tables
from letapis.desk.taking import PLACES, Outcome, Taking
from letapis.desk.understanding import SIDECAR
from letapis.rim import files
from letapis.rim.ledger import Head, Line, Tombstone
from letapis.rim.project import Project
from letapis.words.records import LEVELS, Capture, Decision, Fault, Given, Place

PAGES = frozenset({"", ".htm", ".html", ".xhtml", ".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".odt", ".rtf", ".doc"})
"""Endings of the files of a folder that are taken for pages."""
TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm"})
"""Endings of those that are taken for tables."""
ARCHIVES = (".warc", ".warc.gz", ".wacz", ".zip", ".eml", ".mbox", ".mht", ".mhtml")
"""Endings of those that are taken for archives of pages."""
EXPORTED = "exported"
"""The verdict by which the ledger keeps that something left."""


class Desk:
    """The verbs of an open project; it alone knows the time and who is working."""

    def __init__(self, project: Project, who: str) -> None:
        self.project, self.who = project, who
        self._holdings = Holdings(project.ledger)
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
            plain = isinstance(p, Fault) or p in named or p.suffix.lower() in PAGES | TABLES
            page = plain or p.name.lower().endswith(ARCHIVES)  # type: ignore[union-attr]
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
        counted: Callable[[Path, int], None] | None = None,
        source: Source | None = None,
    ) -> Iterator[Outcome]:
        """Take files in one by one; stopping at any time loses nothing, and running again goes on, also within an archive.

        ``confidentiality`` None: pages are public, tables and mails for the team, records of interviews for named people only.
        ``columns`` says what the columns of tables mean, ``answers`` of tables by name (``questions``); both become rulings.
        ``counted`` is told how many pages of an archive are in. ``source`` gives the bytes of files that are not on the disk.
        """
        self._source = source or Disk()
        with self.project.locked():
            self._tables = Tables(self.project.ledger, self.who, self.now, columns, answers)
            places = self.places()
            for path in inputs:
                if isinstance(path, Fault):
                    yield Outcome(Path(path.where), "failed", faults=(path,))
                    continue
                outcome = self._take(path, confidentiality, given, places, counted)
                if given and given.kind == PLACES and outcome.state == "new":
                    places = self.places()
                yield outcome
            self.find_known()

    def _take(
        self,
        path: Path,
        confidentiality: str | None,
        given: Given | None,
        places: tuple[Place, ...],
        counted: Callable[[Path, int], None] | None,
    ) -> Outcome:
        data = self._source.data(path)
        if isinstance(data, Fault):
            return Outcome(path, "failed", faults=(data,))
        beside = self._source.given(path) if given is None else given
        if isinstance(beside, Fault):
            hint = f"{beside.hint} The page beside it is not taken in until then."
            return Outcome(path, "failed", faults=(replace(beside, hint=hint),))
        place = self.project.ledger.place(data)
        known = {r.member for r in self.project.ledger.readings(place.id)} if place.held else set[str | None]()
        if None in known:  # what a plain page, and an archive that was read to its end, have
            return self._held(path, place.id)
        if place.erased:
            fault = Fault(files.shown(path), "was withdrawn from this project and erased.", "It is not taken in again.")
            return Outcome(path, "erased", place.id, (fault,))
        if beside.kind == PLACES and not places_of(data.decode("utf-8", "replace")):
            return Outcome(path, "failed", faults=(Fault(files.shown(path), "there is no place in this table.", _TABLE),))
        begun = self.project.ledger.get(place.id) if place.held else None
        capture = Capture(
            place.id, place.sha256, place.size, files.shown(path.name), self.now(), self.who, beside, confidentiality or ""
        )
        if isinstance(begun, Line) and isinstance(begun.record, Capture):
            capture = begun.record  # an archive whose import was stopped goes on as it began
        asked = confidentiality is not None
        taking = Taking(self.project.ledger, self._tables, path, data, capture, place.key, asked=asked)
        return taking.run({m for m in known if m}, places, counted)

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
        return all_as_ruled(self._holdings.pages(), self.decisions())

    def decisions(self) -> tuple[Decision, ...]:
        """Everything that was ruled, oldest first."""
        return self._holdings.decisions()

    def book(self, level: str) -> Book:
        """Persons, acts and places folded from what may be seen at a level; kept until the ledger grows."""
        head = self.project.ledger.head()
        if self._book is None or self._book[:2] != (head, level):
            before = self._book[2] if self._book and self._book[1] == level else None
            self._book = (head, level, book_of(self.pages(), self.decisions(), level, before))
        return self._book[2]

    def people(self, name: str, level: str) -> tuple[Person, ...]:
        """The persons a name may mean."""
        return find(self.book(level), name)

    def casefile(self, person: Person, level: str) -> CaseFile:
        """A person's case file."""
        return casefile(self.book(level), person, level=level)

    def extract(self, person: Person | None, level: str, *, exact: bool = False) -> Extract:
        """A person's case, or (None) everything, for the field's formats; preserved bytes are read when they are asked for."""
        book = self.book(level)

        @cache
        def evidence() -> Evidence:
            pages = tuple(self.pages())
            return Evidence(pages, book.material.pages, withheld(pages, self.decisions(), level), self.project.bytes_of)

        return extract(book, person, level=level, original=lambda capture: evidence().original(capture), exact=exact)

    def exported(self, about: Person | None, captures: Iterable[str], what: str, sha256: str) -> str:
        """Write down that something left: about whom, as what, and the digest of its bytes. Returns the line's id."""
        decision = Decision(about.id if about else "project", EXPORTED, self.who, self.now(), what, f"sha256:{sha256}")
        with self.project.ledger.writing() as w:
            return w.decision(decision, dict.fromkeys(captures) if about else ())

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
        return list(dict.fromkeys(c for i in ids if ":" in i for c in self._holdings.captures_of(i)))

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
        self._holdings = Holdings(self.project.ledger)
        return self.project.erase(capture, by=self.who, at=self.now(), reason=reason)


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
