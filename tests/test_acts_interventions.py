"""What was done about acts: who, to whom, about what, when; and sentences with the same words that tell of nothing done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letapis.core.annotate import annotate
from letapis.core.casefile import casefile
from letapis.core.cases import case_of, find, fold
from letapis.core.disclosure import visible
from letapis.core.export import csv, html, json
from letapis.core.lists import listed
from letapis.core.material import Told
from letapis.core.report import report
from letapis.words.records import Capture, kind_of
from tests.acting import KNOWN, PUBLISHED
from tests.marked import page_of

BEFORE = "Ana Diaz was arrested by officers in Mostryn on 3 March 2021. She was beaten in custody.\n\n"


def done_in(text: str) -> list[dict[str, Any]]:
    """The interventions of the page report of a text, the acts by their words."""
    page = page_of(KNOWN + BEFORE + text, PUBLISHED)
    told = report(page, annotate(page), "page.txt", "")
    acts = {a["id"]: a["act"] for a in told["acts"]}
    return [{**i, "acts": [acts[a] for a in i["acts"]]} for i in told["interventions"]]


def said(done: dict[str, Any]) -> set[str]:
    """Everything a line may ask of an intervention."""
    found = {done["kind"], done["mode"], f"when {done['when']['value']}"}
    found |= {f"by {x}" for x in done["by"]} | {f"to {x}" for x in done["to"]}
    return (
        found | {f"about {x}" for x in (*done["acts"], *done["people"])} | {f"according to {x}" for x in done["according_to"]}
    )


TOLD = [
    ("Mostryn Watch condemned the arrest of Ana Diaz.", "condemnation | by Mostryn Watch | about arrest | about Ana Diaz"),
    ("Mostryn Watch denounced the arrest on Monday.", "condemnation | by Mostryn Watch | about arrest | when 2021-04-19"),
    ("The arrest drew criticism from the European Union.", "condemnation | by the European Union | about arrest"),
    (
        "Mostryn Watch called on the government to free Ana Diaz.",
        "call | by Mostryn Watch | to the government | about Ana Diaz",
    ),
    ("UN experts urged Merenia to release Ana Diaz.", "call | by UN experts | to Merenia | about Ana Diaz"),
    ("Protesters gathered at the prison and demanded her release.", "call | by Protesters"),
    (
        "The authorities should release Ana Diaz, Mostryn Watch said.",
        "call | by Mostryn Watch | to The authorities | about Ana Diaz",
    ),
    (
        "“We condemn the arrest of Ana Diaz,” said Boris Kral, head of Mostryn Watch.",
        "condemnation | by Boris Kral | about arrest",
    ),
    ("Mostryn Watch called for an investigation into the beating.", "call_for_inquiry | by Mostryn Watch | about torture"),
    ("The UN human rights office expressed concern over the arrest.", "concern | by The UN human rights office | about arrest"),
    ("Mostryn Watch said it was alarmed by the arrest of Ana Diaz.", "concern | about arrest"),
    (
        "Her lawyer filed a complaint with the prosecutor over the beating.",
        "complaint | by Her lawyer | to the prosecutor | about torture",
    ),
    ("Ana Diaz lodged a complaint against the police.", "complaint | by Ana Diaz | to the police | about Ana Diaz"),
    ("Ana Diaz was convicted in June. Her lawyer appealed the verdict.", "appeal | by Her lawyer | about conviction"),
    (
        "Ana Diaz was convicted in June. Ana Diaz filed an appeal against the conviction.",
        "appeal | by Ana Diaz | about conviction",
    ),
    ("Thousands signed a petition for the release of Ana Diaz.", "petition | by Thousands | about Ana Diaz"),
    ("Her lawyers filed a motion over the arrest.", "motion | by Her lawyers | about arrest"),
    ("Senators sent a letter to the president about the arrest.", "letter | by Senators | to the president | about arrest"),
    ("The ministry opened an investigation into the beating.", "inquiry | by The ministry | about torture"),
    ("The interior ministry did not respond to a request for comment.", "no_answer | by The interior ministry"),
    ("Police declined to comment on the arrest.", "no_answer | by Police"),
    ("There was no response from the government.", "no_answer | by the government"),
    (
        "Mostryn Watch recognised Ana Diaz as a political prisoner on Monday.",
        "recognition | by Mostryn Watch | when 2021-04-19",
    ),
    ("Ana Diaz was declared a prisoner of conscience by Mostryn Watch.", "recognition | by Mostryn Watch | about Ana Diaz"),
    (
        "Ana Diaz, recognised as a political prisoner by Mostryn Watch, remains in prison.",
        "recognition | by Mostryn Watch | about Ana Diaz",
    ),
    ("Mostryn Watch considers Ana Diaz a political prisoner.", "recognition | by Mostryn Watch | about Ana Diaz"),
    ("Her lawyer will appeal the arrest.", "appeal | by Her lawyer | scheduled"),
]

NOT_TOLD = [
    "The officers called an ambulance for Ana Diaz.",
    "Her friends called a meeting at noon.",
    "Boris Kral called Ana Diaz a liar.",
    "A teacher asked why Ana Diaz was arrested.",
    "The kidnappers demanded a ransom.",
    "Mostryn Watch did not condemn the arrest.",
    "The union refused to condemn the arrest.",
    "Critics condemned the film.",
    "The minister condemned the budget.",
    "Readers slammed the weather report.",
    "The song appealed to the young.",
    "The court of appeal sits in Mostryn.",
    "Police appealed to drivers to slow down.",
    "The letter of the law is clear.",
    "A complaint of the stomach kept him at home.",
    "The motion of the stars is slow.",
    "The church lodged a complaint against Ana Diaz.",
    "The authorities rarely investigate beatings.",
    "Prosecutors demanded six years for Ana Diaz.",
    "Officers demanded her papers.",
    "The company is concerned about prices.",
    "You should buy the book, a critic said.",
    "The union would condemn the arrest if it could.",
    "The ministry opened an office in Mostryn.",
    "Mostryn Watch has not recognised Ana Diaz as a political prisoner.",
    "Mostryn Watch would recognise Ana Diaz as a political prisoner.",
    "Mostryn Watch recognised the bravery of Ana Diaz.",
    "Mostryn Watch considers the political prisoner Ana Diaz a hero.",
    "Mostryn Watch named the prison where Ana Diaz is held.",
    "Mostryn Watch named a political prisoner from Ladovia.",
]


@pytest.mark.parametrize(("text", "line"), TOLD, ids=[t for t, _ in TOLD])
def test_told(text: str, line: str) -> None:
    wanted = {part.strip() for part in line.split("|")}
    found = [said(d) for d in done_in(text)]
    assert any(wanted <= one for one in found), found


@pytest.mark.parametrize("text", NOT_TOLD)
def test_not_told(text: str) -> None:
    assert not [said(d) for d in done_in(text)]


def test_nothing_is_an_intervention_where_no_act_is_told() -> None:
    page = page_of("Mostryn Watch condemned the arrest law. The ministry did not respond.", PUBLISHED)
    assert not annotate(page).subjects("intervention")


def test_the_same_told_twice_is_one() -> None:
    twice = "Mostryn Watch condemned the arrest of Ana Diaz.\n\nMostryn Watch also denounced the arrest of Ana Diaz."
    assert [len(d["quotes"]) for d in done_in(twice)] == [2]


def test_another_day_is_another_one() -> None:
    two = "Mostryn Watch condemned the arrest on Monday.\n\nMostryn Watch condemned the arrest on Friday."
    assert len(done_in(two)) == 2


def test_every_claim_stands_on_its_words() -> None:
    page = page_of(KNOWN + BEFORE + "On Monday Mostryn Watch called on the government to free Ana Diaz.", PUBLISHED)
    claims = annotate(page)
    mine = [c for c in claims if kind_of(c.subject) == "intervention"]
    assert {c.property for c in mine} == {"intervention", "mode", "intervening_party", "party_requested", "concerns", "when"}
    assert all(page.reading.text[c.passage.start : c.passage.end] == c.passage.quote for c in mine)


def _told(text: str) -> Told:
    page = page_of(KNOWN + BEFORE + text, PUBLISHED)
    capture = Capture(page.reading.capture, "0" * 64, 1, "page.txt", "2021-04-26T10:00:00Z", "amina")
    return Told(capture, page.reading, tuple(annotate(page)))


def test_the_case_file_tells_what_was_done() -> None:
    book = fold([_told("Mostryn Watch condemned the arrest of Ana Diaz and called on the government to free Ana Diaz.")])
    file = casefile(book, find(book, "Ana Diaz")[0])
    assert [i.kind for i in file.case.interventions] == ["condemnation", "call"]
    exported = b"".join(b for e in (csv, html, json) for b in e.export(file).values()).decode()
    assert exported.count("What was done about it") == 2
    assert '"label": "condemnation"' in exported
    assert '"intervening_party"' in exported


def test_who_recognised_somebody_and_when_makes_a_list() -> None:
    book = fold([_told("Mostryn Watch recognised Ana Diaz as a political prisoner on Monday.")])
    day = date(2021, 4, 20).toordinal()
    (row,) = listed(book, "recognised", day, day).rows
    assert row.person.shown == "Ana Diaz"
    assert row.why.text == "recognised by Mostryn Watch (since 19 April 2021)"
    assert listed(book, "recognised", day - 7, day - 7).rows == ()


def test_a_case_holds_nothing_done_for_others() -> None:
    text = "Boris Kral was arrested in Mostryn on 4 March 2021.\n\nMostryn Watch condemned the arrest of Boris Kral."
    book = fold([_told(text)])
    assert case_of(book, find(book, "Ana Diaz")[0]).interventions == ()
    assert len(case_of(book, find(book, "Boris Kral")[0]).interventions) == 1


def test_what_was_done_about_a_hidden_act_is_hidden_with_its_words() -> None:
    told = _told("Ana Diaz was raped by a guard.\n\nMostryn Watch condemned the rape of Ana Diaz.")
    assert any(c.property == "intervention" for c in told.claims)
    seen = visible([told], (), "public").pages[0]
    assert not any(kind_of(c.subject) == "intervention" for c in seen.claims)
    assert "rape" not in seen.reading.text
