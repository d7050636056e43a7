"""The case as imports for Uwazi: a ZIP a template, thesauri, and the list of what an administrator creates beforehand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.cases import Act, Field, Person
from letapis.core.export.dating import dated
from letapis.core.export.leaving import CLAIM_COLUMNS, CORPORATE, PERSONAL, Extract, Files, claim_rows
from letapis.core.export.placed import spots
from letapis.core.export.sheets import code
from letapis.core.export.tables import csv_bytes
from letapis.core.export.telling import affected, happened, undone
from letapis.core.export.zipped import zipped
from letapis.words.records import kind_of

NAME = "uwazi"
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
Row = dict[str, str]


@dataclass(frozen=True)
class Template:
    """A template: its name, its properties as (label, type, what they take), its rows."""

    name: str
    properties: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[str]:
        """The heads of its CSV file."""
        return ["Title", *(f"{label}_geolocation" if kind == "geolocation" else label for label, kind, _ in self.properties)]


def export(out: Extract) -> Files:
    """``….uwazi.zip``."""
    yield f"{out.stem}.uwazi.zip", zipped(_parts(out))


def _parts(out: Extract) -> Iterator[tuple[str, bytes]]:
    found = templates(out)
    yield "TEMPLATES.md", _list(found).encode("utf-8")
    for n, template in enumerate(found, 1):
        rows = ([row.get(c, "") for c in template.columns] for row in template.rows)
        table = csv_bytes(template.columns, rows, mark=False)
        yield f"{n}-{template.name.lower()}.zip", b"".join(zipped([("import.csv", table)]))
    for name, terms in thesauri(found).items():
        yield f"thesauri/{name}.csv", csv_bytes(["English"], ([t] for t in terms), mark=False)
    yield "claims.csv", csv_bytes(CLAIM_COLUMNS, claim_rows(out), mark=False)


def plain(words: str) -> str:
    """Words in which no separator stands: Uwazi knows no way to escape them."""
    return " ".join(words.replace("|", "/").replace("::", ": ").split())


def several(values: Iterable[str]) -> str:
    """Values of one cell, each once."""
    return "|".join(dict.fromkeys(p for v in values if (p := plain(v))))


def templates(out: Extract) -> tuple[Template, ...]:
    """The templates in the order in which they are imported: what is linked to comes before what links."""
    titles = _Titles(out)
    return (
        Template("Source", SOURCE, tuple(_sources(out, titles))),
        Template("Person", PERSON, tuple(_person(out, titles, p) for p in out.people)),
        Template("Organisation", ORGANISATION, tuple(_organisation(out, titles, o) for o in out.organisations)),
        Template("Act", ACT, tuple(_act(out, titles, e.act, e.shown) for e in out.entries)),
    )


class _Titles:
    """Titles that are each one thing's: where two would be called the same, their ids stand behind."""

    def __init__(self, out: Extract) -> None:
        names = {p.reading.id: p.reading.title or p.capture.name for p in out.material.pages}
        names |= {p.id: p.shown for p in (*out.people, *out.organisations)}
        names |= {e.act.id: f"{_done(e.act)}{wording.noun(e.act)}: {affected(e.act)}, {e.shown}" for e in out.entries}
        named = {id_: plain(name) for id_, name in names.items()}
        often = Counter(name.casefold() for name in named.values())
        self.of = {id_: f"{n} ({id_.partition(':')[2]})" if often[n.casefold()] > 1 or not n else n for id_, n in named.items()}


def _done(a: Act) -> str:
    return "" if happened(a) else f"{undone(a)}: "


_TRACE = (
    ("Claims", "text", "ids of the claims behind the row, which stand in claims.csv with their quotations"),
    ("Letapis id", "text", ""),
)
SOURCE = (
    ("Publisher", "select", "thesaurus Publisher"),
    ("Published", "date", "only where the day is known"),
    ("Published as told", "text", ""),
    ("Address", "link", ""),
    ("Language", "text", ""),
    ("SHA-256", "text", "of the preserved file"),
    ("Letapis id", "text", ""),
)


def _sources(out: Extract, titles: _Titles) -> Iterator[Row]:
    for page in out.material.pages:
        r = page.reading
        day = dated(r.published) if r.published else None
        yield {
            "Title": titles.of[r.id],
            "Publisher": plain(r.publisher or ""),
            "Published": day.first if day and _DAY.match(day.first) and not day.last else "",
            "Published as told": day.words if day else "",
            "Address": f"{plain(r.title or 'page')}|{r.url}" if r.url and "|" not in r.url else "",
            "Language": r.language,
            "SHA-256": page.capture.sha256,
            "Letapis id": r.id,
        }


PERSON = (
    ("Also written", "text", ""),
    ("Sex", "select", "thesaurus Sex"),
    ("Born", "text", "as told: Uwazi takes no dates that are not whole"),
    ("Age", "text", ""),
    ("Age group", "select", "thesaurus Age group"),
    ("Role", "multiselect", "thesaurus Role"),
    ("Described as", "text", ""),
    ("Relative of", "text", ""),
    *_TRACE,
)


def _person(out: Extract, titles: _Titles, p: Person) -> Row:
    return {
        "Title": titles.of[p.id],
        "Also written": _written(p),
        "Sex": plain(p.sex[0].text) if len(p.sex) == 1 else "",
        "Born": _texts(p.born),
        "Age": _texts(p.ages),
        "Age group": plain(p.age_group[0].text) if len(p.age_group) == 1 else "",
        "Role": several(s.text for s in p.roles),
        "Described as": _texts(p.described_as),
        "Relative of": _texts(p.relatives),
        "Claims": " ".join(out.ids(out.of(p, *PERSONAL))),
        "Letapis id": p.id,
    }


ORGANISATION = (("Also written", "text", ""), ("Kind", "multiselect", "thesaurus Kind"), *_TRACE)


def _organisation(out: Extract, titles: _Titles, o: Person) -> Row:
    return {
        "Title": titles.of[o.id],
        "Also written": _written(o),
        "Kind": several(s.text for s in o.roles),
        "Claims": " ".join(out.ids(out.of(o, *CORPORATE))),
        "Letapis id": o.id,
    }


def _written(p: Person) -> str:
    return "; ".join(plain(s.text) for s in p.spellings if s.text != p.shown)


def _texts(values: Field) -> str:
    return "; ".join(plain(s.text) for s in values)


ACT = (
    ("Type of act", "select", "thesaurus Type of act"),
    ("HURIDOCS code", "text", "micro-thesaurus 04"),
    ("How told", "text", "asserted, alleged, denied; done or not"),
    ("Date", "date", "only where all sources agree and the day is known"),
    ("Period", "daterange", "only where both days are known"),
    ("Date as told", "text", ""),
    ("Persons affected", "relationship", "to Person"),
    ("Others affected", "text", ""),
    ("Organisations", "relationship", "to Organisation"),
    ("By", "text", "as the sources call them"),
    ("By is", "text", "authority acting or alleged perpetrator; nobody is held responsible by this"),
    ("Where", "text", ""),
    ("Place", "geolocation", ""),
    ("Country", "multiselect", "thesaurus Country"),
    ("According to", "text", ""),
    ("Denied by", "text", ""),
    ("Details", "markdown", ""),
    ("Sentences", "markdown", "the sources' own words"),
    ("Sources", "relationship", "to Source"),
    *_TRACE,
)


def _act(out: Extract, titles: _Titles, a: Act, shown: str) -> Row:
    day = dated(a.when.shown) if a.when.shown else None
    point = next(iter(spots(out, a)), None)
    people = [out.named[s.value].id for s in a.victims if kind_of(s.value) == "person" and s.value in out.named]
    bodies = [out.named[s.value].id for s in a.perpetrators if kind_of(s.value) == "organisation" and s.value in out.named]
    return {
        "Title": titles.of[a.id],
        "Type of act": plain(wording.noun(a)) if happened(a) else "",
        "HURIDOCS code": code(a) if happened(a) else "",
        "How told": plain(wording.stance(a)),
        "Date": day.first if day and day.whole and _DAY.match(day.first) and not day.last else "",
        "Period": f"{day.first}:{day.last}" if day and day.whole and _DAY.match(day.first) and _DAY.match(day.last) else "",
        "Date as told": plain(shown),
        "Persons affected": several(titles.of[p] for p in people),
        "Others affected": "; ".join(plain(s.text) for s in a.victims if s.value not in out.named),
        "Organisations": several(titles.of[o] for o in bodies),
        "By": _texts(a.perpetrators),
        "By is": wording.role(a) if a.perpetrators else "",
        "Where": _texts(a.where),
        "Place_geolocation": f"{point.latitude}|{point.longitude}" if point else "",
        "Country": several(s.text for s in a.country),
        "According to": _texts(a.according_to),
        "Denied by": _texts(a.denials),
        "Details": "; ".join(plain(wording.detail(s.text)) for s in a.details),
        "Sentences": " — ".join(dict.fromkeys(f"“{plain(c.passage.quote)}”" for c in out.held(a.told))),
        "Sources": several(titles.of[r] for r in out.readings(a.claims)),
        "Claims": " ".join(out.ids(a.claims)),
        "Letapis id": a.id,
    }


def thesauri(found: Sequence[Template]) -> dict[str, list[str]]:
    """The terms of every thesaurus that a template's properties name, in order."""
    made: dict[str, set[str]] = {}
    for template in found:
        for label, kind, what in template.properties:
            if kind in ("select", "multiselect"):
                terms = {t for row in template.rows for t in row[label].split("|") if t}
                made.setdefault(what.removeprefix("thesaurus "), set()).update(terms)
    return {name: sorted(terms) for name, terms in made.items()}


def _list(found: Sequence[Template]) -> str:
    """What an administrator creates, and in which order the files are imported."""
    lines = [
        "# For the administrator of the Uwazi collection",
        "",
        "1. Import each file of `thesauri/` under its name (Settings, Thesauri).",
        "2. Create the templates below with exactly these labels; Title is there already. Then import the ZIPs in the order of",
        "   their numbers, each into its template. Links find what they name by title.",
        "3. `claims.csv` is no import: it holds, by id, the quotation behind every value.",
        "",
        "A sign that begins a formula in a spreadsheet has an apostrophe before it. As of Uwazi of June 2025; grouped thesauri",
        "are not used. Newer versions: check against the current form.",
    ]
    for n, template in enumerate(found, 1):
        lines += ["", f"## {n}. {template.name} (`{n}-{template.name.lower()}.zip`)", "", "| Label | Type | |", "|---|---|---|"]
        lines += [f"| {label} | {kind} | {what} |" for label, kind, what in template.properties]
    return "\n".join([*lines, ""])
