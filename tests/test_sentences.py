"""Where sentences end: a bar where the cut should be."""

from __future__ import annotations

import pytest

from letapis.core.sentences import split
from tests.pace import seconds

CASES = (
    "Police arrested him.| He was held for a day.",
    "Mr. Brandt was arrested in the U.S. on 5 May.| He is free.",
    "He works for the U.S. Army in Lodz.",
    "She left the U.S.| The police followed.",
    "He was seized at about 9 p.m. at the party's office.| Nobody saw it.",
    "She was freed at 1 a.m. Wednesday.",
    "It ended at 6 p.m.| Police went home.",
    "Lt. Col. Ana Diaz spoke to Dr. Kulich.",
    "Article No. 5 was used.| Art. 19 was not.",
    "“Go,” he said.| “Now!”| Then he left.",
    "Is he alive?| Nobody knows… and nobody asks.",
    "J. R. Brandt was beaten.",
    "The company, Inc. of London, paid $2.5 million.",
    "They came at dawn (six of them).| They took him.",
    "A line without a stop\n|Another line",
)


@pytest.mark.parametrize("case", CASES)
def test_the_cut_is_where_the_bar_is(case: str) -> None:
    text = case.replace("|", "")
    wanted = [" ".join(part.split()) for part in case.split("|")]
    assert [" ".join(text[s:e].split()) for s, e in split(text)] == wanted


@pytest.mark.parametrize("text", ["", " \n ", "...", "!!!???", "a" * 50])
def test_nothing_is_lost_or_invented(text: str) -> None:
    found = [text[s:e] for s, e in split(text)]
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", [". ", '."', "Mr. ", "a.b.", "\n", "?!", "((", "U.S. The "])
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def cost(n: int) -> float:
        return seconds(lambda: list(split(unit * (n // len(unit)))))

    short, long = cost(10_000), cost(40_000)
    assert long < 8 * short + 0.05
