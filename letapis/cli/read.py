"""``letapis read``: what pages tell, in the terminal or as JSON lines; no project needed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from letapis.cli import layout, options, pieces, screen
from letapis.core import wording
from letapis.core.known import UNDERSTOOD
from letapis.core.material import Told
from letapis.desk.understanding import SIDECAR, given_beside, pages_of, reports_of, within
from letapis.rim import files
from letapis.words.records import Fault, Given
from letapis.words.tables import table
from letapis.words.when import spoken, valid


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (valid(value) and value[:4].isdigit() and "/" not in value):
        raise click.BadParameter(f"{value!r} is no date; write it as 2011-03-14.")
    return value


@click.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, a line each, for scripts.")
@click.option("--published", callback=_date, help="The day the page was published, taken as given (2011-03-14).")
@click.option("--as-body", is_flag=True, help="Take a text file as main text to the letter.")
@click.option("--blocks", is_flag=True, help="Show the page block by block: what was taken as main text, what was left, why.")
@click.option(
    "--explain",
    type=click.Choice(["times", "speech"]),
    help="Show every time of the page, or all that is said and by whom, each with its basis and the rule that found it.",
)
@pieces.html
@options.columns
def read(
    pages: tuple[Path, ...],
    as_json: bool,
    published: str | None,
    as_body: bool,
    blocks: bool,
    explain: str | None,
    html_file: Path | None,
    columns_said: str | None,
) -> None:
    """Read PAGES (HTML, text, PDF, DOCX, tables …, or folders) and say who did what to whom, when, where, according to whom.

    An archive (WARC, WACZ, ZIP, MHTML, mail as EML or MBOX) is read page by page; as JSON, each page is a line with its member.

    A file PAGE-stem.meta.json beside a page ({"title": …, "published": "2011-03-14", "url": …, "authors": […]}) is taken as
    given. Without a publication date, "last December" cannot be counted and stays without a year.

    \b
    Examples:
        letapis read page.html
        letapis read page.txt --published 2011-03-14
        letapis read pages/ --json > pages.jsonl
        letapis read page.html --blocks --html blocks.html
        letapis read list.csv --columns "Name=name,Arrested=arrest.when"

    Under each act stands how it is put (alleged, denied, threatened; nothing where told as fact), by whom, where, according to
    whom, on what basis its date rests, and the sentence it was read in.

    What cannot be read is said on the error output, and the rest goes on.

    Exit status: 0 all were read; 3 some could not be; 1 none could be.
    """
    if html_file is not None and not blocks:
        raise click.UsageError("--html draws the blocks of a page: write it with --blocks.")
    pictured = list[Told]()
    done = failed = 0
    for path in files.inputs(pages):
        if isinstance(path, Path) and path.name.endswith(SIDECAR):
            continue
        if blocks and isinstance(path, Path) and not (as_json and html_file is None):
            laid = _laid_out(path, published, as_body)
            pictured += [page for page in laid if isinstance(page, Told)]
            if not as_json:
                well, ill = _show_blocks(path, laid)
                done, failed = done + well, failed + ill
                continue
        for found in [path] if isinstance(path, Fault) else _reports(path, published, as_body, columns_said, as_json):
            if isinstance(found, Fault):
                screen.faults([_beside(path, found)])
                failed += 1
                continue
            readable = bool(found["body"])
            done, failed = done + readable, failed + (not readable)
            if as_json:
                click.echo(json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace"))
            elif readable and explain:
                _EXPLAINED[explain](found)
            elif readable:
                _show(found)
            screen.faults(_beside(path, Fault(**f)) for f in found["faults"])
    if html_file is not None and pictured:
        pieces.write(html_file, pictured)
    if not done and not failed:
        screen.faults([Fault(files.shown(pages[0]), "there is no page here.", "Give a page, or a folder of pages.")])
    if failed or not done:
        raise click.exceptions.Exit(3 if done else 1)


def _beside(path: Path | Fault, fault: Fault) -> Fault:
    """A fault told by a reader, which knows a page's name only, with the whole path."""
    return replace(fault, where=within(path, fault.where)) if isinstance(path, Path) else fault


def _given(path: Path) -> Given:
    """What is said of a page beside it; where that is broken it is said, and the page is read without."""
    found = given_beside(path)
    if not isinstance(found, Fault):
        return found
    screen.faults([found])
    return Given()


def _laid_out(path: Path, published: str | None, as_body: bool) -> list[Told | Fault]:
    given = _given(path)
    return pages_of(path, replace(given, published=published or given.published), as_body=as_body)


def _show_blocks(path: Path, laid: list[Told | Fault]) -> tuple[int, int]:
    """Print the blocks of a file's pages; on how many there was main text, and how many there were none of."""
    done = 0
    for page in laid:
        if isinstance(page, Fault):
            screen.faults([_beside(path, page)])
            continue
        pieces.show(page)
        screen.faults(_beside(path, f) for f in page.reading.faults)
        done += bool(page.reading.body)
    return done, len(laid) - done


def _reports(
    path: Path, published: str | None, as_body: bool, columns: str | None, as_json: bool
) -> Iterator[dict[str, Any] | Fault]:
    given = _given(path)
    try:
        given = replace(given, published=published or given.published)
        yield from reports_of(path, given, as_body=as_body, columns=columns, with_incident=as_json)
    except Exception as error:  # one page must never stop the others
        if os.environ.get("LETAPIS_TRACEBACK"):
            raise
        what = f"an error of the program while reading it ({type(error).__name__})."
        yield Fault(files.shown(path), what, "Please tell us; LETAPIS_TRACEBACK=1 shows the details.")


def _show(r: dict[str, Any]) -> None:
    screen.heading(r["title"] or files.shown(r["member"] or r["path"]))
    certain = "" if r["published_certain"] or r["published_basis"] == "given" else ", not certain"
    basis = f" ({r['published_basis']}{certain})" if r["published"] else ""
    about = [
        r["publisher"],
        ", ".join(r["authors"]),
        files.shown(r["member"]) if r["member"] else "",
        f"published {spoken(r['published'])}{basis}" if r["published"] else "publication date not known",
        f"updated {spoken(r['updated'])}" if r["updated"] and r["updated"] != r["published"] else "",
        f"carries a report of {r['agency']}" if r["agency"] else "",
    ]
    screen.line(" · ".join(a for a in about if a), "dim")
    kinds = ("related", "menu", "advert", "comment", "legal", "social", "other")
    left = sum(b["kind"] in kinds for b in r["blocks"])
    language = "" if r["language"] in UNDERSTOOD else f", in {r['language']}"
    left_out = f"; {left} block{'s' * (left != 1)} of menus, adverts and the like left out" if left else ""
    screen.line(f"{len(r['body'].split())} words of main text{language}{left_out}", "dim")
    if r["language"] not in UNDERSTOOD:
        screen.line(
            "Acts are not yet read in this language. A project keeps the page and finds in it the people known from others.",
            "yellow",
        )
    if r["people"]:
        screen.heading("People")
        _people(r["people"])
    if r["acts"]:
        screen.heading("Acts")
        _acts(r["acts"])
    elif r["language"] in UNDERSTOOD:
        screen.line("No act was found on this page.", "dim")
    if r["interventions"]:
        screen.heading("What was done about it")
        _interventions(r)


def _times(r: dict[str, Any]) -> None:
    """Every time of a page in the order of its text: its words, what they mean, on what basis, and by which rule."""
    screen.heading(r["title"] or files.shown(r["member"] or r["path"]))
    for t in sorted(r["times"], key=lambda t: int(t["start"])):
        means = (t["value"] or f"no date ({t['timex']})") + (f", {t['mod'].replace('_', ' ').lower()}" if t["mod"] else "")
        screen.block(" ".join(t["text"].split()), (("means", means), ("basis", t["basis"]), ("rule", t["rule"])))
    if not r["times"]:
        screen.line("No time was found on this page.", "dim")


def _speech(r: dict[str, Any]) -> None:
    """All that somebody says on a page in the order of its text: its words, who says it, how they know, and by which rule."""
    screen.heading(r["title"] or files.shown(r["member"] or r["path"]))

    def words(spans: list[list[int]]) -> str:
        return " … ".join(" ".join(r["body"][start:end].split()) for start, end in spans)

    for s in sorted(r["speech"], key=lambda s: min(s["content"] + s["source"] + s["cue"])):
        source = words(s["source"])
        person = s["speaker"] if s["speaker"] != source else ""
        how = f"{s['manner']}, {'word for word' if s['direct'] else 'in the words of the page'}"
        who = (("source", source or "not said"), ("who that is", person), ("how they know", s["knows"] or ""))
        told = (("cue", words(s["cue"])), ("manner", how), ("basis", s["basis"]), ("rule", s["rule"]))
        screen.block(words(s["content"]) or "nothing", (*who, *told))
    if not r["speech"]:
        screen.line("Nobody is quoted on this page.", "dim")


_EXPLAINED: Mapping[str, Callable[[dict[str, Any]], None]] = {"times": _times, "speech": _speech}


def _people(people: list[dict[str, Any]]) -> None:
    rows = [(p["name"], ", ".join(p["variants"]), "; ".join(p["described_as"][:2]), str(p["age"] or "")) for p in people]
    columns = ("name", "also written", "described as", "age")
    if screen.wide():
        screen.table(columns, rows)
        return
    for name, *told in rows:
        screen.block(name, zip(columns[1:], told, strict=True))


def _acts(acts: list[dict[str, Any]]) -> None:
    colours = [screen.COLOURS[a["stance"]] for a in acts]
    rows = [_act(a) for a in acts]
    if screen.wide():
        screen.table(("when", "act", "person affected", "put as", "by", "where", "according to", "denied by"), rows, colours)
        for act, (when, what, affected, *_) in zip(acts, rows, strict=True):
            if act["details"]:
                screen.block(" · ".join(x for x in (when, what, affected) if x), (("details", _details(act)),))
        return
    for act, colour, (when, what, affected, *told) in zip(acts, colours, rows, strict=True):
        labels = ("put as", "by", "where", "according to", "denied by")
        sentence = " ".join(act["quotes"][0].split()) if act["quotes"] else ""
        fields = (
            *zip(labels, told, strict=True),
            ("details", _details(act)),
            ("date", act["when"]["basis"] or ""),
            ("sentence", f"“{sentence}”"),
        )
        screen.block(" · ".join(x for x in (when, what, affected) if x), fields, style=colour)


def _details(a: dict[str, Any]) -> str:
    return layout.details(f"{kind}: {words}" for kind, row in a["details"].items() for words in row)


def _interventions(r: dict[str, Any]) -> None:
    """Who did what about which acts, each with its sentence."""
    acts = {a["id"]: " · ".join(x for x in _act(a)[:3] if x) for a in r["acts"]}
    for i in r["interventions"]:
        when = spoken(i["when"]["value"]) if i["when"]["value"] else "not dated"
        about = "; ".join(dict.fromkeys([*(acts[a] for a in i["acts"] if a in acts), *i["people"]]))
        fields = (
            ("put as", "" if i["mode"] == "occurred" else f"{i['mode']}, not told as done"),
            ("to", "; ".join(i["to"])),
            ("about", about),
            ("according to", "; ".join(i["according_to"])),
            ("sentence", f"“{' '.join(i['quotes'][0].split())}”"),
        )
        screen.block(" · ".join([when, wording.intervention(i["kind"]), "; ".join(i["by"])]), fields)


def _act(a: dict[str, Any]) -> tuple[str, ...]:
    victims = ", ".join(v.get("person") or v["group"] for v in a["victims"])
    put = [
        a["stance"] if a["stance"] != "asserted" else "",
        "" if a["mode"] == "occurred" else f"{a['mode']}, not told as done",
    ]
    by = "; ".join(p["text"] for p in a["perpetrators"])
    when = spoken(a["when"]["value"]) if a["when"]["value"] else "not dated"
    told = ("; ".join(a["where"]), "; ".join(a["according_to"]), "; ".join(a["denied_by"]))
    label = str(table("terms")["acts"].get(a["act"], {}).get("label", a["act"]))
    return when, label, victims, "; ".join(x for x in put if x), by, *told
