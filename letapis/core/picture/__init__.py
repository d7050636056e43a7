"""A picture of a page: its blocks coloured and labelled by kind, main text bright and the rest dim, as one HTML file.

The file opens offline, runs nothing and loads nothing; everything that comes from the page is escaped, and marks that turn the
direction of writing are spelled out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from letapis.core.blocks import is_ruled
from letapis.core.export.page.annex import published
from letapis.core.export.page.markup import Child, Html, h
from letapis.core.export.page.style import policy
from letapis.core.material import Told
from letapis.core.picture.counts import Count, counts, words
from letapis.core.picture.strip import strip
from letapis.core.picture.style import STYLE
from letapis.words.kinds import KINDS
from letapis.words.records import Block, Reading

UNSURE = 0.6
"""A score below which a block is worth a person's look."""
_TURNING = re.compile("([\u202a-\u202e\u2066-\u2069])")
"""Marks that embed or override the direction of writing: a page can hide with them what it says."""


def picture(pages: Sequence[Told], project: bool = False) -> bytes:
    """One HTML file with a picture of each page; ``project`` says by which command a person corrects it."""
    many = len(pages) > 1
    made = [_page(p, f"p{n}-" if many else "", project) for n, p in enumerate(pages, 1)]
    skip = h("a", "To the blocks", href=f"#{'p1-' if many else ''}b1", class_="skip")
    page = h("html", _head(pages), h("body", skip, h("main", made), _foot()), lang="en")
    return ("<!doctype html>\n" + page.text + "\n").encode("utf-8", "backslashreplace")


def _head(pages: Sequence[Told]) -> Html:
    title = pages[0].reading.title or pages[0].capture.name if len(pages) == 1 else f"{len(pages)} pages"
    return h(
        "head",
        h("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy(STYLE)}">'),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("title", "As it was read: ", plain(title)),
        Html(f"<style>{STYLE}</style>"),
    )


def _foot() -> Html:
    return h(
        "footer",
        "Read by Letapis. Filled labels and whole bars: taken as main text. ",
        "Dashed labels and dotted bars: left beside it, and kept.",
    )


def plain(text: str) -> str:
    """A text of the page for where only text can stand: marks that turn the writing are spelled out."""
    return _TURNING.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def shown(text: str) -> list[Child]:
    """A text of the page; marks that turn the writing are spelled out in boxes."""
    return [h("span", f"U+{ord(t):04X}", class_="ctl") if i % 2 else t for i, t in enumerate(_TURNING.split(text))]


def _page(page: Told, at: str, project: bool) -> Html:
    r = page.reading
    return h(
        "article",
        h("p", "A page as it was read", class_="eyebrow"),
        h("h1", shown(r.title) if r.title else "A page without a title", dir="auto"),
        h("p", _summary(r), class_="lede"),
        _about(page),
        _faults(r),
        strip(r, at),
        _legend(r),
        _hint(page) if project else None,
        h("ol", [_block(r, n, b, at) for n, b in enumerate(r.blocks, 1)], class_="blocks"),
        class_="page",
    )


def _summary(r: Reading) -> str:
    taken, every = sum(words(r, b) for b in r.main), sum(words(r, b) for b in r.blocks)
    if not r.blocks:
        return "No text was found on this page."
    return f"{len(r.main)} of {len(r.blocks)} blocks are main text: {taken:,} of {every:,} words."


def _about(page: Told) -> Html:
    r, c = page.reading, page.capture
    taken = f", taken in {c.taken_at.replace('T', ' ').replace('Z', ' UTC')}" if c.taken_at else ""
    rows: list[tuple[str, Child]] = [
        ("Authors", shown(", ".join(r.authors)) if r.authors else "not told"),
        ("Publisher", shown(r.publisher) if r.publisher else "not known"),
        ("Published", published(page)),
        ("Updated", shown(r.updated or "")),
        ("Agency", shown(r.agency or "")),
        ("Language", "not known" if r.language == "und" else r.language),
        ("Address", shown(r.url or "")),
        ("Its own address", shown(r.canonical if r.canonical and r.canonical != r.url else "")),
        ("Part", shown(r.member or "")),
        ("Capture", [h("code", c.id), taken] if c.taken_at else None),
        ("File", shown(f"{c.name}, {c.size:,} bytes, {r.media_type}")),
        ("SHA-256", h("code", c.sha256)),
        ("Read by", f"{r.reader}, as {r.id}" if c.taken_at else r.reader),
    ]
    return h("dl", [(h("dt", k), h("dd", v, dir="auto")) for k, v in rows if v and v != [""]])


def _faults(r: Reading) -> Html | None:
    if not r.faults:
        return None
    return h("ul", [h("li", shown(str(f)), dir="auto") for f in r.faults], class_="faults", aria_label="What could not be read")


def _legend(r: Reading) -> Html:
    counted = counts(r)
    sides = (("Taken as main text", True), ("Left beside it", False))
    return h("div", [_side(words_, [c for c in counted if c.main == main]) for words_, main in sides], class_="legend")


def _side(title: str, counted: Iterable[Count]) -> Html | None:
    items = [
        h(
            "li",
            h("span", c.kind, class_="kind"),
            f" {c.blocks:,} · {c.words:,} word{'s' * (c.words != 1)}",
            class_=_class(c.kind, c.main),
        )
        for c in counted
    ]
    return h("section", h("h2", title), h("ul", items)) if items else None


def _hint(page: Told) -> Html:
    short = "-".join(page.reading.id.split("-")[:2])
    return h(
        "p",
        "A block is of another kind? Say so by its number: ",
        h("code", f"letapis blocks -p PROJECT {short} --set 14=related"),
        class_="note",
    )


def _class(kind: str, main: bool) -> str:
    return f"k-{kind if kind in KINDS else 'other'} {'in' if main else 'out'}"


def _block(r: Reading, n: int, b: Block, at: str) -> Html:
    number = h("a", n, href=f"#{at}b{n}", class_="no", aria_label=f"Block {n}")
    return h(
        "li",
        h("div", number, h("span", b.kind, class_="kind"), class_="gutter"),
        h("div", h("p", shown(r.text[b.start : b.end]), dir="auto", lang=_tongue(r)), class_="words"),
        h("div", _why(b), class_="why"),
        id=f"{at}b{n}",
        class_=_class(b.kind, b.body is not None),
    )


def _tongue(r: Reading) -> str | None:
    return None if r.language == "und" else r.language


def _why(b: Block) -> list[Child]:
    if is_ruled(b):
        return [h("span", shown(b.why), class_="tag", dir="auto")]
    sure = "" if b.score is None else f"{b.score:.0%} sure"
    doubt: list[Child] = [h("span", "unsure", class_="tag"), " "] if b.score is not None and b.score < UNSURE else []
    return [*doubt, shown(b.why), f" ({sure})" if sure and b.why else sure]
