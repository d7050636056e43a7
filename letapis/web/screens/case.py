"""A person's case: the timeline drawn, what each source says, what does not fit, who else; every fact leads to its page."""

from __future__ import annotations

from importlib import import_module

from starlette.responses import Response

from letapis.core import wording
from letapis.core.casefile import CaseFile, casefile
from letapis.core.cases import Act, Book
from letapis.core.export.page.drawing import drawing
from letapis.core.ruling import assessed
from letapis.rim.errors import refuse
from letapis.web.asked import Asked
from letapis.words.records import Claim

FORMS = {"html": "text/html", "json": "application/json", "csv": "text/csv"}


def _file(asked: Asked) -> tuple[Book, CaseFile]:
    book = asked.sight.book()
    id_ = f"person:{asked.path['person']}"
    person = next((p for p in book.people if id_ in p.members), None)
    if person is None:
        raise refuse("this person", "is not in the project, or may not be seen at this level.")
    return book, casefile(book, person, level=asked.seat.level)


def case(asked: Asked) -> Response:
    """The screen."""
    book, file = _file(asked)
    seen = asked.sight.look()
    judged = assessed(seen.decisions)
    rows = [(n, e, _tellings(e.act), _rest(e.act)) for n, e in enumerate(file.timeline, 1)]
    groups = [(label, [f for f in file.findings if f.severity == s]) for s, label in _FINDINGS]
    claims = [book.material.id_of(c) for a in file.case.acts for c in a.claims]
    return asked.page(
        "case.html", file=file, person=file.case.person, rows=rows, drawn=drawing(file).text, groups=groups,
        wording=wording, called=seen.called, done=sum(i in seen.standing for i in claims), claims=len(claims),
        people=file.case.people,
        judged=lambda a: [judged[m] for m in a.members if m in judged], page_of=book.material.page_of,
        forms=FORMS, linked=file.case.person.links,
    )  # fmt: skip


_FINDINGS = (("conflict", "Sources disagree"), ("gap", "Not told"), ("note", "To know"))


def _tellings(act: Act) -> list[Claim]:
    """One claim a page and source, to be read there."""
    found: dict[tuple[str, str, str], Claim] = {}
    for c in act.told:
        found.setdefault((c.passage.reading, c.source, c.stance), c)
    return list(found.values())


def _rest(act: Act) -> list[tuple[str, str]]:
    """The fields of an act beside who and when."""
    fields = (("by", act.perpetrators), ("where", act.where), ("denied by", act.denials), ("details", act.details))
    return [(label, "; ".join(wording.detail(s.text) for s in said)) for label, said in fields if said]


def export(asked: Asked) -> Response:
    """The case as a file to be laid down."""
    form = asked.path["form"]
    if form not in FORMS:
        raise refuse(form, "is no form a case is written in.")
    _, file = _file(asked)
    made: dict[str, bytes] = import_module(f"letapis.core.export.{form}").export(file)
    name, data = next(iter(made.items()))
    plain = "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in name)
    heads = {"content-disposition": f'attachment; filename="{plain}"', "content-security-policy": "sandbox"}
    return Response(data, media_type="application/octet-stream", headers=heads)
