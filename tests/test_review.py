"""The facts of a page laid out to be ruled on: their fields, what is read carefully, how rulings stand, what one key undoes."""

from __future__ import annotations

import pytest

from letapis.core.cases import fold
from letapis.core.material import Told, ruled
from letapis.core.review import Fact, facts, last_batch
from letapis.core.ruling import assessed, left, on_claims
from letapis.words.records import Decision
from tests import telling


def page(text: str) -> Told:
    return telling.page(text, "Herald")


ARREST = page(
    "Police {arrest arrested} {victim=kruk Ales Kruk} on {when=2024-01-12 12 January 2024}, {source his lawyer} said."
)


def said(id_: str, about: str, verdict: str, value: str = "", by: str = "amina", at: str = "2024-03-21T10:00:00Z") -> Decision:
    return Decision(about, verdict, by, at, "", value, id=id_)


def told(p: Told, *decisions: Decision) -> tuple[Fact, ...]:
    names = {c.subject: str(c.value) for c in p.claims if c.property == "name"}
    return facts(p, on_claims(decisions), lambda i: names.get(i, i))


def claim(p: Told, property_: str) -> str:
    return next(p.id_of(c) for c in p.claims if c.property == property_)


def fields(f: Fact) -> dict[str, str]:
    return {x.label: x.text for x in f.fields}


# ---- how a fact is laid out


def test_a_fact_shows_what_to_whom_when_and_who_says_it() -> None:
    (fact,) = told(ARREST)
    assert fields(fact) == {"What": "arrested", "Person affected": "Ales Kruk", "When": "12 January 2024"}
    assert fact.fields[0].source == "his lawyer"
    assert fact.state == ""
    assert fact.open


def test_each_source_has_a_field_of_its_own_and_the_mode_is_one() -> None:
    p = page("Police {arrest=x arrested} {victim=kruk Ales Kruk}, {source his lawyer} said. He was {arrest=x seized}.")
    (fact,) = told(p)
    assert [f.source for f in fact.fields if f.kind == "act"] == ["his lawyer", "the page"]


def test_what_says_nothing_is_not_asked_about() -> None:
    kinds = {f.kind for f in told(ARREST)[0].fields}
    assert "perpetrator_kind" not in kinds
    assert "mention" not in kinds


def test_facts_stand_in_the_order_of_the_page() -> None:
    p = page("{victim=kruk Ales Kruk} was {arrest arrested}.\n\n{victim=kruk He} was {beating beaten}.")
    assert [f.word for f in told(p)] == ["arrest", "beating"]


# ---- what is read carefully


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{victim=kruk Ales Kruk} was {torture tortured}.", "torture or other ill-treatment"),
        ("{victim=kruk Ales Kruk} was {killing killed}.", "a death"),
        ("{victim=kruk Ales Kruk} {death_in_custody died} in the prison.", "a death"),
        ("{victim=kruk Ales Kruk} was {release released}.", "a release"),
        ("{victim=kruk Ales Kruk} was {sexual_violence raped}.", "sexual violence"),
        ("{by=state Colonel Ihar Zima} {arrest arrested} {victim=kruk Ales Kruk}. {name=zima Ihar Zima} left.", "a named perpetrator"),
        ("Police {arrest arrested} {victim=kruk Ales Kruk}, {age=kruk:16 16}.", "a child"),
    ],
)  # fmt: skip
def test_dangerous_kinds_are_read_field_by_field(text: str, why: str) -> None:
    assert why in told(page(text))[0].careful


@pytest.mark.parametrize(
    "text",
    [
        "{by=state Police} {arrest arrested} {victim=kruk Ales Kruk}.",
        "Police {arrest arrested} {victim=kruk Ales Kruk}, {age=kruk:36 36}.",
        "{victim=kruk Ales Kruk} was {fine fined}. {name=zima Ihar Zima} left.",
        "{victim=kruk Ales Kruk} was {trial tried}.",
    ],
)
def test_other_facts_may_be_accepted_as_a_whole(text: str) -> None:
    assert told(page(text))[0].careful == ()


# ---- how rulings stand


def test_a_fact_is_done_when_every_field_is_ruled_on() -> None:
    (fact,) = told(ARREST)
    some = [said("1", fact.fields[0].ids[0], "accept")]
    assert told(ARREST, *some)[0].state == "partly"
    rest = [said(f"{n + 2}", i, "accept") for n, i in enumerate(fact.ids[1:])]
    done = told(ARREST, *some, *rest)[0]
    assert (done.state, done.open, len(done.rulings)) == ("accept", False, len(fact.ids))


def test_rejecting_every_telling_rejects_the_fact_whatever_else_waits() -> None:
    assert told(ARREST, said("1", claim(ARREST, "act"), "reject"))[0].state == "reject"


def test_a_rejected_field_leaves_the_rest_accepted_in_part() -> None:
    (fact,) = told(ARREST)
    when = claim(ARREST, "when")
    decisions = [said(str(n), i, "reject" if i == when else "accept") for n, i in enumerate(fact.ids)]
    assert told(ARREST, *decisions)[0].state == "mixed"


def test_a_correction_shows_both_and_folds_the_new_value() -> None:
    when = said("1", claim(ARREST, "when"), "correct", "2024-01-13")
    field = next(f for f in told(ARREST, when)[0].fields if f.kind == "when")
    assert (field.text, field.was, field.state) == ("13 January 2024", "12 January 2024", "correct")
    assert fold([ARREST], [when]).acts[0].when.shown == "2024-01-13"


def test_stance_and_source_are_corrected_beside_the_value() -> None:
    act = claim(ARREST, "act")
    decisions = [
        said("1", act, "stance", "alleged"),
        said("2", act, "source", "his wife"),
        said("3", act, "correct", "detention"),
    ]
    (p,) = ruled([ARREST], decisions)
    now = next(c for c in p.claims if c.property == "act")
    assert (now.value, now.stance, now.source) == ("detention", "alleged", "his wife")
    assert p.id_of(now) == act


def test_taking_it_as_read_ends_corrections() -> None:
    act = claim(ARREST, "act")
    (p,) = ruled([ARREST], [said("1", act, "stance", "alleged"), said("2", act, "accept")])
    assert next(c for c in p.claims if c.property == "act").stance == "asserted"


def test_what_was_taken_back_holds_no_more_and_what_was_before_holds_again() -> None:
    act = claim(ARREST, "act")
    accept, reject, back = said("1", act, "accept"), said("2", act, "reject"), said("3", "2", "undo")
    assert not fold([ARREST], [accept, reject]).acts
    assert len(fold([ARREST], [accept, reject, back]).acts) == 1
    assert on_claims([accept, reject, back])[act].verdict == "accept"
    assert not fold([ARREST], [accept, reject, back, said("4", "3", "undo")]).acts


def test_an_unclear_claim_stays_in_the_file() -> None:
    assert len(fold([ARREST], [said("1", claim(ARREST, "act"), "unclear")]).acts) == 1


def test_an_assessment_is_no_reading() -> None:
    (fact,) = told(ARREST)
    verified = said("1", fact.id, "verified", "balance of probabilities")
    assert told(ARREST, verified)[0].state == ""
    assert assessed([verified])[fact.id].value == "balance of probabilities"
    assert assessed([verified, said("2", "1", "undo")]) == {}


# ---- what one key takes back


def test_one_key_takes_back_what_one_key_ruled() -> None:
    one = [said(str(n), f"claim:{n}", "accept", "act:a") for n in range(3)]
    other = [said(str(n), f"claim:{n}", "accept", "act:b") for n in range(3, 5)]
    assert [d.id for d in last_batch([*one, *other], "amina")] == ["3", "4"]
    back = [said("8", "3", "undo"), said("9", "4", "undo")]
    assert [d.id for d in last_batch([*one, *other, *back], "amina")] == ["0", "1", "2"]


def test_corrections_are_taken_back_one_by_one() -> None:
    decisions = [said("1", "claim:a", "correct", "x"), said("2", "claim:b", "correct", "x")]
    assert [d.id for d in last_batch(decisions, "amina")] == ["2"]


def test_nobody_takes_back_what_others_ruled() -> None:
    mine, theirs = said("1", "claim:a", "accept", "act:a"), said("2", "claim:b", "accept", "act:b", by="boris")
    assert [d.id for d in last_batch([mine, theirs], "amina")] == ["1"]
    assert last_batch([theirs], "amina") == ()
    assert last_batch([said("1", "a", "same", "b"), said("2", "capture:x", "restrict", "team")], "amina") == ()


def test_decisions_without_an_undoing_are_handed_through() -> None:
    decisions = (said("1", "a", "accept"),)
    assert left(decisions) == decisions
