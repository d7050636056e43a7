"""Cases folded from claims: every field value → claims, dates never averaged, rulings applied, names found in any spelling."""

from __future__ import annotations

from letapis.core.casefile import CaseFile, casefile
from letapis.core.cases import Act, find, fold
from letapis.core.material import Told
from letapis.words.records import Decision
from tests.telling import page, rule

A = page(
    "Police {arrest arrested} {victim=k Ales Kulich} on {when=2024-01-05 5 January} in {where Dravin}.", "Courier", "2024-01-06"
)
B = page(
    "{by=state Men in masks} {arrest=alleged took} {victim=k Алесь Кулич} in {when=2024-01 January}, {source=w Olga Ban} said. "
    "{denies A police spokesman} denied the {arrest=alleged arrest} of {victim=k Алесь Кулич}.",
    "Herald",
    "2024-01-08",
)


def case(pages: list[Told], name: str = "Ales Kulich", decisions: tuple[Decision, ...] = ()) -> CaseFile:
    book = fold(pages, decisions)
    return casefile(book, find(book, name)[0])


def arrest(*pages: Told, decisions: tuple[Decision, ...] = ()) -> Act:
    return next(a for a in case(list(pages), decisions=decisions).case.acts if a.word == "arrest" and a.when.said)


def test_an_act_holds_every_telling_side_by_side() -> None:
    act = arrest(A, B)
    assert act.when.shown == "2024-01-05"
    assert [s.value for s in act.when.said] == ["2024-01", "2024-01-05"]
    assert [s.text for s in act.perpetrators] == ["Men in masks"]
    assert set(act.stances) == {"asserted", "alleged"}
    assert [s.text for s in act.according_to] == ["Courier", "Olga Ban", "Herald"]
    assert act.sources.independent == 2


def test_conflicting_dates_are_never_averaged_or_chosen() -> None:
    other = page("{victim=k Ales Kulich} was {arrest arrested} on {when=2024-01-06 6 January}.", "Times", "2024-01-08")
    act = arrest(A, other)
    assert not act.when.agree
    assert act.when.shown == ""
    assert act.when.values == ("2024-01-05", "2024-01-06")


def test_an_unknown_year_does_not_speak_louder_than_a_known_one() -> None:
    other = page("{victim=k Ales Kulich} was {arrest arrested} on {when=XXXX-01-05 5 January}.", "Times")
    assert arrest(A, other).when.shown == "2024-01-05"


def test_a_long_custody_is_as_long_as_the_longest_telling() -> None:
    texts = (
        "{victim=k Ales Kulich} was {detention held} {when=2024-01-05/2024-01-09 for days}.",
        "{victim=k Ales Kulich} was {detention held} {when=2024-01-05/2024-02-29 till 29 February}.",
    )
    (act,) = case([page(t, f"Outlet {n}") for n, t in enumerate(texts)]).case.acts
    assert act.when.shown == "2024-01-05/2024-02-29"
    assert act.when.agree


def test_a_denial_names_who_denies_and_is_no_source() -> None:
    act = next(a for a in case([B]).case.acts if a.denials)
    assert [s.text for s in act.denials] == ["A police spokesman"]
    assert "police" not in " ".join(s.text for s in act.according_to)


def test_every_value_stands_on_claims_and_every_claim_on_its_words() -> None:
    file = case([A, B])
    for act in file.case.acts:
        for c in act.claims:
            text = file.case.material.page_of(c).reading.text
            assert text[c.passage.start : c.passage.end] == c.passage.quote


def test_a_name_is_found_in_any_spelling_and_several_are_told() -> None:
    book = fold([A, B, page("{name=x Vera Kulich} spoke.", "Times")])
    assert [p.name for p in find(book, "Алесь Кулич")] == ["Ales Kulich"]
    assert [p.name for p in find(book, "ales kulič")] == ["Ales Kulich"]
    assert sorted(p.name for p in find(book, "Kulich")) == ["Ales Kulich", "Vera Kulich"]
    assert find(book, "Nobody Known") == ()
    assert find(book, "") == ()
    assert find(book, book.people[0].id) == (book.people[0],)


def test_a_rejected_claim_is_gone_and_a_corrected_one_has_the_new_value() -> None:
    when = next(c for c in A.claims if c.property == "when")
    where = next(c for c in A.claims if c.property == "where")
    act = arrest(A, B, decisions=(rule(A.id_of(when), "correct", "2024-01-07"), rule(A.id_of(where), "reject")))
    assert [s.value for s in act.when.said] == ["2024-01", "2024-01-07"]
    assert act.where == ()
    corrected = act.when.said[1].claims[0]
    assert corrected.by == "amina"
    assert case([A, B], decisions=(rule(A.id_of(when), "correct", "2024-01-07"),)).case.material.id_of(corrected) == A.id_of(
        when
    )


def test_the_last_ruling_holds() -> None:
    name = A.id_of(next(c for c in A.claims if c.property == "where"))
    assert arrest(A, decisions=(rule(name, "reject"), rule(name, "accept"))).where


def test_people_beside_are_those_in_the_acts_sentences() -> None:
    far = page("{name=z Zora Lin} sells bread. {victim=k Ales Kulich} was {fine fined}.", "Times")
    assert [p.name for p in case([A, B, far]).case.people] == ["Olga Ban"]


def test_the_case_holds_only_its_pages() -> None:
    other = page("{victim=z Zora Lin} was {fine fined}.", "Times")
    assert {p.reading.id for p in case([A, B, other]).case.material.pages} == {A.reading.id, B.reading.id}


def test_folding_twice_gives_the_same_and_order_does_not_matter_to_what_is_known() -> None:
    assert fold([A, B]).acts == fold([A, B]).acts
    assert len(fold([B, A]).acts) == len(fold([A, B]).acts)
