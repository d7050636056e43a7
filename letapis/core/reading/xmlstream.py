"""XML from strangers, read as a stream and never as a tree: no document type, no entity, no outside address, a cap on all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

EVENTS = 2_000_000
"""Beginnings, ends and runs of text that one file may hold."""


class RefusedError(ValueError):
    """What is wrong with the XML, as a sentence."""


class Handler(Protocol):
    """What is told of an element as it goes by; names come without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A run of text, perhaps in several pieces."""


class Enough(Exception):  # noqa: N818 - no error: a handler has seen all it wants
    """Raised by a handler that wants to read no further."""


class _Target:
    """Hands the parser's events on, counted and without namespaces."""

    def __init__(self, handler: Handler) -> None:
        self.handler, self.events = handler, 0

    def _count(self) -> None:
        self.events += 1
        if self.events > EVENTS:
            raise RefusedError("It holds more elements than any table of people does.")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count()
        self.handler.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        self._count()
        self.handler.end(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        self._count()
        self.handler.data(text)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise RefusedError("It declares a document type, by which files can be pulled in or words multiplied.")

    def close(self) -> None:
        """The parser wants an end; there is nothing to hand out."""


def stream(chunks: Iterable[bytes], handler: Handler) -> None:
    """Tell the handler every element of an XML file. Raises RefusedError for what is no XML or may not be read."""
    from lxml import etree

    target = _Target(handler)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except Enough:
        return
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"It is no XML that can be read (line {error.lineno or 0}).") from None
