"""The acts that a row of a table tells of, each claim on the cell that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from letapis.core.tables import words
from letapis.core.tables.columns import BEGETS, HOSTS, SETTING
from letapis.core.tables.dates import read
from letapis.core.tables.grid import Cell
from letapis.core.tables.line import Line
from letapis.core.tables.people import Person
from letapis.words.records import THE_PAGE, Claim
from letapis.words.tables import table
from letapis.words.when import sort_key

_SEVERAL = re.compile(r"\s*(?:[;|\n,]|::)\s*")
_LONGEST_SOURCE = 300


@dataclass
class Deed:
    """An act of the row: its word, the cells that tell of it, and what else is said of it."""

    word: str
    told: list[Cell]
    setting: list[tuple[str, Cell]] = field(default_factory=list)
    """``when``, ``where``, ``by``, ``country``."""
    details: list[tuple[str, Cell]] = field(default_factory=list)


@dataclass
class _Gathering:
    """The acts of one row as they are found."""

    line: Line
    deeds: dict[str, Deed] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    """Those that the column of acts names."""
    loose: list[tuple[str, Cell]] = field(default_factory=list)
    """Details of no act: they are the person's."""

    def tell(self, word: str, cell: Cell) -> Deed:
        deed = self.deeds.setdefault(word, Deed(word, []))
        if not any(c.start == cell.start for c in deed.told):
            deed.told.append(cell)
        return deed

    def own(self) -> None:
        """Columns of one act: ``arrest.when``, ``arrest.where``, ``torture``."""
        for column in self.line.columns.values():
            word, _, of = column.means.partition(".")
            if word in table("terms")["acts"] and word != "act" and (of or column.means not in HOSTS):
                for cell in self.line.cells(column.means):
                    if cell.column == self._index(column.name):
                        self._own(word, of, cell)

    def _index(self, name: str) -> int:
        return next(i for i, c in self.line.columns.items() if c.name == name)

    def _own(self, word: str, of: str, cell: Cell) -> None:
        if words.no(cell.text):
            return
        if of == "when" and not words.yes(cell.text) and read(cell.text, self.line.order(cell)) is None:
            self.line.unread(cell, "is no date that can be read")  # "expected in spring" is no release
            self.loose.append((self.line.name_of(cell), cell))
            return
        deed = self.tell(word, cell)
        if (of == "when" and not words.yes(cell.text)) or of in SETTING[1:]:
            deed.setting.append((of, cell))
        elif of and of != "when":
            deed.details.append((of, cell))
        elif not of and not words.yes(cell.text):
            dated = read(cell.text, self.line.order(cell))
            (deed.setting if dated else deed.details).append(("when" if dated else "note", cell))

    def by_name(self) -> None:
        """The column that says what was done."""
        for cell in self.line.cells("act"):
            for part in filter(None, _SEVERAL.split(cell.text)):
                word = words.act(part)
                if word:
                    self.tell(word, cell)
                    self.named.append(word)
                elif "::" not in cell.text:  # the group of an Uwazi thesaurus stands before its term
                    self.line.unread(cell, "names no act that is known")
                    self.loose.append(("act", cell))
        for of in SETTING:
            for cell in self.line.cells(of):
                for word in self.named:
                    self.deeds[word].setting.append((of, cell))
                if not self.named:
                    self.loose.append((of, cell))

    def details(self) -> None:
        """Charges, courts, sentences, prisons: details of an act, and some of them tell of it by themselves."""
        for detail in HOSTS:
            for cell in self.line.cells(detail):
                self._detail(detail, cell)
        self.loose += [(self.line.name_of(cell), cell) for cell in self.line.cells("detail")]

    def _detail(self, detail: str, cell: Cell) -> None:
        begets = detail in BEGETS
        if detail == "facility" and words.status(cell.text) not in (None, "detention"):
            self._status(cell)  # "at liberty" where a prison would stand
            return
        if detail == "sentence" and (words.no(cell.text) or words.not_convicted(cell.text)):
            begets = False
        hosts = HOSTS[detail] if begets or detail != "sentence" else ("trial", "charge", "arrest", "detention")
        host = next((h for h in hosts if h in self.deeds), hosts[0] if begets else next(iter(self.deeds), None))
        if host is None:
            self.loose.append((detail, cell))
            return
        deed = self.tell(host, cell) if begets else self.deeds[host]
        deed.details.append((detail, cell))
        if detail == "facility":
            deed.setting.append(("where", cell))

    def statuses(self) -> None:
        """What has become of the person: a release, where somebody is at liberty."""
        for cell in self.line.cells("status"):
            self._status(cell)

    def _status(self, cell: Cell) -> None:
        word = words.status(cell.text)
        if word:
            self.tell(word, cell)
        elif self.deeds:
            next(iter(self.deeds.values())).details.append(("status", cell))
        else:
            self.loose.append(("status", cell))


def deeds_of(line: Line) -> tuple[list[Deed], list[tuple[str, Cell]]]:
    """The acts of a row, and the details that belong to none."""
    found = _Gathering(line)
    found.own()
    found.by_name()
    found.details()
    found.statuses()
    return list(found.deeds.values()), found.loose


def source_of(line: Line) -> str:
    """Who says what the row tells: its column of sources, else the list itself."""
    said = [" ".join(c.text.split())[:_LONGEST_SOURCE] for c in line.cells("source")]
    return "; ".join(said) or THE_PAGE


def claims_of(line: Line, deed: Deed, people: Sequence[Person], published: str | None) -> Iterator[Claim]:
    """Everything the row says of one act."""
    source = source_of(line)
    subject = line.mint("act", deed.told[0], deed.word)
    for cell in deed.told:
        yield line.claim(subject, "act", deed.word, cell, source=source)
    for person in people:
        yield line.claim(subject, "victim", person.id, person.cell, source=source)
    for of, cell in deed.setting:
        if of == "when":
            yield from _when(line, subject, cell, source, published)
        else:
            property_ = "perpetrator" if of == "by" else of
            yield line.claim(subject, property_, " ".join(cell.text.split()), cell, source=source)
    for detail, cell in deed.details:
        yield line.claim(subject, "detail", f"{detail}: {' '.join(cell.text.split())}", cell, source=source)


def _when(line: Line, subject: str, cell: Cell, source: str, published: str | None) -> Iterator[Claim]:
    dated = read(cell.text, line.order(cell))
    if dated is None:
        line.unread(cell, "is no date that can be read")
        yield line.claim(subject, "detail", f"date: {' '.join(cell.text.split())}", cell, source=source)
        return
    if dated.open:
        line.unread(cell, "can be read with the day or with the month first, so only its year is taken")
    yield line.claim(subject, "when", dated.value, cell, why=dated.basis, source=source)
    if published and sort_key(dated.value)[0] == 0 and sort_key(dated.value)[1] > sort_key(published)[1] + 1:
        yield line.claim(subject, "mode", "scheduled", cell, why="its date lies after the list was published", source=source)


def loose_claims(line: Line, person: str, loose: Sequence[tuple[str, Cell]]) -> Iterator[Claim]:
    """Details of no act, kept as the person's."""
    for detail, cell in loose:
        yield line.claim(person, "detail", f"{detail}: {' '.join(cell.text.split())}", cell)
