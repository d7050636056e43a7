"""Where the files of an import come from: the disk, or memory that is never laid down outside the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

from letapis.desk.understanding import SIDECAR, given_beside, said_in
from letapis.rim import files
from letapis.words.records import Fault, Given


class Source(Protocol):
    """Gives the bytes of a file and what is said of it beside it."""

    def data(self, path: Path) -> bytes | Fault:
        """The bytes, or why they could not be had."""

    def given(self, path: Path) -> Given | Fault:
        """What its sidecar says."""


class Disk:
    """Files as they lie on the disk."""

    def data(self, path: Path) -> bytes | Fault:
        """The bytes, or why they could not be had."""
        return files.read_input(path)

    def given(self, path: Path) -> Given | Fault:
        """What its sidecar says."""
        return given_beside(path)


class Handed:
    """Files handed over by name, as a browser does; sidecars among them belong to their pages and are none themselves."""

    def __init__(self, handed: Iterable[tuple[str, bytes]]) -> None:
        self._files: dict[Path, bytes] = {}
        for n, (name, data) in enumerate(handed, 1):
            path = _named(name, n)
            self._files[path if path not in self._files else Path(str(n)) / path] = data
        self.paths = [p for p in self._files if not p.name.endswith(SIDECAR)]

    def data(self, path: Path) -> bytes | Fault:
        """The bytes, or why they cannot be taken in."""
        data = self._files[path]
        if len(data) > files.LIMIT:
            return Fault(
                files.shown(path), f"the file is larger than {files.LIMIT // (1024 * 1024)} MB.", "Take it apart first."
            )
        return data or Fault(files.shown(path), "the file is empty.")

    def given(self, path: Path) -> Given | Fault:
        """What its sidecar says."""
        beside = path.with_name(path.name.removesuffix(path.suffix) + SIDECAR)
        return said_in(self._files[beside], beside) if beside in self._files else Given()


def _named(name: str, n: int) -> Path:
    """The name of a file below the folder it was chosen in; it is never written to."""
    parts = [p for p in PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts if p not in ("/", "..")]
    return Path(*parts) if parts else Path(f"file {n}")
