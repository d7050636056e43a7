"""The command line called in this process, as a user calls it; and the demo project, made once."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from unittest import mock

from letapis import cli
from letapis.cli import screen

EXAMPLES = Path(__file__).parent.parent / "letapis" / "examples"
PAGES = sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".html", ".txt", ".pdf"))
PERSON = "Andrei Khalchevich"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


def letapis(*args: object, columns: int = 80, typed: str = "", **env: str) -> Ran:
    """Run ``letapis ARGS`` here; ``typed`` is its standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status = -1
    screen.console.cache_clear()
    environment = {"COLUMNS": str(columns), "TERM": "dumb", **env}
    with (
        mock.patch.object(sys, "argv", ["letapis", *map(str, args)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()))),
        mock.patch.dict(os.environ, environment),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as done:
            status = int(done.code or 0)
    screen.console.cache_clear()
    return Ran(status, *(s.buffer.getvalue().decode("utf-8", "replace") for s in (out, err)))


@cache
def _demo() -> tuple[Path, Ran]:
    above = Path(mkdtemp(prefix="letapis-test-"))
    atexit.register(shutil.rmtree, above, True)
    ran = letapis("demo", "--into", above / "demo")
    assert ran.status == 0, ran.err
    return above / "demo", ran


def demo() -> Path:
    """The demo project, to be looked at only."""
    return _demo()[0]


def demo_said() -> Ran:
    """What ``letapis demo`` printed."""
    return _demo()[1]


@contextmanager
def demo_copy(tmp_path: Path) -> Iterator[Path]:
    """A demo project of one's own."""
    folder = tmp_path / "demo"
    shutil.copytree(demo(), folder)
    yield folder


def new_project(tmp_path: Path) -> Path:
    """An empty project without a passphrase."""
    folder = tmp_path / "case"
    assert letapis("init", folder, "--no-passphrase").status == 0
    return folder


def story(n: int) -> str:
    """An invented page that tells of an arrest."""
    return (
        f"Activist held in Mostryn, day {n}\n\nPolice arrested Ales Kruk, a trade unionist, in Mostryn on {1 + n % 28} January 2024, "
        f"his lawyer said.\n\nHe was taken to cell {n} of the city prison. The Ministry of the Interior denied that he had been beaten.\n"
    )
