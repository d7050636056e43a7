"""Known people are found by name in pages whose acts are not yet read: any script, any case, and nobody else."""

from __future__ import annotations

from functools import partial

import pytest

from letapis.core.known import Known, Register, known_in
from letapis.core.resolve.spelling import name_of
from letapis.words.declension import Form, agree, forms
from letapis.words.records import Claim
from tests.pace import seconds
from tests.store import reading_of

KEY = b"k" * 32


def known(*names: str, gender: str = "any") -> Known:
    found = [name_of(n) for n in names]
    return Known(names[0], frozenset(n.sounds[0] for n in found), frozenset(n.sounds[-1] for n in found), gender, 3)


PEOPLE = [
    known("Andrei Khalchevich", "Andrej Chalčevič", gender="m"),
    known("Yulia Khalchevich", gender="f"),
    known("Galina Rudetskaya", "Halina Rudeckaja", gender="f"),
    known("Aleksandr Petrov", gender="m"),
    known("Pavel Zhdanok", gender="m"),
    known("Oksana Kovalenko"),
    known("Jan Nowak", gender="m"),
    known("Zofia Wielicka"),
    known("Ilya Brusok", gender="m"),
]


def claims(text: str, language: str = "ru", people: list[Known] | None = None) -> list[Claim]:
    from dataclasses import replace

    reading = replace(reading_of(text, "capture:x", KEY), language=language)
    found = list(known_in(reading, Register(people or PEOPLE)))
    assert all(text[c.passage.start : c.passage.end] == c.passage.quote for c in found)
    return found


def names(text: str, language: str = "ru") -> list[str]:
    return [str(c.value) for c in claims(text, language) if c.property == "name"]


def mentions(text: str, language: str = "ru") -> list[str]:
    return [c.passage.quote for c in claims(text, language) if c.property == "mention"]


FOUND = [
    ("ru", "Вчера Андрей Хальчевич вышел на площадь.", "Андрей Хальчевич"),
    ("ru", "Вчера задержали Андрея Хальчевича.", "Андрей Хальчевич"),
    ("ru", "Андрею Хальчевичу предъявили обвинение.", "Андрей Хальчевич"),
    ("ru", "Суд над Андреем Хальчевичем отложен.", "Андрей Хальчевич"),
    ("ru", "О судьбе Андрея Михайловича Хальчевича не известно.", "Андрей Хальчевич"),
    ("ru", "В списке: Хальчевич Андрей Михайлович, 41 год.", "Андрей Хальчевич"),
    ("ru", "АНДРЕЙ ХАЛЬЧЕВИЧ ОБЪЯВЛЕН В РОЗЫСК", "Андрей Хальчевич"),
    ("ru", "Обыск у Юлии Хальчевич длился час.", "Юлия Хальчевич"),
    ("ru", "Приговор Галине Рудецкой вступил в силу.", "Галина Рудецкая"),
    ("ru", "С Галиной Рудецкой говорил адвокат.", "Галина Рудецкая"),
    ("ru", "Показания Павла Жданка приобщили к делу.", "Павел Жданок"),
    ("ru", "Дело Ильи Брусока закрыто.", "Илья Брусок"),
    ("ru", "Обвинили Оксану Коваленко.", "Оксана Коваленко"),
    ("ru", "Осуждён Александр Петров.", "Александр Петров"),
    ("ru", "Дело передали Александру Петрову.", "Александр Петров"),
    ("be", "Андрэя Хальчэвіча затрымалі.", "Андрэй Хальчэвіч"),
    ("be", "Справа Галіны Рудзецкай", ""),
    ("uk", "Андрія Хальчевича затримали.", "Андрій Хальчевич"),
    ("uk", "Обшук в Оксани Коваленко.", "Оксана Коваленко"),
    ("pl", "Zatrzymano Jana Nowaka.", "Jan Nowak"),
    ("pl", "Sprawa Zofii Wielickiej trwa.", "Zofia Wielicka"),
    ("de", "Andrej Chalčevič wurde festgenommen.", "Andrej Chalčevič"),
    ("bg", "Андрей Халчевич е задържан.", "Андрей Халчевич"),
]


@pytest.mark.parametrize(("language", "text", "name"), FOUND)
def test_a_full_name_is_found_in_any_case(language: str, text: str, name: str) -> None:
    assert names(text, language) == ([name] if name else [])


NOBODY = [
    ("a surname alone", "Хальчевича задержали вечером."),
    ("a given name alone", "Андрея задержали вечером."),
    ("another given name", "Сергей Хальчевич вышел на площадь."),
    ("another surname", "Андрей Халецкий вышел на площадь."),
    ("cases that do not agree", "Андрей Хальчевича задержал."),
    ("a woman's given name, a man's surname", "Юлия Хальчевича не видела."),
    ("two sentences", "Пришёл Андрей. Хальчевич молчал."),
    ("a comma between", "Пришли Андрей, Хальчевич и другие."),
    ("a stranger between", "Андрей Степан Хальчевич"),
    ("small letters", "андрей хальчевич"),
    ("an initial", "А. Хальчевич вышел на площадь."),
    ("a woman, or of a man", "Александра Петрова осудили."),
    ("part of a longer word", "Андрейченко Хальчевичский"),
    ("a longer surname", "Андрей Хальчевичев"),
    ("the husband's name on a woman's form", "Галина Рудецкий"),
]


@pytest.mark.parametrize(("why", "text"), NOBODY)
def test_nobody_is_found_where_the_page_does_not_say_so(why: str, text: str) -> None:
    assert claims(text) == [], why


def test_a_woman_of_the_same_surname_is_not_the_man() -> None:
    assert names("Юлию Хальчевич допросили.") == ["Юлия Хальчевич"]
    assert claims("Юлию Хальчевич допросили.", people=PEOPLE[:1]) == []


def test_after_the_full_name_the_surname_will_do() -> None:
    text = "Хальчевич в розыске. Политик Андрей Хальчевич уехал. Хальчевича искали. Дом Хальчевича пуст."
    assert mentions(text) == ["Андрей Хальчевич", "Хальчевича", "Хальчевича"]


def test_two_of_one_surname_are_told_apart_by_their_forms_or_not_at_all() -> None:
    text = "Андрей Хальчевич уехал, а Юлия Хальчевич осталась. У Хальчевича был обыск. Позже Хальчевич дала интервью."
    found = [c for c in claims(text) if c.property == "mention"]
    assert [c.passage.quote for c in found] == ["Андрей Хальчевич", "Юлия Хальчевич", "Хальчевича"]
    assert found[2].subject == found[0].subject


def test_a_stranger_of_the_same_surname_silences_it() -> None:
    text = "Андрей Хальчевич уехал. Его брат Сергей Хальчевич остался. Потом Хальчевича вызвали."
    assert mentions(text) == ["Андрей Хальчевич"]


def test_it_says_why() -> None:
    name = next(c for c in claims("Задержали Андрея Хальчевича.") if c.property == "name")
    assert name.passage.quote == "Андрея Хальчевича"
    assert name.by == "known-names/1"
    assert "genitive" in name.why
    assert "Andrei Khalchevich" in name.why
    assert "3 other pages" in name.why


def test_the_same_page_gives_the_same_claims() -> None:
    text = "Андрей Хальчевич уехал. Хальчевича искали."
    assert [c.id(KEY) for c in claims(text)] == [c.id(KEY) for c in claims(text)]


def test_ten_thousand_hostile_letters_cost_little() -> None:
    for text in ("А" * 10_000, "Аа " * 3_300, "Хальчевича " * 900, "А-" * 5_000, "Андрея Хальчевича " * 550):
        assert seconds(partial(claims, text)) < 1.0


def test_forms_of_a_word() -> None:
    assert Form("Хальчевич", "m", "genitive") in forms("Хальчевича", "surname", "ru")
    assert Form("Рудецкая", "f", "dative") in forms("Рудецкой", "surname", "ru")
    assert forms("Müller", "surname", "de") == (Form("Müller", "any", "nominative"),)
    assert agree(Form("Илья", "any", "genitive"), Form("Брусок", "m", "genitive"))
    assert not agree(Form("Юлия", "f", "genitive"), Form("Брусок", "m", "genitive"))
    assert not agree(Form("Илья", "any", "dative"), Form("Брусок", "m", "genitive"))


def test_a_withheld_name_is_withheld_in_every_case_of_it() -> None:
    from letapis.core.redaction import Withheld, names_of

    withheld = Withheld(names_of({"Galina Rudetskaya", "Andrei Khalchevich"}, frozenset()))
    text = "Адвокат Рудецкой Степан Горбач был у Хальчевича. Рудецкую и Андрея Хальчевича судили. Рудники и халва остались."
    assert withheld.clean(text) == "Адвокат […] Степан Горбач был у […]. […] и […] судили. Рудники и халва остались."
