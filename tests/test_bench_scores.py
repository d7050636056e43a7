"""How the benchmark says whether an act of a report is right, and how far its scores can be believed."""

from __future__ import annotations

from typing import Any

import pytest

from bench.claims import paired, scored_bins
from bench.product import shared

pytestmark = pytest.mark.skipif(not (shared() / "score_acts.py").exists(), reason="the benchmark's scorer is not there")


def _act(act: str, quote: str, score: float = 0.9, **more: Any) -> dict[str, Any]:
    who = [{"person": "Ana Diaz"}]
    return {"act": act, "stance": "asserted", "victims": who, "quotes": [quote], "score": score, **more}


ARREST = "Police arrested Ana Diaz, a nurse of Mostryn, on Monday."
BEATING = "Ana Diaz, the nurse of Mostryn, was beaten badly on Friday."
PEOPLE = [{"name": "Ana Diaz", "variants": []}]


def _page(*acts: dict[str, Any]) -> dict[str, Any]:
    return {"people": PEOPLE, "acts": list(acts)}


def test_each_act_of_the_gold_counts_once() -> None:
    gold, report = _page(_act("arrest", ARREST)), _page(_act("arrest", ARREST), _act("arrest", ARREST))
    assert paired(gold, report) == [(True, False), (False, False)]


def test_another_word_of_the_family_is_not_right() -> None:
    assert paired(_page(_act("detention", ARREST)), _page(_act("arrest", ARREST))) == [(False, False)]


def test_background_is_free() -> None:
    gold = _page(_act("arrest", ARREST, general=True))
    assert paired(gold, _page(_act("arrest", ARREST))) == [(True, True)]
    assert scored_bins([(gold, _page(_act("arrest", ARREST)))]) == {0.9: (0, 0)}


def test_bins() -> None:
    gold = _page(_act("arrest", ARREST))
    report = _page(_act("arrest", ARREST, 0.93), _act("beating", BEATING, 0.91), _act("killing", BEATING, 0.55))
    assert scored_bins([(gold, report)]) == {0.9: (2, 1), 0.5: (1, 0)}
