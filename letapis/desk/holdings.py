"""What a project holds, kept up with its ledger: only new lines are read, and a page that stays is the same object."""

from __future__ import annotations

from dataclasses import replace

from letapis.core.material import Told
from letapis.desk.taking import CONTAINER, PLACES
from letapis.rim.ledger import Head, Ledger, Line
from letapis.words.records import Capture, Claim, Decision, Reading


class Holdings:
    """The readings of a ledger with their captures and claims, and its decisions.

    A page about which nothing was written since is handed out as the same object, so that what was worked out over it holds.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._forget()

    def _forget(self) -> None:
        self._head = Head(0, "")
        self._erased = 0
        self._captures: dict[str, Capture] = {}
        self._readings: list[Reading] = []
        self._claims: dict[str, list[Claim]] = {}
        self._decisions: list[Decision] = []
        self._told: dict[str, Told] = {}

    def decisions(self) -> tuple[Decision, ...]:
        """Every ruling, oldest first."""
        self._keep_up()
        return tuple(self._decisions)

    def pages(self) -> tuple[Told, ...]:
        """Every reading that is a page, oldest first, as it was read."""
        self._keep_up()
        return tuple(self._page(r) for r in self._readings if self._is_page(r))

    def captures_of(self, id_: str) -> tuple[str, ...]:
        """The captures that a claim's or a capture's id speaks of, or on whose pages something is told of that goes by it."""
        self._keep_up()
        if id_ in self._captures:
            return (id_,)
        line = self._ledger.get(id_)
        if isinstance(line, Line) and isinstance(line.record, Claim):
            return (line.owner,)
        about = (r for r in self._readings if any(c.subject == id_ for c in self._claims.get(r.id, ())))
        return tuple(dict.fromkeys(r.capture for r in about))

    def _is_page(self, reading: Reading) -> bool:
        return self._captures[reading.capture].given.kind != PLACES and reading.kind != CONTAINER

    def _page(self, reading: Reading) -> Told:
        found = self._told.get(reading.id)
        if found is None:
            claims = tuple(self._claims.get(reading.id, ()))
            found = self._told[reading.id] = Told(self._captures[reading.capture], reading, claims)
        return found

    def _keep_up(self) -> None:
        head = self._ledger.head()
        if head == self._head:
            return
        erased = len(self._ledger.erased())
        if erased != self._erased or head.seq < self._head.seq:  # what was read before may be gone
            self._forget()
            self._erased = erased
        for line in self._ledger.lines(after=self._head.seq):
            if isinstance(line.record, Capture):
                self._captures[line.record.id] = line.record
            elif isinstance(line.record, Reading):
                self._readings.append(line.record)
            elif isinstance(line.record, Claim):
                reading = line.record.passage.reading
                self._claims.setdefault(reading, []).append(line.record)
                self._told.pop(reading, None)
            else:
                self._decisions.append(replace(line.record, id=line.id))
        self._head = head
