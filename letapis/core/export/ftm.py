"""The case as FollowTheMoney entities and statements: what OpenAleph loads, every value with its claims, every claim a note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from unicodedata import normalize

from letapis.core import wording
from letapis.core.cases import Act, Field, Intervention, Person
from letapis.core.cases import Said as Value
from letapis.core.checks.finding import sentence
from letapis.core.export.dating import dated
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.placed import spot
from letapis.core.export.sheets import code
from letapis.core.export.telling import ALLEGED, affected, happened, undone
from letapis.core.material import Told
from letapis.words.places import Atlas
from letapis.words.records import Claim, kind_of
from letapis.words.tables import table

NAME = "ftm"
DATASET = "letapis"
_SPACE = re.compile(r"\s+")
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ud800-\udfff]")
_BLANK = re.compile("[\u0a00\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_QUOTED = re.compile(r"""^["'](.*)["']$""")
_LINES = re.compile(r"(\r\n|\n|<BR/>|<BR>|\t|ESQ\.,|ESQ,|;)")
_COMMAS = re.compile(r",\s?[,.]")
_URL = re.compile(r"https?://[^\s/$.?#][^\s]*\Z", re.I)
_ONE_LINE = frozenset({"name", "address"})


@dataclass
class Entity:
    """An entity: its values by property, each with the ids of the claims it stands on."""

    id: str
    schema: str
    values: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)

    def add(self, prop: str, value: str | None, claims: Iterable[str] = ()) -> None:
        """Add a value as its type allows it; what is too long is cut, and stands whole among the notes."""
        said = fit(prop, value or "")
        if not said:
            return
        longest = table("leaving")["ftm"]["longest"].get(table("leaving")["ftm"]["types"][prop], len(said))
        if len(said) > longest:
            if prop != "notes":
                self.add("notes", f"{prop}: {said}", claims)
            said = said[: longest - 1].rstrip() + "…"
        self.values.setdefault(prop, {}).setdefault(said, {}).update(dict.fromkeys(claims))

    def line(self) -> str:
        """One line of JSON."""
        properties = {p: list(v) for p, v in sorted(self.values.items())}
        return _json({"id": self.id, "schema": self.schema, "properties": properties})


def fit(prop: str, value: str) -> str:
    """A value as FollowTheMoney keeps it, so that it is the same there: composed, no invisible signs, names on one line."""
    kind = table("leaving")["ftm"]["types"][prop]
    said = _UNSAID.sub("", _BLANK.sub(" ", normalize("NFC", value))).strip()
    before = None
    while kind in _ONE_LINE and said != before:  # what is left may again be what is not kept
        before = said
        said = _QUOTED.sub(r"\1", said) if kind == "name" else _COMMAS.sub(", ", _LINES.sub(", ", said))
        said = _SPACE.sub(" ", said).strip()
    return said


def ref(id_: str) -> str:
    """An id as FollowTheMoney takes it: no colon."""
    return re.sub(r"[^0-9A-Za-z.-]+", "-", id_).strip(".-") or "x"


def export(out: Extract) -> Files:
    """``….ftm.json`` (an entity a line) and ``….statements.json`` (a statement a line, its claims as origin)."""
    writer = _writer(out)
    yield f"{out.stem}.ftm.json", (e.line().encode("utf-8") + b"\n" for e in writer.entities())
    seen = _seen(out)
    lines = (line for e in writer.entities() for line in statements(e, seen))
    yield f"{out.stem}.statements.json", (line.encode("utf-8") + b"\n" for line in lines)


def _writer(out: Extract) -> _Writer:
    """Every entity: documents, persons, organisations, addresses, events, links; notes are made as they are asked for."""
    writer = _Writer(out)
    for page in out.material.pages:
        writer.document(page)
    for person in out.people:
        writer.person(person)
    for organisation in out.organisations:
        writer.organisation(organisation)
    for place in out.places:
        writer.place(place)
    for entry in out.entries:
        writer.act(entry.act)
    for done in out.interventions:
        writer.intervention(done)
    return writer


class _Writer:
    def __init__(self, out: Extract) -> None:
        self.out, self.terms, self.atlas = out, table("leaving")["ftm"], Atlas.default()
        self.made: dict[str, Entity] = {}
        self.home: dict[str, str] = {}
        """The entity that tells what a claim's subject is."""

    def entity(self, id_: str, schema: str, members: Iterable[str] = ()) -> Entity:
        found = self.made.setdefault(ref(id_), Entity(ref(id_), schema))
        self.home.update(dict.fromkeys((id_, *members), found.id))
        return found

    def entities(self) -> Iterator[Entity]:
        """Everything made, then a note a claim."""
        yield from self.made.values()
        yield from map(self.note, self.out.claims)

    def ids(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        return self.out.ids(claims)

    def proof(self, e: Entity, claims: Iterable[Claim]) -> None:
        """The documents that tell it: as ``proof``, and as links of their own for readers that know no proof there."""
        claims = self.out.held(claims)
        for reading in self.out.readings(claims):
            ids = self.ids(c for c in claims if c.passage.reading == reading)
            e.add("proof", ref(reading), ids)
            link = self.entity(f"documentation-{ref(reading)}-{e.id}", "Documentation")
            link.add("document", ref(reading), ids)
            link.add("entity", e.id, ids)
            link.add("role", "source", ids)

    # ---- things

    def document(self, page: Told) -> None:
        r, c = page.reading, page.capture
        e = self.entity(r.id, self.terms["documents"].get(r.media_type, "Document"))
        e.add("fileName", r.member or c.name)
        e.add("title", r.title)
        for author in r.authors:
            e.add("author", author)
        e.add("publisher", r.publisher)
        if r.published:
            self.date(e, "publishedAt", "", r.published, ())
        e.add("retrievedAt", (r.captured_at or c.taken_at)[:10] if dated((r.captured_at or c.taken_at)[:10]) else "")
        if r.language in self.terms["languages"]:
            e.add("language", self.terms["languages"][r.language])
        if r.media_type in self.terms["documents"]:
            e.add("mimeType", r.media_type)
        e.add("contentHash", c.sha256)
        self.address_of(e, r.url)
        e.add("notes", f"{r.id}, {c.id}, SHA-256 {c.sha256}" + (f", {r.member}" if r.member else ""))

    def address_of(self, e: Entity, url: str | None) -> None:
        if url:
            e.add("sourceUrl" if _URL.match(url) else "notes", url)

    def person(self, p: Person) -> None:
        e = self.entity(p.id, "Person", p.members)
        e.add("name", p.shown, self.ids(c for s in p.spellings if s.text == p.shown for c in s.claims))
        for s in p.spellings:
            if s.text != p.shown:
                e.add("alias", s.text, self.ids(s.claims))
        self.plain(e, p.described_as, "position")
        for s in p.sex:
            e.add("gender", self.terms["genders"].get(s.value), self.ids(s.claims))
            if s.value not in self.terms["genders"]:
                e.add("notes", f"sex: {s.text}", self.ids(s.claims))
        for s in p.born:
            self.date(e, "birthDate", "", s.value, self.ids(s.claims))
        self.noted(e, p.ages, "age")
        self.noted(e, p.age_group, "age group")
        self.topics(e, p.roles, "role")
        for c in self.out.of(p, "nationality"):
            self.country(e, "nationality", str(c.value), self.ids([c]))
        for c in self.out.of(p, "detail"):
            e.add("notes", wording.detail(str(c.value)), self.ids([c]))
        for s in p.relatives:
            self.relative(e, s)
        self.proof(e, [c for s in p.spellings for c in s.claims])

    def relative(self, e: Entity, s: Value) -> None:
        other = self.out.named.get(s.value)
        ids = self.ids(s.claims)
        if other is None or not ids:
            e.add("notes", f"relative of {s.text}", ids)
            return
        link = self.entity(f"family-{e.id}-{ref(other.id)}", "Family")
        link.add("person", ref(other.id), ids)
        link.add("relative", e.id, ids)
        for why in s.why:
            link.add("relationship", why, ids)

    def organisation(self, o: Person) -> None:
        schema = next((self.terms["schemas"][s.value] for s in o.roles if s.value in self.terms["schemas"]), "Organization")
        e = self.entity(o.id, schema, o.members)
        e.add("name", o.shown, self.ids(c for s in o.spellings if s.text == o.shown for c in s.claims))
        for s in o.spellings:
            if s.text != o.shown:
                e.add("alias", s.text, self.ids(s.claims))
        self.topics(e, o.roles, "kind")
        self.noted(e, o.described_as, "described as")
        self.proof(e, [c for s in o.spellings for c in s.claims])

    def place(self, p: Person) -> None:
        e = self.entity(p.id, "Address", p.members)
        named = self.ids(c for s in p.spellings if s.text == p.shown for c in s.claims)
        e.add("full", p.shown, named)
        for s in p.spellings:
            if s.text != p.shown:
                e.add("notes", f"also written {s.text}", self.ids(s.claims))
        for c in self.out.of(p, "country"):
            self.country(e, "country", str(c.value), self.ids([c]))
        for c in self.out.of(p, "kind", "region", "within"):
            e.add("notes", f"{c.property}: {c.value}", self.ids([c]))
        if point := spot(self.out, p):
            ids = self.ids(point.claims)
            e.add("latitude", str(point.latitude), ids)
            e.add("longitude", str(point.longitude), ids)
            e.add("notes", f"the point is right to {point.uncertainty_m} m", ids)
        self.proof(e, [c for s in p.spellings for c in s.claims])

    # ---- what happened

    def act(self, a: Act) -> None:
        e = self.entity(a.id, "Event", a.members)
        told = self.ids(a.told)
        e.add("name", _called(a), told)
        e.add("recordId", a.id, told)
        if happened(a):
            e.add("keywords", f"HURIDOCS {code(a)}" if code(a) else "", told)
            e.add("keywords", a.word, told)
        if ALLEGED & set(a.stances):
            e.add("keywords", "alleged", told)
        e.add("summary", f"{wording.label(a)}; {wording.stance(a)}; {wording.counted(a)}", told)
        if a.general:
            e.add("notes", "told in general, not as one event", told)
        self.dates(e, a.when.said)
        parties = [(e_, s) for s in a.victims if (e_ := self.party(s))]
        doers = [(e_, s) for s in a.perpetrators if (e_ := self.party(s))]
        for id_, s in (*parties, *doers):
            e.add("involved", id_, self.ids(s.claims))
        for id_, s in doers:
            e.add("organizer", id_, self.ids(s.claims))
        self.where(e, a.where)
        for s in a.country:
            self.country(e, "country", s.text, self.ids(s.claims))
        for s in a.according_to:
            e.add("publisher", s.text, self.ids(s.claims))
        self.noted(e, a.denials, "denied by")
        self.noted(e, a.perpetrator_kind, "by whom, as told")
        self.noted(e, a.mode, "mode")
        self.noted(e, a.counts, "number")
        for s in a.details:
            e.add("notes", wording.detail(s.text), self.ids(s.claims))
        self.proof(e, a.claims)
        for doer, by in doers if happened(a) else ():
            for victim, whom in parties:
                self.link(a, doer, victim, (*by.claims, *whom.claims))

    def link(self, a: Act, doer: str, victim: str, claims: Iterable[Claim]) -> None:
        """Who did it to whom; alleged unless every telling of it has it as a fact, and never more than that."""
        ids = self.ids(claims)
        e = self.entity(f"link-{ref(a.id)}-{doer}-{victim}", "UnknownLink")
        alleged = wording.role(a) == "alleged perpetrator" or bool(ALLEGED & set(a.stances))
        e.add("subject", doer, ids)
        e.add("object", victim, ids)
        e.add("role", f"{wording.noun(a)} (alleged)" if alleged else wording.noun(a), self.ids(a.told))
        e.add("status", "alleged" if alleged else "as told", self.ids(a.told))
        e.add("recordId", a.id, ids)
        self.dates(e, a.when.said, "summary")
        self.proof(e, claims)

    def party(self, s: Value) -> str:
        """The entity behind a value: a person or organisation, or one made for the words that stand for it."""
        thing = self.out.named.get(s.value)
        if thing is not None and kind_of(thing.id) != "place":
            return ref(thing.id)
        ids = self.ids(s.claims)
        if not ids:
            return ""
        e = self.entity(f"words-{ids[0]}", "LegalEntity")
        e.add("name", s.text, ids)
        e.add("notes", "words of a source; nobody knows yet who is meant", ids)
        return e.id

    def where(self, e: Entity, where: Field) -> None:
        for s in where:
            e.add("location", s.text, self.ids(s.claims))
            if s.value in self.out.named:
                e.add("addressEntity", ref(self.out.named[s.value].id), self.ids(s.claims))

    def intervention(self, i: Intervention) -> None:
        e = self.entity(i.id, "Event", i.members)
        told = self.ids(i.told)
        label = wording.intervention(i.kind)
        by = ", ".join(s.text for s in i.parties)
        e.add("name", sentence(label) + (f": {by}" if by else ""), told)
        e.add("recordId", i.id, told)
        huridocs = table("interventions").get(i.kind, {}).get("huridocs")
        e.add("keywords", f"HURIDOCS intervention {huridocs}" if huridocs else "", told)
        e.add("keywords", f"intervention: {i.kind}", told)
        for s in (*i.parties, *i.requested):
            e.add("involved", self.party(s), self.ids(s.claims))
        for s in i.concerns:
            e.add("notes", f"concerns {s.value}", self.ids(s.claims))
            if s.value in self.out.named:
                e.add("involved", ref(self.out.named[s.value].id), self.ids(s.claims))
        self.dates(e, i.when.said)
        for s in i.according_to:
            e.add("publisher", s.text, self.ids(s.claims))
        self.noted(e, i.mode, "mode")
        self.proof(e, i.claims)

    def note(self, claim: Claim) -> Entity:
        """A claim: its quotation, what it says, of what, on which page."""
        (id_,) = self.ids([claim])
        page = self.out.pages[claim.passage.reading]
        e = Entity(ref(id_), "Note")
        e.add("description", claim.passage.quote, [id_])
        label = table("terms")["properties"].get(claim.property, {}).get("label", claim.property)
        source = self.out.shown(claim.source)
        e.add("summary", f"{label} = {self.out.said(claim)} ({claim.stance}, according to {source})", [id_])
        if claim.subject in self.home:
            e.add("entity", self.home[claim.subject], [id_])
        e.add("proof", ref(page.reading.id), [id_])
        e.add("notes", f"{id_}, {claim.subject}", [id_])
        return e

    # ---- values

    def plain(self, e: Entity, values: Field, prop: str) -> None:
        for s in values:
            e.add(prop, s.text, self.ids(s.claims))

    def noted(self, e: Entity, values: Field, what: str) -> None:
        for s in values:
            e.add("notes", f"{what}: {s.text}", self.ids(s.claims))

    def topics(self, e: Entity, values: Field, what: str) -> None:
        for s in values:
            topic = self.terms["topics"].get(s.value)
            e.add("topics" if topic else "notes", topic or f"{what}: {s.text}", self.ids(s.claims))

    def country(self, e: Entity, prop: str, name: str, ids: Iterable[str]) -> None:
        """The code of a country; a country without one among the notes."""
        found = self.atlas.code(name)
        e.add(prop if found else "notes", found.lower() if found else f"{prop}: {name}", ids)

    def dates(self, e: Entity, said: Field, otherwise: str = "notes") -> None:
        for s in said:
            self.date(e, "startDate", "endDate", s.value, self.ids(s.claims), otherwise)

    def date(self, e: Entity, first: str, last: str, value: str, ids: Iterable[str], otherwise: str = "notes") -> None:
        found = dated(value)
        if found is None:
            return
        e.add(first, found.first, ids)
        if last:
            e.add(last, found.last, ids)
        if not found.whole or (found.last and not last):
            e.add(otherwise, f"date as told: {found.words} ({value})", ids)


def _called(a: Act) -> str:
    """What an event is called; one that has not happened, or is only denied, never like one that has."""
    if not happened(a):
        return f"{sentence(undone(a))}: {wording.noun(a)} of {affected(a)}"
    return f"{sentence(wording.noun(a))} of {affected(a)}" + (" (alleged)" if ALLEGED & set(a.stances) else "")


def _seen(out: Extract) -> dict[str, str]:
    """When the page of each claim was taken in."""
    return {out.pages[c.passage.reading].id_of(c): out.pages[c.passage.reading].capture.taken_at for c in out.claims}


def statements(e: Entity, seen: dict[str, str]) -> Iterator[str]:
    """The statements of an entity, a line of JSON each, and the one that holds its checksum."""
    made, days = list[str](), list[str]()
    for prop, values in sorted(e.values.items()):
        for value, claims in values.items():
            taken = sorted(seen[c] for c in claims if c in seen)
            days += taken
            row = _row(e, prop, value, taken)
            made.append(str(row["id"]))
            yield _json(row | {"origin": " ".join(claims) or None})
    checksum = sha1(e.schema.encode(), usedforsecurity=False)
    for id_ in sorted(made):
        checksum.update(id_.encode())
    yield _json(_row(e, "id", checksum.hexdigest(), sorted(days)))


def _json(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _row(e: Entity, prop: str, value: str, seen: list[str]) -> dict[str, object]:
    key = f"{DATASET}.{e.id}.{prop}.{value}".encode("utf-8", "replace")
    return {
        "canonical_id": e.id, "entity_id": e.id, "prop": prop, "schema": e.schema,
        "value": value, "dataset": DATASET, "lang": None, "original_value": None,
        "first_seen": seen[0] if seen else None, "last_seen": seen[-1] if seen else None, "external": False, "origin": None,
        "id": sha1(key, usedforsecurity=False).hexdigest(),
    }  # fmt: skip
