"""Custody: acts in, episodes and the status on a day out; what is not known is never forced into an order."""

from __future__ import annotations

from datetime import date

import pytest

from letapis.core.casefile import book_of
from letapis.core.cases import find, fold
from letapis.core.custody import Custody, Status, custody, status_on
from letapis.core.custody.penalties import after
from letapis.core.material import Told
from letapis.words.when import FAR
from tests.telling import page

K = "{victim=k Ales Kulich}"
ARREST = f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}."
RELEASE = f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}."
AGAIN = f"{K} was {{arrest arrested}} on {{when=2024-06-10 10 June}}."


def pages(*texts: str, published: str | None = "2024-12-01") -> list[Told]:
    return [page(t, f"Outlet {n}", published) for n, t in enumerate(texts)]


def told(found: list[Told]) -> Custody:
    book = fold(found)
    return custody(book.material, book.suffered(find(book, "Ales Kulich")[0].id))


def words(*texts: str) -> list[list[str]]:
    return [[s.word for s in e.steps] for e in told(pages(*texts)).episodes]


def on(day: str, *texts: str | Told) -> Status:
    found = [t if isinstance(t, Told) else page(t, f"Outlet {n}", "2024-12-01") for n, t in enumerate(texts)]
    return status_on(told(found), date.fromisoformat(day).toordinal())


def overdue(day: str, *texts: str | Told) -> list[str]:
    return [f.rule for f in on(day, *texts).overdue]


# ---- episodes


def test_an_episode_runs_from_arrest_to_release() -> None:
    charge = f"{K} was {{charge charged}} on {{when=2024-01-20 20 January}}."
    conviction = f"{K} was {{conviction sentenced}} on {{when=2024-02-20 20 February}}."
    assert words(RELEASE, conviction, charge, ARREST) == [["arrest", "charge", "conviction", "release"]]


def test_arrested_again_after_a_release_is_another_episode() -> None:
    assert words(ARREST, RELEASE, AGAIN) == [["arrest", "release"], ["arrest"]]


def test_arrested_twice_with_no_release_told_stays_one_and_says_so() -> None:
    (episode,) = told(pages(ARREST, AGAIN)).episodes
    assert [s.word for s in episode.steps] == ["arrest", "arrest"]
    assert "no page tells of a release" in episode.notes[0]


def test_being_held_goes_on_with_an_arrest_and_a_release_ends_it() -> None:
    held = f"{K} was {{detention held}} {{when=2024-01-05/2024-03-01 till 1 March}}."
    found = told(pages(ARREST, held, RELEASE))
    assert [[s.word for s in e.steps] for e in found.episodes] == [["arrest", "detention", "release"]]
    assert found.episodes[0].notes == ()


def test_a_release_alone_is_a_custody_whose_beginning_is_not_told() -> None:
    (episode,) = told(pages(RELEASE)).episodes
    assert episode.start is None
    assert "not told" in episode.notes[0]


def test_an_undated_arrest_is_in_no_episode_beside_a_dated_one() -> None:
    found = told(pages(ARREST, RELEASE, AGAIN, f"{K} was {{arrest seized}}."))
    assert [len(e.steps) for e in found.episodes] == [2, 1]
    assert [s.word for s in found.unplaced] == ["arrest"]


def test_an_undated_charge_belongs_to_the_only_custody_and_to_none_of_two() -> None:
    charge = f"{K} was {{charge charged}} with {{detail=charge rioting}}."
    one, two = told(pages(ARREST, charge)), told(pages(ARREST, RELEASE, AGAIN, charge))
    assert [s.word for s in one.episodes[0].undated] == ["charge"]
    assert [s.word for s in two.unplaced] == ["charge"]


def test_a_charge_dated_by_its_month_is_not_put_on_one_side_of_a_release() -> None:
    found = told(pages(ARREST, RELEASE, AGAIN, f"{K} was {{charge charged}} in {{when=2024-03 March}}."))
    assert [s.word for s in found.unplaced] == ["charge"]


def test_a_charge_against_one_who_is_free_is_outside() -> None:
    found = told(pages(ARREST, RELEASE, f"{K} was {{charge charged}} on {{when=2024-04-02 2 April}}."))
    assert [s.word for s in found.outside] == ["charge"]


def test_what_is_only_ordered_feared_or_denied_makes_no_episode() -> None:
    for how in ("ordered", "feared", "attempted", "denied"):
        assert words(f"{K} was {{arrest={how} arrested}} on {{when=2024-01-05 5 January}}.") == []


def test_general_background_makes_no_step() -> None:
    assert told(pages(f"{K} is often {{arrest=general arrested}}.")).steps == ()


def test_sources_that_disagree_leave_the_day_open_and_are_shown() -> None:
    other = f"{K} was {{arrest arrested}} on {{when=2024-01-06 6 January}}."
    step = told(pages(ARREST, other)).episodes[0].begun
    assert (step.exact, step.shown) == (False, "5 January 2024 or 6 January 2024, sources disagree")


def test_a_transfer_is_a_step() -> None:
    moved = f"{K} was {{detention held}} on {{when=2024-02-11 11 February}}: {{detail=transfer moved to Colony No. 3}}."
    assert words(ARREST, moved) == [["arrest", "detention", "transfer"]]


def test_released_while_told_to_be_held_is_said() -> None:
    held = f"{K} was {{detention held}} {{when=2024-01-05/2024-04-01 till 1 April}}."
    (episode,) = told(pages(ARREST, held, RELEASE)).episodes
    assert any("Told to be held until 1 April 2024" in n for n in episode.notes)


def test_house_arrest_and_disappearance_are_custody() -> None:
    home = f"A court put {K} under house arrest: {{detention held}} since {{when=2024-01-05/2024-12-01 5 January}}."
    gone = f"{K} {{disappearance disappeared}} on {{when=2024-01-05 5 January}}."
    assert on("2024-12-01", home).kind == "house_arrest"
    assert on("2024-12-01", gone).kind == "disappeared"


def test_a_colleagues_house_arrest_is_not_theirs() -> None:
    assert on("2024-12-01", ARREST + " Another man is under house arrest.").kind == "arrested"


# ---- status


def test_status_follows_the_day_asked_for() -> None:
    story = (ARREST, RELEASE, AGAIN)
    kinds = {day: on(day, *story).kind for day in ("2024-01-01", "2024-01-05", "2024-02-01", "2024-03-01", "2024-06-10")}
    assert list(kinds.values()) == ["unknown", "arrested", "arrested", "released", "arrested"]


def test_a_status_names_the_place_the_day_and_who_says_so() -> None:
    held = f"{K} has been {{detention held}} in {{detail=facility Colony No. 3}} {{when=2024-01-05/2024-11-30 until now}}."
    status = on("2024-12-02", ARREST, page(held, "Herald", "2024-11-30"))
    assert status.label == "held"
    assert status.sentence == "Held; since 5 January 2024; at Colony No. 3; last told to be so on 30 November 2024, by Herald."


def test_an_arrest_alone_is_not_being_held() -> None:
    status = on("2024-12-01", ARREST)
    assert status.bound
    assert status.sentence == "Arrested (no release told); taken 5 January 2024; according to Outlet 0."


def test_being_held_is_never_told_finer_than_its_date() -> None:
    month = on("2024-12-01", f"{K} was {{detention held}} in {{when=2024-05 May}}.")
    assert month.confirmed is None
    assert "since May 2024 or before" in month.sentence
    assert "last told to be so in May 2024" in month.sentence
    assert (
        on("2024-12-01", f"{K} was {{detention held}} {{when=2024-01/2024-05 till May}}.").confirmed
        == date(2024, 5, 1).toordinal()
    )


def test_a_release_within_the_month_of_being_held_is_not_put_in_order() -> None:
    held = f"{K} was {{detention held}} in {{when=2024-03 March}}."
    again = f"{K} was {{release freed}} on {{when=2024-03-10 10 March}}."
    assert on("2024-12-01", ARREST, held, RELEASE, again).kind == "unclear"


def test_the_place_of_an_arrest_is_no_place_of_detention() -> None:
    assert on("2024-12-01", ARREST.replace("on {when", "in {where Freedom Square} on {when")).where is None


def test_a_page_confirms_nothing_that_lies_after_it() -> None:
    ordered = f"{K} is {{detention held}} {{when=2024-01-05/2024-03-05 until 5 March}}."
    assert on("2024-04-01", page(ordered, "Herald", "2024-01-06")).confirmed == date(2024, 1, 6).toordinal()


def test_an_alleged_arrest_is_an_alleged_status() -> None:
    status = on(
        "2024-12-01", f"{K} was {{arrest=alleged taken}} on {{when=2024-01-05 5 January}}. {{denies A spokesman}} denied it."
    )
    assert (status.kind, status.how) == ("arrested", "alleged")
    assert "alleged" in status.sentence


def test_who_denies_a_release_stands_in_the_status() -> None:
    status = on(
        "2024-12-01", ARREST, f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}, {{denies a spokesman}} denied."
    )
    assert "denied by a spokesman" in status.sentence


def test_an_undated_release_leaves_the_status_unclear() -> None:
    status = on(
        "2024-12-01", page(ARREST, "Courier", "2024-01-06"), page(f"{K} was {{release freed}}.", "Herald", "2024-05-01")
    )
    assert status.kind == "unclear"
    assert "which was last is not known" in status.sentence


def test_an_undated_release_told_before_the_arrest_changes_nothing() -> None:
    early = page(f"{K} was {{release freed}}.", "Herald", "2023-11-01")
    assert on("2024-12-01", ARREST, early).kind == "arrested"


def test_an_undated_arrest_that_may_be_the_dated_one_changes_no_release() -> None:
    assert on("2024-12-01", ARREST, RELEASE, page(f"{K} was {{arrest arrested}}.", "Herald", "2024-05-01")).kind == "released"


def test_an_ordered_release_frees_nobody() -> None:
    status = on("2024-12-01", ARREST, f"A court {{release=ordered ordered}} {K} freed on {{when=2024-03-01 1 March}}.")
    assert status.kind == "arrested"
    assert next(f.rule for f in status.overdue) == "release_not_told"


def test_arrest_and_release_in_one_month_follow_each_other() -> None:
    story = (
        f"{K} was {{arrest held}} in {{when=2024-01 January}}.",
        f"{K} was {{release freed}} on {{when=2024-01-20 20 January}}.",
    )
    assert on("2024-12-01", *story).kind == "released"


def test_released_and_taken_on_one_day_is_not_clear() -> None:
    taken = f"{K} was {{arrest seized}} on {{when=2024-03-01 1 March}}."
    assert on("2024-12-01", ARREST, RELEASE, taken).kind == "unclear"


def test_a_day_that_sources_dispute_is_not_known_to_lie_before() -> None:
    other = f"{K} was {{arrest arrested}} on {{when=2024-01-06 6 January}}."
    assert on("2024-01-05", ARREST, other).kind == "unclear"
    assert on("2024-01-06", ARREST, other).kind == "arrested"


def test_dead_stays_dead_and_a_feared_death_kills_nobody() -> None:
    dead = f"{K} {{death_in_custody died}} on {{when=2024-02-01 1 February}}."
    assert on("2024-12-01", ARREST, dead, AGAIN).kind == "dead"
    assert on("2024-12-01", ARREST, dead.replace("custody died", "custody=threatened might die")).kind == "arrested"


def test_where_somebody_fled_to_is_not_said() -> None:
    fled = on("2024-12-01", ARREST, RELEASE, f"{K} {{flight fled}} to {{where Ulmar}} on {{when=2024-04-01 1 April}}.")
    assert fled.kind == "fled"
    assert "Ulmar" not in fled.sentence


def test_only_a_charge_does_not_say_that_somebody_is_held() -> None:
    status = on("2024-12-01", f"{K} was {{charge charged}} on {{when=2024-01-20 20 January}}.")
    assert (status.kind, status.bound) == ("proceedings", False)


# ---- what is due and overdue


def test_a_sentence_that_has_run_out_is_overdue_and_not_before() -> None:
    assert "sentence_over" in overdue("2024-08-21", ARREST, sentenced())
    assert "sentence_over" not in overdue("2024-08-20", ARREST, sentenced())


def sentenced(words: str = "six months in a colony", duration: str = "P6M", published: str = "2024-02-21") -> Told:
    """A page with a conviction whose sentence is also read as a duration."""
    from dataclasses import replace

    from letapis.words.records import Claim

    told = page(
        f"{K} was {{conviction sentenced}} to {{detail=sentence {words}}} on {{when=2024-02-20 20 February}}.",
        "Herald",
        published,
    )
    detail = next(c for c in told.claims if c.property == "detail")
    return replace(told, claims=(*told.claims, Claim("time:t", "timex", duration, detail.passage, by="test")))


def test_a_suspended_sentence_holds_nobody() -> None:
    assert "sentence_over" not in overdue("2024-12-21", ARREST, sentenced("a suspended sentence of six months"))


def test_a_release_ends_a_sentence() -> None:
    freed = f"{K} was {{release freed}} on {{when=2024-05-01 1 May}}."
    assert overdue("2024-12-21", ARREST, sentenced(), freed) == []


def test_a_sentence_ends_by_the_calendar() -> None:
    status = on("2024-03-01", ARREST, sentenced())
    assert status.label == "arrested, convicted (no release told)"
    assert any("ends by 20 August 2024" in f.text for f in status.grounds)


def test_an_announced_term_that_has_run_out_is_overdue() -> None:
    term = page(f"{K} is {{detention held}} {{when=2024-01-05/2024-03-05 until 5 March}}.", "Herald", "2024-01-06")
    assert "term_over" in overdue("2024-03-06", term)
    assert "term_over" not in overdue("2024-03-05", term)
    later = page(f"{K} is {{detention held}} {{when=2024-01-05/2024-03-20 still}}.", "Courier", "2024-03-20")
    assert "term_over" not in overdue("2024-03-21", term, later)


def test_a_hearing_is_next_then_overdue_then_held() -> None:
    set_ = page(f"{K} is to be {{trial=scheduled tried}} on {{when=2024-02-06 6 February}}.", "Herald", "2024-01-25")
    assert [f.text for f in on("2024-02-01", ARREST, set_).hearing] == ["trial, 6 February 2024 (Herald)"]
    assert "hearing_passed" not in overdue("2024-02-06", ARREST, set_)
    assert "hearing_passed" in overdue("2024-02-07", ARREST, set_)
    verdict = f"{K} was {{conviction convicted}} on {{when=2024-02-08 8 February}}."
    assert "hearing_passed" not in overdue("2024-02-09", ARREST, set_, verdict)


def test_a_day_after_its_page_is_a_hearing_though_told_as_fact() -> None:
    told_ = page(f"{K} goes on {{trial trial}} on {{when=2024-02-06 6 February}}.", "Herald", "2024-01-31")
    assert on("2024-02-01", ARREST, told_).hearing
    assert on("2024-02-01", ARREST, told_).stage == ""


def test_silence_is_counted_from_the_newest_page() -> None:
    first = page(ARREST, "Courier", "2024-01-06")
    assert "silence" not in overdue("2024-03-06", first)
    assert "silence" in overdue("2024-04-10", first)
    freed = page(RELEASE, "Herald", "2024-03-01")
    assert overdue("2025-04-10", first, freed) == []


def test_health_and_contact_are_told_of_the_custody_that_goes_on() -> None:
    hurt = f"{K} was {{beating beaten}} on {{when=2024-01-07 7 January}} and has {{detail=injuries a broken rib}}."
    held, free = on("2024-02-01", ARREST, hurt), on("2024-04-01", ARREST, hurt, RELEASE)
    assert [f.text for f in held.health] == ["beaten or injured, 7 January 2024 (Outlet 1)", "a broken rib"]
    assert free.health == ()


def test_every_fact_has_its_claims() -> None:
    status = on("2024-12-01", ARREST, sentenced())
    assert all(f is not None and f.claims for f in (status.since, status.last, *status.grounds))


def test_an_episode_says_when_it_began_and_ended_and_how_long_it_was() -> None:
    titles = [e.title for e in told(pages(ARREST, RELEASE, AGAIN)).episodes]
    assert titles == ["begun 5 January 2024; ended 1 March 2024 (56 days)", "begun 10 June 2024; no end is told"]
    vague = f"{K} was {{release freed}} in {{when=2024-03 March}}."
    assert told(pages(ARREST, vague)).episodes[0].title == "begun 5 January 2024; ended March 2024"


def test_a_charge_stays_in_sight_after_a_release() -> None:
    charge = f"{K} was {{charge charged}} on {{when=2024-01-20 20 January}}."
    assert [f.text for f in on("2024-04-01", ARREST, charge, RELEASE).grounds] == ["charged, 20 January 2024 (Outlet 1)"]


def test_what_may_not_be_seen_is_in_no_status() -> None:
    hidden = page(RELEASE, "Herald", "2024-03-02", level="named")
    book = book_of([page(ARREST, "Courier", "2024-01-06"), hidden], level="public")
    held = custody(book.material, book.suffered(find(book, "Ales Kulich")[0].id))
    assert status_on(held, date(2024, 4, 1).toordinal()).kind == "arrested"


def test_released_into_house_arrest_is_held_at_home() -> None:
    status = on("2024-04-01", ARREST, f"{K} was {{release moved}} to house arrest on {{when=2024-03-01 1 March}}.")
    assert (status.kind, status.bound) == ("house_arrest", True)


# ---- years that no page tells


def yearless(*texts: str) -> Status:
    held = told([page(t, f"Outlet {n}") for n, t in enumerate(texts)])
    return status_on(held, date(2024, 4, 1).toordinal())


TAKEN = f"{K} was {{arrest seized}} on {{when=XXXX-12-19 19 December}}."
FREED = f"{K} was {{release freed}} on {{when=XXXX-02-19 19 February}}."


def test_days_without_a_year_stand_in_the_order_in_which_they_lie_closest() -> None:
    status = yearless(FREED, TAKEN)
    assert status.kind == "released"
    assert "19 February, year unknown" in status.sentence
    assert any("years are not told" in f.text for f in status.beside)
    assert status.episode
    assert status.episode.title == "begun 19 December, year unknown; ended 19 February, year unknown (62 days)"


def test_no_year_is_invented() -> None:
    held = f"{K} was {{detention held}} {{when=XXXX-12-19/XXXX-01-10 till 10 January}}."
    status = yearless(TAKEN, held)
    assert "last told to be so on 10 January, year unknown" in status.sentence
    assert "000" not in status.sentence
    assert status.overdue == ()


def test_one_known_year_leaves_the_others_undated() -> None:
    (episode,) = told([page(TAKEN, "Courier"), page(RELEASE, "Herald")]).episodes
    assert [s.word for s in episode.steps] == ["release"]


@pytest.mark.parametrize(
    ("value", "words"),
    [("-0489", "490 BC"), ("2024-01-05/..", "on or after 5 January 2024"), ("201X", "the 2010s"), ("9999-12-31", "9999")],
)
def test_odd_dates_are_told_as_they_are(value: str, words: str) -> None:
    texts = [f"{K} was {{{word} done so}} {{when={value} then}}." for word in ("arrest", "conviction", "detention", "release")]
    held = told([page(t, f"Outlet {n}") for n, t in enumerate(texts[:1])])
    assert words in held.episodes[0].title
    assert status_on(told([page(t, f"Outlet {n}") for n, t in enumerate(texts)]), date(2024, 4, 1).toordinal()).sentence


def test_a_sentence_counts_from_no_day_that_is_no_date() -> None:
    assert [after(start, "P2Y") for start in (0, FAR, date(9998, 6, 1).toordinal())] == [None, None, None]
