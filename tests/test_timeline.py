"""The order of things: dated, undated, unknown years, custody, status."""

from __future__ import annotations

from letapis.core.casefile import casefile
from letapis.core.cases import find, fold
from letapis.core.timeline import Entry, timeline
from letapis.core.wording import date, listed, role, stance
from tests.telling import page

K = "{victim=k Ales Kulich}"


def entries(*texts: str) -> tuple[Entry, ...]:
    return timeline(fold([page(t, f"Outlet {n}", "2024-05-01") for n, t in enumerate(texts)]).acts)


def words(*texts: str) -> list[str]:
    return [e.act.word for e in entries(*texts)]


def file(*texts: str):  # type: ignore[no-untyped-def]
    book = fold([page(t, f"Outlet {n}", "2024-05-01") for n, t in enumerate(texts)])
    return casefile(book, find(book, "Ales Kulich")[0])


def test_by_date_the_undated_at_the_end_in_sight() -> None:
    told = (
        f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}.",
        f"{K} was {{arrest held}} in {{when=2024-01 January}}.",
        f"{K} was {{threat threatened}}.",
    )
    assert words(*told) == ["arrest", "release", "threat"]
    assert [e.placed for e in entries(*told)] == ["dated", "dated", "undated"]
    assert entries(*told)[-1].shown == "not dated"


def test_undated_after_what_its_page_tells_just_before() -> None:
    told = f"{K} was {{arrest held}} on {{when=2024-01-05 5 January}}. {K} was {{beating beaten}}."
    placed = entries(told, f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}.")
    assert [e.act.word for e in placed] == ["arrest", "beating", "release"]
    assert placed[1].placed == "told after"
    assert "told after the arrest" in placed[1].shown


def test_years_unknown_keep_the_order_across_new_year() -> None:
    told = [
        f"{K} was {{release freed}} on {{when=XXXX-02-19 19 February}}.",
        f"{K} was {{arrest held}} on {{when=XXXX-12-19 19 December}}.",
    ]
    assert words(*told) == ["arrest", "release"]
    assert "year unknown" in entries(*told)[0].shown


def test_custody_runs_from_arrest_to_release() -> None:
    (span,) = file(
        f"{K} was {{arrest held}} on {{when=2024-01-05 5 January}}.",
        f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}.",
    ).spans
    assert (span.start, span.end) == ("2024-01-05", "2024-03-01")


def test_an_ordered_release_frees_nobody() -> None:
    told = file(
        f"{K} was {{arrest held}} on {{when=2024-01-05 5 January}}.",
        f"A court {{release=ordered ordered}} {K} freed on {{when=2024-03-01 1 March}}.",
    )
    assert told.spans[0].end == ""
    assert told.status.startswith("Arrested (no release told); taken 5 January 2024")


def test_status_is_what_was_told_last_and_how() -> None:
    assert (
        "Released; 1 March 2024, according to Outlet 1."
        in file(
            f"{K} was {{arrest held}} on {{when=2024-01-05 5 January}}.",
            f"{K} was {{release freed}} on {{when=2024-03-01 1 March}}.",
        ).status
    )
    assert "alleged" in file(f"{K} was {{arrest=alleged held}} on {{when=2024-01-05 5 January}}.").status
    assert file(f"{K} was {{fine fined}}.").status == "No page tells of custody, release or flight."


def test_words_are_never_more_certain_than_the_source() -> None:
    (alleged,) = fold([page(f"{{by=state Police}} {{torture=alleged tortured}} {K}.", "A")]).acts
    assert stance(alleged) == "alleged"
    assert role(alleged) == "alleged perpetrator"
    (arrest,) = fold([page(f"{{by=state Police}} {{arrest arrested}} {K}.", "A")]).acts
    assert role(arrest) == "authority acting"
    assert date(arrest.when) == "not dated"
    (kidnap,) = fold([page(f"{{by=non-state Bandits}} {{arrest arrested}} {K}.", "A")]).acts
    assert role(kidnap) == "alleged perpetrator"
    (ordered,) = fold([page(f"A court {{release=ordered ordered}} {K} freed.", "A")]).acts
    assert "not told as done" in stance(ordered)


def test_lists_in_words() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert listed([]) == ""
