"""The archive: the preserved bytes of every capture, each blob under its capture's own key and named by a keyed hash."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from letapis.rim import files, keys
from letapis.rim.errors import ProjectError, refuse

_MAGIC: Final = b"letapis blob 1\n"
_CHUNK: Final = 1 << 20
_TAG: Final = 16


class Archive:
    """The folder of blobs. A blob is a run of chunks (AES-256-GCM), numbered, the last one marked, all bound to the name."""

    def __init__(self, folder: Path, names_key: bytes) -> None:
        self._folder = folder
        self._names_key = names_key

    def name(self, capture: str) -> str:
        """The blob's name (64 hex digits): a keyed hash of the capture's id, so it tells nobody what is kept."""
        return hmac.digest(self._names_key, capture.encode(), "sha256").hex()

    def path(self, capture: str) -> Path:
        """Where the blob of a capture stands, or would."""
        name = self.name(capture)
        return self._folder / name[:2] / name

    def put(self, capture: str, key: bytes, data: bytes) -> None:
        """Keep the bytes, durably before it returns; ``key`` is the capture's blob key, never used for other bytes."""
        self.take(capture, _sealed(key, data, self.name(capture)))

    def take(self, capture: str, parts: Iterable[bytes]) -> None:
        """Keep a blob that was encrypted before, in another copy of the project."""
        path = self.path(capture)
        files.new_folder(path.parent)
        files.write_file(path, parts)

    def chunks(self, capture: str, key: bytes) -> Iterator[bytes]:
        """The bytes, a megabyte at a time. Raises ProjectError when the blob is missing, cut or altered."""
        path = self.path(capture)
        try:
            with path.open("rb") as stream:
                if stream.read(len(_MAGIC)) != _MAGIC:
                    raise keys.DamagedError
                chunk, number = stream.read(_CHUNK + _TAG), 0
                while chunk or not number:
                    after = stream.read(_CHUNK + _TAG)
                    yield keys.decrypt(key, _nonce(number, not after) + chunk, _MAGIC + path.name.encode())
                    chunk, number = after, number + 1
        except FileNotFoundError:
            raise refuse(capture, f"its preserved bytes are missing (archive/{path.name[:2]}/{path.name}).") from None
        except OSError as error:
            raise ProjectError(files.fault_of(error, path)) from error
        except keys.DamagedError:
            raise refuse(capture, f"its preserved bytes are damaged (archive/{path.name[:2]}/{path.name}).") from None

    def get(self, capture: str, key: bytes) -> bytes:
        """All the bytes of a capture. Raises ProjectError."""
        return b"".join(self.chunks(capture, key))

    def remove(self, capture: str) -> None:
        """Overwrite and remove a blob (see ``files.remove_file`` for what that is worth); a missing one is fine."""
        files.remove_file(self.path(capture))

    def names(self) -> Iterator[str]:
        """The names of all files in the archive, also of those that should not be there."""
        for path in sorted(self._folder.rglob("*")):
            if not path.is_dir():
                yield path.name

    def sweep(self) -> None:
        """Remove what an interrupted writer left half-written; only for the holder of the project's lock."""
        for path in self._folder.rglob(files.PART + "*"):
            files.remove_file(path)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _sealed(key: bytes, data: bytes, name: str) -> Iterator[bytes]:
    yield _MAGIC
    about, whole = _MAGIC + name.encode(), memoryview(data)
    for number, start in enumerate(range(0, max(len(data), 1), _CHUNK)):
        nonce = _nonce(number, start + _CHUNK >= len(data))
        yield keys.encrypt(key, bytes(whole[start : start + _CHUNK]), about, nonce)[len(nonce) :]
