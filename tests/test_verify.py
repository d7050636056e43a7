"""Verify names what was altered, wherever; an erased capture leaves no word behind; without its key a folder tells nothing."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from letapis.rim import keys, lines
from letapis.rim.project import Project, ProjectError, open_project
from letapis.rim.verify import Report, sentences, verify
from tests.store import CANARIES, PASSPHRASE, case, page, rule, take_in

FLIPS = int(os.environ.get("LETAPIS_FLIPS", "200"))


def test_a_whole_store_passes(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        seen: list[tuple[int, int]] = []
        report = verify(project, progress=lambda done, total: seen.append((done, total)))
        claims = len(list(project.ledger.claims()))
        assert report.passed == {"capture": 4, "reading": 4, "claim": claims, "decision": 1}
        assert report.ok
        assert not report.unchecked
        assert report.checkpoint == project.ledger.checkpoint()
        assert seen == [(n, 13) for n in range(1, 14)]
        assert verify(project, against=report.checkpoint).ok


def flipped(path: Path, at: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def found(folder: Path) -> list[str]:
    """What is said of a folder: the sentence that it does not open with, or those of verify."""
    try:
        with open_project(folder) as project:
            return list(sentences(verify(project)))[1:]
    except ProjectError as error:
        return [str(error.fault)]


def test_every_flipped_bit_is_found(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        folder = project.folder
    chance, kept = random.Random(11), [p for p in sorted(folder.rglob("*")) if p.is_file() and p.stat().st_size]
    assert {p.name for p in kept} > {"ledger.db", "project.json"}
    assert found(folder) == []
    for nth in range(FLIPS):
        path = kept[nth % len(kept)] if nth % 2 else folder / "ledger.db"
        at = chance.randrange(100 if nth % 20 == 0 else path.stat().st_size)
        whole = path.read_bytes()
        flipped(path, at, chance.randrange(8))
        assert found(folder), f"{path.name} at {at}"
        path.write_bytes(whole)
    assert found(folder) == []


def test_every_bit_at_the_head_of_the_database_counts(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        path = project.folder / "ledger.db"
    whole = path.read_bytes()
    for at in range(16, 24):  # what SQLite leaves in clear
        for bit in range(8):
            flipped(path, at, bit)
            assert found(path.parent), f"byte {at} bit {bit}"
            path.write_bytes(whole)


GUARDS = ("lines_only_grow", "lines_never_change", "lines_never_go", "keys_never_change")


def forge(project: Project, *statements: str) -> Report:
    """Change the tables behind the program's back, putting the guards back afterwards."""
    connection = project.ledger.connection
    guards = [str(sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    for statement in statements:
        connection.execute(statement)
    for guard in guards:
        connection.execute(guard)
    project.ledger.keyring.clear()
    return verify(project)


_RENUMBER = "UPDATE lines SET seq = -seq - 1 WHERE seq > 5", "UPDATE lines SET seq = -seq - 2 WHERE seq < 0"
_COPY = "INSERT INTO lines SELECT {}, kind, id || 'x', owner, touches, ids, digest, prev, seal, body FROM lines WHERE seq = {}"
FORGERIES: dict[str, tuple[str, ...]] = {
    "edited text": ("UPDATE lines SET body = CAST(substr(body, 1, 40) || X'00' || substr(body, 42) AS BLOB) WHERE seq = 5",),
    "edited digest": ("UPDATE lines SET digest = zeroblob(32) WHERE seq = 5",),
    "edited head": ("UPDATE lines SET owner = (SELECT owner FROM lines WHERE seq = 4) WHERE seq = 2",),
    "edited claim ids": ("UPDATE lines SET ids = replace(ids, substr(ids, 1, 7), ' babab-') WHERE seq = 6",),
    "edited touches": ("UPDATE lines SET touches = '' WHERE kind = 'decision'",),
    "edited seal": ("UPDATE lines SET seal = zeroblob(32) WHERE seq = 13",),
    "deleted line": ("DELETE FROM lines WHERE seq = 5",),
    "deleted line, renumbered": ("DELETE FROM lines WHERE seq = 5", "UPDATE lines SET seq = seq - 1 WHERE seq > 5"),
    "deleted first line": ("DELETE FROM lines WHERE seq = 1",),
    "inserted line": (
        "UPDATE lines SET seq = -seq WHERE seq > 5",
        "UPDATE lines SET seq = 1 - seq WHERE seq < 0",
        _COPY.format(6, 3),
    ),
    "appended line": (_COPY.format(14, 3),),
    "swapped lines": (
        "UPDATE lines SET seq = -5 WHERE seq = 5",
        "UPDATE lines SET seq = 5 WHERE seq = 6",
        "UPDATE lines SET seq = 6 WHERE seq = -5",
    ),
    "swapped texts": (
        "CREATE TEMP TABLE t AS SELECT seq, body FROM lines WHERE seq IN (2, 5)",
        "UPDATE lines SET body = (SELECT body FROM t WHERE t.seq = 7 - lines.seq) WHERE seq IN (2, 5)",
    ),
    "missing key": ("DELETE FROM keys WHERE owner = (SELECT owner FROM lines WHERE seq = 4)",),
    "swapped keys": (
        "CREATE TEMP TABLE t AS SELECT owner, wrapped FROM keys WHERE owner LIKE 'capture:%' LIMIT 2",
        "UPDATE keys SET wrapped = (SELECT wrapped FROM t WHERE t.owner <> keys.owner) WHERE owner IN (SELECT owner FROM t)",
    ),
    "stray key": ("INSERT INTO keys VALUES('capture:x', zeroblob(60))",),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_lines_are_named(tmp_path: Path, name: str) -> None:
    with case(tmp_path) as project:
        report = forge(project, *FORGERIES[name])
        assert report.failed, name
        assert any("line" in v.about or ":" in v.about for v in report.failed)


def resealed(project: Project, seq: int, text: bytes | None) -> Report:
    """Rewrite (or drop) a line and seal all that follow anew, as somebody with the key could."""
    rows, last = [], (0, lines.NOTHING)
    for row in project.ledger.rows():
        own = project.ledger.keyring.of_line(row.kind, row.owner)
        assert own
        if row.seq == seq and text is None:
            continue
        said = text if row.seq == seq and text is not None else lines.text_of(row, own)
        row = lines.make(last[1], lines.head_of(row)._replace(seq=last[0] + 1), said, own)
        last = (row.seq, row.seal)
        rows.append(row)
    checkpoint = project.ledger.checkpoint()
    connection = project.ledger.connection
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute("DELETE FROM lines")
    connection.executemany("INSERT INTO lines VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return verify(project, against=checkpoint)


def test_a_rewritten_chain_is_found_by_a_checkpoint_kept_elsewhere(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        own = project.ledger.keyring.of(next(project.ledger.lines("decision")).owner)
        assert own
        (row,) = project.ledger.rows("decision")
        report = resealed(project, row.seq, lines.text_of(row, own).replace(b"accept", b"reject"))
        assert any("the checkpoint knew" in v.why for v in report.failed)
        assert any("guards" in v.why for v in report.failed)


@pytest.mark.parametrize("how", ["end cut off", "older copy put back"])
def test_what_only_a_checkpoint_can_tell(tmp_path: Path, how: str) -> None:
    """Without one, a store whose end is gone looks whole: this is a limit, and said so."""
    with case(tmp_path) as project:
        folder = project.folder
        older = project.ledger.checkpoint()
        shutil.copytree(folder, tmp_path / "older")
        decision = rule(project, next(project.ledger.captures()).id)
        newer = project.ledger.checkpoint()
        assert verify(project, against=older).ok
        if how == "end cut off":
            seq = project.ledger.head().seq
            report = forge(project, f"DELETE FROM lines WHERE seq = {seq}", f"DELETE FROM keys WHERE owner = '{decision}'")
            assert report.ok
            assert [v.about for v in verify(project, against=newer).failed] == ["checkpoint"]
    if how == "older copy put back":
        with open_project(tmp_path / "older") as project:
            assert verify(project).ok
            assert [v.about for v in verify(project, against=newer).failed] == ["checkpoint"]


def test_a_checkpoint_that_is_none_is_refused(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        for text in ("", "letapis checkpoint 1", "letapis checkpoint 1 x y", "letapis checkpoint 1 ² 00", "checkpoint 1 3 00"):
            with pytest.raises(ProjectError, match="no checkpoint"):
                verify(project, against=text)


def claims_moved(project: Project) -> int:
    """Rewrite a line of claims so that its quotes stand one letter further on."""
    row = next(iter(project.ledger.rows("claim")))
    own = project.ledger.keyring.of(row.owner)
    assert own
    said = [json.loads(line) for line in lines.text_of(row, own).splitlines()]
    for claim in said:
        claim["passage"]["start"] += 1
        claim["passage"]["end"] += 1
    text = "\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in said).encode()
    return len([v for v in resealed(project, row.seq, text).failed if "quote does not stand" in v.why])


def test_quotes_that_do_not_stand_are_named_though_every_seal_is_right(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        (first, *_) = project.ledger.rows("claim")
        assert claims_moved(project) == len(first.ids.split())


def test_claims_without_their_reading_are_named(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        report = resealed(project, 2, None)
        assert any("which is no reading of" in v.why for v in report.failed)


def damage(project: Project, how: Callable[[Path], object]) -> Report:
    capture = list(project.ledger.captures())[2]
    how(project.archive.path(capture.id))
    report = verify(project)
    assert {v.about for v in report.failed} == {capture.id}
    assert report.passed["capture"] == 3
    return report


def test_blobs_lost_cut_or_exchanged_are_named(tmp_path: Path) -> None:
    for nth, how in enumerate((Path.unlink, lambda p: os.truncate(p, 30), lambda p: p.write_bytes(b"other"))):
        (tmp_path / str(nth)).mkdir()
        with case(tmp_path / str(nth)) as project:
            damage(project, how)
    with case(tmp_path) as project:
        stray = project.folder / "archive" / "00" / ("0" * 64)
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"x")
        report = verify(project)
        assert report.ok
        assert [v.state for v in report.unchecked] == ["unchecked"]


def raw(project: Project, folder: Path) -> list[bytes]:
    """Everything the folder holds, and the database with its pages decrypted."""
    plain = folder.parent / "plain.db"
    shutil.copy(folder / "ledger.db", plain)
    connection = apsw.Connection(str(plain))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", "raw:" + project.keys.database.hex())
    connection.pragma("rekey", "")
    connection.close()
    assert plain.read_bytes().startswith(b"SQLite format 3")
    return [plain.read_bytes(), *(p.read_bytes() for p in folder.rglob("*") if p.is_file())]


def spelled(text: str) -> list[bytes]:
    data = text.encode()
    return [data, text.encode("utf-16-le"), json.dumps(text)[1:-1].encode(), base64.b64encode(data)[:-4], data.hex().encode()]


def hits(contents: list[bytes], needles: list[bytes]) -> int:
    return sum(needle in content for content in contents for needle in needles)


def test_a_folder_without_its_passphrase_tells_nothing(tmp_path: Path) -> None:
    needles = [n for c in (*CANARIES, "arrested", "amina") for n in spelled(c)]
    with case(tmp_path, PASSPHRASE) as project:
        take_in(project, page(50))
        files = [p for p in project.folder.rglob("*") if p.is_file()]
        assert hits([p.read_bytes() for p in files], needles) == 0
        assert hits([str(p.relative_to(project.folder)).encode() for p in files], needles) == 0
        secrets = [project.keys.root, project.keys.database, project.ledger.capture_key(next(project.ledger.captures()).id)]
        assert hits([p.read_bytes() for p in files], [s for k in secrets for s in (k, k.hex().encode())]) == 0
    assert hits([page(1).encode()], needles)  # what is looked for would be found


@pytest.mark.parametrize("many", [0, 150])
def test_an_erased_capture_leaves_no_word_and_no_key(tmp_path: Path, many: int) -> None:
    with case(tmp_path) as project:
        folder = project.folder
        for n in range(many):  # so that the table of keys has had pages split
            take_in(project, f"Page {n}")
        capture = take_in(project, f"The only page with {CANARIES[3]} and Vesna Orlic in it")
        decision = rule(project, capture)
        wrapped = dict(project.ledger.keyring.wrapped())
        secrets = [wrapped[capture], wrapped[decision]]
        secrets += [project.keys.unwrap(owner, wrapped[owner]) for owner in (capture, decision)]
        needles = [b"Vesna Orlic", *(s[12:40] for s in secrets[:2]), *secrets[2:]]
        assert hits(raw(project, folder), needles) == 2  # the two wrapped keys, in the decrypted copy alone
        project.erase(capture, by="amina", at="2024-06-01T08:00:00Z", reason="safety")
        assert hits(raw(project, folder), needles) == 0
        assert not project.archive.path(capture).exists()
        report = verify(project)
        assert report.ok, report.failed
        assert {v.about for v in report.unchecked} >= {capture, decision}
        assert all("erased on 2024-06-01T08:00:00Z by amina (safety)" in v.why for v in report.unchecked)
        assert report.passed["tombstone"] == 1
        assert [c.id for c in project.ledger.captures()][:1] != [capture]


def test_an_erasure_that_was_undone_is_found(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        capture = next(project.ledger.captures()).id
        kept = dict(project.ledger.keyring.wrapped())[capture]
        blob = project.archive.path(capture).read_bytes()
        project.erase(capture, by="amina", at="2024-06-01T08:00:00Z", reason="safety")
        project.archive.path(capture).write_bytes(blob)
        assert ["erase it again" in v.why for v in verify(project).failed] == [True]
        project.erase(capture, by="amina", at="2024-06-01T08:00:00Z", reason="safety")
        assert verify(project).ok
        project.ledger.connection.execute("INSERT INTO keys VALUES(?, ?)", (capture, kept))
        assert ["its key is still here" in v.why for v in verify(project).failed] == [True]


def test_bytes_under_another_key_do_not_pass(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        capture = next(project.ledger.captures()).id
        project.archive.put(capture, keys.fresh(), page(0).encode())
        assert [v.about for v in verify(project).failed] == [capture]
        key = project.ledger.keyring.blob_key(capture)
        assert key
        project.archive.put(capture, key, b"other bytes")
        assert "not those that were taken in" in verify(project).failed[0].why
