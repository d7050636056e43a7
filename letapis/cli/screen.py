"""How things look in a terminal; Rich is imported at the first print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import click

from letapis.words.records import Fault

COLOURS = {"asserted": "", "alleged": "yellow", "denied": "red", "threatened": "magenta"}


@cache
def console() -> Any:
    """The terminal."""
    from rich.console import Console

    return Console(highlight=False)


def heading(text: str) -> None:
    """A heading with a line of air before it."""
    console().print()
    console().print(text, style="bold", markup=False)


def line(text: str, style: str = "") -> None:
    """A plain line; nothing in it is taken as markup."""
    console().print(text, style=style or None, markup=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """A table without vertical lines; cells are text, never markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    t = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        t.add_column(name, overflow="fold")
    for i, row in enumerate(rows):
        t.add_row(*(Text(cell) for cell in row), style=styles[i] if i < len(styles) else None)
    console().print(t)


def faults(found: Iterable[Fault]) -> None:
    """What went wrong, a plain sentence each, beside the output."""
    for fault in found:
        click.echo(str(fault), err=True)


def quoted(text: str, start: int, end: int, around: int = 240) -> None:
    """A passage in its context, the passage bright and the rest dim."""
    from rich.text import Text

    shown = Text()
    shown.append(("…" if start > around else "") + text[max(0, start - around) : start], style="dim")
    shown.append(text[start:end], style="bold underline")
    shown.append(text[end : end + around] + ("…" if end + around < len(text) else ""), style="dim")
    console().print(shown)
