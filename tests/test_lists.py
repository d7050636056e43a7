"""Lists: who meets a criterion, who perhaps does, and what the number counts."""

from __future__ import annotations

from letapis.core.cases import Book, fold
from letapis.core.lists import Listed, listed
from letapis.words.when import extent
from tests.telling import page


def book(*texts: str, published: str = "2024-06-30") -> Book:
    return fold([page(t, f"Outlet {n}", published) for n, t in enumerate(texts)])


BOOK = book(
    "{victim=a Ales Kulich} was {arrest arrested} on {when=2024-01-05 5 January}.",
    "{victim=a Ales Kulich} was {release freed} on {when=2024-03-01 1 March}.",
    "{victim=b Olga Ban} was {arrest arrested} on {when=2024-03-10 10 March}.",
    "{victim=c Vera Dunich} was {arrest=feared arrested} on {when=2024-03-11 11 March}.",
    "{victim=d Ihar Lom} was {arrest arrested}. {victim=d Ihar Lom} was {release freed}.",
    "{victim=e Taras Pol} {death_in_custody died} on {when=2024-03-15 15 March}.",
    "{group=700 demonstrators} were {arrest arrested} on {when=2024-03-10 10 March}.",
)


def asked(criterion: str, when: str, of: Book = BOOK) -> Listed:
    days = extent(when)
    assert days
    return listed(of, criterion, *days)


def names(found: Listed) -> list[str]:
    return [r.person.shown for r in found.certain]


def test_held_on_a_day() -> None:
    assert names(asked("held", "2024-02-01")) == ["Ales Kulich"]
    assert names(asked("held", "2024-03-05")) == []
    assert names(asked("held", "2024-07-01")) == ["Olga Ban"]


def test_of_whom_it_is_left_open_stands_apart_and_is_not_counted() -> None:
    found = asked("held", "2024-07-01")
    assert [r.person.shown for r in found.rows if not r.certain] == ["Ihar Lom"]
    assert found.counted == "1 person; 1 more where the pages leave it open."


def test_new_and_released_in_a_month() -> None:
    assert names(asked("new", "2024-03")) == ["Olga Ban"]
    assert names(asked("new", "2024-02")) == []
    assert names(asked("released", "2024-03")) == ["Ales Kulich"]
    assert names(asked("released", "2024-04")) == []


def test_a_date_wider_than_the_month_is_left_open() -> None:
    found = asked("new", "2024-03", book("{victim=a Ales Kulich} was {arrest arrested} in {when=2024 2024}."))
    assert (names(found), len(found.rows)) == ([], 1)


def test_dead_and_not_only_feared_so() -> None:
    assert names(asked("dead", "2024-03")) == ["Taras Pol"]
    feared = book("{victim=e Taras Pol} may have {killing=feared been killed} on {when=2024-03-15 15 March}.")
    assert names(asked("dead", "2024-03", feared)) == []


def test_called_a_political_prisoner_by_whom_and_since_when() -> None:
    told = (
        "{described_as=a the political prisoner} {victim=a Ales Kulich} was {arrest arrested} on {when=2024-01-05 5 January}."
    )
    found = asked("recognised", "2024-07-01", book(told))
    assert names(found) == ["Ales Kulich"]
    assert found.rows[0].why.text == "“the political prisoner”, Outlet 0 (told on 30 June 2024)"
    assert names(asked("recognised", "2024-06-01", book(told))) == []
    assert names(asked("recognised", "2024-07-01", BOOK)) == []


def test_every_row_has_its_claims_and_every_list_its_caveat() -> None:
    for criterion in ("held", "new", "released", "dead"):
        found = asked(criterion, "2024-03-12" if criterion == "held" else "2024-03")
        assert found.rows
        assert all(r.why.claims for r in found.rows)
        assert "Counting unit: persons" in found.caveat
        assert "not the number of all" in found.caveat
