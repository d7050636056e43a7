"""The desk is on loopback, which is not private: what is refused, what is let through, and what every answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from letapis.web.app import DEEDS, SCREENS
from letapis.web.guards import BODY, HEADERS
from letapis.web.sessions import LONGEST, Sessions
from tests.commands import demo_copy
from tests.desked import BASE, HOST, OURS, Visitor, desk

UNSAFE = sorted({*DEEDS, "/import", "/import/again", "/lock", "/locked"})
FOREIGN = [
    {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
    {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site", "origin": "null"},
    {"sec-fetch-site": "none", "origin": "null"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin", "origin": "http://evil.test"},
    {"origin": "http://evil.test"},
    {"origin": "null"},
    {"origin": f"https://{HOST}"},
    {},
]


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """At the desk of the demo project; these tests only look."""
    with demo_copy(tmp_path_factory.mktemp("desk")) as folder, desk(folder) as found:
        yield found


def path_of(route: str) -> str:
    return re.sub(r"\{\w+\}", "babad-babad-babad-babad", route)


def there(visitor: Visitor) -> list[str]:
    """Every screen, of things that are there."""
    page, person = visitor.get("/api/pages").json()[0], visitor.get("/api/people").json()[0]
    ids = {"capture": page["capture"], "reading": page["id"], "person": person["id"], "form": ":html"}
    return [re.sub(r"\{(\w+)\}", lambda m: ids[m[1]].partition(":")[2], route) for route in SCREENS]


# ---- from here or not


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("route", UNSAFE)
def test_nothing_is_done_for_another_page(visitor: Visitor, route: str, headers: dict[str, str]) -> None:
    head = visitor.seat.open_sight().desk.project.ledger.head()
    assert visitor.post(path_of(route), headers).status_code == 403
    assert visitor.seat.open_sight().desk.project.ledger.head() == head
    assert not visitor.seat.locked


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": f"http://{HOST}"},
    ],
    ids=str,
)
def test_our_own_forms_are_let_through(visitor: Visitor, headers: dict[str, str]) -> None:
    assert visitor.post("/undo", headers).status_code == 303


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "application/x-www-form-urlencoded, text/plain"])
def test_other_kinds_of_content_are_no_form(visitor: Visitor, kind: str) -> None:
    body = f'{{"token":"{visitor.token}"}}'
    headers = {**OURS, "content-type": kind}
    assert visitor.client.post(f"{BASE}/undo", content=body, headers=headers, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("route", sorted(DEEDS))
def test_every_form_needs_its_token(visitor: Visitor, route: str) -> None:
    for token in ("", "x" * 43, visitor.token[:-1], "é"):
        assert visitor.post(path_of(route), token=token).status_code == 403


@pytest.mark.parametrize("route", sorted(DEEDS))
def test_with_its_token_no_guard_refuses_a_form(visitor: Visitor, route: str) -> None:
    assert visitor.post(path_of(route)).status_code in (200, 303, 400)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_screen_is_shown_to_another_page(visitor: Visitor, site: str) -> None:
    assert visitor.get("/", **{"sec-fetch-site": site}).status_code == 403
    assert visitor.get("/static/desk.css", **{"sec-fetch-site": site}).status_code == 403
    assert visitor.get("/", **{"sec-fetch-site": "none"}).status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8000", "127.0.0.1", "127.0.0.1:9000", "127.0.0.1.nip.io:8000", "localhost:8000",
                                  "[::1]:8000", "", f"{HOST}."])  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/desk.css", "/nothing", "/open/x"])
def test_other_hosts_are_no_address_of_ours(visitor: Visitor, host: str, path: str) -> None:
    assert visitor.get(path, host=host).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert visitor.client.request(method, f"{BASE}/", headers=OURS).status_code == 405


def test_large_bodies_are_refused_whatever_they_say_of_themselves(visitor: Visitor) -> None:
    big = {"because": "x" * (BODY + 1)}
    assert visitor.post("/undo", **big).status_code == 413
    head = visitor.seat.open_sight().desk.project.ledger.head()

    def pieces() -> Iterator[bytes]:
        yield b"token=" + visitor.token.encode() + b"&because="
        for _ in range(40):
            yield b"x" * (BODY // 32)

    headers = {**OURS, "content-type": "application/x-www-form-urlencoded"}
    answer = visitor.client.post(f"{BASE}/undo", content=pieces(), headers=headers, follow_redirects=False)
    assert answer.status_code >= 400
    assert visitor.seat.open_sight().desk.project.ledger.head() == head


# ---- what every answer carries


@pytest.mark.parametrize("route", [*SCREENS, "/nothing", "/static/desk.css", "/static/desk.js", "/locked", "/open/x"])
def test_every_answer_has_its_headers(visitor: Visitor, route: str) -> None:
    answer = visitor.get(path_of(route))
    for name, value in HEADERS.items():
        assert answer.headers[name].startswith(value), name
    assert not {n for n in answer.headers if n == "server" or n.startswith("access-control")}
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-" not in policy
    assert answer.status_code < 500


def test_no_screen_changes_the_project(visitor: Visitor) -> None:
    ledger = visitor.seat.open_sight().desk.project.ledger
    head = ledger.head()
    for path in there(visitor):
        assert visitor.get(path).status_code in (200, 303), path
    assert ledger.head() == head


def test_no_screen_names_another_address_or_runs_a_script_of_its_own(visitor: Visitor) -> None:
    for path in there(visitor):
        answer = visitor.get(path)
        assert answer.status_code in (200, 303), path
        if "content-disposition" in answer.headers:  # saved, not shown
            continue
        text, route = answer.text, path
        assert not re.search(r'(?:src|href|action)="(?!/b4se|#)', text), route
        assert not re.search(r"<script(?! src)|\son\w+=|\sstyle=|<style", text), route


def test_what_is_not_ours_has_no_words_of_the_program(visitor: Visitor) -> None:
    for path in ("/", "/b4se", "/favicon.ico", "/other/"):
        answer = visitor.client.get(path, headers={"sec-fetch-site": "none"}, follow_redirects=False)
        assert answer.status_code in (404, 307)
        assert "Traceback" not in answer.text


# ---- sessions


def test_the_secret_opens_one_session_once(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        secret = visitor.seat.sessions.invite()
        visitor.client.cookies.clear()
        assert visitor.get("/").status_code == 401
        first = visitor.get(f"/open/{secret}")
        assert first.status_code == 200
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert f"Path={BASE}" in cookie
        assert visitor.get("/").status_code == 200
        visitor.client.cookies.clear()
        assert visitor.get(f"/open/{secret}").status_code == 401
        assert visitor.get("/open/wrong").status_code == 401
        assert visitor.get("/").status_code == 401


@pytest.mark.parametrize("route", [*SCREENS])
def test_without_a_session_nothing_is_shown(visitor: Visitor, route: str) -> None:
    kept = dict(visitor.client.cookies)
    visitor.client.cookies.clear()
    try:
        for cookie in ("", "letapis=" + "x" * 43):
            answer = visitor.get(path_of(route), **({"cookie": cookie} if cookie else {}))
            assert answer.status_code == 401
            assert "Khalchevich" not in answer.text
    finally:
        visitor.client.cookies.clear()
        for name, value in kept.items():
            visitor.client.cookies.set(name, value, domain="127.0.0.1", path=BASE)


def test_sessions_end_after_half_a_day_and_ids_are_not_kept() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    id_ = sessions.begin()
    assert sessions.get(id_)
    assert id_ not in repr(sessions)
    now[0] = LONGEST + 1
    assert sessions.get(id_) is None


def test_locking_ends_the_session_and_forgets_the_project(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        cookies = dict(visitor.client.cookies)
        assert visitor.post("/lock").status_code == 303
        assert visitor.seat.locked
        for name, value in cookies.items():
            visitor.client.cookies.set(name, value, domain="127.0.0.1", path=BASE)
        assert visitor.get("/").status_code == 401
        assert visitor.post("/undo").status_code == 401
        (words,) = visitor.said
        again = re.search(rf"{BASE}(/open/\S+)", words)
        assert again
        assert visitor.get(again[1]).status_code == 200
        assert visitor.get("/").status_code == 200


def test_it_locks_when_nobody_is_there_but_not_while_somebody_is(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        for _ in range(3):
            visitor.clock.now += 500
            assert visitor.get("/").status_code == 200
        visitor.clock.now += 500
        assert visitor.get("/importing").status_code == 200
        visitor.clock.now += 500
        assert visitor.get("/importing").status_code == 401
        assert visitor.seat.locked


def test_a_passphrase_unlocks_and_a_few_wrong_ones_end_it(tmp_path: Path) -> None:
    from letapis.rim.project import create

    create(tmp_path / "case", "lantern gravel otter").close()
    with desk(tmp_path / "case", passphrase="lantern gravel otter") as visitor:
        ended = list[bool]()
        visitor.seat._quit = lambda: ended.append(True)
        visitor.post("/lock")
        assert visitor.get("/").status_code == 401
        for _ in range(4):
            assert visitor.post("/locked", passphrase="wrong words").status_code == 403
        assert not ended
        assert visitor.post("/locked", passphrase="lantern gravel otter").status_code == 303
        assert visitor.get("/").status_code == 200
        visitor.post("/lock")
        for _ in range(5):
            visitor.post("/locked", passphrase="wrong words")
        assert ended == [True]
