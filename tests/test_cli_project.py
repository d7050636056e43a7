"""A project on the command line as a user meets it: looking, showing, ruling, checking, handing on."""

from __future__ import annotations

import json
import os
import pty
import re
import sys
import time
from pathlib import Path

import pytest

from letapis import cli
from tests.commands import PERSON, demo, demo_copy, demo_said, letapis, new_project

ID = re.compile(r"\b(?:person|act|claim|capture|reading):[a-z]{5}-[a-z]{5}\b")


def flat(text: str) -> str:
    return " ".join(text.split())


def ids(text: str, kind: str) -> list[str]:
    return list(dict.fromkeys(i for i in ID.findall(text) if i.startswith(kind + ":")))


# ---- looking


def test_the_demo_shows_the_case_and_where_it_is_written() -> None:
    out = demo_said().out
    for heading in (
        f"Case file: {PERSON}",
        "Timeline",
        "Other people",
        "Contradictions and gaps",
        "Pages this stands on",
        "Written",
    ):
        assert heading in out
    assert (demo() / "case.html").stat().st_size > 10_000
    assert "“nine weeks”" in flat(out)


@pytest.mark.slow
def test_the_demo_may_be_run_again_but_spares_what_is_no_demo(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder:
        assert letapis("demo", "--into", folder).status == 0
    own = new_project(tmp_path)
    (tmp_path / "page.txt").write_text("Police arrested Ales Kruk in Mostryn.\n" * 5)
    assert letapis("import", "-p", own, tmp_path / "page.txt").status in (0, 3)
    ran = letapis("demo", "--into", own)
    assert ran.status == 1
    assert "no demo" in ran.err
    assert letapis("verify", "-p", own).status == 0
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("kept")
    assert letapis("demo", "--into", tmp_path / "papers").status == 1
    assert (tmp_path / "papers" / "letter.txt").read_text() == "kept"


@pytest.mark.parametrize("verb", [("people",), ("acts",), ("timeline",), ("case", PERSON), ("check",)])
def test_narrow_screens_stay_readable(verb: tuple[str, ...]) -> None:
    ran = letapis(verb[0], "-p", demo(), *verb[1:], columns=72)
    assert ran.status == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 72


def test_wide_screens_get_tables_with_whole_ids() -> None:
    out = letapis("acts", "-p", demo(), columns=160).out
    assert out.splitlines()[0].split()[:2] == ["when", "act"]
    assert len(ids(out, "act")) > 10


def test_every_id_that_is_printed_can_be_shown() -> None:
    p = demo()
    printed = [
        *ids(letapis("people", "-p", p).out, "person")[:3],
        *ids(letapis("acts", "-p", p).out, "act")[:3],
        *ids(letapis("case", PERSON, "-p", p).out, "capture")[:2],
    ]
    claims = ids(letapis("show", ids(letapis("timeline", PERSON, "-p", p).out, "act")[1], "-p", p).out, "claim")
    assert len(claims) > 5
    for each in (*printed, *claims[:2]):
        ran = letapis("show", each, "-p", p)
        assert ran.status == 0, (each, ran.err)
        assert each in ran.out
    assert letapis("show", claims[0].partition(":")[2], "-p", p).status == 0


def test_an_act_leads_to_its_sentences_and_a_claim_to_its_bytes() -> None:
    p = demo()
    timeline = letapis("timeline", PERSON, "-p", p).out
    arrest = next(i for i in ids(timeline, "act") if f"arrested {i}" in flat(timeline))
    shown = letapis("show", arrest, "-p", p).out
    assert f"arrested: {PERSON}" in flat(shown)
    assert "“Among those detained was Andrei Khalchevich" in shown
    assert ids(shown, "capture")
    claim = letapis("show", ids(shown, "claim")[0], "-p", p).out
    for part in ("Passage", "Custody", "SHA-256", "taken in", "Capture  capture:", "proposed by"):
        assert part in claim
    assert re.search(r"^ *SHA-256  [0-9a-f]{64}$", claim, re.MULTILINE)


def test_a_page_shows_what_it_tells() -> None:
    p = demo()
    case = letapis("case", PERSON, "-p", p).out
    out = "".join(letapis("show", c, "-p", p).out for c in ids(case, "capture")[:2])
    assert "People named" in out
    assert "Acts told" in out
    assert "(ru)" in case


@pytest.mark.parametrize(
    "name", ["Andrei Khalchevich", "andrey halchevich", "Andrej Chalčevič", "Андрей Хальчевич", "Khalchevich Andrei"]
)
def test_any_spelling_will_do(name: str) -> None:
    ran = letapis("case", name, "-p", demo())
    assert ran.status == 0, ran.err
    assert f"Case file: {PERSON}" in ran.out


def test_a_name_that_may_mean_several_lists_them() -> None:
    ran = letapis("case", "Хальчевич", "-p", demo())
    assert ran.status == 1
    assert "may mean" in ran.err
    assert len(ids(ran.out, "person")) >= 2
    assert "Case file" not in ran.out
    assert letapis("case", ids(ran.out, "person")[0], "-p", demo()).status == 0


@pytest.mark.parametrize("name", ["Nobody Atall", " ", "\x1b[31m", "act:babab-babab"])
def test_an_unknown_name_is_one_plain_sentence(name: str) -> None:
    for verb in (("case", name), ("show", name.strip() or "zzzzz")):
        ran = letapis(*verb, "-p", demo())
        assert ran.status == 1
        assert ran.out == ""
        assert len(ran.err.splitlines()) == 1
        assert "\x1b" not in ran.err


def test_known_people_are_found_in_a_page_whose_acts_are_not_read() -> None:
    out = letapis("case", PERSON, "-p", demo()).out
    assert "Хальчевич объявлен в розыск" in out
    assert "Андрей Хальчевич" in flat(out)


def test_exports_say_where_they_are(tmp_path: Path) -> None:
    for kind in ("json", "csv", "html"):
        ran = letapis("export", kind, PERSON, "-p", demo(), "--to", tmp_path / "out")
        assert ran.status == 0
        written = [Path(line.removeprefix("Written: ")) for line in ran.out.splitlines()]
        assert written
        assert all(w.exists() for w in written)
    json.loads(next((tmp_path / "out").glob("*.json")).read_text())
    assert letapis("export", "pdf", PERSON, "-p", demo()).status == 2


# ---- ruling


def test_what_is_restricted_is_absent_until_the_level_allows_it(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as p:
        wanted = letapis("people", "-p", p).out
        who = next(i for i in ids(wanted, "person") if f"Pavel Rudetsky {i}" in flat(wanted))
        claim = ids(letapis("show", who, "-p", p).out, "claim")[0]
        assert letapis("restrict", who, "named", "--because", "asked us", "-p", p).status == 0
        for verb in (("people",), ("acts",), ("check",), ("case", PERSON)):
            assert "Pavel" not in letapis(*verb, "-p", p).out
        for gone in (who, claim):
            assert letapis("show", gone, "-p", p).status == 1
            assert letapis("show", gone, "-p", p, "--level", "named").status == 0
        assert letapis("restrict", "nobody-nobod", "team", "-p", p).status == 1
        assert letapis("restrict", who, "secret", "-p", p).status == 2


def test_an_erased_page_is_gone_and_stays_out(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as p:
        capture = ids(letapis("case", PERSON, "-p", p).out, "capture")[3]
        assert letapis("erase", capture, "--reason", "consent", "-p", p, typed="n\n").status == 130
        assert letapis("show", capture, "-p", p).status == 0
        assert letapis("erase", capture, "--reason", "consent", "--yes", "-p", p).status == 0
        ran = letapis("show", capture, "-p", p)
        assert ran.status == 1
        assert "erased" in ran.err
        assert letapis("verify", "-p", p).status == 0
        who = ids(letapis("people", "-p", p).out, "person")[0]
        assert "no capture" in letapis("erase", who, "--reason", "consent", "--yes", "-p", p).err


# ---- checking and handing on


def test_verify_names_what_is_wrong_and_finds_a_roll_back(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as p:
        sound = letapis("verify", "-p", p)
        assert sound.status == 0
        checkpoint = next(line.partition(": ")[2] for line in sound.out.splitlines() if line.startswith("Checkpoint"))
        assert letapis("verify", "-p", p, "--against", checkpoint).status == 0
        capture = ids(letapis("case", PERSON, "-p", p).out, "capture")[0]
        assert letapis("restrict", capture, "team", "-p", p).status == 0
        later = letapis("verify", "-p", p).out
        newer = next(line.partition(": ")[2] for line in later.splitlines() if line.startswith("Checkpoint"))
        rolled_back = letapis("verify", "-p", demo(), "--against", newer)
        assert rolled_back.status == 1
        assert "failed" in rolled_back.out
        assert letapis("verify", "-p", p, "--against", "rubbish").status == 1
        blob = next(b for b in sorted((p / "archive").rglob("*")) if b.is_file())
        data = bytearray(blob.read_bytes())
        data[-1] ^= 1
        blob.chmod(0o600)
        blob.write_bytes(data)
        ran = letapis("verify", "-p", p)
        assert ran.status == 1
        assert f"archive/{blob.parent.name}/{blob.name}" in ran.out
        assert "damaged" in ran.out


def test_the_ledger_goes_out_and_comes_back_byte_for_byte(tmp_path: Path) -> None:
    dump = letapis("ledger", "dump", "-p", demo(), "--with-keys")
    assert dump.status == 0
    (tmp_path / "lines").write_text(dump.out, encoding="utf-8")
    ran = letapis("ledger", "load", tmp_path / "lines", tmp_path / "new", "--blobs", demo() / "archive", "--no-passphrase")
    assert ran.status == 0, ran.err
    assert letapis("ledger", "dump", "-p", tmp_path / "new", "--with-keys").out == dump.out
    assert letapis("verify", "-p", tmp_path / "new").status == 0
    assert letapis("ledger", "load", tmp_path / "lines", tmp_path / "new", "--no-passphrase").status == 1


# ---- doors


def test_a_passphrase_is_asked_for_twice_and_never_shown(tmp_path: Path) -> None:
    said = typed(["init", str(tmp_path / "case")], ["lantern otter", "lantern otter"])
    assert said.status == 0
    assert "New passphrase" in said.out
    assert "Once more" in said.out
    assert "lantern" not in said.out
    assert letapis("people", "-p", tmp_path / "case", "--passphrase-file", written(tmp_path, "lantern otter\n")).status == 0
    differ = typed(["init", str(tmp_path / "other")], ["lantern otter", "lantern stoat"])
    assert differ.status == 1
    assert "differ" in differ.out
    assert not (tmp_path / "other" / "project.json").exists()


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "passphrase").write_text(text)
    return tmp_path / "passphrase"


class Typed:
    """What a command said on a terminal."""

    def __init__(self, status: int, out: str) -> None:
        self.status, self.out = status, out


def typed(args: list[str], lines: list[str]) -> Typed:
    """Run a command on a terminal of its own and type lines at its prompts."""
    process, terminal = pty.fork()
    if not process:
        try:
            sys.argv, sys.stdout, sys.stderr = ["letapis", *args], open(1, "w"), open(2, "w")  # noqa: SIM115
            cli.main()
        except SystemExit as done:
            os._exit(int(done.code or 0))
        os._exit(0)
    out, until = b"", time.monotonic() + 60
    waiting = list(lines)
    while time.monotonic() < until:
        try:
            out += os.read(terminal, 4096)
        except OSError:
            break
        if waiting and out.rstrip(b" ").endswith(b":"):
            time.sleep(0.1)
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return Typed(os.waitstatus_to_exitcode(status), out.decode())


def test_no_traceback_and_no_page_in_an_unexpected_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from letapis.desk.desk import Desk

    def broken(*_: object) -> None:
        raise RuntimeError("Andrei Khalchevich hides at Lower Orchard Lane")

    monkeypatch.setattr(Desk, "book", broken)
    ran = letapis("people", "-p", demo())
    assert ran.status == 70
    assert "Traceback" not in ran.err
    assert "Orchard" not in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "LETAPIS_TRACEBACK=1" in ran.err
    with pytest.raises(RuntimeError):
        letapis("people", "-p", demo(), LETAPIS_TRACEBACK="1")


def test_verbs_without_a_language_model_do_not_load_it() -> None:
    import subprocess

    code = (
        "import sys; from letapis import cli; sys.argv = ['letapis', '--help']\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "assert not {'spacy', 'rich', 'apsw', 'trafilatura'} & set(sys.modules), set(sys.modules) & {'spacy', 'rich', 'apsw'}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=30)
    code = (
        "import sys; from letapis import cli; sys.argv = ['letapis', 'acts', '-p', sys.argv[1]]\n"
        "try: cli.main()\nexcept SystemExit as e: assert not e.code\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(demo())], check=True, capture_output=True, timeout=30)
