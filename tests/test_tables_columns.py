"""What columns mean: guessed only to be suggested, said by a person, refused in a sentence, kept and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.core.tables import words
from letapis.core.tables.columns import (
    HOSTS,
    Column,
    guessed,
    kept,
    known,
    meanings,
    put_right,
    said,
    signature,
    typed,
    written,
)
from letapis.words.records import Fault
from letapis.words.tables import table

NAMES = ("No", "Name", "Date of arrest", "Article", "Court", "Notes, more")


def test_a_usual_list_is_guessed_whole() -> None:
    heads = [
        "No",
        "Name",
        "Имя",
        "Date of arrest",
        "Article",
        "Court",
        "Sentence",
        "Place of detention",
        "Status",
        "Source/link",
        "Notes",
    ]
    guess = guessed(heads)
    assert guess.sure
    assert typed(guess.columns) == (
        "Name=name,Имя=variant,Date of arrest=arrest.when,Article=law,Court=court,Sentence=sentence,Place of detention=facility,"
        "Status=status,Source/link=source,Notes=note"
    )


@pytest.mark.parametrize(
    ("heads", "means"),
    [
        ("Фамилия|Имя|Отчество", "surname|given|patronymic"),
        ("ФИО|Дата задержания|Статья|Приговор", "name|arrest.when|law|sentence"),
        ("ПІБ|Дата затримання|Стаття|Вирок", "name|arrest.when|law|sentence"),
        ("Прозвішча і імя|Дата затрымання|Артыкул|Прысуд", "name|arrest.when|law|sentence"),
        ("Imię|Nazwisko|Data zatrzymania|Wyrok", "given|surname|arrest.when|sentence"),
        ("Nombre|Apellidos|Fecha de detención|Condena", "given|surname|arrest.when|sentence"),
        ("Nom|Prénom|Date d'arrestation|Peine", "surname|given|arrest.when|sentence"),
        ("Name|Vorname|Festgenommen am|Urteil", "surname|given|arrest.when|sentence"),
        ("الاسم|تاريخ الاعتقال|التهمة|الحكم", "name|arrest.when|charge|sentence"),
        ("Name|Type of violation|Date|Place|Perpetrator", "name|act|when|where|by"),
        ("Name|City|Date", "name|-|-"),
        ("Title|id|Place_geolocation", "name|-|-"),
        ("Title|Date of arrest", "-|arrest.when"),
        ("Colour|Price", "-|-"),
    ],
)
def test_heads_in_the_languages_of_the_field(heads: str, means: str) -> None:
    assert [c.means for c in guessed(heads.split("|")).columns] == means.split("|")


@pytest.mark.parametrize("heads", ["Name|Name (2)", "Name|Date", "Title|id", "Colour|Price", "Age|Sex", "Name|Colour", "1|2"])
def test_a_doubtful_guess_is_not_sure(heads: str) -> None:
    assert not guessed(heads.split("|")).sure


def test_every_meaning_in_the_language_lists_is_one_a_column_can_have() -> None:
    for language in words.LANGUAGES:
        lists = table(f"lang/{language}/tables")
        assert len(lists["months"]) == 12
        assert all(known(m) for m in lists["columns"] if m != words.TELLS_NOTHING)
        for section in ("acts", "status"):
            assert set(lists.get(section, {})) <= set(table("terms")["acts"])
    assert {host for hosts in HOSTS.values() for host in hosts} <= set(table("terms")["acts"])


def test_what_is_said_is_understood() -> None:
    columns = said("Name=name, date of ARREST=arrest.when:dmy,Notes, more=note", NAMES)
    assert not isinstance(columns, Fault)
    assert typed(columns) == "Name=name,Date of arrest=arrest.when:dmy,Notes, more=note"
    assert said("2=name,3=arrest.when", NAMES) == said("Name=name,Date of arrest=arrest.when", NAMES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nome=name", "no such column"),
        ("Name=name,Court=cort", "no column can mean that"),
        ("Name=name,Court=arrested.when", "no column can mean that"),
        ("Court=court", "no column is the name"),
        ("Name=name,Court=name", "two columns are “name”"),
        ("Name=name,Notes, more=where", "no column says what was done"),
        ("hello", "says nothing of a column"),
        ("", "says nothing of a column"),
        ("Name=name,,", "says nothing of a column"),
        ("9=name", "no such column"),
    ],
)
def test_what_cannot_be_understood_is_a_sentence(text: str, words: str) -> None:
    found = said(text, NAMES)
    assert isinstance(found, Fault)
    assert words in str(found)


def test_a_guess_can_be_put_right_piece_by_piece() -> None:
    columns = guessed(("Who", "Date of arrest")).columns
    better = put_right("Who=name", columns)
    assert not isinstance(better, Fault)
    assert typed(better) == "Who=name,Date of arrest=arrest.when"
    assert isinstance(put_right("Whom=name", columns), Fault)


def test_tables_with_the_same_heads_have_one_name_and_without_the_key_nobody_can_tell_it() -> None:
    assert signature(["Name", "Date  of arrest"], b"k") == signature(["NAME", "date of arrest"], b"k")
    assert signature(["Name"], b"k") != signature(["Name"], b"other")
    assert signature(["Name", "Age"], b"k") != signature(["Age", "Name"], b"k")


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), st.sampled_from(meanings())), max_size=8))
def test_columns_are_kept_and_read_again(pairs: list[tuple[str, str]]) -> None:
    columns = tuple(Column(name, means) for name, means in pairs)
    assert kept(written(columns)) == columns


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[["a","nonsense",""]]', '[["a","name"]]', "null", '[["a","name","ymd"]]'])
def test_a_ruling_that_keeps_no_columns(text: str) -> None:
    assert not kept(text)
