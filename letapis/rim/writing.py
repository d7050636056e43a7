"""One transaction of the ledger: what is written in it is acknowledged when it is committed, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from typing import Final

import apsw

from letapis.rim import keys, lines
from letapis.rim.archive import Archive
from letapis.rim.errors import refuse
from letapis.rim.keyring import Keyring
from letapis.words.records import Capture, Claim, Decision, Passage, Reading, member_key, mint

REASONS: Final = ("consent", "safety", "law", "mistake")
"""Why a capture may be erased: consent withdrawn, somebody's safety, an order of law, taken by mistake."""

INSERT: Final = "INSERT INTO lines VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What an erasure leaves: which capture (by its keyed id), when, by whom, why. No identity."""

    capture: str
    at: str
    by: str
    reason: str

    def __str__(self) -> str:
        return f"erased on {self.at} by {self.by} ({self.reason})"


class Writing:
    """One transaction; handed out by ``Ledger.writing``."""

    def __init__(self, connection: apsw.Connection, keyring: Keyring, archive: Archive) -> None:
        self._connection = connection
        self._keyring = keyring
        self._archive = archive
        last = connection.execute("SELECT seq, seal FROM lines ORDER BY seq DESC LIMIT 1").fetchone()
        self._last: tuple[int, bytes] = last or (0, lines.NOTHING)
        self._readings: dict[str, Reading] = {}
        self._claimed: dict[str, set[str]] = {}

    def capture(self, capture: Capture, data: bytes) -> bool:
        """Keep the bytes and the capture (its id from ``Ledger.place``). False when it was there already.

        Raises ProjectError when it was erased, or when the disk does not take it.
        """
        if capture.size != len(data) or capture.sha256 != hashlib.sha256(data).hexdigest():
            raise ValueError(f"{capture.id} does not describe these bytes")
        stone = self._connection.execute("SELECT 1 FROM lines WHERE owner = ? AND kind = 'tombstone'", (capture.id,)).fetchone()
        if stone:
            raise refuse(capture.id, "this was erased from the project before.", "It is taken in again only if you say so.")
        if self._known(capture.id):
            return False
        self._keyring.add(capture.id)
        blob_key = self._keyring.blob_key(capture.id)
        assert blob_key
        self._archive.put(capture.id, blob_key, data)  # durable before its line is
        self._add("capture", capture.id, capture.id, lines.encode([capture]))
        self._claimed[capture.id] = set()
        return True

    def reading(self, reading: Reading) -> bool:
        """Add a reading of a capture of this ledger (or of this block). False when its id was there already."""
        if self._known(reading.id):
            return False
        own = self._keyring.of(reading.capture)
        if own is None or member_key(own.ids, reading.member) != reading.key:
            raise ValueError(f"{reading.id} was not made with the key of {reading.capture}")
        self._readings[reading.id] = reading
        if reading.member is not None:
            self._claimed[reading.id] = set()  # its ids are its own, so no other reading can have claimed them
        self._add("reading", reading.id, reading.capture, lines.encode([reading]))
        return True

    def claims(self, claims: Iterable[Claim]) -> int:
        """Add claims, each of a reading of this ledger (or of this block); returns how many were new.

        The new ones of a reading become one line. Raises ValueError when a quote does not stand in its reading at its place.
        """
        new: dict[str, dict[str, Claim]] = {}
        for claim in claims:
            reading = self._reading(claim.passage.reading)
            if not anchored(claim.passage, reading.text):
                raise ValueError(f"the quote of {claim.subject} {claim.property} does not stand in {reading.id} at its place")
            id = claim.id(reading.key)
            claimed = self._claims_of(reading)
            if id not in claimed:
                claimed.add(id)
                new.setdefault(reading.id, {})[id] = claim
        for reading_id, found in new.items():
            reading, ids = self._readings[reading_id], lines.listed(list(found))
            self._add("claim", mint("claims", reading.key, ids), reading.capture, lines.encode(found.values()), ids=ids)
        return sum(map(len, new.values()))

    def decision(self, decision: Decision, touches: Iterable[str]) -> str:
        """Add a ruling; ``touches`` are the ids of all captures it speaks of: erasing any of them erases it. Returns its id.

        Captures of the claims, readings and decisions it names are found by themselves; those of persons and acts are not.
        """
        captures = {*touches, *self._captures_of(decision.about), *self._captures_of(decision.value)}
        for capture in captures:
            if not capture.startswith("capture:") or not self._known(capture) or self._keyring.of(capture) is None:
                raise ValueError(f"a decision cannot touch {capture}: no such capture here")
        secret = keys.fresh()
        id = mint("decision", lines.LineKeys.of(secret).ids, *astuple(decision))
        self._keyring.add(id, secret)
        self._add("decision", id, id, lines.encode([decision]), touches=" ".join(sorted(captures)))
        return id

    def tombstone(self, stone: Tombstone) -> None:
        """Destroy the key of a capture and those of every decision touching it, and seal the tombstone. Once is enough."""
        if stone.reason not in REASONS:
            raise ValueError(f"{stone.reason} is none of {', '.join(REASONS)}")
        if not self._known(stone.capture) or not stone.capture.startswith("capture:"):
            raise refuse(stone.capture, "there is no such capture in this project.")
        id = mint("tombstone", self._keyring.tombstones.ids, stone.capture)
        rulings = self._connection.execute("SELECT id, touches FROM lines WHERE kind = 'decision'")
        self._keyring.destroy([stone.capture, *(str(d) for d, touches in rulings if stone.capture in str(touches).split())])
        if not self._known(id):
            text = json.dumps({"is": "tombstone", **asdict(stone)}, ensure_ascii=False, separators=(",", ":"))
            self._add("tombstone", id, stone.capture, text.encode("utf-8", "backslashreplace"))

    def _add(self, kind: str, id: str, owner: str, text: bytes, *, touches: str = "", ids: str = "") -> None:
        own = self._keyring.of_line(kind, owner)
        if own is None:
            raise refuse(owner, "its key is gone, so nothing can be added to it.")
        seq, prev = self._last
        row = lines.make(prev, lines.Head(seq + 1, kind, id, owner, touches, ids), text, own)
        self._connection.execute(INSERT, row)
        self._last = (row.seq, row.seal)

    def _known(self, id: str) -> bool:
        return self._connection.execute("SELECT 1 FROM lines WHERE id = ?", (id,)).fetchone() is not None

    def _claims_of(self, reading: Reading) -> set[str]:
        """Ids of claims that are there already: of a member's reading made in this block its own, else the capture's."""
        if reading.id in self._claimed:
            return self._claimed[reading.id]
        capture = reading.capture
        if capture not in self._claimed:
            found = self._connection.execute("SELECT ids FROM lines WHERE owner = ? AND kind = 'claim'", (capture,))
            self._claimed[capture] = {id for (ids,) in found for id in lines.unlisted(str(ids))}
        return self._claimed[capture]

    def _reading(self, id: str) -> Reading:
        if id not in self._readings:
            found = self._connection.execute("SELECT * FROM lines WHERE id = ? AND kind = 'reading'", (id,)).fetchone()
            row = lines.Row(*found) if found else None
            own = self._keyring.of(row.owner) if row else None
            if row is None or own is None:
                raise ValueError(f"{id} is no reading of this ledger")
            (reading,) = lines.decode(lines.text_of(row, own), own.ids)
            assert isinstance(reading, Reading)
            self._readings[id] = reading
        return self._readings[id]

    def _captures_of(self, id: str) -> list[str]:
        row = find_row(self._connection, id)
        if row is None or row.kind == "tombstone":
            return []
        return (row.touches if row.kind == "decision" else row.owner).split()


def find_row(connection: apsw.Connection, id: str) -> lines.Row | None:
    """The row of an id; of a claim's id the row it stands in, among others."""
    found = connection.execute("SELECT * FROM lines WHERE id = ?", (id,)).fetchone()
    if found is None and id.startswith("claim:"):
        # Claims are not indexed one by one: their ids are random, so an index would cost a page of disk for each. They
        # stand close together in the heads instead, which a hundred thousand captures' worth can be searched in a second.
        wanted = f" {id.partition(':')[2]} "
        found = connection.execute("SELECT * FROM lines WHERE kind = 'claim' AND instr(ids, ?)", (wanted,)).fetchone()
    return lines.Row(*found) if found else None


def anchored(passage: Passage, text: str) -> bool:
    """Whether the quote stands in the text at its place, and is the occurrence it says it is."""
    start, end, quote = passage.start, passage.end, passage.quote
    if not 0 <= start <= end <= len(text) or text[start:end] != quote:
        return False
    return passage.nth == (text.count(quote, 0, start) if quote else 0)
