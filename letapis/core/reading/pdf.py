"""The reader of PDF files: lines joined into paragraphs, broken words mended, running heads and page numbers set aside."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from letapis.core.reading.align import words
from letapis.core.reading.cues import phrases
from letapis.core.reading.dates import date_in, dates_in
from letapis.core.reading.draft import About, Draft, Piece, join
from letapis.core.reading.interview import form_of
from letapis.core.reading.lines import look_at, main_lines
from letapis.words.records import Fault, Given

NAME = "pdf/1"
MEDIA_TYPE = "application/pdf"
PAGES = 2000
"""Pages of a file that are read."""
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:[^\W\d_]{1,10}\.? )?\d{1,4}(?:(?: ?/ ?| [^\W\d_]{1,5} )\d{1,4})?\W{0,3}$")
_PRINTED = 2.0
"""Log odds that words of a PDF are main text: most documents have no menus."""
_EDGE = 3
"""Lines at the top and foot of a page that may be running heads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and how large it is printed (0 where the file does not say)."""

    text: str
    size: float
    page: int
    at: int = 0
    """Its place among all lines."""


def sniff(data: bytes, name: str) -> bool:
    """A PDF says so in its first bytes."""
    return (b"%PDF-" in data[:1024] and not data.lstrip().startswith(b"<")) or name.lower().endswith(".pdf")


def read(data: bytes, name: str, *, given: Given, as_body: bool = False) -> Draft:
    """The draft of a PDF file; broken, encrypted and scanned ones are faults."""
    del as_body
    if not data.strip():
        return _only(Fault(name, "The file is empty.", "Get the page again."))
    lines, faults = lines_of(data, name)
    if not lines:
        return _only(
            *faults
            or (Fault(name, "The PDF holds no text, only pictures of pages.", "Have it recognised (OCR) and read that."),)
        )
    pieces = _pieces(lines)
    form = form_of([p.text for p in pieces], given.kind == "interview") if given.kind == "interview" else None
    if form is not None:
        pieces = [
            Piece("other" if i in form.lines else p.kind, p.text, p.main and i not in form.lines) for i, p in enumerate(pieces)
        ]
    text, spans = join(pieces)
    return Draft(MEDIA_TYPE, text, spans, _about(pieces, data), faults, interview=form is not None)


def _only(*faults: Fault) -> Draft:
    return Draft(MEDIA_TYPE, "", (), faults=faults)


def _opened(data: bytes) -> Any:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are no sentences; what matters becomes a fault
    return PdfReader(io.BytesIO(data), strict=False)


def lines_of(data: bytes, name: str) -> tuple[list[Line], tuple[Fault, ...]]:
    """The lines of all pages that can be read, and what could not be."""
    broken = Fault(name, "The PDF is broken and could not be read.", "Get it again, or print it to a new PDF.")
    try:
        document = _opened(data)
        if document.is_encrypted and not document.decrypt(""):
            return [], (Fault(name, "The PDF is encrypted with a password.", "Save it without the password and read that."),)
        count = len(document.pages)
    except Exception as e:  # a parser of hostile files raises anything
        if "crypt" in str(e).lower():
            return [], (
                Fault(name, "The PDF is encrypted in a way that cannot be read.", "Save it without encryption and read that."),
            )
        return [], (broken,)
    lines, faults = [], []
    for number in range(min(count, PAGES)):
        try:
            lines += _lines_of_page(document.pages[number], number)
        except Exception:
            faults.append(Fault(f"{name}, page {number + 1}", "The page could not be read.", "Look at it by hand."))
    if count > PAGES:
        faults.append(Fault(name, f"The PDF has {count} pages; only the first {PAGES} were read.", "Split it."))
    return lines, tuple(faults) if count else (broken,)


def _lines_of_page(page: Any, number: int) -> list[Line]:
    sizes: dict[str, float] = {}

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        scale = abs(size * (tm[3] or tm[0] or 1) * (cm[3] or cm[0] or 1))
        for part in text.split("\n"):
            if part.strip():
                sizes[_key(part)] = max(scale, sizes.get(_key(part), 0.0))

    text = page.extract_text(visitor_text=visit)
    clean = (re.sub(r"[\ud800-\udfff\x00-\x08\x0b-\x1f]", "", line).rstrip() for line in text.split("\n"))
    return [Line(line.strip(), sizes.get(_key(line), 0.0), number) for line in clean if line.strip()]


def _key(text: str) -> str:
    return "".join(text.split())[:80]


def _pieces(found: Sequence[Line]) -> list[Piece]:
    """Headline, headings and paragraphs in page order; running heads, page numbers and what looks like none as ``other``."""
    lines = [replace(x, at=i) for i, x in enumerate(found)]
    aside = _running(lines)
    kept = [x for x in lines if x.at not in aside]
    usual = Counter(round(x.size, 1) for x in kept for _ in range(len(x.text))).most_common(1)
    size = usual[0][0] if usual else 0.0
    hyphenated = {w.casefold() for x in lines for w in re.findall(r"\w+-\w+", x.text)}
    groups = _grouped(kept, _width(kept))
    pieces = _with_headline([_piece(g, size, hyphenated) for g in groups], groups, size)
    looks = look_at([p.text for p in pieces])
    main = main_lines(looks, [_PRINTED] * len(looks))
    pieces = [
        p if (m and p.main) or p.kind in ("headline", "dateline") else Piece("other", p.text)
        for p, m in zip(pieces, main, strict=True)
    ]
    pieces = _without_afterword(pieces)
    placed = [(g[0].at, p) for g, p in zip(groups, pieces, strict=True)] + [(i, Piece("other", lines[i].text)) for i in aside]
    return [p for _, p in sorted(placed, key=lambda x: x[0])]


def _without_afterword(pieces: list[Piece]) -> list[Piece]:
    """What follows a late heading such as "About us" or "Notes to editors" tells of the publisher, not of the matter."""
    late = [i for i, p in enumerate(pieces) if p.kind == "heading" and i > 0.6 * len(pieces) and _opens_afterword(p.text)]
    return pieces if not late else [*pieces[: late[0]], *(Piece("other", p.text) for p in pieces[late[0] :])]


def _opens_afterword(heading: str) -> bool:
    low = heading.casefold()
    return len(words(low)) <= 6 and any(low.startswith(f"{p} ") or low == p for p in phrases("afterword"))


def _running(lines: Sequence[Line]) -> set[int]:
    """Lines at the edges of pages that other pages have too (but for their numbers), and page numbers."""
    edges: dict[int, list[int]] = {}
    for i, x in enumerate(lines):
        edges.setdefault(x.page, []).append(i)
    at = [i for page in edges.values() for i in (*page[:_EDGE], *page[-_EDGE:])]
    masked = {i: re.sub(r"\d+", "#", lines[i].text.casefold()) for i in at}
    pages = Counter(m for m, _ in {(masked[i], lines[i].page) for i in at})
    return {i for i in at if pages[masked[i]] > 1 or _PAGE_NUMBER.match(lines[i].text)}


def _width(lines: Sequence[Line]) -> int:
    """How many letters a full line has: nine tenths of the lines are no longer."""
    lengths = sorted(len(x.text) for x in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _grouped(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """The lines of each paragraph: it ends with a short line, a sentence's end before a new beginning, or a change of size."""
    groups: list[list[Line]] = []
    for x in lines:
        last = groups[-1][-1] if groups else None
        if last is not None and _goes_on(last, x, width):
            groups[-1].append(x)
        else:
            groups.append([x])
    return groups


def _goes_on(last: Line, x: Line, width: int) -> bool:
    if round(last.size, 1) != round(x.size, 1) and last.size and x.size and last.page == x.page:
        return False
    if re.match(r"[•·▪–*-] |\(?\d{1,2}[.)] ", x.text):
        return False
    full = len(last.text) > 0.78 * width
    if x.text[:1].islower() or last.text.endswith((",", "-")):
        return True
    return full and not (_ENDS.search(last.text) and len(last.text) < 0.88 * width)


def _piece(group: Sequence[Line], size: float, hyphenated: set[str]) -> Piece:
    text = group[0].text
    for x in group[1:]:
        text = _joined(text, x.text, hyphenated)
    large = size > 0 and group[0].size > size * 1.08
    short = len(words(text)) <= 14 and not _ENDS.search(text)
    return Piece("heading" if short and (large or len(group) == 1) else "paragraph", text, True)


def _joined(text: str, more: str, hyphenated: set[str]) -> str:
    """Two lines as one: a word broken at the line's end is put together, one that has its hyphen elsewhere keeps it."""
    if text.endswith(("-", "\xad")) and len(text) > 1 and text[-2].isalpha() and more[:1].islower():
        head, tail = re.search(r"\w*$", text[:-1]), re.match(r"\w*", more)
        whole = f"{head[0] if head else ''}-{tail[0] if tail else ''}".casefold()
        return text + more if whole in hyphenated else text[:-1] + more
    return f"{text} {more}"


def _with_headline(pieces: list[Piece], groups: Sequence[Sequence[Line]], size: float) -> list[Piece]:
    """The largest words of the first page are the headline; what stands above them is no main text, nor the date below."""
    first = [
        (g[0].size, -k)
        for k, g in enumerate(groups)
        if g[0].page == groups[0][0].page and 2 <= len(words(pieces[k].text)) <= 40
    ]
    if not first or max(first)[0] <= size * 1.1:
        return pieces
    head = -max(first)[1]
    out = [Piece("other", p.text) if i < head else p for i, p in enumerate(pieces)]
    out[head] = Piece("headline", pieces[head].text, True)
    for i in range(head + 1, min(head + 3, len(out))):
        if len(words(out[i].text)) <= 8 and date_in(out[i].text):
            out[i] = Piece("dateline", out[i].text)
    return out


def _about(pieces: Sequence[Piece], data: bytes) -> About:
    """Title and date as the first page shows them, else the title the file carries."""
    title = next((p.text for p in pieces if p.kind == "headline"), None)
    dated = next((d for p in pieces if p.kind == "dateline" and (d := date_in(p.text))), None)
    if dated is None:
        top = [p.text for p in pieces[:8] if len(words(p.text)) <= 8 and dates_in(p.text)]
        dated = date_in(top[0]) if top else None
    return About(
        title=title or _carried(data),
        published=dated,
        published_basis="dateline" if dated else None,
        published_certain=dated is not None,
    )


def _carried(data: bytes) -> str | None:
    """The title in the file's own description, unless a word processor made it up from a file name."""
    try:
        said = _opened(data).metadata
        title = " ".join(str(said.title or "").split()) if said else ""
    except Exception:
        return None
    return title if len(title) > 8 and not re.search(r"\.\w{2,4}$|^Microsoft Word", title) else None
