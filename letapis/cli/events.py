"""``letapis events``: acts that belong together, each event with its acts and the reason."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.cli import layout, opening, options, rows, screen
from letapis.core import wording
from letapis.core.cases import Act
from letapis.core.events import Event
from letapis.core.events import events as found_in
from letapis.core.standing import short
from letapis.words.when import spoken

_COLUMNS = ("day", "kind", "where", "affected", "acts", "reasons")


@click.command()
@rows.as_json
@rows.as_csv
@options.project
@options.level
def events(json_: bool, csv_: bool, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Acts of one day that belong together: a rally and its arrests, the trial of several, a raid.

    Acts are of one event where one sentence tells them, where they share the day and a named place, the day, the court and the
    case, or the day and the town while both are told of a rally. Each event says by which of these. Acts without a day, and
    acts of one person alone, make none; so it leaves out rather than guesses.

    \b
    Examples:
        letapis events -p mycase
        letapis events -p mycase --json
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = found_in(desk.book(level))
    if json_ or csv_:
        rows.write(map(_row, found), _COLUMNS, csv_)
        return
    if not found:
        screen.line("No acts of this project make an event.", "dim")
    for event in found:
        _show(event)


def _row(event: Event) -> rows.Row:
    return {
        "day": event.day,
        "kind": event.kind,
        "label": event.label,
        "where": list(event.where),
        "affected": [v.text for v in event.affected],
        "acts": [a.id for a in event.acts],
        "reasons": list(event.reasons),
    }


def _show(event: Event) -> None:
    where = f" · {screen.few(event.where, 2, ', ')}" if event.where else ""
    screen.heading(f"{spoken(event.day)} · {event.label}{where}")
    for act in event.acts:
        screen.indented(_line(act), 4, mark=short(act.id))
    screen.indented("one event because: " + "; ".join(event.reasons), 4)


def _line(act: Act) -> str:
    whom = screen.few([v.text for v in act.victims]) or "nobody named"
    otherwise = "" if act.when.agree else f" ({wording.date(act.when)})"
    how = layout.how(act)
    return f"{wording.label(act)}: {whom}{otherwise}" + (f" [{how}]" if how else "") + f" · {layout.sources(act)}"
