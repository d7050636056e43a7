"""The blocks of a page in the terminal and as a picture: for ``letapis read --blocks`` and ``letapis blocks``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from letapis.cli import screen
from letapis.core.material import Told
from letapis.rim import files
from letapis.words.kinds import KINDS
from letapis.words.records import Block, Reading
from letapis.words.when import spoken

F = TypeVar("F", bound=Callable[..., Any])

html: Callable[[F], F] = click.option(
    "--html",
    "html_file",
    type=click.Path(readable=False, path_type=Path, dir_okay=False),
    help="Draw the page with its blocks coloured by kind, as one HTML file that opens offline.",
)

COLOURS = {
    "headline": "bold red", "standfirst": "yellow", "byline": "magenta", "dateline": "magenta", "paragraph": "blue",
    "quote": "cyan", "caption": "green", "list": "green", "table": "green", "heading": "red",
}  # fmt: skip
"""Kinds of the article in the terminal; all others are dim."""
_KIND = max(map(len, KINDS))
_MARGIN = 5 + 2 + _KIND + 2
"""Columns before a block's words: its number, whether it is main text, its kind."""
_LEAST = 24
"""Columns that a block's first words have at least."""


def show(page: Told) -> None:
    """Every block of a page in order, a line each, under the page's title, date and language."""
    r = page.reading
    screen.heading(files.shown(" ".join((r.title or page.capture.name).split())))
    screen.line(" · ".join(_about(r)), "dim")
    taken = len(r.body.split())
    every = sum(len(r.text[b.start : b.end].split()) for b in r.blocks)
    screen.line(f"{len(r.main)} of {len(r.blocks)} blocks (●) are main text: {taken:,} of {every:,} words", "dim")
    for n, block in enumerate(r.blocks, 1):
        _line(r, n, block)


def _about(r: Reading) -> list[str]:
    certain = "" if r.published_certain or r.published_basis == "given" else ", not certain"
    basis = f" ({r.published_basis}{certain})" if r.published_basis else ""
    told = [
        r.publisher or "",
        ", ".join(r.authors),
        f"published {spoken(r.published)}{basis}" if r.published else "publication date not known",
        f"updated {spoken(r.updated)}" if r.updated and r.updated != r.published else "",
        f"carries a report of {r.agency}" if r.agency else "",
        "" if r.language == "und" else f"in {r.language}",
        r.member or "",
    ]
    return [files.shown(t) for t in told if t]


def _line(r: Reading, n: int, b: Block) -> None:
    from rich.text import Text

    main = b.body is not None
    kind = COLOURS.get(b.kind, "") if main or b.kind in COLOURS else "dim"
    room = max(_LEAST, screen.console().width - _MARGIN)
    why = files.shown(reason(b))
    told = Text(why, style="dim")
    told.truncate(room // 3, overflow="ellipsis")
    begins = Text(files.shown(" ".join(r.text[b.start : b.end][: 4 * room].split())), style="" if main else "dim")
    begins.truncate(room - (told.cell_len + 2 if why else 0), overflow="ellipsis", pad=bool(why))
    row = Text.assemble(
        (f"{n:>5} ", "dim"), ("● " if main else "· ", kind), (f"{b.kind:<{_KIND}}  ", kind), begins, "  " if why else "", told
    )
    screen.console().print(row, no_wrap=True, overflow="ellipsis")


def reason(block: Block) -> str:
    """Why a block is of its kind and how sure that is, in a phrase; nothing where nobody said."""
    sure = "" if block.score is None else f"{block.score:.0%}"
    return f"{block.why} ({sure})" if block.why and sure else block.why or sure


def write(path: Path, pages: Sequence[Told], project: bool = False) -> None:
    """Draw pages into one HTML file and say where."""
    from letapis.core.picture import picture

    files.write_file(path, [picture(pages, project)])
    screen.line(f"Written: {files.shown(path)}", whole=True)
