"""From bytes to claims: reading, parsing what can matter, annotating; the same for one page in a terminal and for a project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from letapis.core.annotate import annotate, page_of
from letapis.core.annotate.triage import wanted
from letapis.core.reading import read
from letapis.core.report import report
from letapis.rim import files, model
from letapis.words.records import Claims, Fault, Given, Page, Place, Reading
from letapis.words.when import valid

SIDECAR = ".meta.json"


@dataclass(frozen=True)
class Understood:
    """A page with everything claimed from it."""

    page: Page
    claims: Claims


def understand(reading: Reading, places: Sequence[Place] = ()) -> Understood:
    """What a reading tells; ``places`` are the project's own, beside those of the shipped atlas."""
    page = replace(page_of(reading), places=tuple(places))
    parsed = model.parse(page, wanted(page))
    return Understood(parsed, annotate(parsed))


def report_of(path: Path, given: Given, *, as_body: bool = False, places: Sequence[Place] = ()) -> dict[str, Any] | Fault:
    """The page report of a file, without a project; or why the file could not be had."""
    data = files.read_input(path)
    if isinstance(data, Fault):
        return data
    digest = sha256(data)
    reading = read(
        data, path.name, given=given, key=digest.digest(), capture=f"capture:{digest.hexdigest()[:16]}", as_body=as_body
    )
    told = understand(reading, places)
    return report(told.page, told.claims, str(path), digest.hexdigest())


def sidecar(path: Path) -> Given | Fault:
    """What the user says of a page in ``PAGE-stem.meta.json`` beside it: nothing without one, a fault where it is broken."""
    beside = path.with_name(path.name.removesuffix(path.suffix) + SIDECAR)
    if beside == path or not beside.exists():
        return Given()
    data = files.read_input(beside)
    if isinstance(data, Fault):
        return data
    try:
        return _given(json.loads(data))
    except (ValueError, TypeError, AttributeError):
        return Fault(
            files.shown(beside),
            "is no sidecar that can be read.",
            'It should be JSON such as {"title": …, "published": "2011-03-14"}.',
        )


def _given(said: dict[str, Any]) -> Given:
    published = said.get("published")
    if published is not None and not valid(str(published)):
        raise ValueError(published)
    authors = said.get("authors") or ()
    return Given(
        title=said.get("title"),
        published=str(published)[:10] if published else None,
        url=said.get("url"),
        authors=(authors,) if isinstance(authors, str) else tuple(map(str, authors)),
        kind=said.get("kind"),
    )
