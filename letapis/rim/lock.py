"""The lock that lets one process at a time write to a project; readers need none."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letapis.rim.errors import ProjectError, refuse
from letapis.rim.files import fault_of


class Lock:
    """An advisory lock on a file, given back by the system when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold it for the length of the block; True for the outermost block. Raises ProjectError when another has it."""
        if self._depth:
            self._depth += 1
            try:
                yield False
            finally:
                self._depth -= 1
            return
        handle = self._take()
        self._depth = 1
        try:
            yield True
        finally:
            self._depth = 0
            os.close(handle)

    def _take(self) -> int:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            os.fchmod(handle, 0o600)  # whatever the umask says
        except OSError as error:
            raise ProjectError(fault_of(error, self._path)) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise refuse(
                    self._path.parent,
                    "another import is running in this project.",
                    "Wait until it is done, or stop it, and run this again; reading goes on meanwhile.",
                ) from None
            raise ProjectError(fault_of(error, self._path)) from error
        return handle
