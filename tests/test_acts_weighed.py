"""Which acts are likely enough for a case file, how sure each is, and words that only count with what is said of them."""

from __future__ import annotations

import pytest

from letapis.core.annotate import PIPELINE, acts
from letapis.core.annotate.acts import weigh
from letapis.words.records import Claims
from tests.acting import PUBLISHED, acts_in, lines, silent, tells
from tests.marked import page_of

SAID_OF = [
    ("The body of Ana Diaz was found in a river.", "killing | Ana Diaz"),
    ("The charges against Ana Diaz were dropped on Monday.", "release | Ana Diaz"),
    ("The conviction of Ana Diaz was overturned.", "release | Ana Diaz"),
    ("A court said that Ana Diaz's detention was extended.", "detention | Ana Diaz"),
    ("Ana Diaz's passport was confiscated.", "travel_ban | Ana Diaz"),
    ("The whereabouts of Ana Diaz remain unknown.", "disappearance | Ana Diaz"),
    # An adverb before its verb.
    ("Ana Diaz was fatally shot by soldiers.", "killing | Ana Diaz | by soldiers"),
    ("Ana Diaz was sexually harassed by guards.", "sexual_violence | Ana Diaz | by guards"),
    # A verb's aim that is the act itself.
    ("Gunmen tried to kill Ana Diaz.", "attempted_killing | Ana Diaz | by Gunmen"),
    ("Police fired tear gas to disperse the crowd.", "dispersal | [the crowd] | by Police"),
    ("Police were able to rescue Ana Diaz.", "release | Ana Diaz | by Police"),
    ("Ana Diaz was thrown to the ground by police.", "beating | Ana Diaz | by police"),
    ("Ana Diaz was forced into hiding.", "flight | Ana Diaz"),
]


@pytest.mark.parametrize(("text", "line"), SAID_OF, ids=[t for t, _ in SAID_OF])
def test_said_of(text: str, line: str) -> None:
    tells(text, line)


NOT_SO = [
    ("The body of the law was found wanting by Ana Diaz.", "killing"),
    ("The charges against the company were dropped, Ana Diaz said.", "release"),
    ("The body of Ana Diaz was not found.", "killing"),
    ("The charges against Ana Diaz were read.", "release"),
    ("The whereabouts of the ring are unknown to Ana Diaz.", "disappearance"),
    ("The hearing aid of Ana Diaz was repaired.", "trial"),
    ("Ana Diaz entered the house.", "raid"),
    ("Ana Diaz tied up the boat.", "torture"),
    ("Ana Diaz fired tear gas to test it.", "dispersal"),
    ("Ana Diaz sailed on to disperse the ashes.", "dispersal"),
]


@pytest.mark.parametrize(("text", "act"), NOT_SO, ids=[t for t, _ in NOT_SO])
def test_not_so(text: str, act: str) -> None:
    silent(text, act)


def _weighed(text: str, *scores: float) -> list[tuple[str, float]]:
    page = page_of(text, PUBLISHED)
    claims = Claims()
    for annotator in PIPELINE[:-1]:
        claims.add(annotator.annotate(page, claims))
    found = acts.annotate(page, claims, scores=lambda rows: list(scores[: len(rows)]))
    return [(str(c.value), c.score) for c in found if c.property == "act"]


TWO = "Ana Diaz, a nurse, was arrested on Monday. Boris Kral was beaten on Friday."


def test_an_act_that_is_too_unlikely_is_left_out() -> None:
    assert _weighed(TWO, 0.9, weigh.ENOUGH - 0.01) == [("arrest", 0.9)]
    assert _weighed(TWO, weigh.ENOUGH, 0.8) == [("arrest", weigh.ENOUGH), ("beating", 0.8)]


def test_a_page_without_acts_asks_no_forest() -> None:
    def never(rows: object) -> list[float]:
        raise AssertionError(f"asked about {rows}")

    page = page_of("Ana Diaz sings. The weather is fine.", PUBLISHED)
    assert not list(acts.annotate(page, Claims(), scores=never))


def test_background_is_less_sure_than_what_befell_somebody() -> None:
    named = acts_in("Police arrested Ana Diaz on Monday.")[0]["score"]
    vague = [a["score"] for a in acts_in("Police arrest protesters.\n\nActivists say so.")]
    assert all(named > s for s in vague), lines("Police arrest protesters.")


def test_a_score_is_a_chance() -> None:
    for text in (TWO, "Three nurses were killed, a spokesman said."):
        assert all(weigh.ENOUGH <= a["score"] <= 1 for a in acts_in(text))


def test_the_rows_have_every_column_that_the_forest_asks_for() -> None:
    from letapis.core.forest import forest

    asked: list[set[str]] = []

    def note(rows: object) -> list[float]:
        asked.extend(set(r) for r in rows)  # type: ignore[attr-defined]
        return [1.0] * len(asked)

    page = page_of(TWO, PUBLISHED)
    claims = Claims()
    for annotator in PIPELINE[:-1]:
        claims.add(annotator.annotate(page, claims))
    list(acts.annotate(page, claims, scores=note))
    assert asked
    assert all(set(forest(weigh.MODEL).names) <= row for row in asked)
