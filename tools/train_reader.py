"""Train the labeller of pages: a forest for the article and one for kinds, for pages with and for pages without markup.

    make train-reader                                            writes the four forests of letapis/words
    python -m tools.train_reader BENCH [--check]                 BENCH holds the benchmarks; --check only cross-validates

Learns from WCXB's pages and from HRDsAttack's texts, put among WCXB's surroundings. The pages whose ids stand in
``score-ids.json`` are never opened. Needs catboost (requirements-train.txt) for training only; what it learns is written as
plain arrays that the package reads with numpy.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from letapis.core.reading.align import words
from letapis.core.reading.features import matrix
from letapis.core.reading.labels import around_main, chosen
from letapis.words.kinds import KINDS
from tools.reader_examples import Example, mixed, news, own, titles_of, untitled, wcxb

OUT = Path(__file__).resolve().parent.parent / "letapis" / "words"
FOLDS = 5
MAIN = {"iterations": 300, "depth": 6, "learning_rate": 0.08, "l2_leaf_reg": 5, "rsm": 0.3}
OTHERS = {"iterations": 80, "depth": 5, "learning_rate": 0.2, "l2_leaf_reg": 5, "rsm": 0.3}
ALWAYS = {
    "border_count": 32,
    "boosting_type": "Plain",
    "random_seed": 1,
    "verbose": 0,
    "thread_count": 2,
    "allow_writing_files": False,
}
LEANS = (-0.8, -0.4, 0.4)
"""What else the odds could be moved by before runs are chosen, to see whether it would help."""
SHAPES = {"marked": True, "plain": False}


def weight_of(e: Example) -> Any:
    """How much each run counts: by its words, and each page about alike."""
    size = np.minimum(e.columns["words"], 60) ** 0.8 + 1
    return size / size.sum() ** 0.7


def fit(examples: Sequence[Example], names: Sequence[str]) -> Any:
    """The forest that tells the article from the rest."""
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(**MAIN, **ALWAYS)
    x = np.concatenate([matrix(e.columns, names).T for e in examples])
    y = np.concatenate([e.main for e in examples]).astype(int)
    return model.fit(x, y, sample_weight=np.concatenate([weight_of(e) for e in examples]))


def fit_kinds(examples: Sequence[Example], odds: Sequence[Any], names: Sequence[str]) -> Any:
    """The forest that tells kinds, from runs whose kind somebody says."""
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(**OTHERS, **ALWAYS, loss_function="MultiClass", classes_count=len(KINDS))
    x, y, w = [], [], []
    for e, o in zip(examples, odds, strict=True):
        known = e.kinds >= 0
        x.append(matrix(e.columns | around_main(o, e.columns["words"]), names).T[known])
        y.append(e.kinds[known])
        often = Counter(e.kinds[known].tolist())
        w.append(np.array([often[k] ** -0.5 for k in e.kinds[known].tolist()]) * (3.0 if e.own else 1.0))
    return model.fit(np.concatenate(x), np.concatenate(y), sample_weight=np.concatenate(w))


def out_of_fold(examples: Sequence[Example], names: Sequence[str]) -> list[Any]:
    """Each page's odds by a forest that has not seen the page, with or without markup."""
    pages = sorted({e.page for e in examples})
    fold = {p: i % FOLDS for i, p in enumerate(np.random.default_rng(5).permutation(pages).tolist())}
    odds: list[Any] = [None] * len(examples)
    for k in range(FOLDS):
        model = fit([e for e in examples if fold[e.page] != k], names)
        for i, e in enumerate(examples):
            if fold[e.page] == k:
                odds[i] = model.predict(matrix(e.columns, names).T, prediction_type="RawFormulaVal")
    return odds


def word_f1(e: Example, taken: Any) -> tuple[float, float]:
    """Word F1 and precision of the runs taken against the gold text."""
    said: Counter[str] = Counter()
    for run, yes in zip(e.sheet.runs, taken, strict=True):
        if yes:
            said.update(words(run.text))
    want = Counter(words(e.content))
    both = sum((said & want).values())
    return 2 * both / max(1, sum(said.values()) + sum(want.values())), both / max(1, sum(said.values()))


def check(examples: Sequence[Example], odds: Sequence[Any]) -> None:
    """Say how pages fare that were not learnt from, and what the gold itself allows."""
    for own_, marked in ((False, True), (False, False), (True, True), (True, False)):
        these = [(e, o) for e, o in zip(examples, odds, strict=True) if (e.own, e.marked, e.mixed) == (own_, marked, False)]
        if these:
            scores = np.array([word_f1(e, chosen(o, e.columns["words"])) for e, o in these])
            ceiling = np.mean([word_f1(e, e.main)[0] for e, _ in these])
            for lean in LEANS:
                leaned = [word_f1(e, chosen(o + lean, e.columns["words"])) for e, o in these]
                print(f"  odds moved by {lean}: F1 {100 * np.mean([f for f, _ in leaned]):.2f}")
            print(f"{'own' if own_ else 'WCXB'} {'HTML' if marked else 'flat'}: unseen F1 {100 * scores[:, 0].mean():.2f}  "
                  f"precision {100 * scores[:, 1].mean():.2f}  below half {(scores[:, 0] < 0.5).sum()}  "
                  f"ceiling {100 * ceiling:.2f}  pages {len(these)}", flush=True)  # fmt: skip


def check_kinds(examples: Sequence[Example], odds: Sequence[Any], names: Sequence[str]) -> None:
    """Say how often kinds are right on a fifth of the pages that was not learnt from."""
    pages = sorted({e.page for e in examples})
    held = set(pages[::FOLDS])
    learn = [(e, o) for e, o in zip(examples, odds, strict=True) if e.page not in held]
    model = fit_kinds([e for e, _ in learn], [o for _, o in learn], names)
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for e, o in zip(examples, odds, strict=True):
        if e.page in held and not e.mixed:
            x = matrix(e.columns | around_main(o, e.columns["words"]), names).T
            found = np.argmax(model.predict(x, prediction_type="RawFormulaVal"), axis=1)
            for k, f in zip(e.kinds.tolist(), found.tolist(), strict=True):
                if k >= 0:
                    all_[KINDS[k]] += 1
                    right[KINDS[k]] += k == f
    print("kinds right:", "  ".join(f"{k} {100 * right[k] / n:.0f}% of {n}" for k, n in all_.most_common()))


def write(model: Any, names: Sequence[str], name: str) -> None:
    """Write a forest as the arrays the package reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        said = json.loads(path.read_text(encoding="utf-8"))
    trees = said["oblivious_trees"]
    depth = max(len(t["splits"]) for t in trees)
    classes = len(trees[0]["leaf_values"]) // (1 << len(trees[0]["splits"]))
    column, border = np.zeros((len(trees), depth), np.int16), np.full((len(trees), depth), np.inf, np.float32)
    value = np.zeros((len(trees), 1 << depth, classes), np.float32)
    weight = np.zeros((len(trees), 1 << depth), np.float32)
    used = sorted({s["float_feature_index"] for t in trees for s in t["splits"]})
    for i, t in enumerate(trees):
        for k, s in enumerate(t["splits"]):
            column[i, k], border[i, k] = used.index(s["float_feature_index"]), s["border"]
        leaves = np.array(t["leaf_values"]).reshape(-1, classes)
        value[i, : len(leaves)] = leaves
        weight[i, : len(leaves)] = t["leaf_weights"]
    scale, bias = said["scale_and_bias"]
    np.savez_compressed(
        OUT / f"{name}.npz", names=np.array([names[u] for u in used]), column=column, border=border,
        value=(value * scale).astype(np.float16), bias=np.array(bias, np.float64), weight=weight.astype(np.float32),
    )  # fmt: skip
    print(f"{name}: {len(trees)} trees, {len(used)} columns, {(OUT / f'{name}.npz').stat().st_size // 1000} kB")


def main(argv: Sequence[str]) -> None:
    """Train as the options say."""
    bench = Path(argv[0])
    leave_out = _ids(bench / "pages" / "score-ids.json")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(bench / "pages" / "wcxb-articles.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        source = next(Path(folder).glob("**/gold")).parent
        examples = [*wcxb(source, leave_out), *own()]
        plain = [e for e in examples if not e.marked]
        around, titles = [e for e in plain if not e.own], titles_of(source, leave_out)
        articles = [*news(bench / "incidents" / "train.json", _ids(bench / "claims" / "score-ids.json"))]
        examples += [*untitled(plain), *mixed(around, titles, around), *mixed(articles, titles, around, seed=12)]
    for shape, marked in SHAPES.items():
        learn(shape, [e for e in examples if e.marked == marked], "--check" not in argv)


def _ids(path: Path) -> set[str]:
    return set(map(str, json.loads(path.read_text(encoding="utf-8"))))


def learn(shape: str, examples: Sequence[Example], kept: bool) -> None:
    """Train and check both forests for pages of one shape; write them if they are to be kept."""
    names = list(examples[0].columns)
    odds = out_of_fold(examples, names)
    check(examples, odds)
    of_kinds = [*names, *around_main(odds[0], examples[0].columns["words"])]
    check_kinds(examples, odds, of_kinds)
    if kept:
        write(fit(examples, names), names, f"article-{shape}")
        write(fit_kinds(examples, odds, of_kinds), of_kinds, f"kinds-{shape}")


if __name__ == "__main__":
    main(sys.argv[1:])
