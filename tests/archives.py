"""Small archives of invented pages, written byte by byte: WARC, WACZ, ZIP, mail, mailboxes, saved pages."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from typing import Any

from letapis.core.reading import readings
from letapis.words.records import Given, Reading

KEY = b"k" * 32
TAKEN = "2024-05-03T10:11:12Z"


def story(n: int) -> str:
    """The words of an invented page that tells of an arrest."""
    return (
        f"Police in the Merenian town of Ostrel arrested Ales Kruk, a trade unionist, on {1 + n % 28} January 2024, his lawyer said. "
        f"He was taken to cell {n} of the city prison, where he was held for three days without seeing anybody.\n\n"
        "The Ministry of the Interior denied that he had been beaten. His sister said that she had not been let in, and that "
        "the guards had taken the parcel she brought and given her no receipt for it."
    )


def page(n: int, title: str = "") -> bytes:
    """The same as an HTML page."""
    told = "".join(f"<p>{p}</p>" for p in story(n).split("\n\n"))
    title = title or f"Trade unionist held in Ostrel, case {n}"
    return (
        f"<!doctype html><html><head><title>{title} | Ostrel Courier</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{told}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def http(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(url: str, block: bytes, kind: str = "response", date: str = TAKEN, length: int | None = None, **more: str) -> bytes:
    """A WARC record."""
    types = {"response": "application/http; msgtype=response", "revisit": "application/http; msgtype=response"}
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        f"Content-Type: {more.pop('type', types.get(kind, 'text/html'))}",
        f"Content-Length: {len(block) if length is None else length}",
        *(f"{k.replace('_', '-')}: {v}" for k, v in more.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def answer(url: str, body: bytes, date: str = TAKEN, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A record of an answer, with the digest of its page."""
    digest = "sha1:" + base64.b32encode(sha1(body).digest()).decode()
    return record(url, http(body, kind, status), date=date, WARC_Payload_Digest=digest)


def revisit(url: str, body: bytes, date: str = TAKEN) -> bytes:
    """A record that says: the same page again."""
    digest = "sha1:" + base64.b32encode(sha1(body).digest()).decode()
    return record(url, http(b""), "revisit", date, WARC_Payload_Digest=digest)


def warc(*records: bytes) -> bytes:
    """A WARC file."""
    return b"".join([record("", b"software: test\r\n", "warcinfo", type="application/warc-fields"), *records])


def warc_gz(*records: bytes) -> bytes:
    """The same, every record packed by itself."""
    first = record("", b"software: test\r\n", "warcinfo", type="application/warc-fields")
    return b"".join(gzip.compress(r, mtime=0) for r in (first, *records))


def zipped(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as z:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            z.writestr(zipfile.ZipInfo(name, (2024, 5, 3, 10, 11, 12)), data, how)
    return out.getvalue()


def wacz(data: bytes, pages: Sequence[Mapping[str, object]] | None, extra: Sequence[Mapping[str, object]] = ()) -> bytes:
    """A WACZ file with its lists of pages."""
    files = {"archive/data.warc.gz": data, "datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}'}
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    if pages is not None:
        files["pages/pages.jsonl"] = "\n".join(map(json.dumps, [head, *pages])).encode()
    if extra:
        files["pages/extraPages.jsonl"] = "\n".join(map(json.dumps, [head, *extra])).encode()
    return zipped(files, zipfile.ZIP_STORED)


def read_all(data: bytes, name: str, key: bytes = KEY, **given: Any) -> list[Reading]:
    """Every reading of a capture, what the archive says of itself last."""
    return list(readings(data, name, given=Given(**given), key=key, capture="capture:c"))


def pages_of(data: bytes, name: str, **given: Any) -> list[Reading]:
    """The pages of a capture."""
    return [r for r in read_all(data, name, **given) if r.kind != "container"]


def itself(data: bytes, name: str) -> Reading:
    """What an archive says of itself."""
    (found,) = [r for r in read_all(data, name) if r.kind == "container"]
    return found


def faults_of(data: bytes, name: str) -> str:
    """All that is said to be wrong with a capture."""
    return "\n".join(str(f) for r in read_all(data, name) for f in r.faults)
