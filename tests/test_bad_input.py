"""Bad input: one plain sentence each, an exit status that says so, the batch going on, nothing lost, never a traceback."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from letapis.rim.project import open_project
from letapis.rim.verify import verify
from tests.commands import EXAMPLES, Ran, letapis, new_project, story

GOOD = story(1)


def one_sentence(ran: Ran, *words: str, lines: int = 1) -> None:
    """So many plain lines on the error output, with these words in them."""
    assert "Traceback" not in ran.out + ran.err
    assert len(ran.err.splitlines()) == lines, ran.err
    assert all(w in ran.err for w in words), ran.err
    assert ran.err.isprintable() or all(line.isprintable() for line in ran.err.splitlines())


def encrypted() -> bytes:
    out = pypdf.PdfWriter(clone_from=next(EXAMPLES.glob("*.pdf")))
    out.encrypt("secret", algorithm="RC4-128")
    return written(out)


def written(out: pypdf.PdfWriter) -> bytes:
    data = io.BytesIO()
    out.write(data)
    return data.getvalue()


def rubbish() -> bytes:
    state, out = 1, bytearray()
    while len(out) < 20_000:
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 255)
    return bytes(out)


BROKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("page.html", lambda: b"", "the file is empty"),
    "binary rubbish": ("page.html", rubbish, "neither text, HTML nor PDF"),
    "rubbish called a PDF": ("page.pdf", rubbish, "broken"),
    "half a PDF": ("page.pdf", lambda: next(EXAMPLES.glob("*.pdf")).read_bytes()[:2000], "broken"),
    "an encrypted PDF": ("page.pdf", encrypted, "encrypted"),
    "nothing but spaces": ("page.txt", lambda: b" \n\t\n " * 50, "is empty"),
    "zero bytes": ("page.txt", lambda: bytes(5000), ""),
    "a page without words": ("page.html", lambda: b"<html><body><img src=x></body></html>", "No main text"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_page_is_one_sentence_and_the_batch_goes_on(kind: str, tmp_path: Path) -> None:
    name, data, words = BROKEN[kind]
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / f"a-{name}").write_bytes(data())
    alone = letapis("read", pages)
    assert alone.status == 1
    assert not alone.out
    one_sentence(alone, words, f"{pages}/a-{name}")
    (pages / "b.txt").write_text(GOOD)
    both = letapis("read", pages)
    assert both.status == 3
    assert "arrested · Ales Kruk" in both.out
    one_sentence(both, words)
    case = new_project(tmp_path)
    ran = letapis("import", "-p", case, pages)
    assert ran.status == 3
    assert "1 new" in ran.out
    one_sentence(ran, words)


def test_a_wrong_encoding_is_read_all_the_same(tmp_path: Path) -> None:
    text = GOOD.replace("Ales Kruk", "Aleś Krukovič").replace("city prison", "city’s prison")
    for encoding in ("cp1250", "utf-16", "utf-8-sig"):
        page = tmp_path / f"{encoding}.txt"
        page.write_bytes(text.replace("ś", "š").encode(encoding, "replace"))
        ran = letapis("read", page, "--json")
        assert ran.status == 0, (encoding, ran.err)
        assert "Krukovi" in json.loads(ran.out)["body"]
    lantern = next(EXAMPLES.glob("lantern*.html")).read_bytes().replace(b"</p>", b" \xe9\xff</p>", 3)
    (tmp_path / "lies.html").write_bytes(lantern)
    ran = letapis("read", tmp_path / "lies.html")
    assert ran.status == 0
    one_sentence(ran, "could not be read as utf-8")


def test_a_name_with_newlines_and_marks_stays_on_one_line(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a\nb\x1b[31m\u202etxt.txt").write_text(GOOD)
    (pages / "empty\n.txt").write_text("")
    (pages / os.fsdecode(b"caf\xe9.txt")).write_text(story(2))
    ran = letapis("read", pages)
    assert ran.status == 3
    one_sentence(ran, "empty\\n.txt: the file is empty.")
    assert "\x1b" not in ran.out
    assert len(letapis("read", pages, "--json").out.splitlines()) == 2
    case = new_project(tmp_path)
    ran = letapis("import", "-p", case, pages)
    assert (ran.status, ran.out) == (3, "2 new, 1 failed\n")
    with open_project(case) as project:
        assert verify(project).ok
        assert all(c.name.isprintable() for c in project.ledger.captures())


@pytest.mark.slow
def test_a_200_mb_file_is_refused_in_a_second(tmp_path: Path) -> None:
    with open(tmp_path / "big.html", "wb") as big:
        big.truncate(200_000_000)
    with open(tmp_path / "bigger.html", "wb") as big:
        big.truncate(300_000_000)
    (tmp_path / "good.txt").write_text(GOOD)
    ran = letapis("read", tmp_path)
    assert ran.status == 3
    one_sentence(ran, "200 MB", "larger than", lines=2)
    assert "Ales Kruk" in ran.out


@pytest.mark.timeout(20)
def test_devices_pipes_and_circles_do_not_hang(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    os.mkfifo(pages / "pipe.html")
    (pages / "circle.html").symlink_to(pages / "circle.html")
    (pages / "up").symlink_to(pages)
    (pages / "nowhere.html").symlink_to("/no/such/file")
    (pages / "good.txt").write_text(GOOD)
    for verb in (["read"], ["import", "-p", str(new_project(tmp_path))]):
        ran = letapis(*verb, pages, "/dev/zero", "/dev/null", "/dev/stdin")
        assert ran.status == 3
        one_sentence(ran, "pipe.html", "circle", "/dev/zero", lines=len(ran.err.splitlines()))
        assert 5 <= len(ran.err.splitlines()) <= 6


SIDECARS: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "no JSON"),
    "a list": ("[1]", "no JSON"),
    "a word": ('"x"', "no JSON"),
    "nothing": ("", "empty"),
    "a bad date": ('{"published": "yesterday"}', "no date"),
    "an impossible date": ('{"published": "2024-02-31"}', "no date"),
    "a number for a title": ('{"title": 5}', "title"),
    "an object for an author": ('{"authors": [{}]}', "authors"),
    "too deep": ("[" * 100_000, "no JSON"),
}


@pytest.mark.parametrize("kind", SIDECARS)
def test_a_broken_sidecar_is_said_and_its_page_waits(kind: str, tmp_path: Path) -> None:
    text, words = SIDECARS[kind]
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(GOOD)
    (pages / "a.meta.json").write_text(text)
    (pages / "b.txt").write_text(story(2))
    case = new_project(tmp_path)
    ran = letapis("import", "-p", case, pages)
    assert (ran.status, ran.out) == (3, "1 new, 1 failed\n")
    one_sentence(ran, words, "a.meta.json", "not taken in until then")
    (pages / "a.meta.json").write_text('{"published": "2024-02-03"}')
    assert letapis("import", "-p", case, pages).out.startswith("1 new, 1 already held\n")
    (pages / "a.meta.json").write_text(text)
    ran = letapis("read", pages / "a.txt")
    assert ran.status == 0
    one_sentence(ran, words)


# ---- projects


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(GOOD)
    for verb in (["people"], ["import", str(tmp_path / "page.txt")], ["verify"], ["case", "Ales Kruk"]):
        for folder in (tmp_path, tmp_path / "none", tmp_path / "page.txt"):
            ran = letapis(*verb, "-p", folder)
            assert ran.status == 1
            one_sentence(ran, "not a letapis project", "letapis init")


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text("lantern gravel otter\n")
    wrong.write_text("lantern gravel stoat\n")
    assert letapis("init", tmp_path / "case", "--passphrase-file", right).status == 0
    (tmp_path / "page.txt").write_text(GOOD)
    ran = letapis("import", "-p", tmp_path / "case", tmp_path / "page.txt", "--passphrase-file", wrong)
    assert ran.status == 1
    one_sentence(ran, "passphrase")
    assert "stoat" not in ran.err
    wrong.write_text("")
    one_sentence(letapis("people", "-p", tmp_path / "case", "--passphrase-file", wrong), "empty")
    wrong.write_bytes(b"\xff\xfe")
    one_sentence(letapis("people", "-p", tmp_path / "case", "--passphrase-file", wrong), "no passphrase")
    one_sentence(letapis("people", "-p", tmp_path / "case", "--passphrase-file", tmp_path / "none"), "no such file")
    assert letapis("import", "-p", tmp_path / "case", tmp_path / "page.txt", "--passphrase-file", right).status == 0


def test_a_damaged_project_says_so(tmp_path: Path) -> None:
    case = new_project(tmp_path)
    ledger = case / "ledger.db"
    ledger.write_bytes(ledger.read_bytes()[:100] + b"x" * 5000)
    one_sentence(letapis("people", "-p", case), "damaged")
    ledger.unlink()
    one_sentence(letapis("people", "-p", case), "ledger is missing")
    (case / "project.json").write_text("{")
    ran = letapis("people", "-p", case)
    assert ran.status == 1
    one_sentence(ran, "project.json")


def test_a_second_import_at_the_same_time_is_turned_away(tmp_path: Path) -> None:
    case = new_project(tmp_path)
    (tmp_path / "page.txt").write_text(GOOD)
    with open_project(case) as project, project.locked():
        ran = letapis("import", "-p", case, tmp_path / "page.txt")
        assert ran.status == 1
        assert not ran.out
        one_sentence(ran, "another import is running")
        assert letapis("people", "-p", case).status == 0
    assert letapis("import", "-p", case, tmp_path / "page.txt").status == 0


def test_an_exported_file_cannot_be_written(tmp_path: Path) -> None:
    case = new_project(tmp_path)
    (tmp_path / "page.txt").write_text(GOOD)
    assert letapis("import", "-p", case, tmp_path / "page.txt").status == 0
    ran = letapis("export", "html", "Ales Kruk", "-p", case, "--to", tmp_path / "no" / "such")
    assert ran.status == 1
    one_sentence(ran, "no such file or folder")


# ---- a full disk, and no permission


def apart(before: Callable[[], object], *args: object) -> Ran:
    """Run a command in a process of its own that is first made poor."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            before()
            ran = letapis(*args)
            os.write(writing, json.dumps([ran.status, ran.out, ran.err]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        told = said.read()
    os.waitpid(process, 0)
    return Ran(*json.loads(told))


def little_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))


@pytest.mark.slow
def test_a_full_disk_stops_the_import_and_loses_nothing(tmp_path: Path) -> None:
    case, pages = new_project(tmp_path), tmp_path / "pages"
    pages.mkdir()
    for n in range(30):
        (pages / f"{n:02}.txt").write_text(story(n))
    ran = apart(little_room, "import", "-p", case, pages)
    assert ran.status == 3, (ran.out, ran.err)
    one_sentence(ran)
    assert "room" in ran.err
    with open_project(case) as project:
        assert verify(project).ok
        kept = len(list(project.ledger.captures()))
    assert 0 < kept < 30
    assert f"{kept} new" in ran.out
    ran = letapis("import", "-p", case, pages, "--no-news")
    assert (ran.status, ran.out) == (0, f"{30 - kept} new, {kept} already held\n")


def nobody() -> None:
    """Root may read everything, so it becomes nobody; anybody else stays who they are."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


@pytest.mark.slow
def test_no_permission(tmp_path: Path) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    pages, shut = tmp_path / "pages", tmp_path / "pages" / "shut"
    shut.mkdir(parents=True)
    (shut / "in.txt").write_text(story(3))
    (pages / "locked.txt").write_text(story(2))
    (pages / "good.txt").write_text(GOOD)
    assert letapis("read", pages).status == 0  # everything that the program needs is loaded
    (pages / "locked.txt").chmod(0)
    shut.chmod(0)
    ran = apart(nobody, "read", pages)
    assert ran.status == 3
    one_sentence(ran, "locked.txt: you have no permission.", "shut: you have no permission.", lines=2)
    assert "Ales Kruk" in ran.out
    ran = apart(nobody, "read", pages / "locked.txt", pages / "good.txt")
    assert ran.status == 3
    one_sentence(ran, "locked.txt: you have no permission.")
    shut.chmod(0o755)
    out = tmp_path / "out"
    out.mkdir(0o555)
    ran = apart(nobody, "init", out / "case", "--no-passphrase")
    assert ran.status == 1
    one_sentence(ran, "no permission")
    case = new_project(tmp_path)
    case.chmod(0)
    ran = apart(nobody, "people", "-p", case)
    assert ran.status == 1
    one_sentence(ran)
    case.chmod(0o755)
