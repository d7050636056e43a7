"""The one place that reads and writes files: safely in, durably out, and every refusal a plain sentence."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from letapis.rim.errors import ProjectError
from letapis.words.records import Fault

LIMIT: Final = 200 * 1024 * 1024
"""The largest input file taken in, in bytes."""

PART: Final = ".part-"
"""What the name of a file not yet whole begins with; a later writer sweeps such files away."""

_SENTENCES: Final = {
    errno.ENOSPC: ("the disk is full.", "Make room and run it again: nothing acknowledged is lost."),
    errno.EDQUOT: ("your share of the disk is used up.", "Make room and run it again: nothing acknowledged is lost."),
    errno.EFBIG: ("the file may not grow any more.", "Make room and run it again: nothing acknowledged is lost."),
    errno.EACCES: ("you have no permission.", "Ask its owner, or copy it to a folder of your own."),
    errno.EPERM: ("you have no permission.", "Ask its owner, or copy it to a folder of your own."),
    errno.EROFS: ("this disk can only be read.", "Choose a folder on another disk."),
    errno.ENOENT: ("there is no such file or folder.", "Check the name."),
    errno.ENOTDIR: ("this is not a folder.", "Check the name."),
    errno.EISDIR: ("this is a folder, not a file.", "Check the name."),
    errno.ENAMETOOLONG: ("the name is too long.", "Give it a shorter one."),
    errno.ELOOP: ("the links lead in a circle.", "Give the file itself."),
    errno.EIO: ("the disk does not answer as it should.", "Copy what you can to another disk, then run `letapis verify`."),
    errno.EMFILE: ("too many files are open.", "Close some programs and run it again."),
}


def shown(path: object) -> str:
    """A path or name fit for one line of a terminal: newlines, control and direction marks spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in str(path))


def fault_of(error: OSError, where: object) -> Fault:
    """The plain sentence for an error of the operating system at ``where``."""
    what, hint = _SENTENCES.get(error.errno or 0, (f"{(error.strerror or str(error)).lower()}.", ""))
    return Fault(shown(where), what, hint)


def read_input(path: Path, limit: int = LIMIT) -> bytes | Fault:
    """The bytes of a file somebody gave us, or why they could not be had (missing, folder, no permission, empty, too large)."""
    try:
        # Non-blocking, so that a named pipe in a folder cannot hold an import up for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        return fault_of(error, path)
    except ValueError:
        return Fault(shown(path), "this is no name a file can have.")
    try:
        return _content(handle, path, limit)
    except OSError as error:
        return fault_of(error, path)
    finally:
        os.close(handle)


def _content(handle: int, path: Path, limit: int) -> bytes | Fault:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        return Fault(shown(path), "this is a folder, not a file.", "Import it as a folder.")
    if not stat.S_ISREG(status.st_mode):
        return Fault(shown(path), "this is no ordinary file.", "Only ordinary files can be taken in.")
    too_large = Fault(shown(path), f"the file is larger than {limit // (1024 * 1024)} MB.", "Take it apart first.")
    if status.st_size > limit:
        return too_large
    with os.fdopen(os.dup(handle), "rb") as stream:
        data = stream.read(limit + 1)  # one more: the file may have grown since
    if len(data) > limit:
        return too_large
    return data or Fault(shown(path), "the file is empty.")


def inputs(paths: Iterable[Path]) -> Iterator[Path | Fault]:
    """The files given and those in the folders given, in order of name, with a fault for what cannot be listed.

    Hidden files, links to folders and project folders inside a folder are passed over.
    """
    for path in paths:
        try:
            folder = path.is_dir()
        except (OSError, ValueError):
            folder = False
        if folder:
            yield from _listed(path)
        else:
            yield path


def _listed(folder: Path) -> Iterator[Path | Fault]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda e: e.name)
    except OSError as error:
        yield fault_of(error, folder)
        return
    if {"project.json", "ledger.db"} <= {e.name for e in entries}:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _listed(Path(entry.path))
        elif not _leads_to_folder(entry):
            yield Path(entry.path)


def beside(folder: Path, endings: tuple[str, ...], most: int) -> list[Path]:
    """The first files of a folder itself whose names end so, in order of name; none where it cannot be listed."""
    try:
        with os.scandir(folder) as found:
            names = sorted(e.name for e in found if e.name.lower().endswith(endings) and not e.name.startswith("."))
    except OSError:
        return []
    return [folder / name for name in names[:most]]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """A link to a folder; a link that leads in a circle is a file that cannot be read, and is said to be one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def read_own(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file of ours. Raises ProjectError."""
    data = read_input(path, limit)
    if isinstance(data, Fault):
        raise ProjectError(data)
    return data


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file so that it is there whole or not at all (0600, fsynced, renamed, folder fsynced). Raises ProjectError."""
    part = path.with_name(PART + secrets.token_hex(8))
    try:
        _write(part, parts)
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        _forget(part)
        raise ProjectError(fault_of(error, path)) from error
    except BaseException:
        _forget(part)
        raise


def _write(path: Path, parts: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(handle, 0o600)  # whatever the umask says
        for data in parts:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        _sync(handle)
    finally:
        os.close(handle)


def new_file(path: Path) -> None:
    """Make an empty file for us alone (0600), durably. Raises ProjectError when there is one."""
    try:
        _write(path, ())
        sync_folder(path.parent)
    except OSError as error:
        raise ProjectError(fault_of(error, path)) from error


def new_folder(path: Path) -> None:
    """Make a folder for us alone (0700) under any umask, durably; one that is there is kept. Raises ProjectError."""
    try:
        if not path.is_dir():
            path.mkdir(0o700)
            sync_folder(path.parent)
        path.chmod(0o700)
    except OSError as error:
        raise ProjectError(fault_of(error, path)) from error


def remove_file(path: Path) -> None:
    """Overwrite a file with zeros and remove it, durably; one that is not there is fine. Raises ProjectError.

    Overwriting is a best effort: a solid-state disk or a copying file system may keep the old cells. What makes the
    bytes unreadable is that their key is gone.
    """
    try:
        if not path.exists():
            return
        handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
        try:
            left = os.fstat(handle).st_size
            while left > 0:
                left -= os.write(handle, bytes(min(left, 1 << 20)))
            _sync(handle)
        finally:
            os.close(handle)
        path.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise ProjectError(fault_of(error, path)) from error


def empty_folder(path: Path) -> None:
    """Remove everything in a folder, as far as it lets itself be removed: for what we made there ourselves and gave up."""
    for child in sorted(path.glob("*")):
        if child.is_dir() and not child.is_symlink():
            empty_folder(child)
            with suppress(OSError):
                child.rmdir()
        else:
            _forget(child)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # there fsync stops at the drive's own cache

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def _forget(path: Path) -> None:
    with suppress(OSError):  # the next writer sweeps it away
        path.unlink(missing_ok=True)
