"""WARC files: the HTML, text and document answers in them are pages, pictures, scripts, errors and redirects are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from letapis.core.reading.holding import http
from letapis.core.reading.holding.member import Budget, Found, Member, Passed, Said, SpentError, kept_name
from letapis.core.reading.holding.unpacking import GZIP, BrokenError, Flow
from letapis.words.records import Fault

NAME = "warc/1"
MEDIA_TYPE = "application/warc"
PACKS = True
_LINE = 8_192
_HEADERS = 500
_FAULTS = 1_000
_JUNK = 2_000_000
"""Bytes between two records that are passed over in search of the next."""
PAGE_TYPES: Final = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_OTHER: Final = (
    ("image/", "picture"),
    ("video/", "film"),
    ("audio/", "sound"),
    ("font/", "font"),
    ("text/css", "style"),
    ("json", "data file"),
    ("script", "script"),
    ("xml", "data file"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says of itself, with what of an HTTP answer stands at its head."""

    number: int
    kind: str
    """``response``, ``resource``, ``revisit``, ``request`` …"""
    url: str
    date: str
    """When it was taken (ISO 8601)."""
    digest: str
    """The digest of the page alone, where the record gives one."""
    type: str
    length: int
    answer: http.Answer | None = None

    @property
    def media_type(self) -> str:
        """The page's type: of an answer what its head says, else what the record says."""
        return self.answer.media_type if self.answer else http.media_type(self.type)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be given out, and from which record: its own, or the one it repeats."""

    url: str
    date: str
    title: str = ""
    own: bool = True


def sniff(data: bytes, name: str) -> bool:
    """A WARC begins with its version, also packed."""
    del name
    return data[:5] == b"WARC/" or (data.startswith(GZIP) and _starts(data))


def _starts(data: bytes) -> bool:
    try:
        return Flow(data[:4096], Budget()).read(5) == b"WARC/"
    except (BrokenError, SpentError):
        return False


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The pages of a WARC file in its order; what is no page is counted, what cannot be read is said."""
    index, faults = indexed(data, name, budget)
    wanted, passed = _chosen(index)
    yield from faults
    yield from passed
    yield from taken(data, name, budget, wanted)


def indexed(data: bytes, name: str, budget: Budget) -> tuple[list[Record], list[Fault]]:
    """Every record's head, and what is wrong with the file."""
    found: list[Record] = []
    faults: list[Fault] = []
    for record in _records(data, name, replace(budget), frozenset()):
        if isinstance(record, Fault):
            faults.append(record)
        else:
            found.append(record[0])
    return found, faults[:_FAULTS]


def _chosen(index: list[Record]) -> tuple[dict[int, list[Wanted]], list[Passed]]:
    """Which records are pages, each once for an address and its words; and what the others are."""
    chosen: dict[int, list[Wanted]] = {}
    passed: list[Passed] = []
    first = originals(index)
    seen: set[tuple[str, str]] = set()
    for r in index:
        what = no_page(r)
        if what:
            passed += [Passed(what)] if r.kind not in _SILENT else []
            continue
        again = bool(r.digest) and (r.url, r.digest) in seen
        source = first.get(r.digest) if r.kind == "revisit" else r
        if again or source is None:
            passed.append(Passed("repeat" if again else "repeat of a page that is not in the archive"))
            continue
        seen.add((r.url, r.digest))
        chosen.setdefault(source.number, []).append(Wanted(r.url, r.date, own=source is r))
    return chosen, passed


def originals(index: list[Record]) -> dict[str, Record]:
    """The first page with each digest, which revisits repeat."""
    first: dict[str, Record] = {}
    for r in index:
        if r.digest and r.kind != "revisit" and not no_page(r):
            first.setdefault(r.digest, r)
    return first


_SILENT = frozenset({"", "warcinfo", "request", "metadata", "continuation"})


def no_page(r: Record) -> str:
    """What a record is that is no page; empty for a page, and for a revisit, which may repeat one."""
    if r.kind == "revisit":
        return "" if r.url.startswith("http") else "record of another kind"
    if r.kind not in ("response", "resource") or not r.url.lower().startswith("http"):
        return "record of another kind"
    if r.kind == "response":
        if r.answer is None:
            return "record of another kind"
        if 300 <= r.answer.status < 400:
            return "redirect"
        if r.answer.status != 200:
            return "error answer"
    if r.media_type in PAGE_TYPES:
        return "robots file" if re.search(r"//[^/]+/robots\.txt$", r.url) else ""
    return next((what for part, what in _OTHER if part in r.media_type), "other file")


def taken(data: bytes, name: str, budget: Budget, wanted: Mapping[int, list[Wanted]]) -> Iterator[Found]:
    """The pages of the records that are wanted; faults of the file itself were told when it was indexed."""
    if not wanted:
        return
    for found in _records(data, name, budget, frozenset(wanted)):
        if isinstance(found, Fault):
            continue
        record, block = found
        if record.number in wanted:
            yield from _pages(record, block, name, budget, wanted[record.number])


def _pages(record: Record, block: bytes, name: str, budget: Budget, wanted: list[Wanted]) -> Iterator[Found]:
    where = f"{name}, {kept_name(wanted[0].url)}"
    if len(block) < record.length:
        yield Fault(where, "It ends in the middle.", "Get the archive again." if block else "It is too large to be read.")
        return
    try:
        body = http.body_of(record.answer, block, budget) if record.answer else block
    except (BrokenError, SpentError) as error:
        yield Fault(where, str(error), "The archive keeps it; look at it there.")
        return
    encoding = record.answer.charset if record.answer else http.charset(record.type)
    for w in wanted:
        said = Said(title=w.title or None, url=w.url[:2000] or None, captured_at=w.date or None)
        yield Member(kept_name(w.url), body, record.media_type, encoding, said)


def _records(data: bytes, name: str, budget: Budget, wanted: frozenset[int]) -> Iterator[tuple[Record, bytes] | Fault]:
    """Records in order, with the blocks of those wanted; after damage it goes on at the next record it finds."""
    flow, number = Flow(data, budget), 0
    while number < budget.entries:
        try:
            junk, record = _head(flow, number)
            if junk:
                what = f"Record {number} is not as long as it says." if number else "It does not begin with a record."
                yield Fault(name, what, "Compare its page with the original; the rest is read.")
            if record is None:
                return
            number += 1
            yield _body(flow, record, budget, wanted)
        except BrokenError as error:
            yield Fault(name, f"{str(error)[:-1]} after {number} records.", "Get the archive again; the rest of it is read.")
            if not flow.resume():
                return
        except SpentError as error:
            yield Fault(name, str(error), "Take it apart, and look at it by hand.")
            return
    yield Fault(name, f"It holds more than {budget.entries} records; the rest was left out.", "Split it.")


def _head(flow: Flow, number: int) -> tuple[bool, Record | None]:
    """The lines of the next record, none at the end; and whether other bytes stood in the way."""
    junk, line = 0, flow.line(_LINE)
    while line and not line.startswith(b"WARC/"):
        junk += len(line.strip())
        if junk > _JUNK:
            raise BrokenError("It is damaged.")
        line = flow.line(_LINE)
    if not line:
        return junk > 0, None
    said = _lines(flow)
    length = said.get("content-length", "")
    fits = length.isascii() and length.isdigit() and len(length) < 13
    record = Record(
        number,
        said.get("warc-type", "").lower(),
        said.get("warc-target-uri", "").strip("<>"),
        said.get("warc-date", "")[:40],
        said.get("warc-payload-digest", "")[:200],
        said.get("content-type", ""),
        int(length) if fits else 0,
    )
    return junk > 0, record


def _lines(flow: Flow) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in flow.block(http.HEAD).decode("utf-8", "replace").split("\n")[:_HEADERS]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _body(flow: Flow, record: Record, budget: Budget, wanted: frozenset[int]) -> tuple[Record, bytes]:
    """The record's answer, and its block where it is wanted and not too large; the flow stands behind it."""
    answered = "http" in record.type.lower() and record.kind in ("response", "revisit")
    block = flow.read(min(record.length, http.HEAD)) if answered or record.number in wanted else b""
    answer = http.head_of(block) if answered else None
    left = record.length - len(block)
    if record.number in wanted and record.length <= budget.member:
        block += flow.read(left)
        return replace(record, answer=answer), block
    flow.skip(left)
    return replace(record, answer=answer), b""


__all__ = ["MEDIA_TYPE", "NAME", "Record", "Wanted", "indexed", "members", "no_page", "originals", "sniff", "taken"]
