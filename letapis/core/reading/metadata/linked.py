"""What a page's JSON-LD says of the page's own article, its references resolved; lists of other articles are passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from letapis.core.reading.align import words

Thing = dict[str, Any]

_PATH = re.compile(r"(?:https?://[^/?#]*)?([^?#]*)")
_LIMIT = 400_000
"""Letters of a script that are parsed …"""
_SCRIPTS = 40
"""… of at most so many scripts …"""
_MOST = 4_000
"""… and objects of all of them."""
_ARTICLES = ("article", "posting", "report", "review", "recipe", "newsletter", "liveblog", "howto", "statement")
_OTHERS = frozenset(
    {"itemListElement", "comment", "review", "reviews", "mentions", "hasPart", "citation", "isBasedOn", "relatedLink",
     "about", "itemReviewed", "offers", "significantLink", "blogPost", "subjectOf", "workExample", "acceptedAnswer"}
)  # fmt: skip
"""Keys under which other things than the page's own article stand."""


@dataclass(slots=True)
class Linked:
    """The objects of a page: its own articles (the surest first), everything by its id, and the sites it names."""

    articles: list[Thing] = field(default_factory=list)
    pages: list[Thing] = field(default_factory=list)
    by_id: dict[str, Thing] = field(default_factory=dict)
    sites: list[Thing] = field(default_factory=list)

    def resolved(self, value: Any) -> Any:
        """The object a reference names; anything else as it is."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
            return self.by_id.get(value["@id"], value)
        return value

    def named(self, value: Any, depth: int = 0) -> list[str]:
        """The names of a value: of words, of an object, of a list of them, of what a reference names."""
        if depth > 6:
            return []
        if isinstance(value, list):
            return [n for v in value[:20] for n in self.named(v, depth + 1)]
        value = self.resolved(value)
        if isinstance(value, dict):
            return self.named(value.get("name"), depth + 1)
        return [" ".join(value.split())] if isinstance(value, str) and 1 < len(value) < 300 else []


def linked(scripts: Iterable[str]) -> Linked:
    """The objects of a page's JSON-LD; broken scripts are passed over."""
    found = Linked()
    todo: list[tuple[Any, bool]] = []
    for text in list(scripts)[:_SCRIPTS]:
        if len(text) <= _LIMIT and (parsed := _parsed(text)) is not None:
            todo.append((parsed, True))
    for thing, own in _walked(todo):
        if isinstance(thing.get("@id"), str) and len(thing) > 1:
            found.by_id.setdefault(thing["@id"], thing)
        kind = str(thing.get("@type")).lower()[:200]
        if own and any(k in kind for k in _ARTICLES):
            found.articles.append(thing)
        elif own and "webpage" in kind:
            found.pages.append(thing)
        elif "website" in kind or "newsmediaorganization" in kind:
            found.sites.append(thing)
    return found


def _parsed(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _walked(todo: list[tuple[Any, bool]]) -> Iterable[tuple[Thing, bool]]:
    """Every object, the outer before the inner, and whether it can be the page's own article."""
    at = 0
    while at < len(todo) and at < _MOST:
        thing, own = todo[at]
        at += 1
        if isinstance(thing, dict):
            yield thing, own
            todo += [(v, own and k not in _OTHERS) for k, v in list(thing.items())[:200] if isinstance(v, dict | list)]
        elif isinstance(thing, list):
            todo += [(v, own) for v in thing[:200] if isinstance(v, dict | list)]


def own_first(found: Linked, url: str | None, title: str | None) -> list[Thing]:
    """The articles, those first that carry the page's address or title; the page's own object last."""
    path, wanted = _path(url), words(title or "")

    def rank(thing: Thing) -> int:
        said = [thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")]
        said = [s.get("@id") if isinstance(s, dict) else s for s in said]
        if path and any(isinstance(s, str) and _path(s) == path for s in said):
            return 0
        mine = words(str(thing.get("headline") or thing.get("name") or ""))
        return 0 if wanted and mine and 2 * sum(w in wanted for w in mine) >= 1.2 * max(len(mine), len(wanted)) else 1

    return [*sorted(found.articles, key=rank), *found.pages]


def _path(url: Any) -> str:
    """The path of an address, in small letters."""
    m = _PATH.match(str(url)[:2000]) if url else None
    return m[1].strip("/").lower() if m else ""
