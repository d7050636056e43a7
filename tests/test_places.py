"""Places in the field's language: which words name a place, which do not, and where it lies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.annotate import places
from letapis.core.placing import Placing, country_for
from letapis.words.places import Atlas, fold
from letapis.words.records import Claim, Claims, Place
from tests.marked import Mark, marked, page_of
from tests.pace import seconds

OWN = (
    Place("Zhovinka prison", "facility", "Karvelia", aliases=("Zhovinka",), within="Drest"),
    Place("Drest", "city", "Karvelia", 51.2, 27.3, aliases=("Drjest",)),
    Place("Karvelia", "country", aliases=("Karvelian",)),
)


def claimed(text: str, own: tuple[Place, ...] = ()) -> tuple[Claims, list[Mark]]:
    """The claims about a marked text whose ``name`` marks are names of people."""
    plain, marks = marked(text)
    page = replace(page_of(plain), places=own)
    claims = Claims()
    for m in marks:
        if m.label == "name":
            passage = page.reading.passage(m.start, m.end)
            claims.add([Claim(page.reading.mint("person", passage), "mention", "name", passage)])
    claims.add(places.annotate(page, claims))
    return claims, marks


def found(text: str, own: tuple[Place, ...] = ()) -> dict[str, str]:
    """Names of the places found, with what is said of each: kind, region, country."""
    claims, _ = claimed(text, own)
    return {
        str(claims.value(s, "name")): ", ".join(
            str(v) for p in ("kind", "within", "region", "country") if (v := claims.value(s, p))
        )
        for s in claims.subjects("place")
    }


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("She was held in Minsk for a week.", "Minsk", "city, Belarus"),
        ("He fled to Vilnius, Lithuania, that night.", "Vilnius", "city, Lithuania"),
        ("The trial opened in Paris, Texas, on Monday.", "Paris", "city, Texas, United States"),
        ("She was born near Red Deer, Alta., and lives abroad.", "Red Deer", "city, Alberta, Canada"),
        ("He met diplomats in Paris before the arrest.", "Paris", "city, France"),
        (
            "Police searched flats in Brest. Belarusian courts gave no reason. Belarus held elections.",
            "Brest",
            "city, Brest region, Belarus",
        ),
        ("Police searched flats in Brest. French courts gave no reason. France held elections.", "Brest", "city, France"),
        ("MINSK (Morning Wire) — Three women were detained.", "MINSK", "city, Belarus"),
        ("He is in Evin prison.", "Evin prison", "facility, Tehran, Iran"),
        (
            "They took her to Pre-Trial Detention Centre No. 1 in Minsk.",
            "Pre-Trial Detention Centre No. 1",
            "facility, Minsk, Belarus",
        ),
        (
            "She was moved to Penal Colony No. 15 in Mogilev.",
            "Penal Colony No. 15",
            "facility, Mahilyow, Mahiliou region, Belarus",
        ),
        ("He is in the “Oktava”, a KGB detention facility in central Minsk.", "Oktava", "facility, Minsk, Belarus"),
        ("The rally on Nelson Abara Square in Nairobi was broken up.", "Nelson Abara Square", "facility, Nairobi, Kenya"),
        ("Police in Tbilisi, Georgia, broke up the rally.", "Georgia", "country, Georgia"),
        ("A jury in Atlanta, Georgia, acquitted him.", "Georgia", "region, United States"),
        ("Gunmen attacked a school in Niger. Nigeria sent troops. Nigerian police said little.", "Niger", "region, Nigeria"),
        ("Gunmen attacked a school in Niger. Soldiers were sent.", "Niger", "country, Niger"),
        ("Two teachers were abducted in the Homel region of Belarus.", "Homel region", "region, Belarus"),
    ],
)
def test_a_place_and_where_it_lies(text: str, name: str, what: str) -> None:
    assert found(text).get(name) == what


def test_two_towns_of_one_name_and_nothing_to_tell_them_apart() -> None:
    """The name is kept, no country is given."""
    assert found("A man was beaten in San Fernando.")["San Fernando"] == "city"


@pytest.mark.parametrize(
    "text",
    [
        "{name Paris Moreno} was arrested in May.",
        "{name Jordan Okafor} said nothing.",
        "{name Sofia Lind} and {name Florence Adeyemi} were charged in March.",
        "The Washington Post reported the arrest.",
        "Police said Justice was done on Monday.",
        "He was held in jail until April.",
        "She was in Parliament when the President spoke.",
        "They told us about the prison.",
        "The Bank of China froze the account.",
        "The Wall Street Herald wrote about it.",
        "He spoke in English and in Russian.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert found(text) == {}


def test_a_prison_of_a_country_is_not_named_after_it() -> None:
    assert "Iranian prison" not in found("He died in an Iranian prison.")
    assert "Minsk prison" not in found("He was held in a Minsk prison.")


def test_the_page_may_call_one_place_by_several_names() -> None:
    claims, marks = claimed(
        "Nobody slept in {x Kyiv}. Reporters in {x Kiev} waited. They had come to {x Kyiv} from all of Ukraine."
    )
    subject = next(s for s in claims.subjects("place") if claims.value(s, "name") == "Kyiv")
    assert [c.value for c in claims.of(subject, "variant")] == ["Kiev"]
    assert [(c.passage.start, c.passage.end) for c in claims.of(subject, "mention")] == [(m.start, m.end) for m in marks]


def test_every_quote_stands_at_its_place() -> None:
    text = "MINSK, Belarus — She was taken to Homel’s prison No. 3, then to Vilnius.\n\nIn Vilnius she rested."
    claims, _ = claimed(text)
    assert len(claims) > 8
    assert all(
        c.passage.quote == text[c.passage.start : c.passage.end] and c.why and c.by.startswith("places/1:") for c in claims
    )


def test_a_project_brings_its_own_places() -> None:
    text = "Karvelian police took her to Zhovinka prison. Her sister waited in Drjest."
    assert found(text, OWN) == {"Zhovinka prison": "facility, Drest, Karvelia", "Drjest": "city, Karvelia"}
    assert "Drjest" not in found(text) or found(text)["Drjest"] == "place"
    assert Atlas.default().find("Zhovinka") == ()


def test_the_country_of_a_sentence() -> None:
    told = (
        "Karvelian leader visits Drest",
        "Two men were beaten in Vilnius.",
        "In June a third was beaten.",
        "Germany said it was worried.",
    )
    text = "\n\n".join(told)
    page = replace(page_of(text), places=OWN)
    claims = Claims()
    claims.add(places.annotate(page, claims))
    at = {words: text.index(words) for words in ("Two men", "In June", "Germany said")}
    assert country_for(page, claims, at["Two men"], at["Two men"] + 7) == "Lithuania"
    assert country_for(page, claims, at["In June"], at["In June"] + 7) == "Karvelia"
    assert country_for(page, claims, at["Germany said"], at["Germany said"] + 12) == "Karvelia"
    assert Placing.of(page, claims).dominant == "Karvelia"


def test_whence_people_are_does_not_say_where_a_page_is_set() -> None:
    for text, country in (
        ("A crowd beat Belarusian nationals and a Belarusian man. They were held in Vilnius.", "Lithuania"),
        ("The Belarusian judge met Two Belarusian guards. They were held in Vilnius.", "Belarus"),
        ("A crowd met Belarusian guards and a Belarusian judge. They were held in Vilnius.", "Belarus"),
    ):
        claims, _ = claimed(text)
        assert Placing.of(page_of(text), claims).dominant == country


def test_a_page_without_places_has_no_country() -> None:
    claims, _ = claimed("He was arrested.")
    assert country_for(page_of("He was arrested."), claims, 0, 5) is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Belarusian", "Belarus"),
        ("Poles", "Poland"),
        ("Philippine", "Philippines"),
        ("South Korean", "South Korea"),
        ("table", None),
    ],
)
def test_adjectives(word: str, country: str | None) -> None:
    assert Atlas.default().country_of_adjective(word) == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("U.K.", "United Kingdom"),
        ("Burma", "Myanmar"),
        ("Türkiye", "Turkey"),
        ("the Philippines", "Philippines"),
        ("Minsk", None),
        ("", None),
    ],
)
def test_countries(name: str, country: str | None) -> None:
    assert Atlas.default().country(name) == country


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("Mins'k", "minsk"),
        ("Łódź", "lodz"),
        ("U.S.", "u s"),
        ("Ürümqi", "urumqi"),
        ("Минск", ""),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    "text",
    ["In A " * 2000, "A" * 10_000, "“X " * 3000, "Prison No. " * 900, "Minsk, " * 1400, "U.S." * 2500, ", the A of the " * 600],
)
def test_hostile_text_costs_little(text: str) -> None:
    from letapis.core.sentences import sentences
    from letapis.words.records import Page
    from tests.marked import reading_of

    reading = reading_of(text)
    page = Page(reading, sentences(reading))
    Atlas.default().find("Minsk")
    assert seconds(lambda: list(places.annotate(page, Claims()))) < 1.0


def test_sentences_that_were_not_parsed_still_give_what_their_words_say() -> None:
    from letapis.core.sentences import sentences
    from letapis.words.records import Page
    from tests.marked import reading_of

    reading = reading_of("Paris was mentioned. She was held in Minsk. Belarus denied it.")
    claims = Claims()
    claims.add(places.annotate(Page(reading, sentences(reading)), claims))
    assert [claims.value(s, "name") for s in claims.subjects("place")] == ["Minsk", "Belarus"]


@pytest.mark.xfail(strict=True, reason="a village the atlas does not hold, in a sentence the tagger did not see")
def test_known_failure_an_unknown_village_without_the_tagger() -> None:
    from letapis.core.sentences import sentences
    from letapis.words.records import Page
    from tests.marked import reading_of

    reading = reading_of("She was held in the village of Hlybokaya Balka.")
    assert list(places.annotate(Page(reading, sentences(reading)), Claims()))
