"""The reader of HTML pages: every run of text is kept, and those the extraction holds to be the article are main text."""

from __future__ import annotations

import re
from typing import Any

from letapis.core.reading.dom import runs_of
from letapis.core.reading.draft import Draft, Piece, join
from letapis.core.reading.encoding import decode
from letapis.core.reading.interview import form_of
from letapis.core.reading.labels import label
from letapis.core.reading.metadata import completed, of_markup
from letapis.core.reading.metadata.shown import Shown
from letapis.core.reading.runs import Sheet
from letapis.words.records import Fault, Given

NAME = "html/2"
MEDIA_TYPE = "text/html"
PARSED = 5_000_000
"""Letters of a page that are parsed; what stands after them is left out and said."""

_SNIFF = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|div[\s>]|p>|article[\s>])", re.I)
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title")
_NAMED = (".html", ".htm", ".xhtml", ".shtml")
_SPACED = bytes(32 if b < 32 and b not in b"\t\n\r" else b for b in range(256))


def sniff(data: bytes, name: str) -> bool:
    """A page is HTML by its first tags, or by its name where it has any tag at all."""
    start = data[:4096].replace(b"\0", b"")
    return bool(_SNIFF.search(start)) or (name.lower().endswith(_NAMED) and b"<" in start)


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of an HTML page."""
    del as_body  # only text files are taken as they are
    found = decode(data, name)
    faults = list(found.faults)
    if not found.text.strip():
        return Draft(MEDIA_TYPE, "", (), faults=tuple(faults))
    markup, too_much = prepared(found.text, name)
    faults += too_much
    tree, deep = parsed(markup)
    if deep:
        what = "The page is nested too deep; it was read without its structure."
        faults.append(Fault(name, what, "Compare it with the original."))
    if tree is None:
        return Draft(MEDIA_TYPE, "", (), faults=(*faults, Fault(name, "The page has no text.", "Look at it in a browser.")))
    sheet, more = sheet_of(tree)
    if more:
        faults.append(
            Fault(name, "The page has too many parts; the rest was left out.", "Split it, or keep only the part that matters.")
        )
    return _draft(tree, sheet, given, tuple(faults), explain)


def sheet_of(tree: Any) -> tuple[Sheet, bool]:
    """A parsed page as runs, with what it calls itself; and whether it had too many of them."""
    sheet, more = runs_of(tree)
    sheet.titles = titles_of(tree)
    return sheet, more


def titles_of(tree: Any) -> tuple[str, ...]:
    """What the page's head calls it."""
    found = [" ".join("".join(e.itertext()).split())[:500] for e in tree.iter("title")][:1]
    for e in tree.iter("meta"):
        if (e.get("property") or e.get("name") or "").lower() in _TITLES and e.get("content"):
            found.append(e.get("content").strip()[:500])
    return tuple(dict.fromkeys(t for t in found if t))[:4]


def prepared(text: str, name: str) -> tuple[str, list[Fault]]:
    """The markup the parser gets, not too long, and what was left out for it."""
    faults = []
    if len(text) > PARSED:
        what = f"The page is {len(text) // 1_000_000} MB long; only its first {PARSED // 1_000_000} MB were read."
        faults.append(Fault(name, what, "Keep only the part that matters, and read it again."))
        text = text[:PARSED]
    return text, faults


def parsed(markup: str) -> tuple[Any, bool]:
    """The tree of prepared markup (None: there is nothing in it), and whether it was nested too deep to keep its structure."""
    tree, deep = _tree(markup)
    if deep:
        tree, _ = _tree(re.sub(r"<[^<>]{0,2000}>", "\n", markup))
    return tree, deep


def _tree(markup: str) -> tuple[Any, bool]:
    """The tree as the parser makes it, and whether it stopped at elements nested too deep."""
    from lxml import etree  # not lxml.html, whose elements are made by Python, one call each

    parser = etree.HTMLParser(huge_tree=False, remove_blank_text=False, no_network=True, encoding="utf-8")
    try:
        tree = etree.fromstring(_plain(markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    return tree, any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log)


def _plain(markup: str) -> bytes:
    """The markup as bytes, without letters XML has none of."""
    return markup.replace("\ufffe", " ").replace("\uffff", " ").encode("utf-8", "replace").translate(_SPACED)


def _draft(tree: Any, sheet: Sheet, given: Given, faults: tuple[Fault, ...], explain: bool) -> Draft:
    about, runs = of_markup(tree, given), sheet.runs
    form = form_of([r.text for r in runs], given.kind == "interview") if given.kind == "interview" else None
    if form is not None:
        pieces = [Piece("other" if i in form.lines else "paragraph", r.text, i not in form.lines) for i, r in enumerate(runs)]
    else:
        if given.title:
            sheet.titles = (given.title, *sheet.titles)
        labels = label(sheet, explain=explain).of
        pieces = [Piece(x.kind, r.text, x.main, x.why, x.score) for x, r in zip(labels, runs, strict=True)]
    text, spans = join(pieces)
    shown = Shown([p.text for p in pieces], [p.kind for p in pieces], [p.main for p in pieces], [r.times for r in runs])
    return Draft(MEDIA_TYPE, text, spans, completed(about, shown), faults, interview=form is not None)
