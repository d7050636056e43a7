"""A project folder: made, opened, locked and closed here, with its ledger and its archive.

with open_project(folder, passphrase) as project, project.locked():
    for path in files.inputs(paths):                       # Path | Fault
        data = files.read_input(path)                      # bytes | Fault
        place = project.ledger.place(data)                 # where these bytes belong
        if place.held or place.erased: ...                 # already in (place.id), or erased before
        reading = read(data, name, given, place.key)       # place.key is Reading.key
        with project.ledger.writing() as w:                # one transaction a capture
            w.capture(Capture(place.id, place.sha256, place.size, name, at, by), data)
            w.reading(reading)
            w.claims(claims)
        # here it is acknowledged: on the disk, come what may
"""

from __future__ import annotations

import hashlib
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from letapis.rim import archive, database, files, header, keys, ledger, lock
from letapis.rim.errors import ProjectError as ProjectError
from letapis.rim.errors import refuse
from letapis.words.records import Capture

ARCHIVE: Final = "archive"
LOCK: Final = "lock"
_LONGEST_HEADER: Final = 100_000


class Project:
    """An open project; close it, or use it in a ``with``."""

    def __init__(self, folder: Path, project: keys.Keys, guarded: bool, fresh: bool = False) -> None:
        self.folder = folder
        self.encrypted = guarded
        """Whether a passphrase guards it."""
        self.keys = project
        self.archive = archive.Archive(folder / ARCHIVE, project.names)
        self._lock = lock.Lock(folder / LOCK)
        path = folder / database.NAME
        connection = (database.create if fresh else database.open_)(path, project.database)
        self.ledger = ledger.Ledger(connection, path, project, self.archive, self._lock)

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger and forget what keys were opened."""
        self.ledger.keyring.clear()
        keys.forget()
        self.ledger.connection.close()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only writer for the length of the block (re-entrant), clearing first what an interrupted writer left.

        Raises ProjectError when another import is running.
        """
        with self._lock.held() as outermost:
            if outermost:
                self.archive.sweep()
            yield

    def bytes_of(self, capture: str) -> bytes:
        """The preserved bytes of a capture, checked against their SHA-256. Raises ProjectError (missing, damaged, erased)."""
        line = self.ledger.get(capture)
        if isinstance(line, ledger.Tombstone):
            raise refuse(capture, f"this was {line}.")
        key = self.ledger.keyring.blob_key(capture) if line else None
        if line is None or key is None or not isinstance(line.record, Capture):
            raise refuse(capture, "there is no such capture in this project.")
        data = self.archive.get(capture, key)
        if hashlib.sha256(data).hexdigest() != line.record.sha256:
            raise refuse(capture, "its preserved bytes are not those that were taken in.", "Run `letapis verify`.")
        return data

    def erase(self, capture: str, *, by: str, at: str, reason: str) -> ledger.Tombstone:
        """Destroy a capture's key, the keys of the decisions touching it, and its blob; leave a sealed tombstone.

        ``reason`` is one of ``ledger.REASONS``; ``by`` is a name the team may keep for ever. Doing it again finishes what
        an interrupted erasure left. What is gone is the key: old copies of the folder, and cells a solid-state disk has
        not reused, still hold it, and no program can promise otherwise.
        """
        with self.locked():
            with self.ledger.writing() as w:
                w.tombstone(ledger.Tombstone(capture, at, by, reason))
            self.archive.remove(capture)
        return self.ledger.erased()[capture]


def create(folder: Path, passphrase: str | None) -> Project:
    """Make a new project in a new or empty folder and open it; None for one without a passphrase (its key in the clear)."""
    root = keys.fresh()
    return build(new_place(folder), root, header.make(root, passphrase))


def build(folder: Path, root: bytes, text: bytes, fill: Callable[[Project], None] | None = None) -> Project:
    """Make a project of a key and a header in a new place, and fill it; the header comes last, and makes it one.

    When that fails the folder is left empty.
    """
    _no_core_dumps()
    files.new_folder(folder)
    project = None
    try:
        files.new_folder(folder / ARCHIVE)
        project = Project(folder, keys.Keys(root), header.parse(text, folder).asks, fresh=True)
        if fill:
            fill(project)
        files.write_file(folder / header.NAME, [text])
    except BaseException:
        if project:
            project.close()
        files.empty_folder(folder)
        raise
    return project


def new_place(folder: Path) -> Path:
    """A folder's full path, if it is new or empty. Raises ProjectError."""
    folder = folder.absolute()
    try:
        there = sorted(os.listdir(folder)) if folder.exists() else []
    except OSError as error:
        raise ProjectError(files.fault_of(error, folder)) from error
    if header.NAME in there:
        raise refuse(files.shown(folder), "this is a project already.", "Open it, or choose another folder.")
    if there:
        hint = "Choose a new one (or empty it, if making a project broke off here)."
        raise refuse(files.shown(folder), "the folder is not empty.", hint)
    return folder


def _header(folder: Path) -> header.Header:
    path = folder / header.NAME
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        raise refuse(
            files.shown(folder), "this is not a letapis project.", "Make one with `letapis init`, or check the folder's name."
        )
    return header.parse(files.read_own(path, _LONGEST_HEADER), files.shown(path))


def open_project(folder: Path, passphrase: str | None = None) -> Project:
    """Open a project. Raises ProjectError: not a project, made by a newer version, wrong passphrase or damaged header."""
    _no_core_dumps()
    folder = folder.absolute()
    head = _header(folder)
    return Project(folder, keys.Keys(header.unlock(head, passphrase)), head.asks)


def needs_passphrase(folder: Path) -> bool:
    """Whether opening it asks for a passphrase. Raises ProjectError when the folder is not a project."""
    return _header(folder.absolute()).asks


def change_passphrase(folder: Path, old: str | None, new: str) -> None:
    """Wrap the project key anew under another passphrase; nothing else changes.

    Whoever has an old copy of ``project.json`` and the old passphrase still has the key.
    """
    folder = folder.absolute()
    root = header.unlock(_header(folder), old)
    with lock.Lock(folder / LOCK).held():
        files.write_file(folder / header.NAME, [header.make(root, new)])


def _no_core_dumps() -> None:
    """Keep the keys out of a crash's memory image."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
