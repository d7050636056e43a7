"""The field's formats: the same bytes for the same case, every value with its claims, nothing withheld, no formula."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from letapis.core.export import FORMATS
from letapis.core.export.dating import dated
from letapis.core.export.evidence import HIDDEN, UNSEARCHED
from letapis.core.export.xlsx import CUT, LONGEST
from letapis.core.export.zipped import TooLargeError, zipped
from tests.leaving import PAGES, claims_in, every, files, leaving, rows, told_at
from tests.telling import page, rule

NAMES = [f.NAME for f in FORMATS]
COORDINATES = re.compile(r"-?\d+(\.\d+)?\|-?\d+(\.\d+)?\Z")


def test_formats() -> None:
    assert NAMES == ["xlsx", "tables", "ftm", "huridocs", "uwazi", "sdg", "timeline", "geojson", "bag", "wacz"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["Ales Kulich", None])
def test_the_same_case_gives_the_same_bytes_under_names_that_tell_nothing(name: str, who: str | None) -> None:
    made = files(name, leaving(who=who))
    assert made == files(name, leaving(who=who))
    assert made
    stem = r"case-([a-z]{5}-){3}[a-z]{5}" if who else "project"
    assert all(re.fullmatch(rf"{stem}[.-][A-Za-z.-]+", file) for file in made)
    assert not any(word in file.casefold() for file in made for word in ("ales", "kulich"))


@pytest.mark.parametrize("name", [n for n in NAMES if n != "wacz"])
def test_every_id_of_a_claim_is_one_of_the_case_and_acts_have_them(name: str) -> None:
    out = leaving()
    known = set(out.ids(out.claims))
    found = set().union(*map(claims_in, every(name, out).values()))
    assert found
    assert found <= known
    if name != "sdg":  # which leaves out what is no violation
        assert set(out.ids(c for e in out.entries for c in e.act.told if e.date)) <= found


@pytest.mark.parametrize("name", ["xlsx", "tables", "ftm", "uwazi", "bag"])
def test_nothing_is_dropped(name: str) -> None:
    out = leaving(who=None)
    assert set().union(*map(claims_in, every(name, out).values())) == set(out.ids(out.claims))


@pytest.mark.parametrize("name", ["tables", "huridocs", "uwazi", "sdg", "bag"])
def test_no_cell_of_a_csv_file_begins_as_a_formula(name: str) -> None:
    found = {n: d for n, d in every(name, leaving()).items() if n.endswith(".csv")}
    cells = [(n, c) for n, d in found.items() for row in rows(d) for c in row.values()]
    assert cells
    assert any("=cmd" in c for _, c in cells) == (name != "sdg")
    for n, cell in cells:
        assert COORDINATES.match(cell) or not cell.lstrip().startswith(("=", "+", "-", "@")), (n, cell)


def test_a_workbook_holds_the_tables_and_no_formula() -> None:
    out = leaving()
    (data,) = files("xlsx", out).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    tables = {n.rpartition("-")[2].removesuffix(".csv"): rows(d) for n, d in files("tables", out).items()}
    assert book.sheetnames == list(tables) == ["people", "acts", "interventions", "sources", "claims"]
    for sheet in book:
        assert {c.data_type for row in sheet.iter_rows() for c in row if c.value is not None} <= {"s", "n"}
        head, *cells = (["" if c is None else _number(str(c)) for c in row] for row in sheet.iter_rows(values_only=True))
        assert [dict(zip(head, row, strict=True)) for row in cells] == [
            {k: _number(v) for k, v in row.items()} for row in tables[sheet.title]
        ]
    assert book.properties.creator in (None, "openpyxl")  # what openpyxl says where the file says nothing


def _number(cell: str) -> str:
    return re.sub(r"\.0\Z", "", cell) if re.fullmatch(r"\d+\.0", cell) else cell


def test_a_cell_too_long_for_a_workbook_says_that_it_is_cut() -> None:
    long = page("{name=k Ales Kulich} spoke. " + "word " * 8000 + "{arrest arrested} {victim=k Ales Kulich}.", "A")
    (data,) = files("xlsx", leaving([long])).values()
    cells = [str(c.value) for s in openpyxl.load_workbook(io.BytesIO(data)) for r in s.iter_rows() for c in r]
    assert max(map(len, cells)) <= LONGEST
    assert any(c.endswith(CUT) for c in cells)


# ---- what is withheld

SECRET = "Milena Sarovich"
CHILD = page(
    "{victim=k Ales Kulich} was {arrest arrested} on {when=2024-01-05 5 January} in {where Dravin}.\n\nPolice {beating beat} "
    f"{{victim=m {SECRET}}}, {{age=m:15 a pupil}}. A cellmate was {{sexual_violence raped in the yard}} there.",
    "Evening Courier", "2024-01-06", url="https://courier.example/milena-sarovich",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["Ales Kulich", None])
def test_what_is_restricted_is_in_no_format(name: str, who: str | None) -> None:
    words = (b"milena", b"sarovich", b"raped", b"sexual")
    kept = b"".join(every(name, leaving([CHILD, *PAGES], who, level="team")).values()).lower()
    assert (words[0] in kept) == (who is None or name not in ("geojson", "sdg", "timeline"))
    for file, data in every(name, leaving([CHILD, *PAGES], who, level="public")).items():
        assert not [w for w in words if w in data.lower() or w in file.lower().encode()], file


@pytest.mark.parametrize("name", NAMES)
def test_a_person_ruled_above_the_level_is_in_no_format(name: str) -> None:
    who = next(c.subject for c in PAGES[0].claims if c.property == "name")
    ruled = [rule(who, "restrict", "named")]
    assert any(b"kulich" in data.lower() for data in every(name, leaving(who=None)).values())
    for file, data in every(name, leaving(who=None, decisions=ruled)).items():
        assert b"kulich" not in data.lower(), file


def test_whole_pages_leave_and_others_do_not() -> None:
    out = leaving([CHILD, *PAGES], level="public")
    assert out.original(CHILD.capture.id) == HIDDEN
    assert out.original(PAGES[0].capture.id) == PAGES[0].reading.text.encode()
    assert leaving([CHILD, *PAGES], level="named").original(CHILD.capture.id) == CHILD.reading.text.encode()
    assert leaving(PAGES, level="public").original("capture:unknown") == HIDDEN


@pytest.mark.parametrize(
    "data",
    [b"<p>Ales Kulich</p><!-- Milena Sarovich -->", b'<img alt="Sarovich">', b'<img alt="Saro&#118;ich">',
     b"<b>Sar</b>ovich", b"Milena Sarov&#105;ch", "Sarovich".encode("utf-16"), "<p>Сарович".encode("cp1251")],
)  # fmt: skip
def test_preserved_bytes_are_searched_beyond_what_was_read(data: bytes) -> None:
    assert leaving([CHILD, *PAGES], level="public", read=lambda _: data).original(PAGES[0].capture.id) == HIDDEN


def test_what_cannot_be_searched_does_not_leave_while_something_is_withheld() -> None:
    pdf = replace(PAGES[0], reading=replace(PAGES[0].reading, media_type="application/pdf"))
    assert leaving([CHILD, pdf], level="public").original(pdf.capture.id) == UNSEARCHED
    assert leaving([pdf], level="named").original(pdf.capture.id) == pdf.reading.text.encode()


# ---- pieces


@pytest.mark.parametrize(
    ("value", "first", "last", "whole"),
    [
        ("2024-01-05", "2024-01-05", "", True),
        ("2024-01", "2024-01", "", True),
        ("2024", "2024", "", True),
        ("2024-01-05/2024-02", "2024-01-05", "2024-02", True),
        ("2024-01-05/..", "2024-01-05", "", False),
        ("../2024-02", "", "2024-02", False),
        ("XXXX-01-05", "", "", False),
        ("201X", "", "", False),
        ("2024-21", "2024", "", False),
        ("2024-01-05~", "2024-01", "", False),
        ("2024-01?", "2024-01", "", False),
        ("-0489", "", "", False),
    ],
)
def test_dates_are_never_more_precise_than_told(value: str, first: str, last: str, whole: bool) -> None:
    found = dated(value)
    assert found is not None
    assert (found.first, found.last, found.whole) == (first, last, whole)


@pytest.mark.parametrize("value", ["soon", "2024-13", ""])
def test_what_is_no_date(value: str) -> None:
    assert dated(value) is None


def test_zips_hold_what_was_put_in_and_nothing_of_the_machine() -> None:
    data = b"".join(zipped([("a/é.txt", b"x" * 1000), ("b", b"")]))
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        assert z.testzip() is None
        assert {n: z.read(n) for n in z.namelist()} == {"a/é.txt": b"x" * 1000, "b": b""}
        for info in z.infolist():
            assert (info.date_time, info.external_attr, info.extra) == ((1980, 1, 1, 0, 0, 0), 0, b"")
            assert info.compress_type == zipfile.ZIP_STORED
    with pytest.raises(TooLargeError):
        b"".join(zipped((str(n), b"") for n in range(70_000)))


def test_points_are_blurred_unless_asked() -> None:
    there = told_at(PAGES[0], "Dravin", "53.90045", "-27.56667")
    blurred = json.loads(next(iter(files("geojson", leaving([there])).values())))
    exact = json.loads(next(iter(files("geojson", leaving([there], exact=True)).values())))
    (point,) = [f for f in blurred["features"] if f["geometry"]]
    assert point["geometry"] == {"type": "Point", "coordinates": [-27.6, 53.9]}
    assert point["properties"]["blurred"] is True
    assert point["properties"]["uncertainty_m"] >= 8000
    (point,) = [f for f in exact["features"] if f["geometry"]]
    assert point["geometry"]["coordinates"] == [-27.56667, 53.90045]
    for name in NAMES:
        for file, data in every(name, leaving([there])).items():
            assert b"27.56667" not in data, file


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("91", "0"), ("0", "181"), ("north", "0"), ("", ""), ("nan", "0"), ("inf", "0")]
)
def test_impossible_coordinates_make_no_point(latitude: str, longitude: str) -> None:
    made = files("geojson", leaving([told_at(PAGES[0], "Dravin", latitude, longitude)]))
    assert not [f for f in json.loads(next(iter(made.values())))["features"] if f["geometry"]]
