"""Where things happened as points: from the coordinates told of places, blurred unless asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from letapis.core.cases import Act, Person
from letapis.core.export.leaving import Extract, blurred, number
from letapis.words.records import Claim

BLURRED_M: Final = 8000
"""How far a blurred point may lie from the one it stands for, in metres (half the diagonal of a field of the grid)."""
KNOWN_M: Final = {"facility": 100, "place": 1000, "city": 5000, "region": 50000, "country": 500000}


@dataclass(frozen=True)
class Spot:
    """A point on the map with the name of its place."""

    place: Person
    latitude: float
    longitude: float
    uncertainty_m: int
    kind: str
    claims: tuple[Claim, ...]


def spots(out: Extract, act: Act) -> tuple[Spot, ...]:
    """The places of an act that have coordinates."""
    found = (out.named.get(s.value) for s in act.where)
    return tuple(s for place in dict.fromkeys(p for p in found if p) if (s := spot(out, place)))


def spot(out: Extract, place: Person) -> Spot | None:
    """A place's point; None where no coordinates are told, or no possible ones."""
    told = out.of(place, "latitude"), out.of(place, "longitude")
    numbers = [number(claims[0].value) if claims else None for claims in told]
    if numbers[0] is None or numbers[1] is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return None
    kinds = [str(c.value) for c in out.of(place, "kind")]
    kind = kinds[0] if kinds else "place"
    known = KNOWN_M.get(kind, KNOWN_M["place"])
    claims = (told[0][0], told[1][0])
    if out.exact:
        return Spot(place, numbers[0], numbers[1], known, kind, claims)
    return Spot(place, blurred(numbers[0]), blurred(numbers[1]), max(known, BLURRED_M), kind, claims)
