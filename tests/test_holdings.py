"""What a project holds is kept up with its ledger: new lines are seen, erased ones gone, and what stays is not read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from letapis.core.material import Told
from letapis.desk.desk import Desk
from letapis.rim.project import open_project
from tests.commands import letapis, new_project, story

NAMES = ("Ales Kruk", "Vera Sokol", "Jan Horn")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    case = new_project(tmp_path)
    pages = [tmp_path / f"{n}.txt" for n in range(3)]
    for n, path in enumerate(pages):
        path.write_text(story(n).replace("Ales Kruk", NAMES[n]), encoding="utf-8")
    assert letapis("import", "-p", case, *pages).status == 0
    return Desk(open_project(case), "amina")


def anew(desk: Desk) -> list[Told]:
    return Desk(desk.project, "amina").pages()


def test_what_is_written_since_is_seen_and_what_stays_is_the_same_object(desk: Desk, tmp_path: Path) -> None:
    before = desk.pages()
    more = tmp_path / "more.txt"
    more.write_text(story(7), encoding="utf-8")
    outcomes = list(desk.take_in([more]))
    after = desk.pages()
    assert [o.state for o in outcomes] == ["new"]
    assert (len(before), len(after)) == (3, 4)
    assert all(a is b for a, b in zip(before, after, strict=False))
    assert after == anew(desk)


def test_what_is_erased_is_gone(desk: Desk) -> None:
    first = desk.pages()[0].capture.id
    desk.erase(first, "consent")
    assert first not in {p.capture.id for p in desk.pages()}
    assert desk.pages() == anew(desk)


def test_what_was_worked_out_holds_under_rulings_on_identity_and_not_under_a_rejection(desk: Desk) -> None:
    first = desk.book("team")
    claim = first.material.pages[0].claims[0]
    a, b = first.people[0], first.people[1]
    desk.rule(a.id, "different", value=b.id)
    ruled = desk.book("team")
    assert ruled is not first
    assert ruled.material is first.material
    desk.rule(first.material.id_of(claim), "accept")
    assert desk.book("team").material is first.material
    desk.rule(first.material.id_of(claim), "reject")
    left = desk.book("team").material
    assert claim not in left.claims
    assert left.pages[1:] == first.material.pages[1:]
    desk.rule(first.material.id_of(claim), "accept")
    assert claim in desk.book("team").material.claims


def test_a_fold_kept_up_is_the_fold_made_anew(desk: Desk) -> None:
    book = desk.book("team")
    desk.rule(book.people[0].id, "same", value=book.people[1].id)
    desk.rule(book.material.id_of(book.acts[0].claims[0]), "reject")
    kept, new = desk.book("team"), Desk(desk.project, "amina").book("team")
    assert (kept.people, kept.acts, kept.suggestions) == (new.people, new.acts, new.suggestions)
