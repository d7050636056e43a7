"""From bytes to claims: reading, parsing what can matter, annotating; the same for one page in a terminal and for a project."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from letapis.core.material import Told
from letapis.core.tables.grid import is_table
from letapis.rim import files, model
from letapis.words.records import Capture, Claims, Fault, Given, Page, Place, Reading
from letapis.words.when import valid

SIDECAR = ".meta.json"
_SHEETS = 5_000
"""Pages of a folder among which sheets of Auto Archiver are looked for."""


@dataclass(frozen=True)
class Understood:
    """A page with everything claimed from it."""

    page: Page
    claims: Claims


def understand(reading: Reading, places: Sequence[Place] = ()) -> Understood:
    """What a reading tells; ``places`` are the project's own, beside those of the shipped atlas."""
    if is_table(reading):  # its cells are no prose: what they tell depends on what their columns mean
        return Understood(Page(reading, ()), Claims())
    from letapis.core.annotate import annotate, page_of  # a fifth of a second: only where a page is to be understood
    from letapis.core.annotate.triage import wanted

    page = replace(page_of(reading), places=tuple(places))
    parsed = model.parse(page, wanted(page))
    return Understood(parsed, annotate(parsed))


def reports_of(
    path: Path,
    given: Given,
    *,
    as_body: bool = False,
    places: Sequence[Place] = (),
    columns: str | None = None,
    with_incident: bool = False,
) -> Iterator[dict[str, Any] | Fault]:
    """The page reports of a file, without a project: one, or one a page of an archive; and what of it could not be read.

    ``columns`` says what the columns of a table mean; without it they are understood only where their heads leave no doubt.
    ``with_incident`` adds the table of candidates for the page's main attack.
    """
    from letapis.core.incident import incident
    from letapis.core.reading import readings
    from letapis.core.report import report

    data = files.read_input(path)
    if isinstance(data, Fault):
        yield data
        return
    digest = sha256(data)
    capture = f"capture:{digest.hexdigest()[:16]}"
    for reading in readings(data, path.name, given=given, key=digest.digest(), capture=capture, as_body=as_body):
        if reading.kind == "container":
            yield from reading.faults
            continue
        table = None
        if is_table(reading):
            from letapis.desk.tables import told_alone

            table = told_alone(reading, path, columns)
            reading = replace(reading, faults=(*reading.faults, *table.faults))
        told = understand(reading, places)
        told.claims.add(table.claims if table else ())
        found = report(told.page, told.claims, str(path), digest.hexdigest())
        yield found | {"incident": incident(found, told.page.places)} if with_incident else found


def within(path: Path, where: str) -> str:
    """Where a fault is, the file's name (which may have a member behind it) written with its whole path."""
    behind = where.removeprefix(path.name) if where.startswith(path.name) else None
    return files.shown(path) + behind if behind is not None and (not behind or behind.startswith(",")) else where


def given_beside(path: Path) -> Given | Fault:
    """What is said of a page beside it: in its sidecar, else on a sheet of Auto Archiver in the same folder."""
    found = sidecar(path)
    return found if found != Given() else sheets_in(path.parent).get(path.name, found)


@lru_cache(maxsize=8)
def sheets_in(folder: Path) -> Mapping[str, Given]:
    """What the sheets of Auto Archiver in a folder say of the files they show, by the names of those."""
    from letapis.core.reading.holding import autoarchiver

    told: dict[str, Given] = {}
    for page in files.beside(folder, (".html", ".htm"), _SHEETS):
        data = files.read_input(page, autoarchiver.LONGEST)
        if not isinstance(data, Fault) and autoarchiver.sniff(data, page.name):
            for name, said in autoarchiver.told_beside(data, page.name).items():
                told[name.removeprefix("/")] = Given(said.title, said.published, said.url)
    return told


def pages_of(path: Path, given: Given, *, as_body: bool = False) -> list[Told | Fault]:
    """A file's readings, without a project and without what they tell; and what of it could not be read."""
    from letapis.core.reading import readings

    data = files.read_input(path)
    if isinstance(data, Fault):
        return [data]
    digest = sha256(data)
    capture = Capture(
        f"capture:{digest.hexdigest()[:16]}", digest.hexdigest(), len(data), files.shown(path.name), "", "", given
    )
    found: list[Told | Fault] = []
    for r in readings(data, path.name, given=given, key=digest.digest(), capture=capture.id, as_body=as_body, explain=True):
        found += r.faults if r.kind == "container" else [Told(capture, r, ())]
    return found


def sidecar(path: Path) -> Given | Fault:
    """What the user says of a page in ``PAGE-stem.meta.json`` beside it: nothing without one, a fault where it is broken."""
    beside = path.with_name(path.name.removesuffix(path.suffix) + SIDECAR)
    if beside == path or not beside.exists():
        return Given()
    data = files.read_input(beside)
    return data if isinstance(data, Fault) else said_in(data, beside)


def said_in(data: bytes, beside: Path) -> Given | Fault:
    """What the bytes of a sidecar say, or why they cannot be taken."""
    try:
        said = json.loads(data)
        if not isinstance(said, dict):
            raise ValueError(said)
    except (ValueError, RecursionError):
        return Fault(files.shown(beside), "this sidecar is no JSON that can be read.", _AS_IN)
    return _given(said, files.shown(beside))


_AS_IN = 'Write it as in {"title": "…", "published": "2011-03-14", "url": "…", "authors": ["…"]}.'
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?", re.DOTALL)


def _given(said: dict[str, Any], where: str) -> Given | Fault:
    """What a sidecar says, or which of it cannot be taken."""
    for key in ("title", "url", "kind"):
        if not isinstance(said.get(key), str | None):
            return Fault(where, f"its “{key}” is no text.", _AS_IN)
    published, authors = said.get("published"), said.get("authors") or ()
    day = _DAY.fullmatch(str(published)) if published else None
    if published and not (day and valid(day[1])):
        return Fault(where, f"its date “{files.shown(published)[:40]}” is no date.", _AS_IN)
    if isinstance(authors, str):
        authors = (authors,)
    if not isinstance(authors, list | tuple) or not all(isinstance(a, str) for a in authors):
        return Fault(where, "its “authors” are no list of names.", _AS_IN)
    return Given(said.get("title"), day[1] if day else None, said.get("url"), tuple(authors), said.get("kind"))
