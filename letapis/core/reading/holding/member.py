"""What a container gives out: its members, what it holds that is no page, and how much of it may be unpacked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from types import ModuleType
from typing import Final

from letapis.words.records import Fault

OUTPUT: Final = 2_000_000_000
"""Bytes that one capture may unpack to, all layers together."""
MEMBER: Final = 200_000_000
"""Bytes of one member."""
RATIO: Final = 200
"""How many bytes may come of one, beyond the first ``FREE``."""
FREE: Final = 10_000_000
PAGES: Final = 10_000
"""Pages of one capture that are read."""
ENTRIES: Final = 200_000
"""Entries of one container that are looked at: a crawl holds many pictures to a page."""
LAYERS: Final = 2
"""Packings within one another: a WACZ in a ZIP, a ZIP in a ZIP. A WACZ's own WARC files count with it."""
DEPTH: Final = 5
"""Containers within one another of any kind, also those that pack nothing (a mail forwarded in a mail)."""
_NAME: Final = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What a container says of a page it holds; what the user gives goes before it."""

    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """Only where the container says when the words were made public or sent (a mail's date), never when they were kept."""
    captured_at: str | None = None
    sure: bool = False
    """Title, authors and date are the page's own (a mail's head), so they go before what a reader makes of its words."""


@dataclass(frozen=True, slots=True)
class Member:
    """One page, or one container, in a container."""

    name: str
    """Its address, its path, or its number: data, never a path to write to."""
    data: bytes
    media_type: str = ""
    encoding: str = ""
    """As the container names it (the ``charset`` of an HTTP answer, the code page of an MHTML part)."""
    said: Said = field(default_factory=Said)
    reader: ModuleType | None = None
    """What reads it, where the container knows better than its bytes."""
    kind: str = "page"
    """``letter`` for what somebody sent to somebody, and what was attached to it."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Something the container holds that is no page: ``picture``, ``script``, ``redirect`` …"""

    what: str
    many: int = 1


Found = Member | Fault | Passed


class SpentError(Exception):
    """A cap is reached; its text is a plain sentence."""


@dataclass
class Budget:
    """How much one capture may still unpack; one for all its layers."""

    output: int = OUTPUT
    member: int = MEMBER
    pages: int = PAGES
    entries: int = ENTRIES

    def spend(self, new: int, made: int, taken: int, *, whole: bool = True) -> None:
        """Count ``new`` bytes unpacked; ``made`` and ``taken`` are what came of how much so far. Raises SpentError.

        ``whole``: what is made is one member, kept in memory; else it is looked at as it flows by.
        """
        self.output -= new
        if self.output < 0:
            raise SpentError(f"The capture unpacks to more than {OUTPUT // 1_000_000_000} GB; the rest was left out.")
        if made > FREE and made > RATIO * max(taken, 1):
            raise SpentError("It unpacks to more than 200 times its size, as no page does, and was not unpacked.")
        if whole and made > self.member:
            raise SpentError(f"It is larger than {self.member // 1_000_000} MB and was not unpacked.")


@dataclass
class Counted:
    """What was passed over, by kind."""

    of: Counter[str] = field(default_factory=Counter)

    def add(self, passed: Passed) -> None:
        """One more of a kind."""
        self.of[passed.what] += passed.many

    def __str__(self) -> str:
        return ", ".join(f"{n} {what if n == 1 else _plural(what)}" for what, n in sorted(self.of.items()))


def _plural(what: str) -> str:
    noun, rest = (m[1], m[2]) if (m := re.match(r"(.*?)((?: of | that | beside ).*)\Z", what)) else (what, "")
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es{rest}"
    return f"{noun[:-1]}ies{rest}" if re.search(r"[^aeiou]y$", noun) else f"{noun}s{rest}"


def kept_name(name: str) -> str:
    """A member's name as data: what cannot be printed spelled out, and a very long one cut."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in name)
    return shown if len(shown) <= _NAME else f"{shown[:_NAME]}…"


def numbered(names: Counter[str], name: str) -> str:
    """The name, with a number behind where the container has had it before: every member has a name of its own."""
    names[name] += 1
    return name if names[name] == 1 else numbered(names, f"{name} ({names[name]})")
