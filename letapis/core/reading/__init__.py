"""From bytes to a reading: every kind of page has its reader, and what cannot be read is said, never raised."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from letapis.core.reading import delimited, ftm, html, markdown, openevsys, pdf, text, unread, xlsx
from letapis.core.reading.draft import About, Draft, laid_out
from letapis.core.reading.encoding import LIMIT
from letapis.core.reading.language import UNKNOWN, language_of
from letapis.core.reading.metadata import with_given
from letapis.core.reading.office import docx, odt
from letapis.words.records import Fault, Given, Reading, mint

READERS: tuple[ModuleType, ...] = (xlsx, delimited, openevsys, ftm, pdf, docx, odt, unread, markdown, html, text)
"""The readers, asked in this order. Each declares NAME, MEDIA_TYPE, ``sniff(data, name)`` and ``read(data, name, …)``."""

LIMITS = {pdf.MEDIA_TYPE: 200_000_000, docx.MEDIA_TYPE: 200_000_000, odt.MEDIA_TYPE: 200_000_000}
"""Bytes beyond which a media type is not read; all others: ``LIMIT``."""


def read(data: bytes, name: str, *, given: Given, key: bytes, capture: str, as_body: bool = False) -> Reading:
    """The reading of one page's bytes. Whatever is wrong with them stands in ``faults``; nothing is raised for it."""
    reader = text if as_body else next(r for r in (*READERS, text) if r is text or r.sniff(data, name))
    limit = LIMITS.get(reader.MEDIA_TYPE, LIMIT)
    if len(data) > limit:
        what = f"The page is {len(data) // 1_000_000} MB; pages over {limit // 1_000_000} MB are not read."
        draft = nothing(reader, Fault(name, what, "Split it, or keep only the part that matters."))
    else:
        draft = _drafted(reader, data, name, given, as_body)
    return _reading(draft, reader.NAME, given, key, capture, as_body)


def nothing(reader: ModuleType, fault: Fault) -> Draft:
    """The draft of a page of which nothing could be read."""
    return Draft(reader.MEDIA_TYPE, "", (), faults=(fault,))


def _drafted(reader: ModuleType, data: bytes, name: str, given: Given, as_body: bool) -> Draft:
    """A reader's draft; pages are hostile and parsers have bugs: a parser's failure is a fault of the page, not of the run."""
    try:
        draft: Draft = reader.read(data, name, given=given, as_body=as_body)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        RecursionError,
        ArithmeticError,
        LookupError,
    ) as e:
        what = f"The page could not be read ({type(e).__name__})."
        return nothing(reader, Fault(name, what, "Keep it as it is, and read it by hand."))
    if not draft.faults and not any(s.main for s in draft.spans):
        fault = Fault(
            name, "No main text was found on the page.", "Look at it by hand; if all of it matters, read it as main text."
        )
        return replace(draft, faults=(fault,))
    return draft


def _reading(draft: Draft, reader: str, given: Given, key: bytes, capture: str, as_body: bool) -> Reading:
    body, blocks = laid_out(draft)
    about = with_given(draft.about, given)
    return Reading(
        id=mint("reading", key, reader + (" as body" if as_body else ""), draft.text),
        capture=capture,
        key=key,
        media_type=draft.media_type,
        reader=reader,
        text=draft.text,
        body=body,
        blocks=blocks,
        language=language_of(body or draft.text, about.language) if draft.prose else UNKNOWN,
        title=about.title,
        authors=about.authors,
        publisher=about.publisher,
        published=about.published,
        published_basis=about.published_basis,
        published_certain=about.published_certain,
        url=about.url,
        kind=given.kind or ("interview" if draft.interview else draft.form or "page"),
        faults=draft.faults,
    )


__all__ = ["LIMITS", "READERS", "About", "Draft", "read"]
