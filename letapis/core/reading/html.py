"""The reader of HTML pages: every run of text is kept, and those the extraction holds to be the article are main text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from letapis.core.reading.dom import Run, runs_of
from letapis.core.reading.draft import Draft, Piece, join
from letapis.core.reading.encoding import decode
from letapis.core.reading.interview import form_of
from letapis.core.reading.labels import label
from letapis.core.reading.metadata import completed, of_markup
from letapis.core.reading.metadata.shown import Shown
from letapis.words.records import Fault, Given
from letapis.words.tables import table

NAME = "html/1"
MEDIA_TYPE = "text/html"
PARSED = 5_000_000
"""Letters of a page that are parsed; what stands after them is left out and said."""
_DEEP = 250
"""Open elements within one another; deeper ones are flattened before parsing."""

_SNIFF = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|div[\s>]|p>|article[\s>])", re.I)
_NAMED = (".html", ".htm", ".xhtml", ".shtml")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VOID = frozenset(table("markup")["html"]["open"])


def sniff(data: bytes, name: str) -> bool:
    """A page is HTML by its first tags, or by its name where it has any tag at all."""
    start = data[:4096].replace(b"\0", b"")
    return bool(_SNIFF.search(start)) or (name.lower().endswith(_NAMED) and b"<" in start)


def read(data: bytes, name: str, *, given: Given, as_body: bool = False) -> Draft:
    """The draft of an HTML page."""
    del as_body  # only text files are taken as they are
    found = decode(data, name)
    faults = list(found.faults)
    if not found.text.strip():
        return Draft(MEDIA_TYPE, "", (), faults=tuple(faults))
    markup, too_much = prepared(found.text, name)
    faults += too_much
    tree = _parsed(markup)
    if tree is None:
        return Draft(MEDIA_TYPE, "", (), faults=(*faults, Fault(name, "The page has no text.", "Look at it in a browser.")))
    runs, more = runs_of(tree)
    if more:
        faults.append(
            Fault(name, "The page has too many parts; the rest was left out.", "Split it, or keep only the part that matters.")
        )
    return _draft(tree, runs, given, tuple(faults))


def prepared(text: str, name: str) -> tuple[str, list[Fault]]:
    """The markup the parser gets: without letters XML has none of, not too long, not too deep, and what was left out for it."""
    faults = []
    if len(text) > PARSED:
        what = f"The page is {len(text) // 1_000_000} MB long; only its first {PARSED // 1_000_000} MB were read."
        faults.append(Fault(name, what, "Keep only the part that matters, and read it again."))
        text = text[:PARSED]
    text = _NOT_XML.sub(" ", text)
    if (flat := flattened(text)) is not None:
        faults.append(
            Fault(name, "The page is nested too deep; it was read without its structure.", "Compare it with the original.")
        )
        text = flat
    return text, faults


def flattened(text: str) -> str | None:
    """The text without elements where they are nested too deep for a parser; None if they are not."""
    depth = deepest = 0
    for m in _TAG.finditer(text):
        if m[2].lower() not in _VOID:
            depth = max(0, depth - 1) if m[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest <= _DEEP:
        return None
    return re.sub(r"<[^<>]{0,2000}>", "\n", text)


def _parsed(markup: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, remove_blank_text=False, no_network=True, encoding="utf-8")
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _draft(tree: Any, runs: Sequence[Run], given: Given, faults: tuple[Fault, ...]) -> Draft:
    about = of_markup(tree, given)
    form = form_of([r.text for r in runs], given.kind == "interview") if given.kind == "interview" else None
    if form is not None:
        pieces = [Piece("other" if i in form.lines else "paragraph", r.text, i not in form.lines) for i, r in enumerate(runs)]
    else:
        pieces = label(runs, extracted(tree), given.title or about.title)
    text, spans = join(pieces)
    shown = Shown([p.text for p in pieces], [p.kind for p in pieces], [p.main for p in pieces], [r.times for r in runs])
    return Draft(MEDIA_TYPE, text, spans, completed(about, shown), faults, interview=form is not None)


def extracted(tree: Any) -> str:
    """The main text as trafilatura takes it from the tree (which it may change)."""
    from trafilatura import bare_extraction  # a third of a second to import

    found = bare_extraction(tree, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""
