"""``letapis read`` as a user meets it: the form of the page report, screens that stay readable, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from letapis.words.tables import table
from letapis.words.when import valid
from tests.commands import EXAMPLES, PAGES, letapis, story

STR, NONE = str, type(None)
FORM: dict[str, tuple[type, ...]] = {
    "path": (str,), "sha256": (str,), "media_type": (str,), "language": (str,), "title": (str, NONE), "authors": (list,),
    "publisher": (str, NONE), "published": (str, NONE), "published_basis": (str, NONE), "published_certain": (bool,),
    "updated": (str, NONE), "agency": (str, NONE), "canonical": (str, NONE),
    "member": (str, NONE), "blocks": (list,), "body": (str,), "people": (list,), "times": (list,), "speech": (list,),
    "acts": (list,), "incident": (dict, NONE), "faults": (list,),
}  # fmt: skip
PERSON: dict[str, tuple[type, ...]] = {
    "name": (str,), "variants": (list,), "described_as": (list,), "sex": (str,), "age": (int, NONE), "age_group": (str,),
    "roles": (list,),
}  # fmt: skip
TIME: dict[str, tuple[type, ...]] = {
    "text": (str,), "start": (int,), "end": (int,), "value": (str, NONE), "timex": (str, NONE), "basis": (str,), "rule": (str,),
}  # fmt: skip
SPEECH: dict[str, tuple[type, ...]] = {
    "content": (list,), "source": (list,), "cue": (list,), "speaker": (str, NONE), "direct": (bool,),
}  # fmt: skip
ACT: dict[str, tuple[type, ...]] = {
    "act": (str,), "stance": (str,), "denied_by": (list,), "general": (bool,), "victims": (list,), "perpetrators": (list,),
    "perpetrator_kind": (str,), "when": (dict,), "denials": (list,), "mode": (str,), "details": (dict,), "where": (list,),
    "country": (str, NONE), "according_to": (list,), "quotes": (list,), "score": (int, float),
}  # fmt: skip
WHEN: dict[str, tuple[type, ...]] = {"text": (str, NONE), "value": (str, NONE), "precision": (str,), "basis": (str, NONE)}
INCIDENT: dict[str, tuple[type, ...]] = {
    "perpetrator_mentioned": (bool,), "perpetrator_type": (str, NONE), "violations": (list,), "victims": (list,),
    "country": (str, NONE), "region": (str, NONE), "city": (str, NONE), "year": (str, NONE), "month": (str, NONE), "day": (str, NONE),
}  # fmt: skip


def fits(thing: dict[str, Any], form: dict[str, tuple[type, ...]]) -> None:
    for key, types in form.items():
        assert key in thing, key
        assert type(thing[key]) in types, (key, thing[key])


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    ran = letapis("read", *PAGES, "--json")
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_one_line_a_page_in_the_order_given(reports: list[dict[str, Any]]) -> None:
    assert [r["path"] for r in reports] == [str(p) for p in PAGES]


def test_the_report_has_the_agreed_form(reports: list[dict[str, Any]]) -> None:
    for r in reports:
        fits(r, FORM)
        assert "id" not in r
        assert len(r["sha256"]) == 64
        assert r["published"] is None or valid(r["published"])
        assert r["published_basis"] in (None, "given", "markup", "URL", "dateline", "text")
        for p in r["people"]:
            fits(p, PERSON)
            assert p["sex"] in ("man", "woman", "unknown")
            assert p["age_group"] in ("adult", "child", "unknown")
        for f in r["faults"]:
            assert set(f) == {"where", "what", "hint"}
        if r["incident"] is not None:
            fits(r["incident"], INCIDENT)


def test_blocks_times_and_speech_stand_where_they_say(reports: list[dict[str, Any]]) -> None:
    for r in reports:
        body, last = r["body"], 0
        for n, b in enumerate(r["blocks"], 1):
            assert set(b) == {"nth", "kind", "main", "start", "end", "line", "why", "score"}
            assert b["nth"] == n
            assert b["main"] == (b["start"] is not None)
            assert (b["start"] is None) == (b["end"] is None)
            if b["start"] is not None:
                assert last <= b["start"] < b["end"] <= len(body)
                assert body[b["start"] : b["end"]] == body[b["start"] : b["end"]].strip()
                assert not body[last : b["start"]].strip()
                last = b["end"]
        assert last == len(body)
        for t in r["times"]:
            fits(t, TIME)
            assert body[t["start"] : t["end"]] == t["text"]
            assert t["value"] is None or valid(t["value"])
        for s in r["speech"]:
            fits(s, SPEECH)
            for start, end in [*s["content"], *s["source"], *s["cue"]]:
                assert 0 <= start < end <= len(body)


def test_acts_use_the_agreed_words_and_quote_the_body(reports: list[dict[str, Any]]) -> None:
    words = table("terms")["acts"]
    for r in reports:
        names = {p["name"] for p in r["people"]}
        for a in r["acts"]:
            fits(a, ACT)
            fits(a["when"], WHEN)
            assert a["act"] in words
            assert a["stance"] in ("asserted", "alleged", "denied", "threatened")
            assert a["perpetrator_kind"] in ("state", "non-state", "unclear", "not stated")
            assert a["mode"] in ("occurred", "ordered", "scheduled", "attempted", "feared", "called for")
            assert a["when"]["precision"] in ("day", "month", "year", "range", "none")
            assert a["according_to"]
            assert a["quotes"]
            assert all(q in r["body"] for q in a["quotes"])
            assert 0 <= a["score"] <= 1
            for v in a["victims"]:
                assert v["person"] in names if "person" in v else v["group"] and {"count", "count_kind"} <= v.keys()
            for d in a["denials"]:
                assert {"by", "quote", "scope"} <= d.keys()
                assert d["quote"] in r["body"]
            assert all(isinstance(x, list) for x in a["details"].values())


def test_a_narrow_screen_keeps_lines_and_words_whole() -> None:
    for columns in (60, 80):
        ran = letapis("read", *(p for p in PAGES if p.suffix == ".html"), columns=columns)
        assert ran.status == 0
        assert max(map(len, ran.out.splitlines())) <= columns
        assert "sentence" in ran.out
        assert "according to" in ran.out


def test_a_wide_screen_gets_a_table() -> None:
    ran = letapis("read", PAGES[0], columns=150)
    assert any(line.split()[:2] == ["when", "act"] for line in ran.out.splitlines())


def test_a_date_given_makes_months_countable(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(story(1).replace("on 2 January 2024", "last December"))

    def when(*more: str) -> str:
        return str(json.loads(letapis("read", page, "--json", *more).out)["times"][0]["value"])

    assert when("--published", "2011-03-14") == "2010-12"
    (tmp_path / "page.meta.json").write_text('{"published": "2014-03-01"}')
    assert when() == "2013-12"
    assert when("--published", "2011-03-14") == "2010-12"


def test_a_wrong_date_is_refused() -> None:
    ran = letapis("read", PAGES[0], "--published", "14/03/2011")
    assert ran.status == 2
    assert "2011-03-14" in ran.err


def test_taken_as_main_text_to_the_letter(tmp_path: Path) -> None:
    text = "Menu\nHome\nPolice arrested Ales Kruk.\nRelated: other news\n"
    (tmp_path / "page.txt").write_text(text)
    assert json.loads(letapis("read", tmp_path / "page.txt", "--json", "--as-body").out)["body"] == text


def test_exit_statuses(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(story(1))
    (tmp_path / "empty.txt").write_text("")
    assert letapis("read", tmp_path / "good.txt").status == 0
    assert letapis("read", tmp_path / "empty.txt").status == 1
    both = letapis("read", tmp_path)
    assert both.status == 3
    assert "Ales Kruk" in both.out
    assert both.err == f"{tmp_path}/empty.txt: the file is empty.\n"
    assert letapis("read", tmp_path / "none.txt").status == 1
    (tmp_path / "folder").mkdir()
    assert letapis("read", tmp_path / "folder").status == 1
    assert letapis("read").status == 2


def test_a_page_in_another_language_is_said_to_be_so() -> None:
    ran = letapis("read", next(EXAMPLES.glob("vecherny*.html")))
    assert ran.status == 0
    assert "not yet read in this language" in " ".join(ran.out.split())


def test_an_error_in_one_page_never_stops_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from letapis.desk import understanding

    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(story(n))
    real = understanding.understand
    calls = iter([True, False])

    def broken(*args: Any) -> Any:
        if next(calls):
            raise KeyError("Ales Kruk")
        return real(*args)

    monkeypatch.setattr(understanding, "understand", broken)
    ran = letapis("read", tmp_path)
    assert ran.status == 3
    assert "arrested · Ales Kruk" in ran.out
    assert "KeyError" in ran.err
    assert "Kruk" not in ran.err


def test_every_time_is_explained_with_its_basis_and_its_rule(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Taken in Karsk\n\nHe was taken on 19 December 2010 and held for nine weeks.\n", encoding="utf-8")
    said = letapis("read", page, "--explain", "times").out
    assert all(w in said for w in ("19 December 2010", "stated in full", "times/1:day", "no date (P9W)", "times/1:duration"))
    page.write_text("Taken in Karsk\n\nMay Smith came second; nobody was taken in Karsk.\n", encoding="utf-8")
    assert "No time was found" in letapis("read", page, "--explain", "times").out


def test_all_speech_is_explained_with_its_source_and_its_rule(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    told = "Ales Kruk was arrested in Karsk on Monday. His lawyer Olga Sedova said that the police beat him. “I am well,” said Kruk.\n"
    page.write_text("Taken in Karsk\n\n" + told, encoding="utf-8")
    said = " ".join(letapis("read", page, "--explain", "speech").out.split())
    assert all(w in said for w in ("His lawyer Olga Sedova", "a lawyer", "who that is Ales Kruk", "speech/1:after"))
    assert all(w in said for w in ("in the words of the page", "word for word", "The verb of saying governs these words."))
    assert "in Karsk on Monday" not in said
    page.write_text("Taken in Karsk\n\nAles Kruk was arrested in Karsk on Monday.\n", encoding="utf-8")
    assert "Nobody is quoted" in letapis("read", page, "--explain", "speech").out
