"""``letapis same``, ``different``, ``unsure`` and ``undo``: what people rule on who and what is one."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

import click

from letapis.cli import layout, opening, options, screen
from letapis.core.casefile import to_rule_on
from letapis.core.cases import Book
from letapis.core.resolve.join import IDENTITY, Link
from letapis.core.resolve.likeness import NAMING
from letapis.core.standing import called, short, spelt_out, thing
from letapis.desk.identity import Ruled, one_of, rule_on, undo
from letapis.rim import files
from letapis.words.records import kind_of

_MOST_PAGES = 3

because = click.option("--because", default="", help="Why; kept with the ruling.")


def _of_two(verb: options.F) -> options.F:
    """The arguments and options of a verb that rules on two."""
    for one in (options.level, options.project, because, click.argument("b", metavar="B"), click.argument("a", metavar="A")):
        verb = one(verb)
    return verb


def _ruled(a: str, verdict: str, b: str, why: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    with (desk := opening.desk(folder, passphrase_file)).project:
        book = desk.book(level)
        done = rule_on(desk, one_of(book, a.strip()), verdict, one_of(book, b.strip()), why, level)
    outcome(done)


@click.command()
@_of_two
def same(a: str, b: str, because: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Rule that A and B are one: two persons, organisations, places or acts, by their ids.

    A ruling overrules whatever the program holds for or against it, and carries on: who is the same as B is the same as A.
    Where it contradicts another person's “different”, both rulings are named and the two are kept apart until one is undone.
    It is kept with your name and the time, and holds when pages are read again.

    \b
    Examples:
        letapis people -p mycase --suggest
        letapis same -p mycase person:garan-bibug person:lusab-babad
        letapis same -p mycase garan-bibug lusab-babad --because "one birth date"
    """
    _ruled(a, "same", b, because, folder, passphrase_file, level)


@click.command()
@_of_two
def different(a: str, b: str, because: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Rule that A and B are not one: two persons, organisations, places or acts, by their ids.

    Where the program or a ruling has joined them they are parted; they are never joined or suggested again. `letapis show`
    of a person or act lists the ids of the mentions it was joined from.

    \b
    Examples:
        letapis different -p mycase person:garan-bibug person:lusab-babad
        letapis different -p mycase act:lusab-babad act:garan-bibug
        letapis different garan-bibug lusab-babad --because "other birth dates"
    """
    _ruled(a, "different", b, because, folder, passphrase_file, level)


@click.command()
@_of_two
def unsure(a: str, b: str, because: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Rule that it cannot be said whether A and B are one: they stay apart and are not suggested again.

    \b
    Example:
        letapis unsure -p mycase person:garan-bibug person:lusab-babad
    """
    _ruled(a, "unsure", b, because, folder, passphrase_file, level)


@click.command("undo")
@click.argument("ruling", required=False, default="")
@because
@options.project
@options.level
def undo_(ruling: str, because: str, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """Take back the RULING (its id) that two are the same, different or unsure; without an id the last one.

    Nothing is deleted: the undoing is a ruling of its own, which names the one undone, and can be undone, too. What was ruled
    on the two before holds again. `letapis show` of a person or act lists its rulings with their ids.

    \b
    Examples:
        letapis undo -p mycase
        letapis undo -p mycase decision:lusab-babad --because "another birth date"
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        done = undo(desk, ruling, because, level)
    outcome(done)


# ---- what a ruling has done


def outcome(done: Ruled) -> None:
    """Say what a ruling has done: to the two, to those joined with them, and what it contradicts."""
    noun, book = kind_of(done.a), done.after
    apart = done.before if done.one else book  # where they are two, each goes by its own name
    pair = " and ".join(f"{called(apart, i)} ({short(i)})" for i in (done.a, done.b))
    if done.undone is not None:
        ruling = done.undone
        screen.line(f"Undone: “{ruling.verdict}” ({short(ruling.id)}), ruled by {ruling.by} on {ruling.at[:10]}.")
    how = "are one" if done.one else "are two"
    still = " still" if done.one == done.were_one else " now"
    screen.line(f"{pair} {how} {noun}{'s' * (not done.one)}{still}.")
    if done.verdict == "unsure":
        screen.line("It is kept that nobody can say whether they are one; they are not suggested again.")
    if done.one != done.were_one:
        for side in (done.a,) if done.one else (done.a, done.b):
            screen.indented(_whole(book, side), 4)
    for sentence in done.conflicts:
        screen.line(spelt_out(book, sentence), "red")
    if (done.verdict == "same" and not done.one) or (done.verdict in ("different", "unsure") and done.one):
        screen.line("The ruling is kept, but cannot be carried out while the others hold; undo one of them.", "red")
    screen.line(f"The ruling is {short(done.id)}; `letapis undo {short(done.id)}` takes it back.", "dim")


def _whole(book: Book, id_: str) -> str:
    """All that is one with something: how it is called, and on how many pages, so that what came along is seen."""
    names, pages = _told(book, id_)
    return f"{short(id_)}: {screen.few(names, 8, ', ')}; {layout.counted(len(pages), 'page')}"


# ---- what is worth a ruling


def suggested(book: Book, kinds: Iterable[str], most: int, folder: Path) -> None:
    """Pairs worth a ruling, the likeliest first, with what is known of both and the commands to type."""
    kinds = tuple(kinds)
    found = [li for li in to_rule_on(book) if kind_of(li.a) in kinds]
    if not found:
        screen.line("No two look like one that are not joined or ruled on already.")
    for n, li in enumerate(found[:most], 1):
        pair(book, li, f"{n}. ")
        for command in commands(li, folder):
            screen.line(f"    {command}", "dim", whole=True)
    if len(found) > most:
        screen.line(f"and {layout.counted(len(found) - most, 'more pair')}, less likely; --most {len(found)} shows all.", "dim")
    if apart := [s for s in book.conflicts if any(f"{k}:" in s for k in kinds)]:
        screen.heading("What cannot all hold, or is kept apart")
        screen.bullets((spelt_out(book, s), "red") for s in apart)


def pair(book: Book, li: Link, number: str = "") -> None:
    """Two things that may be one: why, and where each is told of."""
    a, b = called(book, li.a), called(book, li.b)
    fields = [("why", spelt_out(book, li.why)), ("how likely", f"{li.certainty:.2f}")]
    screen.block(f"{number}{a}  =?  {b}", [*fields, *_side(book, li.a), *_side(book, li.b)])


def _side(book: Book, id_: str) -> list[tuple[str, str]]:
    """One side of a pair: its names with its id, and its pages."""
    names, pages = _told(book, id_)
    return [(short(id_), screen.few(names, 8, ", ")), ("", screen.few(pages, _MOST_PAGES))]


def _told(book: Book, id_: str) -> tuple[list[str], list[str]]:
    """What something is called on its pages, and these."""
    found = thing(book, id_)
    members = found.members if found else (id_,)
    readings = {c.passage.reading for m in members for c in book.material.about(m)}
    pages = [layout.page_title(p) for p in book.material.pages if p.reading.id in readings]
    names = [str(c.value) for m in members for p in NAMING for c in book.material.of(m, p)]
    return list(dict.fromkeys(names)) or [called(book, id_)], pages


def commands(li: Link, folder: Path) -> list[str]:
    """What to type to rule on a pair."""
    where = f" -p {shlex.quote(files.shown(folder))}" if folder != Path() else ""
    return [f"letapis {verb}{where} {short(li.a)} {short(li.b)}" for verb in IDENTITY]
