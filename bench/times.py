"""Times beside HeidelTime: WikiWars in English and Ukrainian, looked at and held back, scored by the benchmark's own scorer."""

from __future__ import annotations

import hashlib
import json
import os
import runpy
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from letapis.core.annotate import times
from letapis.core.sentences import sentences
from letapis.words.records import Block, Claims, Page, Reading

HELD_BACK = 5
"""The last so many documents, by sorted id, are only ever scored."""
SETS = (
    ("wikiwars.jsonl", "en", "HeidelTime (published): value 82.7, strict 85.5, relaxed 91.9"),
    ("wikiwars-ua.jsonl", "uk", "20 regular expressions (published): value 72.0"),
)


def shared() -> Path:
    """The folder of the benchmarks: ``LETAPIS_BENCH``, else beside the repository."""
    return Path(os.environ.get("LETAPIS_BENCH") or Path(__file__).resolve().parents[2] / "shared" / "bench")


def documents(path: Path, part: str) -> list[dict[str, Any]]:
    """The documents of a part: ``looked at`` or ``held back``."""
    found = sorted(
        (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line), key=lambda d: str(d["id"])
    )
    return found[-HELD_BACK:] if part == "held back" else found[:-HELD_BACK]


def reading_of(document: dict[str, Any], language: str) -> Reading:
    """A reading whose text is the document to the letter, its paragraphs parted by empty lines."""
    text, blocks, at = document["text"], [], 0
    for piece in text.split("\n\n"):
        if piece.strip():
            blocks.append(Block("paragraph", at, at + len(piece), at))
        at += len(piece) + 2
    return Reading(
        "reading:bench", "capture:bench", b"bench", "text/plain", "bench", text, text, tuple(blocks),
        language=language, published=document.get("published"),
    )  # fmt: skip


def news() -> list[dict[str, Any]]:
    """The claims' pages to look at, with the times that one reader annotated by TimeML's rules, kept as places in the text."""
    pages = []
    for page in json.loads((Path(__file__).parent / "annotated" / "times.json").read_text(encoding="utf-8")):
        path = shared() / "claims" / f"{page['id']}.txt"
        text = path.read_bytes().decode("utf-8")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != page["sha256"]:
            raise SystemExit(f"Page {page['id']} is not the text that was annotated.")
        about = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
        marked = [[start, end, "", value] for start, end, value in page["times"]]
        pages.append({"id": page["id"], "text": text, "published": about["published"], "times": marked})
    return pages


def found(reading: Reading) -> list[dict[str, Any]]:
    """The times of a reading as the page report writes them."""
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for claim in times.annotate(Page(reading, sentences(reading)), Claims()):
        p = claim.passage
        rows.setdefault((p.start, p.end), {"start": p.start, "end": p.end})[claim.property] = claim.value
    return list(rows.values())


def scored(chosen: list[dict[str, Any]], language: str) -> tuple[dict[str, Any], float]:
    """The scorer's figures for some documents, and the seconds our own work took."""
    scorer = runpy.run_path(str(shared() / "score_times.py"))
    with tempfile.TemporaryDirectory() as folder:
        gold, ours = Path(folder, "gold.jsonl"), Path(folder, "ours.jsonl")
        gold.write_text("".join(json.dumps(d) + "\n" for d in chosen), encoding="utf-8")
        begun = time.perf_counter()
        rows = [{"path": d["id"], "times": found(reading_of(d, language))} for d in chosen]
        seconds = time.perf_counter() - begun
        ours.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        figures: dict[str, Any] = scorer["score"](str(gold), str(ours))
    return figures, seconds


def rows() -> Iterator[str]:
    """The table, a line at a time."""
    yield f"{'times':<20}{'part':<12}{'gold':>6}{'found':>7}{'value':>7}{'strict':>8}{'relaxed':>9}{'ms/page':>9}"
    for name, language, peer in SETS:
        path = shared() / "times" / name
        if not path.exists():
            yield f"{name}: skipped, {path.parent.name}/ is not there (LETAPIS_BENCH says where the benchmarks are)"
            continue
        for part in ("looked at", "held back"):
            yield _row(name, part, documents(path, part), language)
        yield f"{'':<20}{peer}"
    if (shared() / "claims").exists():
        yield _row("news", "looked at", news(), "en")
        yield f"{'':<20}our own annotation, by one reader; HeidelTime on another news set (published): value 78"


def _row(name: str, part: str, chosen: list[dict[str, Any]], language: str) -> str:
    f, seconds = scored(chosen, language)
    f1 = "".join(f"{f[k]['f1']:>{w}}" for k, w in (("value", 7), ("strict", 8), ("relaxed", 9)))
    return f"{name:<20}{part:<12}{f['gold']:>6}{f['found']:>7}{f1}{1000 * seconds / len(chosen):>9.1f}"


def main() -> None:
    """Print the figures."""
    for row in rows():
        sys.stdout.write(row + "\n")


if __name__ == "__main__":
    main()
