"""Options that several verbs share, and the opening of the project they name."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from letapis.desk.desk import Desk
from letapis.rim import project as store
from letapis.words.records import LEVELS

F = TypeVar("F", bound=Callable[..., Any])

folder = click.option(
    "-p", "--project", "folder", type=click.Path(path_type=Path), default=Path(), envvar="LETAPIS_PROJECT",
    help="The project folder (else LETAPIS_PROJECT, else here).",
)  # fmt: skip
passphrase_file = click.option(
    "--passphrase-file", type=click.Path(path_type=Path, exists=True), help="Read the passphrase from the first line of a file."
)
level = click.option(
    "--level", type=click.Choice(LEVELS), default="team", show_default=True, help="Show nothing above this confidentiality."
)


def project(command: F) -> F:
    """The options that open a project."""
    return folder(passphrase_file(command))


def passphrase_of(path: Path | None, ask: str = "Passphrase") -> str:
    """The passphrase from a file's first line, else asked for without showing it."""
    if path is not None:
        return path.read_text(encoding="utf-8").splitlines()[0]
    found: str = click.prompt(ask, hide_input=True, err=True)
    return found


def desk(folder: Path, passphrase_file: Path | None) -> Desk:
    """Open the project; the passphrase is asked for only where there is one."""
    passphrase = passphrase_of(passphrase_file) if store.needs_passphrase(folder) else None
    return Desk(store.open_project(folder, passphrase), getpass.getuser())
