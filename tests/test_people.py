"""Who is named on a page, with every spelling, and what the page calls them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import pytest

from letapis.core.annotate import people
from letapis.core.sentences import sentences
from letapis.words.records import Claims, Page
from tests.marked import page_of, reading_of
from tests.pace import seconds


@cache
def claims_of(text: str) -> Claims:
    claims = Claims()
    claims.add(people.annotate(page_of(text), claims))
    return claims


def unparsed(text: str) -> Claims:
    reading = reading_of(text)
    claims = Claims()
    claims.add(people.annotate(Page(reading, sentences(reading)), claims))
    return claims


def names(claims: Claims) -> list[object]:
    return [claims.value(s, "name") for s in claims.subjects("person")]


def person(claims: Claims, name: str) -> str:
    return next(s for s in claims.subjects("person") if claims.value(s, "name") == name)


def values(claims: Claims, name: str, property_: str) -> set[object]:
    return {c.value for c in claims.of(person(claims, name), property_)}


STORY = (
    "Pavel Karenkevic, a prominent opposition candidate, was arrested in Minsk on Friday.\n\n"
    "Mr Karenkevich was held for two days, his lawyer said. Karenkevic denies the charges."
)


def test_one_person_for_both_spellings() -> None:
    claims = claims_of(STORY)
    assert names(claims) == ["Pavel Karenkevic"]
    assert {"Mr Karenkevich", "Karenkevich", "Karenkevic"} <= values(claims, "Pavel Karenkevic", "variant")
    assert len(claims.of(person(claims, "Pavel Karenkevic"), "mention")) == 3


def test_what_the_page_calls_him() -> None:
    claims = claims_of(STORY)
    assert values(claims, "Pavel Karenkevic", "described_as") == {"a prominent opposition candidate"}
    assert "opposition politician" in values(claims, "Pavel Karenkevic", "role")
    assert values(claims, "Pavel Karenkevic", "sex") == {"man"}


def test_every_passage_is_the_text_to_the_letter() -> None:
    for c in claims_of(STORY):
        assert STORY[c.passage.start : c.passage.end] == c.passage.quote


def test_known_names_are_found_where_nothing_was_parsed() -> None:
    page = page_of(STORY)
    bare = replace(page.sentences[1], tokens=())
    claims = Claims()
    claims.add(people.annotate(Page(page.reading, (page.sentences[0], bare, *page.sentences[2:])), claims))
    assert len(claims.of(person(claims, "Pavel Karenkevic"), "mention")) == 3


def test_titles_and_what_is_done_to_people_name_them_without_a_parse() -> None:
    claims = unparsed("Dr Lina Sorensky, 41, was arrested at noon. The journalist Omar Halabi said so. Minsk is large.")
    assert names(claims) == ["Lina Sorensky", "Omar Halabi"]
    assert values(claims, "Lina Sorensky", "age") == {41}


def test_brothers_stay_apart() -> None:
    claims = claims_of(
        "Igor Karenko and his brother Pavel Karenko were arrested. Igor Karenko was released on Monday. Pavel was beaten."
    )
    assert set(names(claims)) == {"Igor Karenko", "Pavel Karenko"}
    assert "Pavel" in values(claims, "Pavel Karenko", "variant")


def test_a_bare_surname_after_two_in_one_sentence_is_left_alone() -> None:
    claims = claims_of("Igor Karenko and Pavel Karenko were arrested on Monday. Karenko was beaten in custody.")
    assert sum(len(claims.of(s, "mention")) for s in claims.subjects("person")) == 2


def test_mr_and_mrs_are_two() -> None:
    claims = claims_of("Mr Karenko was arrested on Monday. Mrs Karenko said that police had beaten him. Mrs Karenko has left.")
    assert len(claims.subjects("person")) == 2


def test_a_wife_known_by_one_name() -> None:
    claims = claims_of("Pavel Karenko was jailed. Karenko's wife, Milana, said she would stay.")
    assert set(names(claims)) == {"Pavel Karenko", "Milana"}
    assert values(claims, "Milana", "sex") == {"woman"}
    assert values(claims, "Milana", "relative_of") == {person(claims, "Pavel Karenko")}
    assert claims.of(person(claims, "Milana"), "relative_of")[0].why == "wife"


def test_the_name_in_its_own_script_is_a_variant() -> None:
    claims = claims_of("Pavel Karenko (Павел Каренко) was detained in March. Karenko is a journalist.")
    assert "Павел Каренко" in values(claims, "Pavel Karenko", "variant")


def test_other_names_of_the_same_person() -> None:
    claims = claims_of(
        'The singer Marta Ilves, better known as Sova, was fined. Luis "El Gato" Romero was shot dead by police.'
    )
    assert "Sova" in values(claims, "Marta Ilves", "variant")
    assert "El Gato" in {v for s in claims.subjects("person") for v in (c.value for c in claims.of(s, "variant"))}


@pytest.mark.parametrize(
    "text",
    [
        "Omar bin Rashid was arrested in June, his lawyer said.",
        "Nadia al-Hashimi was arrested in June, her lawyer said.",
        "Maria del Carmen Ortega was arrested in June, her lawyer said.",
        "Jean-Pierre Nkusi was arrested in June, his lawyer said.",
        "J. P. Morales was arrested in June, his lawyer said.",
    ],
)
def test_names_of_many_lands(text: str) -> None:
    assert names(claims_of(text)) == [text.partition(" was")[0]]


def test_a_plural_describes_everybody_in_the_list() -> None:
    claims = claims_of("Police arrested journalists Ana Diaz, Omar Halabi and Lina Sorensky on Monday.")
    for name in ("Ana Diaz", "Omar Halabi", "Lina Sorensky"):
        assert values(claims, name, "role") == {"journalist"}


@pytest.mark.parametrize(
    ("text", "age", "group"),
    [
        ("Ana Diaz, 36, was arrested on Monday.", 36, "adult"),
        ("Ana Diaz (17) was arrested on Monday.", 17, "child"),
        ("Police shot 15-year-old Tomas Ruiz in the street.", 15, "child"),
        ("Ana Diaz, aged 52, was arrested on Monday.", 52, "adult"),
    ],
)
def test_ages(text: str, age: int, group: str) -> None:
    claims = claims_of(text)
    subject = claims.subjects("person")[0]
    assert (claims.value(subject, "age"), claims.value(subject, "age_group")) == (age, group)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Human rights defender Ana Diaz was arrested on Monday.", "human rights defender"),
        ("Ana Diaz, a freelance journalist based in Lima, was arrested.", "journalist"),
        ("The trade union leader Ana Diaz was arrested on Monday.", "trade unionist"),
        ("Miners Union president Ana Diaz was arrested on Monday.", "trade unionist"),
        ("Ana Diaz, a lawyer, was arrested on Monday.", "lawyer"),
    ],
)
def test_roles(text: str, role: str) -> None:
    claims = claims_of(text)
    assert role in values(claims, "Ana Diaz", "role")


def test_sex_is_never_guessed_from_a_name() -> None:
    claims = claims_of("Ana Diaz was arrested on Monday. The journalist Pavel Karenko was released.")
    assert not claims.having("sex")


@pytest.mark.parametrize(
    "text",
    [
        "The Independent reported on Monday that December was cold.",
        "Human Rights Watch and the Supreme Court of Kenya issued statements in March.",
        "MINSK, Belarus (AP) - Police dispersed a rally on Victory Square.",
        "Journalists were arrested in Minsk, Brest and Gomel on Friday.",
        "President denies claims. Man held. Protesters March On Parliament",
        "By Costa Merino",
        "She fled to Ciudad Juarez and lived near San Salvador, her lawyer said.",
    ],
)
def test_what_is_nobodys_name(text: str) -> None:
    assert names(claims_of(text)) == []


def test_a_headline_in_capitals_only_repeats_known_names() -> None:
    claims = claims_of(
        "Activist Pavel Karenko Flees Country After Secret Police Raid\n\nPavel Karenko has fled, his lawyer said on Monday."
    )
    assert names(claims) == ["Pavel Karenko"]
    assert len(claims.of(person(claims, "Pavel Karenko"), "mention")) == 2


def test_a_fathers_name_is_not_his_sons() -> None:
    claims = claims_of("Omar bin Salim was arrested in June. King Salim said nothing.")
    assert all(c.quote != "Salim" for c in (m.passage for m in claims.of(person(claims, "Omar bin Salim"), "mention")))


def test_two_first_names_before_one_surname() -> None:
    assert names(claims_of("The brothers Igor and Pavel Karenko were arrested on Monday.")) == ["Igor", "Pavel Karenko"]


@pytest.mark.xfail(reason="without a parse nothing tells a lone name of two words from that of a place or a firm")
def test_a_name_nothing_speaks_for_without_a_parse() -> None:
    assert names(unparsed("Then Pavel Karenko walked home.")) == ["Pavel Karenko"]


def test_hostile_text_takes_no_time() -> None:
    for hostile in ("A " * 5_000, "al-" * 3_000, 'A "b ' * 2_000, "Mr. " * 2_500, "the 9-year-old " * 700, ", a " * 2_500):
        assert seconds(partial(unparsed, hostile)) < 1.0
