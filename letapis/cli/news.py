"""``letapis news``: what is new, case by case, as text, as JSON and as exit status for a scheduled run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from letapis.cli import layout, opening, options, screen
from letapis.core.material import Told
from letapis.core.news import AGAINST, CONFLICT, FACT, SOURCE, STATUS, CaseNews, Item
from letapis.core.resolve.copies import outlet
from letapis.core.standing import short
from letapis.desk.news import Latest, latest, line_of

SOMETHING, PRESSING = 10, 11
"""Exit statuses of ``letapis news``: something is new; something speaks against a ruling or may change a status."""
_HEADS = {AGAINST: "against a ruling", STATUS: "may change status", CONFLICT: "conflict", FACT: "new", SOURCE: "told again"}
_STYLES = {AGAINST: "red", CONFLICT: "red", STATUS: "yellow"}
_MOST = 12


@click.command()
@click.option("--since", default="", help="A day (2024-03-01), a page's id, or the “until” of an earlier look.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
@click.option("--most", type=click.IntRange(1), default=_MOST, show_default=True, help="How many cases are listed in full.")
@options.project
@options.level
def news(since: str, as_json: bool, most: int, folder: Path, passphrase_file: Path | None, level: str) -> None:
    """What is new since a day or a page, case by case; without --since: since the day a page was last taken in.

    First what speaks against a ruling (a fact that was ruled wrong is told again, two who were ruled one are of other age or
    sex), then acts that may change a status (a release, a death, a charge …), then sources that conflict since, acts not
    told before, and new sources for known acts, with whether they are independent and what they add.

    \b
    Exit status, for a scheduled run:
        0   nothing is new
        10  something is new
        11  something speaks against a ruling or may change a status

    and 1, 2, 70, 130 as everywhere. --json prints "until": given to --since the next time, nothing is told twice or missed.

    \b
    Examples:
        letapis news -p mycase
        letapis news -p mycase --since 2024-03-01
        letapis news -p mycase --since capture:goluz-kiraj --json
    """
    with (desk := opening.desk(folder, passphrase_file)).project:
        found = latest(desk, line_of(desk, since), level)
    if as_json:
        click.echo(json.dumps(as_rows(found, level), ensure_ascii=False))
    else:
        tell(found, most)
    if found.news.cases:
        raise click.exceptions.Exit(PRESSING if found.news.pressing else SOMETHING)


def tell(found: Latest, most: int = _MOST) -> None:
    """What is new, as text."""
    pages, cases = found.news.pages, found.news.cases
    if not pages and not cases:
        screen.line("Nothing is new.", "dim")
        return
    new = layout.counted(len(pages), "page") if pages else "read of pages held before"
    screen.heading(f"New: {new}, {layout.counted(len(cases), 'case')} touched")
    if not cases:
        screen.line("They tell of no act.", "dim")
    for case in cases[:most]:
        _case(case)
    if len(cases) > most:
        rest = sum(len(c.items) for c in cases[most:])
        screen.line(
            f"and {layout.counted(len(cases) - most, 'more case')} with {rest} news; `letapis news --most` lists them.", "dim"
        )


def _case(case: CaseNews) -> None:
    screen.block(
        _title(case),
        [("status", case.status)],
        mark=short(case.person.id) if case.person else "",
    )
    screen.bullets((_line(i), _STYLES.get(i.kind, "")) for i in case.items)


def _title(case: CaseNews) -> str:
    return case.person.shown if case.person else "Told of nobody named"


def _line(item: Item) -> str:
    return f"{_HEADS[item.kind]}: {item.sentence}" + (f" {short(item.act.id)}" if item.act else "")


def as_rows(found: Latest, level: str) -> dict[str, Any]:
    """What is new, as JSON has it."""
    m = found.book.material
    return {
        "letapis": "news 1",
        "level": level,
        "until": found.until,
        "pressing": found.news.pressing,
        "pages": [_page(p) for p in found.news.pages],
        "cases": [
            {
                "person": c.person.id if c.person else None,
                "name": c.person.shown if c.person else None,
                "status": c.status or None,
                "items": [
                    {
                        "kind": i.kind,
                        "sentence": i.sentence,
                        "act": i.act.id if i.act else None,
                        "claims": [m.id_of(x) for x in i.claims],
                    }
                    for i in c.items
                ],
            }
            for c in found.news.cases
        ],
    }


def _page(page: Told) -> dict[str, Any]:
    r = page.reading
    return {
        "reading": r.id, "capture": page.capture.id, "outlet": outlet(page), "title": r.title, "published": r.published,
    }  # fmt: skip
