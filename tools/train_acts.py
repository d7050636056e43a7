"""Train what weighs acts: which of the acts that a page's tellings are put together to are ones for a case file.

    make train-acts                         writes letapis/words/acts-keep.npz
    python -m tools.train_acts [--check]    --check only cross-validates

Learns from the pages annotated for this project that may be looked at: the benchmark's claims without the ids of
``score-ids.json``, and ``bench/annotated/look.json``. Each page is judged by a forest that has not seen it. Needs catboost
(requirements-train.txt) for training only.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.annotated import written
from bench.claims import BINS, paired, scored_bins
from bench.product import scorer, shared
from letapis.core.annotate import PIPELINE, acts, page_of
from letapis.core.annotate.acts import weigh
from letapis.core.annotate.triage import wanted
from letapis.core.reading import readings
from letapis.core.report import report
from letapis.desk.understanding import given_beside
from letapis.rim import model
from letapis.words.records import Claims, Given, Page
from tools.train_reader import ALWAYS, write

FOLDS = 8
SHAPE = {"iterations": 150, "depth": 4, "learning_rate": 0.05, "l2_leaf_reg": 10, "rsm": 0.4}
FREE = 0.3
"""How much an act counts that people might as well have left out: background, and what is only threatened."""
Row = Mapping[str, float]
Json = dict[str, Any]


@dataclass(frozen=True)
class Learnt:
    """A page with its claims before any act, and what people made of it."""

    page: Page
    claims: Claims
    gold: Json
    fold: int = 0
    rows: list[tuple[Row, bool, float]] = field(default_factory=list)
    """For each act put together: what can be seen of it, whether it is right, how much it counts."""


def read(path: Path) -> tuple[Page, Claims]:
    """A page as the annotator of acts gets it."""
    given = given_beside(path)
    assert isinstance(given, Given), given
    data = path.read_bytes()
    reading = next(readings(data, path.name, given=given, key=b"", capture=f"capture:{path.stem}", as_body=True))
    page = page_of(reading)
    page = model.parse(page, wanted(page))
    return page, before_acts(page)


def before_acts(page: Page) -> Claims:
    """What the annotators before that of acts say of a page."""
    claims = Claims()
    for annotator in PIPELINE[:-1]:
        step: Callable[[Page, Claims], Any] = annotator.annotate
        claims.add(step(page, claims))
    return claims


def pages(folder: Path) -> list[Learnt]:
    """The annotated pages that may be looked at."""
    official = shared() / "claims"
    held = set(json.loads((official / "score-ids.json").read_text(encoding="utf-8")))
    found = [p for p in sorted(official.glob("*.txt")) if p.stem not in held]
    found += sorted(written(folder)["look"].glob("*.txt"))
    golds = [json.loads(p.with_name(f"{p.stem}.gold.json").read_text(encoding="utf-8")) for p in found]
    return folded([Learnt(*read(p), gold) for p, gold in zip(found, golds, strict=True)])


def folded(told: list[Learnt]) -> list[Learnt]:
    """The pages, dealt out by lot."""
    lot = np.random.default_rng(7).permutation(len(told)) % FOLDS
    return [replace(t, fold=int(k)) for t, k in zip(told, lot, strict=True)]


def report_of(learnt: Learnt, scores: weigh.Scores) -> Json:
    """The report of a page with acts weighed by ``scores``."""
    claims = Claims()
    claims.add(learnt.claims)
    claims.add(acts.annotate(learnt.page, claims, scores=scores))
    return report(learnt.page, claims, f"{learnt.gold['id']}.txt", "")


def lessons(learnt: Learnt) -> Iterator[tuple[Row, bool, float]]:
    """For every act put together on a page: whether people found it too."""
    rows: list[Row] = []

    def all_of_them(found: Sequence[Row]) -> list[float]:
        rows.extend(found)
        return [1.0] * len(found)

    told = report_of(learnt, all_of_them)
    assert len(told["acts"]) == len(rows), learnt.gold["id"]
    for row, (right, free) in zip(rows, paired(learnt.gold, told), strict=True):
        yield row, right, FREE if free else 1.0


class Keeper:
    """The forest, learnt from some pages."""

    def __init__(self, told: Sequence[Learnt]) -> None:
        from catboost import CatBoostClassifier

        mine = [r for t in told for r in t.rows]
        self.columns = list(mine[0][0])
        x = np.array([[float(r[n]) for n in self.columns] for r, _, _ in mine], np.float32)
        y, w = np.array([int(y) for _, y, _ in mine]), np.array([w for _, _, w in mine])
        self.model: Any = CatBoostClassifier(**SHAPE, **ALWAYS).fit(x, y, sample_weight=w)

    def __call__(self, found: Sequence[Row]) -> list[float]:
        """How likely each row is an act."""
        x = np.array([[float(r[n]) for n in self.columns] for r in found], np.float32)
        return [float(p) for p in self.model.predict_proba(x)[:, 1]]


def check(told: Sequence[Learnt], folder: Path) -> Iterator[str]:
    """What the benchmark's scorer says of pages judged by forests that have not seen them; how far scores hold."""
    keepers = [Keeper([t for t in told if t.fold != k]) for k in range(FOLDS)]
    reports = [report_of(t, keepers[t.fold]) for t in told]
    for t in told:
        (folder / f"{t.gold['id']}.gold.json").write_text(json.dumps(t.gold), encoding="utf-8")
        (folder / f"{t.gold['id']}.txt").write_text(t.page.reading.text, encoding="utf-8")
    out = folder / "predicted.jsonl"
    out.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    for name, figure in scorer("score_acts")(str(folder), str(out)).items():
        yield f"{name}: {figure}"
    found = scored_bins((t.gold, r) for t, r in zip(told, reports, strict=True))
    yield from (f"score {low:.1f}: {found[low][0]} acts, {found[low][1]} right" for low in BINS if low in found)


def main(argv: Sequence[str]) -> None:
    """Train as the options say."""
    with tempfile.TemporaryDirectory() as temporary:
        told = [replace(t, rows=list(lessons(t))) for t in pages(Path(temporary, "pages"))]
        Path(temporary, "scored").mkdir()
        print("\n".join(check(told, Path(temporary, "scored"))))
    if "--check" not in argv:
        keeper = Keeper(told)
        write(keeper.model, keeper.columns, weigh.MODEL)


if __name__ == "__main__":
    main(sys.argv[1:])
