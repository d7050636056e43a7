"""From bytes to claims: reading, parsing what can matter, annotating; the same for one page in a terminal and for a project."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from letapis.core.material import Told
from letapis.core.tables.grid import is_table
from letapis.rim import files, model
from letapis.words.records import Capture, Claims, Fault, Given, Page, Place, Reading
from letapis.words.when import valid

SIDECAR = ".meta.json"


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


def report_of(
    path: Path, given: Given, *, as_body: bool = False, places: Sequence[Place] = (), columns: str | None = None
) -> dict[str, Any] | Fault:
    """The page report of a file, without a project; or why the file could not be had.

    ``columns`` says what the columns of a table mean; without it they are understood only where their heads leave no doubt.
    """
    from letapis.core.reading import read
    from letapis.core.report import report

    data = files.read_input(path)
    if isinstance(data, Fault):
        return data
    digest = sha256(data)
    reading = read(
        data, path.name, given=given, key=digest.digest(), capture=f"capture:{digest.hexdigest()[:16]}", as_body=as_body
    )
    if is_table(reading):
        from letapis.desk.tables import told_alone

        table = told_alone(reading, path, columns)
        reading = replace(reading, faults=(*reading.faults, *table.faults))
    told = understand(reading, places)
    if is_table(reading):
        told.claims.add(table.claims)
    return report(told.page, told.claims, str(path), digest.hexdigest())


def pages_of(path: Path, given: Given, *, as_body: bool = False) -> list[Told] | Fault:
    """A file's readings, without a project and without what they tell; or why the file could not be had."""
    from letapis.core.reading import read

    data = files.read_input(path)
    if isinstance(data, Fault):
        return data
    digest = sha256(data)
    capture = Capture(
        f"capture:{digest.hexdigest()[:16]}", digest.hexdigest(), len(data), files.shown(path.name), "", "", given
    )
    readings = [read(data, path.name, given=given, key=digest.digest(), capture=capture.id, as_body=as_body)]
    return [Told(capture, r, ()) for r in readings]


def sidecar(path: Path) -> Given | Fault:
    """What the user says of a page in ``PAGE-stem.meta.json`` beside it: nothing without one, a fault where it is broken."""
    beside = path.with_name(path.name.removesuffix(path.suffix) + SIDECAR)
    if beside == path or not beside.exists():
        return Given()
    data = files.read_input(beside)
    if isinstance(data, Fault):
        return data
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
