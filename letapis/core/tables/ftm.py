"""FollowTheMoney entities as claims: persons, organisations, events and the links that say who did what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from letapis.core.tables import words
from letapis.core.tables.dates import Order, read
from letapis.core.tables.grid import Cell
from letapis.core.tables.records import Export, Record
from letapis.words.records import THE_PAGE, Claim, Fault
from letapis.words.tables import table
from letapis.words.when import valid

_LINKS = ("involved", "organizer", "subject", "object", "person", "relative", "addressEntity", "proof")
_ALLEGED = frozenset({"alleged", "suspected", "reported", "claimed"})


def told(export: Export, where: str) -> tuple[tuple[Claim, ...], tuple[Fault, ...]]:
    """The claims of an export, and what of it was left."""
    reader = _Reader(export)
    claims = tuple(reader.claims())
    return claims, (*reader.faults(where), *export.left(where, passed=_LINKS))


def _terms() -> dict[str, Any]:
    return dict(table("exports")["ftm"])


class _Reader:
    def __init__(self, export: Export) -> None:
        self.export = export
        self.subjects: dict[str, str] = {}
        self.unclear: list[str] = []
        self.no_act: list[str] = []

    def claims(self) -> Iterator[Claim]:
        terms = _terms()
        for record in self.export.records:
            if record.schema in terms["persons"]:
                yield from self._named(record, "person")
            elif record.schema in terms["organisations"]:
                yield from self._named(record, "organisation")
        for record in self.export.records:
            if record.schema == "Event":
                yield from self._event(record)
            elif record.schema == "UnknownLink":
                yield from self._link(record)
            elif record.schema == "Family":
                yield from self._family(record)

    def _named(self, record: Record, kind: str) -> Iterator[Claim]:
        terms, say = _terms(), self.export.claim
        names = record.cells("name")
        parts = [] if names else record.cells("firstName", "secondName", "middleName", "fatherName", "lastName")
        key = names[0] if names else parts[-1] if parts else None
        if key is None:
            self.unclear.append(f"{record.schema} {record.id[:40]} has no name")
            return
        subject = self.subjects[record.id] = self.export.mint(kind, key, record.id)
        yield say(subject, "name", key.text if names else " ".join(c.text for c in parts), record, key)
        for cell in names[1:]:
            yield say(subject, "variant", cell.text, record, cell)
        for cell in [c for c in parts if c is not key]:
            yield say(subject, "mention", "name", record, cell)
        for label, cell in record.fields:
            property_ = terms[kind].get(label) or ("detail" if label in terms["details"] else "")
            value = self._value(property_, label, cell)
            if value:
                yield say(subject, property_, value, record, cell)
            if label == "topics":
                yield from self._topic(record, subject, kind, cell)

    def _value(self, property_: str, label: str, cell: Cell) -> str:
        if property_ == "born":
            dated = read(cell.text, Order())
            return dated.value if dated and not dated.open else ""
        if property_ == "sex":
            return str(_terms()["sexes"].get(cell.text, ""))
        if property_ == "detail":
            return f"{_terms()['details'][label]}: {cell.text}"
        return cell.text if property_ else ""

    def _topic(self, record: Record, subject: str, kind: str, cell: Cell) -> Iterator[Claim]:
        found = _terms()["roles" if kind == "person" else "kinds"].get(cell.text)
        if found:
            yield self.export.claim(subject, "role" if kind == "person" else "kind", str(found), record, cell)

    # ---- acts

    def _event(self, record: Record) -> Iterator[Claim]:
        named = self._act_named(record)
        if named is None:
            self.no_act.append(f"Event {record.id[:40]} (“{record.value('name')[:60]}”)")
            return
        word, cell = named
        persons = [c for c in record.cells("involved") if self.subjects.get(c.text, "").startswith("person:")]
        title = record.value("name").casefold()
        victims = persons if len(persons) == 1 else [c for c in persons if self._in_title(c.text, title)]
        if persons and not victims:
            self.unclear.append(f"Event {record.id[:40]} involves {len(persons)} persons, without saying who was affected")
        organizers = {c.text for c in record.cells("organizer")}
        victims = [c for c in victims if c.text not in organizers]
        alleged = any(c.text.casefold() in _ALLEGED for c in record.cells("keywords"))
        yield from self._act(record, word, cell, victims, record.cells("organizer"), "alleged" if alleged else "asserted")

    def _in_title(self, id_: str, title: str) -> bool:
        return any(c.text.casefold() in title for c in self.export.by_id[id_].cells("name", "alias", "lastName"))

    def _act_named(self, record: Record) -> tuple[str, Cell] | None:
        """The act that an event's keywords name, or the beginning of its name ("Arrest of …")."""
        for cell in record.cells("keywords"):
            code = cell.text.removeprefix("HURIDOCS ").strip()
            word = words.by_huridocs().get(code) or words.act(cell.text)
            if word:
                return word, cell
        for cell in record.cells("name"):
            if word := words.act(cell.text.partition(" of ")[0]) or words.act(cell.text):
                return word, cell
        return None

    def _link(self, record: Record) -> Iterator[Claim]:
        """Somebody (subject) did something (role) to somebody (object)."""
        for cell in record.cells("role"):
            word = words.act(cell.text)
            victims = [c for c in record.cells("object") if self.subjects.get(c.text, "").startswith("person:")]
            if word is None or not victims:
                self.no_act.append(f"UnknownLink {record.id[:40]} (“{cell.text[:60]}”)")
                continue
            said = {*words.plain(record.value("status")).split(), *cell.text.casefold().strip(" )").rpartition("(")[2].split()}
            stance = "alleged" if said & _ALLEGED else "asserted"
            yield from self._act(record, word, cell, victims, record.cells("subject"), stance)

    def _act(
        self, record: Record, word: str, cell: Cell, victims: Sequence[Cell], doers: Sequence[Cell], stance: str
    ) -> Iterator[Claim]:
        act, say = self.export.mint("act", cell, word, record.id), self.export.claim
        source = record.value("publisher", "sourceUrl") or THE_PAGE
        how = {"source": source[:300], "stance": stance}
        yield say(act, "act", word, record, cell, **how)
        for victim in victims:
            yield say(act, "victim", self.subjects[victim.text], record, victim, **how)
        for doer in doers:
            if doer.text in self.subjects:
                yield say(act, "perpetrator", self.subjects[doer.text], record, doer, **how)
        yield from self._when(record, act, how)
        for label, property_ in (("location", "where"), ("country", "country")):
            for place in record.cells(label):
                yield say(act, property_, place.text, record, place, **how)
        for label, detail in _terms()["details"].items():
            for note in record.cells(label):
                yield say(act, "detail", f"{detail}: {note.text}", record, note, **how)

    def _when(self, record: Record, act: str, how: dict[str, str]) -> Iterator[Claim]:
        """A day, or the stretch from a first to a last, which stands on its first."""
        first, last = record.cells("startDate"), record.cells("endDate")
        if first and last and first[0].text != last[0].text:
            value = f"{first[0].text[:10]}/{last[0].text[:10]}"
            if valid(value):
                self.export.used.add(last[0].start)
                yield self.export.claim(act, "when", value, record, first[0], why="with its endDate", **how)
                return
        for cell in record.cells("date", "startDate", "endDate")[:1]:
            dated = read(cell.text, Order())
            if dated and not dated.open:
                yield self.export.claim(act, "when", dated.value, record, cell, **how)

    def _family(self, record: Record) -> Iterator[Claim]:
        of, who = record.cells("person"), record.cells("relative")
        ids = [self.subjects.get(c[0].text, "") if c else "" for c in (who, of)]
        if all(i.startswith("person:") for i in ids):
            cell = next(iter(record.cells("relationship")), who[0])
            yield self.export.claim(ids[0], "relative_of", ids[1], record, cell)

    def faults(self, where: str) -> Iterator[Fault]:
        """Events that are no acts, and links that do not say who was affected."""
        for found, what, hint in (
            (self.no_act, "names no act that is known", "They are kept; read them by hand."),
            (self.unclear, "cannot be told", "They are kept; read them by hand."),
        ):
            if found:
                more = f" and {len(found) - 5} more" if len(found) > 5 else ""
                yield Fault(where, f"What {what}: {'; '.join(found[:5])}{more}.", hint)
