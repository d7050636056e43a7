"""Whether two values told of one act can both be right: dates, places, numbers, kinds of doers."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from letapis.core.material import Material
from letapis.core.resolve.acts import LASTING
from letapis.core.resolve.copies import plain
from letapis.words.records import Claim, kind_of
from letapis.words.when import compatible, overlaps

_ENDLESS = 10**9
ONE_TOWN = 30.0
"""Kilometres between two spots of the atlas that can still be one town with what lies around it."""
TOWNS = frozenset({"city", "place", "facility"})
"""Kinds of places that lie in one town, so that two of them far apart cannot both be the spot."""


def dates_agree(word: str, a: str, b: str) -> bool:
    """Whether two dates of an act (by its word) can both be right: "in March" and 14 March; of what lasts, stretches that meet,
    and stretches that do not: each source tells of its part."""
    return word in LASTING or compatible(a, b) or ("/" in a + b and overlaps(a, b))


def number(m: Material, count: Claim) -> tuple[int, int]:
    """What a number with its kind allows: "at least 700" is 700 or more, "about 700" a tenth more or less."""
    n = int(count.value or 0)
    kinds = [str(c.value) for c in m.of(count.subject, "count_kind")]
    by_kind = {"at least": (n, _ENDLESS), "at most": (0, n), "about": (n - n // 10 - 1, n + n // 10 + 1)}
    return by_kind.get(kinds[0] if kinds else "", (n, n))


def numbers_agree(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether some number lies within both."""
    return a[0] <= b[1] and b[0] <= a[1]


def kinds_agree(a: str, b: str) -> bool:
    """Whether two kinds of doers can be one: only the State's and nobody's of the State's cannot."""
    return {a, b} != {"state", "non-state"}


def places_agree(m: Material, a: str, b: str) -> bool:
    """Whether two places can both be where it happened: never told apart but by country, or by the distance of two towns."""
    if a == b or kind_of(a) != "place" or kind_of(b) != "place":
        return True  # words that no atlas knows may name a spot within the other
    countries = [{plain(str(c.value)) for c in m.of(p, "country")} for p in (a, b)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return False
    apart = distance(m, a, b)
    return apart is None or apart <= ONE_TOWN


def distance(m: Material, a: str, b: str) -> float | None:
    """Kilometres between two towns (or spots in them) of the atlas; None where either is wider, or nobody knows where it is."""
    spots = [_spot(m, p) for p in (a, b)]
    if spots[0] is None or spots[1] is None:
        return None
    (y1, x1), (y2, x2) = ((radians(v) for v in spot) for spot in spots if spot)
    chord = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, chord)))


def _spot(m: Material, place: str) -> tuple[float, float] | None:
    kind, *degrees = ([str(c.value) for c in m.of(place, p)][:1] for p in ("kind", "latitude", "longitude"))
    if not kind or kind[0] not in TOWNS or not all(degrees):
        return None
    return float(degrees[0][0]), float(degrees[1][0])
