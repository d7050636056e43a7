"""How a status and the episodes of a custody stand on a screen."""

from __future__ import annotations

from letapis.cli import screen
from letapis.core.custody import Custody, Status, Step
from letapis.core.custody.facts import told
from letapis.core.standing import short


def status(found: Status) -> None:
    """One status: its sentence, and below it what is told about it, what is overdue first."""
    screen.line(found.sentence)
    for label, facts in found.rows:
        style = "yellow" if label == "overdue" else ""
        screen.line(f"{label.capitalize()}:", f"bold {style}".strip())
        screen.bullets((f.text, style) for f in facts)


def episodes(custody: Custody) -> None:
    """Every custody with its steps, a line each with the act's id; then what belongs to none that is known."""
    for e in custody.episodes:
        screen.line(f"Custody {e.title}", "bold")
        _steps(e.steps)
        _steps(e.undated)
        for note in e.notes:
            screen.indented(note, 4)
    loose = [s for s in (*custody.outside, *custody.unplaced) if s.happened]
    if loose:
        screen.line("In no custody, or not known in which", "bold")
        _steps(loose)
    if not custody.episodes and not loose:
        screen.line("No page tells of custody.", "dim")


def _steps(steps: list[Step] | tuple[Step, ...]) -> None:
    for step in steps:
        screen.indented(told(step), 4, mark=short(step.act.id))
