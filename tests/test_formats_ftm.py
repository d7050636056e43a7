"""FollowTheMoney: events with their codes, people and papers; what is alleged or feared stays so, every value has its claims."""

from __future__ import annotations

import json
import re
from hashlib import sha1

from letapis.core.export.ftm import ref
from letapis.core.export.leaving import Extract
from tests.leaving import K, files, leaving, read_back, told_as
from tests.telling import page


def entities(out: Extract) -> list[dict[str, object]]:
    (made,) = (d for n, d in files("ftm", out).items() if n.endswith(".ftm.json"))
    return [json.loads(line) for line in made.decode().splitlines()]


def of(out: Extract, schema: str) -> list[dict[str, list[str]]]:
    return [e["properties"] for e in entities(out) if e["schema"] == schema]  # type: ignore[misc]


def test_an_event_with_its_code_its_people_and_its_papers() -> None:
    (arrest,) = [e for e in of(leaving(), "Event") if e["name"] == ["Arrest of Ales Kulich"]]
    assert "HURIDOCS 030101000000" in arrest["keywords"]
    assert arrest["startDate"] == ["2024-01-05"]
    assert arrest["location"] == ["Dravin"]
    assert arrest["proof"] == ["reading-courier-2024-01-06.txt"]


def test_alleged_stays_alleged_and_what_is_feared_is_no_arrest() -> None:
    events = {e["name"][0]: e for e in of(leaving(), "Event")}
    assert "alleged" in events["Torture or other ill-treatment of Ales Kulich (alleged)"]["keywords"]
    feared = events["Feared or threatened: arrest of Ales Kulich"]
    assert "keywords" not in feared
    assert "mode: feared" in feared["notes"]
    assert {(e["role"][0], e["status"][0]) for e in of(leaving(), "UnknownLink")} == {
        ("torture or other ill-treatment (alleged)", "alleged")
    }


def test_a_date_without_a_year_is_words() -> None:
    (denied,) = [e for e in of(leaving(), "Event") if e["name"][0].startswith("Denial of counsel")]
    assert "startDate" not in denied
    assert "date as told: 7 January, year unknown (XXXX-01-07)" in denied["notes"]


def test_every_claim_is_a_note_with_its_quotation_and_document() -> None:
    out = leaving(who=None)
    notes = {e["id"]: e["properties"] for e in entities(out) if e["schema"] == "Note"}
    assert len(notes) == len(out.claims)
    for claim in out.claims:
        (id_,) = out.ids([claim])
        note = notes[id_.replace(":", "-")]
        assert note["description"] == [claim.passage.quote]  # type: ignore[index]
        assert note["proof"] == [ref(claim.passage.reading)]  # type: ignore[index]


def test_statements_are_the_values_one_by_one_with_their_claims() -> None:
    out = leaving()
    (made,) = (d for n, d in files("ftm", out).items() if n.endswith(".statements.json"))
    found = [json.loads(line) for line in made.decode().splitlines()]
    values = {(e["id"], p, v) for e in entities(out) for p, vs in e["properties"].items() for v in vs}  # type: ignore[attr-defined]
    assert {(s["entity_id"], s["prop"], s["value"]) for s in found if s["prop"] != "id"} == values
    assert sum(s["prop"] != "id" for s in found) == len(values)
    for s in found:
        key = "{dataset}.{entity_id}.{prop}.{value}".format(**s)
        assert s["id"] == sha1(key.encode()).hexdigest()
    for s in found:
        if s["schema"] in ("Person", "Event", "UnknownLink", "Note") and s["prop"] != "id":
            assert re.match(r"claim:", s["origin"] or ""), s


def test_links_lead_to_entities_that_are_there() -> None:
    found = entities(leaving(who=None))
    ids = {e["id"] for e in found}
    assert len(ids) == len(found)
    links = ("proof", "entity", "involved", "organizer", "subject", "object", "person", "relative", "addressEntity", "document")
    assert {p for e in found for p in e["properties"]} >= {"proof", "involved", "subject", "object"}  # type: ignore[attr-defined]
    for e in found:
        for prop in links:
            assert set(e["properties"].get(prop, ())) <= ids, (e["id"], prop)  # type: ignore[attr-defined]


def test_a_country_with_a_code_and_one_without() -> None:
    two = page(
        f"{K} was {{arrest held}} in {{country=Belarus Minsk}}. {K} was {{release freed}} in {{country=Merenia Dravin}}.", "A"
    )
    countries = [(e.get("country"), [n for n in e.get("notes", ()) if "country" in n]) for e in of(leaving([two]), "Event")]
    assert (["by"], []) in countries
    assert (None, ["country: Merenia"]) in countries


def test_read_back_is_the_same() -> None:
    out = leaving()
    (data,) = (d for n, d in files("ftm", out).items() if n.endswith(".ftm.json"))
    book = read_back(data, "case.ftm.json")
    assert [p.shown for p in book.people] == [p.shown for p in out.people]
    assert told_as(book.acts) == {
        ("arrest", "Ales Kulich", ("2024-01-05",)),
        ("torture", "Ales Kulich", ()),
        ("release", "Ales Kulich", ("2024-03",)),
        ("flight", "Ales Kulich", ("2024-03",)),
        ("denial_of_counsel", "Ales Kulich", ()),
    }
    (torture,) = {a.stances for a in book.acts if a.word == "torture"}
    assert torture == ("alleged",)
