"""Help is there at once: no verb loads a model, a parser or a screen before it has something to do with them."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from letapis.cli import VERBS

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "trafilatura",
    "lxml",
    "htmldate",
    "rich",
    "pypdf",
    "pypdfium2",
    "markdown_it",
    "charset_normalizer",
    "py3langid",
)
ALSO_HEAVY = ("argon2", "cryptography", "letapis.core.reading.html", "letapis.core.annotate.acts")
LIMIT = 1.0
"""The processor's seconds: five times what it takes, so that a busy machine does not fail."""

_LOADED = """
import sys
from letapis.cli import letapis
sys.argv = ["letapis", *sys.argv[1:]]
try:
    letapis.main(prog_name="letapis", standalone_mode=False)
finally:
    print("\\nLOADED", *sys.modules)
"""


def _run(*words: str) -> tuple[str, set[str]]:
    """What a command prints and which modules it has loaded in the end."""
    done = subprocess.run([sys.executable, "-c", _LOADED, *words], capture_output=True, text=True, check=True)
    shown, _, loaded = done.stdout.rpartition("LOADED")
    return shown, set(loaded.split())


def _of_children() -> float:
    """The processor's seconds that all finished commands have taken so far."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_loads_nothing_heavy(verb: str) -> None:
    begun = _of_children()
    shown, loaded = _run(*(w for w in (verb, "--help") if w))
    took = _of_children() - begun
    assert "Usage: letapis" in shown
    assert not {*HEAVY, *ALSO_HEAVY} & loaded
    assert took < LIMIT


def test_looking_at_a_project_loads_no_reader_and_no_model(tmp_path: Path) -> None:
    _run("init", str(tmp_path / "case"), "--no-passphrase")
    loaded = _run("people", "-p", str(tmp_path / "case"))[1]
    assert not ({*HEAVY} - {"rich"}) & loaded
    assert not {"argon2", "letapis.core.reading", "letapis.core.annotate"} & loaded
