"""The formats before the field's own libraries, where they are installed (``make validators``); skipped, with the reason, where not."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from letapis.core.export.ftm import Entity
from letapis.core.material import Told
from tests.leaving import PAGES, files, inside, leaving, told_at
from tests.telling import page

MISSING = "{} is not installed: `make validators`"
HARD = (
    page("{victim=k =Ales | Kulich} was {arrest arrested} in {country=Belarus Minsk} " + "and so on " * 200 + ".", "A" * 2000, "2024-01"),
    page("{victim=l Milana\u200b  Lis} was {flight gone} by {when=201X the 2010s}.", "", url="https://lantern.example/ö b"),
)  # fmt: skip


def library(name: str) -> Any:
    """A validator, or the reason for skipping."""
    return pytest.importorskip(name, reason=MISSING.format(name))


@pytest.mark.parametrize("pages", [PAGES, HARD, [told_at(PAGES[0], "Dravin", "53.9", "-27.5")]])
def test_followthemoney_takes_every_entity_and_drops_no_value(pages: Sequence[Told]) -> None:
    model = library("followthemoney").model
    made = next(d for n, d in files("ftm", leaving(pages, None)).items() if n.endswith(".ftm.json"))
    for line in made.decode().splitlines():
        said = json.loads(line)
        proxy = model.get_proxy(said, cleaned=False)
        for prop, values in said["properties"].items():
            assert sorted(proxy.get(prop)) == sorted(values), (said["id"], prop)
        assert all(proxy.get(required) for required in proxy.schema.required), said["id"]


@pytest.mark.parametrize(
    "value",
    ["Ales\u200b  Kruk", "Ale\u0301s", "'Ales'", '"\'Ales\'"', '"A" and "B"', " Ales\u00a0Kruk\n", "a;b,, c.\n\nd",
     "a\u2028b", "\x00a\x1bb", "; ,a", "Кру\u0306к", "\u202eKruk"],
)  # fmt: skip
@pytest.mark.parametrize("prop", ["name", "location", "keywords", "notes"])
def test_followthemoney_keeps_a_value_as_we_write_it(prop: str, value: str) -> None:
    model = library("followthemoney").model
    e = Entity("x", "Event")
    e.add(prop, value)
    proxy = model.get_proxy(json.loads(e.line()), cleaned=False)
    assert proxy.get(prop) == list(e.values[prop])


def test_followthemoney_takes_every_statement_and_makes_the_same_entities_of_them(tmp_path: Path) -> None:
    library("followthemoney")
    statement = library("followthemoney.statement")
    out = leaving(who=None)
    for name, data in files("ftm", out).items():
        (tmp_path / name).write_bytes(data)
    made: dict[str, set[tuple[str, str]]] = {}
    for s in statement.read_path_statements(tmp_path / "project.statements.json", "json"):
        assert s.id == s.generate_key()
        assert s.prop_type
        if s.prop != "id":
            made.setdefault(s.entity_id, set()).add((s.prop, s.value))
    lines = (tmp_path / "project.ftm.json").read_text("utf-8").splitlines()
    told = {e["id"]: {(p, v) for p, vs in e["properties"].items() for v in vs} for e in map(json.loads, lines)}
    assert made == told


def test_bagit_finds_the_bag_valid_and_a_changed_one_not(tmp_path: Path) -> None:
    bagit = library("bagit")
    (made,) = files("bag", leaving(who=None)).items()
    for name, data in inside(*made):
        if "/" in name:
            path = tmp_path / name.split("/", 1)[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    bag = bagit.Bag(str(tmp_path / "project-bag"))
    assert bag.version == "1.0"
    bag.validate()
    (tmp_path / "project-bag/data/README.txt").write_text("other")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


def test_warcio_reads_every_record_with_its_digest() -> None:
    iterator = library("warcio.archiveiterator").ArchiveIterator
    (made,) = files("wacz", leaving(who=None)).items()
    warc = {n.rpartition("/")[2]: d for n, d in inside(*made)}["data.warc"]
    records = []
    for record in iterator(io.BytesIO(warc), check_digests="raise"):
        records.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()))
    assert [r[0] for r in records] == ["warcinfo", "resource", "resource"]
    texts = {p.reading.url: p.reading.text.encode() for p in PAGES}
    assert all(texts[url] == block for kind, url, block in records if kind == "resource")


POSITION = {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}}
GEOJSON = {
    "type": "object", "required": ["type", "features"], "not": {"required": ["crs"]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {
            "type": "object", "required": ["type", "geometry", "properties"],
            "properties": {
                "type": {"const": "Feature"}, "id": {"type": ["string", "number"]}, "properties": {"type": ["object", "null"]},
                "geometry": {"oneOf": [{"type": "null"}, {
                    "type": "object", "required": ["type", "coordinates"],
                    "properties": {"type": {"const": "Point"}, "coordinates": POSITION}}]},
            },
        }},
    },
}  # fmt: skip
"""RFC 7946, as far as points go; our own schema."""
DATE = {
    "type": "object", "required": ["year"], "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31}},
    "dependentRequired": {"day": ["month"]},
}  # fmt: skip
TEXT = {
    "type": "object", "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}  # fmt: skip
SLIDE = {
    "type": "object", "additionalProperties": False,
    "properties": {
        "start_date": DATE, "end_date": DATE, "display_date": {"type": "string"}, "text": TEXT, "group": {"type": "string"},
        "unique_id": {"type": "string"}},
}  # fmt: skip
TIMELINE = {
    "type": "object", "required": ["events"], "additionalProperties": False,
    "properties": {
        "title": SLIDE, "events": {"type": "array", "items": {**SLIDE, "required": ["start_date"]}},
        "eras": {"type": "array", "items": {
            "type": "object", "required": ["start_date", "end_date"], "additionalProperties": False,
            "properties": {"start_date": DATE, "end_date": DATE, "text": TEXT}}},
    },
}  # fmt: skip
"""TimelineJS3's JSON as its documentation has it in 2026; our own schema."""


@pytest.mark.parametrize(("name", "schema"), [("geojson", GEOJSON), ("timeline", TIMELINE)])
@pytest.mark.parametrize("pages", [PAGES, HARD, [told_at(PAGES[0], "Dravin", "53.9", "-27.5")]])
def test_json_is_as_its_schema_demands(name: str, schema: dict[str, Any], pages: Sequence[Told]) -> None:
    jsonschema = library("jsonschema")
    (made,) = files(name, leaving(pages, None)).values()
    jsonschema.Draft202012Validator(schema).validate(json.loads(made))
