"""Killing an import at any point loses nothing that was acknowledged, and running it again completes it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from letapis.rim.project import Project, create, open_project
from letapis.rim.verify import verify
from tests.store import page, take_in

KILLS = int(os.environ.get("LETAPIS_KILLS", "20"))
PAGES = 10 * KILLS
NUMBERS = {sha256((page(n) * 3).encode()).hexdigest(): n for n in range(PAGES)}


def honest(project: Project, n: int, say: Callable[[int], object]) -> None:
    """Acknowledge a page when it has been taken in."""
    take_in(project, page(n) * 3)
    say(n)


def hasty(project: Project, n: int, say: Callable[[int], object]) -> None:
    """Acknowledge a page before it has been taken in: what this test must notice."""
    say(n)
    take_in(project, page(n) * 3)


def child(folder: Path, out: int, importer: Callable[[Project, int, Callable[[int], object]], None]) -> None:
    """Import in a process of its own, writing the number of each acknowledged page to a pipe."""
    with open_project(folder) as project, project.locked():
        os.write(out, b"ready\n")
        for n in range(PAGES):
            importer(project, n, lambda n: os.write(out, b"%d\n" % n))


def run(folder: Path, importer: Callable[[Project, int, Callable[[int], object]], None], after: float | None) -> set[int]:
    """Fork an import and kill it (None: let it finish); returns the acknowledged pages."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        status = 1
        try:
            child(folder, writing, importer)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.readline() == "ready\n"
        if after is not None:
            time.sleep(after)
            os.kill(process, signal.SIGKILL)
        numbers = {int(line) for line in said if line.endswith("\n")}
    _, status = os.waitpid(process, 0)
    assert (status == 0) if after is None else (status in (0, signal.SIGKILL))
    return numbers


def held(folder: Path) -> set[int]:
    """The pages that are in the project; whatever was killed, it verifies."""
    with open_project(folder) as project:
        report = verify(project)
        assert report.ok, report.failed
        return {NUMBERS[c.sha256] for c in project.ledger.captures()}


@pytest.mark.slow
@pytest.mark.timeout(60 + 3 * KILLS)
def test_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    folder, chance, acknowledged = tmp_path / "case", random.Random(3), set[int]()
    create(folder, None).close()
    for _ in range(KILLS):
        acknowledged |= run(folder, honest, chance.uniform(0.0, 0.12))
        assert held(folder) >= acknowledged
    assert acknowledged
    run(folder, honest, None)
    assert held(folder) == set(range(PAGES))
    with open_project(folder) as project:
        assert not verify(project).unchecked  # no half-written file is left
        assert len(list(project.ledger.captures())) == PAGES


@pytest.mark.slow
def test_an_import_that_acknowledges_too_early_is_caught(tmp_path: Path) -> None:
    folder, chance, lost = tmp_path / "case", random.Random(5), set[int]()
    create(folder, None).close()
    for _ in range(40):
        acknowledged = run(folder, hasty, chance.uniform(0.0, 0.05))
        lost |= acknowledged - held(folder)
        if lost:
            break
    assert lost
