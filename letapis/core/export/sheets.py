"""The case as plain tables: people, acts, interventions, sources and, under all of them, the claims with their quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.cases import Act, Field, Person
from letapis.core.export.leaving import CLAIM_COLUMNS, PERSONAL, Extract, claim_rows
from letapis.words.tables import table

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(out: Extract) -> Iterator[Sheet]:
    """Every table, one held at a time; a cell with several values has one a line; ``claims`` names what its row stands on."""
    acts: dict[str, list[str]] = {}
    for e in out.entries:
        for v in e.act.victims:
            acts.setdefault(v.value, []).append(e.act.id)
    yield _sheet("people", PEOPLE, (_person(out, p, acts.get(p.id, [])) for p in out.people))
    yield _sheet("acts", ACTS, (_act(out, e.act, e.shown) for e in out.entries))
    yield _sheet("interventions", INTERVENTIONS, _interventions(out))
    yield _sheet("sources", SOURCES, _sources(out))
    yield _sheet("claims", CLAIM_COLUMNS, claim_rows(out))


def _sheet(name: str, columns: tuple[str, ...], rows: Iterable[Sequence[Cell]]) -> Sheet:
    return Sheet(name, columns, tuple(map(tuple, rows)))


def texts(values: Field) -> str:
    """The values of a field, one a line."""
    return "\n".join(s.text for s in values)


def listed(ids: Iterable[str]) -> str:
    """Ids in a cell."""
    return " ".join(ids)


PEOPLE = (
    "person", "name", "also_written", "described_as", "sex", "born", "age", "age_group", "role", "relative_of", "acts",
    "claims",
)  # fmt: skip


def _person(out: Extract, p: Person, acts: list[str]) -> list[Cell]:
    told = (p.described_as, p.sex, p.born, p.ages, p.age_group, p.roles, p.relatives)
    other = "\n".join(s.text for s in p.spellings if s.text != p.shown)
    return [p.id, p.shown, other, *map(texts, told), listed(acts), listed(out.ids(out.of(p, *PERSONAL)))]


ACTS = (
    "act", "word", "label", "huridocs", "how_told", "general", "when", "when_edtf", "when_basis", "affected", "by", "by_is",
    "by_kind", "where", "country", "according_to", "denied_by", "details", "number", "pages", "independent_sources", "claims",
)  # fmt: skip


def _act(out: Extract, a: Act, shown: str) -> list[Cell]:
    basis = "\n".join(dict.fromkeys(w for s in a.when.said for w in s.why))
    return [
        a.id, a.word, wording.label(a), code(a), wording.stance(a), "yes" if a.general else "", shown,
        "\n".join(a.when.values), basis,
        texts(a.victims), texts(a.perpetrators), wording.role(a), texts(a.perpetrator_kind), texts(a.where), texts(a.country),
        texts(a.according_to), texts(a.denials), "\n".join(wording.detail(s.text) for s in a.details), texts(a.counts),
        len(a.sources.pages), a.sources.independent, listed(out.ids(a.claims)),
    ]  # fmt: skip


INTERVENTIONS = ("intervention", "kind", "label", "by", "asked_of", "concerns", "when_edtf", "according_to", "claims")


def _interventions(out: Extract) -> Iterable[list[Cell]]:
    for i in out.interventions:
        about = listed(s.value for s in i.concerns)
        yield [
            i.id, i.kind, wording.intervention(i.kind), texts(i.parties), texts(i.requested), about, "\n".join(i.when.values),
            texts(i.according_to), listed(out.ids(i.claims)),
        ]  # fmt: skip


SOURCES = (
    "reading", "title", "publisher", "authors", "published", "published_basis", "url", "language", "media_type", "member",
    "capture", "sha256", "size", "taken_at",
)  # fmt: skip


def _sources(out: Extract) -> Iterable[list[Cell]]:
    for page in out.material.pages:
        r, c = page.reading, page.capture
        yield [
            r.id, r.title, r.publisher, "\n".join(r.authors), r.published, r.published_basis, r.url, r.language, r.media_type,
            r.member, c.id, c.sha256, c.size, c.taken_at,
        ]  # fmt: skip


def code(act: Act) -> str:
    """The act's code in HURIDOCS micro-thesaurus 04; empty where it has none."""
    return str(table("terms")["acts"].get(act.word, {}).get("huridocs", ""))
