"""Imports point down: rim and core do not know each other, words know nobody, and nothing imports in a circle, not even hidden."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "letapis"
LAYERS = {"words": 0, "core": 1, "rim": 1, "desk": 2, "web": 3, "cli": 4}
EFFECTS = {
    "os",
    "pathlib",
    "sqlite3",
    "apsw",
    "urllib",
    "socket",
    "subprocess",
    "time",
    "random",
    "shutil",
    "tempfile",
    "glob",
    "requests",
    "spacy",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(p): p for p in sorted(ROOT.rglob("*.py"))}


def imports(path: Path) -> set[str]:
    """Every module imported anywhere in the file: at the top, in functions, under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for a in node.names:
                deeper = f"{node.module}.{a.name}"
                found.add(deeper if deeper in MODULES else node.module)
    return found


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    mine = layer(module)
    if mine not in LAYERS:
        return
    for other in imports(MODULES[module]):
        theirs = layer(other)
        if other.split(".")[0] != "letapis" or theirs not in LAYERS or theirs == mine:
            continue
        assert LAYERS[theirs] < LAYERS[mine], f"{module} must not import {other}: {mine} stands beside or below {theirs}"


@pytest.mark.parametrize("module", [m for m in MODULES if layer(m) in ("core", "words")])
def test_the_core_has_no_effects(module: str) -> None:
    bad = {i.split(".")[0] for i in imports(MODULES[module])} & EFFECTS
    assert not bad, f"{module} imports {sorted(bad)}: disk, clock, chance and network belong to the rim"


def test_annotators_do_not_import_each_other() -> None:
    from letapis.core.annotate import PIPELINE

    names = {a.__name__ for a in PIPELINE}
    for name in names:
        others = {i for i in imports(MODULES[name]) if i in names and not i.startswith(name + ".")}
        assert not others, f"{name} imports {others}"


def test_no_import_goes_in_a_circle() -> None:
    graph = {m: {i for i in imports(p) if i in MODULES and i != m} for m, p in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module in done:
            return
        for other in graph[module]:
            visit(other, (*path, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_every_module_opens_with_one_sentence(module: str) -> None:
    doc = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert doc, f"{module} has no opening sentence"
    assert doc.split("\n\n")[0].rstrip().endswith((".", ":")), f"{module} opens with no sentence"
