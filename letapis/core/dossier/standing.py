"""What a dossier stands on: its pages with their custody, which are one source, who ruled what, why names are one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from letapis.core.casefile import CaseFile
from letapis.core.cases import Person
from letapis.core.dossier.document import Block, Bullets, Heading, Paragraph, Run, Runs, Table, words
from letapis.core.dossier.policy import CODING
from letapis.core.export.page.annex import published
from letapis.core.export.rows import claims_of
from letapis.core.resolve.copies import outlet
from letapis.core.resolve.join import IDENTITY, Link
from letapis.core.ruling import UNDO
from letapis.core.standing import short
from letapis.core.tables.grid import DATA, is_table, rows_of
from letapis.words.records import Decision, Reading

_APART = frozenset({"restrict", "erase", "kind", "reread", "exported", UNDO})
_READ = {"accept": "read correctly", "correct": "corrected", "reject": "not what the page says", "same": "the same",
         "different": "not the same", "unsure": "cannot be said whether the same"}  # fmt: skip
ASSESSMENTS = ("credible", "corroborated", "verified", "contested", "withdrawn")
LISTED = 4


class Roles:
    """Codes for the people who worked on the case, in the order they are met; the key is kept apart."""

    def __init__(self) -> None:
        self.key: dict[str, str] = {}

    def of(self, who: str) -> str:
        """The code of somebody; a program keeps its name."""
        if "/" in who:
            return f"the program ({who})"
        return self.key.setdefault(who, f"R{len(self.key) + 1}") if who else "not recorded"


def sources(file: CaseFile, roles: Roles) -> Iterator[Block]:
    """The table of pages with their custody, and which of them are one source."""
    rows, anchors = [], []
    for n, page in enumerate(file.case.material.pages, 1):
        r, c = page.reading, page.capture
        told = sum(r.id in e.act.sources.pages for e in file.timeline)
        about = (
            r.url or "",
            f"in the archive: {r.member}" if r.member else "",
            f"by {', '.join(r.authors)}" if r.authors else "",
        )
        name = (
            Run(outlet(page), "strong"),
            *words(f"\n{r.title}" if r.title else ""),
            *words("".join(f"\n{x}" for x in about if x), "quiet"),
        )
        custody = (
            Run(f"Taken in {c.taken_at} by {roles.of(c.taken_by)}, {c.size} bytes, {short(c.id)}\nSHA-256 "),
            Run(c.sha256, "code"),
        )
        rows.append(((Run(f"S{n}", to=f"page-{n}"),), name, words(published(page)), custody, words(str(told))))
        anchors.append(f"s{n}")
    heads = ("", "Page", "Published", "Custody", "Facts")
    yield Table(heads, tuple(rows), (6, 32, 18, 36, 8), tuple(anchors))
    yield Heading(3, words("Independent origins"))
    yield Paragraph(words("Pages that carry the same report, or rest on one voice, are counted as one source."))
    why = list(dict.fromkeys(w for e in file.timeline for w in e.act.sources.why))
    yield Bullets(tuple(words(w) for w in why)) if why else Paragraph(words("No two pages were found to be one source."))
    alone = [e.act for e in file.timeline if e.act.sources.independent < 2]
    yield Paragraph(words(f"{len(alone)} of {len(file.timeline)} facts rest on one independent source."))


def concerned(file: CaseFile) -> tuple[Decision, ...]:
    """The rulings on what stands in the file."""
    case = file.case
    ids = {m for p in (case.person, *case.people) for m in p.members} | {m for a in case.acts for m in a.members}
    for page in case.material.pages:
        ids |= {page.capture.id, page.reading.id, *(page.id_of(c) for c in page.claims)}
    return tuple(d for d in case.decisions if d.verdict not in _APART and d.by != CODING and (d.about in ids or d.value in ids))


def rulings(file: CaseFile, roles: Roles) -> Iterator[Block]:
    """Who ruled what, by role code."""
    found = concerned(file)
    if not found:
        yield Paragraph(words("Nobody has ruled on anything in this dossier: all of it stands as a program read it."))
        return
    rows = []
    for d in found:
        verdict = _READ.get(d.verdict, d.verdict) + (f": {d.value}" if d.value and d.verdict not in IDENTITY else "")
        about = short(d.about) + (f" and {short(d.value)}" if d.verdict in IDENTITY else "")
        rows.append((words(d.at[:10]), words(roles.of(d.by)), words(verdict), words(about, "code"), words(d.because)))
    yield Paragraph(words("People are named by codes; the key to the codes is kept apart from this dossier."))
    yield Table(("Day", "By", "Ruling", "On", "Because"), tuple(rows), (14, 8, 24, 26, 28))


def assessed(file: CaseFile, roles: Roles) -> dict[str, str]:
    """Of acts that a person assessed, what they found, by which standard of proof, and who."""
    of = {m: a.id for a in file.case.acts for m in a.members}
    held = {p.reading.id for p in file.case.material.pages}
    of |= {file.case.material.id_of(c): a.id for a in file.case.acts for c in a.told if c.passage.reading in held}
    found: dict[str, str] = {}
    for d in concerned(file):
        if d.verdict in ASSESSMENTS and d.about in of:
            standard = f", standard of proof: {d.value}" if d.value else ", standard of proof not stated"
            found[of[d.about]] = f"{d.verdict} as ruled by {roles.of(d.by)} on {d.at[:10]}{standard}"
    return found


def identity(file: CaseFile, roles: Roles) -> Iterator[Block]:
    """Why several names, and several tellings, are taken for one."""
    yield Paragraph(words("Names that may be one person are compared by a program; where a person ruled, it says so."))
    people = tuple(p for p in (file.case.person, *file.case.people) if p.name)
    yield Table(
        ("Person", "Written on the pages", "Taken for one because"),
        tuple((words(p.shown, "strong"), words("; ".join(s.text for s in p.spellings)), _why(p, roles)) for p in people),
        (24, 30, 46),
    )
    merged = [(n, e.act) for n, e in enumerate(file.timeline, 1) if e.act.links]
    if merged:
        yield Heading(3, words("Tellings taken for one act"))
        yield Bullets(tuple(words(f"F{n}: {_reasons(a.links, roles)}") for n, a in merged))


def _why(person: Person, roles: Roles) -> Runs:
    return words(_reasons(person.links, roles) if person.links else "written on one page only")


def _reasons(links: Collection[Link], roles: Roles) -> str:
    if any(li.by == CODING for li in links):
        return "somebody who stands under a code in this copy"
    found = dict.fromkeys(f"{li.why} ({'the program' if li.machine else 'ruled by ' + roles.of(li.by)})" for li in links)
    shown = list(found)[:LISTED]
    more = f"; and {len(found) - LISTED} more reasons, which `letapis show` lists" if len(found) > LISTED else ""
    return "; ".join(shown) + more


def annex(file: CaseFile) -> Iterator[Block]:
    """The preserved texts, page by page."""
    for n, page in enumerate(file.case.material.pages, 1):
        r = page.reading
        yield Heading(3, (Run(f"S{n}  "), Run(r.title or outlet(page))), f"page-{n}")
        yield Paragraph(words(f"{outlet(page)} · {published(page)} · SHA-256 {page.capture.sha256}", "quiet"), "quiet")
        for block in r.main if not is_table(r) else ():
            text = r.text[block.start : block.end].strip()
            if text and not (block.kind == "headline" and text == r.title):
                look = "strong" if block.kind in ("headline", "heading") else ""
                yield Paragraph((Run(text, look, language=r.language),), "text")
        if is_table(r):
            yield from _table(file, r)


def _table(file: CaseFile, reading: Reading) -> Iterator[Block]:
    """Of a table, its head and the rows this case stands on: the others are about other people."""
    begins = [c.passage.start for c in claims_of(file) if c.passage.reading == reading.id]
    data = {b.start for b in reading.blocks if b.kind == DATA}
    left = 0
    for row in rows_of(reading):
        ours = any(row.start <= at < row.end for at in begins)
        if ours or not any(c.start in data for c in row.cells.values()):
            yield Paragraph((Run(" | ".join(c.text for c in row.cells.values()), language=reading.language),), "text")
        else:
            left += 1
    if left:
        yield Paragraph(
            words(f"{left} more row{'s' * (left != 1)} of this table stand in the preserved original.", "quiet"), "quiet"
        )


def unread(file: CaseFile) -> list[str]:
    """What of the pages could not be read, or is not understood yet."""
    found = []
    for n, page in enumerate(file.case.material.pages, 1):
        if page.reading.language not in ("en", "und"):
            found.append(
                f"S{n} is written in another language ({page.reading.language}); its acts were not read by the program."
            )
        found += [f"S{n}: {f.what}" for f in page.reading.faults]
    return found
