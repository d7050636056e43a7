"""Mailboxes (MBOX): message after message, each read by itself, so that a large one needs little more memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letapis.core.reading.holding import mail
from letapis.core.reading.holding.member import Budget, Found
from letapis.words.records import Fault

NAME = "mbox/1"
MEDIA_TYPE = "application/mbox"
PACKS = False
_FROM = re.compile(rb"From [^\r\n]{0,300}\d{4}[^\r\n]{0,40}\r?\n(?=[!-9;-~]{1,100}:|>From )")
_NEXT = re.compile(rb"\n(?:\r?\n)?From (?=[^\r\n]{0,300}\d{4}[^\r\n]{0,40}\r?\n(?:[!-9;-~]{1,100}:|>From ))")
_ESCAPED = re.compile(rb"^>(>{0,20}From )", re.M)


def sniff(data: bytes, name: str) -> bool:
    """A mailbox begins with a line "From …" above the first head."""
    del name
    return bool(_FROM.match(data[:2000]))


def members(data: bytes, name: str, budget: Budget) -> Iterator[Found]:
    """The messages by their numbers, with their attachments."""
    at, number = 0, 0
    while at < len(data):
        number += 1
        if number > budget.pages:
            yield Fault(name, f"It holds more than {budget.pages} messages; the rest was left out.", "Split it.")
            return
        found = _NEXT.search(data, at)
        end = found.start() + 1 if found else len(data)
        first = data.find(b"\n", at, end) + 1 or end
        yield from mail.of_message(_ESCAPED.sub(rb"\1", data[first:end]), name, f"message {number}", budget)
        at = found.end() - len(b"From ") if found else len(data)
