"""From bytes to a reading: every kind of page has its reader, and what cannot be read is said, never raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType

from letapis.core.reading import delimited, ftm, html, markdown, openevsys, pdf, text, unread, xlsx
from letapis.core.reading.draft import About, Draft, Piece, join, laid_out
from letapis.core.reading.encoding import LIMIT, in_utf8, is_binary
from letapis.core.reading.holding import holder_of, opened
from letapis.core.reading.holding.member import PAGES, Budget, Counted, Found, Member, Passed, numbered
from letapis.core.reading.language import UNKNOWN, language_of
from letapis.core.reading.metadata import with_given
from letapis.core.reading.office import docx, odt
from letapis.words.records import Fault, Given, Reading, member_key, mint

READERS: tuple[ModuleType, ...] = (xlsx, delimited, openevsys, ftm, pdf, docx, odt, unread, markdown, html, text)
"""The readers, asked in this order. Each declares NAME, MEDIA_TYPE, ``sniff(data, name)`` and ``read(data, name, …)``."""

LIMITS = {pdf.MEDIA_TYPE: 200_000_000, docx.MEDIA_TYPE: 200_000_000, odt.MEDIA_TYPE: 200_000_000}
"""Bytes beyond which a media type is not read; all others: ``LIMIT``."""

TEXTS = (".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".asc")
"""Endings of files in an archive that are read as text; others are read only where a reader knows them."""
FAULTS = 200
"""Faults of an archive that are kept one by one."""


def read(
    data: bytes, name: str, *, given: Given, key: bytes, capture: str, as_body: bool = False, explain: bool = False
) -> Reading:
    """The reading of one page's bytes. Whatever is wrong with them stands in ``faults``; nothing is raised for it.

    With ``explain`` every block says why it is of its kind, where its reader can tell.
    """
    reader = text if as_body else next(r for r in (*READERS, text) if r is text or r.sniff(data, name))
    return _reading(_checked(reader, data, name, given, as_body, explain), reader.NAME, given, key, capture, as_body)


def _checked(reader: ModuleType, data: bytes, name: str, given: Given, as_body: bool, explain: bool) -> Draft:
    """The draft of a page that is not too large."""
    limit = LIMITS.get(reader.MEDIA_TYPE, LIMIT)
    if len(data) <= limit:
        return _drafted(reader, data, name, given, as_body, explain)
    what = f"The page is {len(data) // 1_000_000} MB; pages over {limit // 1_000_000} MB are not read."
    return nothing(reader, Fault(name, what, "Split it, or keep only the part that matters."))


def nothing(reader: ModuleType, fault: Fault) -> Draft:
    """The draft of a page of which nothing could be read."""
    return Draft(reader.MEDIA_TYPE, "", (), faults=(fault,))


def _drafted(reader: ModuleType, data: bytes, name: str, given: Given, as_body: bool, explain: bool) -> Draft:
    """A reader's draft; pages are hostile and parsers have bugs: a parser's failure is a fault of the page, not of the run."""
    try:
        draft: Draft = reader.read(data, name, given=given, as_body=as_body, explain=explain)
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


def readings(
    data: bytes,
    name: str,
    *,
    given: Given,
    key: bytes,
    capture: str,
    as_body: bool = False,
    known: Container[str] = (),
    explain: bool = False,
) -> Iterator[Reading]:
    """The readings of a capture: of a plain page the one that ``read`` makes, of an archive one a page, ``member`` set.

    After an archive's pages comes what it says of itself (``kind`` container, no member): what it holds that is no page, and
    what of it could not be read. Members named in ``known`` are passed over, so that what was stopped can go on. The kind
    given holds for all pages; title, address and day only where there is one page.
    """
    holder = None if as_body else holder_of(data, name)
    if holder is None:
        yield read(data, name, given=given, key=key, capture=capture, as_body=as_body, explain=explain)
        return
    pages, counted, faults = 0, Counted(), list[Fault]()
    for found in _alone(_named(opened(data, name, holder, Budget()), name)):
        if isinstance(found, Fault):
            faults.append(found)
        elif isinstance(found, Passed):
            counted.add(found)
        else:
            member, alone = found
            pages += 1
            if member.name not in known:
                yield _of_member(member, name, given if alone else Given(kind=given.kind), key, capture, explain)
    if not pages and not faults:
        faults.append(Fault(name, "There is no page in it that can be read.", "Look at what it holds by hand."))
    yield _of_container(holder, pages, counted, faults, key, capture)


def _named(found: Iterable[Found], name: str) -> Iterator[Found]:
    """The same, every member with a reader and a name of its own, and no more of them than are read."""
    names, pages = Counter[str](), 0
    for one in found:
        if not isinstance(one, Member):
            yield one
        elif (reader := _reader_of(one)) is None:
            yield Passed("other file")
        elif pages >= PAGES:
            yield Fault(name, f"It holds more than {PAGES} pages; the rest was left out.", "Split it.")
            return
        else:
            pages += 1
            yield replace(one, name=numbered(names, one.name), reader=reader)


def _alone(found: Iterable[Found]) -> Iterator[Fault | Passed | tuple[Member, bool]]:
    """The same, of each member whether it is the only one."""
    first, several = None, False
    for one in found:
        if not isinstance(one, Member):
            yield one
        elif several:
            yield one, False
        elif first is None:
            first = one
        else:
            yield first, False
            yield one, False
            several = True
    if first is not None and not several:
        yield first, True


def _reader_of(member: Member) -> ModuleType | None:
    """What reads a member: what its container says, its bytes, its type; None for a file of data that is only text."""
    if member.reader is not None:
        return member.reader
    found = next((r for r in READERS if r is not text and r.sniff(member.data, member.name)), None)
    found = found or next((r for r in READERS if member.media_type == r.MEDIA_TYPE), None)
    if found is None and "xhtml" in member.media_type:
        return html
    last = member.name.rpartition("/")[2].lower()
    plain = bool(member.media_type) or "." not in last or last.endswith(TEXTS) or is_binary(member.data)
    return found or (text if plain else None)


def _of_member(member: Member, name: str, given: Given, key: bytes, capture: str, explain: bool) -> Reading:
    """The reading of one page of an archive; its faults name the archive and the page."""
    reader = member.reader or text
    data = in_utf8(member.data, member.encoding) if not reader.MEDIA_TYPE.startswith("application/") else member.data
    said = member.said
    given = replace(given, url=given.url or said.url)
    draft = _checked(reader, data, member.name, given, False, explain)
    about = draft.about
    if said.sure:
        about = replace(about, title=said.title or about.title, authors=said.authors or about.authors)
    if said.published and (said.sure or not about.published):
        about = replace(about, published=said.published, published_basis="markup", published_certain=True)
    where = f"{name}, {member.name}"
    faults = tuple(replace(f, where=where if f.where == member.name else f"{where}, {f.where}") for f in draft.faults)
    draft = replace(draft, about=replace(about, title=about.title or said.title), faults=faults)
    found = _reading(draft, reader.NAME, given, member_key(key, member.name), capture, False)
    kind = found.kind if found.kind != "page" else member.kind
    return replace(found, member=member.name, captured_at=said.captured_at, kind=kind)


def _of_container(
    holder: ModuleType, pages: int, counted: Counted, faults: Sequence[Fault], key: bytes, capture: str
) -> Reading:
    """What an archive says of itself, written when all its pages are read."""
    lines = [f"{pages} {'page' if pages == 1 else 'pages'}.", *([f"Passed over: {counted}."] if counted.of else [])]
    shown, spans = join(Piece("other", line) for line in lines)
    more = len(faults) - FAULTS
    kept = (*faults[:FAULTS], *([Fault(faults[-1].where, f"And {more} more faults of its members.")] if more > 0 else []))
    found = _reading(Draft(holder.MEDIA_TYPE, shown, spans, faults=kept), holder.NAME, Given(), key, capture, False)
    return replace(found, kind="container", language="und")


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
        updated=about.updated,
        agency=about.agency,
        canonical=about.canonical,
    )


__all__ = ["LIMITS", "READERS", "About", "Draft", "read", "readings"]
