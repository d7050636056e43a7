"""``letapis judge``: pairs that may be one, a key each, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from letapis.cli import columns, identity, opening, options, screen, showing
from letapis.core.casefile import to_rule_on
from letapis.core.cases import Book
from letapis.core.resolve.join import Link
from letapis.core.resolve.naming import in_latin
from letapis.core.standing import called, short, standing, thing
from letapis.desk.desk import Desk
from letapis.desk.identity import QUEUES, Ruled, rule_on, undo
from letapis.desk.showing import identity_rulings
from letapis.words.records import kind_of

VERDICTS = {"y": "same", "x": "same", "n": "different", "u": "unsure"}
KEYS = "y same · n different · u unsure · l Latin letters · h what is told of both · z undo · s later · q stop"
_MOST_SENTENCES = 6


@click.command()
@click.argument("kind", type=click.Choice(("people", "acts", "all")), default="people")
@options.project
@options.level
def judge(kind: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Go through the pairs that may be one, the likeliest first, and rule on each with a key.

    KIND is people (with organisations and places; the default), acts or all. Every key's ruling is kept at once, with your
    name and the time; nothing is merged by looking. Pairs left for later come back the next time.

    \b
    Keys:
        y   the same (also x)     l   both names in Latin letters
        n   different             h   rulings so far, sentences about both
        u   unsure                z   undo this sitting's last ruling
        s   later                 q   stop

    \b
    Examples:
        letapis judge -p mycase
        letapis judge acts -p mycase

    Without a terminal the keys are read from standard input, a line each.
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        sitting = Sitting(desk, level, _KINDS[kind])
        for key in keys(sitting):
            if not sitting.take(key):
                break
    screen.line(f"{len(sitting.done)} ruled. `letapis undo` takes rulings back.", "dim")


_KINDS = {**QUEUES, "all": tuple(kind for kinds in QUEUES.values() for kind in kinds)}


@dataclass
class Sitting:
    """One going through the queue: what was put off, and what was ruled."""

    desk: Desk
    level: str
    kinds: tuple[str, ...]
    later: set[frozenset[str]] = field(default_factory=set)
    done: list[Ruled] = field(default_factory=list)
    _queue: tuple[Book, tuple[Link, ...]] | None = None

    @property
    def book(self) -> Book:
        """The project as it is ruled now."""
        return self.desk.book(self.level)

    @property
    def waiting(self) -> list[Link]:
        """The pairs that are still to be ruled on; looked for anew after every ruling, since one can settle others."""
        if self._queue is None or self._queue[0] is not self.book:
            self._queue = self.book, to_rule_on(self.book)
        return [li for li in self._queue[1] if kind_of(li.a) in self.kinds and frozenset((li.a, li.b)) not in self.later]

    def take(self, key: str) -> bool:
        """Do what a key says; false where it ends the sitting."""
        now = next(iter(self.waiting), None)
        if key == "q":
            return False
        if key == "z":
            self._undo()
        elif now is None or not self._about(now, key):
            screen.line(KEYS, "dim")
        return True

    def _about(self, now: Link, key: str) -> bool:
        """Do what a key says about a pair; false where it says nothing."""
        if key in VERDICTS:
            self.done.append(rule_on(self.desk, now.a, VERDICTS[key], now.b, "", self.level))
            identity.outcome(self.done[-1])
        elif key == "s":
            self.later.add(frozenset((now.a, now.b)))
        elif key == "l":
            screen.line("  =?  ".join(in_latin(called(self.book, i)) for i in (now.a, now.b)))
        elif key == "h":
            history(self.book, now)
        else:
            return False
        return True

    def _undo(self) -> None:
        if not self.done:
            screen.line("Nothing was ruled in this sitting yet.")
            return
        identity.outcome(undo(self.desk, self.done.pop().id, "", self.level))


def keys(sitting: Sitting) -> Iterator[str]:
    """The keys typed, each pair shown before its first; ends where no pair waits and none was ruled on, or nothing is typed."""
    shown: Link | None = None
    while True:
        waiting = sitting.waiting
        if waiting and waiting[0] != shown:
            screen.heading(f"{len(waiting)} to be ruled on")
            identity.pair(sitting.book, waiting[0])
            screen.line(KEYS, "dim")
        elif not waiting and (shown or not sitting.done):
            screen.line("No two look like one that are not joined, ruled on or put off already.")
            if not sitting.done:
                return
            screen.line("z undo · q stop", "dim")
        shown = waiting[0] if waiting else None
        key = _key()
        if not key:
            return
        yield key


def _key() -> str:
    """One key of a terminal, else the first letter of a line; empty at the end."""
    if columns.at_terminal():
        try:
            return click.getchar().casefold()
        except EOFError:
            return ""
    return next((line.strip()[:1].casefold() or "?" for line in sys.stdin), "")


def history(book: Book, li: Link) -> None:
    """What was ruled about either side, and the sentences that tell of it."""
    for side in (li.a, li.b):
        screen.heading(f"{called(book, side)} ({short(side)})")
        found = thing(book, side)
        members = found.members if found else (side,)
        showing.rulings(identity_rulings(book, set(members)))
        claims = [c for m in members for c in book.material.about(m)]
        told = [s.text for each in standing(book, claims) for s in each.sentences]
        for text in dict.fromkeys(told[:_MOST_SENTENCES]):
            screen.indented(f"“{text}”", 2)
