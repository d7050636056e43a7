"""The example pages against their gold: acts found from the pages as they come, and what leaked in from their furniture.

python -m bench.examples
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.claims import LEVELS
from bench.product import ROOT, predict, scorer, shared

EXAMPLES = ROOT / "letapis" / "examples"


def rows() -> Iterator[str]:
    """The table; the collection is ours and is looked at, so its figures say nothing of unseen pages."""
    if not shared().exists():
        yield "examples: skipped, the scorer is not there (LETAPIS_BENCH says where the benchmarks are)"
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder, out = Path(temporary), Path(temporary, "predicted.jsonl")
        gold = {p.name.removesuffix(".gold.json"): json.loads(p.read_text()) for p in (EXAMPLES / "gold").glob("*.gold.json")}
        predict([EXAMPLES / g["file"] for g in gold.values()], out)
        reports = {Path(r["path"]).stem: r for r in map(json.loads, out.read_text().splitlines())}
        leaks = cut = 0
        for stem, g in gold.items():
            body = " ".join(reports.get(stem, {"body": ""})["body"].split())
            leaks += sum(" ".join(s.split()) in body for s in g["not_in_body"])
            cut += not body.endswith(" ".join(g["body_last"].split()))
            (folder / f"{stem}.gold.json").write_text(json.dumps(g))
            (folder / f"{stem}.txt").write_text(body)
        got = scorer("score_acts")(str(folder), str(out))
    yield f"examples, {len(gold)} pages (ours, looked at) {'P':>7}{'R':>7}{'F1':>7}"
    for level in LEVELS:
        s = got[level]
        yield f"  {level:<36}{s['precision']:>7}{s['recall']:>7}{s['f1']:>7}"
    furniture = sum(len(g["not_in_body"]) for g in gold.values())
    yield f"  furniture strings inside a body: {leaks} of {furniture}; bodies not ending where they should: {cut}"


def main() -> None:
    """Print the figures."""
    for row in rows():
        print(row)


if __name__ == "__main__":
    main()
