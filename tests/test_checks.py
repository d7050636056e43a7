"""What does not fit: each check finds what it should, says it plainly with its claims, and keeps quiet otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.casefile import casefile
from letapis.core.cases import find, fold
from letapis.core.checks import CHECKS
from letapis.core.checks.finding import SEVERITIES, Finding
from letapis.core.material import Told
from tests.telling import page

K = "{victim=k Ales Kulich}"
HELD = f"Police {{arrest arrested}} {K} on {{when=2024-01-05 5 January}}."


def findings(check: str, *texts: str | Told) -> list[Finding]:
    pages = [t if isinstance(t, Told) else page(t, f"Outlet {n}", "2024-05-01") for n, t in enumerate(texts)]
    book = fold(pages)
    found = [f for f in casefile(book, find(book, "Ales Kulich")[0]).findings if f.check == check]
    for f in found:
        assert f.claims
        assert f.severity in SEVERITIES
        assert f.sentence[0].isupper() or f.sentence[0] in "“0123456789"
        assert f.sentence.endswith(".")
    return found


FOUND: dict[str, list[str | Told]] = {
    "single_source": [HELD],
    "no_perpetrator": [HELD],
    "conflicting_dates": [HELD, HELD.replace("2024-01-05 5", "2024-01-06 6")],
    "conflicting_numbers": [
        f"Police {{arrest held}} {K} and {{group=87 87 marchers}} on {{when=2024-01-05 5 January}}.",
        f"Police {{arrest held}} {K} and {{group=180 180 marchers}} on {{when=2024-01-05 5 January}}.",
    ],
    "duration": [
        f"{HELD} {K} was {{release freed}} on {{when=2024-02-16 16 February}} after {{timex=P9W nine weeks}}.",
    ],
    "alleged_and_denied": [
        f"{K} was {{torture=alleged tortured}}, {{source his lawyer}} said, which {{denies a spokesman}} denied."
    ],
    "ordered_not_told": [f"A court {{release=ordered ordered}} {K} freed on {{when=2024-02-16 16 February}}."],
    "no_end_told": [HELD],
    "charge_without_trial": [f"{K} was {{charge charged}} on {{when=2024-02-16 16 February}}."],
    "silence": [
        HELD,
        f"{K} was {{beating beaten}} on {{when=2024-04-16 16 April}}.",
        f"{K} was {{release freed}} on {{when=2024-04-20 20 April}}.",
    ],
    "one_outlet": [page(HELD, "Courier", "2024-01-06"), page(f"{K} was {{fine fined}}.", "Courier", "2024-02-06")],
}
FREED = f"{K} was {{release freed}} on {{when=2024-02-16 16 February}}."
QUIET: dict[str, list[str | Told]] = {
    "single_source": [HELD, HELD],
    "no_perpetrator": [HELD.replace("Police", "{by=state Police}")],
    "conflicting_dates": [HELD, HELD.replace("2024-01-05 5 January", "2024-01 January"), f"Police {{arrest arrested}} {K}."],
    "conflicting_numbers": [
        f"Police {{arrest held}} {K} and {{group=180 180 marchers}} on {{when=2024-01-05 5 January}}.",
        f"Police {{arrest held}} {K} and {{group=180 180 people}} on {{when=2024-01-05 5 January}}.",
    ],
    "duration": [f"{HELD} {K} was {{release freed}} on {{when=2024-02-16 16 February}} after {{timex=P6W six weeks}}."],
    "alleged_and_denied": [f"{K} was {{torture=alleged tortured}}, {{source his lawyer}} said."],
    "ordered_not_told": [f"A court {{release=ordered ordered}} {K} freed on {{when=2024-02-15 15 February}}.", FREED],
    "no_end_told": [HELD, FREED],
    "charge_without_trial": [
        f"{K} was {{charge charged}} on {{when=2024-02-16 16 February}}.",
        f"{K} was {{conviction convicted}} on {{when=2024-03-16 16 March}}.",
    ],
    "silence": [HELD, FREED],
    "one_outlet": [page(HELD, "Courier", "2024-01-06"), page(f"{K} was {{fine fined}}.", "Herald", "2024-02-06")],
    "quote_missing": [HELD, FREED],
}


@pytest.mark.parametrize("check", FOUND)
def test_found(check: str) -> None:
    assert len(findings(check, *FOUND[check])) == 1


@pytest.mark.parametrize("check", QUIET)
def test_quiet(check: str) -> None:
    assert findings(check, *QUIET[check]) == []


def test_every_check_is_tested_both_ways_and_says_what_it_looks_for() -> None:
    assert {c.__name__ for c in CHECKS} == {*FOUND, "quote_missing"} == set(QUIET)
    assert all(c.__doc__ and c.__doc__.endswith(".") for c in CHECKS)


def test_a_quote_that_does_not_stand_in_its_reading() -> None:
    told = page(HELD, "Courier")
    altered = replace(told, reading=replace(told.reading, text=told.reading.text.replace("Police", "People")))
    (found,) = findings("quote_missing", altered)
    assert "do not cite" in found.sentence


def test_the_lie_in_the_duration_is_told_with_its_dates() -> None:
    (found,) = findings("duration", *FOUND["duration"])
    assert (
        found.sentence == "“nine weeks” is said, but from 5 January 2024 to 16 February 2024 there are 42 days (about 6 weeks)."
    )


def test_a_number_at_least_as_high_is_no_contradiction() -> None:
    from letapis.core.checks.numbers import _agree

    assert _agree((700, 10**9), (712, 712))
    assert not _agree((700, 10**9), (87, 87))


def test_what_is_only_feared_needs_no_perpetrator() -> None:
    assert findings("no_perpetrator", f"{K} may be {{arrest=threatened,feared arrested}}.") == []
