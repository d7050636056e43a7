"""Incidents beside HRDsAttack's own model: each page's main attack, scored by its own scorer, on pages nobody looked at.

python -m bench.incidents [--sample N]
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.product import predict, scorer, shared


def unpacked(split: Path, folder: Path) -> list[Path]:
    """The pages of a split as text files with their sidecars."""
    runpy.run_path(str(shared() / "unpack.py"))["main"](str(split), str(folder))
    return sorted(folder.glob("*.txt"))


def only(split: Path, pages: list[Path], out: Path) -> Path:
    """The rows of a split that belong to the pages."""
    ids = {p.stem for p in pages}
    rows = json.loads(split.read_text(encoding="utf-8"))
    out.write_text(json.dumps([r for r in rows if str(r["sample"]["Input.GLOBALEVENTID"]) in ids]), encoding="utf-8")
    return out


def laid_over(report: dict[str, Any]) -> dict[str, Any]:
    """A report as the scorer asks for it: sex and roles of people as the incident's candidates have them."""
    ours = {p["name"]: p for p in report["incident"].get("candidates", {}).get("people", ())}
    people = [p | {k: ours[p["name"]][k] for k in ("sex", "roles")} if p["name"] in ours else p for p in report["people"]]
    return report | {"people": people}


def score(split: Path, predicted: Path) -> dict[str, Any]:
    """What the benchmark's own scorer says."""
    return dict(scorer("score_incidents")(str(split), str(predicted)))


def rows(sample: int | None = None) -> Iterator[str]:
    """The table, a line at a time: the whole of dev, or its first pages for a quick look at whether it runs."""
    split = shared() / "incidents" / "dev.json"
    if not split.exists():
        yield "incidents: skipped, the benchmark's dev.json is not there (LETAPIS_BENCH says where the benchmarks are)"
        return
    paper = runpy.run_path(str(shared() / "score_incidents.py"))["PAPER"]
    with tempfile.TemporaryDirectory() as folder:
        pages = unpacked(split, Path(folder, "pages"))[:sample]
        out = Path(folder, "predicted.jsonl")
        seconds = predict(pages, out, "--as-body")
        asked = Path(folder, "asked.jsonl")
        reports = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
        asked.write_text("\n".join(json.dumps(laid_over(r)) for r in reports), encoding="utf-8")
        got = score(only(split, pages, Path(folder, "split.json")), asked)
    yield f"{'incidents (' + str(len(pages)) + ' pages)':<30}{'ours':>6} {'paper':>6} {'majority':>9} {'at most':>8}"
    for name in [*paper, "victim fuzzy P", "victim fuzzy R"]:
        beside = (got[name], paper.get(name, ""), got["majority"].get(name, ""), got["at most"].get(name, ""))
        yield f"{name:<30}{beside[0]:>6} {beside[1]:>6} {beside[2]:>9} {beside[3]:>8}"
    yield f"{'seconds a page':<30}{seconds / max(1, len(pages)):>6.2f}"


def main() -> None:
    """Print the figures."""
    sample = int(sys.argv[2]) if sys.argv[1:2] == ["--sample"] else None
    for row in rows(sample):
        sys.stdout.write(row + "\n")


if __name__ == "__main__":
    main()
