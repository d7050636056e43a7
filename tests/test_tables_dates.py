"""Dates in cells: read where they say something, as precise as they are, and never guessed where day and month are open."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.core.tables.dates import DAY_FIRST, MONTH_FIRST, Order, order_of, read
from letapis.words.when import valid

READ = {
    "2010-12-19": "2010-12-19", "2010/12/19": "2010-12-19", "2010-12-19 14:30": "2010-12-19",
    "2010-12-19T00:00:00Z": "2010-12-19", "19.12.2010": "2010-12-19", "19.12.2010 г.": "2010-12-19", "1.2.2011": "2011-02-01",
    "19/12/2010": "2010-12-19", "12/19/2010": "2010-12-19", "19-12-2010": "2010-12-19", "5/5/2011": "2011-05-05",
    "19.12.10": "2010-12-19?", "Dec 2010": "2010-12", "December 19, 2010": "2010-12-19", "19th of December 2010": "2010-12-19",
    "19 декабря 2010 г.": "2010-12-19", "19 грудня 2010 року": "2010-12-19", "19 снежня 2010": "2010-12-19",
    "19 grudnia 2010 r.": "2010-12-19", "2 de mayo de 2011": "2011-05-02", "19 décembre 2010": "2010-12-19",
    "декабрь 2010": "2010-12", "19 December": "XXXX-12-19", "XXXX-12-19": "XXXX-12-19", "2010": "2010", "12.2010": "2010-12",
    "2010-12": "2010-12", "2010-2011": "2010/2011", "19.12.2010–19.02.2011": "2010-12-19/2011-02-19",
    "19.12.2010 - 19.02.2011": "2010-12-19/2011-02-19", "2010-01-01:2010-02-01": "2010-01-01/2010-02-01", "2010-05-01:": "2010-05-01/..",
    "c. 2010": "2010~", "около 2010 г.": "2010~", "~2010": "2010~", "2010?": "2010?",
}  # fmt: skip


@pytest.mark.parametrize("cell", READ)
def test_what_is_a_date(cell: str) -> None:
    found = read(cell, Order())
    assert found is not None
    assert (found.value, found.open) == (READ[cell], False)


@pytest.mark.parametrize(
    "cell",
    ["soon", "40531", "31.02.2010", "13/13/2010", "2010/11", "before 2010", "expected in 2012", "19 December 2010 or later", "0000",
     "1800", "", "-", "12", "3 years", "tomorrow", "may", "x" * 5000, "2011-01-01:2010-01-01", "1" * 3000],
)  # fmt: skip
def test_what_is_none(cell: str) -> None:
    assert read(cell, Order()) is None


def test_an_open_order_keeps_only_the_year() -> None:
    found = read("03/04/2011", Order())
    assert found is not None
    assert (found.value, found.open) == ("2011", True)
    assert "day or with the month first" in found.basis


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (["03/04/2011", "19/12/2010"], DAY_FIRST),
        (["03/04/2011", "12/19/2010"], MONTH_FIRST),
        (["19/12/2010", "12/19/2010"], ""),
        (["03/04/2011", "2010-12-19"], ""),
        (["03/04/2011 - 19/04/2011"], DAY_FIRST),
        ([], ""),
    ],
)
def test_the_column_settles_the_order(column: list[str], first: str) -> None:
    assert order_of(column).first == first


def test_what_the_column_settled_is_the_basis() -> None:
    found = read("03/04/2011", order_of(["03/04/2011", "12/19/2010"]))
    assert found is not None
    assert found.value == "2011-03-04"
    assert "“12/19/2010” in this column" in found.basis


def test_what_a_person_says_goes_before_the_column() -> None:
    found = read("03/04/2011", order_of(["12/19/2010"], DAY_FIRST))
    assert found is not None
    assert found.value == "2011-04-03"


@given(st.text(max_size=80), st.sampled_from([Order(), Order(DAY_FIRST), Order(MONTH_FIRST)]))
def test_any_words_give_a_valid_date_or_none(cell: str, order: Order) -> None:
    found = read(cell, order)
    assert found is None or valid(found.value)


@given(st.dates(date(1850, 1, 1)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y"]))
def test_a_date_written_plainly_is_that_date(day: date, form: str) -> None:
    found = read(day.strftime(form), Order())
    assert found is not None
    assert found.value == day.isoformat()
