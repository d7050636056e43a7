"""The example collection that ships with Letapis: whole, well formed, and every gold quote on its page to the letter."""

from __future__ import annotations

import datetime
import html
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "letapis" / "examples"
GOLD = sorted((FOLDER / "gold").glob("*.gold.json"))
CAPTURES = sorted(p for p in FOLDER.iterdir() if p.suffix in {".html", ".txt", ".pdf"})
WORDS = """
arrest detention charge trial conviction release summons interrogation torture beating killing attempted_killing
execution death_in_custody disappearance abduction sexual_violence threat harassment raid confiscation denial_of_counsel
denial_of_care expulsion flight travel_ban dispersal censorship dismissal fine displacement attack other
"""
ACTS = set(WORDS.split())
STANCES = {"asserted", "alleged", "denied", "threatened"}
KINDS = {"state", "non-state", "unclear", "not stated"}
MODES = {"occurred", "ordered", "scheduled", "attempted", "feared", "called for"}
COUNT_KINDS = {"exactly", "at least", "about", "at most"}
DAY = r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?"
REAL = """
Afghanistan Albania Algeria Armenia Australia Austria Azerbaijan Belarus Belgium Bosnia Brazil Bulgaria Canada China
Croatia Cuba Czechia Egypt England Estonia Finland France Georgia Germany Greece Hungary India Iran Iraq Israel Italy
Japan Kazakhstan Kyrgyzstan Latvia Lithuania Moldova Montenegro Myanmar Poland Romania Russia Serbia Slovakia Slovenia
Spain Sweden Syria Tajikistan Turkey Turkmenistan Ukraine Uzbekistan Venezuela Zimbabwe Россия Украина Беларусь
Белоруссия Польша Литва Moscow Minsk Kyiv Warsaw Vilnius
"""
INLINE = r"</?(?:a|abbr|b|em|font|i|q|small|span|strong|time)\b[^>]*>"


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def strip_tags(raw: bytes) -> str:
    """A crude reading of HTML: the charset it declares, no scripts or styles, inline tags glued, other tags as spaces."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw)
    text = raw.decode(declared.group(1).decode() if declared else "utf-8")
    text = re.sub(r"(?is)<(script|style|title)\b.*?</\1>|<!--.*?-->", " ", text)
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(INLINE, "", text)))


@cache
def shown(path: Path) -> str:
    """What a reader of the capture sees, whitespace folded."""
    if path.suffix == ".html":
        return fold(strip_tags(path.read_bytes()))
    if path.suffix == ".txt":
        return fold(path.read_text("utf-8"))
    pypdf = pytest.importorskip("pypdf")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return fold(re.sub(r"(\w)-\n(\w)", r"\1\2", text))


def between(text: str, first: str, last: str) -> str:
    """From the headline to the last words, with whatever the page has put amid the paragraphs."""
    start = text.index(fold(first))
    return text[start : text.index(fold(last), start) + len(fold(last))]


@pytest.fixture(params=GOLD, ids=lambda p: p.name.removesuffix(".gold.json"))
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(json.loads(request.param.read_text("utf-8")))


def capture(gold: dict[str, Any]) -> Path:
    return FOLDER / str(gold["file"])


def test_there_are_enough_captures_and_each_has_gold() -> None:
    assert len(CAPTURES) >= 12
    assert {p.stem for p in CAPTURES} == {p.name.removesuffix(".gold.json") for p in GOLD}
    assert sum(p.suffix == ".html" for p in CAPTURES) >= 6
    assert sum(p.suffix == ".txt" for p in CAPTURES) >= 4


def test_no_capture_names_a_real_country() -> None:
    pattern = re.compile(r"\b(?:" + "|".join(REAL.split()) + r")\b")
    for path in CAPTURES:
        if path.suffix != ".pdf":
            text = path.read_bytes().decode("cp1251" if b"charset=windows-1251" in path.read_bytes() else "utf-8")
            assert not pattern.search(text), (path.name, pattern.search(text))


def test_sidecars_belong_to_captures() -> None:
    for path in FOLDER.glob("*.meta.json"):
        given = json.loads(path.read_text("utf-8"))
        stem = path.name.removesuffix(".meta.json")
        assert (FOLDER / f"{stem}.txt").exists()
        assert given.keys() >= {"title", "published", "url", "authors"}
        assert json.loads((FOLDER / "gold" / f"{stem}.gold.json").read_text("utf-8"))["published"] == given["published"]


def test_gold_is_well_formed(gold: dict[str, Any]) -> None:
    assert capture(gold).stem == gold["id"]
    assert gold["published"] is None or datetime.date.fromisoformat(gold["published"])
    names = {person["name"] for person in gold["people"]}
    assert len(names) == len(gold["people"])
    assert [act["n"] for act in gold["acts"]] == list(range(1, len(gold["acts"]) + 1))
    for person in gold["people"]:
        assert person["sex"] in {"man", "woman", "unknown"}
        assert person["age"] is None or isinstance(person["age"], int)
    for act in gold["acts"]:
        assert act["act"] in ACTS
        assert act["act"] != "other" or act["note"]
        assert act["stance"] in STANCES
        assert act["perpetrator_kind"] in KINDS
        assert act.get("mode", "occurred") in MODES
        assert act["according_to"]
        assert 1 <= len(act["quotes"]) <= 4
        for victim in act["victims"]:
            assert victim.get("person") in names or victim["group"]
            assert victim.get("count_kind", "exactly") in COUNT_KINDS


def test_dates_are_dates_of_their_precision(gold: dict[str, Any]) -> None:
    for act in gold["acts"]:
        value, precision = act["when"]["value"], act["when"]["precision"]
        if value is None:
            assert precision == "none"
            continue
        assert re.fullmatch(rf"{DAY}(?:/{DAY})?", value)
        assert precision == ("range" if "/" in value else {4: "year", 7: "month", 10: "day"}[len(value)])
        for part in value.split("/"):
            if len(part) == 10 and not part.startswith("X"):
                datetime.date.fromisoformat(part)
        assert value == "/".join(sorted(value.split("/")))


def test_every_quote_stands_on_the_page(gold: dict[str, Any]) -> None:
    text = shown(capture(gold))
    body = between(text, gold["body_first"], gold["body_last"])
    for act in gold["acts"]:
        for quote in act["quotes"]:
            assert fold(quote) in body, quote


def test_every_name_stands_on_the_page(gold: dict[str, Any]) -> None:
    text = shown(capture(gold))
    for person in gold["people"]:
        for name in [person["name"], *person["variants"], *person["described_as"]]:
            assert fold(name) in text, name


def test_furniture_is_on_the_page_and_not_in_the_article(gold: dict[str, Any]) -> None:
    text = shown(capture(gold))
    body = between(text, gold["body_first"], gold["body_last"])
    quotes = fold(" ".join(quote for act in gold["acts"] for quote in act["quotes"]))
    assert len(gold["not_in_body"]) >= 10 or gold.get("kind") == "interview"
    for piece in gold["not_in_body"]:
        assert fold(piece) in text, piece
        assert fold(piece) not in quotes, piece
    assert [piece for piece in gold["not_in_body"] if fold(piece) in body] == gold.get("amid_article", [])


def test_the_case_stands_on_the_gold() -> None:
    case = json.loads((FOLDER / "gold" / "case.json").read_text("utf-8"))
    gold = {g["id"]: g for g in (json.loads(p.read_text("utf-8")) for p in GOLD)}
    spellings = {name for g in gold.values() for person in g["people"] for name in [person["name"], *person["variants"]]}
    assert len(case["persons"]) == 2
    assert set(case["captures"]) == set(gold)
    for person in case["persons"]:
        assert set(person["spellings"]) <= spellings
        for act in person["acts"]:
            assert act["act"] in ACTS
            assert act["stance"] in STANCES
            assert 1 <= act["independent_sources"] <= len(act["sources"])
            for source in act["sources"]:
                found = gold[source["capture"]]["acts"][source["n"] - 1]
                assert found["act"] == act["act"], (act, source)
    for contradiction in case["contradictions"]:
        for value in contradiction["values"]:
            assert set(value["sources"]) <= set(gold)
