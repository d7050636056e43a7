"""The web pages behind a case as a WACZ 1.1.1: each page as it is kept, with its address, in one WARC with index and list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from letapis.core.export.leaving import Extract, Files
from letapis.core.export.zipped import zipped
from letapis.core.material import Told

NAME = "wacz"
WARC: Final = "archive/data.warc"
_ADDRESS = re.compile(r"(https?)://(?:[^/?#@]*@)?([^/?#:@]+)(?::(\d+))?([^?#]*)(\?[^#]*)?", re.I)
_SECOND = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)")
_SOFTWARE = "Letapis"


@dataclass(frozen=True)
class Kept:
    """A page that was kept from the web."""

    url: str
    at: str
    """UTC, to the second."""
    title: str
    media_type: str
    data: bytes
    reading: str


def export(out: Extract) -> Files:
    """``….wacz``; nothing where no page of the case was kept from the web, or none may leave as it is."""
    found = sorted(kept(out), key=lambda k: (k.at, k.url, k.reading))
    if found:
        yield f"{out.stem}.wacz", zipped(_package(out, found))


def kept(out: Extract) -> Iterator[Kept]:
    """The pages with an address whose bytes may leave; of archives, those that their readings name."""
    by_capture: dict[str, list[Told]] = {}
    for page in out.material.pages:
        by_capture.setdefault(page.capture.id, []).append(page)
    for id_, pages in by_capture.items():
        if not any(_address(p) for p in pages):
            continue
        data = out.original(id_)
        if isinstance(data, bytes):
            yield from _plain(pages, data) if pages[0].reading.member is None else _members(pages, data)


def _address(page: Told) -> str:
    """Where a page was, in the form a web archive takes."""
    url = "".join((page.reading.url or "").split())
    return url if url.isascii() and _ADDRESS.match(url) else ""


def _plain(pages: Iterable[Told], data: bytes) -> Iterator[Kept]:
    return (k for p in pages if (k := _kept(p, data)))


def _members(pages: Iterable[Told], data: bytes) -> Iterator[Kept]:
    from letapis.core.reading.holding import holder_of, opened  # heavy, and only asked for where a page lies in an archive
    from letapis.core.reading.holding.member import Budget, Member

    told = {p.reading.member: p for p in pages if _address(p)}
    name = next(iter(told.values())).capture.name
    holder = holder_of(data, name)
    for found in opened(data, name, holder, Budget()) if holder else ():
        if isinstance(found, Member) and (page := told.pop(found.name, None)):
            made = _kept(page, found.data)
            if made:
                yield made


def _kept(page: Told, data: bytes) -> Kept | None:
    r = page.reading
    at = _second(r.captured_at or "") or _second(page.capture.taken_at)
    return Kept(_address(page), at, r.title or "", r.media_type, data, r.id) if _address(page) and at else None


def _second(said: str) -> str:
    m = _SECOND.match(said)
    if m is None or not (said.endswith("Z") or m.end() == len(said)):
        return ""
    text = "{}-{}-{}T{}:{}:{}Z".format(*m.groups())
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text


def _package(out: Extract, found: list[Kept]) -> Iterator[tuple[str, bytes]]:
    warc, index = _warc(found)
    pages = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages"}]
    pages += [{"url": k.url, "ts": k.at, "title": k.title, "id": _plain_id(k.reading)} for k in found]
    made = {
        WARC: warc,
        "indexes/index.cdx": index,
        "pages/pages.jsonl": b"".join(map(_line, pages)),
    }
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": _digest(d), "bytes": len(d)} for path, d in made.items()
    ]
    package = {
        "profile": "data-package", "wacz_version": "1.1.1", "title": f"Web pages of {out.stem}",
        "description": f"Pages as they are kept, for {out.level}; ids of pages are those of Letapis's readings",
        "created": found[-1].at, "software": _SOFTWARE, "mainPageUrl": found[0].url, "mainPageDate": found[0].at,
        "resources": resources,
    }  # fmt: skip
    text = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    yield from made.items()
    yield "datapackage.json", text
    yield "datapackage-digest.json", (json.dumps({"path": "datapackage.json", "hash": _digest(text)}) + "\n").encode()


def _line(said: dict[str, str]) -> bytes:
    return (json.dumps(said, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _plain_id(reading: str) -> str:
    return reading.replace(":", "-")


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


def _warc(found: list[Kept]) -> tuple[bytes, bytes]:
    """The WARC file and its index (CDXJ): resource records, since what a server said beside a page was not kept."""
    made, lines = bytearray(), list[str]()
    about = f"software: {_SOFTWARE}\r\nformat: WARC File Format 1.1\r\n".encode()
    made += _record("warcinfo", found[0].at, "application/warc-fields", about, {"WARC-Filename": WARC.rpartition("/")[2]})
    for k in found:
        offset = len(made)
        made += _record("resource", k.at, k.media_type, k.data, {"WARC-Target-URI": k.url})
        said = {
            "url": k.url, "mime": k.media_type, "status": "200", "digest": _digest(k.data), "length": str(len(made) - offset),
            "offset": str(offset), "filename": WARC.rpartition("/")[2],
        }  # fmt: skip
        lines.append(f"{surt(k.url)} {re.sub(r'[^0-9]', '', k.at)} {json.dumps(said)}\n")
    return bytes(made), "".join(sorted(lines)).encode("utf-8")


def _record(kind: str, at: str, media_type: str, block: bytes, more: dict[str, str]) -> bytes:
    """One record; its name follows from what it holds, so the same page has the same name everywhere."""
    digest = sha256("\n".join([kind, at, *more.values()]).encode() + b"\n" + block).hexdigest()
    uuid = f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"
    fields = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid}>", "WARC-Date": at, **more,
        "WARC-Block-Digest": _digest(block), "Content-Type": media_type, "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode("utf-8") + b"\r\n" + block + b"\r\n\r\n"


def surt(url: str) -> str:
    """An address as indexes sort it: ``example,lantern)/2024/01?a=b``."""
    found = _ADDRESS.match(url.lower())
    if found is None:
        return url
    scheme, host, port, path, query = found.groups("")
    turned = ",".join(reversed(host.removeprefix("www.").split(".")))
    own = f":{port}" if port and port != {"http": "80", "https": "443"}[scheme] else ""
    return f"{turned}{own}){path or '/'}{query}"
