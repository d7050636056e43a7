"""The sections of the case file: who, what happened, what does not fit, who else, on what it stands."""

from __future__ import annotations

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Field, Intervention, Person
from letapis.core.checks.finding import sentence
from letapis.core.export.page.annex import dated, published
from letapis.core.export.page.custody import present
from letapis.core.export.page.drawing import anchor
from letapis.core.export.page.markup import Child, Html, h, joined
from letapis.core.export.page.refs import Refs
from letapis.core.export.page.sides import sides
from letapis.core.export.rows import maker
from letapis.core.resolve.copies import outlet
from letapis.core.timeline import Entry
from letapis.words.when import spoken

_LEVELS = {
    "public": "what may be made public",
    "un": "what may be given to the United Nations",
    "team": "what the team may see",
    "named": "everything, for named people only",
}
_GROUPS = (("conflict", "Contradictions"), ("gap", "Gaps"), ("note", "To know before using this file"))


def head(file: CaseFile, refs: Refs) -> Html:
    """The person, the names they go by, the status as last told, and what this file is and is not."""
    person = file.case.person
    spellings = [h("span", s.text, refs.links(s.claims, 3)) for s in person.spellings if s.text != person.name]
    about = [*person.described_as, *person.roles]
    lines: list[Child] = [
        h("p", "Case file", class_="eyebrow"),
        h("h1", person.shown),
        h("p", "Also written ", joined(spellings, "; ")) if spellings else None,
        h("p", joined([_said(s.text, s.claims, refs) for s in about[:6]], "; ")) if about else None,
        h("p", _plain_facts(person, refs)) if person.ages or person.sex or person.born else None,
        present(file, refs),
        h(
            "p",
            _as_of(file),
            class_="quiet",
        ),
    ]
    return h("header", lines, _about(), class_="top")


def _as_of(file: CaseFile) -> str:
    day = spoken(file.as_of) if file.as_of else "an unknown date"
    return f"Information as of {day}. This copy holds {_LEVELS.get(file.level, file.level)}."


def _said(text: str, claims: object, refs: Refs) -> Html:
    return h("span", text, refs.links(claims))  # type: ignore[arg-type]


def _plain_facts(person: Person, refs: Refs) -> Html:
    born = [_said(f"born {s.text}", s.claims, refs) for s in person.born]
    ages = [_said(f"aged {s.text} when told", s.claims, refs) for s in person.ages]
    return joined([*(_said(s.text, s.claims, refs) for s in person.sex), *born, *ages], "; ")


def _about() -> Html:
    does = (
        "What pages say, each fact with its sentence in the preserved text.",
        "Sources that disagree, side by side.",
        "Read by a program; where a person ruled, it says so.",
    )
    not_ = (
        "It does not say that what a source tells is true.",
        "Links between names and between tellings are the program's unless marked.",
        "What the pages leave out, or what was not understood, is not here.",
    )
    return h(
        "div",
        h("section", h("h2", "What this is"), h("ul", [h("li", x) for x in does])),
        h("section", h("h2", "What this is not"), h("ul", [h("li", x) for x in not_])),
        class_="about",
    )


def acts(file: CaseFile, refs: Refs) -> Html:
    """Every act in its order."""
    items = [_act(file, e, refs) for e in file.timeline]
    body: Child = h("ol", items, class_="acts") if items else h("p", "No page tells of an act done to this person.")
    return h("section", h("h2", "What the sources tell"), body, id="acts")


def _act(file: CaseFile, entry: Entry, refs: Refs) -> Html:
    act, here = entry.act, anchor(file, entry.act.id)
    refs.note(act.claims, here, wording.noun(act))
    date = h("div", entry.shown, refs.links(c for s in act.when.said for c in s.claims), _basis(entry), class_="date")
    tags = [h("span", wording.stance(act), class_="tag" if "asserted" in act.stances else "tag alleged")]
    tags += [h("span", "denied", class_="tag denied")] if act.denials else []
    tags += [h("span", "general background", class_="tag")] if act.general else []
    return h(
        "li",
        date,
        h(
            "div",
            h("h3", wording.label(act).capitalize(), " ", tags),
            _facts(file, act, refs),
            sides(file, act, refs),
            _quotes(file, act, refs),
        ),
        id=here,
    )


def _basis(entry: Entry) -> Html | None:
    return h("span", "; ".join(entry.basis[:3]), class_="basis") if entry.basis else None


def _facts(file: CaseFile, act: Act, refs: Refs) -> Html:
    others = tuple(v for v in act.victims if v.value != file.case.person.id)
    kinds = ", ".join(s.text for s in act.perpetrator_kind if s.text not in ("unclear", "not stated"))
    by: Child = [_values(act.perpetrators, refs), f" ({kinds})" if kinds else ""] if act.perpetrators else "not told"
    counts: Child = [" (number told: ", _values(act.counts, refs, " / "), ")"] if act.counts else ""
    rows: list[tuple[str, Child]] = [
        (wording.role(act).capitalize(), by),
        ("Also affected", [_values(others, refs), counts] if others else None),
        (
            "Where",
            _values((*act.where, *(c for c in act.country if c.text not in {w.text for w in act.where})), refs)
            if act.where or act.country
            else None,
        ),
        ("According to", _values(act.according_to, refs) if act.according_to else None),
        ("Denied by", _denials(act, refs) if act.denials else None),
        *_details(act, refs),
        (
            "Sources",
            [wording.counted(act), h("span", " — " + "; ".join(act.sources.why), class_="basis") if act.sources.why else ""],
        ),
    ]
    return h("dl", [(h("dt", k), h("dd", v)) for k, v in rows if v])


def _details(act: Act, refs: Refs) -> list[tuple[str, Child]]:
    """The details by kind, in the words of the pages."""
    rows: dict[str, list[Child]] = {}
    for s in act.details:
        label, _, words = wording.detail(s.text).partition(": ")
        rows.setdefault(label, []).append([words or label, refs.links(s.claims)])
    return [(sentence(label), joined(values, "; ")) for label, values in rows.items()]


def _values(values: Field, refs: Refs, by: str = "; ") -> Html:
    return joined([[s.text, refs.links(s.claims)] for s in values], by)


def _denials(act: Act, refs: Refs) -> Html:
    """Who denies it, in their words where they are told."""
    pieces: list[Child] = []
    for s in act.denials:
        told = (str(c.value) for c in s.claims if c.property == "denial" and str(c.value) not in (s.text, c.source))
        words = next(told, "").strip('“”"')
        pieces.append([s.text, f": “{words}”" if words else "", refs.links(s.claims)])
    return joined(pieces, "; ")


def _quotes(file: CaseFile, act: Act, refs: Refs) -> list[Html]:
    """Up to three sentences of different pages, to the letter."""
    found: dict[str, Html] = {}
    for c in act.told:
        if c.passage.reading not in found and refs.number(c) and len(found) < 3:
            page = file.case.material.page_of(c)
            whose = f" {outlet(page)}, {dated(page)} "
            found[c.passage.reading] = h(
                "blockquote",
                "“",
                h("span", c.passage.quote, lang=page.reading.language),
                "”",
                h("span", whose, class_="basis"),
                refs.links([c]),
            )
    return list(found.values())


def interventions(file: CaseFile, refs: Refs) -> Html:
    """What was done about the acts or for the person, with the sentences that tell it."""
    items = [_intervention(file, i, refs, f"done{n}") for n, i in enumerate(file.case.interventions, 1)]
    body: Child = h("ol", items, class_="acts") if items else h("p", "No page tells that anything was done about it.")
    return h("section", h("h2", "What was done about it"), body, id="interventions")


def _intervention(file: CaseFile, done: Intervention, refs: Refs, here: str) -> Html:
    refs.note(done.claims, here, wording.intervention(done.kind))
    tag = None if done.occurred else h("span", "planned, not told as done", class_="tag alleged")
    rows: list[tuple[str, Child]] = [
        ("Intervening party", _values(done.parties, refs)),
        ("Party requested", _values(done.requested, refs) if done.requested else None),
        ("Concerns", joined(_concerned(file, done), "; ")),
        ("According to", _values(done.according_to, refs)),
    ]
    quotes = [h("blockquote", "“", c.passage.quote, "” ", refs.links([c])) for c in done.told[:3] if refs.number(c)]
    date = h("div", wording.date(done.when), refs.links(c for s in done.when.said for c in s.claims), class_="date")
    facts = h("dl", [(h("dt", k), h("dd", v)) for k, v in rows if v])
    title = wording.intervention(done.kind)
    return h("li", date, h("div", h("h3", sentence(title), " ", tag), facts, quotes), id=here)


def _concerned(file: CaseFile, done: Intervention) -> list[Child]:
    """The acts (as links to them) and persons that an intervention is about, as far as they stand in the file."""
    acts = {m: e.act for e in file.timeline for m in e.act.members}
    told = dict.fromkeys(acts[s.value].id for s in done.concerns if s.value in acts)
    links: list[Child] = [h("a", wording.named(acts[i]), href=f"#{anchor(file, i)}") for i in told]
    people = {m: p.shown for p in (file.case.person, *file.case.people) for m in p.members}
    return [*links, *dict.fromkeys(people[s.value] for s in done.concerns if s.value in people)]


def findings(file: CaseFile, refs: Refs) -> Html:
    """What does not fit, what is missing, what should be known."""
    parts: list[Child] = []
    for severity, title in _GROUPS:
        group = [f for f in file.findings if f.severity == severity]
        if group:
            items = [h("li", f.sentence, refs.links(f.claims, 4)) for f in group]
            parts += [h("h3", title), h("ul", items, class_=f"findings {severity}")]
    return h("section", h("h2", "Contradictions and gaps"), parts or h("p", "The checks found nothing."), id="findings")


def people(file: CaseFile, refs: Refs) -> Html:
    """Everybody in the file, their spellings, and how it was established that they are one."""
    rows = [_person(file, p, refs) for p in (file.case.person, *file.case.people)]
    top = h("tr", [h("th", t, scope="col") for t in ("Person", "Written", "Described as", "Why these are one person")])
    table = h("table", h("thead", top), h("tbody", rows))
    return h("section", h("h2", "People"), h("div", table, class_="scroll"), id="people")


def _person(file: CaseFile, person: Person, refs: Refs) -> Html:
    why = list(dict.fromkeys((x.why, "the program" if x.machine else f"ruled by {maker(x.by, file)}") for x in person.links))
    reasons = [h("div", w, " ", h("span", f"({by})", class_="basis")) for w, by in why[:3]]
    more = (
        h("details", h("summary", f"{len(why) - 3} more"), [h("div", f"{w} ({by})", class_="basis") for w, by in why[3:40]])
        if len(why) > 3
        else None
    )
    one = h("span", "one page's name for them" if len(person.members) == 1 else "", class_="basis")
    cells: tuple[Child, ...] = (
        h("strong", person.shown),
        joined([[s.text, refs.links(s.claims, 2)] for s in person.spellings], "; "),
        joined([[s.text, refs.links(s.claims, 2)] for s in (*person.described_as, *person.roles)][:5], "; "),
        [reasons, more] if reasons else one,
    )
    return h("tr", [h("td", c) for c in cells])


def sources(file: CaseFile) -> Html:
    """The pages the file stands on, with their custody."""
    copied = list(dict.fromkeys(w for e in file.timeline for w in e.act.sources.why))
    rows = []
    for n, page in enumerate(file.case.material.pages, 1):
        told = sum(page.reading.id in e.act.sources.pages for e in file.timeline)
        cells: tuple[Child, ...] = (
            h("a", f"Page {n}", href=f"#page{n}", class_="nowrap"),
            [outlet(page), h("div", page.reading.title or "", class_="basis")],
            published(page),
            h("span", page.capture.taken_at[:10], class_="nowrap"),
            h("code", page.capture.sha256[:16] + "…"),
            told,
        )
        rows.append(h("tr", [h("td", c) for c in cells]))
    top = h("tr", [h("th", t, scope="col") for t in ("", "Outlet", "Published", "Captured", "SHA-256", "Acts told")])
    table = h("div", h("table", h("thead", top), h("tbody", rows)), class_="scroll")
    note = [h("p", "Counted as one source: "), h("ul", [h("li", w) for w in copied])] if copied else None
    return h("section", h("h2", "Sources"), table, note, id="sources")
