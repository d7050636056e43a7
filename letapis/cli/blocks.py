"""``letapis blocks``: what was taken of a page of a project and what was left, and rulings that correct it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from letapis.cli import layout, opening, options, pieces, screen
from letapis.core.material import Told
from letapis.core.standing import short
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.words.kinds import KINDS

_NUMBERS = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")
_MOST = 12
"""Pages listed where a capture holds several."""


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--set", "sets", multiple=True, metavar="N=KIND", help="Rule that block N (or N-M, or N,M) is of a kind.")
@click.option("--unset", "unsets", multiple=True, metavar="N", help="Take the rulings about block N (or N-M, or N,M) back.")
@click.option("--because", default="", help="Why; kept with the rulings.")
@pieces.html
@options.project
@options.level
def blocks(
    id_: str,
    sets: tuple[str, ...],
    unsets: tuple[str, ...],
    because: str,
    html_file: Path | None,
    folder: Path,
    passphrase_file: Path | None,
    level: str,
) -> None:
    """Every block of the page ID (a capture or a reading): its number, its kind, whether it is main text, and why.

    With --set a person rules of what kind blocks are. Blocks ruled out of the main text take what they tell with them, blocks
    ruled into it are read; nothing is deleted, and --unset takes it back. A ruling goes with the block's words: it holds for
    every later reading of the page in which they stand.

    \b
    Kinds of main text: headline, standfirst, paragraph, quote, caption, list,
    table, heading; of what is left: byline, dateline, related, menu, advert,
    comment, legal, social, other.

    \b
    Examples:
        letapis blocks -p mycase capture:lusab-babad
        letapis blocks -p mycase capture:lusab-babad --html page.html
        letapis blocks -p mycase lusab-babad --set 14=related --set 15-18=quote
        letapis blocks -p mycase lusab-babad --unset 14
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        page = _one_page(desk, id_.strip(), level)
        if sets or unsets:
            _correct(desk, page, _asked(page, sets, unsets), because)
        elif because:
            raise refuse("--because", "belongs to a ruling.", "Say which with --set or --unset.")
        else:
            pieces.show(page)
            screen.faults(page.reading.faults)
        if html_file is not None:
            pieces.write(html_file, [_one_page(desk, page.reading.id, level)], project=True)


def _one_page(desk: Desk, id_: str, level: str) -> Told:
    """The one page that an id of a capture or a reading begins."""
    pages = desk.book(level).material.pages
    found = [p for p in pages if any(_begins(i, id_) for i in (p.capture.id, p.reading.id))] if id_ else []
    if len(found) == 1:
        return found[0]
    if not found:
        hint = "`letapis show` of an act or claim prints the capture it stands on."
        raise refuse(files.shown(id_) or "ID", f"is no page of this project at level “{level}”.", hint)
    named = [f"{short(p.reading.id)} ({files.shown(p.reading.member or layout.page_title(p))})" for p in found[:_MOST]]
    one = len({p.capture.id for p in found}) == 1
    what, more = "holds" if one else "begins", f", and {len(found) - _MOST} more" if len(found) > _MOST else ""
    raise refuse(files.shown(id_), f"{what} several pages; name one:", f"{'; '.join(named)}{more}.")


def _begins(id_: str, beginning: str) -> bool:
    return id_.startswith(beginning) or id_.partition(":")[2].startswith(beginning)


def _asked(page: Told, sets: tuple[str, ...], unsets: tuple[str, ...]) -> dict[int, str]:
    """Which blocks (by their index) are to be of which kind; an empty kind takes rulings back."""
    asked: dict[int, str] = {}
    for told in sets:
        numbers, equals, kind = told.partition("=")
        kind = kind.strip().casefold()
        if not equals:
            raise refuse(files.shown(told), "says no kind.", "Write it as --set 14=related.")
        if kind not in KINDS:
            raise refuse(files.shown(told), f"“{files.shown(kind)}” is no kind of block.", f"The kinds are {', '.join(KINDS)}.")
        _ask(asked, page, numbers, kind)
    for numbers in unsets:
        _ask(asked, page, numbers, "")
    return asked


def _ask(asked: dict[int, str], page: Told, numbers: str, kind: str) -> None:
    for part in numbers.split(","):
        m, last = _NUMBERS.fullmatch(part.strip()), len(page.reading.blocks)
        if m is None:
            raise refuse(files.shown(part), "is no number of a block.", "Write 14, or 15-18 for several.")
        first, end = int(m[1]), int(m[2] or m[1])
        if not 1 <= first <= end <= last:
            raise refuse(files.shown(part), f"is no block of this page: it has blocks 1 to {last}.")
        for n in range(first, end + 1):
            if n - 1 in asked:
                raise refuse(f"block {n}", "is named twice.", "Say once of what kind it is.")
            asked[n - 1] = kind


def _correct(desk: Desk, page: Told, asked: dict[int, str], because: str) -> None:
    from letapis.desk import blocks as desk_blocks  # reads the page again

    held = desk_blocks.holding(desk, page.reading.id)
    if free := [i + 1 for i, kind in asked.items() if not kind and i not in held]:
        raise refuse(f"block {free[0]}", "has no ruling that could be taken back.", "`letapis show` of the capture lists them.")
    was = page.reading.blocks
    done = desk_blocks.correct(desk, page.reading.id, asked, because)
    for (i, kind), ruling in zip(asked.items(), done.rulings, strict=True):
        now = done.page.reading.blocks[i]
        side = "main text" if now.body is not None else "left beside the main text"
        how = f"is {kind} now (it was {was[i].kind})" if kind else f"is {now.kind} again, as it was read"
        screen.line(f"Block {i + 1} {how}: {side}. The ruling is {short(ruling)}.")
    if done.gone or done.come:
        screen.line(f"{layout.counted(done.gone, 'claim')} not shown any more, {layout.counted(done.come, 'claim')} found.")
