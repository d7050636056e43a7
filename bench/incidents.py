"""Incidents beside HRDsAttack's own model: each page's main attack, scored by its own scorer, on pages nobody looked at.

python -m bench.incidents [--sample N]
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PRODUCT = Path(sys.executable).parent / "letapis"


def shared() -> Path:
    """The folder of the benchmarks: ``LETAPIS_BENCH``, else beside the repository."""
    return Path(os.environ.get("LETAPIS_BENCH") or Path(__file__).resolve().parents[2] / "shared" / "bench")


def unpacked(split: Path, folder: Path) -> list[Path]:
    """The pages of a split as text files with their sidecars."""
    runpy.run_path(str(split.parent.parent / "unpack.py"))["main"](str(split), str(folder))
    return sorted(folder.glob("*.txt"))


def only(split: Path, pages: list[Path], out: Path) -> Path:
    """The rows of a split that belong to the pages."""
    ids = {p.stem for p in pages}
    rows = json.loads(split.read_text(encoding="utf-8"))
    out.write_text(json.dumps([r for r in rows if str(r["sample"]["Input.GLOBALEVENTID"]) in ids]), encoding="utf-8")
    return out


def predict(pages: list[Path], out: Path) -> float:
    """Have the product read the pages as a user would; the seconds it took."""
    begun = time.perf_counter()
    with out.open("wb") as stream:
        subprocess.run([PRODUCT, "read", "--as-body", "--json", *pages], stdout=stream, check=True)
    return time.perf_counter() - begun


def rows(sample: int | None = None) -> Iterator[str]:
    """The table, a line at a time: the whole of dev, or its first pages for a quick look at whether it runs."""
    split = shared() / "incidents" / "dev.json"
    if not split.exists():
        yield "incidents: skipped, the benchmark's dev.json is not there (LETAPIS_BENCH says where the benchmarks are)"
        return
    scorer = runpy.run_path(str(shared() / "score_incidents.py"))
    with tempfile.TemporaryDirectory() as folder:
        pages = unpacked(split, Path(folder, "pages"))[:sample]
        out = Path(folder, "predicted.jsonl")
        seconds = predict(pages, out)
        got = scorer["score"](str(only(split, pages, Path(folder, "split.json"))), str(out))
    yield f"{'incidents (' + str(len(pages)) + ' pages)':<30}{'ours':>6} {'paper':>6} {'majority':>9} {'at most':>8}"
    for name in [*scorer["PAPER"], "victim fuzzy P", "victim fuzzy R"]:
        beside = (got[name], scorer["PAPER"].get(name, ""), got["majority"].get(name, ""), got["at most"].get(name, ""))
        yield f"{name:<30}{beside[0]:>6} {beside[1]:>6} {beside[2]:>9} {beside[3]:>8}"
    yield f"{'seconds a page':<30}{seconds / max(1, len(pages)):>6.2f}"


def main() -> None:
    """Print the figures."""
    sample = int(sys.argv[2]) if sys.argv[1:2] == ["--sample"] else None
    for row in rows(sample):
        sys.stdout.write(row + "\n")


if __name__ == "__main__":
    main()
