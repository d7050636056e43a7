"""The persons that a row of a table names, each claim on the cell that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letapis.core.tables import words
from letapis.core.tables.dates import read
from letapis.core.tables.grid import Cell
from letapis.core.tables.line import Line
from letapis.words.latin import is_cyrillic
from letapis.words.records import Claim

_SEVERAL = re.compile(r"\s*(?:;|\n|\|)\s*")
_BESIDE = re.compile(r"([^()/]{3,80}?)\s*[(/]\s*([^()/]{3,80}?)\s*\)?\Z")
_LETTER = re.compile(r"[^\W\d_]")
_AGE = re.compile(r"\D{0,12}(\d{1,3})(?!\d)\D{0,20}\Z")
_MOST = 20
"""Names of one cell that are taken for persons."""
_OF_ONE = ("variant", "described_as", "role", "nationality", "sex", "age", "born")
SEVERAL = "does not say which of the people of its row it is about"
_PARTS = ("given", "patronymic", "surname")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the row: its id and the cell that names it."""

    id: str
    cell: Cell


def people_of(line: Line) -> tuple[list[Person], list[Claim]]:
    """The persons named in a row, with everything its cells say of them; what only one can be is said where there is one."""
    people, claims = list[Person](), list[Claim]()
    for cell in line.cells("name"):
        for n, name in enumerate(_names(cell.text)):
            person = Person(line.mint("person", cell, *([n] if n else [])), cell)
            people.append(person)
            claims += _named(line, person, name)
    if not people:
        people += filter(None, [_composed(line, claims)])
    if len(people) == 1:
        claims += _told(line, people[0].id)
    for cell in (c for of in _OF_ONE for c in line.cells(of)) if len(people) > 1 else ():
        line.unread(cell, SEVERAL)
    return people, claims


def _names(text: str) -> list[str]:
    found = [n for n in _SEVERAL.split(text) if len(_LETTER.findall(n)) > 1 and not words.says_nothing(n)]
    return found[:_MOST]


def _named(line: Line, person: Person, name: str) -> Iterator[Claim]:
    """A name, and the one in another script that stands behind it in brackets."""
    beside = _BESIDE.match(name)
    if beside and is_cyrillic(beside[1]) != is_cyrillic(beside[2]):
        yield line.claim(person.id, "name", beside[1], person.cell)
        yield line.claim(person.id, "variant", beside[2], person.cell)
    else:
        yield line.claim(person.id, "name", " ".join(name.split()), person.cell)


def _composed(line: Line, claims: list[Claim]) -> Person | None:
    """A person whose name stands in several columns: claimed on the surname, the others as mentions of the same."""
    cells = {part: c for part in _PARTS for c in line.cells(part) if not words.says_nothing(c.text)}
    key = cells.get("surname") or cells.get("given")
    if key is None or not _LETTER.search(key.text):
        return None
    whole = " ".join(" ".join(cells[p].text.split()) for p in _PARTS if p in cells)
    person = Person(line.mint("person", key, whole), key)
    columns = ", ".join(f"“{line.name_of(c)}”" for c in cells.values())
    claims.append(line.claim(person.id, "name", whole, key, why=f"the columns {columns} of row {line.number}"))
    claims += [line.claim(person.id, "mention", "name", c) for c in cells.values() if c is not key]
    return person


def _told(line: Line, person: str) -> Iterator[Claim]:
    """What the row's other cells say of its only person."""
    for property_ in _OF_ONE[:4]:
        for cell in line.cells(property_):
            for value in _SEVERAL.split(cell.text):
                if value and not words.says_nothing(value):
                    yield line.claim(person, property_, value, cell)
    for cell in line.cells("sex"):
        if found := words.sex(cell.text):
            yield line.claim(person, "sex", found, cell)
        else:
            line.unread(cell, "says no sex that is known")
    for cell in line.cells("age"):
        age = _AGE.match(cell.text)
        if age and int(age[1]) <= 120:
            yield line.claim(person, "age", int(age[1]), cell)
        else:
            line.unread(cell, "is no age")
    for cell in line.cells("born"):
        born = read(cell.text, line.order(cell))
        if born and "/" not in born.value and not born.value.endswith("?") and "X" not in born.value:
            yield line.claim(person, "born", born.value, cell, why=born.basis)
        else:
            line.unread(cell, "is no date that can be read")
