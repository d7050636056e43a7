"""An HTTP answer as a web archive keeps it: status, type and charset, and its body with transfer and content codings undone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from letapis.core.reading.holding.member import Budget
from letapis.core.reading.holding.unpacking import GZIP, BrokenError, inflated

HEAD = 65_536
"""Bytes of the lines before the body."""
LAYERED = 2
"""Content codings within one another that are undone."""
CHUNKS = 500_000
"""Chunks of a body that are put together."""
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_SIZE = re.compile(rb"\s{0,9}([0-9A-Fa-f]{1,8})\s{0,9}(?:;[^\r\n]{0,200})?\r?\n")
_TYPE = re.compile(r"\s*([\w.+-]{1,60}/[\w.+-]{1,100})")
_CHARSET = re.compile(r";\s{0,9}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an HTTP answer and where its body begins."""

    status: int
    headers: Mapping[str, str]
    body_at: int

    @property
    def media_type(self) -> str:
        """``text/html``, in small letters; empty where it does not say."""
        return media_type(self.headers.get("content-type", ""))

    @property
    def charset(self) -> str:
        """As the answer names it; empty where it does not."""
        return charset(self.headers.get("content-type", ""))


def media_type(value: str) -> str:
    """The type of a Content-Type line, in small letters."""
    found = _TYPE.match(value)
    return found[1].lower() if found else ""


def charset(value: str) -> str:
    """The charset of a Content-Type line."""
    found = _CHARSET.search(value[:1000])
    return found[1] if found else ""


def head_of(start: bytes) -> Answer | None:
    """The head of an answer from its first bytes; None for what is none."""
    status = _STATUS.match(start)
    if not status:
        return None
    end = re.search(rb"\r?\n\r?\n", start)
    lines = start[: end.start() if end else len(start)].decode("latin-1").splitlines()[1:]
    headers: dict[str, str] = {}
    for line in lines[:500]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return Answer(int(status[1]), headers, end.end() if end else len(start))


def body_of(answer: Answer, block: bytes, budget: Budget) -> bytes:
    """The page itself. Raises BrokenError (damaged, or packed in a way that is not undone) and SpentError."""
    body = block[answer.body_at :]
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    codings = [c.strip().lower() for c in answer.headers.get("content-encoding", "").split(",")]
    if len(codings) > LAYERED:
        raise BrokenError("It is packed in too many layers.")
    for coding in reversed(codings):
        body = _uncoded(body, coding, budget)
    return body


def _uncoded(body: bytes, coding: str, budget: Budget) -> bytes:
    """One content coding undone; archives often keep the page unpacked and the line that says it was packed."""
    if coding in ("gzip", "x-gzip"):
        return inflated(body, budget, 31) if body.startswith(GZIP) else body
    if coding == "deflate":
        if body[:1] in (b"\x08", b"\x18", b"\x28", b"\x38", b"\x48", b"\x58", b"\x68", b"\x78"):
            try:
                return inflated(body, budget, 15)
            except BrokenError:
                pass
        return inflated(body, budget, -15) if not body.lstrip().startswith(b"<") else body
    if coding in ("br", "zstd") and not _readable(body):
        raise BrokenError(f"It is packed with {'Brotli' if coding == 'br' else 'Zstandard'}, which is not undone yet.")
    return body


def _readable(body: bytes) -> bool:
    """Whether the body is a page already: markup, or text without control characters."""
    start = body[:2000]
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF")) or not re.search(
        rb"[\x00-\x08\x0e-\x1f\x7f-\xff]", start
    )


def _unchunked(body: bytes) -> bytes:
    """The chunks put together; a body that is not in chunks, whatever its head says, stays as it is."""
    out, at = bytearray(), 0
    for _ in range(CHUNKS):
        size = _SIZE.match(body, at)
        if not size:
            return bytes(out) if out else body
        length = int(size[1], 16)
        if not length:
            return bytes(out)
        out += body[size.end() : size.end() + length]
        at = size.end() + length
        if at >= len(body):
            return bytes(out)
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    raise BrokenError("It came in too many pieces.")
