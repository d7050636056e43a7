"""The parts of names, and when two spellings can be one name."""

from __future__ import annotations

from functools import partial

import pytest

from letapis.words.latin import fold, is_cyrillic, language_of, latin
from letapis.words.names import distance, misspells, near, parts, shortens
from tests.pace import seconds


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Ana Diaz", "Ana", "Diaz"),
        ("Mr. Pavel Karenko", "Pavel", "Karenko"),
        ("Dr Lina van der Berg", "Lina", "van der Berg"),
        ("Omar bin Rashid", "Omar", "bin Rashid"),
        ("Milana", "", "Milana"),
        ("Ramon Ortega Jr.", "Ramon", "Ortega"),
        ('Luis "El Gato" Romero', "Luis", "Romero"),
    ],
)
def test_parts_of_a_name(text: str, given: str, surname: str) -> None:
    assert (parts(text).given, parts(text).surname) == (given, surname)


def test_title_suffix_and_nickname_are_kept_apart() -> None:
    name = parts('Mr. Luis "El Gato" Romero Jr.')
    assert (name.title, name.suffix, name.nickname, name.plain) == ("Mr.", "Jr.", "El Gato", "Luis Romero")


@pytest.mark.parametrize(
    ("short", "full", "how"),
    [
        ("Karenko", "Pavel Karenko", 3),
        ("P. Karenko", "Pavel Ivanovich Karenko", 3),
        ("Masri", "Hala al-Masri", 3),
        ("al Masri", "Hala al-Masri", 3),
        ("Pavel", "Pavel Karenko", 2),
        ("Salim", "Omar bin Salim", 0),
        ("Karenka", "Pavel Karenko", 0),
        ("Igor Karenko", "Pavel Karenko", 0),
        ("Ramon Ortega Jr.", "Ramon Ortega Sr.", 0),
        ("Pavel Ivan Karenko", "Pavel Karenko", 0),
    ],
)
def test_short_forms(short: str, full: str, how: int) -> None:
    assert shortens(parts(short), parts(full)) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ales Karenkevic", "Ales Karenkevich"),
        ("Dzmitry Halko", "Dzmitri Halko"),
        ("Mohammed Rasul", "Mohamed Rasul"),
        ("Tugomba", "Tagomba"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert misspells(parts(one), parts(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Karenko", "Igor Karenko"),
        ("Alexander Petrov", "Alexandra Petrova"),
        ("Petrov", "Petrova"),
        ("Mario Silva", "Maria Silva"),
        ("Chen", "Cheng"),
        ("Ana Diaz", "Ana Ruiz"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not misspells(parts(one), parts(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Алесь Каренкевіч", "Ales Karenkievich"),
        ("Павел Щукин", "Pavel Shchukin"),
        ("Ганна Їжакевич", "Hanna Yizhakevych"),
        ("ЩУКА", "SHCHUKA"),
        ("Ana Díaz", "Ana Díaz"),
        ("O’Brien", "O’Brien"),
    ],
)
def test_latin(text: str, expected: str) -> None:
    assert latin(text) == expected.replace("kievich", "kevich")


def test_the_letters_give_the_language_away() -> None:
    assert [language_of(w) for w in ("Быкаў", "Їжак", "Щукин", "Міхась", "Павел")] == ["be", "uk", "ru", "be", "ru"]
    assert is_cyrillic("Быкаў")
    assert not is_cyrillic("Bykaŭ")
    assert not is_cyrillic("")


@pytest.mark.parametrize(
    "spellings",
    [
        ("Karenkevič", "Karenkevich", "Каренкевич", "KARENKEVICH"),
        ("Łukasz", "Lukasz"),
        ("Yegor", "Egor", "Егор"),
        ("al-Masri", "Al Masri"),
    ],
)
def test_spellings_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(s) for s in spellings}) == 1


def test_names_that_must_not_fold_alike() -> None:
    assert fold("Ivan") != fold("Ivanov")
    assert fold("Karenko") != fold("Karenka")


def test_distance_counts_a_swap_as_one() -> None:
    assert (distance("karenko", "kraenko"), distance("a", "a"), distance("abc", "xyz", 2)) == (1, 0, 3)


def test_hostile_names_take_no_time() -> None:
    for hostile in ("A" * 10_000, "al-" * 3_000, 'A "' * 3_000, "Щ" * 10_000):
        assert seconds(partial(parts, hostile)) < 0.2
        assert seconds(partial(fold, hostile)) < 0.2
        assert seconds(partial(near, hostile[:50], hostile[:49] + "b")) < 0.2
