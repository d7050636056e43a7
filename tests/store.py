"""A project folder with a few invented pages in it, for the tests of the store."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from letapis.rim.project import Project, create, open_project
from letapis.words.records import Block, Capture, Claim, Decision, Given, Reading, mint

PASSPHRASE = "lantern gravel otter май"
CANARIES = ("Zorislav Quimbly", "Зорислав Квимбли", "safehouse-77@example.invalid", "Lower Orchard Lane 12")


def page(number: int) -> str:
    """The text of an invented page."""
    return (
        f"Report {number}: {CANARIES[0]} arrested\n\nPolice arrested {CANARIES[0]} on day {number}. "
        f"His name is also spelled {CANARIES[1]}.\n\nWrite to {CANARIES[2]} or come to {CANARIES[3]}."
    )


def reading_of(text: str, capture: str, key: bytes, reader: str = "test/1") -> Reading:
    """A reading of one block."""
    block = Block("paragraph", 0, len(text), 0, 1)
    return Reading(mint("reading", key, reader), capture, key, "text/plain", reader, text, text, (block,))


def claims_of(reading: Reading) -> list[Claim]:
    """A claim for every word with a capital letter, its name twice if it stands twice."""
    found, start = [], 0
    for word in reading.text.split():
        start = reading.text.index(word, start)
        passage = reading.passage(start, start + len(word))
        start += len(word)
        if word[0].isupper():
            found.append(Claim(reading.mint("person", passage), "name", word, passage, by="test/1", why="a capital letter"))
    return found


def take_in(project: Project, text: str, name: str = "page.txt", *, again: bool = False) -> str:
    """Take a page in as the desk does; returns its capture id."""
    data = text.encode()
    place = project.ledger.place(data, again=again)
    if place.held:
        return place.id
    reading = reading_of(text, place.id, place.key)
    with project.ledger.writing() as w:
        w.capture(
            Capture(place.id, place.sha256, place.size, name, "2024-05-01T10:00:00Z", "amina", Given(title=CANARIES[0])), data
        )
        w.reading(reading)
        w.claims(claims_of(reading))
    return place.id


def rule(project: Project, capture: str) -> str:
    """Rule on the first claim of a capture; returns the decision's id."""
    line = next(project.ledger.lines("claim", capture))
    with project.ledger.writing() as w:
        return w.decision(Decision(line.id, "accept", "amina", "2024-05-02T10:00:00Z", f"{CANARIES[3]} told us"), [capture])


@cache
def _template(passphrase: str | None) -> Path:
    above = Path(mkdtemp(prefix="letapis-test-"))
    atexit.register(shutil.rmtree, above, True)
    folder = above / "case"
    with create(folder, passphrase) as project:
        captures = [take_in(project, page(n), f"{CANARIES[2]}-{n}.txt") for n in range(4)]
        rule(project, captures[1])
    return folder


@contextmanager
def case(tmp_path: Path, passphrase: str | None = None) -> Iterator[Project]:
    """An open project of four pages and a ruling, on a copy of its own."""
    folder = tmp_path / "case"
    shutil.copytree(_template(passphrase), folder)
    with open_project(folder, passphrase) as project:
        yield project
