"""The custody of the person on the case file's page: the status with what is told about it, and the episodes, step by step."""

from __future__ import annotations

from letapis.core.casefile import CaseFile
from letapis.core.checks.finding import sentence
from letapis.core.custody import Episode, Fact, Step
from letapis.core.custody.facts import told
from letapis.core.export.page.drawing import anchor
from letapis.core.export.page.markup import Child, Html, h, joined
from letapis.core.export.page.refs import Refs

_MOST = 3
"""Links behind one sentence of the status: its claims stand below, too."""


def present(file: CaseFile, refs: Refs) -> Html:
    """The status in one sentence, and below it what is overdue, next, on what grounds, and what is not certain."""
    status = file.present
    claims = tuple(c for f in (status.since, status.where, status.last) if f for c in f.claims)
    claims = claims or tuple(c for s in status.steps for c in s.claims)
    rows = [(h("dt", label.capitalize()), h("dd", _facts(facts, refs))) for label, facts in status.rows]
    return h(
        "div",
        h("p", h("strong", "Status. "), status.sentence, refs.links(claims, _MOST)),
        h("dl", rows) if rows else None,
        class_="status",
    )


def _facts(facts: tuple[Fact, ...], refs: Refs) -> Child:
    return joined([h("span", f.text, refs.links(f.claims, _MOST)) for f in facts], h("br"))


def episodes(file: CaseFile) -> Html:
    """Every custody with its steps, each leading to its act; what belongs to none that is known."""
    custody = file.custody
    items = [_episode(file, e) for e in custody.episodes]
    loose = [s for s in (*custody.outside, *custody.unplaced) if s.happened]
    body: list[Child] = [h("ol", items, class_="episodes") if items else h("p", "No page tells of a custody with a date.")]
    if loose:
        body += [h("p", "In no custody, or not known in which:", class_="quiet"), h("ul", [_step(file, s) for s in loose])]
    return h("section", h("h2", "Custody"), body, id="custody")


def _episode(file: CaseFile, e: Episode) -> Html:
    undated = [h("p", "Undated:", class_="quiet"), h("ul", [_step(file, s) for s in e.undated])] if e.undated else None
    notes = [h("p", note, class_="quiet") for note in e.notes]
    return h("li", h("h3", sentence(e.title)), h("ul", [_step(file, s) for s in e.steps]), undated, notes)


def _step(file: CaseFile, s: Step) -> Html:
    words, comma, rest = told(s).partition(", ")
    return h("li", h("a", words, href=f"#{anchor(file, s.act.id)}"), comma, rest)
