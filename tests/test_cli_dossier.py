"""The verbs around a dossier, on the demo project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from letapis.rim import project as store
from tests.commands import PERSON, demo_copy, letapis

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    with demo_copy(tmp_path) as folder:
        yield folder


def test_a_dossier_in_every_form_and_its_bundle_holds(project: Path, tmp_path: Path) -> None:
    ran = letapis("dossier", "-p", project, PERSON, "--to", tmp_path / "out")
    assert ran.status == 0, ran.err
    made = sorted(p.suffix for p in (tmp_path / "out").iterdir())
    assert made == [".docx", ".html", ".json", ".pdf", ".zip"]
    checked = letapis("verify-export", next((tmp_path / "out").glob("*.zip")))
    assert checked.status == 0
    assert "0 do not hold" in " ".join(checked.out.split())
    assert int(re.search(r"(\d+) stand in the preserved bytes", " ".join(checked.out.split()))[1]) > 20  # type: ignore[index]


def test_a_coded_dossier_names_nobody_and_its_key_stands_apart(project: Path, tmp_path: Path) -> None:
    words = ("dossier", "-p", project, PERSON, "--level", "public", "--code", PERSON, "--code-sources", "--blur-places")
    ran = letapis(*words, "--form", "html", "--to", tmp_path / "out", "--key", tmp_path / "key.txt")
    assert ran.status == 0, ran.err
    (page,) = (tmp_path / "out").iterdir()
    assert not re.search(r"khal|halch|chal[cč]|хальч|rude[ct]", page.read_text(encoding="utf-8"), re.I)
    assert PERSON in (tmp_path / "key.txt").read_text(encoding="utf-8")


def test_a_preview_writes_nothing_and_gives_the_digest_of_what_would_be_written(project: Path, tmp_path: Path) -> None:
    preview = letapis("dossier", "-p", project, PERSON, "--form", "html", "--to", tmp_path / "out", "--preview")
    assert not (tmp_path / "out").exists()
    letapis("dossier", "-p", project, PERSON, "--form", "html", "--to", tmp_path / "out")
    (page,) = (tmp_path / "out").iterdir()
    assert sha256(page.read_bytes()).hexdigest() in preview.out.replace("\n", "")
    before = page.read_bytes()
    letapis("dossier", "-p", project, PERSON, "--form", "html", "--to", tmp_path / "out")
    assert page.read_bytes() == before


def test_what_left_is_written_down_and_an_act_can_be_cited(project: Path, tmp_path: Path) -> None:
    letapis("dossier", "-p", project, PERSON, "--form", "json", "--to", tmp_path / "out", "--for", "Working Group")
    text = next((tmp_path / "out").iterdir()).read_text(encoding="utf-8")
    with store.open_project(project) as opened:
        (left,) = [d for d in opened.ledger.decisions() if d.verdict == "exported"]
    assert left.value == f"sha256:{sha256(text.encode()).hexdigest()}"
    assert left.because.endswith("dossier, for team, Working Group")
    act = re.search(r"act:[a-z-]+", text)[0]  # type: ignore[index]
    cited = letapis("cite", "-p", project, act)
    assert re.match(r"“.+” .+, .+\. SHA-256 [0-9a-f]{64}\. claim:[a-z-]+\.", cited.out)
    assert letapis("cite", "-p", project, "person:nobody").status == 1


def test_refusals(project: Path, tmp_path: Path) -> None:
    assert letapis("dossier", "-p", project, PERSON, "--as-of", "yesterday", "--to", tmp_path).status == 1
    assert (
        letapis("dossier", "-p", project, PERSON, "--level", "named", "--leave-out", PERSON, "--to", tmp_path / "o").status == 1
    )
    assert letapis("dossier", "-p", project, PERSON, "--leave-out", PERSON, "--to", tmp_path / "o").status == 1
    assert letapis("verify-export", project / "ledger.db").status == 1
    assert not (tmp_path / "o").exists()
