"""Mail as it stands in a file: head, parts and their encodings, read within caps and without ever raising."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from letapis.core.reading import encoding
from letapis.core.reading.holding.http import media_type

PARTS: Final = 1_000
"""Parts of a message that are looked at."""
DEEP: Final = 10
"""Multiparts within one another."""
_HEAD: Final = 256_000
_HEADERS: Final = 1_000
_VALUE: Final = 20_000
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,10}:")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\s]{0,5000})\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]{1,20}(=\?)")
_PARAM = re.compile(
    r";\s{0,20}([\w.-]{1,40})(\*\d{0,3})?(\*)?\s{0,9}=\s{0,9}(?:\"((?:[^\"\\]|\\.){0,3000})\"|([^\s;\"]{0,3000}))"
)


@dataclass(frozen=True)
class Part:
    """A message or a part of one."""

    headers: dict[str, list[str]]
    raw: bytes = field(repr=False)
    """What stands below its head, as it stands there."""
    parts: tuple[Part, ...] = ()
    cut: bool = False
    """A multipart whose end, or some of whose parts, were not there or too many."""

    def header(self, name: str) -> str:
        """A line of its head, decoded; empty where there is none."""
        return decoded((self.headers.get(name) or [""])[0])

    @property
    def media_type(self) -> str:
        """``text/plain`` where it does not say."""
        return media_type((self.headers.get("content-type") or [""])[0]) or "text/plain"

    def param(self, header: str, name: str) -> str:
        """A parameter of a line of its head: ``charset``, ``filename`` …"""
        return _params((self.headers.get(header) or [""])[0]).get(name, "")

    @property
    def charset(self) -> str:
        """As it names it."""
        return self.param("content-type", "charset")[:40]

    @property
    def file_name(self) -> str:
        """What an attached file is called; empty where it has no name."""
        return decoded(self.param("content-disposition", "filename") or self.param("content-type", "name"))

    @property
    def attached(self) -> bool:
        """Whether it stands beside the message's words and not among them."""
        return self.header("content-disposition").lower().startswith("attachment") or bool(self.file_name)

    @property
    def data(self) -> bytes:
        """Its bytes with the transfer encoding undone, as far as they can be."""
        how = self.header("content-transfer-encoding").strip().lower()
        if how == "base64":
            return _base64(self.raw)
        if how == "quoted-printable":
            return quopri.decodestring(self.raw)
        return self.raw

    def walk(self) -> Iterator[Part]:
        """Every part that is no multipart, in order."""
        if not self.parts:
            yield self
        for p in self.parts:
            yield from p.walk()


def parse(data: bytes) -> Part:
    """A message from its bytes, whatever they are."""
    return _part(data, 0, [PARTS])


def _part(data: bytes, depth: int, left: list[int]) -> Part:
    headers, at = _head(data)
    raw = data[at:]
    kind = media_type((headers.get("content-type") or [""])[0])
    boundary = _params((headers.get("content-type") or [""])[0]).get("boundary", "")
    if not kind.startswith("multipart/") or not boundary or depth >= DEEP:
        return Part(headers, raw, cut=kind.startswith("multipart/"))
    pieces, whole = _split(raw, boundary[:200].encode("utf-8", "replace"), left)
    return Part(headers, raw, tuple(_part(p, depth + 1, left) for p in pieces), cut=not whole)


def _head(data: bytes) -> tuple[dict[str, list[str]], int]:
    """The lines of a head, folded ones joined, by name in small letters; and where what follows it begins."""
    headers: dict[str, list[str]] = {}
    at, name = 0, ""
    for _ in range(_HEADERS):
        end = data.find(b"\n", at) + 1 or len(data)
        line = data[at : min(end, at + _HEAD)].rstrip(b"\r\n")
        if not line or at >= len(data):
            return headers, end
        if line[:1] in b" \t" and name:
            if len(headers[name][-1]) < _VALUE:
                headers[name][-1] += " " + _letters(line.strip())[:_VALUE]
        elif m := _FIELD.match(line):
            name = m[1].decode("ascii").lower()
            headers.setdefault(name, []).append(_letters(line[m.end() :].strip())[:_VALUE])
        elif at and not line.startswith((b">From ", b"From ")):
            return headers, at  # no empty line below the head
        at = end
    return headers, at


def _letters(line: bytes) -> str:
    """The letters of a line; those that are not ASCII (which no rule allows) in the encoding in which they make sense."""
    if line.isascii():
        return line.decode("ascii")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(encoding.best_guess(line), "replace")


def _split(raw: bytes, boundary: bytes, left: list[int]) -> tuple[list[bytes], bool]:
    """What stands between the lines of a boundary, and whether its last line was there."""
    mark, found, begin = b"--" + boundary, list[bytes](), -1
    at = 0 if raw.startswith(mark) else raw.find(b"\n" + mark) + 1 or -1
    while at >= 0 and left[0] > 0:
        after = at + len(mark)
        if begin >= 0:
            found.append(raw[begin:at].removesuffix(b"\n").removesuffix(b"\r"))
            left[0] -= 1
        if raw.startswith(b"--", after):
            return found, True
        line = raw.find(b"\n", after)
        if line < 0:
            return found, False
        begin = line + 1
        next_ = raw.find(b"\n" + mark, line)
        at = next_ + 1 if next_ >= 0 else -1
    if begin >= 0 and left[0] > 0:
        found.append(raw[begin:])
        left[0] -= 1
    return found, False


def _base64(raw: bytes) -> bytes:
    """Base64 as far as it goes: other letters are passed over, a cut end is dropped."""
    clean = raw.translate(None, _NOT_BASE64)
    return binascii.a2b_base64(clean[: len(clean) // 4 * 4] + _padded(clean[len(clean) // 4 * 4 :]))


def _padded(end: bytes) -> bytes:
    return end + b"=" * (4 - len(end)) if len(end) > 1 else b""


def _params(value: str) -> dict[str, str]:
    """The parameters of a line, those in pieces joined and those in percent signs decoded."""
    pieces: dict[str, list[str]] = {}
    coded: set[str] = set()
    for m in list(_PARAM.finditer(value))[:200]:
        name = m[1].lower()
        pieces.setdefault(name, []).append(re.sub(r"\\(.)", r"\1", m[4]) if m[4] is not None else m[5])
        if m[3] or m[2] == "*":
            coded.add(name)
    return {n: _unpercent("".join(p)) if n in coded else p[0] if len(p) == 1 else "".join(p) for n, p in pieces.items()}


def _unpercent(value: str) -> str:
    charset, tick, rest = value.partition("'")
    text = rest.partition("'")[2] if tick else value
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode("utf-8", "replace"))
    return _in(raw, charset if tick else "utf-8")


def decoded(value: str) -> str:
    """A line of a head with its encoded words read, also words cut within a letter."""
    value = _BETWEEN.sub(r"\1\2", value[:_VALUE])
    out, at, held, in_ = list[str](), 0, b"", ""
    for m in _WORD.finditer(value):
        charset = m[1].lower()
        if held and (m.start() != at or charset != in_):
            out.append(_in(held, in_))
            held = b""
        out.append(value[at : m.start()])
        held, in_, at = held + _word(m[2].lower(), m[3]), charset, m.end()
    return "".join([*out, _in(held, in_) if held else "", value[at:]]).strip()


def _word(how: str, text: str) -> bytes:
    raw = text.encode("ascii", "ignore")
    if how == "b":
        return _base64(raw)
    return binascii.a2b_qp(raw.replace(b"_", b" "), header=False)


def _in(raw: bytes, charset: str) -> str:
    """Bytes in an encoding; where it is none that is known, or does not fit, in the one in which they make sense."""
    for known in (encoding.known(charset), "utf-8"):
        try:
            return raw.decode(known) if known else raw.decode("ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode(encoding.best_guess(raw), "replace")
