"""One file on its way in: read, understood and written page by page, so that an archive of thousands can stop and go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from letapis.core.tables.grid import is_table
from letapis.core.tables.telling import Told
from letapis.desk.tables import Ruled, Tables
from letapis.desk.understanding import understand, within
from letapis.rim import files
from letapis.rim.ledger import Ledger
from letapis.words.records import LEVELS, Capture, Decision, Fault, Place, Reading

PLACES: Final = "places"
"""The kind of a capture that lists the project's own places (prisons, villages) as a table."""
CONTAINER: Final = "container"
"""The kind of the reading in which an archive says what it holds, written when all of its pages are in."""
STARTS: Final = {"interview": "named", "letter": "team"}
"""Who may see what of a kind tells, until somebody rules otherwise; all else is public."""
TOGETHER: Final = 20
"""Pages of an archive that are written at once: a stop loses no more work than theirs."""
FAULTS: Final = 200
"""Faults of an archive that are told one by one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of an import."""

    path: Path
    state: str
    """``new``, ``held`` (already in the project), ``read anew`` (held, but understood only now), ``unread`` (kept, but nothing
    could be read), ``erased`` or ``failed``."""
    capture: str = ""
    faults: tuple[Fault, ...] = ()
    pages: int = 0
    """Of an archive: how many pages of it are new."""
    unread: int = 0
    """How many of those could not be read."""


class Taking:
    """A file that is being taken in."""

    def __init__(
        self, ledger: Ledger, tables: Tables, path: Path, data: bytes, capture: Capture, key: bytes, *, asked: bool
    ) -> None:
        """``asked``: somebody said who may see it, so no page of it starts within narrower bounds."""
        self._ledger, self._path, self._data, self._capture, self._key = ledger, path, data, capture, key
        self._tables, self._asked = tables, asked
        self._batch: list[tuple[Reading, Ruled]] = []
        self._faults: list[Fault] = []

    def run(self, known: Collection[str], places: tuple[Place, ...], counted: Callable[[Path, int], None] | None) -> Outcome:
        """Read the file and write what it tells; ``known`` are the pages of an archive that an earlier import took in."""
        from letapis.core.reading import readings  # only where pages are taken in

        given, made = self._capture.given, self._capture
        pages = well = 0
        archive = False
        for reading in readings(
            self._data, self._path.name, given=given, key=self._key, capture=made.id, known=frozenset(known), explain=True
        ):
            archive = archive or reading.member is not None or reading.kind == CONTAINER
            told = self._told_by(reading, places)
            self._faults += [*_at(self._path, reading.faults), *told.told.faults]
            pages += reading.kind != CONTAINER
            well += self._well(reading, told)
            self._batch.append((reading, told))
            if len(self._batch) >= TOGETHER and reading.kind != CONTAINER:
                self._write()
            if counted and archive:
                counted(self._path, pages + len(known))
        self._write()
        state = "new" if well or (known and not pages) else "unread"
        if not archive:
            return Outcome(self._path, state, made.id, tuple(self._faults))
        return Outcome(self._path, state, made.id, self._told(), pages, pages - well)

    def _told_by(self, reading: Reading, places: tuple[Place, ...]) -> Ruled:
        """What a page tells, or a table by what its columns mean. An error in reading one is a fault of that one: its bytes
        are kept, and the import goes on."""
        if reading.kind == CONTAINER or self._capture.given.kind == PLACES:
            return Ruled(Told((), ()), ())
        try:
            if is_table(reading):
                return self._tables.told(reading, self._path)
            return Ruled(Told(tuple(understand(reading, places).claims), ()), ())
        except Exception as error:
            if os.environ.get("LETAPIS_TRACEBACK"):
                raise
            what = f"it is kept, but what it tells could not be read: an error of the program ({type(error).__name__})."
            where = files.shown(self._path) + (f", {reading.member}" if reading.member else "")
            return Ruled(Told((), (Fault(where, what, "Please tell us; read it by hand meanwhile."),)), ())

    def _well(self, reading: Reading, told: Ruled) -> bool:
        """Whether a page could be read: of a table, whether it told anything."""
        if self._capture.given.kind == PLACES:
            return True
        return bool(told.told.claims) if is_table(reading) else bool(reading.body and not told.told.faults)

    def _told(self) -> tuple[Fault, ...]:
        more = len(self._faults) - FAULTS
        kept = self._faults[:FAULTS]
        return (*kept, *([Fault(files.shown(self._path), f"and {more} more faults of its pages.")] if more > 0 else []))

    def _write(self) -> None:
        """Write the pages that wait, with the capture before the first of them."""
        if not self._capture.confidentiality:
            levels = [_starts(r) for r, _ in self._batch if r.kind != CONTAINER] or ["public"]
            self._capture = replace(self._capture, confidentiality=min(levels, key=LEVELS.index))
        with self._ledger.writing() as w:
            w.capture(self._capture, self._data)
            for reading, told in self._batch:
                w.reading(reading)
                w.claims(told.told.claims)
                for ruling in (*told.rulings, *self._narrowed(reading)):
                    w.decision(ruling, [self._capture.id])
        self._batch.clear()

    def _narrowed(self, reading: Reading) -> Iterator[Decision]:
        """The ruling about a page of an archive that must start within narrower bounds than the archive."""
        level = _starts(reading)
        if not self._asked and LEVELS.index(level) > LEVELS.index(self._capture.confidentiality):
            because = f"a {'table' if is_table(reading) else reading.kind} starts at the level “{level}”"
            yield Decision(reading.id, "restrict", "letapis import", self._capture.taken_at, because, level)


def _starts(reading: Reading) -> str:
    return STARTS.get(reading.kind) or ("team" if is_table(reading) else LEVELS[0])


def _at(path: Path, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """A reader's faults, which know a page's name only, with the whole path."""
    return tuple(replace(f, where=within(path, f.where)) for f in faults)
