"""Acts beside two readers' agreement: who did what to whom, when, where, according to whom; half the pages are only scored.

Beside the set's own pages stand sixty annotated for this project (``bench/annotated.py``).

python -m bench.claims
"""

from __future__ import annotations

import json
import runpy
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.annotated import PARTS, written
from bench.product import predict, scorer, shared

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the tenths of the scores begin."""
LEVELS = ("act", "whom", "who-whom", "full")
READERS = {"act": 91, "whom": 89, "who-whom": 79, "full": 73}
BASELINE = {"act": 45, "whom": 31, "who-whom": 18, "full": 9}
FIELDS_READERS = {"when": 82, "according_to": 98, "stance": 90}


def rows() -> Iterator[str]:
    """The tables of the pages that may be looked at and of those that are only scored."""
    folder = shared() / "claims"
    if not folder.exists():
        yield "claims: skipped, the annotated pages are not there (LETAPIS_BENCH says where the benchmarks are)"
        return
    held = set(json.loads((folder / "score-ids.json").read_text()))
    pages = sorted(p for p in folder.glob("*.txt"))
    told: dict[str, list[tuple[Path, Path]]] = {name: [] for name in PARTS.values()}
    with tempfile.TemporaryDirectory() as temporary:
        seconds = 0.0
        for name, ids in (("looked at", {p.stem for p in pages} - held), ("only scored", held)):
            out = Path(temporary, f"{len(told[name])}-{name}.jsonl")
            seconds += predict([p for p in pages if p.stem in ids], out, "--as-body")
            yield from _table(f"claims, {len(ids)} pages {name}", scorer("score_acts")(str(folder), str(out), ids))
            told[name].append((folder, out))
        for part, more in written(Path(temporary, "more")).items():
            out = Path(temporary, f"{part}.jsonl")
            predict(sorted(more.glob("*.txt")), out, "--as-body")
            got = scorer("score_acts")(str(more), str(out), None)
            yield from _table(f"our own, {len(list(more.glob('*.txt')))} pages {PARTS[part]}", got)
            told[PARTS[part]].append((more, out))
        yield from _believable(told)
    yield f"{'seconds a page, start-up shared':<34}{seconds / len(pages):.3f}"


def paired(gold: dict[str, Any], report: dict[str, Any]) -> list[tuple[bool, bool]]:
    """For each act of a report: whether the gold has it by the same word, and whether it might as well not have it.

    Acts are paired as the scorer pairs them, best agreement first; background and what is only threatened is free.
    """
    agreement = _scorer()["agreement"]
    found = []
    for j, p in enumerate(report["acts"]):
        for i, g in enumerate(gold["acts"]):
            s, same, _ = agreement(g, p | {"_quotes": p["quotes"]}, gold["people"], report["people"])
            found += [(-s, i, j, bool(same))] if s else []
    used: set[int] = set()
    out: dict[int, tuple[bool, bool]] = {}
    for _, i, j, same in sorted(found):
        if i not in used and j not in out:
            used.add(i)
            g = gold["acts"][i]
            out[j] = (same, bool(g.get("general")) or g["stance"] == "threatened")
    return [out.get(j, (False, False)) for j in range(len(report["acts"]))]


@cache
def _scorer() -> dict[str, Any]:
    return runpy.run_path(str(shared() / "score_acts.py"))


def scored_bins(pages: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> dict[float, tuple[int, int]]:
    """For each tenth of the scores how many acts have it and how many of these are right; free ones are not counted."""
    found: dict[float, tuple[int, int]] = {}
    for gold, report in pages:
        for act, (right, free) in zip(report["acts"], paired(gold, report), strict=True):
            low = max(b for b in BINS if b <= act["score"])
            n, good = found.get(low, (0, 0))
            found[low] = (n, good) if free else (n + 1, good + right)
    return found


def _believable(told: dict[str, list[tuple[Path, Path]]]) -> Iterator[str]:
    """How many of the acts of each score are right: pages looked at (and learnt from) beside pages only scored."""
    bins = {name: scored_bins(p for folder, out in row for p in _both(folder, out)) for name, row in told.items()}
    yield f"{'acts by their score':<34}" + "".join(f"{name:>22}" for name in bins)
    for low in BINS:
        cells = [found.get(low, (0, 0)) for found in bins.values()]
        shown = (f"{n} acts, {100 * good // n} % right" if n else "-" for n, good in cells)
        yield f"  {low:<32}" + "".join(f"{cell:>22}" for cell in shown)


def _both(folder: Path, out: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The gold and the report of each page of a folder."""
    for line in out.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        yield json.loads((folder / f"{Path(report['path']).stem}.gold.json").read_text(encoding="utf-8")), report


def _table(title: str, got: dict[str, Any]) -> Iterator[str]:
    yield f"{title:<34}{'P':>7}{'R':>7}{'F1':>7}{'two readers':>13}{'verb list':>11}"
    for level in LEVELS:
        s = got[level]
        yield f"  {level:<32}{s['precision']:>7}{s['recall']:>7}{s['f1']:>7}{READERS[level]:>13}{BASELINE[level]:>11}"
    fields = ", ".join(f"{k} {v}" for k, v in got["fields"].items())
    yield f"  of matched acts: {fields}"
    yield f"  stance macro F1 {got['stance macro F1']}, denied-by F1 {got['denied by F1']}"
    yield f"  quotes not in the page: {got['quotes not in the page']}"


def main() -> None:
    """Print the figures."""
    for row in rows():
        print(row)


if __name__ == "__main__":
    main()
