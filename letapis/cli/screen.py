"""How things look in a terminal; Rich is imported at the first print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import click

from letapis.rim import files
from letapis.words.records import Fault

COLOURS = {"asserted": "", "alleged": "yellow", "denied": "red", "threatened": "magenta"}
WIDE = 120
"""Columns from which rows are shown as a table; below that, each as a block of its own."""


def few(texts: Sequence[str], most: int = 3, parted: str = "; ") -> str:
    """The first of several, and how many more."""
    texts = list(dict.fromkeys(texts))
    return parted.join(texts[:most]) + (f"{parted}and {len(texts) - most} more" if len(texts) > most else "")


@cache
def console() -> Any:
    """The terminal."""
    from rich.console import Console

    return Console(highlight=False)


def wide() -> bool:
    """Whether a table has room."""
    return bool(console().width >= WIDE)


def heading(text: str) -> None:
    """A heading with a line of air before it."""
    console().print()
    console().print(text, style="bold", markup=False)


def line(text: str, style: str = "", *, whole: bool = False) -> None:
    """A plain line; nothing in it is taken as markup. ``whole``: never broken, for what is to be copied."""
    console().print(text, style=style or None, markup=False, soft_wrap=whole)


def block(title: str, fields: Iterable[tuple[str, str]], *, mark: str = "", style: str = "") -> None:
    """One thing on lines of its own: its title with a mark (an id) behind it, then its fields that say something, indented."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    head = Text(title, style=f"bold {style}".strip(), end="")
    console().print(Text.assemble(head, ("  " if mark else ""), (mark, "dim")))
    told = [(label, text) for label, text in fields if text]
    if not told:
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, min_width=12)
    grid.add_column(overflow="fold")
    for label, text in told:
        grid.add_row(Text(label), Text(text))
    console().print(Padding(grid, (0, 0, 0, 4), expand=False))


def indented(text: str, by: int, *, mark: str = "") -> None:
    """Words behind so many columns of air, every line of them, with a mark (an id) behind."""
    from rich.padding import Padding
    from rich.text import Text

    console().print(Padding(Text.assemble(text, "  " if mark else "", (mark, "dim")), (0, 0, 0, by), expand=False))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = (), whole: Sequence[str] = ()) -> None:
    """A table without vertical lines; cells are text, never markup; the columns of ``whole`` are never broken."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    t = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        t.add_column(name, overflow="fold", no_wrap=name in whole)
    for i, row in enumerate(rows):
        t.add_row(*(Text(cell) for cell in row), style=styles[i] if i < len(styles) else None)
    console().print(t)


def bullets(sentences: Iterable[tuple[str, str]]) -> None:
    """Sentences with their styles, each behind a dot, the lines after the first indented."""
    from rich.table import Table
    from rich.text import Text

    for sentence, style in sentences:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        grid.add_row(Text("•"), Text(sentence), style=style or None)
        console().print(grid)


def faults(found: Iterable[Fault]) -> None:
    """What went wrong, a plain sentence each, beside the output."""
    for fault in found:
        click.echo(files.shown(fault), err=True)


def quoted(text: str, start: int, end: int, around: int = 240) -> None:
    """A passage in its context, the passage bright and the rest dim."""
    from rich.text import Text

    shown = Text()
    shown.append(("…" if start > around else "") + text[max(0, start - around) : start], style="dim")
    shown.append(text[start:end], style="bold underline")
    shown.append(text[end : end + around] + ("…" if end + around < len(text) else ""), style="dim")
    console().print(shown)
