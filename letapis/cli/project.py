"""``letapis init``, ``verify`` and ``ledger``: a project made, checked, dumped and loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from letapis.cli import options, screen
from letapis.rim import dump as dumping
from letapis.rim import files
from letapis.rim import project as store
from letapis.rim.errors import refuse
from letapis.rim.verify import verify as verify_project


@click.command()
@click.argument("folder", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--no-passphrase", is_flag=True, help="Keep the key in the clear: for trying things out, never for people at risk."
)
@click.option(
    "--passphrase-file",
    type=click.Path(readable=False, path_type=Path),
    help="Read the passphrase from the first line of a file.",
)
def init(folder: Path, no_passphrase: bool, passphrase_file: Path | None) -> None:
    """Make a new project in FOLDER, encrypted under a passphrase that you are asked for.

    A powered-off laptop without the passphrase then gives no content, names or titles. A lost passphrase cannot be recovered:
    write it down and keep it apart from the laptop. FOLDER must be new or empty.

    \b
    Examples:
        letapis init mycase
        letapis init trial --no-passphrase
    """
    store.new_place(folder)  # refuse before anything is asked
    passphrase = None
    if not no_passphrase:
        passphrase = options.passphrase_of(passphrase_file, "New passphrase (several words)")
        if passphrase_file is None and options.passphrase_of(None, "Once more") != passphrase:
            raise refuse("init", "the two passphrases differ.", "Nothing was made; try again.")
    store.create(folder, passphrase).close()
    screen.line(
        f"Made the project {files.shown(folder)}."
        + (" Its key stands in the clear: anybody with the folder can read it." if no_passphrase else "")
    )
    screen.line(f"Next: letapis import -p {files.shown(folder)} PAGES", "dim")


@click.command()
@options.project
@click.option("--against", help="An earlier checkpoint, kept elsewhere: finds what was cut off or rolled back since.")
def verify(folder: Path, passphrase_file: Path | None, against: str | None) -> None:
    """Re-hash every page kept, re-check every seal, find every quotation again in its reading; name what is wrong.

    The checkpoint at the end is one short line: print it or send it to a colleague. Checked against it later, the project
    cannot have been cut off or put back to an older state unnoticed.

    \b
    Examples:
        letapis verify -p mycase
        letapis verify -p mycase --against "letapis checkpoint 1 46 f9ae…"

    Exit status: 0 all is sound; 1 something is wrong, and is named.
    """
    with options.opened(folder, passphrase_file) as project:
        found = verify_project(project, against=against)
    screen.line(
        ", ".join(f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in found.passed.items() if n) + " checked and sound."
    )
    for verdict in found.failed:
        screen.line(f"failed: {verdict.about}: {verdict.why}", "red", whole=True)
    for verdict in found.unchecked:
        screen.line(f"unchecked: {verdict.about}: {verdict.why}", "dim", whole=True)
    screen.line(f"Checkpoint (keep it elsewhere): {found.checkpoint}", "dim", whole=True)
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
    """Write the ledger to standard output, one line of JSON a line of the ledger.

    \b
    Examples:
        letapis ledger dump -p mycase > seals              only to be checked
        letapis ledger dump -p mycase --plain | less       to be read
        letapis ledger dump -p mycase --with-keys > copy   for `ledger load`
    Guard a dump with keys, or a plain one, like the project itself.
    """
    with options.opened(folder, passphrase_file) as project:
        dumping.dump(project, sys.stdout.buffer, plain=plain, keys=with_keys)


@ledger.command()
@click.argument("lines", type=click.File("rb"))
@click.argument("folder", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--blobs", type=click.Path(readable=False, path_type=Path, exists=True), help="The archive folder to copy the pages from."
)
@click.option("--no-passphrase", is_flag=True, help="The project dumped had none, or the new one shall have none.")
@click.option(
    "--passphrase-file",
    type=click.Path(readable=False, path_type=Path),
    help="Read the passphrase from the first line of a file.",
)
def load(lines: BinaryIO, folder: Path, blobs: Path | None, no_passphrase: bool, passphrase_file: Path | None) -> None:
    """Make the project FOLDER from LINES, a dump made --with-keys ("-" reads standard input).

    A sealed dump opens with the passphrase of the project it was made from; a --plain one gets the passphrase given now.

    \b
    Example:
        letapis ledger load mycase.ledger restored --blobs mycase/archive
    """
    store.new_place(folder)
    passphrase = None if no_passphrase else options.passphrase_of(passphrase_file, "Passphrase")
    dumping.load(lines, folder, passphrase, blobs=blobs).close()
    screen.line(f"Loaded into {files.shown(folder)}. `letapis verify` checks that nothing is missing.")
