"""What a page shows of itself around its article beside its markup: headline, byline, dateline, agency, publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.dateline import Day, days_of, is_dateline
from letapis.core.reading.dates import apart, dates_in
from letapis.core.reading.draft import About
from letapis.core.reading.metadata.agency import agency_of
from letapis.core.reading.metadata.people import byline_names, distinct, without_opening
from letapis.core.reading.metadata.titles import differ, site_in, without_site

_ABOVE, _BELOW, _AFTER = 4, 14, 6
"""Blocks above and below the headline, and after the article, that may say whose it is and of when."""
_BESIDE = 3
"""Blocks from the headline within which even what looks like a menu may say the day."""
_FOOT = 60
"""Blocks at the end of the page among which the line about its rights is looked for."""
_SIGN = 26
"""Words such a block has at most."""
_TITLE, _SEEN = 300, 20
"""Letters of a block that may be the title; blocks of the text among which it is looked for."""
_OTHERS = frozenset({"related", "comment", "advert", "legal", "menu", "social", "tags"})
"""Kinds of block whose dates and names are not the article's …"""
_LOOSE = frozenset({"menu", "advert", "social", "tags"})
"""… unless they stand right beside the headline, …"""
_NEVER = frozenset({"comment", "legal"})
"""… or are told by their looks only, and not these."""
_LABEL = 40
"""Letters of a block that may say what the next one's day is of."""
_PLACED = re.compile(r"[)\]]?[^.\n]{0,20}?(?:--|–|—|:)\s")
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


@dataclass(frozen=True, slots=True)
class Shown:
    """A page's blocks in page order: their words, kinds, whether they are main text, and the machine's dates in them."""

    texts: Sequence[str]
    kinds: Sequence[str]
    main: Sequence[bool]
    times: Sequence[Sequence[str]] = ()
    marked: bool = True
    """The kinds rest on markup too; without any, a short line's kind says little."""

    def times_of(self, i: int) -> Sequence[str]:
        """The machine-readable dates of a block."""
        return self.times[i] if self.times else ()


def completed(about: About, shown: Shown, head: int | None = None) -> About:
    """What the markup says (nothing, for a text without any), completed and checked by what the page shows.

    ``head`` is the headline's place; without it the first block of that kind.
    """
    if head is None:
        head = next((i for i, k in enumerate(shown.kinds) if k == "headline"), None)
    about = _titled(about, shown, head)
    anchors = _anchors(about, shown, head)
    signing = [_below(shown, a) for a in anchors]
    best = next((n for n, these in enumerate(signing) if any(_is_dated(shown, i) for i in these)), 0)
    below = signing[best] if signing else []
    about = _dated(about, shown, anchors[best] if anchors else None, below)
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


def standing(shown: Shown, title: str) -> list[int]:
    """The blocks that say what the title says: the last one above the text first, then those above it, then within it."""
    wanted, found = words(title), list[int]()
    known = set(wanted)
    first = next((i for i, m in enumerate(shown.main) if m), 0)
    least, most = len(title) // 2, min(_TITLE, 2 * len(title) + 10)
    for i in range(0 if shown.marked else 1, min(len(shown.texts), first + _SEEN)):
        if least <= len(shown.texts[i]) <= most:
            mine = words(shown.texts[i])
            if mine and 2 * sum(w in known for w in mine) >= 1.6 * max(len(mine), len(wanted)):
                found.append(i)
    return sorted(found, key=lambda i: (i > first, abs(first - i)))[:4]


def _below(shown: Shown, anchor: int) -> list[int]:
    """The blocks below the headline that may sign it: until its second paragraph."""
    found, passed = list[int](), 0
    for i in range(anchor + 1, min(anchor + 1 + _BELOW, len(shown.texts))):
        n = len(words(shown.texts[i][:600]))
        passed += shown.main[i] and n > _SIGN
        if passed > 1:
            break
        if n <= _SIGN and _may_sign(shown, i, anchor):
            found.append(i)
    return found


def _may_sign(shown: Shown, i: int, anchor: int) -> bool:
    """Whether a block's kind lets it speak of the article; beside the headline even what looks like a menu may."""
    kind = shown.kinds[i]
    if kind not in _OTHERS or (not shown.marked and kind not in _NEVER and i > anchor):
        return True
    return abs(i - anchor) <= _BESIDE and kind in _LOOSE


def _days(shown: Shown, places: Sequence[int]) -> list[Day]:
    """The days blocks give; a few words in the block before ("Updated") say of what."""
    found = list[Day]()
    for i in places:
        label = shown.texts[i - 1] if i and len(shown.texts[i - 1]) <= _LABEL else ""
        found += days_of(shown.texts[i], shown.times_of(i), "" if dates_in(label) else label)
    return found


def _is_dated(shown: Shown, i: int) -> bool:
    """Whether a block is there to say a day: little else, a machine's date, or words for it before the date."""
    text = shown.texts[i][:_TITLE]
    if is_dateline(text) or shown.times_of(i):
        return True
    if not dates_in(text):
        return False
    signs = shown.kinds[i] in ("dateline", "byline") or without_opening(text.strip())[1]
    return signs or (cue_of(text) not in _OTHERS and any(d.of for d in days_of(text)))


def _dated(about: About, shown: Shown, anchor: int | None, below: Sequence[int]) -> About:
    """The days, by the lines around the headline, the markup, the opening of the text."""
    near = _days(shown, [i for i in below if _is_dated(shown, i)])
    if anchor is not None and not about.archived and not any(d.of != "updated" for d in near):
        above = [i for i in range(max(0, anchor - _ABOVE), anchor) if _signs_above(shown, i, anchor)]
        near += _days(shown, above[-1:])
    printed = [d.iso for d in sorted(near, key=lambda d: d.of != "published") if d.of != "updated"]
    changed = [d.iso for d in near if d.of == "updated"]
    about = replace(about, updated=about.updated or next(iter(changed), None))
    if about.published and about.published_basis != "dateline":
        return _checked(about, printed, changed)
    if printed:
        signed = shown.marked or any(d.of for d in near) or any(without_opening(shown.texts[i].strip())[1] for i in below)
        certain = signed and all(d == printed[0] for d in printed[1:])
        return replace(about, published=printed[0], published_basis="dateline", published_certain=certain)
    if placed := _opening_day(shown):
        return replace(about, published=placed, published_basis="text", published_certain=False)
    if changed:
        return replace(about, published=changed[0], published_basis="dateline", published_certain=False)
    return about


def _signs_above(shown: Shown, i: int, anchor: int) -> bool:
    """Whether a block above the headline says its day; without markup only right above it, where no clock of the page is."""
    if not shown.marked and shown.kinds[i] not in ("dateline", "byline"):
        return anchor - i <= 2 and not shown.main[i] and is_dateline(shown.texts[i])
    return _may_sign(shown, i, anchor) and _is_dated(shown, i)


def _checked(about: About, printed: Sequence[str], changed: Sequence[str]) -> About:
    """The markup's day beside the printed ones: what readers see goes before what they don't, but doubt is said."""
    day, certain = str(about.published), about.published_certain
    same = [d for d in printed if apart(d, day) <= 1]
    if same:
        return replace(
            about,
            published=same[0] if day not in same else day,
            published_certain=day in same and (certain or len(same) == len(printed)),
        )
    if printed and about.updated and apart(printed[0], about.updated) <= 1:
        return replace(about, published_certain=False)
    if printed:
        return replace(about, published=printed[0], published_basis="dateline", published_certain=False)
    if changed and apart(changed[0], day) > 1:
        return replace(about, published_certain=False)
    return about


def _opening_day(shown: Shown) -> str | None:
    """The day of "MOSTRYN, 14 March 2011 —" at the very beginning of the text."""
    opening = next(
        (t[:120] for t, k, m in zip(shown.texts, shown.kinds, shown.main, strict=True) if m and k == "paragraph"), ""
    )
    at = next(((b, d) for a, b, d in dates_in(opening) if a < 45), None)
    return at[1] if at and _PLACED.match(opening[at[0] :]) else None


def _signed(about: About, shown: Shown, below: Sequence[int]) -> tuple[str, ...]:
    """The names of the lines that sign the article."""
    found: list[str] = []
    for i in below:
        text = shown.texts[i]
        if shown.kinds[i] == "byline" or without_opening(text.strip())[1]:
            found += byline_names(text, about.publisher)
    beside = (j for i in below if _is_dated(shown, i) for j in (i, i - 1, i + 1)[: 3 if shown.marked else 1] if j in below)
    plain = (j for j in beside if not shown.main[j] and cue_of(shown.texts[j]) in ("", "byline", "dateline"))
    return distinct(found or (n for j in plain for n in byline_names(shown.texts[j], about.publisher)[:2]))


def _publisher(about: About, shown: Shown, head: int | None) -> str | None:
    """The site's name by the window's title, or by the line that claims the rights."""
    headline = shown.texts[head] if head is not None else about.title or ""
    if site := site_in(about.window or "", headline):
        return site
    if site := _window_site(about.window or "", headline, shown):
        return site
    return next((who for text in reversed(shown.texts[-_FOOT:]) if (who := _holder(text[:_TITLE]))), None)


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
    around = [i for i in (*below, *main[-2:], *after) if shown.kinds[i] not in _OTHERS | {"caption"}]
    return agency_of(first, shown.texts[main[-1]], [shown.texts[i] for i in around], authors, publisher)
