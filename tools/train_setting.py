"""Train the ranker of places: which of a page's places is where an act was done whose own words name none.

    make train-setting                                  writes letapis/words/acts-where.npz
    python -m tools.train_setting CLAIMS [--check]      the folder of annotated pages; --check only cross-validates

The pages of CLAIMS/score-ids.json are never opened. Our own annotated pages to look at (bench/annotated) are learnt from too,
those only to score are not. Needs catboost (requirements-train.txt) for training only.
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.annotated import written
from bench.product import shared
from letapis.core.annotate import PIPELINE, acts, page_of
from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.choosing import Row
from letapis.core.annotate.acts.locating import Candidate, Locating
from letapis.core.annotate.acts.standing import Standing
from letapis.core.annotate.triage import wanted
from letapis.core.reading import readings
from letapis.core.report import report
from letapis.desk.understanding import given_beside
from letapis.rim import model
from letapis.words.records import Claims, Given, Page
from tools.train_reader import ALWAYS, write

FOLDS = 8
SEEDS = (5, 6)
SHAPE = {"iterations": 300, "depth": 2, "learning_rate": 0.05, "l2_leaf_reg": 5, "rsm": 0.5, **ALWAYS}
SCORER = runpy.run_path(str(shared() / "score_acts.py"))
Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """An act as people tell it, ours that was paired with it, and the candidates for its place if its own words name none."""

    page: str
    story: str
    """How its page begins: the same story in two papers is learnt from or judged, never both."""
    part: str
    gold: Json
    act: Act
    locating: Locating
    counts: bool
    """Whether the act and whom it befell agree, so that the benchmark scores its fields."""

    def rows(self) -> list[Row]:
        """The figures of every candidate."""
        return [row for _, row in self._candidates()] if self.locating.lacks(self.act) else []

    def _candidates(self) -> Iterator[tuple[Candidate, Row]]:
        return self.locating.candidates(self.act, self.locating.country(self.act))

    def right(self) -> list[bool]:
        """Which candidates people gave."""
        text = self.locating.standing.mentions.page.reading.text
        found = (text[c.place.start : c.place.end] for c, _ in self._candidates())
        return [any(SCORER["alike"](w, g) for g in SCORER["texts"](self.gold["where"])) for w in found]

    def agrees(self, chance: Any) -> bool:
        """Whether the places that a ranker gives agree with people's."""
        text = self.locating.standing.mentions.page.reading.text
        found = [f.place for f in Locating(self.locating.standing, chance).of(self.act)[0]]
        own = [*(p for t in self.act.tellings for p in t.places), *self.act.places]
        given = dict.fromkeys(text[p.start : p.end] for p in (*own, *found))
        return bool(SCORER["texts_agree"](self.gold["where"], list(given)))


def cases(part: str, folder: Path, leave_out: set[str]) -> Iterator[Case]:
    """The acts of annotated pages that we tell too."""
    for path in sorted(p for p in folder.glob("*.txt") if p.stem not in leave_out):
        page, claims, report = read(path)
        mentions, told = acts.gathered(page, claims)
        locating = Locating(Standing(mentions, told))
        by_id = {acts.subject_of(page, a): a for a in reversed(told)}
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        for g, p, counts in paired(gold, report):
            act = by_id[p["id"]]
            yield Case(path.stem, page.reading.text[:40], part, g, act, locating, counts)


def read(path: Path) -> tuple[Page, Claims, Json]:
    """A page, what is claimed of it before its acts are, and its report."""
    given = given_beside(path)
    assert isinstance(given, Given), given
    data = path.read_bytes()
    reading = next(readings(data, path.name, given=given, key=b"", capture=f"capture:{path.stem}", as_body=True))
    page = page_of(reading)
    page, before, claims = model.parse(page, wanted(page)), Claims(), Claims()
    for annotator in PIPELINE:
        if annotator is not acts:
            before.add(annotator.annotate(page, before))
    claims.add(before)
    claims.add(acts.annotate(page, before, lambda rows: [0.0] * len(rows)))
    return page, before, report(page, claims, str(path), "")


def paired(gold: Json, report: Json) -> Iterator[tuple[Json, Json, bool]]:
    """People's acts with ours, as the benchmark's scorer pairs them, and whether it scores their fields."""
    found = []
    for i, g in enumerate(gold["acts"]):
        for j, p in enumerate(report["acts"]):
            score, same, whom = SCORER["agreement"](g, {**p, "_quotes": p["quotes"]}, gold["people"], report["people"])
            found += [(-score, i, j, same and whom)] if score else []
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j, whom in sorted(found):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            g = gold["acts"][i]
            yield g, report["acts"][j], whom and not g.get("general") and g["stance"] != "threatened"


class Ranker:
    """A ranker of places learnt from some acts."""

    def __init__(self, learnt: Sequence[tuple[Case, list[Row], list[bool]]], seed: int = 1) -> None:
        from catboost import CatBoostClassifier

        self.names = list(next(rows for _, rows, _ in learnt if rows)[0])
        many = Counter(c.page for c, _, _ in learnt)
        x = self._table([r for _, rows, _ in learnt for r in rows])
        y = np.array([int(v) for _, _, right in learnt for v in right])
        w = np.array([many[c.page] ** -0.5 for c, rows, _ in learnt for _ in rows])
        self.model = CatBoostClassifier(**{**SHAPE, "random_seed": seed}).fit(x, y, sample_weight=w)

    def _table(self, rows: Sequence[Row]) -> Any:
        return np.array([[float(r[n]) for n in self.names] for r in rows], np.float32)

    def __call__(self, rows: Sequence[Row]) -> list[float]:
        """How likely each candidate is right."""
        return [float(p) for p in self.model.predict_proba(self._table(rows))[:, 1]]


def check(learnt: Sequence[tuple[Case, list[Row], list[bool]]]) -> Iterator[str]:
    """How often the place agrees on pages that were not learnt from, for each set of pages."""
    stories = sorted({c.story for c, _, _ in learnt})
    hits: Counter[str] = Counter()
    for seed in SEEDS:
        fold = dict(zip(np.random.default_rng(seed).permutation(stories), np.arange(len(stories)) % FOLDS, strict=True))
        for k in range(FOLDS):
            ranker = Ranker([e for e in learnt if fold[e[0].story] != k], seed)
            hits.update(c.part for c, _, _ in learnt if c.counts and fold[c.story] == k and c.agrees(ranker))
    for part, n in Counter(c.part for c, _, _ in learnt if c.counts).items():
        yield f"{part}: where agrees on {100 * hits[part] / n / len(SEEDS):.1f} % of {n} acts"


def main(argv: Sequence[str]) -> None:
    """Train as the options say."""
    claims = Path(argv[0])
    leave_out = {str(i) for i in json.loads((claims / "score-ids.json").read_text(encoding="utf-8"))}
    with tempfile.TemporaryDirectory() as folder:
        own = written(Path(folder))["look"]
        found = [*cases("the set's pages", claims, leave_out), *cases("our own pages", own, set())]
        learnt = [(c, rows, c.right() if rows else []) for c in found for rows in [c.rows()]]
        for line in check(learnt):
            print(line)
        if "--check" not in argv:
            write(Ranker(learnt).model, Ranker(learnt).names, "acts-where")


if __name__ == "__main__":
    main(sys.argv[1:])
