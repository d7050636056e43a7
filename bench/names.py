"""Names compared: words across scripts and whole names, on the parts that nothing was learnt from or looked at."""

from __future__ import annotations

import hashlib
import time
from difflib import SequenceMatcher
from pathlib import Path

from bench.product import shared
from letapis.core.resolve.naming import compare
from letapis.words.latin import plain
from tools.train_letters import SETS, held, rows

TABLE = (("russian", 77.7, 90.0), ("arabic", 70.0, 80.0), ("hebrew", 69.2, 80.0), ("persons", 62.8, 80.0))
"""The set, the figure to beat and the goal."""


def _held(path: Path) -> list[tuple[str, str, bool]]:
    """The pairs that are only scored: three names in ten, and of the persons a third by the person."""
    if path.stem in SETS.values():
        return [r for r in rows(path) if held(r[0])]
    return [r for r in rows(path) if int(hashlib.sha256(r[1].encode()).hexdigest(), 16) % 3 == 0]


def _scores(said: list[bool], same: list[bool]) -> str:
    right = sum(a and b for a, b in zip(said, same, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(same))
    return f"{100 * precision:7.1f}{100 * recall:7.1f}{200 * precision * recall / max(1e-9, precision + recall):7.1f}"


def main() -> None:
    """Print a row a set: precision, recall and F1 at our own threshold, and of a string ratio at its best threshold (where our
    transliteration reaches the script).
    """
    folder = shared() / "names"
    if not folder.is_dir():
        print("skipped: no names found (set LETAPIS_BENCH)")
        return
    print(f"{'held back':<12}{'pairs':>6}{'P':>7}{'R':>7}{'F1':>7}{'ratio':>8}{'to beat':>9}{'goal':>6}{'ms a pair':>11}")
    for name, beat, goal in TABLE:
        data = _held(folder / f"{name}.tsv")
        same = [r[2] for r in data]
        begun = time.process_time()
        said = [compare(a, b).same for a, b, _ in data]
        each = 1000 * (time.process_time() - begun) / len(data)
        like = [SequenceMatcher(None, plain(a), plain(b)).ratio() for a, b, _ in data]
        best = max(_scores([x >= t / 100 for x in like], same)[-6:] for t in range(1, 100))
        peer = best if float(best) else "–"
        print(f"{name:<12}{len(data):>6}{_scores(said, same)}{peer:>8}{beat:>9}{goal:>6}{each:>11.2f}")
