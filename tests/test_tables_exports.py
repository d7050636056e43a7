"""Exports of other databases: FollowTheMoney entities and statements, HURIDOCS interchange XML; what has no counterpart is counted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

import pytest

from letapis.core.tables.openevsys import act_of
from tests.tabling import acts, faults, of, reading, telling, values

# ---- FollowTheMoney


def entity(id_: str, schema: str, **properties: str | list[str]) -> str:
    wrapped = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return json.dumps({"id": id_, "schema": schema, "properties": wrapped}, ensure_ascii=False)


KRUK = entity("p1", "Person", name="Ales Kruk", alias="Алесь Крук", birthDate="1974", gender="male", nationality="Merenian",
              topics="role.journo", idNumber="77")  # fmt: skip
POLICE = entity("o1", "PublicBody", name="Riot police", topics="gov.security")
ARREST = entity(
    "e1", "Event", name="Arrest of Ales Kruk", startDate="2010-12-19", location="Mostryn", involved=["p1", "o1"], organizer="o1",
    keywords=["HURIDOCS 030101000000"], publisher="The Lantern",
)  # fmt: skip


def test_persons_organisations_and_an_arrest() -> None:
    found = telling("\n".join([KRUK, POLICE, ARREST]), "merenia.ftm.json")
    assert values(found.claims, "name") == ["Ales Kruk", "Riot police"]
    assert (values(found.claims, "variant"), values(found.claims, "born")) == (["Алесь Крук"], ["1974"])
    assert (values(found.claims, "role"), values(found.claims, "kind")) == (["journalist"], ["state"])
    assert acts(found.claims) == ["arrest"]
    assert of(found.claims, "arrest", "when") == ["2010-12-19"]
    assert of(found.claims, "arrest", "where") == ["Mostryn"]
    (victim,) = of(found.claims, "arrest", "victim")
    (doer,) = of(found.claims, "arrest", "perpetrator")
    assert str(victim).startswith("person:")
    assert str(doer).startswith("organisation:")
    assert {c.source for c in found.claims if c.subject.startswith("act:")} == {"The Lantern"}
    assert "Person.idNumber (1)" in faults(found)


def test_a_link_that_says_who_did_what_to_whom() -> None:
    link = entity(
        "l1", "UnknownLink", subject="o1", object="p1", role="beaten (alleged)", startDate="2010-12-19", endDate="2010-12-21"
    )
    found = telling("\n".join([KRUK, POLICE, link]), "merenia.ftm.json")
    assert acts(found.claims) == ["beating"]
    assert {c.stance for c in found.claims if c.property == "act"} == {"alleged"}
    assert values(found.claims, "when") == ["2010-12-19/2010-12-21"]


def test_a_family() -> None:
    found = telling("\n".join([KRUK, entity("p2", "Person", firstName="Milana", lastName="Kruk"),
                               entity("f1", "Family", person="p1", relative="p2", relationship="wife")]), "x.jsonl")  # fmt: skip
    assert values(found.claims, "name") == ["Ales Kruk", "Milana Kruk"]
    assert len(values(found.claims, "relative_of")) == 1


def test_who_was_affected_is_not_guessed() -> None:
    lawyer = entity("p2", "Person", name="Milana Lis")
    event = entity("e2", "Event", name="A rally", keywords="arrest", involved=["p1", "p2"])
    found = telling("\n".join([KRUK, lawyer, event]), "x.ftm.json")
    assert values(found.claims, "victim") == []
    assert "without saying who was affected" in faults(found)
    named = telling(
        "\n".join([KRUK, lawyer, entity("e2", "Event", name="Arrest of Ales Kruk", involved=["p1", "p2"])]), "x.ftm.json"
    )
    assert len(values(named.claims, "victim")) == 1


def test_what_has_no_counterpart_is_left_and_counted() -> None:
    vessel, rally = entity("x", "Vessel", name="The Gull"), entity("e", "Event", name="A rally", involved="p1")
    found = telling("\n".join([KRUK, vessel, rally, entity("q", "Person", alias="nobody")]), "x.ftm.json")
    assert values(found.claims, "name") == ["Ales Kruk"]
    for words in ("Vessel.name (1)", "names no act that is known: Event e (“A rally”)", "Person q has no name"):
        assert words in faults(found)


@pytest.mark.parametrize("line", ["not json", "[1]", "{}", '{"id":1,"schema":"Person","properties":{}}', "[" * 50_000,
                                  '{"id":"a","schema":"Person","properties":[]}', KRUK])  # fmt: skip
def test_lines_that_are_no_entities(line: str) -> None:
    r = reading(f"{KRUK}\n{line}\n", "x.ftm.json")
    assert "Line 2 is no entity and is left" in faults(r)
    assert "Ales Kruk" in r.text


def test_other_json_is_not_taken_for_entities() -> None:
    assert reading('{"title": "A page", "text": "Police arrested Ales Kruk."}', "x.json").reader == "text/2"


COLUMNS = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
]


def statements(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_statements_are_the_same_entities_value_by_value() -> None:
    told = [("p1", "Person", "name", "Ales Kruk"), ("p1", "Person", "id", "0a1b"), ("p1", "Person", "birthDate", "1974-02-01"),
            ("e1", "Event", "name", "Arrest of Ales Kruk"), ("e1", "Event", "involved", "p1"), ("e1", "Event", "date", "2010-12")]  # fmt: skip
    found = telling(statements([{"entity_id": i, "schema": s, "prop": p, "value": v} for i, s, p, v in told]), "s.csv")
    assert values(found.claims, "name") == ["Ales Kruk"]
    assert values(found.claims, "born") == ["1974-02-01"]
    assert of(found.claims, "arrest", "when") == ["2010-12"]
    assert len(of(found.claims, "arrest", "victim")) == 1


# ---- HURIDOCS interchange XML


def person(number: str, name: str, more: str = "") -> str:
    return f"<person><person_record_number>{number}</person_record_number><person_name>{name}</person_name>{more}</person>"


def act(code: str = "030101000000", victim: str = "P1", more: str = "") -> str:
    return (
        f"<act><act_record_number>A1</act_record_number><victim>{victim}</victim><event>E1</event><type_of_act>{code}</type_of_act>"
        f"<initial_date>2010-12-01</initial_date>{more}<management_data><entered_by>amina</entered_by></management_data></act>"
    )


def export(acts: str, rest: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><events xmlns="http://www.huridocs.org/"><meta_data><instance>m</instance></meta_data>'
        f"<event><event_record_number>E1</event_record_number><event_title>A rally</event_title>{acts}</event>"
        f"{person('P1', 'Ales Kruk', '<sex>010000000000</sex><date_of_birth>1974-02-01</date_of_birth>')}{rest}</events>"
    )


def test_an_act_with_its_victim_perpetrator_source_and_court() -> None:
    involved = (
        "<involvement><perpetrator>P2</perpetrator><act>A1</act><degree_of_involvement>010600000000</degree_of_involvement></involvement>"
        "<arrest><court>Mostryn city court</court></arrest><exact_location>Freedom Square</exact_location>"
    )
    rest = (
        person("P2", "Major Tur")
        + person("P3", "Milana Lis")
        + "<information><source>P3</source><event>E1</event></information>"
    )
    found = telling(export(act(more=involved), rest), "e.xml")
    assert acts(found.claims) == ["arrest"]
    assert of(found.claims, "arrest", "where") == ["Freedom Square"]
    assert of(found.claims, "arrest", "detail") == ["court: Mostryn city court"]
    assert {c.stance for c in found.claims if c.property == "perpetrator"} == {"alleged"}
    assert {c.source for c in found.claims if c.subject.startswith("act:")} == {"Milana Lis"}
    assert values(found.claims, "sex") == ["man"]
    assert "amina" not in reading(export(act()), "e.xml").text
    assert "event.event_title (1)" in faults(found)


@pytest.mark.parametrize(
    ("kind", "when"),
    [("", "2010-12-01"), ("020000000000", "2010-12"), ("030000000000", "2010"), ("010000000000", "2010-12-01~")],
)
def test_filled_in_days_and_months_are_taken_back(kind: str, when: str) -> None:
    found = telling(export(act(more=f"<initial_date_type>{kind}</initial_date_type>")), "e.xml")
    assert values(found.claims, "when") == [when]


@pytest.mark.parametrize(
    ("code", "word"),
    [("030101000000", "arrest"), ("020111110000", "torture"), ("030102010000", "detention"), ("010106010000", "death_in_custody"),
     ("900000000000", "other"), ("990000000000", None), ("", None), ("arrest", "arrest"), ("0301", None)],
)  # fmt: skip
def test_codes_of_acts(code: str, word: str | None) -> None:
    assert act_of(code) == word


def test_acts_that_cannot_be_read_and_what_is_confidential_are_said() -> None:
    found = telling(
        export(act("990000000000")).replace("</person_name>", "</person_name><confidentiality>y</confidentiality>"), "e.xml"
    )
    assert acts(found.claims) == []
    assert "a type of act that is not known" in faults(found)
    assert "marked confidential" in faults(found)
    assert "no victim who is in the export" in faults(telling(export(act(victim="P9")), "e.xml"))


@pytest.mark.parametrize("attack", ['<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE e SYSTEM "http://127.0.0.1/e.dtd">',
                                    '<!DOCTYPE e [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'])  # fmt: skip
def test_entities_are_refused(attack: str) -> None:
    text = export(act()).replace("<events", f"{attack}<events").replace("A rally", "&x;")
    r = reading(text, "e.xml")
    assert r.text == ""
    assert "document type" in faults(r)


def test_half_an_export_keeps_what_came_before_and_says_so() -> None:
    text = export(act())
    r = reading(text[: text.index("<person>") + 90], "e.xml")
    assert "read no further" in faults(r)
    assert "A rally" in r.text


def test_other_xml_is_no_export() -> None:
    assert not reading("<?xml version='1.0'?><rss><item>Police arrested Ales Kruk.</item></rss>", "e.xml").reader.startswith(
        "records"
    )
