"""Who says what, measured on PolNeAR's development pages: exact source, cue and content, and source with its content."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from letapis.core.annotate import speech  # noqa: E402
from letapis.core.sentences import sentences  # noqa: E402
from letapis.rim.model import parse  # noqa: E402
from letapis.words.records import Block, Claims, Page, Reading  # noqa: E402

BENCH = Path(os.environ.get("LETAPIS_BENCH", ROOT.parent / "shared" / "bench"))
GOLD = "sources/polnear-dev.jsonl.gz"
CRF = {"source": 50.6, "cue": 53.4, "content": 28.6}
"""The published figures of a conditional random field, which was given the sentences that hold an attribution."""


def page_of(row: dict[str, Any]) -> Page:
    """The page of a row, every sentence parsed; its body is the row's text to the letter."""
    text: str = row["text"]
    blocks, at = [], 0
    for piece in text.split("\n\n"):
        if piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            blocks.append(Block("paragraph", start, at + len(piece.rstrip()), start))
        at += len(piece) + 2
    published = row.get("published")
    reading = Reading(
        "reading:bench", "capture:bench", b"bench", "text/plain", "bench", text, text, tuple(blocks), "en", published=published
    )
    page = Page(reading, sentences(reading))
    return parse(page, range(len(page.sentences)))


def predicted(page: Page) -> list[dict[str, list[list[int]]]]:
    """The sayings of a page in the form of the page report."""
    claims = Claims()
    claims.add(speech.annotate(page, claims))
    out = []
    for subject in claims.subjects("speech"):
        spans = {p: [[c.passage.start, c.passage.end] for c in claims.of(subject, p)] for p in ("content", "source", "cue")}
        out.append(spans)
    return out


def scorer() -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("score_sources", BENCH / "score_sources.py")
    if spec is None or spec.loader is None:
        raise ImportError("score_sources.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure() -> tuple[dict[str, Any], int, float]:
    """The scores, the number of pages and the seconds it took to annotate them (parsing not counted)."""
    spent, pages = 0.0, 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        with gzip.open(BENCH / GOLD, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                page = page_of(row)
                begin = time.perf_counter()
                said = predicted(page)
                spent, pages = spent + time.perf_counter() - begin, pages + 1
                out.write(json.dumps({"id": row["id"], "speech": said}) + "\n")
        out.flush()
        return scorer().score(str(BENCH / GOLD), out.name), pages, spent


def row(name: str, exact: dict[str, float], whole: str) -> str:
    """A line of the table."""
    return f"  {name:50} {exact['source']:6} {exact['cue']:5} {exact['content']:8}  {whole}"


def main() -> int:
    """Print our row beside the field's; a sentence where the data are not there."""
    if not (BENCH / GOLD).exists() or not (BENCH / "score_sources.py").exists():
        print(f"speech: skipped, {GOLD} is not there (set LETAPIS_BENCH to the folder of the benchmarks).")
        return 0
    scores, pages, spent = measure()
    exact = scores["exact"]
    print(f"speech: PolNeAR dev, {pages} pages, exact F1            source   cue  content  source with its content")
    print(row("letapis (rules over the parse, whole pages)", exact, str(scores["source with its content"])))
    print(row("CRF (published, test part, sentence-level setting)", CRF, "-"))
    print(f"  characters, F1: {scores['characters']}; {1000 * spent / max(pages, 1):.0f} ms a page without parsing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
