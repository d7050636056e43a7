"""An open project as a monitor works with it: take pages in, look people up, show what a fact stands on, keep it safe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from letapis.core.casefile import CaseFile, book_of, casefile
from letapis.core.cases import Book, Person, find
from letapis.core.material import Told
from letapis.core.reading import read
from letapis.desk.understanding import SIDECAR, sidecar, understand
from letapis.rim import files
from letapis.rim.ledger import Head, Tombstone
from letapis.rim.project import Project
from letapis.words.records import LEVELS, Capture, Claim, Decision, Fault, Given, Place, Reading

PLACES = "places"
"""The kind of a capture that lists the project's own places (prisons, villages) as a table."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of an import."""

    path: Path
    state: str
    """``new``, ``held`` (already in the project), ``unread`` (kept, but nothing could be read), ``erased`` or ``failed``."""
    capture: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with everything it stands on."""

    claim: Claim
    id: str
    reading: Reading
    capture: Capture
    decisions: tuple[Decision, ...]


class Desk:
    """The verbs of an open project; it alone knows the time and who is working."""

    def __init__(self, project: Project, who: str) -> None:
        self.project, self.who = project, who
        self._book: tuple[Head, str, Book] | None = None

    def now(self) -> str:
        """UTC, to the second."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    # ---- taking in

    def inputs(self, paths: Iterable[Path]) -> list[Path | Fault]:
        """The files to take in, sidecars left out, with a fault for each that cannot be listed."""
        return [p for p in files.inputs(paths) if isinstance(p, Fault) or not p.name.endswith(SIDECAR)]

    def take_in(
        self, inputs: Iterable[Path | Fault], *, confidentiality: str = "public", given: Given | None = None
    ) -> Iterator[Outcome]:
        """Take files in one by one, each whole or not at all; stopping between two loses nothing, and running again goes on."""
        with self.project.locked():
            places = self.places()
            for path in inputs:
                if isinstance(path, Fault):
                    yield Outcome(Path(path.where), "failed", faults=(path,))
                    continue
                outcome = self._take(path, confidentiality, given, places)
                if given and given.kind == PLACES and outcome.state == "new":
                    places = self.places()
                yield outcome

    def _take(self, path: Path, confidentiality: str, given: Given | None, places: tuple[Place, ...]) -> Outcome:
        data = files.read_input(path)
        beside = sidecar(path) if given is None else given
        for fault in (data, beside):
            if isinstance(fault, Fault):
                return Outcome(path, "failed", faults=(fault,))
        assert isinstance(data, bytes)
        assert isinstance(beside, Given)
        place = self.project.ledger.place(data)
        if place.held:
            return Outcome(path, "held", place.id)
        if place.erased:
            fault = Fault(files.shown(path), "was withdrawn from this project and erased.", "It is not taken in again.")
            return Outcome(path, "erased", place.id, (fault,))
        reading = read(data, path.name, given=beside, key=place.key, capture=place.id)
        if reading.media_type == "application/octet-stream":
            return Outcome(path, "failed", faults=reading.faults)
        capture = Capture(
            place.id, place.sha256, place.size, files.shown(path.name), self.now(), self.who, beside, confidentiality
        )
        told = understand(reading, places) if beside.kind != PLACES else None
        with self.project.ledger.writing() as w:
            w.capture(capture, data)
            w.reading(reading)
            w.claims(told.claims if told else ())
        return Outcome(path, "new" if reading.body or beside.kind == PLACES else "unread", place.id, reading.faults)

    def places(self) -> tuple[Place, ...]:
        """The project's own places, from the tables taken in as such."""
        found: list[Place] = []
        for capture in self.project.ledger.captures():
            if capture.given.kind == PLACES:
                found += places_of(self.project.bytes_of(capture.id).decode("utf-8", "replace"))
        return tuple(found)

    # ---- looking

    def pages(self) -> list[Told]:
        """Every reading with its capture and claims, oldest first."""
        captures = {c.id: c for c in self.project.ledger.captures()}
        claims: dict[str, list[Claim]] = {}
        for c in self.project.ledger.claims():
            claims.setdefault(c.passage.reading, []).append(c)
        return [
            Told(captures[r.capture], r, tuple(claims.get(r.id, ())))
            for r in self.project.ledger.readings()
            if captures[r.capture].given.kind != PLACES
        ]

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

    def show(self, id_: str) -> Shown | Tombstone | tuple[str, ...]:
        """What a claim's id (or an unambiguous beginning of it) stands on; several ids where the beginning fits several."""
        ledger = self.project.ledger
        found = ledger.find(id_ if ":" in id_ else f"claim:{id_}") or ledger.find(id_)
        if len(found) != 1:
            return found
        line = ledger.get(found[0])
        if isinstance(line, Tombstone):
            return line
        if line is None or not isinstance(line.record, Claim):
            return ()
        claim = line.record
        reading = next(r for r in ledger.readings(line.owner) if r.id == claim.passage.reading)
        capture = next(c for c in ledger.captures() if c.id == line.owner)
        about = {found[0], claim.subject, capture.id}
        return Shown(claim, found[0], reading, capture, tuple(d for d in ledger.decisions() if d.about in about))

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


def places_of(table: str) -> list[Place]:
    """Places from tab-separated lines under a head: name, kind, country, latitude, longitude, aliases (``|`` between)."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t")
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


__all__ = ["PLACES", "Desk", "Outcome", "Shown", "places_of"]
