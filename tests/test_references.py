"""Whom pronouns and descriptions mean; left alone where the page leaves a doubt."""

from __future__ import annotations

from functools import partial

import pytest

from letapis.core.annotate import people, references
from letapis.core.sentences import sentences
from letapis.words.records import Block, Claims, Page, Reading
from tests.marked import marked, page_of, reading_of
from tests.pace import seconds


def claims_of(text: str) -> Claims:
    page, claims = page_of(text), Claims()
    claims.add(people.annotate(page, claims))
    claims.add(references.annotate(page, claims))
    return claims


def meant(claims: Claims) -> set[tuple[int, int, str]]:
    return {
        (c.passage.start, c.passage.end, str(claims.value(c.subject, "name")).replace(" ", "_"))
        for c in claims.having("mention")
        if c.value != "name"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Karenko was arrested on Monday. {ref=Pavel_Karenko He} was beaten.",
        "Mr Karenko said {ref=Mr_Karenko he} was beaten in {ref=Mr_Karenko his} cell.",
        "Ana Diaz, a journalist, was arrested. Police beat {ref=Ana_Diaz the journalist} and took {ref=Ana_Diaz her} phone.",
        "Pavel Karenko fled. {ref=Pavel_Karenko The 36-year-old} was in hiding for weeks.",
        "Pavel Karenko fled. {ref=Pavel_Karenko The 36-year-old father of two} was in hiding for weeks.",
    ],
)
def test_references(text: str) -> None:
    plain, marks = marked(text)
    assert meant(claims_of(plain)) == {(m.start, m.end, m.value) for m in marks}


def test_two_people_side_by_side_are_they() -> None:
    claims = claims_of("Ana Diaz and Omar Halabi were arrested on Monday. They were beaten.")
    assert {name for _, _, name in meant(claims)} == {"Ana_Diaz", "Omar_Halabi"}


@pytest.mark.parametrize(
    "text",
    [
        "The rally was broken up on Monday. He was beaten.",
        "Ana Diaz was arrested on Monday. A policeman said he knew nothing.",
        "Pavel Karenko met activists in Minsk. They were arrested.",
        "Pavel Karenko was released on Monday. The country is poor.",
        "Pavel Karenko was released on Monday. The president of the club was silent.",
        "Mr Karenko left on Monday. It rained. It rained again. The wind blew. She was cold.",
        "Mrs Karenko left on Monday. He was cold.",
    ],
)
def test_left_alone(text: str) -> None:
    assert meant(claims_of(text)) == set()


def test_a_speaker_does_not_speak_of_herself_as_he() -> None:
    claims = claims_of(
        "Pavel Karenko fled on Monday. His wife Milana was calm. “I know that he is safe and well now,” she said."
    )
    he = next(c for c in claims.having("mention") if c.passage.quote == "he")
    assert claims.value(he.subject, "name") == "Pavel Karenko"


def test_his_wife_is_his() -> None:
    claims = claims_of("Pavel Karenko fled on Monday. Police questioned his wife Milana for hours.")
    kin = claims.having("relative_of")[0]
    assert (claims.value(kin.subject, "name"), claims.value(str(kin.value), "name")) == ("Milana", "Pavel Karenko")


def test_sex_and_age_come_with_the_words() -> None:
    claims = claims_of("Pavel Karenko fled on Monday. He was tired. The 36-year-old left a note.")
    subject = claims.subjects("person")[0]
    assert (claims.value(subject, "sex"), claims.value(subject, "age"), claims.value(subject, "age_group")) == (
        "man",
        36,
        "adult",
    )
    assert claims.of(subject, "sex")[0].passage.quote == "He"


def test_sex_is_left_open_where_pronouns_disagree() -> None:
    claims = claims_of("Robin Karlsen was arrested. He was beaten. Robin Karlsen was released. She was tired.")
    assert not claims.having("sex")


INTERVIEW = "Witness: W-17\n\nQ: Where were you?\n\nI was at home when they took me to the station."


def interview(text: str) -> Claims:
    plain = reading_of(text, kind="interview")
    claims = Claims()
    claims.add(references.annotate(Page(plain, sentences(plain)), claims))
    return claims


def test_in_an_interview_i_am_the_witness() -> None:
    claims = interview(INTERVIEW)
    assert [c.value for c in claims.having("name")] == ["W-17"]
    assert [c.passage.quote for c in claims.having("mention") if c.value == "pronoun"] == ["I", "me"]


def test_without_a_code_nobody_is_made_up() -> None:
    assert len(interview("I was at home when they took me.")) == 0


def test_on_a_page_i_is_nobody() -> None:
    text = "I was at home when they took me to the station."
    reading = Reading("r", "c", b"k", "text/plain", "t", text, text, (Block("paragraph", 0, len(text), 0),))
    assert len(list(references.annotate(Page(reading, sentences(reading)), Claims()))) == 0


def test_hostile_text_takes_no_time() -> None:
    for hostile in ("the a " * 1_500, '"' * 9_999, "“" * 9_999, "his wife " * 1_100, "the 9-year-old " * 650):
        page = Page(reading := reading_of("Mr Karenko said no. " + hostile), sentences(reading))
        claims = Claims()
        claims.add(people.annotate(page, claims))
        assert seconds(partial(references.annotate, page, claims)) < 1.0
