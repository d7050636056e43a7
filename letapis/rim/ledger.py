"""The ledger: captures, readings, claims, decisions and tombstones, each line sealed by the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import apsw

from letapis.rim import keys
from letapis.rim import lines as sealed
from letapis.rim.archive import Archive
from letapis.rim.database import plainly
from letapis.rim.errors import refuse
from letapis.rim.keyring import Keyring
from letapis.rim.lock import Lock
from letapis.rim.writing import REASONS as REASONS
from letapis.rim.writing import Tombstone as Tombstone
from letapis.rim.writing import Writing, find_row
from letapis.words.records import Capture, Claim, Decision, Reading, mint

_ROWS: Final = "SELECT * FROM lines WHERE seq > :after"
_PAGE: Final = " ORDER BY seq LIMIT 200"
_ALL: Final = _ROWS + _PAGE
_OF_KIND: Final = _ROWS + " AND kind = :kind" + _PAGE
_OF_OWNER: Final = _ROWS + " AND owner = :owner" + _PAGE
_OF_BOTH: Final = _ROWS + " AND owner = :owner AND kind = :kind" + _PAGE
_MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where some bytes belong in this project."""

    id: str
    """The capture's id, whether it is already held or not."""
    sha256: str
    size: int
    key: bytes = field(repr=False)
    """The capture's id key: hand it to the reader as ``Reading.key``. Empty for what was erased."""
    held: bool
    erased: Tombstone | None
    """Set when these bytes were erased before and ``again`` was not asked: ``w.capture`` then refuses."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger, opened."""

    seq: int
    id: str
    owner: str
    """The capture it belongs to (of a decision: itself)."""
    record: sealed.Record


@dataclass(frozen=True, slots=True)
class Head:
    """The last line and its seal (64 hex digits): equal heads mean equal ledgers, so folds can be memoised on it."""

    seq: int
    seal: str


class Ledger:
    """The ledger of an open project."""

    def __init__(self, connection: apsw.Connection, path: Path, project: keys.Keys, archive: Archive, lock: Lock) -> None:
        self.connection = connection
        self.path = path
        self.keyring = Keyring(connection, project)
        self._archive = archive
        self._lock = lock

    # What writes

    def place(self, data: bytes, *, again: bool = False) -> Whereabouts:
        """Where these bytes belong: a held capture, or a new one with a fresh key (kept in memory until written).

        Bytes that were erased are recognised; with ``again`` they get a place under a new id.
        """
        sha256, erased = hashlib.sha256(data).hexdigest(), self.erased()
        id = mint("capture", self.keyring.project.ids, sha256)
        times = 0
        while id in erased and again:
            times += 1
            id = mint("capture", self.keyring.project.ids, sha256, times)
        if id in erased:
            return Whereabouts(id, sha256, len(data), b"", False, erased[id])
        found = self.get(id)
        if found is None:
            return Whereabouts(id, sha256, len(data), self.keyring.expect(id), False, None)
        if not isinstance(found, Line) or not isinstance(found.record, Capture) or found.record.sha256 != sha256:
            raise refuse(id, "two different files have come to the same id.", "Change one of them by a byte, and tell us.")
        return Whereabouts(id, sha256, len(data), self.capture_key(id), True, None)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A block that writes; takes the project's lock for its length unless ``project.locked()`` holds it.

        Acknowledged, and on the disk, when the block has ended; an exception in it leaves everything as it was.
        """
        with self._lock.held(), plainly(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.keyring.refresh()
                yield Writing(self.connection, self.keyring, self._archive)
                self.connection.execute("COMMIT")
            except BaseException:
                self.keyring.clear()
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    # What reads

    def rows(self, kind: str | None = None, owner: str | None = None, after: int = 0) -> Iterator[sealed.Row]:
        """Rows ``after`` a number as they stand, oldest first, some at a time, so that no reader keeps a writer waiting."""
        statement = _ALL
        if kind is not None:
            statement = _OF_BOTH if owner is not None else _OF_KIND
        elif owner is not None:
            statement = _OF_OWNER
        while True:
            with plainly(self.path):
                bound = {"after": after, "kind": kind, "owner": owner}
                batch = [sealed.Row(*row) for row in self.connection.execute(statement, bound)]
            yield from batch
            if not batch:
                return
            after = batch[-1].seq

    def lines(self, kind: str | None = None, owner: str | None = None, after: int = 0) -> Iterator[Line]:
        """Opened lines with their ids, oldest first: of a kind, of an owner, or all; those ``after`` a line's number.

        Erased ones and tombstones are left out. Raises ProjectError for a line that does not open though it was never erased.
        """
        self._refresh()
        for row in self.rows(kind, owner, after):
            if row.kind != "tombstone":
                yield from self._opened(row)

    def _opened(self, row: sealed.Row) -> list[Line]:
        """The records of a row with their ids; none when it was erased."""
        own = self.keyring.of(row.owner)
        if own is None:
            if self._stone_over(row):
                return []
            raise refuse(row.id, "its key is missing though it was never erased.", "Run `letapis verify`.")
        try:
            records = sealed.decode(sealed.text_of(row, own), own.ids)
            ids = sealed.unlisted(row.ids) if row.kind == "claim" else [row.id]
            return [Line(row.seq, id, row.owner, record) for id, record in zip(ids, records, strict=True)]
        except (keys.DamagedError, ValueError):
            raise refuse(row.id, "this line of the ledger is damaged.", "Run `letapis verify`.") from None

    def captures(self) -> Iterator[Capture]:
        """Every capture that is not erased, oldest first."""
        for line in self.lines("capture"):
            if isinstance(line.record, Capture):
                yield line.record

    def readings(self, capture: str | None = None) -> Iterator[Reading]:
        """Readings (of one capture), oldest first, their ``key`` filled in."""
        for line in self.lines("reading", capture):
            if isinstance(line.record, Reading):
                yield line.record

    def claims(self, reading: str | None = None) -> Iterator[Claim]:
        """Claims (of one reading), oldest first; ``claim.id(reading.key)`` is the id."""
        owner = None
        if reading is not None:
            row = self._row(reading)
            if row is None:
                return
            owner = row.owner
        for line in self.lines("claim", owner):
            if isinstance(line.record, Claim) and reading in (None, line.record.passage.reading):
                yield line.record

    def decisions(self) -> Iterator[Decision]:
        """Rulings with their ids, oldest first; those whose key an erasure destroyed are left out."""
        for line in self.lines("decision"):
            if isinstance(line.record, Decision):
                yield replace(line.record, id=line.id)

    def get(self, id: str) -> Line | Tombstone | None:
        """The line of an id; the tombstone when it was erased; None when there is none."""
        self._refresh()
        row = self._row(id)
        if row is None:
            return None
        if row.kind == "tombstone":
            return self._tombstone(row)
        return next((line for line in self._opened(row) if line.id == id), None) or self._stone_over(row)

    def _stone_over(self, row: sealed.Row) -> Tombstone | None:
        erased = self.erased()
        return next((erased[owner] for owner in (row.owner, *row.touches.split()) if owner in erased), None)

    def _row(self, id: str) -> sealed.Row | None:
        with plainly(self.path):
            return find_row(self.connection, id)

    def find(self, prefix: str) -> tuple[str, ...]:
        """Ids beginning so, at most 20: ``claim:lusab``, or ``lusab`` for any kind; an id in full finds itself only."""
        kind, colon, word = prefix.rpartition(":")
        found: list[str] = []
        with plainly(self.path):
            for each in [kind] if colon else sealed.KINDS:
                found += self._ids_in_heads(word) if each == "claim" else self._ids_from(f"{each}:{word}")
        exact = [id for id in found if id.partition(":")[2] == word]
        return tuple(exact or found[:_MOST_FOUND])

    def _ids_from(self, start: str) -> list[str]:
        found = self.connection.execute(
            "SELECT id FROM lines WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (start, start + "~", _MOST_FOUND)
        )
        return [str(id) for (id,) in found]

    def _ids_in_heads(self, word: str) -> list[str]:
        found = self.connection.execute(
            "SELECT ids FROM lines WHERE kind = 'claim' AND instr(ids, ?) LIMIT ?", (" " + word, _MOST_FOUND)
        )
        return [f"claim:{id}" for (ids,) in found for id in str(ids).split() if id.startswith(word)][:_MOST_FOUND]

    def capture_key(self, capture: str) -> bytes:
        """The id key of a capture (``Reading.key``). Raises ProjectError when it is erased or unknown."""
        self._refresh()
        key = self.keyring.id_key(capture)
        if key is None:
            stone = self.erased().get(capture)
            raise refuse(capture, f"this was {stone}." if stone else "there is no such capture in this project.")
        return key

    def erased(self) -> dict[str, Tombstone]:
        """Tombstones by capture id, oldest first."""
        stones = (self._tombstone(row) for row in self.rows("tombstone"))
        return {stone.capture: stone for stone in stones}

    def _tombstone(self, row: sealed.Row) -> Tombstone:
        return open_tombstone(row, self.keyring.tombstones)

    def head(self) -> Head:
        """The last line's number and seal; (0, zeros) of an empty ledger."""
        with plainly(self.path):
            last = self.connection.execute("SELECT seq, seal FROM lines ORDER BY seq DESC LIMIT 1").fetchone()
        return Head(last[0], last[1].hex()) if last else Head(0, sealed.NOTHING.hex())

    def checkpoint(self) -> str:
        """The head as one short line of text, to be kept elsewhere (printed, sent to a colleague)."""
        head = self.head()
        return sealed.checkpoint(head.seq, bytes.fromhex(head.seal))

    def _refresh(self) -> None:
        with plainly(self.path):
            self.keyring.refresh()


def open_tombstone(row: sealed.Row, own: sealed.LineKeys) -> Tombstone:
    """What a tombstone's row says. Raises ProjectError when it is damaged."""
    try:
        said = json.loads(sealed.text_of(row, own))
        return Tombstone(said["capture"], said["at"], said["by"], said["reason"])
    except (keys.DamagedError, ValueError, KeyError):
        raise refuse(row.id, "this tombstone is damaged.", "Run `letapis verify`.") from None
