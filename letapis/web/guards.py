"""What no request gets past and no answer leaves without: host, origin and kind of content; content policy and headers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-dns-prefetch-control": "off",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), clipboard-read=(), interest-cohort=()",
    "cache-control": "no-store",
}
SAFE: Final = ("GET", "HEAD")
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "application/json")
BODY: Final = 2 * 1024 * 1024
"""The largest body, in bytes, but for uploads."""
UPLOAD: Final = 512 * 1024 * 1024


class Guard:
    """Stands around the whole application: what it refuses never reaches a route, and every answer gets its headers."""

    def __init__(self, app: ASGIApp, host: str, uploads: str) -> None:
        """``host`` is the one name and port that this server answers to, ``uploads`` the one path that takes large bodies."""
        self.app, self.host, self.uploads = app, host, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no sockets: the connection is closed
        guarded = _with_headers(send)
        status, words = self._refusal(scope)
        if status:
            await _say(guarded, status, words)
            return
        limit = UPLOAD if scope["path"] == self.uploads else BODY
        await self.app(scope, _limited(receive, limit), guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        """Why a request is refused; (0, "") where it is not."""
        heads = _heads(scope["headers"])
        if heads.get("host", []) != [self.host] or not scope["path"].startswith("/"):
            return 400, "This is no address of this desk."
        if scope["method"] not in (*SAFE, "POST"):
            return 405, "The desk is read and ruled in, nothing else."
        if not self._from_here(scope["method"], heads):
            return 403, "This came from another page. Go to the desk itself, and do it there."
        if scope["method"] == "POST":
            kind = "".join(heads.get("content-type", [])).partition(";")[0].strip().casefold()
            if kind not in _FORMS:
                return 403, "This is no form of the desk."
            length = "".join(heads.get("content-length", []))
            if length.isdecimal() and int(length) > (UPLOAD if scope["path"] == self.uploads else BODY):
                return 413, "This is too large to be taken in at once."
        return 0, ""

    def _from_here(self, method: str, heads: dict[str, list[str]]) -> bool:
        """Whether a request began on the desk's own pages, or in nobody's.

        A browser that withholds the referrer calls the origin of its own forms ``null``; then what it says of the site counts,
        which no page can forge.
        """
        site, origin = heads.get("sec-fetch-site", []), heads.get("origin", [])
        ours = [f"http://{self.host}"]
        if method in SAFE:
            return site in ([], ["none"], ["same-origin"]) and origin in ([], ours, ["null"])
        if site:
            return site == ["same-origin"] and origin in ([], ours, ["null"])
        return origin == ours


def _heads(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").casefold(), []).append(value.decode("latin-1"))
    return found


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(k, v) for k, v in message.get("headers", []) if k.lower().decode("latin-1") not in (*HEADERS, "server")]
            own = {k.lower(): v for k, v in message.get("headers", [])}
            policy = own.get(b"content-security-policy", b"")  # only ever narrower: a preserved original is shut in a sandbox
            for name, value in HEADERS.items():
                more = b"; sandbox" if name == "content-security-policy" and policy == b"sandbox" else b""
                kept.append((name.encode(), value.encode() + more))
            message = {**message, "headers": kept}
        await send(message)

    return guarded


def _limited(receive: Receive, limit: int) -> Receive:
    """Stop reading a body that is larger than it may be, whatever it says of itself."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            return {"type": "http.disconnect"}
        return message

    return limited


async def _say(send: Send, status: int, words: str) -> None:
    body = words.encode()
    heads = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": heads})
    await send({"type": "http.response.body", "body": body})
