"""EDTF values: what they say, how they compare, are ordered, counted and spoken."""

from __future__ import annotations

import pytest

from letapis.words import when

GOOD = [
    "2010", "2010-12", "2010-12-19",
    "XXXX-12-19", "XXXX-12", "XXXX-02-29", "201X", "19XX", "2010-21", "XXXX-24", "-0489", "-0489-09",
    "0000", "2010~",
    "2011-03-05~", "2010-12?", "2010-12-19/2011-02-19", "2010-12-19/..", "../2011-02-19", "XXXX-12-19/XXXX-02-19",
]  # fmt: skip
BAD = [
    "", "XXXX",
    "2010-13", "2010-00", "2010-12-32", "2011-02-29", "201X-12", "19-12-2010", "10-12", "2010-12-19/2010-01-01", "../..",
    "/", "2010-12-19T10:00", "2010-21-03", "2010-20", "last December", "2010 ", "XXXX-02-30",
]  # fmt: skip


@pytest.mark.parametrize("value", GOOD)
def test_what_is_a_date_is_read_and_written_to_the_letter(value: str) -> None:
    assert when.valid(value)
    assert str(when.parse(value)) == value


@pytest.mark.parametrize("value", BAD)
def test_what_is_no_date_is_refused(value: str) -> None:
    assert not when.valid(value)
    with pytest.raises(ValueError, match=r"."):
        when.parse(value)


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2010-12-19", "day"),
        ("XXXX-12-19", "day"),
        ("2010-12", "month"),
        ("XXXX-12", "month"),
        ("2010~", "year"),
        ("201X", "range"),
        ("2010-24", "range"),
        ("2010-12-19/..", "range"),
        (None, "none"),
    ],
)
def test_precision_is_in_the_words_of_the_guide(value: str | None, precision: str) -> None:
    assert when.precision(value) == precision


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("2010-12-19", "2010-12", True),
        ("2010-12-19", "2010", True),
        ("2010-12-19", "2010-11", False),
        ("2010-12-19", "2010-12-20", False),
        ("XXXX-12-19", "2010-12-19", True),
        ("XXXX-12-19", "2010-12", True),
        ("XXXX-12-19", "2010-11", False),
        ("XXXX-12-19", "XXXX-12", True),
        ("XXXX-12-19", "XXXX-12-20", False),
        ("XXXX-12", "1994", True),
        ("2011-02-19", "2010-12-19/2011-02-19", True),
        ("2011-02-20", "2010-12-19/2011-02-19", False),
        ("2011-02", "2010-12-19/2011-02-19", False),
        ("2011-03-07", "2011-03-05~", True),
        ("2011-03-17", "2011-03-05~", False),
        ("2015", "201X", True),
        ("2009", "201X", False),
        ("2010-07-01", "2010-22", True),
        ("2012-05-01", "2010-12-19/..", True),
        ("2009-05-01", "2010-12-19/..", False),
        ("-0489-09", "-0489", True),
        (None, "2010", True),
    ],
)
def test_two_dates_agree_where_one_lies_within_the_other(a: str | None, b: str | None, agree: bool) -> None:
    assert when.compatible(a, b) is agree
    assert when.compatible(b, a) is agree


def test_covers_and_overlaps() -> None:
    assert when.covers("2010-12", "2010-12-19")
    assert not when.covers("2010-12-19", "2010-12")
    assert when.covers("XXXX-12-19/XXXX-02-19", "XXXX-01-10")
    assert when.covers("XXXX-12-19/XXXX-02-19", "2011-01-10")
    assert when.overlaps("2010-12-19/2011-02-19", "2011-02")
    assert not when.overlaps("2010-12-19/2011-02-19", "2011-03")
    assert when.overlaps(None, "2010")
    assert when.covers(None, "2010")
    assert not when.covers("2010", None)


def test_a_winter_told_without_years_keeps_its_order() -> None:
    told = ["XXXX-12-19", "XXXX-02-19", "XXXX-03-05~", "XXXX-01-10"]
    assert [told[i] for i in when.order(told)] == ["XXXX-12-19", "XXXX-01-10", "XXXX-02-19", "XXXX-03-05~"]


def test_a_year_without_a_gap_begins_where_the_telling_does() -> None:
    told = ["XXXX-10-01", "XXXX-12-24", "XXXX-04-01", "XXXX-07-10"]
    assert [told[i] for i in when.order(told)] == told


def test_known_years_come_first_and_the_undated_stays_in_sight() -> None:
    told = [None, "XXXX-05-01", "2011-02", "2010-12-19", "2011-02-19"]
    assert [told[i] for i in when.order(told)] == ["2010-12-19", "2011-02", "2011-02-19", "XXXX-05-01", None]
    assert sorted(told, key=when.sort_key) == ["2010-12-19", "2011-02", "2011-02-19", "XXXX-05-01", None]


def test_an_empty_story_has_an_order() -> None:
    assert when.order([]) == []
    assert when.order(["XXXX-05-01"]) == [0]


def test_durations_are_counted_in_days() -> None:
    assert when.days("2010-12-19/2011-02-19") == 62
    assert when.days("XXXX-12-19/XXXX-02-19") == 62
    assert when.days("2010-12/2011-02-19") is None
    assert when.days("2010-12-19/..") is None
    assert when.days("2010-12-19") is None
    assert when.lasts("2010-12/2011-02") == (32, 89)
    assert when.duration_days("P9W") == (63, 63)
    assert when.duration_days("PXD") is None
    assert when.duration_days("P2M") == (58, 62)


@pytest.mark.parametrize(
    ("value", "duration", "later", "result"),
    [
        ("2011-02-19", "P1D", True, "2011-02-20"),
        ("2011-03-01", "P1D", False, "2011-02-28"),
        ("2011-02-19", "P2W", True, "2011-03-05~"),
        ("XXXX-02-19", "P2W", True, "XXXX-03-05~"),
        ("XXXX-12-30", "P3D", True, "XXXX-01-02"),
        ("XXXX-02-27", "P3D", True, None),
        ("2010-12", "P2D", True, None),
        ("2010-11-20", "P3M", True, "2011-02~"),
        ("2010-11-20", "P2Y", False, "2008~"),
        ("2010", "P2M", True, None),
        ("XXXX-05", "P1Y", True, None),
        ("2010-12-19/..", "P1D", True, None),
        ("-0489-12-31", "P1D", True, "-0488-01-01"),
    ],
)
def test_adding_makes_nothing_more_precise(value: str, duration: str, later: bool, result: str | None) -> None:
    assert when.add(value, duration, later=later) == result


def test_an_approximate_day_is_honestly_its_month() -> None:
    assert when.honest("2011-03-05~") == "2011-03"
    assert when.honest("XXXX-03-05~") == "XXXX-03"
    assert when.honest("2011-03-05") == "2011-03-05"
    assert when.honest("2011~") == "2011~"
    assert when.honest(None) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2010-12-19", "19 December 2010"),
        ("2010-12", "December 2010"),
        ("2010", "2010"),
        ("XXXX-12-19", "19 December, year unknown"),
        ("2010-12-19/2011-02-19", "from 19 December 2010 to 19 February 2011"),
        ("2010-12-19/..", "since 19 December 2010"),
        ("../2011-02-19", "until 19 February 2011"),
        ("2011-03-05~", "about 5 March 2011"),
        ("2010-24", "winter 2010"),
        ("199X", "the 1990s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("-0489", "490 BC"),
        (None, "not dated"),
    ],
)
def test_dates_are_spoken(value: str | None, words: str) -> None:
    assert when.spoken(value) == words
