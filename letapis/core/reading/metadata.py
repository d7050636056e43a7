"""What a page says of itself: title, authors, publisher, address, and when it was published and on what basis."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from letapis.core.reading.align import words
from letapis.core.reading.dates import date_in_url, date_of_markup
from letapis.core.reading.draft import About
from letapis.words.records import Given
from letapis.words.tables import table

_SEPARATOR = re.compile(r" [|–—·»«•:/-] | - ")
_ARTICLE_DATES = tuple(table("markup")["html"]["published"])
_BYLINES = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_TITLES = ("og:title", "dc.title", "citation_title")
_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "blogposting", "review", "recipe")
_LD_LIMIT = 400_000


def metas(tree: Any) -> dict[str, list[str]]:
    """The page's meta elements: name, property or itemprop in small letters, and their contents."""
    found: dict[str, list[str]] = {}
    for e in tree.iter("meta"):
        content = (e.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and e.get(attribute):
                found.setdefault(e.get(attribute).strip().lower(), []).append(content[:2000])
    return found


def linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, the outer before the inner; broken ones are passed over."""
    for e in tree.iter("script"):
        if "ld+json" not in (e.get("type") or "") or not e.text or len(e.text) > _LD_LIMIT:
            continue
        try:
            todo = [json.loads(e.text.strip(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo:
            thing = todo.pop(0)
            if isinstance(thing, dict):
                yield thing
            inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
            todo += [x for x in inner if isinstance(x, dict | list)][:200]


def of_markup(tree: Any, given: Given) -> About:
    """What the page's markup and address say; each date with its basis."""
    meta, things = metas(tree), list(linked_data(tree))[:2000]
    url = given.url or _canonical(tree, meta)
    published, basis, certain = _published(tree, meta, things, url)
    return About(
        title=_title(tree, meta, things),
        explicit=_first(meta, *_TITLES) is not None,
        authors=_authors(meta, things),
        publisher=_first(meta, "og:site_name") or _publisher(things) or _first(meta, "application-name", "dc.publisher"),
        published=published,
        published_basis=basis,
        published_certain=certain,
        url=url,
        language=tree.get("lang") or _first(meta, "content-language"),
    )


def _first(meta: dict[str, list[str]], *names: str) -> str | None:
    return next((meta[n][0] for n in names if n in meta), None)


def _canonical(tree: Any, meta: dict[str, list[str]]) -> str | None:
    for e in tree.iter("link"):
        if (e.get("rel") or "").lower() == "canonical" and (e.get("href") or "").startswith("http"):
            return str(e.get("href")).strip()[:2000]
    found = _first(meta, "og:url", "twitter:url")
    return found if found and found.startswith("http") else None


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(t in str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds]) for t in _ARTICLE_TYPES)


def _published(
    tree: Any, meta: dict[str, list[str]], things: list[dict[str, Any]], url: str | None
) -> tuple[str | None, str | None, bool]:
    """The day of publication, its basis, and whether the markup says one day only."""
    linked = sorted(
        (t for t in things if t.get("datePublished") and _is_article(t)), key=lambda t: "webpage" in str(t.get("@type")).lower()
    )
    said = [str(t["datePublished"]) for t in linked]
    said += [v for name in _ARTICLE_DATES for v in meta.get(name, ())]
    said += [e.get("datetime") or e.get("content") or "" for e in tree.iter() if e.get("itemprop") == "datePublished"][:3]
    said += [
        e.get("datetime") or "" for e in tree.iter("time") if "pubdate" in e.attrib or "entry-date" in (e.get("class") or "")
    ][:1]
    found = list(dict.fromkeys(d for s in said if (d := date_of_markup(s))))
    if found:
        return found[0], "markup", len(found) == 1
    day = date_in_url(url)
    return (day, "URL", True) if day else (None, None, False)


def _title(tree: Any, meta: dict[str, list[str]], things: list[dict[str, Any]]) -> str | None:
    shown = next((" ".join("".join(e.itertext()).split()) for e in tree.iter("title")), "")
    site = _first(meta, "og:site_name") or _publisher(things)
    said = _first(meta, *_TITLES) or shown
    return without_site(said, site) or None


def without_site(title: str, site: str | None) -> str:
    """The title without the site's name at its beginning or end: the short part beyond a separator."""
    title = " ".join(title.split())[:500]
    parts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    if not parts:
        return title
    if site and words(title[parts[-1][1] :]) and set(words(title[parts[-1][1] :])) <= set(words(site)):
        return title[: parts[-1][0]]
    if site and set(words(title[: parts[0][0]])) <= set(words(site)):
        return title[parts[0][1] :]
    start, end = parts[-1]
    if title[start:end].strip() not in (":", "/", "–", "—") and len(words(title[end:])) <= 4 < len(words(title[:start])) + 1:
        return title[:start]
    return title


def differ(title: str, headline: str) -> bool:
    """Whether two forms of a title share less than half of their words."""
    a, b = words(title), words(headline)
    return 2 * sum(w in b for w in a) < 0.5 * (len(a) + len(b))


def _name(value: Any) -> list[str]:
    if isinstance(value, list):
        return [n for v in value for n in _name(v)]
    if isinstance(value, dict):
        return _name(value.get("name"))
    return [" ".join(value.split())] if isinstance(value, str) and 2 < len(value) < 80 and "http" not in value else []


def _authors(meta: dict[str, list[str]], things: list[dict[str, Any]]) -> tuple[str, ...]:
    names = [n for t in things if _is_article(t) for n in _name(t.get("author"))]
    if not names:
        names = [n for key in _BYLINES for v in meta.get(key, ())
                 for n in _name(v)]  # fmt: skip
    return tuple(dict.fromkeys(names))[:12]


def _publisher(things: list[dict[str, Any]]) -> str | None:
    return next((n[0] for t in things if (n := _name(t.get("publisher")))), None)


def with_given(about: About, given: Given) -> About:
    """What the user says goes before what the page says; of the rest, an address with a day dates a page that says none."""
    published, basis, certain = about.published, about.published_basis, about.published_certain
    if given.published:
        published, basis, certain = given.published, "given", True
    elif (not published or not certain) and (day := date_in_url(given.url or about.url)):
        published, basis, certain = day, "URL", True
    return replace(
        about, title=given.title or about.title, authors=given.authors or about.authors, url=given.url or about.url,
        published=published, published_basis=basis if published else None, published_certain=certain and bool(published),
    )  # fmt: skip
