"""Pages to learn reading from: their runs with what is seen of each, which of them are the article, and of which kind they are.

Two sources. WCXB's articles (annotations CC BY 4.0) say what the main text, title, author and date are; the names that the
pages' own markup gives its parts say what the rest is (a part named ``comments`` holds comments), and the same lines without
markup learn it from there. Our own pages in other languages (``bench/languages``, the part to learn from) say all of it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.language_pages import pages as language_pages
from letapis.core.reading.align import words
from letapis.core.reading.dates import dates_in
from letapis.core.reading.encoding import decode
from letapis.core.reading.features import Columns, seen
from letapis.core.reading.html import parsed, prepared
from letapis.core.reading.html import sheet_of as sheet_of_html
from letapis.core.reading.runs import Run, Sheet
from letapis.core.reading.text import sheet_of as sheet_of_text
from letapis.core.reading.text import units_of
from letapis.words.kinds import KINDS
from tools.standing import standing_in

_LONG = 6
"""Words from which a run that stands in the gold text surely belongs to it."""
_NEAR = 6
"""How many runs away from a long one a short one may stand that belongs to the article."""
_ABOVE = 25
"""Lines above the article in which its headline is looked for where there is no markup."""
_HEADLINE = KINDS.index("headline")
_TITLED, _TALKED, _THREAD = 0.5, 0.45, 5
"""How often a page put together has its window's title, how often comments, and how many lines of them make a thread."""
_AROUND = {"related", "menu", "advert", "comment", "legal", "social", "caption"}
"""Names of parts that are taken at their word; those of bylines and dates are not, since they often name whole articles."""
_ELEMENTS = {"li": "list", "dd": "list", "dt": "list", "tr": "table", "blockquote": "quote", "figcaption": "caption"} | {
    f"h{i}": "heading" for i in range(1, 7)
}


@dataclass
class Example:
    """A page with what is true of it."""

    page: str
    marked: bool
    own: bool
    """One of our own pages, not of WCXB's."""
    sheet: Sheet
    columns: Columns
    main: Any
    """Which runs are the article's text, the headline aside."""
    kinds: Any
    """The place in ``KINDS`` of each run's kind; -1 where nobody says."""
    content: str
    mixed: bool = False
    """Put together of several pages."""


def sheet_of_page(data: bytes) -> Sheet | None:
    """An HTML page as the reader sees it."""
    tree, _ = parsed(prepared(decode(data, "page").text, "page")[0])
    return sheet_of_html(tree)[0] if tree is not None else None


def sheet_of_dump(text: str) -> Sheet:
    """A page without markup as the reader sees it."""
    return sheet_of_text(text, units_of(text))


def belongs(texts: Sequence[str], content: str) -> Any:
    """Which runs stand in the gold text: the long ones by their words, short ones only near long ones."""
    found = np.array(standing_in(texts, content))
    size = np.array([len(words(t)) for t in texts])
    sure = np.flatnonzero(found & (size >= _LONG))
    if len(sure):
        for i in np.flatnonzero(found & (size < _LONG)).tolist():
            found[i] = sure[0] - 4 <= i <= sure[-1] + _NEAR and np.abs(sure - i).min() <= _NEAR
    return found


def wcxb(folder: Path, leave_out: set[str]) -> Iterator[Example]:
    """The pages of WCXB that may be learnt from, with and without markup."""
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem in leave_out:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        content = gold["main_content"] or ""
        marked = sheet_of_page((folder / "html" / f"{path.stem}.html").read_bytes())
        flat = sheet_of_dump((folder / "flat" / f"{path.stem}.txt").read_text(encoding="utf-8"))
        told: dict[str, int] = {}
        for sheet in (marked, flat):
            if sheet is None or not sheet.runs:
                continue
            columns, texts = seen(sheet)[0], [r.text for r in sheet.runs]
            main = belongs(texts, content)
            kinds = _kinds_by_markup(sheet, main) if sheet.marked else _kinds_like(texts, told)
            kinds, main = _told_by_gold(sheet, columns, kinds, main, gold)
            if sheet.marked:
                told = {" ".join(t.split()): int(k) for t, k in zip(texts, kinds, strict=True)}
            yield Example(path.stem, sheet.marked, False, sheet, columns, main, kinds, content)


def _kinds_by_markup(sheet: Sheet, main: Any) -> Any:
    """Kinds by elements for the article's own runs, by names for the rest."""
    out = []
    for run, inside in zip(sheet.runs, main, strict=True):
        part = sheet.parts[run.part]
        if inside:
            kind = _ELEMENTS.get(run.element, "quote" if run.quoted else "paragraph")
        elif part.around == "tags":
            kind = "menu"
        elif part.around in _AROUND:
            kind = part.around
        else:
            kind = ""
        out.append(KINDS.index(kind) if kind else -1)
    return np.array(out)


def _kinds_like(texts: Sequence[str], told: dict[str, int]) -> Any:
    """The kinds that the same lines have with markup."""
    return np.array([told.get(" ".join(t.split()), -1) for t in texts])


def _told_by_gold(sheet: Sheet, columns: Columns, kinds: Any, main: Any, gold: dict[str, Any]) -> tuple[Any, Any]:
    """Headline, byline and dateline by the annotated title, author and date; the headline is no main text here."""
    wanted = set(words(gold.get("title") or ""))
    kinds, main = kinds.copy(), main.copy()
    body = np.flatnonzero(main & (columns["words"] >= 8))
    if not wanted or not len(body):
        return kinds, main
    same = []
    for i, run in enumerate(sheet.runs[: body[0] + 2]):
        mine = set(words(run.text))
        share = 2 * len(mine & wanted) / (len(mine) + len(wanted)) if mine else 0.0
        far = not sheet.marked and i < body[0] - _ABOVE  # there the window's title says the same
        share = 0.0 if far else share
        same.append(share + (0.2 if run.element == "h1" else 0.0) + 0.001 * i if share >= 0.8 else 0.0)
    if not same or max(same) == 0.0:
        return kinds, main
    head = int(np.argmax(same))
    kinds[:head][np.isin(kinds[:head], [KINDS.index(k) for k in ("heading", "paragraph")])] = -1
    kinds[head], main[head] = _HEADLINE, False
    author, day = set(words(gold.get("author") or "")), (gold.get("publish_date") or "")[:10]
    for i in range(max(0, head - 8), min(len(sheet.runs), head + 16)):
        text = sheet.runs[i].text
        if i == head or len(words(text)) > 14:
            continue
        if day and any(d == day for _, _, d in dates_in(text[:200])):
            kinds[i], main[i] = KINDS.index("dateline"), False
        elif author and author <= set(words(text)):
            kinds[i], main[i] = KINDS.index("byline"), False
    return kinds, main


def titles_of(folder: Path, leave_out: set[str]) -> list[str]:
    """The annotated titles of WCXB's pages that may be learnt from."""
    golds = (
        json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "gold").glob("*.json")) if p.stem not in leave_out
    )
    return [g["title"] for g in golds if g.get("title")]


def untitled(plain: Sequence[Example]) -> Iterator[Example]:
    """The same pages without their first line, which as a rule is the window's title: many dumps begin with a menu."""
    for e in plain:
        runs = e.sheet.runs[1:]
        if len(runs) > 1 and not e.main[0] and e.kinds[0] != _HEADLINE:
            sheet = Sheet(runs, titles=[runs[0].text])
            yield Example(e.page, False, e.own, sheet, seen(sheet)[0], e.main[1:], e.kinds[1:], e.content, mixed=True)


def mixed(plain: Sequence[Example], titles: Sequence[str], around: Sequence[Example], seed: int = 11) -> Iterator[Example]:
    """Pages without markup put together of one page's article and other pages' surroundings, with headlines as their teasers.

    Dumps of newspaper pages end in a hundred lines of teasers or in readers' comments, and begin with a menu as often as with
    the window's title; few of the annotated pages do.
    """
    chance = np.random.default_rng(seed)
    threads = [t for e in around if (t := _thread(e))]
    for e in plain:
        inside = np.flatnonzero(e.main | (e.kinds == _HEADLINE))
        if not len(inside):
            continue
        above, below, more = (around[int(i)] for i in chance.integers(0, len(around), 3))
        teasers = [titles[int(i)] for i in chance.integers(0, len(titles), int(chance.integers(0, 70)))]
        lines = [
            *_surroundings(above, True),
            *_lines(e, int(inside[0]), int(inside[-1]) + 1),
            *(threads[int(chance.integers(len(threads)))] if threads and chance.random() < _TALKED else ()),
            *_surroundings(below, False),
            *((t, False, KINDS.index("related")) for t in teasers),
            *_surroundings(more, False),
        ]
        titled = e.sheet.titles if chance.random() < _TITLED else [lines[0][0]]
        sheet = Sheet([Run(text) for text, _, _ in lines], titles=titled)
        main, kinds = np.array([m for _, m, _ in lines]), np.array([k for _, _, k in lines])
        yield Example(e.page, False, False, sheet, seen(sheet)[0], main, kinds, e.content, mixed=True)


def news(path: Path, leave_out: set[str]) -> Iterator[Example]:
    """News of nothing but a headline and paragraphs (HRDsAttack's training part, MIT), to put among surroundings."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        page = row["sample"]
        key, title = str(page["Input.GLOBALEVENTID"]), page["Input.title"].strip()
        pieces = re.findall(r"<p>(.*?)</p>", page["Input.article_interface"], re.S)
        lines = [text for p in pieces if (text := " ".join(html.unescape(re.sub(r"<[^>]+>", "", p)).split()))]
        if key in leave_out or not title or len(lines) < 3:
            continue
        sheet = Sheet([Run(t) for t in (title, *lines)], titles=[title])
        kinds = np.array([_HEADLINE, *(KINDS.index("paragraph") for _ in lines)])
        main = kinds != _HEADLINE
        yield Example(key, False, False, sheet, seen(sheet)[0], main, kinds, "\n".join(lines))


def _thread(e: Example) -> list[tuple[str, bool, int]]:
    """The readers' comments of a page, from the first to the last, if it has some and no article between them."""
    there = np.flatnonzero(e.kinds == KINDS.index("comment"))
    if len(there) < _THREAD:
        return []
    lines = _lines(e, int(there[0]), int(there[-1]) + 1)
    return lines if not any(main for _, main, _ in lines) else []


def _lines(e: Example, start: int, end: int) -> list[tuple[str, bool, int]]:
    """Some of a page's lines with what is true of each."""
    texts = [r.text for r in e.sheet.runs[start:end]]
    return list(zip(texts, e.main[start:end].tolist(), e.kinds[start:end].tolist(), strict=True))


def _surroundings(e: Example, above: bool) -> list[tuple[str, bool, int]]:
    """What stands above or below a page's article."""
    inside = np.flatnonzero(e.main | (e.kinds == _HEADLINE))
    if not len(inside):
        return []
    lines = _lines(e, 0, int(inside[0])) if above else _lines(e, int(inside[-1]) + 1, len(e.sheet.runs))
    return [(text, False, kind) for text, main, kind in lines if not main]


def own() -> Iterator[Example]:
    """Our own pages in other languages that may be learnt from, with markup, without it, and without empty lines."""
    for page in language_pages("learn"):
        told = {" ".join(x.text.split()): KINDS.index(x.kind) for x in page.lines}
        for sheet in (sheet_of_page(page.html), sheet_of_dump(page.flat), sheet_of_dump(page.bare)):
            if sheet is None:
                continue
            kinds = _kinds_like([r.text for r in sheet.runs], told)
            main = np.array([k >= 0 and KINDS[k] in _ARTICLE for k in kinds])
            yield Example(page.name, sheet.marked, True, sheet, seen(sheet)[0], main, kinds, page.body())


_ARTICLE = ("standfirst", "paragraph", "quote", "list", "table", "heading")
