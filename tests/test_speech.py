"""Who says what, in marked text: ``{source …} {cue=manner …} {content …}`` are what must come out, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.annotate import speech
from letapis.core.sentences import sentences
from letapis.words.records import Block, Claim, Claims, Page
from tests.marked import marked, page_of, reading_of
from tests.pace import seconds

ROLES = ("source", "cue", "content")

FOUND = [
    # direct
    '{content "They came at night,"} {source the neighbour} {cue=says said}.',
    '{content "They came at night,"} {cue=says said} {source Anna Petrel, the wife of the detained man}.',
    '{source The neighbour} {cue=says said:} {content "They came at night."}',
    '{content "I will not sign,"} {source she} {cue=says told} reporters, {content "because it is wrong."}',
    '{content "They came at night,"} {source the neighbour} {cue=says said}. {content "They broke the door. They took him."}',
    "{content “They came at night,”} {source he} {cue=says wrote} in a letter. {content “Nobody knows why.”}",
    "{content ''They came at night,''} {source the neighbour} {cue=says said}.",
    "{content ‘They came at night,’} {source the neighbour} {cue=says said}.",
    '{content "We waited for two days. Nobody answered us. Then they called,"} {source her brother} {cue=says said}.',
    '{content "They came at night.}\n\n{content "They broke the door and took him,"} {source she} {cue=says said}.',
    '{content "They came,"} {source she} {cue=says said}. {content "They hit him.}\n\n{content "He was ill."}\n\nRain fell.',
    "{content \"He's the guards' favourite,\"} {source she} {cue=says said}.",
    # indirect
    "{source Marta Velis's lawyer} {cue=says says} {content she was beaten with batons}.",
    "{source The report} {cue=says concluded} {content that at least forty detainees had been beaten}.",
    "{source He} {cue=says told} reporters {content that he had been held in a cellar}.",
    "{content Twenty people had been arrested}, {source the group} {cue=says said} on Monday.",
    "{content Twenty people}, {source witnesses} {cue=says said}, {content were arrested on Sunday}.",
    "But {content twenty people had been arrested}, {source the group} {cue=says said}.",
    "{source State television} {cue=says reported} Monday {content that the editor had left}.",
    "In a posting on his own blog, {source Velis} {cue=says announced} {content that he would leave the country}.",
    "In a statement, {source the ministry} {cue=says said} {content that three officers had been hurt}.",
    "{source The ministry} {cue=says said in a statement} {content that three officers had been hurt}.",
    "{source The group} {cue=says issued a statement saying} {content that Velis had been beaten}.",
    "Velis, {source who} {cue=says says} {content he was beaten}, was freed on Monday.",
    "{source Velis's brother, Ivan,} {cue=says said} {content he was ill}.",
    "{source A police spokesman} {cue=says said} {content they had met the minister}, who resigned last year.",
    "{source He} {cue=says said} {content they had fled}, {cue=says adding} {content that nobody came back}.",
    "DREZHIN, Nov 25 — {content Guards raided the office}, {source the outlet} {cue=says said}.",
    "{source Velis} was quoted as {cue=says saying} {content that he had fled}.",
    # mixed
    '{source The neighbour} {cue=says said} {content that they "came at night" and left}.',
    # phrases
    "{cue=says According to} {source the human rights group Zorya}, {content 20 people were arrested on Sunday}.",
    "{content Twenty people were arrested on Sunday}, {cue=says according to} {source witnesses}.",
    "{source Lawyer}{cue=says :} {content client beaten in custody}",
    "{content Client beaten}, {source lawyer} {cue=says says}",
    "{source Her} {cue=says claim} {content that police beat her} was never looked into.",
    "The {cue=alleges alleged} {content beating} of the student happened in May.",
    "{content He was} {cue=says reportedly} {content held in Drezhin}.",
    # manners
    "{source The group} {cue=judges condemned} {content the arrest of the editor}.",
    "{source She} {cue=thinks believes} {content that he is alive}.",
    "{source Officials} {cue=intends plan} {content to close the camp}.",
    '{source A spokesperson} {cue=denies said} {content Velis\'s descriptions "did not match reality"}.',
    "{source The ministry} {cue=denies denied} {content the allegations}.",
    "{source The police} {cue=denies rejected} {content the accusations as baseless}.",
    "{source Police} {cue=denies said} {content there was no evidence of beatings}.",
    "{source He} {cue=denies denied} {content having been there}.",
    '{source The ministry} {cue=denies called} {content the report "a fabrication"}.',
    "{source The ministry} {cue=no_comment declined} {content to comment}.",
    "{source The prosecutor} {cue=no_comment could not be reached} {content for comment}.",
    "{source Police} {cue=no_comment did not respond to} {content a request for comment}.",
    "{source The police} {cue=no_comment refused to say} {content where he was held}.",
    "{source The officer} {cue=admits admitted} {content that he had hit the student}.",
    "{source He} {cue=admits admitted} {content hitting the student}.",
    "{source The indictment} {cue=alleges accuses} {content Velis of organising mass riots}.",
    "{content Velis} {cue=alleges is accused of} {content inciting hatred}.",
    "{content Two officers} {cue=alleges are alleged} {content to have beaten the student}.",
    "{content Velis} {cue=says was reported} {content to have been taken away}.",
    "It {cue=fears is feared} {content that they were beaten}.",
    "{source Investigators} {cue=alleges suspect} {content Velis of arson}.",
    "{source The guards} {cue=threatens threatened} {content to kill his daughter}.",
    "{source The officer} {cue=threatens threatened} {content him with prison}.",
    "{source The group} {cue=calls_for called for} {content his immediate release}.",
    "{source Amnesty International} {cue=calls_for called on} {content the authorities to free him}.",
    "{source The UN} {cue=calls_for urged} {content Ruritania to look into the killing}.",
    "{source His family} {cue=fears fears} {content that he was beaten}.",
    "{source The court} {cue=orders ordered} {content his release}.",
    "{source He} {cue=says did not deny} {content that he had been there}.",
]

NOTHING = [
    "The guards denied her access to a lawyer.",
    "She was denied medical care.",
    "The court dismissed the appeal.",
    "He was dismissed from his post.",
    "She was admitted to hospital.",
    "The doctors admitted him to hospital.",
    "She was charged with treason.",
    "The editor was called in for questioning.",
    "She called the police.",
    "Later the 'operation' was called off.",
    'Three men in "uniforms" broke the door.',
    "The boys' school and the girls' school were closed.",
    "Ruritania: editor jailed for ten years",
    "UPDATE: editor jailed for ten years",
    "He read the newspaper in his cell.",
    "The police found a knife in the flat.",
    "Twenty people were arrested on Sunday.",
    'The bar was 5\' 6" long and 3" wide.',
]

FAILING = [
    # the second verb is read as part of what the letter said
    "{source He} {cue=says said} {content the arrests were unlawful} and {cue=calls_for demanded} {content an inquiry}.",
    # the parser takes the dateline for the subject
    "DREZHIN, Ruritania — {source The group Zorya} {cue=says said} {content that guards had raided the office}.",
    # the next paragraph names whose words stood alone in the one before
    '{content "Where is he?"}\n\n{source His mother} {cue=says asks} every day.',
]


def said(page: Page, claims: Claims | None = None) -> Claims:
    claims = claims or Claims()
    claims.add(speech.annotate(page, claims))
    return claims


def spans(claims: Claims, role: str) -> set[tuple[int, int]]:
    return {(c.passage.start, c.passage.end) for c in claims.having(role)}


def check(text: str) -> None:
    plain, marks = marked(text)
    claims = said(page_of(plain))
    for role in ROLES:
        want = {(m.start, m.end) for m in marks if m.label == role}
        assert {plain[s:e] for s, e in spans(claims, role)} == {plain[s:e] for s, e in want}, role
        assert spans(claims, role) == want
    manners = [m.value.replace("_", " ") for m in marks if m.label == "cue"]
    assert sorted(str(c.value) for c in claims.having("manner")) == sorted(manners)


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said(text: str) -> None:
    assert [str(c.value) for c in said(page_of(text))] == []


@pytest.mark.parametrize("text", FAILING)
@pytest.mark.xfail(strict=True)
def test_not_yet(text: str) -> None:
    check(text)


def test_every_quote_stands_at_its_place() -> None:
    page = page_of('"They came at night," she said. According to the group, he "fell". The ministry denied the charges.')
    for c in said(page):
        assert page.reading.text[c.passage.start : c.passage.end] == c.passage.quote


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ('"They came at night," she said.', True),
        ("She said they came at night.", False),
        ('She said they "came at night" and left.', False),
        ("Police rejected the 'so-called' report.", False),
    ],
)
def test_direct_is_only_what_stands_between_quotation_marks(text: str, direct: bool) -> None:
    assert [c.value for c in said(page_of(text)).having("direct")] == [direct]


def mention(page: Page, words: str, subject: str) -> Claim:
    start = page.reading.text.index(words)
    return Claim(subject, "mention", "name", page.reading.passage(start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ada Brown said she was beaten.", "Ada Brown", "person:x"),
        ("Later she said they had come back.", "she", "person:x"),
        ("Ada Brown, who said she was beaten, was freed.", "Ada Brown", "person:x"),
        ("Ada Brown's lawyer said she was beaten.", "Ada Brown", "Ada Brown's lawyer"),
        ("Witnesses said Ada Brown was beaten.", "Ada Brown", "Witnesses"),
    ],
)
def test_the_speaker_is_whoever_is_mentioned_at_the_head_of_the_source(text: str, words: str, speaker: str) -> None:
    page = page_of(text)
    claims = Claims()
    claims.add([mention(page, words, "person:x")])
    assert [c.value for c in said(page, claims).having("speaker")] == [speaker]


def test_no_speaker_where_nobody_is_named() -> None:
    claims = said(page_of("Velis is accused of arson."))
    assert not claims.having("speaker")
    assert not claims.having("source")


def test_what_lies_inside_comes_first() -> None:
    claims = said(page_of("He told his sister that the guards said they would shoot him."))
    assert [c.value for c in claims.having("source")] == ["the guards", "He"]


def test_what_a_quoted_voice_threatens_is_told_apart_but_not_what_it_thinks() -> None:
    claims = said(page_of('"I think they threatened to kill my son and I hope they are jailed," she said.'))
    assert [c.value for c in claims.having("manner")] == ["threatens", "says"]


def unparsed(text: str) -> Page:
    reading = reading_of(text)
    return Page(reading, sentences(reading))


@pytest.mark.parametrize(
    "text",
    [
        '{content "They came at night,"} {source she} {cue=says said}.',
        '{content "They came at night,"} {cue=says said} {source Anna Petrel}.',
        '{source The neighbour} {cue=says said}: {content "They came at night."}',
    ],
)
def test_without_a_parse_quotations_still_have_their_source(text: str) -> None:
    plain, marks = marked(text)
    claims = said(unparsed(plain))
    for role in ROLES:
        assert spans(claims, role) == {(m.start, m.end) for m in marks if m.label == role}


@pytest.mark.parametrize("text", ["She said they came at night.", 'Three men in "uniforms" came.', "", '"'])
def test_without_a_parse_nothing_else_is_found(text: str) -> None:
    assert len(said(unparsed(text))) == 0


def test_a_language_without_words_of_saying_is_left_alone() -> None:
    page = unparsed('"Sie kamen," said Anna.')
    german = reading_of(page.reading.text, language="de")
    assert len(said(Page(german, page.sentences))) == 0


def test_a_headline_block_names_its_speaker() -> None:
    text = "Bird sings\n\nFamily: son beaten in custody"
    plain = reading_of(text)
    reading = replace(plain, blocks=(plain.blocks[0], Block("headline", 12, len(text), 12)))
    page = Page(reading, sentences(reading))
    assert [c.value for c in said(page).having("content")] == ["son beaten in custody"]


def test_who_is_quoted_as_saying_it_says_it() -> None:
    claims = said(page_of("The outlet quoted the lawyer as saying that his client had been freed."))
    assert "the lawyer" in [c.value for c in claims.having("source")]


def test_a_quotation_belongs_to_one_saying() -> None:
    claims = said(page_of('The union wrote that guards "beat our colleagues." Councilman Joe Bell posted a picture.'))
    assert [c.value for c in claims.having("source")] == ["The union"]


HOSTILE = ["'", '"', "“", "”", '" said A ', 'A said "b" ', ": ", "'' ", "«", "A A A A A: ", "A.", ", a said", '"a\n\n', "'a "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_quickly(unit: str) -> None:
    page = unparsed((unit * 10_000)[:10_000])
    assert seconds(lambda: said(page)) < 0.5
