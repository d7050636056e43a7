"""The days a page's markup gives for its publication and its last change, and how far they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from letapis.core.reading.dates import apart, date_of_markup, in_local_time
from letapis.core.reading.metadata.linked import Linked, Thing
from letapis.core.reading.metadata.markup import Markup, letters
from letapis.words.tables import table

_SCRIPT = 400_000
"""Letters of a script that are looked through for what it holds of the article …"""
_AROUND = 4_000
"""… and letters around a day in which the article's title or address must stand."""
_LISTED = 4
"""Different days of publication among a page's elements from which on they are a list's."""
_STATE = re.compile(
    r"[\"'](date_?published|published_?at|published_?date|publish_?date|date_?published_?gmt|first_?published(?:_?at|_?date)?|"
    r"publication_?date|published_?time|pub_?date)\\{0,3}[\"']\s{0,3}:\s{0,3}\\{0,3}[\"']"
    r"((?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][\d:.+Z-]{0,30})?)",
    re.I,
)
_SIGNS = ("ublish", "pub_date", "pubDate")


class Said(NamedTuple):
    """A day somebody says: its ISO form, and whether it is told in a time zone of its own."""

    iso: str
    local: bool = False


def said(values: Iterable[object]) -> list[Said]:
    """The days of machine-readable values, in order; what is no full date is passed over."""
    return [Said(d, in_local_time(str(v)[:100])) for v in values if v and (d := date_of_markup(str(v)[:100]))]


def settled(days: Sequence[Said]) -> tuple[str | None, bool]:
    """The first day, and whether all say the same; of days a day apart (time zones) the local one goes before Greenwich's.

    Which of two days it was is then inferred, and no longer certain.
    """
    if not days:
        return None, False
    near = [d for d in days if apart(d.iso, days[0].iso) <= 1]
    best = next((d for d in near if d.local), days[0])
    return best.iso, all(d.iso == best.iso for d in days)


@cache
def _names(kind: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(table("about")["days"][kind])}


def _metas(m: Markup, kind: str) -> list[str]:
    """What the meta elements of a kind say, the surest first."""
    ranks = _names(kind)
    found = sorted((rank, n) for n, name in enumerate(m.meta) if (rank := ranks.get(letters(name))) is not None)
    values = list(m.meta.values())
    return [v for _, n in found for v in values[n][:3]]


def published(
    m: Markup, things: Sequence[Thing], linked: Linked, title: str | None, url: str | None
) -> tuple[str | None, bool]:
    """The day of publication by the markup, and whether it is certain: every trusted source says the same."""
    if m.archive:
        return settled(said(t.get("datePublished") for t in things))
    articles = [t for t in things if t.get("datePublished")]
    own = said(t["datePublished"] for t in articles if t in linked.articles)[:1]
    strong = own + said(_metas(m, "published")) + _microdata(m)
    strong += said(t["datePublished"] for t in articles if t in linked.pages)[:1]
    if strong:
        day, certain = settled(strong)
        others = said(t["datePublished"] for t in articles if t in linked.articles)[1:3]
        return day, certain and all(o.iso == day for o in others)
    state = _in_scripts(m.scripts, title, url)
    if state:
        return settled(state)
    weak, _ = settled(said(_metas(m, "weak")))
    return weak, False


def _microdata(m: Markup) -> list[Said]:
    """The days elements of the page carry as publication; many different ones are those of a list of other articles."""
    days = said(m.properties.get("datepublished", ()) or m.properties.get("pubdate", ()))
    return days if len({d.iso for d in days}) < _LISTED else []


def updated(m: Markup, things: Sequence[Thing]) -> str | None:
    """The day of the last change by the markup."""
    if m.archive:
        return settled(said(t.get("dateModified") for t in things))[0]
    days = (
        said(t.get("dateModified") for t in things)[:1]
        + said(_metas(m, "updated"))
        + said(m.properties.get("datemodified", ()))
    )
    return settled(days)[0]


def _in_scripts(scripts: Sequence[str], title: str | None, url: str | None) -> list[Said]:
    """The day that a page's own state (data a script holds) gives beside the article's title or address."""
    keys = [k for k in ((url or "").rstrip("/").rsplit("/", 1)[-1], " ".join((title or "").split())) if len(k) > 8]
    found: list[tuple[int, Said]] = []
    for text in scripts[:60]:
        if len(text) > _SCRIPT or not any(s in text for s in _SIGNS):
            continue
        for hit in list(_STATE.finditer(text))[:40]:
            if day := said([hit[2]]):
                found.append((_distance(text, hit.start(), keys), day[0]))
    near = [f for f in found if f[0] <= _AROUND]
    if near:
        return [min(near)[1]]
    return [found[0][1]] if len({d.iso for _, d in found}) == 1 and len(found) <= 3 and keys else []


def _distance(text: str, at: int, keys: Sequence[str]) -> int:
    """Letters between a place and the nearest of the keys; more than enough if none is near."""
    best = _AROUND + 1
    for key in keys:
        before = text.rfind(key, max(0, at - _AROUND), at)
        after = text.find(key, at, at + _AROUND)
        best = min([best, *(abs(at - p) for p in (before, after) if p >= 0)])
    return best
