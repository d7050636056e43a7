"""Mail files (EML): the message's words, and the files attached to it that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from letapis.core.reading.holding import letter, mime
from letapis.core.reading.holding.member import Budget, Found, Member, Passed, Said, kept_name
from letapis.words.records import Fault

NAME = "mail/1"
MEDIA_TYPE = "message/rfc822"
PACKS = False
_STUB = 80
"""Letters of a plain part that says no more than that there is an HTML one."""
_FIRST = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:[ \t])")
_SURE = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To):", re.I | re.M)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(
    r"(?:[A-Za-z]{2,9},?\s{1,9})?(\d{1,2})[\s-]{1,9}([A-Za-z]{3})[a-z]{0,6}[\s-]{1,9}(\d{4})\b(?:\s{1,9}(\d{1,2}:\d\d(?::\d\d)?))?"
)
_ADDRESS = re.compile(r"\s{0,9}<[^<>]{0,320}>\s*\Z")


def sniff(data: bytes, name: str) -> bool:
    """A mail by its name and a head, or by lines that only a mail's head has."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf\r\n")
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if not _FIRST.match(start):
        return False
    return name.lower().endswith((".eml", ".emlx")) or bool(_SURE.search(head))


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The message and its attachments."""
    yield from of_message(data, name, "message", budget)


def of_message(data: bytes, name: str, called: str, budget: Budget) -> Iterator[Found]:
    """The words of a message under a name, and its attachments under that name and theirs."""
    del budget  # nothing in a mail is packed: what comes out is shorter than what went in
    message = mime.parse(data)
    said = said_of(message)
    where = f"{name}, {called}"
    words = _words(message)
    if words is not None and words.data.strip():
        yield Member(called, words.data, words.media_type, words.charset, said, letter, kind="letter")
    else:
        yield Fault(where, "The mail has no words of its own.", "Look at its attachments.")
    if any(p.cut for p in (message, *message.parts)):
        yield Fault(where, "Parts of the mail are missing or could not be told apart.", "Get it again; what is there is read.")
    for number, part in enumerate((p for p in message.walk() if p is not words and not _alternative(p)), 1):
        yield from _attachment(part, f"{called}/{kept_name(part.file_name) or f'part {number}'}")


def said_of(message: mime.Part) -> Said:
    """What a mail's head says: its subject, who sent it and on which day."""
    return Said(
        title=" ".join(message.header("subject").split())[:500] or None,
        authors=tuple(a for a in (sender(message.header("from")),) if a),
        published=day_of(message.header("date")),
        sure=True,
    )


def sender(value: str) -> str:
    """A sender's name; the address where there is no name."""
    named = _ADDRESS.sub("", value).strip().strip('"').strip()
    return " ".join((named or value.strip().strip("<>")).split())[:200]


def day_of(value: str) -> str | None:
    """The day of a mail's date, in its sender's own time zone."""
    m = _DATE.search(value[:200])
    try:
        return date(int(m[3]), _MONTHS.index(m[2].lower()) + 1, int(m[1])).isoformat() if m else None
    except ValueError:
        return None


def moment_of(value: str) -> str | None:
    """Day and time of a date as a head writes it, without its zone."""
    day, m = day_of(value), _DATE.search(value[:200])
    return f"{day}T{m[4]}" if day and m and m[4] else day


def _words(message: mime.Part) -> mime.Part | None:
    """The part that holds the message's own words: the plain one, or the HTML one where that says no more than a stub."""
    own = [p for p in message.walk() if p is message or not p.attached]
    plain = next((p for p in own if p.media_type == "text/plain" and p.data.strip()), None)
    rich = next((p for p in own if p.media_type == "text/html" and p.data.strip()), None)
    if plain is not None and rich is not None and len(plain.data.strip()) < _STUB < len(rich.data):
        return rich
    return plain or rich


def _alternative(part: mime.Part) -> bool:
    """The same words in the other form, or an empty part."""
    return not part.attached and (part.media_type in ("text/plain", "text/html") or not part.raw.strip())


def _attachment(part: mime.Part, called: str) -> Iterator[Found]:
    """A file of a mail: what the mail's head says is said of the mail, not of it."""
    kind = part.media_type
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in _SIGNS:
        yield Passed(_SIGNS.get(kind) or {"i": "picture", "a": "sound", "v": "film"}.get(kind[0], "font"))
        return
    yield Member(called, part.data, kind, part.charset, kind="letter")


_SIGNS = {
    "application/pgp-signature": "signature",
    "application/pkcs7-signature": "signature",
    "application/x-pkcs7-signature": "signature",
    "application/ms-tnef": "file of the mail program",
    "text/calendar": "invitation",
    "text/css": "style",
}
