"""Events: acts in, what belongs together out, with the reason; what only looks alike stays apart."""

from __future__ import annotations

from dataclasses import replace

from letapis.core.cases import Book, fold
from letapis.core.events import Event, events
from tests.telling import page

DAY = "on {when=2024-01-05 5 January}"


def book(*texts: str) -> Book:
    return fold([page(t, f"Outlet {n}", "2024-02-01") for n, t in enumerate(texts)])


def found(*texts: str) -> list[Event]:
    return list(events(book(*texts)))


def words(*texts: str) -> list[list[str]]:
    return [sorted(a.word for a in e.acts) for e in found(*texts)]


def test_a_rally_and_its_arrests_in_one_square() -> None:
    (event,) = found(
        f"Police {{dispersal drove}} {{group=800 the crowd}} out of {{where Ratusha Square}} {DAY}.",
        f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}.",
        f"{{victim=b Olga Ban}} was {{beating beaten}} in {{where Ratusha Square}} {DAY}.",
    )
    assert (event.kind, event.day, len(event.acts), len(event.affected)) == ("assembly", "2024-01-05", 3, 3)
    assert event.reasons == ("the same day and place (Ratusha Square)",)


def test_two_of_one_sentence() -> None:
    (event,) = found(f"{{victim=a Ales Kulich}} was {{arrest arrested}} and {{victim=b Olga Ban}} {{beating beaten}} {DAY}.")
    assert event.reasons == ("told of one day in one sentence",)


def test_another_day_another_square_no_day() -> None:
    one = f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}."
    for other in (
        "{victim=b Olga Ban} was {arrest seized} in {where Ratusha Square} on {when=2024-01-06 6 January}.",
        f"{{victim=b Olga Ban}} was {{arrest seized}} in {{where Mill Street}} {DAY}.",
        "{victim=b Olga Ban} was {arrest seized} in {where Ratusha Square}.",
        "{victim=b Olga Ban} was {arrest seized} in {where Ratusha Square} in {when=2024-01 January}.",
    ):
        assert words(one, other) == []


def test_a_place_without_a_name_joins_nothing() -> None:
    at = f"was {{arrest seized}} in {{where the square}} {DAY}."
    assert words(f"{{victim=a Ales Kulich}} {at}", f"{{victim=b Olga Ban}} {at}") == []


def test_one_persons_day_is_no_event() -> None:
    assert (
        words(f"{{victim=a Ales Kulich}} was {{arrest seized}} and {{beating beaten}} in {{where Ratusha Square}} {DAY}.") == []
    )


def test_what_is_feared_ordered_denied_or_general_joins_nothing() -> None:
    one = f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}."
    for how in ("feared", "ordered", "denied", "general"):
        assert words(one, f"{{victim=b Olga Ban}} was {{arrest={how} seized}} in {{where Ratusha Square}} {DAY}.") == []


def test_a_group_trial_needs_its_court_and_its_case() -> None:
    court = "by the {detail=court Drezhin City Court}"
    one = f"{{victim=a Ales Kulich}} was {{conviction convicted}} {court} of {{detail=charge rioting}} {DAY}."
    same = f"{{victim=b Olga Ban}} was {{conviction convicted}} {court} of {{detail=charge rioting}} {DAY}."
    other = f"{{victim=b Olga Ban}} was {{conviction convicted}} {court} of {{detail=charge theft}} {DAY}."
    (event,) = found(one, same)
    assert event.kind == "trial"
    assert found(one, other) == []


def test_an_arrest_and_a_trial_of_others_in_one_place_are_two_things() -> None:
    assert (
        words(
            f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}.",
            f"{{victim=b Olga Ban}} was {{conviction convicted}} in {{where Ratusha Square}} {DAY}.",
        )
        == []
    )


def town(told: Book, name: str) -> Book:
    """The book with words for a place made the town of that name."""
    from letapis.core.cases import Person, Said

    place = Person("place:x", ("place:x",), name, (), roles=(Said("city", "city", ()),))
    acts = tuple(
        replace(a, where=tuple(replace(s, value="place:x") if s.text == name else s for s in a.where)) for a in told.acts
    )
    return replace(told, acts=acts, places=(place,))


def test_a_town_alone_is_too_wide_but_not_where_both_tell_of_a_rally() -> None:
    one = f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Drezhin}} {DAY}"
    two = f"{{victim=b Olga Ban}} was {{arrest seized}} in {{where Drezhin}} {DAY}"
    assert list(events(town(book(f"{one}.", f"{two}."), "Drezhin"))) == []
    assert list(events(town(book(f"{one} at a rally.", f"{two}."), "Drezhin"))) == []
    (event,) = events(town(book(f"{one} at a rally.", f"{two} near the protest."), "Drezhin"))
    assert event.kind == "assembly"


def test_a_day_that_sources_dispute_is_kept_in_sight() -> None:
    (event,) = found(
        f"{{victim=a Ales Kulich}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}.",
        "{victim=a Ales Kulich} was {arrest seized} on {when=2024-01-06 6 January}.",
        f"{{victim=b Olga Ban}} was {{arrest seized}} in {{where Ratusha Square}} {DAY}.",
    )
    assert len(event.disputed) == 1
