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
    "more_names": [
        (
            f"Police {{arrest=a arrested}} {{group=2 two activists}}. {K}, {{victim=r Oleg Ruban}} and {{victim=z Ivan Zhuk}} were "
            "{arrest=a taken} at night."
        ),
    ],
    "weekday": [f"Police {{arrest arrested}} {K} on Monday, {{when=2024-01-05 5 January}}."],
    "told_before": [page(HELD, "Courier", "2023-12-30", published_certain=True)],
    "after_death": [
        f"{K} was {{killing killed}} on {{when=2024-01-05 5 January}}.",
        f"{K} was {{arrest arrested}} in {{when=2024-02 February}}.",
    ],
    "release_first": [f"{K} was {{release freed}} on {{when=2024-01-03 3 January}}.", HELD],
    "arrested_again": [HELD, HELD.replace("2024-01-05 5 January", "2024-03-05 5 March")],
    "two_places": [],
    "age": [],
    "two_spellings": [f"{HELD} The trial of {{name=k Ales Kulitch}} is near."],
    "all_media": [page(HELD, "Mostryn Courier", "2024-05-01"), page(HELD, "Radio Bereg", "2024-05-01")],
    "accused_alone": [f"{{by=state Police}} {{arrest arrested}} {K}, {{source a police spokesman}} said."],
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
    "more_names": [
        (
            f"Police {{arrest=a arrested}} {{group=3 three activists}}. {K}, {{victim=r Oleg Ruban}} and {{victim=z Ivan Zhuk}} were "
            "{arrest=a taken} at night."
        ),
        f"Police {{arrest arrested}} {K}, {{victim=r Oleg Ruban}} and {{group=1 one marcher}}.",
        f"Police {{arrest=b arrested}} {{group=1 one other man}}. {K} and {{victim=r Oleg Ruban}} were {{arrest=b taken}} at night.",
    ],
    "weekday": [
        f"Police {{arrest arrested}} {K} on Friday, {{when=2024-01-05 5 January}}.",
        f"It was a Monday. On {{when=2024-01-05 5 January}} police {{arrest arrested}} {K}.",
        f"Police {{arrest arrested}} {K} on {{when=2024-01-05 5 January}}, Monday's rally being over.",
        f"Police {{arrest arrested}} {K} on {{when=2024-01-05 Monday}}.",
        f"Police {{arrest arrested}} {K} between Monday and {{when=2024-01-05 5 January}}.",
        f"Police {{arrest arrested}} {K} on Monday, {{when=XXXX-01-05 5 January}}.",
    ],
    "told_before": [
        page(HELD, "A", "2024-01-05", published_certain=True),
        page(HELD, "B", "2024-01-04", published_certain=True),
        page(HELD, "C", "2023-12-30"),
        page(HELD.replace("2024-01-05", "2023-12"), "D", "2023-12-30", published_certain=True),
        page(HELD.replace("{arrest ", "{arrest=threatened,feared "), "E", "2023-12-30", published_certain=True),
        page(f"{K} goes on {{trial trial}} on {{when=2024-01-05 5 January}}.", "F", "2023-12-30", published_certain=True),
        page(HELD.replace("2024-01-05", "XXXX-01-05"), "G", "2023-12-30", published_certain=True),
    ],
    "after_death": [
        f"{K} was {{killing killed}} on {{when=2024-01-05 5 January}}.",
        f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}.",
        f"{K} was {{beating beaten}} in {{when=2024 the year}}.",
        f"{K} was {{conviction convicted}} on {{when=2024-03-05 5 March}}.",
        f"{K} was {{torture=threatened,feared tortured}} on {{when=2024-03-05 5 March}}.",
    ],
    "release_first": [
        HELD,
        FREED,
        f"{K} was {{release freed}} on {{when=2023-01-03 3 January}}.",
        f"{K} was {{abduction taken}}.",
    ],
    "arrested_again": [HELD, FREED, HELD.replace("2024-01-05 5 January", "2024-03-05 5 March")],
    "two_places": [HELD, HELD.replace("arrest ", "beating ")],
    "age": [
        page(f"{HELD} {{age=k:36 36}}.", "A", "2024-05-01"),
        page(f"{HELD} {{age=k:37 37}}.", "B", "2024-12-01"),
        page(f"{K}, {{age=k:25 then 25}}, was {{fine fined}} on {{when=2013-03-01 1 March 2013}}.", "C", "2024-05-02"),
        page(f"{HELD} {{age=k:47 47}}.", "D"),
    ],
    "two_spellings": [
        f"{HELD} The trial of {{name=k Kulich}} is near; {{name=k A. Kulich}} and {{name=k Алесь Кулич}} are one.",
        f"{HELD} {{name=k Ales Kulich's}} wife spoke.",
        HELD.replace("Kulich", "Kulitch"),
    ],
    "all_media": [
        page(HELD, "Mostryn Courier", "2024-05-01"),
        page(f"{K} was {{fine fined}}.", "Mostryn Human Rights Centre", "2024-05-01"),
    ],
    "accused_alone": [
        f"{{by=state Police}} {{arrest arrested}} {K}, {{source his lawyer}} said.",
        f"{{by=state Police}} {{fine fined}} {K} on {{when=2024-02-05 5 February}}.",
        f"{{by=non-state Bandits}} {{beating beat}} {K}, {{source a police spokesman}} said.",
    ],
}


def far(name: str, act: str, latitude: str) -> Told:
    """A page that tells of an act on 5 January in a town of the atlas."""
    told = page(HELD.replace("{arrest ", f"{{{act} ").replace(" on {", f" in {{where {name}}} on {{"), name, "2024-05-01")
    where = next(c for c in told.claims if c.property == "where")
    place = told.reading.mint("place", where.passage)
    facts = {"name": name, "kind": "city", "latitude": latitude, "longitude": "27.5"}
    known = [replace(where, subject=place, property=p, value=v) for p, v in facts.items()]
    return replace(told, claims=(*(replace(c, value=place) if c is where else c for c in told.claims), *known))


def born(value: str, text: str, published: str | None) -> Told:
    """A page that tells of a date of birth."""
    told = page(text, "Registry", published)
    name = next(c for c in told.claims if c.property == "name")
    return replace(told, claims=(*told.claims, replace(name, property="born", value=value)))


FOUND["age"] = [born("1980-03-05", f"{HELD} {{age=k:36 36}}.", "2024-05-01")]
QUIET["age"] += [
    born("1987", HELD, "2024-05-01"),
    born("1987-11", f"{HELD} {{age=k:36 36}}.", "2024-05-03"),
    born("1980-03-05", f"{HELD} {{age=k:36 36}}.", None),
]
FOUND["two_places"] = [far("Mostryn", "arrest", "53.9"), far("Drezhin", "beating", "59.9")]
QUIET["two_places"] = [far("Mostryn", "arrest", "53.9"), far("Drezhin", "beating", "54.9"), far("Kamsk", "fine", "60.9")]


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


def test_what_is_only_feared_needs_no_perpetrator() -> None:
    assert findings("no_perpetrator", f"{K} may be {{arrest=threatened,feared arrested}}.") == []
