"""Acts beside two readers' agreement: who did what to whom, when, where, according to whom; half the pages are only scored.

Beside the set's own pages stand sixty annotated for this project (``bench/annotated.py``).

python -m bench.claims
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.annotated import PARTS, written
from bench.product import predict, scorer, shared

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
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary, "predicted.jsonl")
        seconds = predict(pages, out, "--as-body")
        looked_at = {p.stem for p in pages} - held
        for name, ids in (("looked at", looked_at), ("only scored", held)):
            got = scorer("score_acts")(str(folder), str(out), ids)
            yield from _table(f"claims, {len(ids)} pages {name}", got)
        for name, more in written(Path(temporary, "more")).items():
            predict(sorted(more.glob("*.txt")), out, "--as-body")
            got = scorer("score_acts")(str(more), str(out), None)
            yield from _table(f"our own, {len(list(more.glob('*.txt')))} pages {PARTS[name]}", got)
    yield f"{'seconds a page, start-up shared':<34}{seconds / len(pages):.3f}"


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
