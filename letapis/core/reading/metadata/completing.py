"""What the markup says of an article, completed and checked by what the page shows: title, names, day, publisher, agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.agency import agency_of
from letapis.core.reading.metadata.dating import dated, is_dated
from letapis.core.reading.metadata.people import byline_names, distinct, without_opening
from letapis.core.reading.metadata.shown import OTHERS, TITLE, Shown, signers, standing
from letapis.core.reading.metadata.titles import differ, site_in, without_site

_AFTER = 6
"""Blocks after the article that may say whose it is."""
_FOOT = 60
"""Blocks at the end of the page among which the line about its rights is looked for."""
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s,]{0,3}(?:copyright|©)?\s{0,2}(?:by\s)?(?P<years>[\d\s,–—-]{0,20})(?P<who>[^\n|•·.,;©]{2,70})",
    re.I,
)
_RIGHTS_END = re.compile(
    r"(?:all rights reserved|rights reserved|alle rechte|tous droits|todos los derechos|wszelkie prawa"
    r"|все права|усі права|всі права|усе правы|جميع الحقوق)",
    re.I,
)
_RIGHTS_SIGNS = (
    *("©", "(c)", "(C)", "opyright", "OPYRIGHT", "eserved", "ESERVED", "echte", "droits", "erechos", "rawa"),
    *("прав", "ПРАВ", "الحقوق"),
)
_YEARS = re.compile(r"(?:©|\(c\)|copyright|(?:19|20)\d\d|[\s,.;–—-]){1,12}\Z", re.I)


def completed(about: About, shown: Shown, head: int | None = None) -> About:
    """What the markup says (nothing, for a text without any), completed and checked by what the page shows.

    ``head`` is the headline's place; without it the first block of that kind.
    """
    if head is None:
        head = next((i for i, k in enumerate(shown.kinds) if k == "headline"), None)
    about = _titled(about, shown, head)
    anchors = _anchors(about, shown, head)
    signing = [signers(shown, a) for a in anchors]
    best = next((n for n, these in enumerate(signing) if any(is_dated(shown, i) for i in these)), 0)
    below = signing[best] if signing else []
    about = dated(about, shown, anchors[best] if anchors else None, below)
    authors = about.authors or _signed(about, shown, below)
    publisher = about.publisher or _publisher(about, shown, head)
    agency = _agency(shown, below, authors, publisher)
    return replace(about, authors=authors, publisher=publisher, agency=about.agency or agency)


def _titled(about: About, shown: Shown, head: int | None) -> About:
    """The headline as the page shows it, unless the markup names another title as the article's."""
    if head is None:
        return about
    headline = " ".join(shown.texts[head].split())
    if about.explicit and about.title and differ(about.title, headline):
        return about
    site = about.publisher or site_in(about.window or "", headline)
    return replace(about, title=without_site(headline, site), publisher=site)


def _anchors(about: About, shown: Shown, head: int | None) -> list[int]:
    """Where the title stands on the page: at the headline, else nearest above the text; at last a headline of other words."""
    found = standing(shown, about.title) if about.title else []
    if head is not None and (not about.title or not differ(about.title, shown.texts[head])):
        return [head, *(i for i in found if i != head)]
    return [*found, *([head] if head is not None else [])]


def _signed(about: About, shown: Shown, below: Sequence[int]) -> tuple[str, ...]:
    """The names of the lines that sign the article."""
    found: list[str] = []
    for i in below:
        text = shown.texts[i]
        if shown.kinds[i] == "byline" or without_opening(text.strip())[1]:
            found += byline_names(text, about.publisher)
    beside = (j for i in below if is_dated(shown, i) for j in (i, i - 1, i + 1)[: 3 if shown.marked else 1] if j in below)
    plain = (j for j in beside if not shown.main[j] and cue_of(shown.texts[j]) in ("", "byline", "dateline"))
    return distinct(found or (n for j in plain for n in byline_names(shown.texts[j], about.publisher)[:2]))


def _publisher(about: About, shown: Shown, head: int | None) -> str | None:
    """The site's name by the window's title, or by the line that claims the rights."""
    headline = shown.texts[head] if head is not None else about.title or ""
    if site := site_in(about.window or "", headline):
        return site
    if site := _window_site(about.window or "", headline, shown):
        return site
    return next((who for text in reversed(shown.texts[-_FOOT:]) if (who := _holder(text[:TITLE]))), None)


def _window_site(window: str, headline: str, shown: Shown) -> str | None:
    """The site's name where the window is called by nothing else: no word of the headline, and said on the page too."""
    name = window.partition("(")[0].strip()
    mine = words(name)
    if not 1 <= len(mine) <= 4 or not headline or set(mine) & set(words(headline)) or name.islower():
        return None
    return name if any(name in text for text in shown.texts) else None


def _holder(text: str) -> str | None:
    """Who holds the rights by a line that claims them: "© 2024 The Herald", "The Herald 1991-2024. All rights reserved"."""
    if not any(sign in text for sign in _RIGHTS_SIGNS):
        return None
    end = _RIGHTS_END.search(text)
    sign = _RIGHTS.search(text)
    who = sign["who"] if sign else text[: end.start()] if end else ""
    if end and sign:
        who = _RIGHTS_END.split(who)[0]
    who = _YEARS.sub("", who).strip(' –—-:.,"“”')
    return who if 1 <= len(words(who)) <= 7 and not who[:1].islower() and not who[:1].isdigit() else None


def _agency(shown: Shown, below: Sequence[int], authors: Sequence[str], publisher: str | None) -> str | None:
    main = [i for i, m in enumerate(shown.main) if m and shown.kinds[i] != "headline"]
    if not main:
        return None
    first = next((shown.texts[i] for i in main if len(words(shown.texts[i][:300])) > 12), shown.texts[main[0]])
    after = range(main[-1] + 1, min(main[-1] + 1 + _AFTER, len(shown.texts)))
    around = [i for i in (*below, *main[-2:], *after) if shown.kinds[i] not in OTHERS | {"caption"}]
    return agency_of(first, shown.texts[main[-1]], [shown.texts[i] for i in around], authors, publisher)
