"""Which preserved bytes may leave: those of pages that are seen whole, in which nothing that is withheld can be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from letapis.core.material import Told
from letapis.core.redaction import Withheld

PLAIN = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
"""Kinds of file whose bytes can be searched to the last."""
_TAG = re.compile(r"<[^>]*>")
HIDDEN = "part of it is above the level"
UNSEARCHED = "its kind of file cannot be searched for what is withheld"


@dataclass(frozen=True)
class Evidence:
    """The preserved bytes behind what is seen at a level."""

    everything: tuple[Told, ...]
    """All pages, as they are."""
    seen: tuple[Told, ...]
    """The pages as they may be seen."""
    withheld: Withheld
    read: Callable[[str], bytes]
    """The preserved bytes of a capture."""

    @cached_property
    def _by_capture(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {}
        for page in self.everything:
            found.setdefault(page.capture.id, []).append(page)
        return found

    @cached_property
    def _seen(self) -> dict[str, Told]:
        return {p.reading.id: p for p in self.seen}

    def original(self, capture: str) -> bytes | str:
        """The preserved bytes of a capture, or why they may not leave; when in doubt they do not."""
        pages = self._by_capture.get(capture, [])
        if not pages or not all(self._whole(p) for p in pages):
            return HIDDEN
        data = self.read(capture)
        if not (self.withheld.names or self.withheld.sentences):
            return data
        if not all(p.reading.media_type in PLAIN and p.reading.member is None for p in pages):
            return UNSEARCHED
        return HIDDEN if any(self._found(text) for text in _texts(data)) else data

    def _whole(self, page: Told) -> bool:
        seen = self._seen.get(page.reading.id)
        return seen is not None and seen.reading == page.reading and seen.capture == page.capture

    def _found(self, text: str) -> bool:
        return bool(self.withheld.spans(text, any_case=True)) or self.withheld.touches(text)


def forms(text: str) -> tuple[str, ...]:
    """Marked-up text in every way words may stand in it: as it is, with entities read, with marks as spaces, without marks."""
    return text, unescape(text), unescape(_TAG.sub(" ", text)), unescape(_TAG.sub("", text))


def _texts(data: bytes) -> Iterable[str]:
    """The file as text, with its marks and without them."""
    from letapis.core.reading.encoding import decode  # heavy, and only asked for where something is withheld

    return forms(decode(data, "").text)
