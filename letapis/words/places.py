"""An offline atlas: names in, the places that bear them out; pure look-up in a table that ships inside the package.

The table (GeoNames, CC BY 4.0) is kept as one text and searched in its sorted keys, so that loading it costs little more than
unpacking it. Names are folded: no case, no accents, no apostrophes, anything else a space.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from letapis.words.records import Place
from letapis.words.tables import table

_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)
_DROP: Final = re.compile(r"['’‘ʼʻ`´ʹ]|[^\x00-\x7f]")
_PART: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name as a key: small letters without accents, words parted by one space; empty if nothing Latin is left."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        if any(c.isalpha() and not c.isascii() for c in name):
            return ""
    return _PART.sub(" ", _DROP.sub("", name.casefold())).strip()


@dataclass(frozen=True)
class _Shipped:
    """The table as it is shipped: rows, and sorted keys beside the numbers of their rows."""

    rows: list[str]
    keys: list[str]
    """Each ``key TAB number,number``."""

    def find(self, key: str) -> tuple[Place, ...]:
        """The places under a folded key, biggest first as the table has them."""
        at = bisect_left(self.keys, key + "\t")
        if at == len(self.keys) or not self.keys[at].startswith(key + "\t"):
            return ()
        return tuple(self.place(int(n)) for n in self.keys[at].partition("\t")[2].split(","))

    def place(self, number: int) -> Place:
        """One row of the table as a place."""
        name, kind, code, region, population, lat, lon = self.rows[number].split("\t")
        within, region = (region[1:], "") if region.startswith("@") else ("", region)
        place = Place(name, kind, _countries().get(code, ""), region=region, within=within, population=int(population))
        return replace(place, latitude=float(lat), longitude=float(lon)) if lat else place


@cache
def _shipped() -> _Shipped:
    packed = resources.files("letapis.words").joinpath("atlas.tsv.gz").read_bytes()
    rows, _, keys = gzip.decompress(packed).decode("utf-8").partition("\n\n")
    return _Shipped(rows.split("\n"), keys.rstrip("\n").split("\n"))


@lru_cache(maxsize=1 << 12)
def _found(key: str) -> tuple[Place, ...]:
    return _shipped().find(key)


@cache
def _countries() -> Mapping[str, str]:
    """The English names of countries by their codes; they stand first in the table."""
    rows = (row.split("\t", 3) for row in _shipped().rows[:300])
    return {code: name for name, kind, code, _ in rows if kind == "country"}


@cache
def _adjectives() -> Mapping[str, str]:
    """Folded adjectives and names of nationals, singular and plural, with the country they go with."""
    found: dict[str, str] = {}
    for code, words in table("lang/en/places")["adjectives"].items():
        for word in map(fold, words):
            plural = word[:-3] + "men" if word.endswith("man") and word in ("frenchman", "dutchman") else word + "s"
            found.update({word: _countries()[code], plural: _countries()[code]})
    return found


@dataclass(frozen=True)
class Atlas:
    """The shipped places and, before them, a project's own."""

    _local: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    _names: Mapping[str, str] = field(default_factory=dict)
    """A project's own adjectives of countries."""

    @staticmethod
    def default() -> Atlas:
        """The atlas as it ships."""
        return _DEFAULT

    def find(self, name: str) -> tuple[Place, ...]:
        """The places that bear a name, the project's own first, then the biggest; none if there are none."""
        key = fold(name)
        if not key:
            return ()
        return self._local.get(key, ()) + _found(key)

    def behind_comma(self, words: str) -> tuple[Place, ...]:
        """The countries and regions that words behind a place's name and a comma can mean: "Texas", "Tex.", "TX", "Alta."."""
        short = _found("," + fold(words).replace(" ", "")) if words[:1].isupper() and len(words) < 7 else ()
        return tuple(p for p in (*self.find(words), *short) if p.kind in ("country", "region"))

    def country(self, name: str) -> str | None:
        """The country of that name, in its usual English form; None if it is no country."""
        return next((p.name for p in self.find(name) if p.kind == "country"), None)

    def code(self, name: str) -> str | None:
        """The two-letter code (ISO 3166-1) of the country of that name; None if it has none."""
        known = self.country(name)
        return next((code for code, country in _countries().items() if country == known), None) if known else None

    def country_of_adjective(self, word: str) -> str | None:
        """The country an adjective or the name of its people goes with: "Belarusian", "Poles"; None if none."""
        key = fold(word)
        return self._names.get(key) or _adjectives().get(key)

    def extend(self, rows: Iterable[Place]) -> Atlas:
        """This atlas and a project's own places; a country's aliases in "n", "i", "sh", "ese" are its adjectives too."""
        local, names = dict(self._local), dict(self._names)
        for row in rows:
            place = replace(row, country=row.country or (row.name if row.kind == "country" else ""))
            keys = dict.fromkeys(map(fold, (row.name, *row.aliases)))
            people = {k for k in keys if row.kind == "country" and k != fold(row.name) and k.endswith(("n", "i", "sh", "ese"))}
            names.update({k + plural: row.name for k in people for plural in ("", "s")})
            for key in keys.keys() - people:
                local[key] = (*local.get(key, ()), place)
        return Atlas(local, names)

    def with_local(self, rows: tuple[Place, ...]) -> Atlas:
        """The same as ``extend``, remembered for the rows it was last asked for."""
        return _with_local(rows) if rows else self


_DEFAULT: Final = Atlas()


@lru_cache(maxsize=8)
def _with_local(rows: tuple[Place, ...]) -> Atlas:
    return _DEFAULT.extend(rows)
