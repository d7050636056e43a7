"""Learn how letters of other scripts stand for Latin ones, from pairs of names, and what an alignment of one name looks like.

    make train-letters                                writes letapis/words/letters/*.tsv and judgement.toml
    python -m tools.train_letters FOLDER [--check]    FOLDER holds russian.tsv, arabic.tsv, hebrew.tsv; --check cross-validates

Three names in ten are held back by their hash and never learnt from (`bench.names` scores them). The alignments are learnt by
expectation and maximisation over all ways to align a pair, the standards' spellings given a start and a floor.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from letapis.core.resolve.letters import SHAPES, Pair, Practice, latin_of, letters_of, looks, practice, ways
from letapis.words.letters import standards

SETS = {"cyrillic": "russian", "arabic": "arabic", "hebrew": "hebrew"}
OWN = Path(__file__).parent / "names"
"""Names written by us, as their bearers write them: foreign names written in Arabic have vowels that Arabic names have not."""
ROUNDS, FOLDS = 8, 4
FLOOR, DISCOUNT, LEAST = 1.0, 0.15, 0.2
"""Pairs that a standard's spelling is given; what each letter beyond the first costs a spelling; and what a spelling needs."""
RIDGE = 1e-3
Row = tuple[str, str, bool]


def held(name: str) -> bool:
    """Whether a Latin name is held back for scoring."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 < 3


def rows(path: Path) -> list[Row]:
    """Latin name, other name, whether they are one."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(latin, other, same == "1") for latin, other, same in lines]


def own(path: Path) -> list[Row]:
    """Names as their bearers write them, each with its Latin spellings, and beside each the most alike of other bearers."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    told = [(name, latin) for name, spellings in lines for latin in spellings.replace("al-", "al").split()]
    found: list[Row] = []
    for name, latin in told:
        mine = {s for n, s in told if n == name}
        others = {n for n, s in told if s in mine}
        alike = max((n for n, s in told if n not in others), key=lambda n: _alike(latin, n, told))
        found += [(latin, name, True), (latin, alike, False)]
    return found


def _alike(latin: str, name: str, told: Sequence[Pair]) -> float:
    return max(SequenceMatcher(None, latin.casefold(), s.casefold()).ratio() for n, s in told if n == name)


def learn(pairs: Sequence[Pair], script: str) -> Practice:
    """The shares that make the pairs of names likeliest."""
    share = _scaled(_first(pairs), script, 10 * FLOOR)
    for _ in range(ROUNDS):
        found: dict[Pair, float] = defaultdict(float)
        for letters, latin in pairs:
            _expect(letters, latin, share, found)
        kept = {p: n - DISCOUNT * (len(p[0]) + len(p[1]) - 1) for p, n in found.items()}
        share = _scaled({p: n for p, n in kept.items() if n > LEAST}, script, FLOOR)
    return practice(share)


def _scaled(found: dict[Pair, float], script: str, floor: float) -> dict[Pair, float]:
    for pair in standards(script):
        found[pair] = found.get(pair, 0.0) + floor
    total = sum(found.values())
    return {p: n / total for p, n in found.items()}


def _first(pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Pieces that stand at about the same place of both words; one letter for one counts most."""
    found: dict[Pair, float] = defaultdict(float)
    for letters, latin in pairs:
        for i, j, a, b in _pieces(letters, latin):
            if abs((i - a) / len(letters) - (j - b) / len(latin)) <= 0.3:
                found[letters[i - a : i], latin[j - b : j]] += 1.0 if a == b == 1 else 0.2 if a and b else 0.1
    return found


def _pieces(letters: str, latin: str) -> Iterator[tuple[int, int, int, int]]:
    for i in range(len(letters), -1, -1):
        for j in range(len(latin), -1, -1):
            for a, b in SHAPES:
                if a <= i and b <= j:
                    yield i, j, a, b


def _expect(letters: str, latin: str, share: dict[Pair, float], found: dict[Pair, float]) -> None:
    before = ways(letters, latin, share)
    total = before[-1][-1]
    if not total:
        return
    after = [[0.0] * (len(latin) + 1) for _ in range(len(letters) + 1)]
    after[-1][-1] = 1.0
    for i, j, a, b in _pieces(letters, latin):
        pair = letters[i - a : i], latin[j - b : j]
        onward = share.get(pair, 0.0) * after[i][j]
        if onward:
            found[pair] += before[i - a][j - b] * onward / total
            after[i - a][j - b] += onward


def compared(data: Sequence[Row], known: Practice) -> np.ndarray:
    """The looks of each row's alignment."""
    return np.array([looks(letters_of(other), latin_of(latin), known)[0] for latin, other, _ in data])


def judge(seen: np.ndarray, same: np.ndarray) -> list[list[float]]:
    """A logistic regression: mean, spread and weight of each look, and the constant."""
    mean, spread = seen.mean(0), seen.std(0) + 1e-9
    x = np.c_[(seen - mean) / spread, np.ones(len(seen))]
    w, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE * len(seen))
    ridge[-1] = 1e-9
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x.T * (p * (1 - p) + 1e-6)) @ x + np.diag(ridge), x.T @ (same - p) - ridge * w)
    return [*([float(m), float(s), float(v)] for m, s, v in zip(mean, spread, w[:-1], strict=True)), [float(w[-1])]]


def judged(seen: np.ndarray, rule: list[list[float]]) -> np.ndarray:
    """How certainly each is one name."""
    mean, spread, w = np.array(rule[:-1]).T
    return np.asarray(1 / (1 + np.exp(-((seen - mean) / spread @ w + rule[-1][0]))))


def f1(same: np.ndarray, said: np.ndarray) -> float:
    """F1 in per cent."""
    return float(200 * (same & said).sum() / max(1, same.sum() + said.sum()))


def _ones(data: Sequence[Row]) -> list[Pair]:
    return [(letters_of(other), latin_of(latin)) for latin, other, same in data if same]


def out_of_fold(data: Sequence[Row], script: str) -> tuple[np.ndarray, np.ndarray]:
    """The looks of each row under a practice that has not met its name, and each row's fold."""
    fold = np.array([int(hashlib.md5(r[0].encode()).hexdigest(), 16) % FOLDS for r in data])
    seen = np.empty((len(data), 0))
    for k in range(FOLDS):
        inside = [r for r, f in zip(data, fold, strict=True) if f == k]
        found = compared(inside, learn(_ones([r for r, f in zip(data, fold, strict=True) if f != k]), script))
        if not seen.size:
            seen = np.empty((len(data), found.shape[1]))
        seen[fold == k] = found
    return seen, fold


def main(folder: Path, check: bool) -> None:
    """Cross-validate, and unless only that is asked for, write what ships."""
    target = Path(__file__).parent.parent / "letapis" / "words" / "letters"
    rules = {}
    for script, name in SETS.items():
        data = [r for r in (*rows(folder / f"{name}.tsv"), *own(OWN / f"{script}.tsv")) if not held(r[0])]
        same = np.array([r[2] for r in data])
        seen, fold = out_of_fold(data, script)
        said = np.zeros(len(data), bool)
        for k in range(FOLDS):
            said[fold == k] = judged(seen[fold == k], judge(seen[fold != k], same[fold != k])) >= 0.5
        print(f"{name}: F1 {f1(same, said):.1f} in {FOLDS} folds of {len(data)} pairs", flush=True)
        rules[script] = judge(seen, same)
        if not check:
            _write(target / f"{script}.tsv", learn(_ones(data), script))
    if not check:
        told = [
            "# Written by tools/train_letters.py: mean, spread and weight of each look of an alignment, then the constant.\n"
        ]
        for script, rule in rules.items():
            told.append(f"{script} = [\n" + "".join(f"  [{', '.join(f'{x:.6g}' for x in row)}],\n" for row in rule) + "]\n")
        (target / "judgement.toml").write_text("\n".join(told), encoding="utf-8")


def _write(path: Path, known: Practice) -> None:
    lines = ["# Written by tools/train_letters.py: letters, the Latin ones that stand for them, pairs in a million."]
    lines += [f"{x}\t{y}\t{1e6 * s:.1f}" for (x, y), s in sorted(known.share.items(), key=lambda e: (e[0][0], -e[1], e[0][1]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv)
