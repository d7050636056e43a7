"""Which organisations a page names, their acronyms and kinds."""

from __future__ import annotations

from functools import partial

import pytest

from letapis.core.annotate import organisations, people
from letapis.core.sentences import sentences
from letapis.words.records import Claim, Claims, Page
from tests.marked import page_of, reading_of
from tests.pace import seconds


def claims_of(text: str) -> Claims:
    page, claims = page_of(text), Claims()
    claims.add(people.annotate(page, claims))
    claims.add(organisations.annotate(page, claims))
    return claims


def found(text: str) -> dict[object, object]:
    claims = claims_of(text)
    return {claims.value(s, "name"): claims.value(s, "kind") for s in claims.subjects("organisation")}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Officers of the Ministry of Internal Affairs searched the flat.", "Ministry of Internal Affairs", "state"),
        ("The Ministry of Justice refused to register the group.", "Ministry of Justice", "state"),
        ("He was taken to the KGB on Monday.", "KGB", "state"),
        ("Human Rights Watch published a report.", "Human Rights Watch", "human rights"),
        ("The Leninsky District Court sentenced him.", "Leninsky District Court", "court"),
        ("The National Union of Miners called for his release.", "National Union of Miners", "trade union"),
        ("She works for the Drezhin Courier News, which was closed.", "Drezhin Courier News", "media"),
        ("The United Nations called for an inquiry.", "United Nations", "international"),
        ("He belongs to the Civic Unity Party.", "Civic Unity Party", "party"),
    ],
)
def test_names_and_kinds(text: str, name: str, kind: str) -> None:
    assert found(text).get(name) == kind


def test_an_acronym_in_brackets_is_the_same_organisation() -> None:
    claims = claims_of("The Drezhin Journalists Association (DJA) protested. On Monday the DJA called for her release.")
    subject = claims.subjects("organisation")[0]
    assert claims.value(subject, "name") == "Drezhin Journalists Association"
    assert "DJA" in {c.value for c in claims.of(subject, "variant")}
    assert len(claims.of(subject, "mention")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Ana Diaz was arrested on Friday.",
        "Police arrested him in Victory Park after the rally.",
        "He was charged under the Public Order Act on Monday.",
        "The police said a court would decide.",
    ],
)
def test_what_is_no_organisation(text: str) -> None:
    assert found(text) == {}


def test_passages_are_to_the_letter() -> None:
    text = "The Drezhin Journalists Association (DJA) protested to the Ministry of Justice."
    for c in claims_of(text):
        assert text[c.passage.start : c.passage.end] == c.passage.quote


def _all_of(page: Page) -> list[Claim]:
    return list(organisations.annotate(page, Claims()))


def test_hostile_text_takes_no_time() -> None:
    for hostile in ("Union of " * 1_200, "A (B" * 2_500, "United Nations" * 700):
        reading = reading_of(hostile)
        page = Page(reading, sentences(reading))
        assert seconds(partial(_all_of, page)) < 1.0
