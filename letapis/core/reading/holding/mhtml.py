"""Pages saved whole as MHTML (browsers, Hunchly): the page itself, with what the saving browser says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letapis.core.reading.holding import mime
from letapis.core.reading.holding.mail import moment_of
from letapis.core.reading.holding.member import Budget, Found, Member, Passed, Said, kept_name
from letapis.words.records import Fault

NAME = "mhtml/1"
MEDIA_TYPE = "multipart/related"
PACKS = False
_NAMED = (".mht", ".mhtml")
_SNAPSHOT = re.compile(rb"^Snapshot-Content-Location:", re.I | re.M)
_RELATED = re.compile(rb"^Content-Type:\s{0,20}multipart/related", re.I | re.M)
_SENT = re.compile(rb"^(?:Received|Return-Path|To|Delivered-To):", re.I | re.M)
_PAGES = ("text/html", "application/xhtml+xml")


def sniff(data: bytes, name: str) -> bool:
    """A page saved whole says so in its head, or by its name; a mail that was sent is none."""
    head = re.split(rb"\r?\n\r?\n", data[:8192].lstrip(b"\r\n"), maxsplit=1)[0]
    if _SNAPSHOT.search(head):
        return True
    if name.lower().endswith(_NAMED):
        return b":" in head and not head.startswith(b"<")
    return bool(_RELATED.search(head)) and not _SENT.search(head) and b"From: <Saved by" in head


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The saved page; its frames, pictures and styles are counted."""
    del budget
    whole = mime.parse(data)
    parts = list(whole.walk())
    page = _root(whole, parts)
    if page is None:
        yield Fault(name, "There is no page in it, only what belonged to one.", "Save the page again.")
        return
    if whole.cut:
        yield Fault(name, "Parts of the saved page are missing; its words are read.", "Save the page again if you can.")
    for p in parts:
        if p is not page:
            yield Passed("frame" if p.media_type in _PAGES else "picture" if p.media_type.startswith("image/") else "file")
    url = _address(whole.header("snapshot-content-location")) or _address(page.header("content-location"))
    title = " ".join(whole.header("subject").split())[:500]
    said = Said(title=title or None, url=url or None, captured_at=moment_of(whole.header("date")))
    yield Member(kept_name(url) or "page", page.data, page.media_type, page.charset, said)


def _root(whole: mime.Part, parts: list[mime.Part]) -> mime.Part | None:
    """The part that the head names as the first, else the one at the saved address, else the first page."""
    pages = [p for p in parts if p.media_type in _PAGES and p.raw.strip()]
    start = whole.param("content-type", "start")
    saved = whole.header("snapshot-content-location")
    for one in (
        (p for p in pages if start and p.header("content-id") == start),
        (p for p in pages if saved and p.header("content-location") == saved),
        iter(pages),
    ):
        if (found := next(one, None)) is not None:
            return found
    return None


def _address(value: str) -> str:
    value = value.strip()[:2000]
    return value if value.lower().startswith(("http://", "https://")) else ""
