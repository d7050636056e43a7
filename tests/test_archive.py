"""The archive and the files: bytes in are bytes out, a flipped bit is found, odd input is one plain sentence."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from letapis.rim import files
from letapis.rim.archive import Archive
from letapis.rim.errors import ProjectError
from letapis.rim.project import open_project
from letapis.rim.verify import verify
from letapis.words.records import Fault
from tests.store import case, page, take_in

KEY = bytes(range(32))


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_bytes_come_back_as_they_went_in(tmp_path: Path, size: int) -> None:
    data = random.Random(size).randbytes(size)
    archive = Archive(tmp_path, b"n" * 32)
    archive.put("capture:a", KEY, data)
    assert archive.get("capture:a", KEY) == data
    assert list(archive.names()) == [archive.name("capture:a")]
    assert data[:64] not in archive.path("capture:a").read_bytes() or size < 64


def test_any_flipped_bit_cut_or_swap_is_found(tmp_path: Path) -> None:
    archive, chance = Archive(tmp_path, b"n" * 32), random.Random(7)
    archive.put("capture:a", KEY, chance.randbytes((2 << 20) + 10))
    whole = archive.path("capture:a").read_bytes()
    chunk = (1 << 20) + 16
    forged = [
        whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        for at in chance.sample(range(len(whole)), 30)
    ]
    forged += [whole[:-1], whole[: 15 + chunk], whole[:15], b"", whole + b"x"]
    forged += [whole[:15] + whole[15 + chunk : 15 + 2 * chunk] + whole[15 : 15 + chunk] + whole[15 + 2 * chunk :]]
    for data in forged:
        archive.path("capture:a").write_bytes(data)
        with pytest.raises(ProjectError, match="damaged"):
            archive.get("capture:a", KEY)
    archive.path("capture:a").unlink()
    with pytest.raises(ProjectError, match="missing"):
        archive.get("capture:a", KEY)


def test_a_blob_under_another_name_does_not_open(tmp_path: Path) -> None:
    archive = Archive(tmp_path, b"n" * 32)
    archive.put("capture:a", KEY, b"words")
    archive.take("capture:b", [archive.path("capture:a").read_bytes()])
    with pytest.raises(ProjectError, match="damaged"):
        archive.get("capture:b", KEY)


def test_odd_input_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"")
    os.truncate(tmp_path / "large", files.LIMIT + 1)
    (tmp_path / "two\nlines").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    said = {
        "empty": "the file is empty.",
        "large": "the file is larger than 200 MB.",
        "two\nlines": "the file is empty.",
        "pipe": "this is no ordinary file.",
        "circle": "the links lead in a circle.",
        "gone": "there is no such file or folder.",
        "n" * 300: "the name is too long.",
        "nul\0": "this is no name a file can have.",
        ".": "this is a folder, not a file.",
    }
    for name, what in said.items():
        fault = files.read_input(tmp_path / name)
        assert isinstance(fault, Fault)
        assert fault.what == what
        assert "\n" not in str(fault)
    (tmp_path / "\u202eевил \udcff.txt").write_bytes(b"words")
    assert files.read_input(tmp_path / "\u202eевил \udcff.txt") == b"words"
    assert files.shown("\u202eевил \udcff.txt") == "\\u202eевил \\udcff.txt"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "secret").chmod(0)
    (tmp_path / "closed").mkdir(0)
    assert files.read_input(tmp_path / "secret") == Fault(str(tmp_path / "secret"), *files._SENTENCES[13])
    (fault,) = files.inputs([tmp_path / "closed"])
    assert isinstance(fault, Fault)


def test_folders_are_listed_in_order_without_projects_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", "case/ledger.db", "case/project.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in files.inputs([tmp_path]) if isinstance(p, Path)] == [
        "a.txt",
        "b.txt",
        "sub/c.txt",
    ]
    assert list(files.inputs([tmp_path / "gone"])) == [tmp_path / "gone"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
def test_a_failing_call_leaves_no_half_file_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    real = getattr(os, call)
    with case(tmp_path) as project:
        for nth in range(1, 8):
            calls = iter(range(1, 1000))

            def fails(*given: object, nth: int = nth, calls: object = calls, **more: object) -> object:
                if next(calls) == nth:  # type: ignore[call-overload]
                    raise OSError(28, "No space left on device")
                return real(*given, **more)

            with monkeypatch.context() as m:
                m.setattr(os, call, fails)
                with suppress(ProjectError):
                    take_in(project, page(100 + nth))
            assert verify(project).ok
            take_in(project, page(100 + nth))
        with project.locked():
            pass
        assert not [n for n in project.archive.names() if n.startswith(files.PART)]
        report = verify(project)
        assert report.ok
        assert not report.unchecked
        assert report.passed["capture"] == 11


_FILL = """
import sys
from pathlib import Path
from letapis.rim.project import ProjectError, open_project
from tests.store import take_in
with open_project(Path(sys.argv[1])) as project:
    for n in range(1000):
        try:
            take_in(project, f"Page {n} of Ana. " * 500)
        except ProjectError as error:
            print(error.fault)
            sys.exit(3)
        print("kept", n, flush=True)
"""


def test_a_full_disk_is_a_plain_fault_and_loses_nothing(tmp_path: Path) -> None:
    with case(tmp_path) as project:
        folder = project.folder
        size = (folder / "ledger.db").stat().st_size

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 60_000, size + 60_000))

    done = subprocess.run(
        [sys.executable, "-c", _FILL, str(folder)], capture_output=True, text=True, preexec_fn=narrow, check=False
    )
    *kept, last = done.stdout.splitlines()
    assert done.returncode == 3, done.stderr
    assert "Make room" in last
    assert done.stderr == ""
    with open_project(folder) as project:
        report = verify(project)
        assert report.ok
        assert len(kept) > 0
        assert report.passed["capture"] == 4 + len(kept)
        take_in(project, f"Page {len(kept)} of Ana. " * 500)
        assert verify(project).unchecked == ()
