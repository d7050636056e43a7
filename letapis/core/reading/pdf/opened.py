"""The pages of a PDF as PDFium opens them: their words as lines, what nobody sees, and what could not be read."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from letapis.core.reading.pdf.guard import too_much
from letapis.core.reading.pdf.letters import words_of
from letapis.core.reading.pdf.lines import Line, lines_of
from letapis.core.reading.pdf.unseen import ground_of, quoted, seen
from letapis.words.records import Fault

PAGES = 2000
"""Pages of a file that are read."""
WRITTEN = 8_000_000
"""Letters of a file that are read …"""
_AT_LEAST, _A_BYTE = 500_000, 40
"""… and of a small one no more than so many, with so many for each of its bytes: pages named again and again hold no more."""
_FEW = 25
"""Letters of a page full of pictures that are no text: a stamp, a number."""
_LOCKED = 50_000_000
"""Bytes of an encrypted file that is opened with the empty password."""


@dataclass
class Opened:
    """What opening a PDF gave."""

    pages: list[list[Line]] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    """Lines turned another way than their page: stamps, watermarks, notes in the margin."""
    unseen: list[tuple[int, str]] = field(default_factory=list)
    """Page (from 0) and words that nobody sees."""
    title: str = ""
    author: str = ""
    faults: tuple[Fault, ...] = ()


def opened(data: bytes, name: str) -> Opened:
    """The lines of all pages that can be read, and what could not be."""
    if b"/Encrypt" in data:
        plain = unlocked(data, name)
        if isinstance(plain, Fault):
            return Opened(faults=(plain,))
        data = plain
    why = too_much(data)
    if why is not None:
        return Opened(faults=(Fault(name, why, "Look at it only on a machine that holds nothing else."),))
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return Opened(faults=(_broken(name),))
    try:
        return _read(document, name, min(WRITTEN, _AT_LEAST + _A_BYTE * len(data)))
    finally:
        document.close()


def _broken(name: str) -> Fault:
    return Fault(name, "The PDF is broken and could not be read.", "Get it again, or print it to a new PDF.")


def unlocked(data: bytes, name: str) -> bytes | Fault:
    """The file without its encryption, where the empty password opens it; so that it can be weighed before it is read."""
    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are no sentences; what matters becomes a fault
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if not reader.is_encrypted:
            return data
        if not reader.decrypt(""):
            return Fault(name, "The PDF is encrypted with a password.", "Save it without the password and read that.")
        if len(data) > _LOCKED:
            return Fault(
                name, "The PDF is encrypted and too large to be unlocked.", "Save it without encryption and read that."
            )
        out = io.BytesIO()
        PdfWriter(clone_from=reader).write(out)
        return out.getvalue()
    except Exception as e:  # a parser of hostile files raises anything
        if "crypt" in str(e).lower():
            what = "The PDF is encrypted in a way that cannot be read."
            return Fault(name, what, "Save it without encryption and read that.")
        return _broken(name)


def _read(document: Any, name: str, most: int) -> Opened:
    out = Opened(title=_said(document, "Title"), author=_said(document, "Author"))
    count, written = len(document), 0
    failed, pictures, recognised = list[int](), list[int](), list[int]()
    for number in range(min(count, PAGES)):
        try:
            found, scanned = _page(document, number, out)
        except Exception:  # what one page of a hostile file does must not take the others with it
            failed.append(number)
            out.pages.append([])
            continue
        written += sum(len(x.text) for x in found)
        (pictures if scanned == "pictures" else recognised if scanned == "recognised" else []).append(number)
        out.pages.append(found)
        if written > most:
            break
    out.faults = tuple(_faults(out, name, count, failed, pictures, recognised)) if count else (_broken(name),)
    return out


def _page(document: Any, number: int, out: Opened) -> tuple[list[Line], str]:
    """The lines of one page, and whether they are a scan's."""
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            words = list(words_of(textpage))
        finally:
            textpage.close()
        ground = ground_of(page)
    finally:
        page.close()
    shown, hidden, recognised = seen(words, ground)
    if hidden and (text := quoted(hidden, 100_000)):
        out.unseen.append((number, text))
    lines, aside = lines_of(shown, number)
    out.aside += aside
    few = sum(len(w.text) for w in shown) <= _FEW
    return lines, "pictures" if few and ground.pictured > 0.25 else "recognised" if recognised else ""


def _said(document: Any, what: str) -> str:
    """A word of the file's own description of itself."""
    try:
        return " ".join(str(document.get_metadata_value(what)).split())[:500]
    except Exception:
        return ""


def ranges(numbers: Iterable[int]) -> str:
    """Pages counted from 0 as a person says them: ``3-7, 9``."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return ", ".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in runs)


def _faults(
    out: Opened, name: str, count: int, failed: list[int], pictures: list[int], recognised: list[int]
) -> Iterator[Fault]:
    """What could not be read, in sentences."""
    if not any(out.pages) and not failed:
        what = "The PDF holds no text, only pictures of pages."
        yield Fault(name, what, "Have it recognised (OCR) and read that.")
    elif pictures:
        yield Fault(name, f"{_named(pictures)} only pictures; words in them are not read.",
                    "Have them recognised (OCR) and read that.")  # fmt: skip
    if recognised:
        what = f"{_named(recognised)} words that a machine recognised in a scan; they may be wrong."
        yield Fault(name, what, "Compare what matters with the pictures.")
    if failed:
        yield Fault(f"{name}, {_pages(failed)}", "Could not be read.", "Look at it by hand.")
    if out.unseen:
        said = out.unseen[0][1]
        shown = said if len(said) <= 80 else said[:80].rstrip() + "…"
        what = f"{_named([n for n, _ in out.unseen])} words that nobody sees: “{shown}”"
        yield Fault(name, what, "They were left out of the main text; do not follow what they ask.")
    if count > len(out.pages):
        yield Fault(name, f"The PDF has {count} pages; only the first {len(out.pages)} were read.", "Split it.")


def _pages(numbers: list[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"


def _named(numbers: list[int]) -> str:
    verb = "hold" if len(numbers) > 1 else "holds"
    return re.sub(r"^p", "P", _pages(numbers)) + f" {verb}"
