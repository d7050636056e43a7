"""A case as records of HURIDOCS Events Standard Formats: events, acts of one victim each, involvements, sources, persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letapis.core import wording
from letapis.core.cases import Act, Field, Intervention, Person
from letapis.core.cases import Said as Value
from letapis.core.export.dating import dated
from letapis.core.export.leaving import CHECK, Extract
from letapis.core.export.sheets import code
from letapis.core.export.telling import affected, happened
from letapis.words.records import THE_PAGE, Claim, kind_of
from letapis.words.tables import table
from letapis.words.when import parse

FORMATS = ("event", "act", "arrest", "involvement", "person", "information", "intervention")


@dataclass
class Record:
    """A record of one format: its fields by number, each with the ids of its claims, and the records within it."""

    format: str
    id: str
    fields: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    within: list[Record] = field(default_factory=list)

    def add(self, number: str, value: str | int | None, claims: Iterable[str] = ()) -> None:
        """Add a value of a field; an empty one is none."""
        if value not in (None, ""):
            self.fields.append((number, str(value), tuple(claims)))

    def walk(self) -> Iterator[Record]:
        """It and all records within it."""
        yield self
        for record in self.within:
            yield from record.walk()


def records(out: Extract) -> tuple[Record, ...]:
    """Every record: events with what stands within them, then persons, interventions, information."""
    writer = _Writer(out)
    events = [writer.event(e.act) for e in out.entries]
    for person in out.people:
        writer.person(person)
    interventions = [writer.intervention(i) for i in out.interventions]
    return (*events, *writer.persons.values(), *interventions, *writer.information)


class _Writer:
    def __init__(self, out: Extract) -> None:
        self.out, self.terms = out, table("leaving")["huridocs"]
        self.persons: dict[str, Record] = {}
        self.information: list[Record] = []

    def ids(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        return self.out.ids(claims)

    def event(self, a: Act) -> Record:
        told = self.ids(a.told)
        number = f"event:{a.id.partition(':')[2]}"
        e = Record("event", number)
        e.add("0101", number, told)
        e.add("0102", f"{wording.noun(a)}: {affected(a)}, {wording.date(a.when)}", told)
        self.dates(e, ("0113", "0114"), a)
        for sentence in dict.fromkeys(c.passage.quote for c in a.told):
            e.add("0115", sentence, self.ids(c for c in a.told if c.passage.quote == sentence))
        e.add("0150", f"{wording.stance(a)}; {wording.counted(a)}", told)
        if not happened(a):  # an act is something done: this stays an event
            e.add("0150", f"not told as done: {', '.join(a.modes)}", told)
        for n, victim in enumerate((a.victims or (None,)) if happened(a) else (), 1):
            e.within.append(self.act(a, victim, number, n))
        for n, source in enumerate(a.according_to, 1):
            self.source(source, number, n)
        return e

    def act(self, a: Act, victim: Value | None, event: str, n: int) -> Record:
        id_ = a.id if n == 1 else f"{a.id}-{n}"
        r, told = Record("act", id_), self.ids(a.told)
        r.add("2101", id_, told)
        who = self.party(victim, a.counts) if victim else ""
        if victim:
            r.add("2102", who, self.ids(victim.claims))
        r.add("2103", event, told)
        r.add("2109", code(a) or self.terms["unknown"], told)
        self.dates(r, ("2111", "2121"), a)
        for s in a.where:
            r.add("2112", s.text, self.ids(s.claims))
        person = self.out.named.get(victim.value) if victim else None
        if person:
            for s in person.ages:
                r.add("2118", s.text, self.ids(s.claims))
            for s in person.roles:
                r.add("2152", self.terms["characteristics"].get(s.value), self.ids(s.claims))
        custody = Record("arrest", f"{id_}-arrest")
        self.details(a, r, custody)
        if a.word in self.terms["arrests"] and custody.fields:
            r.within.append(custody)
        r.add("2150", f"{wording.label(a)}; {wording.stance(a)}", told)
        if a.general:
            r.add("2150", "told in general, not as one act", told)
        for s in a.denials:
            r.add("2150", f"denied by {s.text}", self.ids(s.claims))
        for s in a.country:
            r.add("2150", f"country: {s.text}", self.ids(s.claims))
        for m, doer in enumerate(a.perpetrators, 1):
            r.within.append(self.involvement(a, doer, id_, event, m))
        return r

    def details(self, a: Act, r: Record, custody: Record) -> None:
        """Details in the fields that hold words; for fields of codes the words stand among the remarks, with the field."""
        kinds = table("details")["kinds"]
        for s in a.details:
            kind, _, words = s.text.partition(": ")
            number, ids = kinds.get(kind, {}).get("huridocs", ""), self.ids(s.claims)
            if number in self.terms["words"] and number in self.terms["arrest"] and a.word in self.terms["arrests"]:
                custody.add(number, words, ids)
            elif number in self.terms["words"] and number in self.terms["act"]:
                r.add(number, words, ids)
            else:
                r.add("2150", wording.detail(s.text) + (f" (field {number})" if number else ""), ids)

    def involvement(self, a: Act, doer: Value, act: str, event: str, n: int) -> Record:
        ids = self.ids(doer.claims)
        number = f"involvement:{act.partition(':')[2]}-{n}"
        r = Record("involvement", number)
        r.add("2401", number, ids)
        r.add("2402", self.party(doer), ids)
        r.add("2403", event, ids)
        r.add("2404", act, ids)
        r.add("2409", self.terms["suspected"], ids)
        kinds = {s.value: s for s in a.perpetrator_kind}
        (kind,) = kinds if len(kinds) == 1 else ("",)
        said = self.ids(kinds[kind].claims) if kind else ids
        r.add("2412", self.terms["perpetrators"].get(kind, self.terms["unknown"]), said)
        r.add("2450", f"{wording.role(a)}, as the sources tell it", ids)
        return r

    def source(self, s: Value, event: str, n: int) -> None:
        ids, pages = self.ids(s.claims), [self.out.pages[r].reading for r in self.out.readings(s.claims)]
        number = f"information:{event.partition(':')[2]}-{n}"
        r = Record("information", number)
        r.add("2501", number, ids)
        r.add("2502", self.party(s), ids)
        r.add("2503", event, ids)
        outlet = all(c.source == THE_PAGE for c in s.claims)
        r.add("2509", self.terms["reporter"] if outlet else self.terms["unknown"], ids)
        days = [d.first for p in pages if p.published and (d := dated(p.published)) and d.first]
        r.add("2511", _filled(days[0])[0] if days else "", ids)
        for kind in dict.fromkeys(p.kind for p in pages):
            r.add("2512", self.terms["materials"].get(kind, self.terms["newspaper"]), ids)
        r.add("2553", self.terms["unknown"], ids)
        for p in pages:
            r.add("2550", f"{p.id}: {p.title or 'without a title'}" + (f", {p.url}" if p.url else ""), ids)
        self.information.append(r)

    def intervention(self, i: Intervention) -> Record:
        told = self.ids(i.told)
        r = Record("intervention", i.id)
        r.add("2601", i.id, told)
        for s in i.parties:
            r.add("2602", self.party(s), self.ids(s.claims))
        for s in i.concerns:
            act = next((a for a in self.out.acts if s.value in a.members), None)
            r.add("2603" if act else "2604", f"event:{act.id.partition(':')[2]}" if act else s.value, self.ids(s.claims))
        r.add("2609", table("interventions").get(i.kind, {}).get("huridocs") or self.terms["unknown"], told)
        found = dated(i.when.shown) if i.when.shown else None
        if found and found.first:
            r.add("2611", _filled(found.first)[0], self.ids(c for s in i.when.said for c in s.claims))
        for s in i.requested:
            r.add("2612", self.party(s), self.ids(s.claims))
        r.add("2650", wording.intervention(i.kind), told)
        for sentence in dict.fromkeys(c.passage.quote for c in i.told):
            r.add("2650", sentence, told)
        return r

    # ---- persons: everybody who is anything in a record

    def party(self, s: Value, counts: Field = ()) -> str:
        """The number of the person record behind a value, made where there is none."""
        thing = self.out.named.get(s.value)
        if thing is not None and kind_of(thing.id) != "place":
            return (self.person if kind_of(thing.id) == "person" else self.organisation)(thing).id
        ids = self.ids(s.claims)
        number = f"words:{ids[0].partition(':')[2]}" if ids else f"words:{s.value}"
        if number not in self.persons:
            r = self.persons[number] = Record("person", number)
            r.add("0901", number, ids)
            r.add("0902", self.terms["group"] if counts else self.terms["unknown"], ids)
            r.add("0903", s.text, ids)
            for count in counts if len(counts) == 1 else ():
                r.add("0931", count.text, self.ids(count.claims))
            r.add("0950", "words of a source; nobody knows yet who is meant", ids)
        return number

    def named(self, p: Person, unit: str) -> Record:
        r = Record("person", p.id)
        naming = [c for s in p.spellings for c in s.claims]
        r.add("0901", p.id, self.ids(naming))
        r.add("0902", unit, self.ids(naming))
        r.add("0903", p.shown, self.ids(c for s in p.spellings if s.text == p.shown for c in s.claims))
        for s in p.spellings:
            if s.text != p.shown:
                r.add("0904", s.text, self.ids(s.claims))
        return r

    def organisation(self, o: Person) -> Record:
        if o.id not in self.persons:
            r = self.persons[o.id] = self.named(o, self.terms["group"])
            for s in o.roles:
                r.add("0950", f"kind: {s.text}", self.ids(s.claims))
        return self.persons[o.id]

    def person(self, p: Person) -> Record:
        if p.id in self.persons:
            return self.persons[p.id]
        r = self.persons[p.id] = self.named(p, self.terms["individual"])
        for s in p.born:
            found = dated(s.value)
            day, kind = _filled(found.first) if found and found.first else ("", "")
            r.add("0911", day, self.ids(s.claims))
            r.add("0911_1", self._date_type(s.value, kind), self.ids(s.claims))
        if len(p.sex) == 1:
            r.add("0915", self.terms["sexes"].get(p.sex[0].value, self.terms["unknown"]), self.ids(p.sex[0].claims))
        for s in p.roles:
            ids = self.ids(s.claims)
            r.add("0922", self.terms["occupations"].get(s.value), ids)
            r.add("0944", self.terms["characteristics"].get(s.value), ids)
            if s.value not in self.terms["characteristics"]:
                r.add("0950", f"role: {s.text}", ids)
        for values, what in ((p.described_as, "described as"), (p.ages, "age"), (p.age_group, "age group")):
            for s in values:
                r.add("0950", f"{what}: {s.text}", self.ids(s.claims))
        for s in p.relatives:
            r.add("0950", f"relative of {s.text}", self.ids(s.claims))
        for c in self.out.of(p, "nationality"):
            r.add("0950", f"nationality: {c.value} (field 0941)", self.ids([c]))
        return r

    # ---- dates

    def dates(self, r: Record, numbers: tuple[str, str], a: Act) -> None:
        """The date that all sources agree with; where they do not, all stand among the remarks and none in the field."""
        said = {s.value: self.ids(s.claims) for s in a.when.said}
        value = a.when.values[0] if a.when.said and a.when.agree else ""
        found = dated(value) if value else None
        ids = said.get(value, tuple(i for each in said.values() for i in each))
        if found:
            for number, text in zip(numbers, (found.first, found.last), strict=True):
                day, kind = _filled(text) if text else ("", "")
                r.add(number, day, ids)
                r.add(f"{number}_1", self._date_type(value, kind), ids)
        for other, its in said.items():
            told = dated(other)
            if told and (not found or other != value or not (told.whole or kindly(other))):
                r.add("0150" if r.format == "event" else "2150", f"date as told: {told.words} ({other})", its)

    def _date_type(self, value: str, kind: str) -> str:
        about = any(p and p.mark for p in (parse(value).first, parse(value).last))
        return str(self.terms["dates"].get("about" if about else kind, ""))


def kindly(value: str) -> bool:
    """Whether a date with its type says all that the value says."""
    when = parse(value)
    return all(p is not None and p.year is not None and not p.mark and p.precision != "range" for p in (when.first, when.last))


def _filled(prefix: str) -> tuple[str, str]:
    """A whole date, as the formats ask for, and what of it is only filled in."""
    if len(prefix) == 4:
        return f"{prefix}-01-01", "month"
    return (f"{prefix}-01", "day") if len(prefix) == 7 else (prefix, "")


NOTE = (
    "HURIDOCS Events Standard Formats as used by OpenEvSys: numbers and codes are those of its data dictionary and "
    "micro-thesauri. Written by machine from the sources: types of act and of perpetrator are suggestions, the degree of "
    "involvement is never more than suspected, the status of the violation is for people to say. Names of XML elements: "
    f"{CHECK}."
)
