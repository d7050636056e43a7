"""What leaves in the field's formats, for tests: extracts of marked pages, all files of a format, what stands in them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType

from letapis.core.casefile import book_of
from letapis.core.cases import Act, Book, find, fold
from letapis.core.disclosure import withheld
from letapis.core.export import FORMATS
from letapis.core.export.evidence import Evidence
from letapis.core.export.leaving import Extract, extract
from letapis.core.material import Told
from letapis.core.reading import read as reading_of
from letapis.core.tables.columns import guessed
from letapis.core.tables.telling import told
from letapis.words.records import Capture, Claim, Decision, Given
from tests.telling import page

K = "{victim=k Ales Kulich}"
PAGES = (
    page(
        f"Kulich held\n\nPolice {{arrest arrested}} {K}, {{described_as=k:=cmd a teacher}}, {{sex=k:man him}}, on "
        "{when=2024-01-05 5 January} in {where Dravin}. {by=state Men in masks} {torture=alleged tortured} " + K + ".",
        "Courier", "2024-01-06", url="https://courier.example/kulich",
    ),
    page(
        f"@Herald | a title\n\n{K} was {{release freed}} in {{when=2024-03 March}} and {{flight fled}}. His lawyer fears that police will "
        f"{{arrest=threatened,feared,again arrest}} {K}. The {{denial_of_counsel lawyer was kept from}} {K} on {{when=XXXX-01-07 7 January}}.",
        "@Herald", "2024-04-01", url="https://herald.example/a?b=1",
    ),
    page("On {when=2024-02-01 1 February} {group=700 some 700 demonstrators} were {arrest arrested} in {where Dravin}.", "Times", "2024-02-02"),
)  # fmt: skip


def told_at(told: Told, place: str, latitude: str, longitude: str, kind: str = "city") -> Told:
    """A page whose words ``place`` are a place with coordinates, and where its acts were done."""
    at = told.reading.text.index(place)
    passage = told.reading.passage(at, at + len(place))
    subject = told.reading.mint("place", passage)
    said = {"name": place, "latitude": latitude, "longitude": longitude, "kind": kind}
    found = [Claim(subject, p, v, passage, by="test") for p, v in said.items()]
    claims = [replace(c, value=subject) if c.property == "where" and c.value == place else c for c in told.claims]
    return replace(told, claims=(*claims, *found))


def leaving(
    pages: Sequence[Told] = PAGES,
    who: str | None = "Ales Kulich",
    *,
    level: str = "team",
    decisions: Sequence[Decision] = (),
    read: Callable[[str], bytes] | None = None,
    exact: bool = False,
) -> Extract:
    """The extract of a person's case, or of everything."""
    book = book_of(pages, decisions, level)
    held = read or (lambda capture: next(p.reading.text for p in pages if p.capture.id == capture).encode())
    evidence = Evidence(tuple(pages), book.material.pages, withheld(pages, decisions, level), held)
    person = find(book, who)[0] if who else None
    return extract(book, person, level=level, original=evidence.original, exact=exact)


def format_(name: str) -> ModuleType:
    """A format by its name."""
    return next(f for f in FORMATS if name == f.NAME)


def files(name: str, out: Extract) -> dict[str, bytes]:
    """All files of a format."""
    return {file: b"".join(parts) for file, parts in format_(name).export(out)}


def inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and, of a ZIP, every file in it, to the last."""
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            assert z.testzip() is None
            for entry in z.namelist():
                yield from inside(f"{name}/{entry}", z.read(entry))


def every(name: str, out: Extract) -> dict[str, bytes]:
    """All files of a format and what is in them."""
    return {n: d for file, data in files(name, out).items() for n, d in inside(file, data)}


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def claims_in(data: bytes) -> set[str]:
    """The ids of claims that stand in a file, also as FollowTheMoney writes them."""
    return {f"claim:{m[1].decode()}" for m in re.finditer(rb"claim[:-]((?:[a-z]{5}-){3}[a-z]{5})", data)}


def read_back(data: bytes, name: str) -> Book:
    """What Letapis itself reads of an export."""
    reading = reading_of(data, name, given=Given(), key=b"k", capture="capture:x")
    found = told(reading, name, lambda t: guessed(t.columns).columns)
    return fold([Told(Capture("capture:x", "0" * 64, len(data), name, "2024-04-02T00:00:00Z", "amina"), reading, found.claims)])


def told_as(acts: Sequence[Act]) -> set[tuple[str, str, tuple[str, ...]]]:
    """Acts by their word, whom they were done to and when."""
    return {(a.word, v.text, a.when.values) for a in acts for v in a.victims}
