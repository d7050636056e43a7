"""The table of keys, the only one that allows deletion: each capture and each decision has a random key of its own there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import apsw

from letapis.rim import keys
from letapis.rim.errors import refuse
from letapis.rim.lines import LineKeys


class Keyring:
    """The keys of captures and decisions, opened as they are asked for, and those of captures not yet written."""

    def __init__(self, connection: apsw.Connection, project: keys.Keys) -> None:
        self._connection = connection
        self.project = project
        self.tombstones = LineKeys.of(project.tombstones)
        """What opens tombstones: a key of the project, since they outlive the capture's."""
        self._opened: dict[str, tuple[bytes, LineKeys]] = {}
        self._expected: dict[str, bytes] = {}
        self._seen: Any = None

    def refresh(self) -> None:
        """Forget what was opened when another process has written since: it may have erased."""
        version = self._connection.pragma("data_version")
        if version != self._seen:
            self._opened.clear()
            self._seen = version

    def clear(self) -> None:
        """Forget every key that was opened, as when a transaction that wrote some came to nothing."""
        self._opened.clear()

    def _open(self, owner: str) -> tuple[bytes, LineKeys] | None:
        found = self._opened.get(owner)
        if found is None:
            row = self._connection.execute("SELECT wrapped FROM keys WHERE owner = ?", (owner,)).fetchone()
            if row is None:
                return None
            try:
                secret = self.project.unwrap(owner, row[0])
            except keys.DamagedError:
                raise refuse(
                    owner, "its key is damaged.", "Run `letapis verify`, and put ledger.db back from a copy."
                ) from None
            found = self._opened[owner] = (secret, LineKeys.of(secret))
        return found

    def of(self, owner: str) -> LineKeys | None:
        """The keys of an owner's lines; None when they are destroyed. Raises ProjectError when they are damaged."""
        found = self._open(owner)
        return found[1] if found else None

    def of_line(self, kind: str, owner: str) -> LineKeys | None:
        """The keys of a line; None when they are destroyed. Raises ProjectError when they are damaged."""
        return self.tombstones if kind == "tombstone" else self.of(owner)

    def id_key(self, capture: str) -> bytes | None:
        """``Reading.key`` of a capture; None when it is destroyed or was never expected."""
        found = self.of(capture)
        if found is None and capture in self._expected:
            found = LineKeys.of(self._expected[capture])
        return found.ids if found else None

    def blob_key(self, capture: str) -> bytes | None:
        """The key of a capture's preserved bytes; None when it is destroyed."""
        found = self._open(capture)
        return keys.derive(found[0], "blob") if found else None

    def expect(self, capture: str) -> bytes:
        """Make ready a fresh key for a capture that will perhaps be written; returns ``Reading.key``."""
        return LineKeys.of(self._expected.setdefault(capture, keys.fresh())).ids

    def add(self, owner: str, secret: bytes | None = None) -> None:
        """Write an owner's key into the table: the one given, else the one made ready, else a fresh one."""
        secret = secret or self._expected.get(owner) or keys.fresh()
        self._connection.execute("INSERT INTO keys VALUES(?, ?)", (owner, self.project.wrap(owner, secret)))
        self._opened[owner] = (secret, LineKeys.of(secret))

    def destroy(self, owners: Iterable[str]) -> None:
        """Take keys out of the table so that no byte of them stays in the file.

        A deleted row is overwritten with zeros, but a copy left behind when a page of the table was split is not. So the
        whole table is emptied, which zeroes its pages, and what stays is written anew.
        """
        gone = set(owners)
        keep = [row for row in self.wrapped() if row[0] not in gone]
        self._connection.execute("DELETE FROM keys")
        self._connection.executemany("INSERT INTO keys VALUES(?, ?)", keep)
        self._opened.clear()
        for owner in gone:
            self._expected.pop(owner, None)
        keys.forget()

    def wrapped(self) -> list[tuple[str, bytes]]:
        """Every owner with its key as it stands in the table."""
        return [(str(owner), key) for owner, key in self._connection.execute("SELECT owner, wrapped FROM keys ORDER BY owner")]
