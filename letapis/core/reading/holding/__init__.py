"""Containers: files that hold pages. Each module declares NAME, MEDIA_TYPE, PACKS, ``sniff`` and ``members``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from letapis.core.reading.holding import autoarchiver, mail, mbox, mhtml, wacz, warc, zips
from letapis.core.reading.holding.member import DEPTH, LAYERS, Budget, Found, Member
from letapis.words.records import Fault

HOLDERS: tuple[ModuleType, ...] = (warc, wacz, zips, mhtml, mbox, mail, autoarchiver)
"""The containers, asked in this order. ``members(data, name, budget)`` gives out ``Member | Fault | Passed``."""


def holder_of(data: bytes, name: str, media_type: str = "") -> ModuleType | None:
    """The container that bytes are, by themselves, or by what came with them; None for a plain page."""
    found = next((h for h in HOLDERS if h.sniff(data, name)), None)
    return mail if found is None and media_type == mail.MEDIA_TYPE else found


def opened(data: bytes, name: str, holder: ModuleType, budget: Budget) -> Iterator[Found]:
    """Everything in a container, containers in it opened too: their members are named ``outer/inner``."""
    yield from _opened(data, name, holder, budget, "", 0, 0)


def _opened(
    data: bytes, name: str, holder: ModuleType, budget: Budget, prefix: str, layers: int, depth: int
) -> Iterator[Found]:
    where = f"{name}, {prefix.removesuffix('/')}" if prefix else name
    for found in _safely(holder, data, where, budget):
        if not isinstance(found, Member):
            yield found
            continue
        inner = holder_of(found.data, found.name, found.media_type) if found.reader is None else None
        if inner is None:
            yield replace(found, name=prefix + found.name)
        elif layers + holder.PACKS + inner.PACKS > LAYERS or depth >= DEPTH:
            what = "It is packed in too many layers and was not opened."
            yield Fault(f"{name}, {prefix}{found.name}", what, "Take it out of the archive, and read it by itself.")
        else:
            args = (found.data, name, inner, budget, f"{prefix}{found.name}/", layers + holder.PACKS, depth + 1)
            for deeper in _opened(*args):
                yield _inherited(deeper, found) if isinstance(deeper, Member) else deeper


def _inherited(member: Member, within: Member) -> Member:
    """A member with what the outer container says of the file it is in, where both mean the same page."""
    said, outer = member.said, within.said
    same = outer.url is not None and said.url is not None and wacz.plain_url(said.url) == wacz.plain_url(outer.url)
    told = replace(
        said,
        title=said.title or (outer.title if same else None),
        published=said.published or (outer.published if same else None),
        captured_at=said.captured_at or outer.captured_at,
    )
    return replace(member, said=told, kind="letter" if within.kind == "letter" else member.kind)


def _safely(holder: ModuleType, data: bytes, where: str, budget: Budget) -> Iterator[Found]:
    """What a container gives out; containers are hostile and their readers have bugs: a failure is a fault of this one."""
    found = holder.members(data, where, budget)
    while True:
        try:
            one = next(found, None)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, ArithmeticError) as e:
            yield Fault(
                where, f"It could not be read any further ({type(e).__name__}).", "Keep it as it is, and read it by hand."
            )
            return
        if one is None:
            return
        yield one
