"""What is new since some moment: facts, sources, conflicts, what speaks against a ruling, what may change a status."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from letapis.core.cases import fold
from letapis.core.material import Told
from letapis.core.news import AGAINST, CONFLICT, FACT, SOURCE, STATUS, Fresh, News, news
from letapis.desk.desk import Desk
from letapis.rim.project import open_project
from letapis.words.records import Decision
from tests.commands import Ran, letapis, new_project, story
from tests.telling import page, rule

K = "{victim=k Ales Kulich}"
HELD = f"Police {{arrest arrested}} {K} on {{when=2024-01-05 5 January}} in {{where Mostryn}}."
FREED = f"{K} was {{release freed}} on {{when=2024-02-16 16 February}}."


def of(text: str | Told, outlet: str = "Courier", published: str = "2024-03-01") -> Told:
    return text if isinstance(text, Told) else page(text, outlet, published)


def since(known: list[str | Told], new: str | Told, *decisions: Decision) -> News:
    """What the last page brings, the others being known and each of an outlet of its own."""
    old = [of(t, f"Known {n}") for n, t in enumerate(known)]
    latest = of(new, "Latest", "2024-03-02")
    pages = [*old, latest]
    return news(fold(pages, decisions), pages, Fresh(frozenset({latest.reading.id})))


def kinds(found: News) -> list[str]:
    return [i.kind for c in found.cases for i in c.items]


def said(found: News) -> str:
    (item,) = (i for c in found.cases for i in c.items)
    assert item.claims
    return item.sentence


def test_an_act_not_told_before() -> None:
    found = since([HELD], f"{K} was {{beating beaten}} on {{when=2024-01-07 7 January}}.")
    assert kinds(found) == [FACT]
    assert said(found) == "beaten or injured: 7 January 2024; told by Latest."
    assert not found.pressing


def test_another_source_for_a_known_act_says_what_it_adds() -> None:
    found = since([HELD], f"{{by=state Men in masks}} {{arrest arrested}} {K} on {{when=2024-01-05 5 January}}.")
    assert kinds(found) == [SOURCE]
    assert said(found) == (
        "the arrest (5 January 2024) is told by Latest too (an independent source); it adds who did it: Men in masks."
    )


def test_a_copy_is_no_further_source() -> None:
    text = f"{HELD} The door of his flat was broken with a hammer and two neighbours were made to sign as witnesses."
    assert "no further source" in said(since([text], text))


def test_nothing_is_new_of_a_page_that_tells_of_nobody() -> None:
    found = since([HELD], "It rained in Mostryn.")
    assert not found.cases
    assert len(found.pages) == 1


def test_acts_of_nobody_who_could_be_counted_are_no_news() -> None:
    assert not since([HELD], "Police often {arrest=general arrest} {group demonstrators}.").cases


def test_sources_that_conflict_since() -> None:
    found = since([HELD], HELD.replace("2024-01-05 5", "2024-01-06 6"))
    assert kinds(found) == [CONFLICT, SOURCE]
    assert found.cases[0].items[0].sentence == (
        "the arrest: sources conflict on when now: 5 January 2024 (Known 0), but 6 January 2024 (Latest)."
    )


def test_a_conflict_known_before_is_not_told_again() -> None:
    other = HELD.replace("2024-01-05 5", "2024-01-06 6")
    assert kinds(since([HELD, other], other)) == [SOURCE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FREED, STATUS),
        (FREED.replace("when=2024-02-16 16 February", "name=z Ivan Zhuk"), STATUS),
        (f"{K} was {{killing killed}} on {{when=2024-02-16 16 February}}.", STATUS),
        (FREED.replace("2024-02-16", "2023-02-16"), FACT),
        (FREED.replace("{release ", "{release=ordered "), FACT),
        (f"{K} was {{fine fined}} on {{when=2024-02-16 16 February}}.", FACT),
    ],
)
def test_what_may_change_a_status(text: str, kind: str) -> None:
    found = since([HELD], text)
    assert kinds(found) == [kind]
    assert found.pressing == (kind == STATUS)
    assert bool(found.cases[0].status) == (kind == STATUS)


def rejected(text: str, property_: str, known: str = HELD) -> News:
    old = of(known, "Known 0")
    claim = next(c for c in old.claims if c.property == property_)
    return since([old], text, rule(old.id_of(claim), "reject", because="another man"))


def test_what_was_ruled_wrong_is_told_again() -> None:
    found = rejected(HELD, "act")
    (against, *_) = (i for c in found.cases for i in c.items)
    assert against.kind == AGAINST
    assert against.sentence == "“act = arrest” was ruled wrong by amina (another man); Latest says so again."
    assert len(against.claims) == 2
    assert found.pressing


def test_what_was_ruled_wrong_and_taken_back_is_told_again_by_right() -> None:
    old = of(HELD, "Known 0")
    wrong = replace(rule(old.id_of(next(c for c in old.claims if c.property == "act")), "reject"), id="decision:one")
    assert AGAINST in kinds(since([old], HELD, wrong))
    assert AGAINST not in kinds(since([old], HELD, wrong, rule(wrong.id, "undo")))


def test_a_field_that_was_ruled_wrong_is_told_again() -> None:
    assert AGAINST in kinds(rejected(HELD, "where"))
    assert AGAINST not in kinds(rejected(HELD.replace("Mostryn", "Drezhin"), "where"))


@pytest.mark.parametrize(
    "other",
    [HELD.replace("2024-01-05", "2023-05-05"), HELD.replace("k Ales Kulich", "r Oleg Ruban"), HELD.replace("arrest ", "fine ")],
)
def test_another_act_is_not_the_one_that_was_ruled_wrong(other: str) -> None:
    assert AGAINST not in kinds(rejected(other, "act"))


def one_person(new: str) -> News:
    """What a page brings of somebody who was ruled one of two."""
    pages = [of(HELD + " {age=k:36 36} {sex=k:man He}", "Known 0"), of(HELD.replace("Ales Kulich", "Pavel Zhuk"), "Known 1")]
    a, b = (next(c.subject for c in p.claims if c.property == "name") for p in pages)
    return since([*pages], new, rule(a, "same", b))


def test_one_person_by_ruling_is_told_to_be_of_another_age_or_sex() -> None:
    new = "Police {fine fined} {victim=k Pavel Zhuk} on {when=2024-02-05 5 February}. %s."
    assert AGAINST in kinds(one_person(new % "{age=k:58 58}"))
    assert AGAINST not in kinds(one_person(new % "{age=k:37 37}"))
    assert AGAINST not in kinds(one_person(new % "It rained"))


def apart(new: str) -> News:
    """What a page brings where two of one name were ruled different."""
    pages = [of(HELD, "Known 0"), of(HELD.replace("2024-01-05", "2022-05-05"), "Known 1")]
    a, b = (next(c.subject for c in p.claims if c.property == "name") for p in pages)
    return since([*pages], new, rule(a, "different", b))


def test_two_by_ruling_look_like_one_on_a_new_page() -> None:
    found = apart(HELD)
    against = [i for c in found.cases for i in c.items if i.kind == AGAINST]
    assert against
    assert all("ruled different by amina" in i.sentence and i.claims for i in against)
    assert AGAINST not in kinds(apart(HELD.replace("k Ales Kulich", "r Oleg Ruban")))


def test_those_first_that_press() -> None:
    zhuk = "Police {fine fined} {victim=z Ivan Zhuk} on {when=2024-02-05 5 February}."
    found = since([HELD], f"{zhuk} {FREED}")
    assert [c.person.shown for c in found.cases if c.person] == ["Ales Kulich", "Ivan Zhuk"]


# ---- on the command line


def taken(folder: Path, tmp_path: Path, n: int, *more: object) -> Ran:
    path = tmp_path / f"page{n}.txt"
    path.write_text(story(n), "utf-8")
    return letapis("import", "-p", folder, path, *more)


def test_after_an_import_and_as_a_verb(tmp_path: Path) -> None:
    folder = new_project(tmp_path)
    assert "New:" not in taken(folder, tmp_path, 1).out  # all of it is
    ran = taken(folder, tmp_path, 2)
    assert "New: 1 page, 1 case touched" in ran.out
    assert "Ales Kruk" in ran.out
    assert "New:" not in taken(folder, tmp_path, 3, "--no-news").out
    looked = letapis("news", "-p", folder, "--json")
    body = json.loads(looked.out)
    assert looked.status == (11 if body["pressing"] else 10)
    assert len(body["pages"]) == 3
    assert body["cases"]
    assert all(item["claims"] for case in body["cases"] for item in case["items"])
    again = letapis("news", "-p", folder, "--since", body["until"])
    assert (again.status, again.out.strip()) == (0, "Nothing is new.")
    after = json.loads(letapis("news", "-p", folder, "--since", body["pages"][0]["capture"], "--json").out)
    assert [p["capture"] for p in after["pages"]] == [p["capture"] for p in body["pages"][1:]]
    assert after == json.loads(letapis("news", "-p", folder, "--since", body["pages"][0]["capture"], "--json").out)


@pytest.mark.parametrize(("level", "told"), [("team", True), ("public", False)])
def test_outside_the_team_nobody_is_told_who_ruled(level: str, told: bool, tmp_path: Path) -> None:
    folder = new_project(tmp_path)
    taken(folder, tmp_path, 1)
    with open_project(folder) as project:
        desk = Desk(project, "amina")
        (page,) = desk.pages()
        act = next(c for c in page.claims if c.property == "act")
        desk.rule(page.id_of(act), "reject")
    taken(folder, tmp_path, 29)  # the same day of January
    found = letapis("news", "-p", folder, "--json", "--level", level, "--since", page.capture.id)
    sentences = [i["sentence"] for c in json.loads(found.out)["cases"] for i in c["items"] if i["kind"] == AGAINST]
    assert sentences
    assert all(("amina" in s) == told for s in sentences)
    assert found.status == 11


@pytest.mark.parametrize(
    "moment", ["yesterday", "capture:zzzzz", "letapis checkpoint 1 1 " + "00" * 32, "letapis checkpoint 1 99999 " + "00" * 32]
)
def test_a_moment_that_is_none(moment: str, tmp_path: Path) -> None:
    folder = new_project(tmp_path)
    taken(folder, tmp_path, 1)
    ran = letapis("news", "-p", folder, "--since", moment)
    assert ran.status == 1
    assert ran.err


def test_by_day(tmp_path: Path) -> None:
    folder = new_project(tmp_path)
    assert letapis("news", "-p", folder).status == 0
    taken(folder, tmp_path, 1)
    assert letapis("news", "-p", folder, "--since", "2999-01-01").status == 0
    assert letapis("news", "-p", folder, "--since", "2020-01-01").status in (10, 11)
