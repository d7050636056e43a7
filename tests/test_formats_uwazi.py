"""Uwazi: cells as its import takes them, links that find their titles, choices that are in their thesauri."""

from __future__ import annotations

import re

from letapis.core.export import uwazi
from letapis.core.export.leaving import Extract
from tests.leaving import PAGES, files, inside, leaving, rows, told_at


def imports(out: Extract) -> dict[str, list[dict[str, str]]]:
    (made,) = files("uwazi", out).items()
    found = {n: d for n, d in inside(*made) if n.endswith("/import.csv")}
    return {n.split("/")[1].split("-")[1].removesuffix(".zip"): rows(d) for n, d in found.items()}


def test_cells_are_what_uwazi_takes() -> None:
    out = leaving([told_at(PAGES[0], "Dravin", "53.9", "-27.5"), *PAGES[1:]], None)
    found = imports(out)
    assert list(found) == ["source", "person", "organisation", "act"]
    for template in uwazi.templates(out):
        table = found[template.name.lower()]
        titles = [r["Title"] for r in table]
        assert all(titles)
        assert len({t.casefold() for t in titles}) == len(titles)
        for row in table:
            assert list(row) == template.columns
            for label, kind, _ in template.properties:
                cell = row[f"{label}_geolocation" if kind == "geolocation" else label]
                if cell and kind == "date":
                    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
                elif cell and kind == "daterange":
                    assert re.fullmatch(r"\d{4}-\d\d-\d\d:\d{4}-\d\d-\d\d", cell)
                elif cell and kind == "geolocation":
                    latitude, longitude = map(float, cell.split("|"))
                    assert (abs(latitude) <= 90, abs(longitude) <= 180) == (True, True)
                elif cell and kind == "link":
                    assert cell.count("|") == 1
                elif kind not in ("relationship", "multiselect"):
                    assert "|" not in cell, (label, cell)
    assert any(r["Place_geolocation"] == "53.9|-27.5" for r in found["act"])


def test_links_find_their_titles_and_choices_their_terms() -> None:
    out = leaving(who=None)
    found, made = imports(out), files("uwazi", out)
    terms = {n.rpartition("/")[2]: d.decode() for f, data in made.items() for n, d in inside(f, data) if "/thesauri/" in n}
    for template in uwazi.templates(out):
        for label, kind, what in template.properties:
            for cell in (
                row[label] for row in found[template.name.lower()] if kind in ("relationship", "select", "multiselect")
            ):
                for value in filter(None, cell.split("|")):
                    if kind == "relationship":
                        assert value in {r["Title"] for r in found[what.removeprefix("to ").lower()]}
                    else:
                        assert f'"{value}"' in terms[f"{what.removeprefix('thesaurus ')}.csv"]


def test_what_has_not_happened_has_no_type_of_act() -> None:
    feared = [r for r in imports(leaving())["act"] if "feared" in r["Title"]]
    assert [r["Type of act"] for r in feared] == [""]
    assert [r["HURIDOCS code"] for r in feared] == [""]
