"""The reader of FollowTheMoney entities, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from letapis.core.reading.draft import Draft
from letapis.core.reading.encoding import decode
from letapis.core.reading.fields import Record, draft_of
from letapis.words.records import Fault, Given

NAME = "records-ftm/1"
MEDIA_TYPE = "application/json+ftm"
_NAMED = (".json", ".jsonl", ".ijson", ".ndjson", ".ftm")
_KEYS = (b'"schema"', b'"properties"')
_VALUES = 500
"""Values of one entity that are read."""
_LONGEST_LINE = 2_000_000
_BREAK = re.compile(r"\r\n|[\n\r]")


def sniff(data: bytes, name: str) -> bool:
    """Lines of JSON whose first object has a schema and properties."""
    start = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return name.lower().endswith(_NAMED) and start.startswith(b"{") and all(k in start for k in _KEYS)


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of an export of entities; lines that are none are said."""
    del explain, as_body  # only text files are taken as they are
    found = decode(data, name)
    faults, broken, seen = list(found.faults), list[int](), set[str]()
    records = list(_records(found.text, broken, seen))
    if broken:
        lines = ", ".join(map(str, broken[:8])) + (" …" if len(broken) > 8 else "")
        what = (
            f"Line {lines} is no entity and is left."
            if len(broken) == 1
            else f"{len(broken)} lines are no entities and are left: {lines}."
        )
        faults.append(Fault(name, what, "Export it again, one entity a line."))
    return draft_of(records, MEDIA_TYPE, name, given, faults)


def _records(text: str, broken: list[int], seen: set[str]) -> Iterator[Record]:
    for number, line in enumerate(_BREAK.split(text), 1):
        if not line.strip():
            continue
        record = _record(line, number) if len(line) <= _LONGEST_LINE else None
        if record is None or record.id in seen:
            broken.append(number)
            continue
        seen.add(record.id)
        yield record


def _record(line: str, number: int) -> Record | None:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
        return None
    id_, schema = entity.get("id"), entity.get("schema")
    if not isinstance(id_, str) or not isinstance(schema, str) or not id_.strip() or not schema.strip():
        return None
    return Record(schema[:100], id_[:300], "", list(_fields(entity["properties"]))[:_VALUES], number)


def _fields(properties: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    for label, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):  # an entity put into another: its id stands for it
                value = value.get("id")
            if isinstance(value, str | int | float) and str(value).strip():
                yield str(label)[:100], str(value)
