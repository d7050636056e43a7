"""Who says what of one act: what conflicts, what agrees within precision, which source is independent; nothing is chosen."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from letapis.core.cases import fold
from letapis.core.disagreement import AGREE, CONFLICT, DIFFER, ITSELF, ONE, Disagreement, disagreement, disagreements
from letapis.core.disagreement.values import numbers_agree
from letapis.core.material import Told
from tests.commands import demo, letapis
from tests.telling import page, rule

K = "{victim=k Ales Kulich}"


def told(*texts: str | Told) -> Disagreement:
    """The table of the one act that the pages tell, each page of an outlet of its own."""
    pages = [t if isinstance(t, Told) else page(t, f"Outlet {n}", "2024-05-01") for n, t in enumerate(texts)]
    book = fold(pages)
    book = fold(pages, [rule(a.id, "same", b.id) for a, b in pairwise(book.acts)])
    (act,) = book.acts
    return disagreement(act, book.material)


def verdict(name: str, *texts: str | Told) -> str:
    return next(q.verdict for q in told(*texts).questions if q.name == name)


def on(value: str, words: str = "5 January") -> str:
    return f"Police {{killing killed}} {K} on {{when={value} {words}}}."


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2024-01-05", "2024-01-06"), CONFLICT),
        (("2024-01-05", "2023-01-05"), CONFLICT),
        (("2024-02", "2024-01-05"), CONFLICT),
        (("2024-01", "2024-01-05"), AGREE),
        (("2024", "2024-01-05"), AGREE),
        (("XXXX-01-05", "2024-01-05"), AGREE),
        (("2024-01-04~", "2024-01-05"), AGREE),
        (("2024-01-03/2024-01-05", "2024-01-05"), AGREE),
        (("2024-01-03/2024-01-05", "2024-01-04/2024-01-06"), AGREE),
        (("2024-01-05", "2024-01-05"), AGREE),
        (("2024-01-05",), ONE),
    ],
)
def test_dates(dates: tuple[str, ...], expected: str) -> None:
    assert verdict("when", *map(on, dates)) == expected


def test_what_lasts_is_told_in_parts() -> None:
    held = f"Police {{detention held}} {K} in {{when=2024-0%d month}}."
    assert verdict("when", held % 1, held % 1) == AGREE


def test_a_page_that_gives_both_dates_conflicts_with_neither_and_agrees_with_neither() -> None:
    both = f"{on('2024-01-05')} {K} was {{killing killed}} on {{when=2024-01-06 6 January}}."
    one = page(both.replace("{killing ", "{killing=x "), "Courier", "2024-05-01")
    assert verdict("when", one, on("2024-01-06")) == DIFFER


def test_two_pages_of_one_outlet_that_conflict_are_one_source_against_itself() -> None:
    pages = [page(on(day), "Courier", f"2024-05-0{n}") for n, day in enumerate(("2024-01-05", "2024-01-06"), 1)]
    d = told(*pages)
    assert [q.verdict for q in d.questions if q.name == "when"] == [ITSELF]
    assert len(d.rows) == 1
    assert "both pages are Courier's" in d.rows[0].why
    assert disagreements([d.act], fold(pages).material) == ()


def test_a_third_source_says_it_too_and_stands_on_its_side() -> None:
    d = told(on("2024-01-05"), on("2024-01-06"), on("2024-01-06"))
    (when,) = d.conflicts
    assert [side.rows for side in when.sides] == [(0,), (1, 2)]
    assert when.sentence == "5 January 2024 (Outlet 0), but 6 January 2024 (Outlet 1 and Outlet 2)"
    assert len(when.claims) == 3


def test_copies_are_one_row_with_the_reason() -> None:
    text = f"{on('2024-01-05')} The body was brought to the town's mortuary by four men in an unmarked grey van that night."
    d = told(text, text, on("2024-01-06"))
    assert [row.outlets for row in d.rows] == [("Outlet 0", "Outlet 1"), ("Outlet 2",)]
    assert "same words" in d.rows[0].why
    assert "no other page" in d.rows[1].why


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((87, 180), CONFLICT), ((180, 180), AGREE)],
)
def test_numbers(numbers: tuple[int, int], expected: str) -> None:
    texts = [f"Police {{arrest held}} {K} and {{group={n} {n} marchers}} on {{when=2024-01-05 5 January}}." for n in numbers]
    assert verdict("how many", *texts) == expected


def test_numbers_of_kinds() -> None:
    assert numbers_agree((700, 10**9), (712, 712))
    assert not numbers_agree((700, 10**9), (87, 87))


def test_by_whom_conflicts_only_where_one_says_the_state_and_another_not() -> None:
    text = f"{{by=%s %s}} {{killing killed}} {K} on {{when=2024-01-05 5 January}}."
    assert verdict("by whom", text % ("state", "Police"), text % ("non-state", "Bandits")) == CONFLICT
    assert verdict("by whom", text % ("state", "Police"), text % ("unclear", "Masked men")) == DIFFER
    assert verdict("by whom", text % ("state", "Police"), text % ("state", "Police")) == AGREE


def test_told_and_denied() -> None:
    d = told(f"{K} was {{torture=alleged tortured}}, {{source his lawyer}} said, which {{denies a spokesman}} denied.")
    (put,) = d.conflicts
    assert put.sentence == "alleged by his lawyer, denied by a spokesman"
    (row,) = d.rows
    assert [(s.text, [d.voice(c) for c in s.claims]) for s in row.told["put as"]] == [
        ("alleged", ["his lawyer"]), ("denied", ["a spokesman"]),
    ]  # fmt: skip


def test_told_as_fact_and_as_alleged_is_no_conflict() -> None:
    text = f"Police {{killing%s killed}} {K} on {{when=2024-01-05 5 January}}."
    assert verdict("put as", text % "", text % "=alleged") == DIFFER
    assert verdict("put as", text % "", text % "") == AGREE


def there(name: str, **facts: str) -> Told:
    """A page that tells the killing in a place of the atlas, of which these facts are known."""
    told = page(f"Police {{killing killed}} {K} on {{when=2024-01-05 5 January}} in {{where {name}}}.", name, "2024-05-01")
    where = next(c for c in told.claims if c.property == "where")
    place = told.reading.mint("place", where.passage)
    known = [replace(where, subject=place, property=p, value=v) for p, v in (("name", name), *facts.items())]
    claims = (replace(c, value=place) if c is where else c for c in told.claims)
    return replace(told, claims=(*claims, *known))


MOSTRYN = {"kind": "city", "country": "Merenia", "latitude": "53.90", "longitude": "27.57"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"kind": "city", "country": "Merenia", "latitude": "52.10", "longitude": "23.70"}, CONFLICT),
        ({"kind": "city", "country": "Ladovia"}, CONFLICT),
        ({"kind": "city", "country": "Merenia", "latitude": "53.95", "longitude": "27.60"}, DIFFER),
        ({"kind": "region", "country": "Merenia", "latitude": "52.10", "longitude": "23.70"}, DIFFER),
        ({"kind": "country", "country": "Merenia"}, DIFFER),
        ({}, DIFFER),
    ],
)
def test_places_conflict_by_country_or_by_the_distance_of_two_towns(facts: dict[str, str], expected: str) -> None:
    assert verdict("where", there("Mostryn", **MOSTRYN), there("Drezhin", **facts)) == expected


def test_places_in_words_that_nobody_knows_are_never_told_apart() -> None:
    text = f"Police {{killing killed}} {K} on {{when=2024-01-05 5 January}} in {{where %s}}."
    assert verdict("where", text % "his flat", text % "Mostryn") == DIFFER
    assert verdict("where", text % "Mostryn", text % "Mostryn") == AGREE


def test_the_worst_come_first() -> None:
    more = f"{on('2024-01-05')} It was told by {{source his wife}}, but {{denies the police}} deny that {K} was {{killing killed}}."
    other = "Police {arrest arrested} {victim=r Oleg Ruban} on {when=2024-02-0%d day}."
    pages = [page(more.replace("{killing", "{killing=x"), "A", "2024-05-01"), page(on("2024-01-06"), "B", "2024-05-01")]
    pages += [page(other % 1, "C", "2024-05-02"), page(other % 2, "D", "2024-05-02")]
    pages += [page("Police {fine fined} {victim=z Ivan Zhuk} on {when=2024-03-01 1 March}.", o, "2024-05-03") for o in "EF"]
    book = fold(pages)
    found = disagreements(book.acts, book.material)
    assert [d.act.word for d in found] == ["killing", "arrest"]
    assert [len(d.conflicts) for d in found] == [2, 1]


def test_on_the_command_line() -> None:
    ran = letapis("disagreements", "-p", demo())
    assert ran.status == 0
    assert ran.out.startswith("arrested: Andrei Khalchevich (7 pages, 6 independent sources)")
    assert "but 17 December 2023 (Ladovia" in ran.out
    act = ran.out.partition("act:")[2].split()[0]
    shown = letapis("show", "-p", demo(), f"act:{act}").out
    assert "Source by source" in shown
    assert "when: conflict: 16 December 2023" in shown
    assert "2 pages, one source" in shown
    of_one = letapis("disagreements", "-p", demo(), "Andrei Khalchevich", "--most", 1)
    assert "1 more acts" in of_one.out


def test_in_the_case_file(tmp_path: Path) -> None:
    html = tmp_path / "case.html"
    ran = letapis("case", "-p", demo(), "Andrei Khalchevich", "--html", html)
    assert "Where sources conflict" in ran.out
    assert "sources conflict on when" in html.read_text("utf-8")
    assert letapis("export", "-p", demo(), "json", "Andrei Khalchevich", "--to", tmp_path).status == 0
    (written,) = tmp_path.glob("*.json")
    acts = json.loads(written.read_text("utf-8"))["acts"]
    asked = {q["question"]: q for q in next(a for a in acts if a["word"] == "arrest")["source_by_source"]["questions"]}
    assert [len(side["sources"]) for side in asked["when"]["sides"]] == [3, 1]
    assert all(side["values"][0]["claims"] for side in asked["when"]["sides"])
