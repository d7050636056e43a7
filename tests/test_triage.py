"""Which sentences are worth parsing: those that tell of acts, those that name their people in full, those that say who speaks."""

from __future__ import annotations

import pytest

from letapis.core.annotate import acts, page_of, triage
from tests.marked import reading_of


def wanted(text: str, language: str = "en") -> list[str]:
    """The sentences of a text that would be parsed."""
    page = page_of(reading_of(text, language=language))
    return [page.words_of(page.sentences[i]) for i in triage.wanted(page)]


TELLING = [
    "Police arrested Ana Diaz.",
    "Ana Diaz was taken into custody.",
    "She was found guilty.",
    "The rally was broken up.",
    "Gunmen shot dead a nurse.",
    "He has gone missing.",
    "The newspaper was shut down.",
    "They held him incommunicado.",
    "She fled to Drezhin.",
    "Cops arrest doctor",
]

QUIET = [
    "The weather was mild.",
    "Bread costs nine crowns.",
    "The bus leaves at noon.",
    "Ana Diaz likes tea.",
    "Our gardens are green.",
    "The school has twelve rooms.",
]


ORDERED = [
    ("They took the passports from her.", "From Mostryn they took the bus."),
    ("Police rounded hundreds of teachers up.", "Up the hill they had a rounded view of police."),
    ("He went into hiding.", "Her hiding place was gone."),
    ("The court froze their assets.", "Their assets are in court."),
    ("Two workers lost their lives.", "Two workers lost their way."),
    ("She was transferred to a prison.", "The prison is a transfer point."),
    ("He got life for it.", "Life is for the living."),
]


@pytest.mark.parametrize(("told", "quiet"), ORDERED)
def test_the_words_of_an_act_stand_in_their_order(told: str, quiet: str) -> None:
    assert acts.tells(told)
    assert not acts.tells(quiet)


def test_words_of_an_act_far_apart_tell_nothing() -> None:
    between = "the old bus that the mayor had bought for the school of the town three long years before"
    assert not acts.tells(f"They took {between} from Mostryn.")


@pytest.mark.parametrize("text", TELLING)
def test_a_sentence_that_tells(text: str) -> None:
    assert acts.tells(text)
    assert wanted(text) == [text]


@pytest.mark.parametrize("text", QUIET)
def test_a_sentence_that_cannot_matter(text: str) -> None:
    assert wanted(text) == []


def test_nothing_is_parsed_on_a_page_without_acts() -> None:
    assert wanted("The mayor said that the weather was mild.\n\nIt rained.") == []


def test_the_sentence_that_gives_the_full_name_is_parsed_too() -> None:
    full = "Ana Diaz lives in Mostryn."
    assert full in wanted(f"{full} Bread costs nine crowns. Yesterday Diaz was arrested.")
    assert "Bread costs nine crowns." not in wanted(f"{full} Bread costs nine crowns. Yesterday Diaz was arrested.")


def test_who_speaks_beside_an_act_is_parsed_and_far_away_is_not() -> None:
    near, far = "Her lawyer said so on Monday.", "The baker said that bread was dear."
    text = f"Ana Diaz was arrested. {near}\n\nOne.\n\nTwo.\n\nThree.\n\n{far}"
    assert near in wanted(text)
    assert far not in wanted(text)


def test_who_speaks_in_another_paragraph_is_not_parsed() -> None:
    other = "Her lawyer said that the weather was mild."
    assert other not in wanted(f"Ana Diaz was arrested.\n\n{other}")
    assert other in wanted(f"Ana Diaz was arrested. {other}")


@pytest.mark.parametrize(
    "denial",
    [
        "The ministry denied everything.",
        "A spokesman said that the account had nothing in common with reality.",
        "The director said that all inmates were treated well.",
    ],
)
def test_a_denial_is_parsed_wherever_it_stands(denial: str) -> None:
    assert denial in wanted(f"Ana Diaz was beaten.\n\nOne.\n\nTwo.\n\nThree.\n\n{denial}")


@pytest.mark.parametrize(
    "pointer", ["READ MORE: Police arrested a nurse", "Also read: Union leader jailed", "Related: Rally broken up"]
)
def test_pointers_to_other_stories_tell_nothing(pointer: str) -> None:
    assert wanted(pointer) == []


def test_a_language_without_acts_is_left_alone() -> None:
    assert wanted("Police arrested Ana Diaz.", language="ru") == []


def test_a_recipe_has_nothing_to_parse_whatever_is_beaten_in_it() -> None:
    assert wanted("Beat the eggs with sugar. Hold the bowl tightly, then release it. The pan is charged to the guest.") == []
