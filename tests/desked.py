"""A desk in the browser without a browser: a project behind the application, and a visitor who keeps cookies and forms' tokens."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from letapis.desk.desk import Desk
from letapis.rim import project as store
from letapis.web.app import application
from letapis.web.seat import Seat

HOST, BASE = "127.0.0.1:8000", "/b4se"
OURS = {"sec-fetch-site": "same-origin", "origin": f"http://{HOST}"}


@dataclass
class Clock:
    """Time that moves when it is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Visitor:
    """Somebody at the desk."""

    client: TestClient
    seat: Seat
    clock: Clock
    said: list[str] = field(default_factory=list)
    token: str = ""

    def open(self) -> Response:
        """Show the secret."""
        return self.get(f"/open/{self.seat.sessions.invite()}")

    def get(self, path: str, **headers: str) -> Response:
        """A screen; redirects are not followed."""
        found = self.client.get(BASE + path, headers={"sec-fetch-site": "same-origin", **headers}, follow_redirects=False)
        token = re.search(r'name="token" value="([^"]+)"', found.text)
        self.token = token[1] if token else self.token
        return found

    def post(self, path: str, headers: Mapping[str, str] | str | None = None, **form: str) -> Response:
        """A form sent from our own page, its token in it."""
        said = {"token": self.token, **form}
        return self.client.post(
            BASE + path, data=said, headers=headers if isinstance(headers, Mapping) else OURS, follow_redirects=False
        )

    def follow(self, answer: Response) -> Response:
        """The screen that an answer leads on to."""
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["location"].removeprefix(BASE).partition("#")[0])

    def upload(self, *files: tuple[str, bytes], **form: str) -> Response:
        """Files dropped on the field, taken in until all are."""
        self.get("/import")
        sent = [("files", (name, data)) for name, data in files]
        answer = self.client.post(f"{BASE}/import", data={"token": self.token, **form}, files=sent, headers=OURS,
                                  follow_redirects=False)  # fmt: skip
        for _ in range(600):
            if self.seat.importing is None or self.seat.importing.done:
                break
            time.sleep(0.05)
        else:
            raise AssertionError(answer.text)
        return answer


def shown(answer: Response) -> str:
    """The words of a screen, without markup."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@contextmanager
def desk(folder: Path, *, level: str = "team", passphrase: str | None = None, who: str = "amina") -> Iterator[Visitor]:
    """The desk of a project, opened by its secret."""
    clock, said = Clock(), list[str]()
    seat = Seat(
        lambda words: Desk(store.open_project(folder, words), who), passphrase, level=level, lock_after=600, clock=clock,
        said=said.append,
    )  # fmt: skip
    with TestClient(application(seat, HOST, BASE), base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        visitor = Visitor(client, seat, clock, said)
        assert visitor.open().status_code == 200
        visitor.get("/import")
        yield visitor
    seat.close()
