"""One person, one act across pages: what is joined, with which reason, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.cases import Book, fold
from letapis.core.material import Material, Told
from letapis.core.resolve import resolve
from letapis.core.resolve.copies import copies, origins
from letapis.core.resolve.join import MERGE, Link, join
from tests.pace import seconds
from tests.telling import page, rule


def people(book: Book) -> list[str]:
    return sorted(p.name for p in book.people)


def test_spellings_of_two_pages_are_one_person_with_an_explained_link() -> None:
    a = page("Police {arrest arrested} {victim=k Ales Kulich} on {when=2024-01-05 5 January}.", "Courier")
    b = page("{victim=k Алесь Кулич} was {arrest arrested} on {when=2024-01-05 5 January}.", "Herald")
    book = fold([a, b])
    assert people(book) == ["Ales Kulich"]
    (link,) = book.people[0].links
    assert link.machine
    assert "the same arrest on 2024-01-05" in link.why


def test_one_letter_apart_needs_the_same_act() -> None:
    a = page("Police {arrest arrested} {victim=k Tomas Varga} on {when=2024-01-05 5 January}.", "Courier")
    b = page("Police {arrest arrested} {victim=k Tomas Verga} on {when=2024-01-05 5 January}.", "Herald")
    c = page("Police {fine fined} {victim=k Tomas Verga} on {when=2023-03-05 5 March}.", "Herald")
    assert len(fold([a, b]).people) == 1
    alone = fold([a, c])
    assert len(alone.people) == 2
    assert [s.certainty < MERGE for s in alone.suggestions] == [True]


def test_a_surname_alone_is_only_suggested() -> None:
    a = page("Police {arrest arrested} {victim=k Ales Kulich} on {when=2024-01-05 5 January}.", "Courier")
    b = page("{victim=k Kulich} was {arrest arrested} on {when=2024-01-05 5 January}.", "Herald")
    book = fold([a, b])
    assert len(book.people) == 2
    assert any("“Kulich” alone, which many can be called" in s.why for s in book.suggestions)


@pytest.mark.parametrize(("first", "second"), [("{age=k:36 36}", "{age=k:61 61}"), ("{sex=k:man he}", "{sex=k:woman she}")])
def test_evidence_against_blocks(first: str, second: str) -> None:
    a = page(f"{{name=k Sasha Kulich}} is {first}.", "Courier", "2024-01-05")
    b = page(f"{{name=k Sasha Kulich}} is {second}.", "Herald", "2024-01-06")
    book = fold([a, b])
    assert len(book.people) == 2
    assert "kept apart" in book.conflicts[0]


def test_an_age_told_years_later_still_fits() -> None:
    a = page("{name=k Sasha Kulich} is {age=k:36 36}.", "Courier", "2019-01-05")
    b = page("{name=k Sasha Kulich} is {age=k:41 41}.", "Herald", "2024-01-06")
    assert len(fold([a, b]).people) == 1


def test_two_named_in_one_sentence_stay_two_even_through_a_third_page() -> None:
    a = page("{name=father Ales Kulich} and his son {name=son Ales Kulich} came.", "Courier")
    b = page("{name=k Ales Kulich} spoke.", "Herald")
    book = fold([a, b])
    assert len(book.people) == 3
    assert len(book.suggestions) == 2
    assert all("two people of that name are told apart" in s.why for s in book.suggestions)


# ---- what a name is worth, and what stands beside it


def told(name: str, outlet: str, more: str = "") -> Told:
    """A page that names somebody and tells more in marks of the person ``k``."""
    return page(f"{{name=k {name}}} spoke{more}.", outlet, "2024-01-06")


def aged(age: int) -> str:
    return f", {{age=k:{age} {age}}}"


def called(words: str) -> str:
    return f", {{described_as=k {words}}}"


def count(*pages: Told) -> int:
    return len(fold(pages).people)


def test_a_name_that_two_are_told_to_bear_joins_nobody_by_itself() -> None:
    young, old = told("Ales Kulich", "A", aged(31)), told("Ales Kulich", "B", aged(64))
    book = fold([young, old, told("Ales Kulich", "C")])
    assert len(book.people) == 3
    assert book.suggestions
    assert all("two people of that name are told apart" in s.why for s in book.suggestions)
    assert count(young, old, told("Ales Kulich", "C", aged(32))) == 2
    assert count(young, told("Ales Kulich", "C")) == 1


def test_a_ruling_that_two_are_one_settles_what_was_open_for_others() -> None:
    pages = [told("Ales Kulich", o, called(c)) for o, c in (("A", "a miner"), ("B", "a teacher"))] + [told("Ales Kulich", "C")]
    one, other, _ = (Material((p,)).subjects("person")[0] for p in pages)
    assert len(fold(pages).people) == 3
    assert len(fold(pages, [rule(one, "same", other)]).people) == 1


@pytest.mark.parametrize("shared", [0, 6])
def test_where_many_names_have_proved_to_be_two_peoples_a_name_alone_is_asked_about(shared: int) -> None:
    surnames = ("Varga", "Novak", "Tishko", "Brusok", "Lesko", "Horbach")[:shared]
    others = [told(f"Ales {s}", f"{s} {age}", aged(age)) for s in surnames for age in (25, 67)]
    book = fold([*others, told("Olga Ban", "Courier"), told("Olga Ban", "Herald")])
    bans = [p for p in book.people if p.name == "Olga Ban"]
    assert len(bans) == (2 if shared else 1)
    assert len(book.suggestions) == bool(shared)


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("a miner", "miner", 1),
        ("a miner", "a teacher", 2),
        ("a miner from Dravin", "a miner from Mostryn", 1),
        ("the leader of the Mostryn miners who wrote to the mayor", "a teacher", 1),
        ("the 40-year-old", "a teacher", 1),
    ],
)
def test_trades_are_weighed_and_stories_are_not(one: str, other: str, people: int) -> None:
    assert count(told("Ales Kulich", "A", called(one)), told("Ales Kulich", "B", called(other))) == people


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("Ivan Ivanovich Varga", "Ivan Petrovich Varga", 2),
        ("Ivan Ivanovich Varga", "Ivan Varga", 1),
        ("Иван Варга", "Ivan Varga", 1),
        ("Anna Varga", "Ales Varga", 2),
        ("I. Varga", "Ivan Varga", 2),
    ],
)
def test_what_names_alone_join(one: str, other: str, people: int) -> None:
    assert count(told(one, "A"), told(other, "B")) == people


def test_namesakes_with_other_fathers_are_kept_apart_and_a_name_without_one_is_asked_about() -> None:
    book = fold([told(n, n) for n in ("Ivan Ivanovich Varga", "Ivan Petrovich Varga", "Ivan Varga")])
    assert len(book.people) == 3
    assert "another father" in book.conflicts[0]


ARRESTED = "{victim=k NAME} was {arrest arrested} on {when=2024-01-05 5 January}"


@pytest.mark.parametrize(("names", "people"), [(("Ales Kulich",), 1), (("Ales Kulich", "Andrei Kulich"), 3)])
def test_an_initial_and_the_same_act_join_unless_others_fit_as_well(names: tuple[str, ...], people: int) -> None:
    pages = [page(f"{ARRESTED.replace('NAME', n)}.", n) for n in (*names, "A. Kulich")]
    assert count(*pages) == people


@pytest.mark.parametrize("reprinted", [True, False])
def test_a_reprint_says_who_a_surname_is(reprinted: bool) -> None:
    story = "The family has written to the ministry every week and was never told in which of the prisons the parcels are kept."
    one, other = (
        f"{{name=k {n}}} spoke. {story if o == 'A' or reprinted else ''}" for n, o in (("Ales Kulich", "A"), ("Kulich", "B"))
    )
    assert count(page(one, "A"), page(other, "B")) == (1 if reprinted else 2)


@pytest.mark.parametrize(("by", "people"), [("references/1:pronoun", 1), ("people/1:title", 2)])
def test_a_pronoun_parts_nobody_who_has_more_in_common(by: str, people: int) -> None:
    she = told("Sasha Kulich", "A", ", {age=k:31 31}, {sex=k:woman she}")
    she = replace(she, claims=tuple(replace(c, by=by) if c.property == "sex" else c for c in she.claims))
    assert count(she, told("Sasha Kulich", "B", ", {age=k:31 31}, {sex=k:man he}")) == people


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_ages_may_err_a_little(gap: int) -> None:
    book = fold([told("Ales Kulich", "A", aged(40)), told("Ales Kulich", "B", aged(40 + gap))])
    assert (len(book.people), len(book.suggestions)) == {1: (1, 0), 2: (2, 1), 5: (2, 0)}[gap]


def ids(*pages: object) -> list[str]:
    return [p.id for p in fold(pages).people]  # type: ignore[arg-type]


def test_people_rule_and_the_ruling_holds() -> None:
    a = page("{name=k Ales Kulich} spoke.", "Courier")
    b = page("{name=k Ales Kulich} sang.", "Herald")
    c = page("{name=k Olga Ban} sang.", "Times")
    one, other, third = (Material((p,)).subjects("person")[0] for p in (a, b, c))
    assert len(fold([a, b], [rule(one, "different", other)]).people) == 2
    assert len(fold([a, b], [rule(one, "unsure", other)]).people) == 2
    assert len(fold([a, b], [rule(one, "different", other), rule(other, "same", one)]).people) == 1
    assert len(fold([a, b, c], [rule(one, "same", third)]).people) == 1


def test_rulings_that_contradict_are_told_and_nothing_is_joined_by_force() -> None:
    links = [Link("a", "b", "same", 0.5, "alike", "resolve/1:x")]
    joined = join(["a", "b", "c"], links, [rule("a", "same", "b"), rule("b", "same", "c"), rule("a", "different", "c")])
    assert joined.clusters == (("a", "b"), ("c",))
    assert "cannot all hold" in joined.conflicts[0]


def test_the_order_of_pages_changes_no_cluster() -> None:
    pages = [page(f"{{name=k {n}}} spoke.", o) for n, o in (("Ales Kulich", "A"), ("Алесь Кулич", "B"), ("Ales Kulič", "C"))]
    assert len(ids(*pages)) == len(ids(*reversed(pages))) == 1


def arrests(*texts: str) -> int:
    pages = [page(t, f"Outlet {n}", "2024-02-01") for n, t in enumerate(texts)]
    return sum(a.word == "arrest" for a in fold(pages).acts)


ARREST = "Police {arrest arrested} {victim=k Ales Kulich}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=2024-01-05 Friday}}."),
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} in {{when=2024-01 January}}."),
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST}."),
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=2024-01-06 6 January}}."),
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=XXXX-01-05 5 January}}."),
    ],
)
def test_one_arrest(one: str, other: str) -> None:
    assert arrests(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=2024-01-25 25 January}}."),
        (
            f"{ARREST} on {{when=2024-01-05 5 January}}.",
            "Police {arrest arrested} {victim=x Olga Ban} on {when=2024-01-05 Friday}.",
        ),
        (f"{ARREST} in {{country=Merenia Merenia}}.", f"{ARREST} in {{country=Ladovia Ladovia}}."),
        (f"{ARREST} on {{when=2024-01-05 5 January}}.", "Police {arrest=threatened,feared may arrest} {victim=k Ales Kulich}."),
        (f"{ARREST}.", "Journalists are often {arrest=general arrested}, {victim=k Ales Kulich} said."),
    ],
)
def test_two_arrests(one: str, other: str) -> None:
    assert arrests(one, other) == 2


def test_a_release_between_makes_two_arrests_of_neighbouring_days() -> None:
    freed = "{victim=k Ales Kulich} was {release released} on {when=2024-01-05 5 January}."
    one, other = f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=2024-01-06 6 January}}."
    assert arrests(one, other, freed) == 2
    assert arrests(one, other, freed.replace("Ales Kulich", "Olga Ban")) == 1


@pytest.mark.parametrize(
    ("third", "acts"),
    [
        (f"{ARREST} in {{when=2024-02 February}}.", 2),
        (f"{ARREST} in {{when=2024 the year}}.", 3),
        (f"{ARREST} in {{where Dravin}}.", 2),
        (f"{ARREST} in {{where Mostryn}}.", 3),
    ],
)
def test_an_act_told_less_precisely_is_the_only_one_it_can_mean(third: str, acts: int) -> None:
    first = f"{ARREST} in {{where Dravin}} on {{when=2024-01-05 5 January}}, {{by=state police}} said."
    second = f"{ARREST} in {{where Velsk}} on {{when=2024-02-25 25 February}}."
    assert arrests(first, second, third.replace("}.", "}, {by=state police} said.")) == acts


def test_undated_among_several_arrests_is_left_alone() -> None:
    both = f"{ARREST} on {{when=2024-01-05 5 January}}.", f"{ARREST} on {{when=2024-01-25 25 January}}."
    assert arrests(*both, f"{ARREST}.") == 3


def test_somebody_is_killed_once() -> None:
    texts = (
        "{victim=k Ales Kulich} was {killing shot} on {when=2024-01-05 5 January}.",
        "{victim=k Ales Kulich} was {killing shot} in {when=2023 2023}.",
    )
    book = fold([page(t, f"Outlet {n}") for n, t in enumerate(texts)])
    (act,) = book.acts
    assert not act.when.agree


def test_beatings_without_dates_are_not_merged() -> None:
    texts = ["{victim=k Ales Kulich} was {beating beaten}."] * 2
    assert len(fold([page(t, f"Outlet {n}") for n, t in enumerate(texts)]).acts) == 2


@pytest.mark.parametrize(
    ("other", "acts"),
    [
        ("{by=state Riot police} {beating beat} {victim=k Ales Kulich} in the street.", 1),
        ("{by=non-state Masked men} {beating beat} {victim=k Ales Kulich} in the street.", 2),
        ("{victim=k Ales Kulich} was {beating beaten} in the street.", 2),
    ],
)
def test_what_is_often_done_again_is_one_without_a_date_only_where_the_doers_agree(other: str, acts: int) -> None:
    dated = "{victim=k Ales Kulich} was {beating beaten} by {by=state riot police} on {when=2024-01-05 5 January}."
    assert len(fold([page(dated, "Courier"), page(other, "Herald")]).acts) == acts


def test_two_dated_beatings_leave_an_undated_one_alone() -> None:
    first, second = (
        f"{{victim=k Ales Kulich}} was {{beating beaten}} by {{by=state police}} on {{when=2024-0{n}-05 the 5th}}."
        for n in (1, 3)
    )
    third = "{by=state Police} {beating beat} {victim=k Ales Kulich}."
    assert len(fold([page(first, "A"), page(second, "B"), page(third, "C")]).acts) == 3


CROWD = "Officers {arrest held} {group=0 dozens of people} who had come to the square in front of the old theatre that evening"


@pytest.mark.parametrize(
    ("first", "second", "acts"),
    [
        (f"{CROWD}.", f"{CROWD}.", 1),
        (f"{CROWD} on {{when=2024-01-05 Friday}}.", f"{CROWD} on {{when=2024-01-12 Friday}}.", 2),
        (f"{CROWD}.", "Officers {arrest held} {group=0 dozens of people}.", 2),
    ],
)
def test_the_same_sentence_tells_the_same_act_unless_the_time_is_another(first: str, second: str, acts: int) -> None:
    assert len(fold([page(first, "Courier"), page(second, "Herald")]).acts) == acts


@pytest.mark.parametrize(("age", "acts"), [(31, 1), (64, 2)])
def test_the_same_sentence_of_two_namesakes_tells_two_acts(age: int, acts: int) -> None:
    told = "Police officers {arrest took} {victim=k Kulich} to the station in the middle of the night and searched the flat."
    pages = [
        page(f"{{name=k Ales Kulich}}, {{age=k:{n} {n}}}, is a miner. {told}", o, "2024-01-06")
        for o, n in (("A", 31), ("B", age))
    ]
    assert len(fold(pages).acts) == acts


def test_a_group_is_one_by_its_number_or_words_on_the_day() -> None:
    a = page("Police {arrest held} {group=180 about 180 demonstrators} on {when=2024-01-05 Friday}.", "Courier")
    b = page("Some {group=87 87 demonstrators} were {arrest held} on {when=2024-01-05 5 January}.", "Herald")
    c = page("Police {arrest held} {group=180 180 miners} on {when=2024-03-05 5 March}.", "Times")
    assert len(fold([a, b]).acts) == 1
    assert len(fold([a, c]).acts) == 2


@pytest.mark.parametrize(
    ("group", "place", "acts"),
    [
        ("{group=183 183 miners}", "{where Dravin}", 1),
        ("{group=180 about 180 miners}", "{where Dravin}", 1),
        ("{group=183 183 miners}", "{where Velsk}", 2),
        ("{group=183 183 students}", "{where Dravin}", 2),
        ("{group=170 about 170 miners}", "{where Dravin}", 2),
    ],
)
def test_a_group_without_a_day_is_known_by_number_and_place(group: str, place: str, acts: int) -> None:
    a = page("Police {arrest held} {group=183 183 miners} in {where Dravin} on {when=2024-01-05 Friday}.", "Courier")
    b = page(f"In {{when=2024-01 January}} police {{arrest held}} {group} in {place}.", "Herald")
    assert len(fold([a, b]).acts) == acts


LONG = "Police {arrest arrested} {victim=k Ales Kulich} at his flat in the old town on {when=2024-01-05 Friday}."
SAME = "He was {beating=alleged beaten} for hours in the cellar of the police station, {source his lawyer} said of {victim=k Kulich}."


def test_a_copy_is_found_with_its_reason_and_counts_once() -> None:
    a, b = (
        page(f"{LONG} {SAME}", "Agency", "2024-01-06"),
        page(
            f"{LONG.upper().replace('ARREST ARRESTED', 'arrest ARRESTED').replace('VICTIM=K', 'victim=k').replace('WHEN=', 'when=')} {SAME}",
            "Courier",
            "2024-01-07",
        ),
    )
    (link,) = copies([a, b])
    assert "Courier tells it in the same words as Agency" in link.why
    arrest = next(x for x in fold([a, b]).acts if x.word == "arrest")
    assert (len(arrest.sources.pages), arrest.sources.independent) == (2, 1)


RELEASED = "Ales Kulich was released from the district police station in the old town on Sunday without an explanation."
DESK = f"{SAME} His lawyer said that the charge against Kulich was read to him at night. {RELEASED}"


@pytest.mark.parametrize(
    ("edits", "copy"),
    [
        ((("said that", "told reporters that"), ("from the", "out of the"), ("without an", "without any")), True),
        ((("His lawyer", "DRAVIN (NPA) – His lawyer"), ("said that", "told us"), ("without an", "without any")), True),
        ((("against Kulich", "against Rusk"), ("Ales Kulich", "Pavel Rusk")), False),
        ((("against Kulich", "against 12 people"), ("on Sunday", "on Friday")), False),
        (
            (("read to him at night", "dropped"), ("without an explanation", "after his brother had paid a bribe to a guard")),
            False,
        ),
    ],
)
def test_a_desk_changes_words_in_a_copy_and_never_names_or_numbers(edits: tuple[tuple[str, str], ...], copy: bool) -> None:
    changed = DESK
    for old, new in edits:
        assert old in changed
        changed = changed.replace(old, new)
    own = "The paper has asked the ministry of the interior about all this and waits for its answer since Monday morning."
    assert bool(copies([page(f"{DESK} {own}", "Agency"), page(f"{changed} It rained.", "Courier")])) == copy


def test_sentences_without_words_are_no_matter() -> None:
    a, b = (
        page(f"Kulich held\n\n{LONG}\n\n* * *\n\n{more}", o) for o, more in (("A", SAME), ("B", SAME.replace("his", "the")))
    )
    assert len(copies([a, b])) == 1


def test_a_line_under_every_page_costs_no_comparison_of_all_with_all() -> None:
    under = "Write to our desk in the old town if you know more about this or about any other story that we should look into."
    pages = [
        page(f"Story number {n} is told here by nobody but us and by no other.\n\n{under}", f"Outlet {n}") for n in range(1500)
    ]
    assert seconds(lambda: copies(pages)) < 4


def test_a_report_that_very_many_print_is_one_source() -> None:
    pages = [page(f"{LONG} {SAME}", f"Outlet {n:03}", "2024-01-06") for n in range(130)]
    assert origins(pages, copies(pages), [frozenset()] * len(pages)).groups == (tuple(p.reading.id for p in pages),)


def test_a_shared_short_sentence_is_no_copy() -> None:
    assert not copies([page(f"{ARREST}.", "Agency"), page(f"{ARREST}.", "Courier")])


def test_pages_that_hand_on_the_same_voice_count_once() -> None:
    pages = [
        page(f"{ARREST} on {{when=2024-01-05 5 January}}, {{source his lawyer}} {verb}.", o)
        for o, verb in (("A", "said"), ("B", "told us"))
    ]
    (act,) = fold(pages).acts
    assert act.sources.independent == 1
    assert "both rest on his lawyer" in act.sources.why[0]
    own = page(f"{ARREST} on {{when=2024-01-05 5 January}}.", "C")
    assert fold([*pages, own]).acts[0].sources.independent == 2


def test_organisations_are_one_by_name() -> None:
    pages = [page("{name=k Ales Kulich} spoke.", o) for o in "AB"]
    assert resolve(Material(tuple(pages))).organisations.clusters == ()


def test_a_dateline_and_a_headline_of_its_own_hide_no_copy() -> None:
    a = page(f"Kulich held\n\nDRAVIN, 6 January (NPA) — {LONG} {SAME}", "Agency", "2024-01-06")
    b = page(f"{{arrest Arrest}} in the old town shakes the capital\n\nDRAVIN (NPA) — {LONG} {SAME}", "Courier", "2024-01-07")
    assert len(copies([a, b])) == 1
