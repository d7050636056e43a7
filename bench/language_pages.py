"""Pages in other languages than English, made from the sources in ``bench/languages``, with what is true of every line.

A source is a marked text: first what is true of the page (``title: …``), then its parts after ``== NAME`` (consent, top,
article, below, comments, side, foot), a block a line: ``kind: text``, a line without a kind being a paragraph. Several items
of a block stand between `` | ``, its title begins with ``# ``, and `` @ `` parts a teaser from its date and a comment into
name, date and text. ``[[…]]`` is a link and ``**…**`` bold. `bench.skins` says how each part is dressed. A page belongs to
the part whose folder its source lies in: ``learn`` may be trained on, ``held`` is only scored, in skins of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.skins import KINDS, MAIN, Block, Item, dressed, flattened

FOLDER = Path(__file__).resolve().parent / "languages"
PARTS = ("learn", "held")
"""``learn`` may be trained on; ``held`` is only scored."""
LANGUAGES = ("ru", "uk", "be", "pl", "es", "fr", "de", "ar")
_ITEMISED = frozenset({"menu", "related", "social", "legal", "advert", "list", "other"})


@dataclass(frozen=True)
class Line:
    """A line of a page: its kind and words."""

    kind: str
    text: str

    @property
    def main(self) -> bool:
        """Whether it belongs to the article."""
        return self.kind in MAIN


@dataclass(frozen=True)
class LanguagePage:
    """A page with everything that is true of it."""

    name: str
    """``ru-01``: its language and a number."""
    part: str
    about: dict[str, str]
    html: bytes
    lines: tuple[Line, ...]
    """Every line of the page in its order, with its kind."""

    @property
    def language(self) -> str:
        """The language's two letters."""
        return self.name[:2]

    @property
    def title(self) -> str:
        """The headline."""
        return self.about["title"]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, as the page names them."""
        return tuple(a.strip() for a in self.about.get("authors", "").split(";") if a.strip())

    @property
    def published(self) -> str | None:
        """The day of publication in ISO form, or None where the page does not show it."""
        return _day(self.about.get("published"))

    @property
    def published_flat(self) -> str | None:
        """The same for the page without its markup, which may be all that tells the day."""
        return _day(self.about.get("published_flat", self.about.get("published")))

    @cached_property
    def flat(self) -> str:
        """The page without markup, one block a line, an empty line between blocks but not within lists of links."""
        out: list[str] = []
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            if before is not None and (line.main or before.main or before.kind != line.kind):
                out.append("")
            out.append(line.text)
        return "\n".join(out) + "\n"

    @cached_property
    def bare(self) -> str:
        """The same without empty lines."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def body(self, captions: bool = False) -> str:
        """The article without its headline, with or without captions."""
        return "\n\n".join(x.text for x in self.lines if x.main and x.kind != "headline" and (captions or x.kind != "caption"))

    def furniture(self) -> list[str]:
        """The lines that are no part of the article, bylines and datelines aside."""
        return [x.text for x in self.lines if not x.main and x.kind not in ("byline", "dateline")]


def _day(said: str | None) -> str | None:
    return said if said and said != "none" else None


def pages(part: str | None = None, language: str | None = None) -> Iterator[LanguagePage]:
    """Every page, or those of a part or language, in the order of their names."""
    for this in PARTS:
        for path in sorted((FOLDER / this).glob(f"{language or '*'}-*.txt")):
            if part in (None, this):
                yield made(path.stem, this, path.read_text(encoding="utf-8"))


def made(name: str, part: str, source: str) -> LanguagePage:
    """The page of one source."""
    about, areas = parsed(source)
    marked = dressed(name, about, areas)
    lines = tuple(Line(kind, text) for kind, text in flattened(marked, areas))
    return LanguagePage(name, part, about, marked.unmarked(), lines)


def parsed(source: str) -> tuple[dict[str, str], dict[str, list[Block]]]:
    """What a source says of its page, and the blocks of its parts."""
    about: dict[str, str] = {}
    areas: dict[str, list[Block]] = {}
    area: list[Block] | None = None
    number = 0
    for line in source.split("\n"):
        line = line.strip()
        if not line:
            continue
        if line.startswith("== "):
            area = areas.setdefault(line[3:].strip(), [])
            continue
        key, _, rest = line.partition(": ")
        if area is None:
            about[key] = rest.strip()
            continue
        kind, text = (key, rest.strip()) if key in KINDS else ("paragraph", line)
        items = []
        for piece in text.split(" | ") if kind in _ITEMISED or kind == "table" else [text]:
            parts = tuple(p.strip() for p in piece.split(" @ ")) if kind in ("related", "comment") else (piece.strip(),)
            items.append(Item(tuple((number + i, p.removeprefix("# ")) for i, p in enumerate(parts)), piece.startswith("# ")))
            number += len(parts)
        joins = bool(area) and area[-1].kind == kind and kind in ("list", "table", "comment")
        if joins and kind == "table":
            area[-1] = Block(kind, area[-1].items, (*area[-1].rows, tuple(items)))
        elif joins:
            area[-1] = Block(kind, (*area[-1].items, *items))
        elif kind == "table":
            area.append(Block(kind, (), (tuple(items),)))
        else:
            area.append(Block(kind, tuple(items)))
    about.setdefault("title", next((b.items[0].parts[0][1] for b in areas.get("article", ()) if b.kind == "headline"), ""))
    return about, areas
