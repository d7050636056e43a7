"""Records of HURIDOCS events as claims: an act is one thing done to one victim, by those its involvements name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from letapis.core.tables import words
from letapis.core.tables.dates import Order, read
from letapis.core.tables.grid import Cell
from letapis.core.tables.records import Export, Record
from letapis.words.records import THE_PAGE, Claim, Fault
from letapis.words.tables import table
from letapis.words.when import valid

_LINKS = (
    "victim", "perpetrator", "event", "act", "source", "id", "confidentiality", "initial_date_type", "final_date_type",
    "degree_of_involvement",
)  # fmt: skip
_CARRIED_OUT = "010100000000"
"""The degree of involvement of somebody who did it; any other is alleged at most."""
_NUMBERS = "_record_number"


def told(export: Export, where: str) -> tuple[tuple[Claim, ...], tuple[Fault, ...]]:
    """The claims of an export, and what of it was left."""
    reader = _Reader(export)
    claims = tuple(reader.claims())
    numbers = {label for r in export.records for label, _ in r.fields if label.endswith(_NUMBERS)}
    return claims, (*reader.faults(where), *export.left(where, passed=(*_LINKS, *numbers)))


def _terms() -> dict[str, Any]:
    return dict(table("exports")["openevsys"])


class _Reader:
    def __init__(self, export: Export) -> None:
        self.export = export
        self.subjects: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.sources: dict[str, list[str]] = {}
        self.within: dict[str, list[Record]] = {}
        self.unknown: list[str] = []
        for record in export.records:
            act = record.within.removeprefix("act ") if record.within.startswith("act ") else record.value("act")
            self.within.setdefault(act, []).append(record)

    def claims(self) -> Iterator[Claim]:
        of_schema = [(s, [r for r in self.export.records if r.schema == s]) for s in ("person", "information", "act")]
        for schema, records in of_schema:
            for record in records:
                yield from {"person": self._person, "information": self._source, "act": self._act}[schema](record)

    def _person(self, record: Record) -> Iterator[Claim]:
        names = record.cells("person_name")
        if not names:
            self.unknown.append(f"person {record.id[:40]} has no name")
            return
        subject = self.subjects[record.id] = self.export.mint("person", names[0], record.id)
        self.names[record.id] = names[0].text
        yield self.export.claim(subject, "name", names[0].text, record, names[0])
        for label, property_ in _terms()["person"].items():
            for cell in record.cells(label):
                value = self._value(property_, cell, record)
                if value:
                    yield self.export.claim(subject, property_, value, record, cell)
        for cell in record.cells("remarks"):
            yield self.export.claim(subject, "detail", f"note: {cell.text}", record, cell)

    def _value(self, property_: str, cell: Cell, record: Record) -> str:
        if property_ == "born":
            return self._date(cell.text, record.value("date_of_birth_type"))
        if property_ == "sex":
            return str(_terms()["sexes"].get(cell.text) or words.sex(cell.text) or "")
        return "" if cell.text.isdigit() and len(cell.text) == 12 else cell.text  # a code of a list that is not kept here

    def _source(self, record: Record) -> Iterator[Claim]:
        name = self.names.get(record.value("source"))
        event = record.value("event") or record.within.removeprefix("event ")
        if name and event:
            self.sources.setdefault(event, []).append(name)
        yield from ()

    def _act(self, record: Record) -> Iterator[Claim]:
        for cell in record.cells("type_of_act"):
            word = act_of(cell.text)
            victims = [c for c in record.cells("victim") if c.text in self.subjects]
            if word is None or not victims:
                what = "a type of act that is not known" if word is None else "no victim who is in the export"
                self.unknown.append(f"act {record.id[:40]} has {what} ({cell.text[:40]})")
                continue
            yield from self._told(record, word, cell, victims)

    def _told(self, record: Record, word: str, cell: Cell, victims: list[Cell]) -> Iterator[Claim]:
        act, say = self.export.mint("act", cell, word, record.id), self.export.claim
        event = record.value("event") or record.within.removeprefix("event ")
        source = "; ".join(dict.fromkeys(self.sources.get(event, [])))[:300] or THE_PAGE
        yield say(act, "act", word, record, cell, source=source)
        for victim in victims:
            yield say(act, "victim", self.subjects[victim.text], record, victim, source=source)
        yield from self._when(record, act, source)
        for place in record.cells("exact_location", "location"):
            yield say(act, "where", place.text, record, place, source=source)
        for part in (record, *(r for r in self.within.get(record.id, ()) if r.schema != "involvement")):
            for label, detail in _terms()["details"].items():
                for found in part.cells(label):
                    yield say(act, "detail", f"{detail}: {found.text}", part, found, source=source)
        for part in (r for r in self.within.get(record.id, ()) if r.schema == "involvement"):
            for doer in part.cells("perpetrator"):
                if doer.text in self.subjects:
                    degree = part.value("degree_of_involvement")
                    stance = "asserted" if degree == _CARRIED_OUT else "alleged"
                    why = f"degree of involvement {degree}" if degree else "no degree of involvement is given"
                    yield say(act, "perpetrator", self.subjects[doer.text], part, doer, source=source, stance=stance, why=why)

    def _when(self, record: Record, act: str, source: str) -> Iterator[Claim]:
        first, last = (
            [(c, v) for c in record.cells(f"{end}_date") if (v := self._date(c.text, record.value(f"{end}_date_type")))]
            for end in ("initial", "final")
        )
        if first and last and first[0][1] != last[0][1] and valid(f"{first[0][1]}/{last[0][1]}"):
            self.export.used.add(last[0][0].start)
            why = "with its final_date"
            yield self.export.claim(act, "when", f"{first[0][1]}/{last[0][1]}", record, first[0][0], source=source, why=why)
        elif first:
            yield self.export.claim(act, "when", first[0][1], record, first[0][0], source=source)

    def _date(self, text: str, kind: str) -> str:
        """A date without the day or month that its type says was only filled in."""
        dated = read(text, Order())
        if dated is None or dated.open:
            return ""
        how = _terms()["dates"].get(kind, "")
        value = dated.value[:7] if how == "month" else dated.value[:4] if how == "year" else dated.value
        return f"{value}~" if how == "about" and valid(f"{value}~") else value

    def faults(self, where: str) -> Iterator[Fault]:
        """Acts and persons that could not be read, and what the export marks as confidential."""
        if self.unknown:
            more = f"; and {len(self.unknown) - 5} more" if len(self.unknown) > 5 else ""
            yield Fault(where, f"Kept but not read: {'; '.join(self.unknown[:5])}{more}.", "Read them by hand.")
        shut = [r for r in self.export.records if r.value("confidentiality").casefold() in ("y", "yes", "1", "true")]
        if shut:
            what = f"{len(shut)} of its records are marked confidential there ({shut[0].schema} {shut[0].id[:40]} …)."
            yield Fault(where, what, "Restrict these persons with `letapis restrict`, or keep the file for named people only.")


def act_of(code: str) -> str | None:
    """The act of a code of twelve digits, else of the kind above it, else of a word."""
    digits = code.strip()
    if not (digits.isdigit() and len(digits) == 12):
        return words.act(code)
    pairs = [digits[i : i + 2] for i in range(0, 12, 2)]
    for kept in range(6, 0, -1):
        word = words.by_huridocs().get("".join(pairs[:kept]).ljust(12, "0"))
        if word:
            return word
    return None
