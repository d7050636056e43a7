"""Tables in a project: what their columns mean is asked once, ruled by a person, kept in the ledger and remembered."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letapis.core.tables import records
from letapis.core.tables.columns import NOTHING, Column, Guess, guessed, kept, said, signature, typed, written
from letapis.core.tables.grid import Table, is_table, tables_of
from letapis.core.tables.telling import Told, told
from letapis.rim import files
from letapis.rim.ledger import Ledger
from letapis.words.records import Claim, Decision, Fault, Reading

COLUMNS = "columns"
"""The verdict of a ruling about what a table's columns mean; its value holds them."""
REMADE = "the columns of its table were ruled anew"


@dataclass(frozen=True, slots=True)
class Question:
    """A table whose columns nobody has explained: what they may mean, to be accepted or put right by a person."""

    path: Path
    table: Table
    guess: Guess
    name: str
    """What all tables with these columns go by."""


@dataclass(frozen=True)
class Ruled:
    """What a table tells, with the rulings that a person made for it just now."""

    told: Told
    rulings: tuple[Decision, ...]


class Tables:
    """What the columns of tables mean in one project: as ruled, as said on the command line, as asked."""

    def __init__(
        self,
        ledger: Ledger,
        who: str,
        now: Callable[[], str],
        columns: str | None = None,
        answers: Mapping[str, Sequence[Column]] | None = None,
    ) -> None:
        self.ledger, self.who, self.now, self.columns, self.answers = ledger, who, now, columns, answers or {}
        self._known: dict[str, tuple[Column, ...]] | None = None

    @property
    def known(self) -> dict[str, tuple[Column, ...]]:
        """What people ruled, by the name of the tables it is about; the last ruling holds."""
        if self._known is None:
            rulings = [d for d in self.ledger.decisions() if d.verdict == COLUMNS]
            self._known = {d.about: columns for d in rulings if (columns := kept(d.value)) is not None}
        return self._known

    def name_of(self, table: Table) -> str:
        """What all tables with the same columns go by in this project."""
        return signature(table.columns, self.ledger.keyring.project.ids)

    def questions(self, reading: Reading, path: Path) -> Iterator[Question]:
        """The tables of a reading whose columns nobody has explained yet."""
        for table in tables_of(reading) if is_table(reading) and not records.known(reading) else ():
            name = self.name_of(table)
            if name not in self.known or not table.heads:
                yield Question(path, table, guessed(table.columns, headed=bool(table.heads)), name)

    def told(self, reading: Reading, path: Path) -> Ruled:
        """What a table tells, and what had to be ruled for it."""
        rulings: list[Decision] = []

        def meant(table: Table) -> Sequence[Column] | Fault:
            name = self.name_of(table)
            known = self.known.get(name) if table.heads else None  # tables without a head may be about anything
            if known is not None and self.columns is None and name not in self.answers:
                return known
            found = self._asked(path, table, name)
            if not isinstance(found, Fault) and tuple(found) != known:
                because = f"what the columns of “{files.shown(path.name)}” mean"
                rulings.append(Decision(name, COLUMNS, self.who, self.now(), because, written(found)))
                self.known[name] = tuple(found)
            return found

        return Ruled(told(reading, files.shown(path), meant), tuple(rulings))

    def _asked(self, path: Path, table: Table, name: str) -> Sequence[Column] | Fault:
        if self.columns is not None:
            return _as_said(self.columns, path, table)
        answer = self.answers.get(name)
        if answer is not None:
            return answer
        into = f"letapis import -p {shlex.quote(str(self.ledger.path.parent))}"
        return unsaid(path, table, guessed(table.columns, headed=bool(table.heads)), into)

    def again(self, reading: Reading, path: Path) -> tuple[Ruled, list[Claim], list[Decision]]:
        """A table that is held already: what it tells now, which claims are new, and rulings on those that no longer hold.

        A claim that the columns as ruled now do not make is rejected by whoever ruled them; one made again is accepted.
        """
        ruled = self.told(reading, path)
        stored = {c.id(reading.key): c for c in self.ledger.claims(reading.id)}
        made = {c.id(reading.key): c for c in ruled.told.claims}
        last = {d.about: d for d in self.ledger.decisions() if d.verdict in ("accept", "reject", "correct")}
        verdicts = []
        if ruled.told.claims:
            stale = [i for i, c in stored.items() if c.by.startswith("table/") and i not in made and i not in last]
            back = [i for i in made if i in last and last[i].verdict == "reject" and last[i].because == REMADE]
            verdicts = [Decision(i, "reject", self.who, self.now(), REMADE) for i in stale]
            verdicts += [Decision(i, "accept", self.who, self.now(), REMADE) for i in back]
        return ruled, [c for i, c in made.items() if i not in stored], verdicts


def unsaid(path: Path, table: Table, guess: Guess, into: str = "letapis import") -> Fault:
    """The fault of a table whose columns nobody has explained, with the command that does."""
    named = any(c.means in ("name", "surname") for c in guess.columns)
    columns = typed(guess.columns) if named else f"{table.columns[0]}=name"
    command = f"{into} {shlex.quote(str(path))} --columns {shlex.quote(columns)}"
    check = "Check this and run it" if named else "Say which column is what, beginning with the name"
    of = f" of the sheet “{table.name}”" if table.name else ""
    return Fault(
        files.shown(path), f"it is kept, but nobody has said what the columns{of} mean.", f"{check}: {files.shown(command)}"
    )


def _as_said(columns: str, path: Path, table: Table) -> Sequence[Column] | Fault:
    found = said(columns, table.columns)
    return replace(found, where=f"{files.shown(path)}, {files.shown(found.where)}") if isinstance(found, Fault) else found


def told_alone(reading: Reading, path: Path, columns: str | None) -> Told:
    """What a table tells without a project: by the columns said, or by their heads where these leave no doubt."""

    def meant(table: Table) -> Sequence[Column] | Fault:
        if columns is not None:
            return _as_said(columns, path, table)
        guess = guessed(table.columns, headed=bool(table.heads))
        if guess.sure:
            return guess.columns
        fault = unsaid(path, table, guess, "letapis read")
        doubtful = [c.name for c in guess.columns if c.means == NOTHING][:6]
        what = (
            f"it is not certain what its columns mean ({', '.join(doubtful)})."
            if doubtful
            else "it is not certain what its columns mean."
        )
        return Fault(fault.where, what, fault.hint)

    return told(reading, files.shown(path), meant)
