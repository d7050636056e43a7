"""How a page's parts are dressed: each skin is a table of templates in ``bench/languages/skins``, one kind of site's habits.

A skin's ``page`` holds the whole document with a slot for each part of a source (``{article}``, ``{side}`` …); their order
there is the order of the page. What a template says in words would have no kind, so templates hold none: every word of a page
comes from its source. ``~name~`` becomes a class name that differs from site to site, as build tools make them.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_ARTICLE = "headline standfirst paragraph quote caption list table heading"
_ROUND_IT = "byline dateline related menu advert comment legal social other"
MAIN = frozenset(_ARTICLE.split())
"""The kinds that are the article itself."""
KINDS = MAIN | frozenset(_ROUND_IT.split())
_FIRST = 0xE100
"""The first of the letters for private use that mark where an item begins, so that its kind is known after flattening."""
_MARK = re.compile("[\ue100-\uf8ff]")
_SLOT = re.compile(r"\{(consent|top|article|below|comments|side|foot)\}")
_PARTS = "html body div p header footer nav main article section aside blockquote figure figcaption form center address hr"
_ROWS = "table tbody thead tr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 details summary fieldset amp-sidebar"
_BLOCK = frozenset(_PARTS.split()) | frozenset(_ROWS.split())
_SILENT = frozenset({"head", "script", "style", "noscript", "template", "iframe", "svg"})


@dataclass(frozen=True)
class Item:
    """One thing of a block: its parts, each with its number on the page, and whether it is the block's title."""

    parts: tuple[tuple[int, str], ...]
    title: bool = False


@dataclass(frozen=True)
class Block:
    """Things of one kind that stand together."""

    kind: str
    items: tuple[Item, ...]
    rows: tuple[tuple[Item, ...], ...] = ()


@dataclass(frozen=True)
class Marked:
    """A page's markup, in which every item still begins with its mark."""

    text: str
    encoding: str

    def unmarked(self) -> bytes:
        """The page as it is served."""
        return _MARK.sub("", self.text).encode(self.encoding, "xmlcharrefreplace")


@cache
def skin_named(name: str) -> Mapping[str, Any]:
    """A skin's templates."""
    path = Path(__file__).resolve().parent / "languages" / "skins" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def dressed(name: str, about: Mapping[str, str], areas: Mapping[str, Sequence[Block]]) -> Marked:
    """The page in its skin."""
    skin = skin_named(about["skin"])
    chance = hashlib.sha256(name.encode()).hexdigest()

    def slot(m: re.Match[str]) -> str:
        return "\n".join(_block(skin, m[1], b) for b in areas.get(m[1], ()))

    page = _SLOT.sub(slot, skin["page"])
    rtl = ' dir="rtl"' if about["language"] == "ar" else ""
    encoding = about.get("encoding", "utf-8")
    page = page.replace("{lang}", f' lang="{about["language"]}"{rtl}' if skin.get("lang", True) else rtl)
    page = page.replace("{charset}", encoding).replace("{head}", _head(skin, about))
    page = re.sub(r"~(\w+)~", lambda m: "css-" + hashlib.sha256((about["site"] + m[1]).encode()).hexdigest()[:6], page)
    page = re.sub(r"#(?=[\"'])", lambda m: f"/{chance[m.start() % 50 : m.start() % 50 + 5]}/{m.start()}", page)
    return Marked(page, encoding)


def _head(skin: Mapping[str, Any], about: Mapping[str, str]) -> str:
    """The document's title and what its metadata say."""
    said, title, site = skin.get("meta", ()), html.escape(about["title"]), html.escape(about["site"])
    day = about.get("published", "none")
    stamp = "" if day == "none" else f"{day}T{about.get('hour', '10:00')}:00+03:00"
    out = ["<title>" + skin.get("window", "{title} | {site}").replace("{title}", title).replace("{site}", site) + "</title>"]
    if "canonical" in said and about.get("url"):
        out.append(f'<link rel="canonical" href="{about["url"]}">')
    if "og" in said:
        out.append(f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">')
        out += [f'<meta property="article:published_time" content="{stamp}">'] if stamp else []
    if "author" in said and about.get("authors"):
        out.append(f'<meta name="author" content="{html.escape(about["authors"])}">')
    if "jsonld" in said:
        data: dict[str, Any] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": about["title"]}
        data["author"] = [{"@type": "Person", "name": a.strip()} for a in about.get("authors", "").split(";") if a.strip()]
        data["publisher"] = {"@type": "Organization", "name": about["site"]}
        data |= {"datePublished": stamp} if stamp else {}
        out.append(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    return "\n".join(out)


def _block(skin: Mapping[str, Any], area: str, block: Block) -> str:
    """The markup of one block: a template of one string, or of what opens, entitles, holds an item and closes."""
    template: Any = skin.get(area, {}).get(block.kind) or skin["kinds"].get(block.kind) or skin["kinds"]["paragraph"]
    if isinstance(template, str):
        return "\n".join(_item({"item": template, "title": template}, i) for i in block.items)
    if block.rows:
        rows = ("".join(_item(template, cell) for cell in row) for row in block.rows)
        inner = "\n".join(template["row"].replace("{}", row) for row in rows)
    else:
        inner = "\n".join(_item(template, i) for i in block.items)
    return f"{template['open']}{inner}{template['close']}"


def _item(template: Mapping[str, str], item: Item) -> str:
    """One item in its template; a part the template has a place for and the item has not leaves that place empty."""
    shape = template.get("title", template["item"]) if item.title else template["item"]
    if "{name}" in shape and not item.title:
        *names, text = item.parts
        places = dict(zip(("name", "date"), names, strict=False)) | {"text": text}
        return re.sub(r"\{(name|date|text)\}", lambda m: _words(places[m[1]]) if m[1] in places else "", shape)
    (first, *more) = item.parts
    dates = " ".join(_words(p) for p in more)
    return shape.replace("{date}", template.get("date", "").replace("{}", dates) if more else "").replace("{}", _words(first))


def _words(part: tuple[int, str]) -> str:
    """An item's words as markup, its mark before them."""
    number, text = part
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))
    return chr(_FIRST + number) + re.sub(r"\[\[(.+?)\]\]", r'<a href="#">\1</a>', text)


def flattened(page: Marked, areas: Mapping[str, Sequence[Block]]) -> list[tuple[str, str]]:
    """Kind and words of each line the markup makes: what stands between borders of blocks, as a browser would copy it."""
    from lxml import html as parser

    kinds = {n: b.kind for blocks in areas.values() for b in blocks for i in _items(b) for n, _ in i.parts}
    tree = parser.document_fromstring(page.text.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
    found = []
    for raw in "".join(_text(tree)).split("\n"):
        line = " ".join(raw.split())
        marks = [kinds[ord(m) - _FIRST] for m in _MARK.findall(line)]
        if words := " ".join(_MARK.sub("", line).split()):
            found.append((_kind_of(marks, words), words))
    return found


def _kind_of(marks: Sequence[str], words: str) -> str:
    """The kind of a line: that of its first item."""
    if not marks:
        raise ValueError(f"A template has words of its own, or breaks an item: {words!r}.")
    return marks[0]


def _items(block: Block) -> Iterator[Item]:
    yield from block.items
    for row in block.rows:
        yield from row


def _text(element: Any) -> Iterator[str]:
    """The text of an element with line breaks where blocks begin and end."""
    tag = element.tag if isinstance(element.tag, str) else "script"
    if tag not in _SILENT:
        cell = "\t" if element.get("class") == "cell" else "\n"
        border = "\n" if tag in _BLOCK else cell if tag in ("td", "th") else ""
        yield "\n" if tag == "br" else border
        yield (element.text or "").replace("\n", " ")
        for child in element:
            yield from _text(child)
        yield border
    yield (element.tail or "").replace("\n", " ")
