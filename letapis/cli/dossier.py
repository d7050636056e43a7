"""``letapis dossier``: a case as a document to hand on, redacted as the user says, and searched before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from letapis.cli import opening, options, screen
from letapis.cli.looking import one_person
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import ProjectError, refuse
from letapis.words.when import valid

FORMS = ("html", "docx", "pdf", "json", "zip")


@click.command()
@click.argument("name")
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice(FORMS),
    help="Which form: all five where none is given; may be repeated.",
)
@click.option(
    "--to", "target", type=click.Path(readable=False, path_type=Path, file_okay=False), default=Path(), show_default="here",
    help="The folder to write into; it is made where there is none.",
)  # fmt: skip
@click.option("--for", "purpose", default="", metavar="WHOM", help="Whom it is for; codes differ from one to the other.")
@click.option("--as-of", default="", metavar="DAY", help="The day the information is of (else the newest page's).")
@click.option("--code", multiple=True, metavar="NAME", help="Put a code in the place of this person's name; may be repeated.")
@click.option("--leave-out", multiple=True, metavar="NAME", help="Leave this person out; may be repeated.")
@click.option("--code-sources", is_flag=True, help="Put codes in the place of everybody who tells of others.")
@click.option("--blur-places", is_flag=True, help="Take out places finer than a city.")
@click.option(
    "--key", "key_file", type=click.Path(readable=False, path_type=Path, dir_okay=False),
    help="Write the key to all codes into this file. Keep it apart.",
)  # fmt: skip
@click.option("--preview", is_flag=True, help="Write nothing; say what would be written and what would be left out.")
@options.project
@options.level
def dossier(
    name: str,
    forms: tuple[str, ...],
    target: Path,
    purpose: str,
    as_of: str,
    code: tuple[str, ...],
    leave_out: tuple[str, ...],
    code_sources: bool,
    blur_places: bool,
    key_file: Path | None,
    preview: bool,
    folder: Path,
    passphrase_file: Path | None,
    level: str,
) -> None:
    """Write the case of the person NAME as a dossier.

    \b
    html, docx, pdf    to read, print and hand on
    json               the same for machines: facts, sentences, texts
    zip                that, with the preserved bytes that may leave:
                       `letapis verify-export` checks it without the project

    What is above the level is absent. People can be coded or left out, places blurred. Finished files are searched for
    whatever was withheld; if any of it is found, or a file cannot be searched, nothing is written.

    \b
    Examples:
        letapis dossier -p mycase "Some Name" --to out
        letapis dossier -p mycase "Some Name" --level un --for "Working Group"
        letapis dossier -p mycase "Some Name" --code "Other Name" --preview
    """
    from letapis.core.dossier.policy import LeftOutAtNamedError, Policy
    from letapis.desk import dossiers

    if as_of and not valid(as_of):
        raise refuse(as_of, "is no date.", "Write 2024-03-15.")
    with (desk := opening.desk(folder, passphrase_file)).project:
        person = one_person(desk, name, level)
        policy = Policy(_ids(desk, code, level), _ids(desk, leave_out, level), code_sources, blur_places, purpose)
        try:
            made = dossiers.make(desk, person, level, policy, forms or FORMS, as_of)
        except dossiers.WithheldFoundError as error:
            raise refuse(
                "Nothing was written", " ".join(error.reasons), "Choose a lower level, or leave people out."
            ) from error
        except LeftOutAtNamedError as error:
            raise refuse("--leave-out", "a copy at level “named” holds everything.", "Choose a lower level.") from error
        for said in made.said:
            screen.line(said)
        if preview:
            for made_name, digest in made.digests().items():
                screen.line(f"Would be written: {made_name}, {len(made.files[made_name])} bytes, SHA-256 {digest}", whole=True)
            return
        _write(target, made.files)
        dossiers.record(desk, made, level, purpose)
        if key_file is not None:
            files.write_file(key_file, [made.key.encode()])
            screen.line(f"Key to the codes: {files.shown(key_file)}. Keep it apart.", whole=True)


def _ids(desk: Desk, names: Iterable[str], level: str) -> frozenset[str]:
    return frozenset(m for n in names for m in one_person(desk, n, level).members)


def _write(target: Path, made: dict[str, bytes]) -> None:
    """Write all files, or leave none behind."""
    if not target.exists():
        files.new_folder(target)
    written = list[Path]()
    try:
        for name, data in made.items():
            files.write_file(target / name, [data])
            written.append(target / name)
    except ProjectError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    for path in written:
        screen.line(f"Written: {files.shown(path)}", whole=True)
