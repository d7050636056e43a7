"""``letapis import``: sidecars, folders, stopping and going on, pages already held, and kills at any moment."""

from __future__ import annotations

import json
import os
import pty
import random
import shutil
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from letapis import cli
from letapis.desk.understanding import understand
from letapis.rim.project import open_project
from letapis.rim.verify import verify
from tests.commands import PAGES, Ran, letapis, new_project, story


def held(folder: Path) -> list[str]:
    """The SHA-256 of every page in a project, which must be sound."""
    with open_project(folder) as project:
        found = verify(project)
        assert found.ok, found.failed
        return [c.sha256 for c in project.ledger.captures()]


def pile(folder: Path, pages: int) -> Path:
    """A folder of invented pages."""
    folder.mkdir()
    for n in range(pages):
        (folder / f"page-{n:03}.txt").write_text(story(n))
    return folder


def take(folder: Path, *paths: object) -> Ran:
    return letapis("import", "-p", folder, *paths)


def test_folders_files_and_sidecars(tmp_path: Path) -> None:
    pages = pile(tmp_path / "pages", 3)
    (pages / "deeper").mkdir()
    (pages / "deeper" / "more.txt").write_text(story(9))
    (pages / ".hidden.txt").write_text(story(10))
    given = {
        "title": "Held in Mostryn",
        "published": "2024-02-03T10:00:00Z",
        "url": "https://a.example/1",
        "authors": ["Nina Dart"],
    }
    (pages / "page-000.meta.json").write_text(json.dumps(given))
    case = new_project(tmp_path)
    ran = take(case, pages)
    assert (ran.status, ran.out, ran.err) == (0, "4 new\n", "")
    with open_project(case) as project:
        first = next(c for c in project.ledger.captures() if c.name == "page-000.txt")
        assert first.given.title == "Held in Mostryn"
        assert first.given.published == "2024-02-03"
        assert next(project.ledger.readings(first.id)).published == "2024-02-03"


def test_a_page_already_held_is_recognised_by_its_bytes(tmp_path: Path) -> None:
    case, pages = new_project(tmp_path), pile(tmp_path / "pages", 2)
    assert take(case, pages).status == 0
    head = len(held(case))
    shutil.copy(pages / "page-000.txt", tmp_path / "another-name.txt")
    ran = take(case, pages, tmp_path / "another-name.txt")
    assert (ran.status, ran.out) == (0, "3 already held\n")
    assert len(held(case)) == head == 2


def test_an_erased_page_is_not_taken_in_again(tmp_path: Path) -> None:
    case, pages = new_project(tmp_path), pile(tmp_path / "pages", 2)
    assert take(case, pages).status == 0
    with open_project(case) as project:
        capture = next(project.ledger.captures()).id
    assert letapis("erase", capture, "--reason", "consent", "--yes", "-p", case).status == 0
    ran = take(case, pages)
    assert ran.status == 3
    assert "1 already held, 1 withdrawn before" in ran.out
    assert "withdrawn" in ran.err


def test_known_people_are_looked_for_once_and_found_again_the_same(tmp_path: Path) -> None:
    russian = next(p for p in PAGES if p.name.startswith("vecherny"))
    english = next(p for p in PAGES if p.name.startswith("ladoviatoday-halchevich"))
    case = new_project(tmp_path)

    def found() -> set[str]:
        with open_project(case) as project:
            return {f"{c.property} {c.passage.quote}" for c in project.ledger.claims() if c.by == "known-names/1"}

    assert take(case, russian).status == 0
    assert not found()
    assert take(case, english).status == 0
    first = found()
    assert "name Андрей Хальчевич" in first
    with open_project(case) as project:
        head = project.ledger.head()
    assert take(case, english, russian).status == 0
    with open_project(case) as project:
        assert project.ledger.head() == head
    assert found() == first


def test_places_come_as_a_table(tmp_path: Path) -> None:
    case = new_project(tmp_path)
    (tmp_path / "places.tsv").write_text("name\tkind\tcountry\nThe Kiln\tfacility\tMerenia\n")
    (tmp_path / "wrong.tsv").write_text("The Kiln, a prison\n")
    assert take(case, tmp_path / "places.tsv", "--as-places").status == 0
    ran = take(case, tmp_path / "wrong.tsv", "--as-places")
    assert ran.status == 1
    assert "no place in this table" in ran.err


def test_an_error_in_reading_one_page_keeps_it_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, pages = new_project(tmp_path), pile(tmp_path / "pages", 3)

    def broken(reading: object, places: object) -> object:
        if "cell 1 " in reading.text:  # type: ignore[attr-defined]
            raise AssertionError("Ales Kruk")
        return understand(reading, places)  # type: ignore[arg-type]

    monkeypatch.setattr("letapis.desk.taking.understand", broken)
    ran = take(case, pages)
    assert ran.status == 3
    assert "2 new, 1 kept but unread" in ran.out
    assert "page-001.txt" in ran.err
    assert "AssertionError" in ran.err
    assert "Kruk" not in ran.err
    assert len(held(case)) == 3


# ---- on a terminal, and stopped


def started(case: Path, pages: Path) -> tuple[int, int]:
    """An import in a process of its own on a terminal of its own; its id and the terminal."""
    process, terminal = pty.fork()
    if not process:
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
            os.environ.update(TERM="xterm", COLUMNS="100")
            sys.argv, sys.stdout, sys.stderr = ["", "import", "-p", str(case), str(pages)], open(1, "w"), open(2, "w")  # noqa: SIM115
            cli.main()
        except SystemExit as done:
            sys.stdout.flush()
            os._exit(int(done.code or 0))
        finally:
            os._exit(99)
    return process, terminal


def said(terminal: int, until: bytes = b"\0never") -> str:
    """What a process writes to its terminal until it ends, or says something."""
    out = b""
    while until not in out:
        try:
            out += os.read(terminal, 4096)
        except OSError:
            break
    return out.decode("utf-8", "replace")


def test_progress_with_rate_and_time_left(tmp_path: Path) -> None:
    case, pages = new_project(tmp_path), pile(tmp_path / "pages", 25)
    process, terminal = started(case, pages)
    out = said(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert "25/25" in out
    assert "pages/s" in out
    assert "0:00:0" in out
    assert "25 new" in out


def test_control_c_says_what_is_in_and_the_same_command_goes_on(tmp_path: Path) -> None:
    case, pages = new_project(tmp_path), pile(tmp_path / "pages", 300)
    process, terminal = started(case, pages)
    out = said(terminal, b"pages/s")
    os.kill(process, signal.SIGINT)
    out += said(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 130
    assert "Traceback" not in out
    assert "the same command goes on" in out
    stopped = len(held(case))
    assert 0 < stopped < 300
    assert f"{stopped} new" in out or f"{stopped - 1} new" in out
    ran = take(case, pages)
    assert ran.status == 0
    assert f"{300 - stopped} new, {stopped} already held" in ran.out


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_killed_at_random_moments_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    kills, number = int(os.environ.get("LETAPIS_KILLS", "10")), 200
    case, pages, chance = new_project(tmp_path), pile(tmp_path / "pages", number), random.Random(11)
    before: list[str] = []
    for _ in range(kills):
        process, terminal = started(case, pages)
        time.sleep(chance.uniform(0.05, 0.5))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
        now = held(case)
        assert now[: len(before)] == before
        before = now
    assert len(set(before)) == len(before)
    assert before, "no import came as far as its first page"
    ran = take(case, pages)
    assert ran.status == 0, ran.err
    after = held(case)
    assert after[: len(before)] == before
    assert sorted(after) == sorted(sha256((story(n)).encode()).hexdigest() for n in range(number))
    with open_project(case) as project:
        assert not verify(project).unchecked
        assert len({r.capture for r in project.ledger.readings()}) == number
    assert take(case, pages).out == f"{number} already held\n"
