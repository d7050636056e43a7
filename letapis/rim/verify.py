"""Verify: re-hash every blob, re-check every seal, re-anchor every passage, and name what is wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from letapis.rim import database, lines
from letapis.rim.errors import ProjectError, refuse
from letapis.rim.keys import DamagedError
from letapis.rim.ledger import Line, open_tombstone
from letapis.rim.project import Project
from letapis.rim.writing import Tombstone, anchored
from letapis.words.records import Capture, Claim, Decision, Reading, mint

_TEXTS_KEPT: Final = 64
_PLAIN_HEAD: Final = slice(16, 24)
"""The bytes of an encrypted database that SQLite leaves in clear: page size and file format."""
_PLAIN_HEAD_IS: Final = bytes.fromhex("1000010120402020")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one thing: it failed, or it could not be checked, and why, in a sentence naming it."""

    about: str
    """An id, a blob's name, ``line 17`` or ``ledger.db``."""
    state: str
    """``failed`` or ``unchecked``."""
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: how many of each kind passed, and a verdict for everything that did not."""

    passed: Mapping[str, int]
    """By kind: capture (its bytes too), reading, claim, decision, tombstone."""
    failed: tuple[Verdict, ...]
    unchecked: tuple[Verdict, ...]
    checkpoint: str
    """The ledger's head as it is now, to be kept elsewhere."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Everything that did not pass: what failed, then what could not be checked."""
        return self.failed + self.unchecked

    @property
    def ok(self) -> bool:
        """True when nothing failed (what was erased counts as unchecked, not as failed)."""
        return not self.failed


def verify(project: Project, *, against: str | None = None, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check the whole store; ``against`` is an earlier checkpoint kept elsewhere; ``progress(done, all)`` counts lines.

    Without a checkpoint a ledger whose end was cut off, or a whole older copy put back, cannot be told from a true one.
    """
    then = lines.parse_checkpoint(against) if against is not None else None
    if against is not None and then is None:
        raise refuse("checkpoint", "this is no checkpoint.", 'It is one line of text that begins "letapis checkpoint".')
    return _Check(project, then, progress).run()


class _Check:
    """One run over a project."""

    def __init__(self, project: Project, then: tuple[int, bytes] | None, progress: Callable[[int, int], None] | None) -> None:
        self._project = project
        self._ledger = project.ledger
        self._then = then
        self._progress = progress
        self._passed: Counter[str] = Counter()
        self._verdicts: dict[Verdict, None] = {}
        self._last = (0, lines.NOTHING)
        self._stones: dict[str, Tombstone] = {}
        self._captures: dict[str, Capture | None] = {}
        self._whole: set[str] = set()
        self._owners: dict[str, str] = {}
        """Which capture each reading was made from."""
        self._texts: dict[str, Reading] = {}
        self._rulings: dict[str, list[str]] = {}

    def run(self) -> Report:
        """Everything, in the order that lets later checks lean on earlier ones."""
        for step in (self._file, self._tombstones, self._lines, self._blobs, self._strays, self._keys, self._checkpoint):
            try:
                step()
            except ProjectError as error:
                self._fail(database.NAME, f"{error.fault} (after line {self._last[0]})")
            except database.ERRORS as error:
                self._fail(database.NAME, f"the database is damaged after line {self._last[0]}: {error}.")
        verdicts = tuple(self._verdicts)
        return Report(
            dict(self._passed),
            tuple(v for v in verdicts if v.state == "failed"),
            tuple(v for v in verdicts if v.state == "unchecked"),
            lines.checkpoint(*self._last),
        )

    def _fail(self, about: str, why: str) -> None:
        self._verdicts[Verdict(about, "failed", why)] = None

    def _skip(self, about: str, why: str) -> None:
        self._verdicts[Verdict(about, "unchecked", why)] = None

    def _file(self) -> None:
        """The file itself: every page opens and hangs together, and the guards are in place."""
        with self._ledger.path.open("rb") as stream:
            if stream.read(24)[_PLAIN_HEAD] != _PLAIN_HEAD_IS:
                self._fail(database.NAME, "the first bytes of the file were altered.")
        for (said,) in self._ledger.connection.execute("PRAGMA integrity_check(20)"):
            if said != "ok":
                self._fail(database.NAME, f"the database is damaged: {said}.")
        if not database.schema_is_ours(self._ledger.connection):
            self._fail(
                database.NAME, "its tables, or the guards that let nothing be changed in them, are not as they were made."
            )

    def _tombstones(self) -> None:
        for row in self._ledger.rows("tombstone"):
            try:
                stone = open_tombstone(row, self._ledger.keyring.tombstones)
            except ProjectError as error:
                self._fail(_line(row), error.fault.what)
                continue
            self._stones[stone.capture] = stone
            if stone.capture != row.owner:
                self._fail(_line(row), "this tombstone stands over another capture than it says.")

    def _lines(self) -> None:
        total = self._ledger.head().seq
        for row in self._ledger.rows():
            whole = self._chained(row)
            self._last = (row.seq, row.seal)
            if self._then and self._then[0] == row.seq and self._then[1] != row.seal:
                self._fail(_line(row), "this is not the line that the checkpoint knew: what comes before was rewritten.")
            before = len(self._verdicts)
            self._open(row)
            if whole and len(self._verdicts) == before and row.kind == "capture":
                self._whole.add(row.id)  # it passes when its bytes do
            elif whole and len(self._verdicts) == before:
                self._passed[row.kind] += len(row.ids.split()) if row.kind == "claim" else 1
            if self._progress:
                self._progress(row.seq, total)

    def _chained(self, row: lines.Row) -> bool:
        seq, seal = self._last
        before = len(self._verdicts)
        if row.seq != seq + 1:
            self._fail(f"line {seq + 1}", f"the lines {seq + 1} to {row.seq - 1} are missing.")
        elif row.prev != seal:
            self._fail(_line(row), "it does not follow the line before: one was taken out, put in or altered here.")
        if lines.seal_of(row.prev, lines.head_of(row), row.digest) != row.seal:
            self._fail(_line(row), "its seal is broken: the line was altered.")
        return len(self._verdicts) == before

    def _open(self, row: lines.Row) -> None:
        """What the line says, if its key is there."""
        if row.kind == "tombstone":
            return self._grave(row)
        if row.kind == "decision":
            self._rulings[row.id] = row.touches.split()
        if row.kind in ("capture", "reading"):
            self._captures.setdefault(row.owner, None)
            self._owners[row.id] = row.owner
        try:
            own = self._ledger.keyring.of(row.owner)
        except ProjectError as error:
            return self._fail(row.owner, error.fault.what)
        if own is None:
            return self._keyless(row)
        try:
            records = lines.decode(lines.text_of(row, own), own.ids)
        except (DamagedError, ValueError):
            return self._fail(_line(row), "its text does not open: the line was altered.")
        return self._say(row, records)

    def _say(self, row: lines.Row, records: list[lines.Record]) -> None:
        first = records[0]
        if {type(r).__name__.lower() for r in records} != {row.kind}:
            self._fail(_line(row), f"this line says other things than a {row.kind}.")
        elif isinstance(first, Claim):
            self._claims(row, [r for r in records if isinstance(r, Claim)])
        elif isinstance(first, Reading):
            self._reading(row, first)
        elif isinstance(first, Capture):
            self._capture(row, first)
        elif isinstance(first, Decision):
            self._decision(row)

    def _stone_over(self, row: lines.Row) -> Tombstone | None:
        return next((self._stones[o] for o in (row.owner, *row.touches.split()) if o in self._stones), None)

    def _keyless(self, row: lines.Row) -> None:
        stone = self._stone_over(row)
        if stone:
            self._skip(row.id, f"{stone}.")
        else:
            self._fail(row.id, "its key is missing though it was never erased.")

    def _grave(self, row: lines.Row) -> None:
        if row.owner not in self._captures:
            self._fail(_line(row), f"this tombstone stands over {row.owner}, which was never here.")

    def _capture(self, row: lines.Row, capture: Capture) -> None:
        ids = self._ledger.keyring.project.ids
        names = [mint("capture", ids, capture.sha256)]
        names += [mint("capture", ids, capture.sha256, times) for times in range(1, len(self._stones) + 1)]
        if not row.id == row.owner == capture.id or capture.id not in names:
            self._fail(_line(row), f"{row.id} is not named by its bytes.")
        if row.id not in self._stones:
            self._captures[row.owner] = capture

    def _reading(self, row: lines.Row, reading: Reading) -> None:
        if reading.id != row.id or reading.capture != row.owner:
            self._fail(_line(row), f"{row.id} is not the reading of {row.owner} that it says.")
        if self._captures.get(row.owner) is None and row.owner not in self._stones:
            self._fail(row.id, f"it was made from {row.owner}, which is not here.")
        self._keep(reading)

    def _keep(self, reading: Reading) -> None:
        """Remember a text for the claims that follow; only the last ones, since an archive may hold thousands."""
        self._texts[reading.id] = reading
        if len(self._texts) > _TEXTS_KEPT:
            del self._texts[next(iter(self._texts))]

    def _claims(self, row: lines.Row, claims: list[Claim]) -> None:
        ids = lines.unlisted(row.ids)
        if len(ids) != len(claims):
            self._fail(_line(row), "it holds another number of claims than it names.")
        for id, claim in zip(ids, claims, strict=False):
            reading = self._text(claim.passage.reading)
            if reading is None or reading.capture != row.owner:
                self._fail(id, f"it stands on {claim.passage.reading}, which is no reading of {row.owner}.")
            elif claim.id(reading.key) != id:
                self._fail(id, "it is not named by what it says.")
            elif not anchored(claim.passage, reading.text):
                place = f"{claim.passage.start}-{claim.passage.end}"
                self._fail(id, f"its quote does not stand in {reading.id} at {place}.")

    def _text(self, id: str) -> Reading | None:
        if id not in self._texts and id in self._owners:
            line = self._ledger.get(id)
            if isinstance(line, Line) and isinstance(line.record, Reading):
                self._keep(line.record)
        return self._texts.get(id)

    def _decision(self, row: lines.Row) -> None:
        for capture in row.touches.split():
            if capture not in self._captures:
                self._fail(row.id, f"it speaks of {capture}, which was never here.")

    def _blobs(self) -> None:
        for id, capture in self._captures.items():
            if capture is None:
                continue
            key = self._ledger.keyring.blob_key(id)
            digest = hashlib.sha256()
            try:
                for chunk in self._project.archive.chunks(id, key or b""):
                    digest.update(chunk)
            except ProjectError as error:
                self._fail(id, error.fault.what)
                continue
            if digest.hexdigest() != capture.sha256:
                self._fail(id, "its preserved bytes are not those that were taken in.")
            elif id in self._whole:
                self._passed["capture"] += 1

    def _strays(self) -> None:
        """What lies in the archive and belongs to no capture."""
        names = {self._project.archive.name(id): id for id in self._captures}
        for name in self._project.archive.names():
            capture = names.get(name)
            if capture is None:
                self._skip(f"archive/{name[:2]}/{name}", "no line speaks of this file; a writer was perhaps interrupted here.")
            elif capture in self._stones:
                self._fail(capture, "it was erased, but its (unreadable) bytes are still here; erase it again.")

    def _keys(self) -> None:
        known = self._captures.keys() | self._rulings.keys()
        for owner, wrapped in self._ledger.keyring.wrapped():
            try:
                self._ledger.keyring.project.unwrap(owner, wrapped)
            except DamagedError:
                self._fail(owner, "its key is damaged.")
            if owner not in known:
                self._fail(owner, "there is a key for this, but no line.")
            if any(c in self._stones for c in (owner, *self._rulings.get(owner, ()))):
                self._fail(owner, "it was erased, but its key is still here.")

    def _checkpoint(self) -> None:
        if self._then and self._then[0] > self._last[0]:
            self._fail(
                "checkpoint",
                f"the ledger had {self._then[0]} lines at the checkpoint and has {self._last[0]} now: "
                "its end was cut off, or an older copy was put back.",
            )


def _line(row: lines.Row) -> str:
    return f"line {row.seq} ({row.id})"


def sentences(report: Report) -> Iterator[str]:
    """The report in plain sentences: what passed, then every thing that did not, by name."""
    yield "passed: " + (", ".join(f"{n} {kind}s" for kind, n in report.passed.items()) or "nothing") + "."
    for verdict in report.verdicts:
        yield f"{verdict.state}: {verdict.about}: {verdict.why}"
