"""The one open project behind the screens: everything it does goes through one worker, and locking it forgets its keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from letapis.desk.desk import Desk, Outcome
from letapis.desk.sight import Sight
from letapis.desk.sources import Handed
from letapis.rim.errors import ProjectError, refuse
from letapis.web.sessions import Sessions
from letapis.words.records import Fault

T = TypeVar("T")
TRIES = 5
"""Wrong passphrases after which the desk shuts down."""


@dataclass(slots=True)
class Importing:
    """An import under way, or the last one."""

    total: int
    begun: float
    outcomes: list[Outcome] = field(default_factory=list)
    now: str = ""
    """The file that is being read."""
    done: bool = False
    stopped: Fault | None = None
    took: float = 0.0
    failed: list[tuple[str, bytes]] = field(default_factory=list)
    """What could not be taken in, to be tried again without being handed over again."""

    @property
    def rate(self) -> float:
        """Files a second."""
        return len(self.outcomes) / self.took if self.took > 0 else 0.0

    @property
    def left(self) -> int | None:
        """Seconds that the rest will take, as far as it can be told."""
        return round((self.total - len(self.outcomes)) / self.rate) if self.rate and not self.done else None


class Seat:
    """A project that one person works in through the browser."""

    def __init__(
        self,
        opened: Callable[[str | None], Desk],
        passphrase: str | None,
        *,
        level: str = "team",
        lock_after: float = 600,
        clock: Callable[[], float] = time.monotonic,
        said: Callable[[str], None] = lambda _: None,
        quit_: Callable[[], None] = lambda: None,
    ) -> None:
        """``opened`` opens the desk under a passphrase; ``said`` prints on the terminal; ``quit_`` ends the server."""
        self._opened, self.level, self.lock_after, self._clock = opened, level, lock_after, clock
        self.said, self._quit = said, quit_
        self.sessions = Sessions(clock)
        self.asks = passphrase is not None
        """Whether the project has a passphrase, under which it can be unlocked."""
        self.importing: Importing | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._task: asyncio.Task[None] | None = None
        self._used, self._wrong = clock(), 0
        self.desk: Desk | None = opened(passphrase)
        self.sight: Sight | None = Sight(self.desk, level)

    @property
    def locked(self) -> bool:
        """Whether the project is shut and its keys are forgotten."""
        return self.desk is None

    async def do(self, work: Callable[[], T]) -> T:
        """Do something with the project, after whatever was asked before."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def open_sight(self) -> Sight:
        """What may be seen. Raises ProjectError when it is locked."""
        if self.sight is None:
            raise refuse("the desk", "is locked.", "Unlock it first.")
        return self.sight

    # ---- locking

    def used(self) -> None:
        """Somebody did something just now."""
        self._used = self._clock()

    @property
    def idle(self) -> bool:
        """Whether nobody has done anything for so long that it locks; never while an import runs."""
        busy = self.importing is not None and not self.importing.done
        return not self.locked and not busy and self._clock() - self._used > self.lock_after

    def lock(self) -> None:
        """Shut the project, forget its keys, end every session; an import stops after the file it is at."""
        desk, self.desk, self.sight, self.importing = self.desk, None, None, None
        self.sessions.end()
        if desk is not None:
            desk.project.close()

    def unlock(self, passphrase: str) -> str:
        """Open it again; returns the id of a new session. Raises ProjectError for a wrong passphrase, and ends after a few."""
        if not self.asks:
            raise refuse("the desk", "is opened again by the address that the terminal shows.")
        try:
            self._open(passphrase)
        except ProjectError:
            self._wrong += 1
            if self._wrong >= TRIES:
                self._quit()
            raise
        self._wrong = 0
        return self.sessions.begin()

    def redeem(self, secret: str) -> str | None:
        """The id of a new session for a secret; a project without a passphrase is opened again by it."""
        id_ = self.sessions.redeem(secret)
        if id_ is not None and self.locked and not self.asks:
            self._open(None)
        self.used()
        return id_ if not self.locked else None

    def _open(self, passphrase: str | None) -> None:
        if self.desk is None:
            self.desk = self._opened(passphrase)
            self.sight = Sight(self.desk, self.level)
        self.used()

    def close(self) -> None:
        """Leave the project for good."""
        self.lock()
        self._worker.shutdown()

    # ---- taking pages in

    def take_in(self, handed: Sequence[tuple[str, bytes]], confidentiality: str | None, columns: str | None) -> None:
        """Begin to take files in, one after another, between whatever else is asked for. Raises ProjectError."""
        if self.importing is not None and not self.importing.done:
            raise refuse("an import", "is running.", "Wait until it is done; nothing of it is lost.")
        if self.desk is None:
            raise refuse("the desk", "is locked.")
        source = Handed(handed)
        job = self.importing = Importing(len(source.paths), self._clock())
        taking = self.desk.take_in(
            source.paths,
            confidentiality=confidentiality,
            columns=columns,
            source=source,
            counted=lambda p, n: _counted(job, p, n),
        )
        by_path = {str(p): data for p in source.paths if isinstance(data := source.data(p), bytes)}
        self._task = asyncio.get_running_loop().create_task(self._run(job, source.paths, taking, by_path))

    async def _run(self, job: Importing, paths: Sequence[Path], taking: Iterator[Outcome], data: dict[str, bytes]) -> None:
        waiting = iter(paths)
        while not self.locked:
            job.now = str(next(waiting, ""))
            try:
                outcome = await self.do(lambda: next(taking, None))
            except ProjectError as error:
                job.stopped = error.fault
                break
            except Exception as error:  # the import ends, the desk goes on
                job.stopped = Fault("the import", f"an error of the program ({type(error).__name__}).", "What went in is kept.")
                break
            if outcome is None:
                break
            job.outcomes.append(outcome)
            job.took = self._clock() - job.begun
            if outcome.state == "failed" and str(outcome.path) in data:
                job.failed.append((str(outcome.path), data[str(outcome.path)]))
        close = getattr(taking, "close", None)
        if close:
            await self.do(close)
        job.done = True
        self.used()


def _counted(job: Importing, path: Path, pages: int) -> None:
    job.now = f"{path}: {pages} pages"
