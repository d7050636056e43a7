"""Train the weights by which the reader of flattened text knows the article's lines: ``letapis/words/lines.toml``.

    python tools/train_reader.py FOLDER IDS.json [--check] [--write]

FOLDER holds ``flat/ID.txt`` and ``gold/ID.json`` (``main_content``); the ids of IDS.json are left out. ``--check`` trains on
four fifths of the rest and scores the last fifth; ``--write`` trains on all of it and writes the weights.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from letapis.core.reading.align import standing_in
from letapis.core.reading.lines import Line, Model, decode, features, gain_of, look_at

OUT = Path(__file__).parent.parent / "letapis" / "words" / "lines.toml"
RARE = 30
"""A feature seen on fewer lines than this is dropped."""


@dataclass(frozen=True)
class Example:
    """A page to learn from: its lines, what is true of each, and which are the article."""

    lines: list[Line]
    seen: list[tuple[str, ...]]
    gold: list[bool]
    content: str
    copy: bool = False


def tokens(text: str) -> list[str]:
    """The words as the scorer counts them."""
    return re.findall(r"\w+", text.lower())


def lines_of(text: str) -> tuple[list[str], list[bool]]:
    """The lines that hold something, and before which of them an empty one stands."""
    texts, gaps, gap = [], [], True
    for line in text.split("\n"):
        if line.strip():
            texts.append(line)
            gaps.append(gap)
        gap = not line.strip()
    return texts, [*gaps, True]


def examples(folder: Path, leave_out: set[str]) -> list[Example]:
    """Every page that may be learnt from, as it is and once more without its empty lines."""
    found = []
    for path in sorted((folder / "gold").glob("*.json")):
        if path.stem in leave_out:
            continue
        content = json.loads(path.read_text(encoding="utf-8"))["main_content"] or ""
        texts, gaps = lines_of((folder / "flat" / f"{path.stem}.txt").read_text(encoding="utf-8"))
        gold = standing_in(texts, content)
        for given, copy in ((gaps, False), ([False] * len(gaps), True)):
            lines = look_at(texts, given)
            found.append(Example(lines, list(features(lines)), gold, content, copy))
    return found


def train(pages: Sequence[Example], rounds: int = 60, decay: float = 2e-5) -> Model:
    """Weights by logistic regression (Adam), each line counting by its words and each page alike."""
    often = Counter(name for p in pages for seen in p.seen for name in seen)
    names = {n: i + 1 for i, n in enumerate(sorted(n for n, k in often.items() if k >= RARE))}
    longest = max(len(s) for p in pages for s in p.seen)
    total = sum(len(p.lines) for p in pages)
    x, y, weight = np.zeros((total, longest), np.int32), np.zeros(total), np.zeros(total)
    row = 0
    for p in pages:
        cost = np.array([min(line.words, 60) ** 0.8 + 1 for line in p.lines])
        for seen, gold, c in zip(p.seen, p.gold, cost / cost.sum() ** 0.7, strict=True):
            known = [names[n] for n in seen if n in names]
            x[row, : len(known)], y[row], weight[row] = known, gold, c
            row += 1
    w = adam(x, y, weight / weight.mean(), len(names) + 1, rounds, decay)
    return Model({n: round(float(w[i]), 3) for n, i in names.items() if abs(w[i]) >= 0.01}, round(float(w[0]), 3), 3.0, 3.0)


def adam(x: Any, y: Any, weight: Any, size: int, rounds: int, decay: float) -> Any:
    """The weights that minimise the weighed logistic loss; index 0 is the bias."""
    chance = np.random.default_rng(7)
    w, m, v, bias, step = np.zeros(size), np.zeros(size), np.zeros(size), 0.0, 0
    bm = bv = 0.0
    for turn in range(rounds):
        rate = 0.03 if turn < rounds * 0.6 else 0.006
        order = chance.permutation(len(y))
        for k in range(0, len(y), 4096):
            at = order[k : k + 4096]
            w[0] = 0.0
            odds = bias + w[x[at]].sum(1)
            error = (1 / (1 + np.exp(-odds)) - y[at]) * weight[at] / len(at)
            g = np.bincount(x[at].ravel(), np.repeat(error, x.shape[1]), size) + decay * w
            step += 1
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            w = w - rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
            gb = float(error.sum())
            bm, bv = 0.9 * bm + 0.1 * gb, 0.999 * bv + 0.001 * gb * gb
            bias -= rate * (bm / (1 - 0.9**step)) / (bv / (1 - 0.999**step)) ** 0.5 if bv else 0.0
    w[0] = bias
    return w


def word_f1(page: Example, taken: Sequence[bool]) -> float:
    """The word F1 of the lines taken against the page's gold text."""
    said = Counter(t for line, yes in zip(page.lines, taken, strict=True) if yes for t in tokens(line.text))
    want = Counter(tokens(page.content))
    both = sum((said & want).values())
    return 2 * both / max(1, sum(said.values()) + sum(want.values()))


def with_borders(model: Model, pages: Sequence[Example]) -> tuple[Model, float]:
    """The border costs and bias that serve these pages best, and the mean word F1 with them."""
    best = (0.0, model)
    scored = [(p, [max(-8.0, min(8.0, model.score(s))) for s in p.seen], [gain_of(x) for x in p.lines]) for p in pages]
    for shift in (-0.5, 0.0, 0.5):
        for cost in (0.5, 2.0, 4.0, 8.0):
            trial = Model(model.weights, round(model.bias + shift, 3), cost, cost)
            f1 = sum(word_f1(p, decode([o + shift for o in odds], gains, trial)) for p, odds, gains in scored) / len(scored)
            best = max(best, (f1, trial), key=lambda b: b[0])
    return best[1], best[0]


def check(pages: Sequence[Example]) -> None:
    """Train on four fifths of the pages and say how the last fifth fares."""
    part = [p for i, p in enumerate(pages) if i // 2 % 5]
    rest = [p for i, p in enumerate(pages) if not i // 2 % 5]
    model, fitted = with_borders(train(part), part)
    gaps = [word_f1(p, decode([model.score(s) for s in p.seen], [gain_of(x) for x in p.lines], model)) for p in rest]
    plain = [f for f, p in zip(gaps, rest, strict=True) if not p.copy]
    ceiling = [word_f1(p, p.gold) for p in rest if not p.copy]
    print(f"weights {len(model.weights)}  borders {model.enter}  learnt {fitted:.4f}  unseen {np.mean(plain):.4f}")
    bare = [f for f, p in zip(gaps, rest, strict=True) if p.copy]
    print(f"without empty lines {np.mean(bare):.4f}  ceiling {np.mean(ceiling):.4f}")


def write(model: Model) -> None:
    """Write the weights as the table the reader loads."""
    head = (
        "# Made by tools/train_reader.py from WCXB (annotations CC BY 4.0; see docs/licences.md). Log odds that a line of\n"
        "# which the name is true belongs to the article; enter and leave: the cost of a border between article and the rest.\n"
    )
    body = "\n".join(f"{json.dumps(n, ensure_ascii=False)} = {w}" for n, w in sorted(model.weights.items()))
    OUT.write_text(
        f"{head}bias = {model.bias}\nenter = {model.enter}\nleave = {model.leave}\n\n[weights]\n{body}\n", encoding="utf-8"
    )


def main(argv: Sequence[str]) -> None:
    """Train as the options say."""
    pages = examples(Path(argv[0]), set(json.loads(Path(argv[1]).read_text(encoding="utf-8"))))
    if "--check" in argv:
        check(pages)
    if "--write" in argv:
        model, f1 = with_borders(train(pages), pages)
        write(model)
        print(f"wrote {len(model.weights)} weights; word F1 on what was learnt from {f1:.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
