"""The sheet that Auto Archiver writes for an item: its address, title and time, the text of a post, and the files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from letapis.core.reading.dates import date_of_markup
from letapis.core.reading.holding.member import Budget, Found, Member, Passed, Said
from letapis.words.records import Fault

NAME = "auto-archiver/1"
MEDIA_TYPE = "text/html"
PACKS = False
LONGEST: Final = 5_000_000
"""Bytes of a sheet."""
_TITLE = re.compile(r"title:\s*'(.*)'\s*\Z", re.DOTALL)
_KEYS: Final = frozenset({"url", "title", "timestamp", "content", "_processed_at"})
_HINT = "Look at the files beside it."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says of its item."""

    url: str
    title: str
    timestamp: str
    content: str
    processed_at: str
    files: tuple[str, ...]
    """The last parts of the addresses of the files it shows."""

    @property
    def said(self) -> Said:
        """As what a container says of a page; a post's own time is when it was published, not when it was archived."""
        return Said(
            title=self.title or None,
            url=self.url or None,
            published=date_of_markup(self.timestamp) if self.timestamp else None,
            captured_at=self.processed_at[:40].replace(" ", "T", 1) or None,
        )


def sniff(data: bytes, name: str) -> bool:
    """A page that says what it is in its heading and who made it."""
    del name
    return len(data) <= LONGEST and b"Archived media for" in data and b"bellingcat/auto-archiver" in data


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The text of the post, unless a web archive beside the sheet holds the page itself; the files are no part of the sheet."""
    del budget
    sheet = sheet_of(data)
    if sheet is None:
        yield Fault(name, "This sheet of Auto Archiver cannot be read.", _HINT)
        return
    archived = any(f.lower().endswith((".wacz", ".warc.gz", ".warc")) for f in sheet.files)
    if sheet.files:
        yield Passed("file beside the sheet", len(sheet.files))
    if archived:
        return
    text = sheet.content or sheet.title
    if not text:
        yield Fault(name, "This sheet of Auto Archiver holds no text.", _HINT)
        return
    yield Member(sheet.url or "content", text.encode("utf-8", "replace"), "text/plain", "utf-8", sheet.said)


def told_beside(data: bytes, path: str) -> dict[str, Said]:
    """What a sheet says of the files it shows, by their paths beside its own."""
    sheet = sheet_of(data)
    folder = path.replace("\\", "/").rpartition("/")[0]
    return {f"{folder}/{f}": sheet.said for f in sheet.files if f != path.rpartition("/")[2]} if sheet else {}


def beside(path: str, told: Mapping[str, Said]) -> Said | None:
    """What some sheet says of a file."""
    folder, _, last = path.replace("\\", "/").rpartition("/")
    return told.get(f"{folder}/{last}")


def sheet_of(data: bytes) -> Sheet | None:
    """What the sheet says; None where its markup is another."""
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, no_network=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    head = next((e for e in tree.iter("h2") if _text(e).startswith("Archived media for")), None)
    if head is None:
        return None
    said = {k: v for k, v in _rows(tree) if k in _KEYS}
    address = next((_text(e) for e in head.iter("span")), "")
    titled = next((m[1] for e in tree.iter("p") if (m := _TITLE.match(_text(e)))), "")
    return Sheet(
        url=_url(said.get("url") or address),
        title=" ".join((said.get("title") or titled).split())[:500],
        timestamp=said.get("timestamp", "")[:40],
        content=said.get("content", "").strip(),
        processed_at=said.get("_processed_at", ""),
        files=tuple(dict.fromkeys(_files(tree))),
    )


def _url(said: str) -> str:
    return said.strip()[:2000] if said.strip().lower().startswith("http") else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _rows(tree: Any) -> Iterator[tuple[str, str]]:
    """The table of metadata, row by row."""
    for table in tree.iter("table"):
        if "metadata" not in (table.get("class") or ""):
            continue
        for row in table.iter("tr"):
            cells = [c for c in row if c.tag == "td"]
            if len(cells) == 2:
                span = next((e for e in cells[1].iter("span") if e.get("class") == "copy"), cells[1])
                yield _text(cells[0]), _text(span)


def _files(tree: Any) -> Iterator[str]:
    """The files the sheet links to, by the last part of their addresses: the folders are those of another machine."""
    for table in tree.iter("table"):
        if "content" in (table.get("class") or ""):
            for link in table.iter("a"):
                address = (link.get("href") or "").split("#")[0].split("?")[0].replace("\\", "/")
                last = address.rpartition("/")[2]
                if last and _text(link) in ("open", "download"):
                    yield last[:300]
