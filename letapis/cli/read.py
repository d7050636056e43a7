"""``letapis read``: what pages tell, in the terminal or as JSON lines; no project needed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from letapis.cli import screen
from letapis.desk.understanding import report_of, sidecar
from letapis.rim import files
from letapis.words.records import Fault, Given
from letapis.words.when import spoken, valid


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (valid(value) and value[:4].isdigit() and "/" not in value):
        raise click.BadParameter(f"{value!r} is no date; write it as 2011-03-14.")
    return value


@click.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, a line each.")
@click.option("--published", callback=_date, help="The day the page was published, taken as given (2011-03-14).")
@click.option("--as-body", is_flag=True, help="Take a text file as main text to the letter.")
def read(pages: tuple[Path, ...], as_json: bool, published: str | None, as_body: bool) -> None:
    """Read PAGES and say who did what to whom, when, where, and according to whom.

    A file PAGE-stem.meta.json beside a page (title, published, url, authors) is taken as given. What cannot be read is said on
    the error output, and the rest goes on; the exit status is 1 if no page could be read.
    """
    done = 0
    for path in files.inputs(pages):
        found = path if isinstance(path, Fault) else _report(path, published, as_body)
        if isinstance(found, Fault):
            screen.faults([found])
            continue
        done += bool(found["body"])
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            _show(found)
        screen.faults(Fault(**f) for f in found["faults"])
    if not done:
        raise click.exceptions.Exit(1)


def _report(path: Path, published: str | None, as_body: bool) -> dict[str, Any] | Fault:
    given = sidecar(path)
    if isinstance(given, Fault):
        screen.faults([given])
        given = Given()
    return report_of(path, replace(given, published=published or given.published), as_body=as_body)


def _show(r: dict[str, Any]) -> None:
    screen.heading(r["title"] or r["path"])
    basis = f" ({r['published_basis']})" if r["published"] else ""
    about = [
        r["publisher"],
        ", ".join(r["authors"]),
        f"published {spoken(r['published'])}{basis}" if r["published"] else "publication date not known",
    ]
    screen.line(" · ".join(a for a in about if a), "dim")
    kinds = ("related", "menu", "advert", "comment", "legal", "social", "other")
    left = sum(b["kind"] in kinds for b in r["blocks"])
    screen.line(f"{len(r['body'].split())} words of main text; {left} blocks left out ({r['language']})", "dim")
    if r["language"] not in ("en", "und"):
        screen.line("The page's language is not yet understood: it is kept and shown, but no acts are read from it.", "yellow")
    if r["people"]:
        screen.heading("People")
        screen.table(("name", "also written", "described as", "age"), [_person(p) for p in r["people"]])
    if r["acts"]:
        screen.heading("Acts")
        rows = [_act(a) for a in r["acts"]]
        screen.table(
            ("when", "act", "person affected", "by", "where", "according to", "stance"),
            rows,
            [screen.COLOURS[a["stance"]] for a in r["acts"]],
        )


def _person(p: dict[str, Any]) -> tuple[str, ...]:
    return p["name"], ", ".join(p["variants"]), "; ".join(p["described_as"][:2]), str(p["age"] or "")


def _act(a: dict[str, Any]) -> tuple[str, ...]:
    victims = ", ".join(v.get("person") or v["group"] for v in a["victims"])
    stance = a["stance"] + (f"; denied by {', '.join(a['denied_by'])}" if a["denied_by"] else "")
    mode = "" if a["mode"] == "occurred" else f" ({a['mode']})"
    by = ", ".join(p["text"] for p in a["perpetrators"])
    return spoken(a["when"]["value"]), a["act"] + mode, victims, by, ", ".join(a["where"]), ", ".join(a["according_to"]), stance
