"""``letapis init``, ``verify`` and ``ledger``: a project made, checked, dumped and loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from letapis.cli import options, screen
from letapis.rim import dump as dumping
from letapis.rim import project as store
from letapis.rim.errors import refuse
from letapis.rim.verify import verify as verify_project


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--no-passphrase", is_flag=True, help="Keep the key in the clear: for trying things out, never for people at risk."
)
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path, exists=True), help="Read the passphrase from the first line of a file."
)
def init(folder: Path, no_passphrase: bool, passphrase_file: Path | None) -> None:
    """Make a new project in FOLDER, encrypted under a passphrase that you are asked for.

    A powered-off laptop without the passphrase then gives no content, names or titles. A lost passphrase cannot be recovered.
    """
    passphrase = None
    if not no_passphrase:
        passphrase = options.passphrase_of(passphrase_file, "New passphrase (several words)")
        if passphrase_file is None and options.passphrase_of(None, "Once more") != passphrase:
            raise refuse("init", "the two passphrases differ.", "Nothing was made; try again.")
    store.create(folder, passphrase).close()
    screen.line(
        f"Made the project {folder}."
        + (" Its key stands in the clear: anybody with the folder can read it." if no_passphrase else "")
    )


@click.command()
@options.project
@click.option("--against", help="An earlier checkpoint, kept elsewhere: finds what was cut off or rolled back since.")
def verify(folder: Path, passphrase_file: Path | None, against: str | None) -> None:
    """Re-hash every page kept, re-check every seal, find every quotation again in its reading; name what is wrong."""
    with options.desk(folder, passphrase_file).project as project:
        found = verify_project(project, against=against)
    screen.line(
        ", ".join(f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in found.passed.items() if n) + " checked and sound."
    )
    for verdict in found.failed:
        screen.line(f"failed: {verdict.about}: {verdict.why}", "red")
    for verdict in found.unchecked:
        screen.line(f"unchecked: {verdict.about}: {verdict.why}", "dim")
    screen.line(f"Checkpoint (keep it elsewhere): {found.checkpoint}", "dim")
    if found.failed:
        raise click.exceptions.Exit(1)


@click.group()
def ledger() -> None:
    """Dump the ledger to plain text lines and load it back, byte for byte."""


@ledger.command()
@options.project
@click.option("--with-keys", is_flag=True, help="Include the keys: whoever has the dump can then read everything.")
@click.option("--plain", is_flag=True, help="Decrypted lines for reading.")
def dump(folder: Path, passphrase_file: Path | None, with_keys: bool, plain: bool) -> None:
    """Write the ledger to standard output."""
    with options.desk(folder, passphrase_file).project as project:
        dumping.dump(project, sys.stdout.buffer, plain=plain, keys=with_keys)


@ledger.command()
@click.argument("lines", type=click.File("rb"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--blobs", type=click.Path(path_type=Path, exists=True), help="The archive folder to copy the pages from.")
@click.option("--no-passphrase", is_flag=True)
@click.option("--passphrase-file", type=click.Path(path_type=Path, exists=True))
def load(lines: BinaryIO, folder: Path, blobs: Path | None, no_passphrase: bool, passphrase_file: Path | None) -> None:
    """Make the project FOLDER from a dump with keys."""
    passphrase = None if no_passphrase else options.passphrase_of(passphrase_file, "New passphrase")
    dumping.load(lines, folder, passphrase, blobs=blobs).close()
    screen.line(f"Loaded into {folder}.")
