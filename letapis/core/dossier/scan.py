"""A finished file searched for what was withheld, by readers that did not make it; what they do not know stops it too."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from io import BytesIO
from typing import Any
from unicodedata import combining, normalize
from zipfile import ZipFile

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from letapis.core.dossier.bundle import CAPTURES, TWIN
from letapis.core.dossier.docx import PARTS
from letapis.core.export.evidence import forms
from letapis.core.reading.encoding import decode
from letapis.core.redaction import Withheld
from letapis.core.resolve.spelling import sound
from letapis.words.latin import latin

SHORTEST = 5
"""Letters of a name's part that is looked for within other words; shorter ones only as words of their own."""
ENDING = 4
"""Letters that a case may add to a name."""
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"\b\w(?:[ .\-‐‑·\u00ad\u200b]+\w\b){3,}")
_LOOKALIKE = str.maketrans("авекмнорстухіјѕԁԛԝαονρτυικ", "abekmhopctyxijsdqwaovptuik")
_OPERATORS = frozenset(b"BT ET Tj TJ Td Tf Tc Tw Ts Tm rg RG g G q Q m l S w J j d cm".split())
_TYPES = frozenset({"/Catalog", "/Pages", "/Page", "/Font", "/FontDescriptor", "/Outlines"})
_CATALOG = frozenset({"/Lang", "/OpenAction", "/Outlines", "/PageLayout", "/Pages", "/Type"})
_PAGE = frozenset({"/Annots", "/Contents", "/Group", "/Parent", "/Resources", "/Type", "/MediaBox"})
_INFO = frozenset({"/CreationDate", "/Producer", "/Title"})
_LINK = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/Dest", "/F"})
_ELEMENTS = frozenset(
    [
        "document",
        "body",
        "p",
        "pPr",
        "pStyle",
        "pageBreakBefore",
        "bidi",
        "r",
        "rPr",
        "t",
        "b",
        "rStyle",
        "rtl",
        "br",
        "hyperlink",
        "bookmarkStart",
        "bookmarkEnd",
        "vertAlign",
        "footnoteReference",
        "footnoteRef",
        "footnote",
        "footnotes",
        "separator",
        "continuationSeparator",
        "tbl",
        "tblPr",
        "tblW",
        "tblBorders",
        "insideH",
        "tblLayout",
        "tblCellMar",
        "left",
        "right",
        "tblGrid",
        "gridCol",
        "tr",
        "trPr",
        "cantSplit",
        "tblHeader",
        "tc",
        "tcPr",
        "tcW",
        "sectPr",
        "footerReference",
        "pgSz",
        "pgMar",
    ]
)


@dataclass(frozen=True)
class Secrets:
    """What may be found nowhere."""

    withheld: Withheld
    spellings: frozenset[str]
    """Every way the names are written."""
    visible: frozenset[str] = frozenset()
    """Names that stand in the file rightly: parts they share with withheld ones are not looked for alone."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is withheld."""
        return not (self.withheld.names or self.withheld.sentences or self.spellings)

    @cached_property
    def _spelt(self) -> frozenset[str]:
        return frozenset({*self.spellings, *(latin(s) for s in self.spellings)})

    @cached_property
    def whole(self) -> frozenset[str]:
        """Full names and whole sentences as one run of letters: these are looked for through spaces and hyphens."""
        names = {squashed(n) for n in self._spelt if len(re.findall(r"\w{2,}", n)) > 1}
        shown = {squashed(v) for v in self.visible}
        told = {squashed(s) for s in self.withheld.sentences if len(s) > 4 * SHORTEST}
        return frozenset(f for f in names | told if len(f) > SHORTEST and not any(f in s for s in shown))

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Parts of names that are long enough and nobody else's, by their first letters."""
        shared = {sound(p) for v in self.visible for p in _WORD.findall(v)}
        found = {squashed(p) for n in self._spelt for p in _WORD.findall(n) if p[:1].isupper() and sound(p) not in shared}
        by_first: dict[str, list[str]] = {}
        for part in sorted(found):
            if len(part) >= SHORTEST:
                by_first.setdefault(part[:SHORTEST], []).append(part)
        return by_first

    def told_by(self, text: str) -> bool:
        """Whether a text gives any of it away: in other cases, scripts, look-alike letters, spaced, hyphenated, run on."""
        if self.withheld.spans(text):
            return True
        bare = squashed(text)
        return any(s in bare for s in self.whole) or any(map(self._named, set(_WORD.findall(_SPACED.sub(_closed, text)))))

    def _named(self, word: str) -> bool:
        """Whether a word is a part of a name, with a case's ending at most."""
        return any(
            bare.startswith(p) and len(bare) - len(p) <= ENDING
            for bare in (squashed(word), squashed(latin(word)))
            for p in self.parts.get(bare[:SHORTEST], ())
        )


def _closed(spaced: re.Match[str]) -> str:
    """S p a c e d letters as one word."""
    return re.sub(r"[\W_]+", "", spaced[0])


def squashed(text: str) -> str:
    """A text's letters alone, without case and accents, look-alikes of other scripts as the Latin letters they look like."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return "".join(c for c in plain.translate(_LOOKALIKE) if c.isalpha())


def scan(name: str, data: bytes, secrets: Secrets) -> list[str]:
    """Why a finished file may not leave, in sentences that repeat nothing of what is withheld; none: it may.

    Whatever goes wrong while it is read is a reason too.
    """
    kind = name.rpartition(".")[2]
    readers = {"pdf": _pdf, "docx": _docx, "html": _html, "json": _text, "zip": _bundle}
    if kind not in readers:
        return [f"{name}: no reader searches files of this kind."]
    try:
        found = list(readers[kind](data, secrets))
    except Exception as error:  # whatever the reader met, it was not searched to the end
        return [f"{name}: it could not be searched to the end ({type(error).__name__})."]
    if secrets.told_by(name):
        found.append("its name gives withheld words away")
    return [f"{name}: {what}." for what in dict.fromkeys(found)]


def _text(data: bytes, secrets: Secrets) -> Iterator[str]:
    text = data.decode("utf-8")
    if secrets.told_by(text) or secrets.told_by(unescape(text.encode("ascii", "ignore").decode("unicode_escape", "ignore"))):
        yield "withheld words stand in it"


def _bundle(data: bytes, secrets: Secrets) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as z:
        for info in z.infolist():
            if (
                not (info.filename == TWIN or re.fullmatch(CAPTURES + "[0-9a-f]{64}", info.filename))
                or info.extra
                or info.comment
            ):
                yield "it has parts that this program does not write"
            yield from _text(z.read(info), secrets) if info.filename == TWIN else ()
            if info.filename != TWIN and gives_away(z.read(info), secrets):
                yield "withheld words stand in preserved bytes"
        if _outside(data, z) or z.comment:
            yield "there are bytes in it outside its parts"


def gives_away(data: bytes, secrets: Secrets) -> bool:
    """Whether the preserved bytes of a page of plain text or markup give withheld words away."""
    return any(map(secrets.told_by, forms(decode(data, "").text)))


def _html(data: bytes, secrets: Secrets) -> Iterator[str]:
    text = data.decode("utf-8")
    if re.search(r"<(?:script|img|svg|object|iframe|embed|link|video|audio|!--)|\bdata:|\bstyle=", text):
        yield "it holds something that this program does not write"
    for form in forms(text):
        if secrets.told_by(form):
            yield "withheld words stand in it"


def _docx(data: bytes, secrets: Secrets) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as z:
        if tuple(z.namelist()) != PARTS or z.comment:
            yield "it has parts that this program does not write"
        for info in z.infolist():
            if info.date_time != (1980, 1, 1, 0, 0, 0) or info.extra or info.comment:
                yield "its parts say when or where they were made"
            part = z.read(info).decode("utf-8")
            if info.filename in ("word/document.xml", "word/footnotes.xml"):
                yield from _elements(part)
            for form in forms(part):
                if secrets.told_by(form):
                    yield "withheld words stand in it"
        if _outside(data, z):
            yield "there are bytes in it outside its parts"


def _outside(data: bytes, z: ZipFile) -> bool:
    """Whether a ZIP holds more bytes than its parts and their list need."""
    parts = sum(30 + len(i.filename.encode()) + i.compress_size for i in z.infolist())
    listed = sum(46 + len(i.filename.encode()) for i in z.infolist())
    return len(data) != parts + listed + 22


def _elements(part: str) -> Iterator[str]:
    names = {m[1] for m in re.finditer(r"<w:(\w+)", part)}
    if names - _ELEMENTS or "<!--" in part or "<mc:" in part:
        yield "it holds something that this program does not write (a comment, a change, hidden words)"


def _pdf(data: bytes, secrets: Secrets) -> Iterator[str]:
    if data.count(b"%%EOF") != 1 or data.count(b"startxref") != 1 or not data.rstrip().endswith(b"%%EOF"):
        yield "an older version stands in it, or something after its end"
    reader = PdfReader(BytesIO(data), strict=True)
    yield from _structure(reader)
    for text in (*_strings(reader), *_pages(reader), *_by_pdfium(data)):
        if secrets.told_by(text):
            yield "withheld words stand in it"
    if any(secrets.told_by(text) for text in _raw(data)):
        yield "withheld words stand in its bytes"


def _pages(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        yield page.extract_text()


def _by_pdfium(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    finally:
        document.close()


def _raw(data: bytes) -> Iterator[str]:
    """What stands between objects and in streams nothing refers to; fonts are no text."""
    for m in re.finditer(rb"<<([^>]*)>>\s*stream\r?\n(.*?)\r?\nendstream", data, re.S):
        if b"/Length1" in m[1]:
            continue
        stream = zlib.decompressobj().decompress(m[2]) if b"/FlateDecode" in m[1] else m[2]
        yield stream.decode("latin-1")
    yield re.sub(rb"stream\r?\n.*?endstream", b" ", data, flags=re.S).decode("latin-1")


def _objects(reader: PdfReader) -> Iterator[Any]:
    for n in range(1, int(str(reader.trailer["/Size"]))):
        yield reader.get_object(n)


def _structure(reader: PdfReader) -> Iterator[str]:
    """Whatever is no page, font, outline or way to a page; and drawing that could hide words."""
    trailer: Any = reader.trailer
    root, info = trailer["/Root"], trailer.get("/Info") or {}
    fonts = set[int]()
    for thing in _objects(reader):
        if isinstance(thing, DictionaryObject):
            fonts |= {
                thing.raw_get(k).idnum
                for k in ("/FontFile2", "/ToUnicode", "/CIDToGIDMap")
                if k in thing and hasattr(thing.raw_get(k), "idnum")
            }
    pages = {p.raw_get("/Contents").idnum for p in reader.pages if "/Contents" in p}
    if set(root) - _CATALOG or set(info.get_object() if hasattr(info, "get_object") else info) - _INFO:
        yield "it says more of itself than this program writes"
    for n, thing in enumerate(_objects(reader), 1):
        if isinstance(thing, StreamObject) and n not in fonts | pages:
            yield "it holds a picture, an attachment or another stream that this program does not write"
        elif isinstance(thing, DictionaryObject) and "/Type" in thing and str(thing["/Type"]) not in _TYPES:
            yield "it holds something that this program does not write"
    for page in reader.pages:
        yield from _page(page, reader)


def _page(page: Any, reader: PdfReader) -> Iterator[str]:
    if set(page) - _PAGE or "/XObject" in page.get("/Resources", {}) or "/Properties" in page.get("/Resources", {}):
        yield "a page holds something that this program does not write"
    for annotation in page.get("/Annots", ArrayObject()):
        about = annotation.get_object()
        if set(about) - _LINK or about.get("/Subtype") != "/Link":
            yield "a page holds a note that is no way to another page"
    content = page.get_contents()
    if content is not None and {op for _, op in ContentStream(content, reader).operations} - _OPERATORS:
        yield "words on a page are drawn in a way that could hide them"


def _strings(reader: PdfReader) -> Iterator[str]:
    """Every string of every object: titles, outlines, whatever else."""
    for thing in _objects(reader):
        yield " ".join(_within(thing, 0))


def _within(thing: Any, depth: int) -> Iterable[str]:
    if depth > 8:
        return
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, bytes):
        yield thing.decode("utf-16-be" if thing[:2] == b"\xfe\xff" else "latin-1", "replace")
    elif isinstance(thing, DictionaryObject):
        for key in thing:
            value = thing.raw_get(key)
            yield str(key)
            yield from _within(value, depth + 1) if not hasattr(value, "idnum") else ()
    elif isinstance(thing, list):
        for value in thing:
            yield from _within(value, depth + 1) if not hasattr(value, "idnum") else ()
