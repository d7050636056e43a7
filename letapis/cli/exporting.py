"""The writing of ``letapis export``: files in the field's formats, each written down in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from letapis.cli import screen
from letapis.core.cases import Person
from letapis.core.export import EXPORTS, FORMATS
from letapis.core.export.zipped import TooLargeError
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse

ALL = "all"


def chosen(format_: str, everybody: bool) -> list[ModuleType]:
    """The modules that a FORMAT means; refuses a case file of everybody."""
    found = [m for m in (*EXPORTS, *FORMATS) if format_ in (m.NAME, ALL)]
    if everybody and format_ != ALL and found[0] in EXPORTS:
        hint = "`xlsx`, `tables` and `ftm` hold a whole project."
        raise refuse(format_, "this is one person's case file.", hint)
    return [m for m in found if not (everybody and m in EXPORTS)]


def write(
    desk: Desk, modules: Sequence[ModuleType], person: Person | None, level: str, target: Path, *, exact: bool = False
) -> list[Path]:
    """Write formats into a folder, say where, and keep in the ledger what left. A format with nothing to write says so."""
    if not modules:
        return []
    out = desk.extract(person, level, exact=exact)
    captures = [p.capture.id for p in out.material.pages]
    written, left = list[Path](), list[tuple[str, str]]()
    for module in modules:
        before = len(written)
        for name, parts in module.export(out):
            path, digest = target / name, hashlib.sha256()
            try:
                files.write_file(path, _watched(parts, digest.update))
            except TooLargeError as error:
                raise refuse(name, "it is too large.", f"{error} Export one person's case at a time.") from error
            written.append(path)
            left.append((f"{name}, {module.NAME}, for {level}", digest.hexdigest()))
            screen.line(f"Written: {files.shown(path)}", whole=True)
        if len(written) == before:
            screen.line(f"{module.NAME}: there is nothing of this kind that may leave.", "dim")
    for what, digest_of in left:
        desk.exported(person, captures, what, digest_of)
    return written


def _watched(parts: Iterable[bytes], seen: Callable[[bytes], object]) -> Iterator[bytes]:
    for part in parts:
        seen(part)
        yield part
