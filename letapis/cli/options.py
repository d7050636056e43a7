"""Options that several verbs share, and the opening of the project they name; the desk is not needed for it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from letapis.rim import files
from letapis.rim import project as store
from letapis.rim.errors import refuse
from letapis.rim.project import Project
from letapis.words.records import LEVELS
from letapis.words.when import precision, valid

F = TypeVar("F", bound=Callable[..., Any])

folder = click.option(
    "-p", "--project", "folder", type=click.Path(readable=False, path_type=Path), default=Path(), envvar="LETAPIS_PROJECT",
    help="The project folder (else LETAPIS_PROJECT, else here).",
)  # fmt: skip
passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(readable=False, path_type=Path),
    help="Read the passphrase from the first line of a file.",
)
level = click.option(
    "--level", type=click.Choice(LEVELS), default="team", show_default=True, help="Show nothing above this confidentiality."
)


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """A day as it was typed, checked; empty where none was."""
    if value and (not valid(value) or precision(value) != "day" or "X" in value):
        raise click.BadParameter("a day is typed as 2024-02-29.")
    return value or ""


def _month(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value and (not valid(value) or precision(value) != "month" or "X" in value):
        raise click.BadParameter("a month is typed as 2024-02.")
    return value or ""


on = click.option("--on", "day", metavar="DATE", callback=_day, help="The day asked for, as 2024-02-29 (else today).")
month = click.option("--month", metavar="YYYY-MM", callback=_month, help="A whole month, as 2024-02.")
columns = click.option(
    "--columns", "columns_said", metavar="COLUMN=MEANING,…",
    help="What the columns of tables mean: “Name=name,Arrested=arrest.when”.",
)  # fmt: skip


def project(command: F) -> F:
    """The options that open a project."""
    return folder(passphrase_file(command))


def passphrase_of(path: Path | None, ask: str = "Passphrase") -> str:
    """The passphrase from a file's first line, else asked for without showing it. Raises ProjectError."""
    if path is None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # without a terminal Python warns that it cannot hide what is typed
            found: str = click.prompt(ask, hide_input=True, err=True)
        return found
    first = files.read_own(path).split(b"\n", 1)[0].rstrip(b"\r")
    try:
        passphrase = first.decode("utf-8")
    except UnicodeDecodeError:
        passphrase = ""
    if not passphrase:
        raise refuse(files.shown(path), "its first line is no passphrase.", "Write the passphrase there as UTF-8 text.")
    return passphrase


def opened(folder: Path, passphrase_file: Path | None) -> Project:
    """Open the project; the passphrase is asked for only where there is one."""
    passphrase = passphrase_of(passphrase_file) if store.needs_passphrase(folder) else None
    return store.open_project(folder, passphrase)
