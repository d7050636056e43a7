"""HURIDOCS: one act for each person affected, codes that are codes, nothing more certain or more precise than the pages tell it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from letapis.core.export.leaving import Extract
from tests.leaving import PAGES, K, files, inside, leaving, read_back, rows, told_as
from tests.telling import page


def xml(out: Extract) -> etree._Element:
    (made,) = (d for n, d in files("huridocs", out).items() if n.endswith(".xml"))
    return etree.fromstring(made)


def tables(out: Extract) -> dict[str, list[dict[str, str]]]:
    (made,) = ((n, d) for n, d in files("huridocs", out).items() if n.endswith(".zip"))
    return {n.rpartition("/")[2]: rows(d) for n, d in inside(*made) if n.endswith(".csv")}


def test_one_act_for_each_person_affected() -> None:
    two = page(f"Police {{arrest arrested}} {K} and {{victim=l Milana Lis}} on {{when=2024-01-05 5 January}}.", "A")
    found = tables(leaving([two]))
    assert len(found["event.csv"]) == 1
    assert [r["2109 type_of_act"] for r in found["act.csv"]] == ["030101000000"] * 2
    assert len({r["2102 victim"] for r in found["act.csv"]}) == 2
    assert {r["2103 event"] for r in found["act.csv"]} == {r["0101 event_record_number"] for r in found["event.csv"]}


def test_involvement_is_never_more_than_suspected() -> None:
    (involved,) = tables(leaving())["involvement.csv"]
    assert involved["2409 degree_of_involvement"] == "010600000000"
    assert involved["2412 type_of_perpetrator"] == "010000000000"


def test_what_has_not_happened_is_an_event_without_an_act() -> None:
    found = tables(leaving())
    assert [r for r in found["event.csv"] if "feared" in r["0150 remarks"]]
    assert [r["2109 type_of_act"] for r in found["act.csv"]].count("030101000000") == 1


@pytest.mark.parametrize(
    ("when", "date", "kind", "last"),
    [
        ("2024-01-05", "2024-01-05", "", ""),
        ("2024-01", "2024-01-01", "020000000000", ""),
        ("2024", "2024-01-01", "030000000000", ""),
        ("2024-01-05~", "2024-01-01", "010000000000", ""),
        ("2024-01-05/2024-02-07", "2024-01-05", "", "2024-02-07"),
        ("XXXX-01-05", "", "", ""),
    ],
)
def test_what_is_filled_in_of_a_date_is_said(when: str, date: str, kind: str, last: str) -> None:
    (act,) = tables(leaving([page(f"{K} was {{detention held}} {{when={when} then}}.", "A")]))["act.csv"]
    assert (act["2111 initial_date"], act["2111_1 initial_date_type"], act["2121 final_date"]) == (date, kind, last)


def test_dates_that_disagree_stand_beside_each_other_and_fill_no_field() -> None:
    two = [page(f"{K} was {{arrest held}} on {{when=2024-01-0{d} {d} January}}.", o) for d, o in ((5, "A"), (6, "B"))]
    (act,) = tables(leaving(two))["act.csv"]
    assert act["2111 initial_date"] == ""
    assert "5 January 2024 (2024-01-05)" in act["2150 remarks"]
    assert "6 January 2024 (2024-01-06)" in act["2150 remarks"]


def test_codes_are_codes_and_links_lead_somewhere() -> None:
    found = tables(leaving(who=None))
    coded = (
        "2109 type_of_act",
        "2409 degree_of_involvement",
        "2412 type_of_perpetrator",
        "2509 source_connection_to_information",
    )
    for name, table in found.items():
        for row in table:
            assert all(re.fullmatch(r"\d{12}", row[c]) for c in coded if c in row), (name, row)
    assert all(found[f"{n}.csv"] for n in ("event", "act", "person", "involvement", "information"))
    people = {r["0901 person_record_number"] for r in found["person.csv"]}
    assert {r["2102 victim"] for r in found["act.csv"]} <= people
    assert {r["2402 perpetrator"] for r in found["involvement.csv"]} <= people
    assert {r["2502 source"] for r in found["information.csv"]} <= people
    assert all(r["claims"].startswith("claim:") for table in found.values() for r in table)


def test_xml_read_back_is_the_same() -> None:
    out = leaving(PAGES[:1])
    (data,) = (d for n, d in files("huridocs", out).items() if n.endswith(".xml"))
    book = read_back(data, "e.xml")
    assert told_as(book.acts) == {("arrest", "Ales Kulich", ("2024-01-05",)), ("torture", "Ales Kulich", ())}
    assert "Ales Kulich" in {p.shown for p in book.people}


def test_every_value_of_the_xml_names_its_claims() -> None:
    space, plain = "{http://www.huridocs.org/}", ("instance", "date", "time")
    leaves = [f for f in xml(leaving(who=None)).iter() if isinstance(f.tag, str) and not len(f)]
    values = [f for f in leaves if f.tag.removeprefix(space) not in plain]
    assert len(values) > 20
    for field in values:
        assert field.attrib.get("{urn:letapis:claims}claims", "").startswith("claim:"), field.tag
