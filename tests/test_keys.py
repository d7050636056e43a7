"""Keys: the passphrase alone opens a project, a touched header opens nothing, and derived keys are what the standard says."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from unicodedata import normalize

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from letapis.rim import header, keys
from letapis.rim.project import ProjectError, change_passphrase, create, needs_passphrase, open_project
from tests.store import PASSPHRASE, case, take_in

ROOT = bytes(range(32))


@pytest.fixture(scope="module")
def guarded() -> bytes:
    return header.make(ROOT, PASSPHRASE)


def test_derived_keys_are_hkdf() -> None:
    expected = HKDFExpand(SHA256(), 32, b"letapis/1 database").derive(ROOT)
    assert keys.derive(ROOT, "database") == expected
    assert keys.derive(ROOT, "names") != expected


def test_what_is_encrypted_opens_only_whole_and_in_its_place() -> None:
    sealed = keys.encrypt(ROOT, b"words", b"here")
    assert keys.decrypt(ROOT, sealed, b"here") == b"words"
    for wrong in ((bytes(32), sealed, b"here"), (ROOT, sealed, b"there"), (ROOT, sealed[:-1], b"here"), (ROOT, b"", b"here")):
        with pytest.raises(keys.DamagedError):
            keys.decrypt(*wrong)


def test_a_key_moved_to_another_owner_opens_nothing() -> None:
    project = keys.Keys(ROOT)
    wrapped = project.wrap("capture:a", b"k" * 32)
    assert project.unwrap("capture:a", wrapped) == b"k" * 32
    with pytest.raises(keys.DamagedError):
        project.unwrap("capture:b", wrapped)


def test_the_passphrase_opens_the_header_however_it_is_typed(guarded: bytes) -> None:
    decomposed = normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert header.unlock(header.parse(guarded, "x"), PASSPHRASE) == ROOT
    assert header.unlock(header.parse(guarded, "x"), decomposed) == ROOT
    assert ROOT.hex().encode() not in guarded


def without_a_word(error: ProjectError) -> tuple[str, str]:
    return error.fault.what, error.fault.hint


def test_wrong_passphrase_and_touched_headers_give_one_error(guarded: bytes) -> None:
    body = json.loads(guarded)
    slot = body["slots"][0]
    cases = {
        "wrong passphrase": (guarded, PASSPHRASE + "x"),
        "cut": (guarded[:-40], PASSPHRASE),
        "weaker": (header.text_of({**body, "slots": [{**slot, "memory": 8}]}), PASSPHRASE),
        "fewer rounds": (header.text_of({**body, "slots": [{**slot, "time": 1}]}), PASSPHRASE),
        "too dear": (header.text_of({**body, "slots": [{**slot, "memory": 1 << 40}]}), PASSPHRASE),
        "other salt": (header.text_of({**body, "slots": [{**slot, "salt": "00" * 16}]}), PASSPHRASE),
        "more said": (header.text_of({**body, "note": "x"}), PASSPHRASE),
        "no slots": (header.text_of({**body, "slots": []}), PASSPHRASE),
        "slots of nonsense": (header.text_of({**body, "slots": [3]}), PASSPHRASE),
        "spaced otherwise": (json.dumps(body).encode(), PASSPHRASE),
        "not json": (b"\x00\xff", PASSPHRASE),
        "a list": (b"[]", PASSPHRASE),
    }
    said = set()
    for name, (text, passphrase) in cases.items():
        with pytest.raises(ProjectError) as caught:
            header.unlock(header.parse(text, "x"), passphrase)
        said.add(without_a_word(caught.value))
        assert len(said) == 1, name


def test_every_bit_of_a_clear_header_counts() -> None:
    text = header.make(ROOT, None)
    assert header.unlock(header.parse(text, "x"), None) == ROOT
    assert b"whoever has this folder can read everything" in text
    for at in range(len(text)):
        for bit in range(8):
            flipped = text[:at] + bytes([text[at] ^ 1 << bit]) + text[at + 1 :]
            with pytest.raises(ProjectError):
                header.unlock(header.parse(flipped, "x"), None)


def test_a_newer_version_and_a_missing_passphrase_say_so(guarded: bytes) -> None:
    with pytest.raises(ProjectError, match="newer version"):
        header.parse(header.text_of({**json.loads(guarded), "version": 2}), "x")
    with pytest.raises(ProjectError, match="kept under a passphrase"):
        header.unlock(header.parse(guarded, "x"), None)
    with pytest.raises(ProjectError, match="shorter than"):
        header.make(ROOT, "short")


def test_a_wrong_passphrase_writes_nothing(tmp_path: Path) -> None:
    with case(tmp_path, PASSPHRASE) as project:
        folder = project.folder
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(ProjectError, match="the passphrase is wrong"):
        open_project(folder, "nobody knows this one")
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before


def test_a_new_passphrase_rewraps_and_touches_nothing_else(tmp_path: Path) -> None:
    with case(tmp_path, PASSPHRASE) as project:
        folder = project.folder
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != "project.json"}
    change_passphrase(folder, PASSPHRASE, "another five words entirely")
    assert {p: p.read_bytes() for p in before} == before
    with pytest.raises(ProjectError):
        open_project(folder, PASSPHRASE)
    with open_project(folder, "another five words entirely") as project:
        assert len(list(project.ledger.captures())) == 4


def test_folders_that_are_no_projects_say_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / ("n" * 300)):
        with pytest.raises(ProjectError, match="not a letapis project"):
            open_project(folder)
    (tmp_path / "thesis.txt").write_text("words")
    with pytest.raises(ProjectError, match="not empty"):
        create(tmp_path, None)
    create(tmp_path / "a", None).close()
    with pytest.raises(ProjectError, match="project already"):
        create(tmp_path / "a", None)
    assert not needs_passphrase(tmp_path / "a")
    (tmp_path / "a" / "ledger.db").unlink()
    with pytest.raises(ProjectError, match="ledger is missing"):
        open_project(tmp_path / "a")
    with pytest.raises(ProjectError):
        create(tmp_path / "nowhere" / "b", None)


@pytest.mark.parametrize("mask", [0o000, 0o277])
def test_only_the_owner_may_read_under_any_umask(tmp_path: Path, mask: int) -> None:
    old = os.umask(mask)
    try:
        with create(tmp_path / "case", None) as project:
            take_in(project, "Words of Ana.")
    finally:
        os.umask(old)
    for path in (tmp_path / "case", *(tmp_path / "case").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
