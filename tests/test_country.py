"""The made country: the same by the same seed, its gold to the letter, its numbers as promised."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest

from bench.country import Country, Options, make, write
from bench.country.spelling import forms, systems, translated, written
from bench.identity import _answers, b_cubed, pairs_score
from letapis.core.resolve.join import Joined, Link

SMALL = Options(pages=40, copies=8, people=20, namesakes=4, kin=2, acts=50, groups=5)


@cache
def small(seed: int = 7) -> Country:
    return make(seed, SMALL)


@cache
def whole() -> Country:
    return make()


def test_the_same_seed_makes_the_same_collection(tmp_path: Path) -> None:
    again = make(7, SMALL)
    assert again == small()
    write(again, tmp_path)
    page = again.pages[0]
    assert (tmp_path / f"{page.id}.txt").read_text("utf-8") == page.text
    assert json.loads((tmp_path / "gold.json").read_text("utf-8"))["pages"][0]["id"] == page.id


def test_another_seed_or_another_option_makes_another() -> None:
    assert small(8).world != small().world
    assert not {p.text for p in small(8).pages} & {p.text for p in small().pages}
    assert (
        make(3, Options(pages=10, copies=2, people=8, namesakes=2, kin=1, acts=12, groups=2, country="")).world.name
        != "Merenia"
    )


def test_the_gold_stands_in_the_text_to_the_letter() -> None:
    for page in whole().pages:
        assert page.text.startswith(page.title + "\n\n")
        assert "⟦" not in page.text
        assert "{" not in page.text
        for m in page.mentions:
            assert page.text[m.start : m.end] == m.text
            assert m.text.strip() == m.text != ""
        for t in page.tellings:
            assert page.text[t.start : t.end].strip() == page.text[t.start : t.end]


def test_the_numbers_are_those_promised() -> None:
    made = whole()
    assert len(made.pages) == len({p.id for p in made.pages}) == 300
    assert sum(bool(p.copy_of) for p in made.pages) == 60
    assert len(made.world.people) == 120
    assert len({frozenset((p.id, p.twin)) for p in made.world.people if p.twin}) == 20
    assert all(1 < len(p.systems) <= 5 for p in made.world.people)
    told = Counter(a for p in made.pages for a in {t.act for t in p.tellings})
    assert set(told) == {a.id for a in made.world.acts}
    assert len(told) == 400
    assert min(told.values()) >= 2
    assert max(told.values()) <= 9
    assert {m.person for p in made.pages for m in p.mentions} == {p.id for p in made.world.people}


def test_namesakes_bear_one_name_and_are_told_apart_by_what_is_true_of_them() -> None:
    people = {p.id: p for p in whole().world.people}
    for p in (p for p in people.values() if p.twin):
        twin, (language, name) = people[p.twin], p.names[0]
        assert twin.twin == p.id
        assert (twin.name(language).given, twin.name(language).surname) == (name.given, name.surname)
        assert abs(twin.born.year - p.born.year) >= 5
        assert (twin.role, twin.town) != (p.role, p.town)
        assert twin.role != p.role


def test_no_page_names_two_namesakes() -> None:
    twins = {p.id: p.twin for p in whole().world.people}
    for page in whole().pages:
        named = {m.person for m in page.mentions}
        assert not any(twins[p] in named for p in named)


def test_a_copy_tells_what_its_origin_tells_in_nearly_its_words() -> None:
    pages = {p.id: p for p in whole().pages}
    for copy in (p for p in pages.values() if p.copy_of):
        origin = pages[copy.copy_of]
        assert not origin.copy_of
        assert copy.text != origin.text
        assert {t.act for t in copy.tellings} == {t.act for t in origin.tellings}
        assert {m.person for m in copy.mentions} <= {m.person for m in origin.mentions}
        assert copy.published >= origin.published


@pytest.mark.parametrize(
    ("system", "word", "spelt"),
    [
        ("bgn", "Щеголев", "Shchegolev"),
        ("press", "Чермский", "Chermsky"),
        ("passport", "Юрьев", "Iurev"),
        ("iso9", "Жукин", "Žukin"),
        ("scholarly", "Хрущин", "Chruščin"),
        ("german", "Евгений", "Jewgeni"),
        ("french", "Пушин", "Pouchine"),
        ("polish", "Шапченко", "Szapczenko"),
        ("instruction", "Юхнаў", "Juchnaŭ"),
        ("resolution", "Григорій", "Hryhorii"),
        ("cyrillic", "Щеголев", "Щеголев"),
        ("hebrew_script", "Иван", "יואן"),
        ("ala", "Ḫālid", "Khālid"),
        ("press_ar", "ʿUmar", "Umar"),
        ("french_ar", "Rašīd", "Rachid"),
        ("persian", "Ṭāriq", "Tareq"),
        ("arabic", "Muḥammad", "محمد"),
        ("arabic", "al-Ṣābirī", "الصابري"),
    ],
)
def test_a_name_is_written_as_the_standard_has_it(system: str, word: str, spelt: str) -> None:
    assert written(word, systems()[system]) == spelt


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [("be", "Калинов", "Калінаў"), ("be", "Щукин", "Шчукін"), ("uk", "Барынский", "Баринський")],
)
def test_a_surname_passes_from_language_to_language(language: str, word: str, other: str) -> None:
    assert translated(word, language) == other


def test_slips_come_as_often_as_asked() -> None:
    name = whole().world.people[0].names[0][1]
    way = systems()["bgn" if whole().world.people[0].names[0][0] == "ru" else "press_ar"]
    clean = forms(name, way, Random(1), slips=0, mens=0)
    rng = Random(2)
    given = [forms(name, way, rng, slips=1, mens=0) for _ in range(40)]
    assert sum((f.given, f.surname) != (clean.given, clean.surname) for f in given) > 20


def test_a_person_is_asked_nothing_that_the_answers_before_have_settled() -> None:
    asked = [Link(x, y, "same", 0.5, "alike", "resolve/1:x") for x, y in ("ab", "bc", "ac", "ad", "bd", "ex")]
    joined = Joined(tuple((x,) for x in "abcdex"), (), tuple(asked))
    answers = list(_answers(joined, {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}))
    assert [(d.about, d.verdict, d.value) for d in answers] == [("a", "same", "b"), ("b", "same", "c"), ("a", "different", "d")]


def test_b_cubed_counts_what_is_joined_and_what_is_apart() -> None:
    right = {("p", i): (g, g) for i, g in enumerate("aabb")}
    assert b_cubed(right) == (100, 100, 100)
    joined = {k: (g, "one") for k, (g, _) in right.items()}
    assert b_cubed(joined)[:2] == (50, 100)
    apart = {k: (g, str(i)) for i, (k, (g, _)) in enumerate(right.items())}
    assert b_cubed(apart)[:2] == (100, 50)


def test_pairs_are_scored_by_what_is_said_and_what_is_true() -> None:
    ab, bc = frozenset("ab"), frozenset("bc")
    assert pairs_score({ab, bc}, {ab}) == (50, 100)
    assert pairs_score({ab}, {ab, bc}) == (100, 50)
