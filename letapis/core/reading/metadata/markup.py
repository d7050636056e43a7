"""What the elements of an HTML page say of it, gathered in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from letapis.core.reading.dates import original_url
from letapis.words.tables import table

_LETTERS = re.compile(r"[^a-z]+")
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(\S{8,2000})")
_VALUE = 2_000
_PROPERTIES = frozenset({"datepublished", "datemodified", "author", "headline", "publisher", "dateupdated", "pubdate"})


@dataclass(slots=True)
class Markup:
    """What meta elements, links, scripts and properties of elements say, each in page order."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    title: str = ""
    language: str | None = None
    linked: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    properties: dict[str, list[str]] = field(default_factory=dict)
    """Microdata: what elements with an itemprop say."""
    saved_from: str | None = None
    archive: bool = False
    """An archive made the page anew: the site and the days its elements name are the archive's."""

    def first(self, *names: str) -> str | None:
        """The first value of the first of these meta elements that is there."""
        return next((self.meta[n][0] for n in names if n in self.meta), None)


@cache
def _archives() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    these = table("about")["archives"]
    return frozenset(these["hosts"]), frozenset(these["sites"]), frozenset(these["banners"])


@cache
def _finder() -> Any:
    from lxml import etree

    return etree.XPath("//meta | //link[@rel] | //script | //title | //time[@pubdate] | //*[@itemprop] | //time[@property]")


@lru_cache(maxsize=4_000)
def letters(name: str) -> str:
    """A name by its small letters only: ``articlepublishedtime``."""
    return _LETTERS.sub("", name.lower())


def gathered(tree: Any) -> Markup:
    """Everything the page's elements say of it."""
    m = Markup(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for e in _finder()(tree):
        tag = e.tag
        if tag == "meta":
            _meta(m, e)
        elif tag == "script":
            _script(m, e)
        elif tag == "link" and m.canonical is None and (e.get("rel") or "").lower() == "canonical":
            m.canonical = (e.get("href") or "").strip()[:_VALUE] or None
        elif tag == "title" and not m.title:
            m.title = " ".join("".join(e.itertext())[: 4 * _VALUE].split())[:_VALUE]
        if tag not in ("meta", "script", "link", "title") or (tag == "link" and e.get("itemprop")):
            _property(m, e)
    m.saved_from = _saved_from(tree)
    m.archive = (m.first("og:site_name") or "").strip().lower() in _archives()[1]
    return m


def _meta(m: Markup, e: Any) -> None:
    content = (e.get("content") or "").strip()
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if name := e.get(attribute):
            m.meta.setdefault(name.strip().lower()[:100], []).append(content[:_VALUE])


def _script(m: Markup, e: Any) -> None:
    text = e.text
    if not text:
        return
    if "ld+json" in (e.get("type") or ""):
        m.linked.append(text)
    elif len(text) > 60:
        m.scripts.append(text)


def _property(m: Markup, e: Any) -> None:
    name = letters(e.get("itemprop") or e.get("property") or ("datepublished" if e.get("pubdate") is not None else ""))
    if name not in _PROPERTIES or len(m.properties.get(name, ())) >= 20 or _in_banner(e):
        return
    value = e.get("datetime") or e.get("content") or " ".join("".join(e.itertext())[:600].split())
    if value:
        m.properties.setdefault(name, []).append(value[:300])


def _in_banner(e: Any) -> bool:
    banners = _archives()[2]
    return any((above.get("id") or "").lower() in banners for above in e.iterancestors())


def _saved_from(tree: Any) -> str | None:
    """The address browsers write into a comment at the head of a page they save."""
    above = tree.getprevious()
    for _ in range(5):
        if above is None:
            return None
        if (found := _SAVED.search(str(above.text or "")[:3000])) and found[1].startswith("http"):
            return found[1]
        above = above.getprevious()
    return None


def _host(url: str | None) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", (url or "")[:300]).split("/")[0].lower()


def own_address(m: Markup) -> str | None:
    """The page's own address where it says one: canonical or shared link, without an archive's in front of it."""
    for said in (m.canonical, m.first("og:url", "twitter:url"), m.saved_from):
        url = original_url(said)
        if url and url.startswith(("http://", "https://")) and len(url) > 10 and _host(url) not in _archives()[0]:
            return url
    return None
