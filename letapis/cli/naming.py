"""``letapis compare-names``: how certainly two names are one, a score a line, with the reason where asked."""

from __future__ import annotations

from pathlib import Path

import click

from letapis.core.resolve.naming import compare


@click.command("compare-names")
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--why", is_flag=True, help="After each score, a tab and the reason in words.")
def compare_names(pairs: Path, why: bool) -> None:
    """Compare the two names on each line of PAIRS (UTF-8, parted by a tab): a score from 0 to 1 a line; from 0.5 on the same.

    What stands after a second tab is ignored. A score says that the names can be one name's spellings; whether two people are
    one person is for a person to rule.

    \b
    Examples:
        letapis compare-names pairs.tsv
        letapis compare-names --why pairs.tsv
    """
    for name, other in _read(pairs):
        found = compare(name, other)
        click.echo(f"{found.score:.3f}" + (f"\t{found.why}" if why else ""))


def _read(path: Path) -> list[tuple[str, str]]:
    """All pairs, or a plain sentence about the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as wrong:
        raise click.ClickException(f"{path}: byte {wrong.start} is not UTF-8. Save the file as UTF-8 and try again.") from wrong
    found = []
    for number, line in enumerate(lines, 1):
        name, _, rest = line.partition("\t")
        other = rest.partition("\t")[0]
        if not name.strip() or not other.strip():
            raise click.ClickException(f"{path}, line {number}: two names parted by a tab are expected, found {line[:80]!r}.")
        found.append((name.strip(), other.strip()))
    return found
