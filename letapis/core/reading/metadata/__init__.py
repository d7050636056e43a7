"""What a page says of itself: title, authors, publisher, address, days, agency; each by its markup and by what it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from letapis.core.reading.dates import apart, date_in_url
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.completing import completed
from letapis.core.reading.metadata.days import published as published_by
from letapis.core.reading.metadata.days import updated as updated_by
from letapis.core.reading.metadata.linked import Linked, Thing, linked, own_first
from letapis.core.reading.metadata.markup import Markup, gathered, own_address
from letapis.core.reading.metadata.people import distinct, names, without_publisher
from letapis.core.reading.metadata.titles import differ, site_in, without_site
from letapis.words.records import Given
from letapis.words.tables import table

_NAMES = table("about")["names"]
_EMPTY = frozenset(_NAMES["empty"])


def of_markup(tree: Any, given: Given) -> About:
    """What the page's markup and address say; each date with its basis."""
    m = gathered(tree)
    canonical = own_address(m)
    url = given.url or canonical
    things = linked(m.linked)
    said = m.first(*_NAMES["titles"]) or next(iter(m.properties.get("headline", ())), None)
    articles = own_first(things, url, said or m.title)
    publisher = _publisher(m, articles, things)
    title = without_site(said or m.title, publisher)
    day, certain = published_by(m, articles, things, title, url)
    return About(
        title=title or None,
        explicit=said is not None,
        authors=_authors(m, articles, things, publisher),
        publisher=publisher,
        published=day,
        published_basis="markup" if day else None,
        published_certain=certain,
        url=url,
        language=m.language or m.first("content-language", "og:locale"),
        window=m.title or None,
        updated=updated_by(m, articles),
        canonical=canonical,
        archived=m.archive,
    )


def _publisher(m: Markup, articles: list[Thing], things: Linked) -> str | None:
    """The site's name by its markup: shared, linked, or as a program."""
    said = [] if m.archive else m.meta.get("og:site_name", [])[:1]
    said = said + [n for t in articles for n in things.named(t.get("publisher"))[:1]]
    said += [n for t in things.sites for n in things.named(t)[:1]]
    said += m.properties.get("publisher", [])[:1] + [v for k in _NAMES["program"] for v in m.meta.get(k, ())[:1]]
    clean = (" ".join(s.split()).strip(" |–—-") for s in said if "http" not in s)
    return next((s for s in clean if 1 < len(s) <= 100 and s.casefold() not in _EMPTY), None)


def _authors(m: Markup, articles: list[Thing], things: Linked, publisher: str | None) -> tuple[str, ...]:
    """The people who sign it by its markup, the surest source first."""
    signed = (things.named(t.get("author") or t.get("creator")) for t in articles if t not in things.pages)
    metas = [v for k in _NAMES["authors"] for v in m.meta.get(k, ())]
    sources = (next((n for n in signed if n), []), metas, m.properties.get("author", [])[:1])
    for source in sources:
        if found := distinct(without_publisher([n for v in source for n in names(v)], publisher)):
            return found
    return ()


def with_given(about: About, given: Given) -> About:
    """What the user says goes before what the page says; of the rest, an address with a day dates a page that says none."""
    published, basis, certain = about.published, about.published_basis, about.published_certain
    if given.published:
        published, basis, certain = given.published, "given", True
    elif (not published or not certain) and (day := date_in_url(given.url or about.url)):
        if published and apart(published[:10], day) <= 1:
            certain = certain or published[:10] == day
        else:
            published, basis, certain = day, "URL", basis != "markup"
    return replace(
        about, title=given.title or about.title, authors=given.authors or about.authors, url=given.url or about.url,
        published=published, published_basis=basis if published else None, published_certain=certain and bool(published),
    )  # fmt: skip


__all__ = ["completed", "differ", "of_markup", "site_in", "with_given", "without_site"]
