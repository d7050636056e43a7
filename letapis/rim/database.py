"""The database file: its tables, the guards that let nothing be changed, and its errors as plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from letapis.rim import files
from letapis.rim.errors import ProjectError, refuse

NAME: Final = "ledger.db"
VERSION: Final = 1
ERRORS: Final = (apsw.Error,)
"""What the database may raise outside ``plainly``."""
_APPLICATION: Final = 0x4C544150
_PATIENCE: Final = 60_000
"""Milliseconds to wait for a reader to finish before a commit gives up."""

_TABLES: Final = (
    """CREATE TABLE lines(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL,
 touches TEXT NOT NULL, ids TEXT NOT NULL, digest BLOB NOT NULL, prev BLOB NOT NULL, seal BLOB NOT NULL,
 body BLOB NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX lines_by_id ON lines(id)",
    "CREATE INDEX lines_by_owner ON lines(owner, kind)",
    "CREATE INDEX lines_by_kind ON lines(kind)",
    "CREATE TABLE keys(owner TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TRIGGER lines_only_grow BEFORE INSERT ON lines WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM lines)
 BEGIN SELECT RAISE(ABORT, 'lines are only added at the end'); END""",
    "CREATE TRIGGER lines_never_change BEFORE UPDATE ON lines BEGIN SELECT RAISE(ABORT, 'lines are never changed'); END",
    "CREATE TRIGGER lines_never_go BEFORE DELETE ON lines BEGIN SELECT RAISE(ABORT, 'lines are never removed'); END",
    "CREATE TRIGGER keys_never_change BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'keys are never changed'); END",
)
"""The whole schema, as SQLite keeps it; `letapis verify` compares it to the letter."""


def create(path: Path, key: bytes) -> apsw.Connection:
    """A new, empty database for us alone (0600), encrypted page by page under ``key``."""
    files.new_file(path)
    with plainly(path):
        connection = _connect(path, key)
        with connection:
            for statement in _TABLES:
                connection.execute(statement)
            connection.pragma("application_id", _APPLICATION)
            connection.pragma("user_version", VERSION)
    return connection


def open_(path: Path, key: bytes) -> apsw.Connection:
    """The database of a project. Raises ProjectError: missing, damaged, or made by a newer version."""
    if not path.exists():
        raise refuse(path, "the ledger is missing.", "Put ledger.db back from a copy of the project.")
    with plainly(path):
        connection = _connect(path, key)
        version = connection.pragma("user_version")
        if connection.pragma("application_id") != _APPLICATION:
            raise refuse(path, "this is not a ledger.", "Put ledger.db back from a copy of the project.")
    if version > VERSION:
        raise refuse(path, "this ledger was made by a newer version of letapis.", "Install that version to open it.")
    return connection


def _connect(path: Path, key: bytes) -> apsw.Connection:
    """A connection that tells nothing has been saved before it is on the disk, and leaves no temporary files.

    The journal is a file of old pages that is cut to nothing, and synced, at each commit. A write-ahead log would be
    faster, but a single bad bit in it makes SQLite drop, without a word, every transaction that follows.
    """
    connection = apsw.Connection(str(path.absolute()), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(_PATIENCE)
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", "raw:" + key.hex())
    for pragma, value in (("journal_mode", "truncate"), ("synchronous", "full"), ("fullfsync", 1), ("secure_delete", 1)):
        connection.pragma(pragma, value)
    for pragma, value in (("temp_store", "memory"), ("recursive_triggers", 1), ("trusted_schema", 0), ("cache_size", -16000)):
        connection.pragma(pragma, value)
    return connection


def schema_is_ours(connection: apsw.Connection) -> bool:
    """Whether tables, indexes and guards stand as they were made."""
    found = {str(sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    return found == set(_TABLES)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn the database's errors inside the block into ProjectError."""
    try:
        yield
    except apsw.Error as error:
        raise _plain(error, path) from error


def _plain(error: apsw.Error, path: Path) -> ProjectError:
    where = files.shown(path)
    if isinstance(error, apsw.FullError):
        return refuse(where, "the disk is full.", "Make room and run it again: nothing acknowledged is lost.")
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return refuse(where, "another program keeps the ledger busy.", "Wait until it is done, then run this again.")
    if isinstance(error, (apsw.CorruptError, apsw.NotADBError)):
        return refuse(where, "the ledger is damaged.", "Run `letapis verify`, and put ledger.db back from a copy.")
    if isinstance(error, (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError)):
        return refuse(where, "the ledger cannot be written or opened here.", "Check the permissions of the project's folder.")
    if isinstance(error, apsw.IOError):
        return refuse(where, "the disk did not take or give what it should.", "Make room, check the disk, and run it again.")
    return refuse(where, f"the ledger refused: {error}.")
