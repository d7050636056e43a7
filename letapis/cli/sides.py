"""The table of an act, source by source: what each says, and where they conflict or agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letapis.cli import screen
from letapis.core import wording
from letapis.core.cases import Act, Field
from letapis.core.disagreement import (
    AGREE,
    CONFLICT,
    DIFFER,
    ITSELF,
    QUESTIONS,
    Disagreement,
    Row,
    disagreement,
    disagreements,
)
from letapis.core.material import Material
from letapis.core.standing import short

_STYLE = {CONFLICT: "red", ITSELF: "yellow", AGREE: "dim"}
_SAID = {CONFLICT: "conflict", ITSELF: "one source contradicts itself", AGREE: "agreed"}


def of_act(act: Act, material: Material) -> None:
    """The table of one act: a source a row, and what of it conflicts or agrees; nothing where one source tells it."""
    d = disagreement(act, material)
    if len(d.rows) < 2 and not d.conflicts:
        return
    screen.heading("Source by source")
    table(d, QUESTIONS)
    screen.bullets(
        (f"{q.name}: {_SAID[q.verdict]}: {q.sentence}", _STYLE[q.verdict]) for q in d.questions if q.verdict in _SAID
    )
    if differ := [q.name for q in d.questions if q.verdict == DIFFER]:
        screen.bullets([(f"{wording.listed(differ)}: told in other words, which may all be right", "dim")])
    for row in d.rows:
        if len(row.readings) > 1:
            screen.line(f"One source: {row.why}.", "dim")


def of_case(acts: Iterable[Act], material: Material) -> None:
    """The tables of those acts of a case whose sources conflict, with the questions that they conflict on."""
    found = disagreements(acts, material)
    if not found:
        screen.line("No act's sources conflict.", "dim")
    for d in found:
        screen.block(f"{wording.label(d.act)}: {screen.few([v.text for v in d.act.victims])}", (), mark=short(d.act.id))
        table(d, [q.name for q in d.conflicts])


def table(d: Disagreement, names: Sequence[str]) -> None:
    """A source a row, its answers to some questions; those without one, and questions that nobody answers, are left out."""
    asked = [n for n in names if any(row.told[n] for row in d.rows)]
    told = [row for row in d.rows if any(row.told[n] for n in asked)]
    if screen.wide():
        rows = [(_source(row), *(_answer(d, row.told[n]) for n in asked)) for row in told]
        screen.table(("source", *asked), rows)
        return
    for row in told:
        screen.block(f"  {_source(row)}", [(n, _answer(d, row.told[n])) for n in asked])


def _source(row: Row) -> str:
    """A source by its outlets, and on how many pages it stands where that is more than one."""
    pages = f" ({len(row.readings)} pages, one source)" if len(row.readings) > 1 else ""
    return screen.few(list(row.outlets)) + pages


def _answer(d: Disagreement, values: Field) -> str:
    """What a source says, with whose word it gives: ``the party's office (two colleagues)``."""
    told = []
    for s in values:
        voices = list(dict.fromkeys(v for c in s.claims if (v := d.voice(c))))
        told.append(s.text + (f" ({screen.few(voices)})" if voices else ""))
    return screen.few(told)
