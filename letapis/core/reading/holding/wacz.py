"""WACZ files: web archives with a list of their pages; only what is listed is a page."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from letapis.core.reading.holding import warc, zips
from letapis.core.reading.holding.member import Budget, Found, Passed, SpentError, kept_name
from letapis.core.reading.holding.unpacking import GZIP, BrokenError, gunzipped
from letapis.words.records import Fault

NAME = "wacz/1"
MEDIA_TYPE = "application/wacz"
PACKS = True
_WARC = re.compile(r"archive/[^/]+\.warc(?:\.gz)?\Z", re.I)
_LISTS = re.compile(r"pages/[^/]+\.jsonl(?:\.gz)?\Z", re.I)
_LINE = 20_000_000
"""Bytes of a line of a list that are read: some lists carry the whole text of a page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a pages list."""

    url: str
    date: str
    title: str = ""


def sniff(data: bytes, name: str) -> bool:
    """A ZIP that is named so, or holds WARC files in ``archive/``."""
    if not zips.sniff(data, name):
        return False
    return name.lower().endswith(".wacz") or (b"archive/" in data and b"datapackage.json" in data[-2_000_000:])


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The listed pages in the order of their records; without a list, every page of its WARC files."""
    entries = zips.entries(data, name)
    if isinstance(entries, Fault):
        yield entries
        return
    listed: list[Listed] = []
    for entry in entries:
        if _LISTS.match(entry.name):
            try:
                made = zips.unpacked(data, entry, budget)
                listed += _listed(gunzipped(made, budget) if made.startswith(GZIP) else made)
            except (BrokenError, SpentError) as error:
                yield Fault(f"{name}, {entry.name}", str(error), "Get the archive again; the rest of it is read.")
    archives = [e for e in entries if _WARC.match(e.name)]
    if not archives:
        yield Fault(name, "There is no WARC file in it.", "Get the archive again.")
    wanted: dict[int, dict[int, list[warc.Wanted]]] = {}
    if listed:
        index = yield from _indexed(data, name, archives, budget)
        wanted, missing = matched(index, listed)
        yield from _rest(name, index, wanted, missing)
    for i, entry in enumerate(archives):
        try:
            made = zips.unpacked(data, entry, budget)
        except (BrokenError, SpentError) as error:
            yield Fault(f"{name}, {entry.name}", str(error), "Get the archive again; the rest of it is read.")
            continue
        where = f"{name}, {entry.name}"
        yield from warc.taken(made, where, budget, wanted.get(i, {})) if listed else warc.members(made, where, budget)


def _indexed(
    data: bytes, name: str, archives: Sequence[zips.Entry], budget: Budget
) -> Generator[Found, None, list[tuple[int, warc.Record]]]:
    """Every record of every WARC file, one file in memory at a time; what is wrong with them is said."""
    index: list[tuple[int, warc.Record]] = []
    for i, entry in enumerate(archives):
        try:
            made = zips.unpacked(data, entry, replace(budget))
        except (BrokenError, SpentError):
            continue  # said when its pages are taken
        records, faults = warc.indexed(made, f"{name}, {entry.name}", budget)
        index += [(i, r) for r in records]
        yield from faults
    return index


def _rest(
    name: str,
    index: Sequence[tuple[int, warc.Record]],
    wanted: Mapping[int, Mapping[int, Sequence[warc.Wanted]]],
    missing: Sequence[Listed],
) -> Iterator[Found]:
    """What is listed and not there, and what is there and not listed."""
    for page in missing:
        yield Fault(f"{name}, {kept_name(page.url)}", "It is listed as a page, but the archive holds none of that address.")
    many = sum(len(w) for of in wanted.values() for w in of.values())
    other = sum(not warc.no_page(r) for _, r in index) - many
    if other > 0:
        yield Passed("answer that no list names", other)


def _listed(text: bytes) -> list[Listed]:
    """The pages of a list; its first line and lines that are no page are passed over."""
    found = []
    for line in text.split(b"\n")[:100_000]:
        said = _said(line)
        url = said.get("url")
        if isinstance(url, str) and url.lower().startswith("http"):
            title, date = said.get("title"), said.get("ts")
            named = title if isinstance(title, str) and title.strip() and title != url else ""
            found.append(Listed(url, date if isinstance(date, str) else "", " ".join(named.split())[:500]))
    return found


def _said(line: bytes) -> Mapping[str, Any]:
    if len(line) > _LINE:
        return {}
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def matched(
    index: list[tuple[int, warc.Record]], listed: list[Listed]
) -> tuple[dict[int, dict[int, list[warc.Wanted]]], list[Listed]]:
    """For each file the records that are listed pages: the address's record nearest in time; and the pages without one."""
    at: dict[str, list[tuple[int, warc.Record]]] = {}
    for i, r in index:
        if not warc.no_page(r):
            at.setdefault(plain_url(r.url), []).append((i, r))
    where = {id(r): i for i, r in index}
    first = warc.originals([r for _, r in index])
    wanted: dict[int, dict[int, list[warc.Wanted]]] = {}
    missing: list[Listed] = []
    seen: set[tuple[int, int, str]] = set()
    for page in listed:
        found = [(_apart(r.date, page.date), i, r.number, r) for i, r in at.get(plain_url(page.url), ())]
        if not found:
            missing.append(page)
            continue
        record = min(found, key=lambda f: f[:3])[3]
        source = first.get(record.digest) if record.kind == "revisit" else record
        if source is None:
            missing.append(page)
            continue
        key = (where[id(record)], record.number, page.url)
        if key not in seen:
            seen.add(key)
            title = warc.Wanted(page.url, record.date or page.date, page.title, source is record)
            wanted.setdefault(where[id(source)], {}).setdefault(source.number, []).append(title)
    return wanted, missing


def plain_url(url: str) -> str:
    """An address without its fragment, so that a page and its record are the same."""
    return url.partition("#")[0].rstrip("/")


def _apart(a: str, b: str) -> float:
    """How far two times lie apart, in seconds, near enough to choose by; far where one is not said."""
    x, y = _seconds(a), _seconds(b)
    return abs(x - y) if x is not None and y is not None else 1e18


def _seconds(said: str) -> float | None:
    numbers = (
        re.findall(r"\d+", said)[:6] if "-" in said else [said[0:4], said[4:6], said[6:8], said[8:10], said[10:12], said[12:14]]
    )
    if len(numbers) < 3 or not all(n.isdigit() for n in numbers[:3]):
        return None
    y, month, day, *rest = (int(n[:6]) for n in numbers if n.isdigit())
    h, m, s = (*rest, 0, 0, 0)[:3]
    return ((y * 372 + month * 31 + day) * 86_400) + h * 3600 + m * 60 + s
