"""The ledger: lines go in once and stay, come out as they were, and leave as plain text that loads again to the letter."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from letapis.rim.dump import check, dump, load
from letapis.rim.ledger import Line, Tombstone
from letapis.rim.project import Project, ProjectError, create, open_project
from letapis.rim.verify import verify
from letapis.rim.writing import Writing
from letapis.words.records import Capture, Decision, Reading
from tests.store import CANARIES, PASSPHRASE, case, claims_of, page, reading_of, rule, take_in


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        ledger = project.ledger
        captures = list(ledger.captures())
        assert [c.name for c in captures] == [f"{CANARIES[2]}-{n}.txt" for n in range(4)]
        for number, capture in enumerate(captures):
            assert project.bytes_of(capture.id) == page(number).encode()
            (reading,) = ledger.readings(capture.id)
            assert reading == reading_of(page(number), capture.id, ledger.capture_key(capture.id))
            assert list(ledger.claims(reading.id)) == claims_of(reading)
            assert [line.id for line in ledger.lines("claim", capture.id)] == [c.id(reading.key) for c in claims_of(reading)]
        (decision,) = ledger.decisions()
        assert decision.verdict == "accept"
        assert len(list(ledger.claims())) == sum(len(claims_of(r)) for r in ledger.readings())
        assert [line.seq for line in ledger.lines()] == sorted(line.seq for line in ledger.lines())


def test_names_that_utf8_does_not_have_come_back(tmp_path: Path) -> None:
    with create(tmp_path / "case", None) as project:
        place = project.ledger.place(b"words")
        capture = Capture(place.id, place.sha256, 5, "bad\udcff\n\\udcff\x00name", "2024-05-01T10:00:00Z", "amina")
        with project.ledger.writing() as w:
            w.capture(capture, b"words")
        assert list(project.ledger.captures()) == [capture]
        plain = io.BytesIO()
        dump(project, plain, plain=True, keys=True)
    with load(io.BytesIO(plain.getvalue()), tmp_path / "again", None) as again:
        assert list(again.ledger.captures()) == [capture]


def test_nothing_is_added_twice(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        head = project.ledger.head()
        captures = list(project.ledger.captures())
        assert take_in(project, page(0)) == captures[0].id
        with project.ledger.writing() as w:
            assert not w.capture(captures[0], page(0).encode())
            (reading,) = project.ledger.readings(captures[0].id)
            assert not w.reading(reading)
            assert w.claims(claims_of(reading)) == 0
            assert w.claims(replace(c, by="model:other/1", why="", score=0.1) for c in claims_of(reading)) == 0
        assert project.ledger.head() == head
        with project.ledger.writing() as w:
            assert w.claims([replace(claims_of(reading)[0], stance="alleged")] * 2) == 1
        assert project.ledger.head().seq == head.seq + 1


def test_a_better_reading_stands_beside_the_old_one(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        capture = next(project.ledger.captures())
        old = next(project.ledger.readings(capture.id))
        new = reading_of("The headline.\n\n" + old.text, capture.id, old.key, "test/2")
        with project.ledger.writing() as w:
            assert w.reading(new)
            assert w.claims(claims_of(new)) == 1  # the others are known by their words, wherever those stand
        assert [r.id for r in project.ledger.readings(capture.id)] == [old.id, new.id]
        assert [c.value for c in project.ledger.claims(new.id)] == ["The"]
        assert verify(project).ok


def ruled_and(project: Project, capture: str, then: Callable[[Writing], object]) -> None:
    """Write a decision and something else in one block."""
    with project.ledger.writing() as w:
        w.decision(Decision(capture, "restrict", "amina", "2024-05-03", value="team"), [])
        then(w)


def interrupt(_: Writing) -> None:
    raise KeyboardInterrupt


def test_a_block_that_fails_writes_nothing(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        head, rows = project.ledger.head(), list(project.ledger.rows())
        (reading,) = project.ledger.readings(next(project.ledger.captures()).id)
        moved = replace(claims_of(reading)[0], stance="denied")
        moved = replace(moved, passage=replace(moved.passage, start=moved.passage.start + 1))
        with pytest.raises(ValueError, match="does not stand"):
            ruled_and(project, reading.capture, lambda w: w.claims([moved]))
        with pytest.raises(KeyboardInterrupt):
            ruled_and(project, reading.capture, interrupt)
        with pytest.raises(ValueError, match="does not describe"), project.ledger.writing() as w:
            w.capture(next(project.ledger.captures()), b"other bytes")
        with pytest.raises(ValueError, match="no such capture"), project.ledger.writing() as w:
            w.decision(Decision("person:x", "same", "amina", "2024-05-03"), ["capture:nowhere"])
        with pytest.raises(ValueError, match="not made with the key"), project.ledger.writing() as w:
            w.reading(replace(reading, id="reading:new", key=b"x"))
        assert project.ledger.head() == head
        assert list(project.ledger.rows()) == rows
        assert len(project.ledger.keyring.wrapped()) == 5


def test_lines_cannot_be_changed(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        forbidden = [
            "UPDATE lines SET kind = 'x'",
            "DELETE FROM lines",
            "INSERT OR REPLACE INTO lines SELECT * FROM lines WHERE seq = 3",
            "INSERT INTO lines SELECT 99, kind, 'x', owner, touches, ids, digest, prev, seal, body FROM lines WHERE seq = 3",
            "UPDATE keys SET owner = 'x'",
        ]
        for statement in forbidden:
            with pytest.raises(apsw.ConstraintError):
                project.ledger.connection.execute(statement)
        assert project.ledger.connection.pragma("synchronous") == 2
        assert project.ledger.connection.pragma("journal_mode") == "truncate"
        assert verify(project).ok


def test_ids_are_found_by_how_they_begin(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        for line in project.ledger.lines():
            assert project.ledger.find(line.id) == (line.id,)
            assert line.id in project.ledger.find(line.id[:-6])
            assert project.ledger.find(line.id.partition(":")[2]) == (line.id,)
            assert project.ledger.get(line.id) == line
        assert project.ledger.find("claim:nothing") == ()
        assert project.ledger.find("%") == ()
        assert project.ledger.get("claim:nothing") is None
        assert len(project.ledger.find("claim:")) == 20


def test_another_process_that_writes_is_refused_and_readers_go_on(tmp_path: Path) -> None:
    with case(tmp_path) as project, project.locked(), project.locked():
        program = (
            "import sys; from pathlib import Path; from letapis.rim.project import *; p = open_project(Path(sys.argv[1]))\n"
            "print(len(list(p.ledger.captures())))\n"
            "try:\n with p.locked(): pass\nexcept ProjectError as e: print(e.fault.what)"
        )
        with project.ledger.writing():
            done = subprocess.run(
                [sys.executable, "-c", program, str(project.folder)], capture_output=True, text=True, check=True
            )
        assert done.stdout.splitlines() == ["4", "another import is running in this project."]
        take_in(project, page(9))
    with open_project(project.folder) as again, again.locked():
        assert len(list(again.ledger.captures())) == 5


def test_two_connections_see_each_other(tmp_path: Path) -> None:
    with case(tmp_path) as one, open_project(one.folder) as two:
        captures = [c.id for c in two.ledger.captures()]
        one.erase(captures[0], by="amina", at="2024-06-01T08:00:00Z", reason="safety")
        assert [c.id for c in two.ledger.captures()] == captures[1:]
        take_in(two, page(8))
        assert one.ledger.head() == two.ledger.head()


def test_erased_captures_are_gone_and_remembered(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        capture = list(project.ledger.captures())[1]
        (decision,) = (line.id for line in project.ledger.lines("decision"))
        claims = [line.id for line in project.ledger.lines("claim", capture.id)]
        stone = project.erase(capture.id, by="amina", at="2024-06-01T08:00:00Z", reason="consent")
        assert stone == Tombstone(capture.id, "2024-06-01T08:00:00Z", "amina", "consent")
        assert project.erase(capture.id, by="boris", at="2024-07-01T08:00:00Z", reason="law") == stone
        for id in (capture.id, decision, *claims):
            assert project.ledger.get(id) == stone
        assert list(project.ledger.decisions()) == []
        assert capture.id not in [c.id for c in project.ledger.captures()]
        with pytest.raises(ProjectError, match="erased on 2024-06-01"):
            project.bytes_of(capture.id)
        with pytest.raises(ProjectError, match="erased on 2024-06-01"):
            project.ledger.capture_key(capture.id)
        with pytest.raises(ProjectError, match="no such capture"):
            project.erase("capture:nowhere", by="amina", at="2024-06-01", reason="law")
        with pytest.raises(ValueError, match="none of"):
            project.erase(capture.id, by="amina", at="2024-06-01", reason="her name is Ana")


def test_erased_bytes_are_refused_unless_asked_for(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        capture = next(project.ledger.captures())
        stone = project.erase(capture.id, by="amina", at="2024-06-01T08:00:00Z", reason="consent")
        place = project.ledger.place(page(0).encode())
        assert (place.id, place.held, place.erased) == (capture.id, False, stone)
        with pytest.raises(ProjectError, match="erased from the project before"), project.ledger.writing() as w:
            w.capture(capture, page(0).encode())
        again = take_in(project, page(0), again=True)
        assert again != capture.id
        assert project.bytes_of(again) == page(0).encode()
        assert project.ledger.place(page(0).encode(), again=True).held
        assert verify(project).ok
        assert isinstance(project.ledger.get(capture.id), Tombstone)


def dumped(project: Project, *, plain: bool, keys: bool) -> bytes:
    out = io.BytesIO()
    assert dump(project, out, plain=plain, keys=keys) == project.ledger.head().seq
    return out.getvalue()


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
@pytest.mark.parametrize("plain", [True, False])
def test_a_dump_loads_and_dumps_again_to_the_letter(tmp_path: Path, plain: bool, passphrase: str | None) -> None:
    with case(tmp_path, passphrase) as project:
        project.erase(next(project.ledger.captures()).id, by="amina", at="2024-06-01", reason="mistake")
        rule(project, next(project.ledger.captures()).id)
        text = dumped(project, plain=plain, keys=True)
        assert check(io.BytesIO(text)) == (project.ledger.head().seq, project.ledger.head().seal)
        with load(io.BytesIO(text), tmp_path / "again", passphrase, blobs=project.folder / "archive") as again:
            assert dumped(again, plain=plain, keys=True) == text
            assert list(again.ledger.lines()) == list(project.ledger.lines())
            report = verify(again, against=project.ledger.checkpoint())
            assert report.ok, report.failed
            assert report.passed == verify(project).passed
        with open_project(tmp_path / "again", passphrase) as again:
            assert take_in(again, page(2)) == take_in(project, page(2))


def test_a_plain_dump_can_be_read_and_a_sealed_one_cannot(tmp_path: Path) -> None:
    with case(tmp_path, PASSPHRASE) as project:
        said = [json.loads(line) for line in dumped(project, plain=True, keys=False).splitlines()]
        assert [entry["kind"] for entry in said[1:]] == [row.kind for row in project.ledger.rows()]
        assert said[2]["text"][0]["text"] == page(0)
        secret = project.keys.root.hex()
        for plain, keys in ((True, False), (False, False), (False, True)):
            assert secret.encode() not in dumped(project, plain=plain, keys=keys)
        assert secret.encode() in dumped(project, plain=True, keys=True)
        sealed = dumped(project, plain=False, keys=True)
        assert not [c for c in CANARIES if c.encode() in sealed]
        with pytest.raises(ProjectError, match="wrong"):
            load(io.BytesIO(sealed), tmp_path / "again", "not the passphrase")
        assert not list(tmp_path.glob("again/*"))


@pytest.mark.parametrize("plain", [True, False])
def test_a_damaged_dump_loads_nothing(tmp_path: Path, plain: bool) -> None:
    with case(tmp_path) as project:
        whole = dumped(project, plain=plain, keys=True).splitlines(keepends=True)
        no_keys = dumped(project, plain=plain, keys=False)
    first = next(i for i, line in enumerate(whole) if line.startswith(b'{"seq":'))
    damaged = {
        "altered head": [*whole[:first], whole[first].replace(b'"capture:', b'"capture:x'), *whole[first + 1 :]],
        "line gone": whole[:first] + whole[first + 1 :],
        "lines swapped": [*whole[:first], whole[first + 1], whole[first], *whole[first + 2 :]],
        "no json": [*whole[:-1], b"rubbish\n"],
        "not a dump": [b"{}\n"],
        "nothing": [],
        "newer": [whole[0].replace(b'"version":1', b'"version":2'), *whole[1:]],
        "no keys": [no_keys],
        "not utf-8": [b"\xff\xfe\n"],
    }
    if plain:
        damaged["altered words"] = [line.replace(b"arrested", b"released") for line in whole]
    for name, lines in damaged.items():
        with pytest.raises(ProjectError):
            load(io.BytesIO(b"".join(lines)), tmp_path / "again", None)
        assert not list(tmp_path.glob("again/*")), name


def test_types_of_what_comes_out(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        line = project.ledger.get(next(project.ledger.readings()).id)
        assert isinstance(line, Line)
        assert isinstance(line.record, Reading)
        assert line.record.key == project.ledger.capture_key(line.owner)
