"""Asking what the columns of a table mean: once, beforehand, with a guess to accept and a value of each to look at."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from letapis.cli import screen
from letapis.core.tables.columns import NOTHING, Column, lacking, meanings, put_right
from letapis.desk.desk import Desk
from letapis.desk.tables import Question
from letapis.rim import files
from letapis.words.records import Fault

_LONGEST = 40


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def asked(desk: Desk, inputs: Iterable[Path | Fault]) -> dict[str, Sequence[Column]]:
    """What a person says of the tables that nobody has explained yet, by their names; nothing where nobody is there to ask."""
    answers: dict[str, Sequence[Column]] = {}
    for question in desk.questions(inputs) if at_terminal() else ():
        if question.name not in answers and (answer := _ask(question)):
            answers[question.name] = answer
    return answers


def _ask(question: Question) -> Sequence[Column] | None:
    """One table's columns as a person accepts them or puts them right; None for "not now"."""
    sheet = f", “{files.shown(question.table.name)}”" if question.table.name else ""
    screen.heading(f"{files.shown(question.path.name)}{sheet}: what do its columns mean?")
    columns = question.guess.columns
    while True:
        _show(question, columns)
        answer = _answer()
        if answer == NOTHING:
            return None
        if answer == "?":
            screen.line(listed())
            continue
        changed = put_right(answer, columns) if answer else columns
        found = changed if isinstance(changed, Fault) else lacking(changed) or changed
        columns = columns if isinstance(changed, Fault) else changed
        if isinstance(found, Fault):
            screen.faults([found])
        elif not answer:
            return found


def _answer() -> str:
    """What is typed; end of input is "not now"."""
    try:
        return str(click.prompt("[Enter] accept, column=meaning to change, ? for the meanings, - to leave it", default="",
                                show_default=False, prompt_suffix=": ")).strip()  # fmt: skip
    except click.Abort:
        return NOTHING


def _show(question: Question, columns: Sequence[Column]) -> None:
    rows = [
        (str(i + 1), c.name, "" if c.means == NOTHING else str(c).rpartition("=")[2], _sample(question, i))
        for i, c in enumerate(columns)
    ]
    screen.table(("", "column", "means", "for example"), [tuple(map(files.shown, row)) for row in rows])


def _sample(question: Question, i: int) -> str:
    text = next((r.cells[i].text for r in question.table.rows if i in r.cells), "")
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def listed() -> str:
    """Every meaning, for somebody who asks."""
    return f"{', '.join(meanings())}; of one act: arrest.when, arrest.where, arrest.by, torture, …; dates :dmy or :mdy."
