"""Train the rankers of the incident: for each field which of a page's candidates is the one people chose.

    make train-incident                                                   writes letapis/words/incident-*.npz
    python -m tools.train_incident TRAIN.json LEAVE_OUT.json [--check]    HRDsAttack's train split; --check only cross-validates

The pages whose ids stand in LEAVE_OUT.json are never opened. Needs catboost (requirements-train.txt) for training only.
"""

from __future__ import annotations

import json
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.incidents import laid_over, score, unpacked
from bench.product import shared
from letapis.core.incident import incident, rows
from letapis.core.incident.story import MONTHS
from letapis.core.incident.telling import Telling
from letapis.core.reading import readings
from letapis.core.report import report
from letapis.desk.understanding import given_beside, understand
from letapis.words.records import Given
from tools.train_reader import ALWAYS, write

FOLDS = 5
SHAPE = {"iterations": 150, "depth": 5, "learning_rate": 0.04, "l2_leaf_reg": 10, "rsm": 0.5, **ALWAYS}
Examples = Iterator[tuple[str, Mapping[str, float], bool]]


@dataclass(frozen=True)
class Page:
    """A page report with the row people made of the page."""

    key: str
    report: dict[str, Any]
    row: dict[str, Any]

    @property
    def gold(self) -> dict[str, Any]:
        """What people made of the page."""
        return dict(self.row["merged_sample"])


def pages(split: Path, leave_out: set[str], folder: Path) -> list[Page]:
    """The pages of a split, read as a user would, but for those left out."""
    told = {str(r["sample"]["Input.GLOBALEVENTID"]): r for r in json.loads(split.read_text(encoding="utf-8"))}
    kept = folder / "kept.json"
    kept.write_text(json.dumps([r for k, r in told.items() if k not in leave_out]), encoding="utf-8")
    return [Page(p.stem, read(p), told[p.stem]) for p in unpacked(kept, folder)]


def read(path: Path) -> dict[str, Any]:
    """The report of a page, without an incident."""
    given = given_beside(path)
    assert isinstance(given, Given), given
    data = path.read_bytes()
    reading = next(readings(data, path.name, given=given, key=b"", capture=f"capture:{path.stem}", as_body=True))
    told = understand(reading)
    return report(told.page, told.claims, str(path), "")


def examples(page: Page, say: Callable[[str], Any]) -> Examples:
    """Every candidate of a page as field, row and whether people chose it; ``say`` gives functions of the scorer."""
    t, g = Telling(page.report), page.gold
    if not t.story.attacks:
        return
    named = [v for v in g["victims"] if v["victim_name"]]
    contains = say("contains")

    def same(a: str, b: str) -> bool:
        return bool(contains(a, b))

    for name, row in rows.victims(t):
        yield "victim", row, any(same(name, v["victim_name"]) for v in named)
    for v in named:
        who = next((p for p in t.people if any(same(a, v["victim_name"]) for a in [p["name"], *p["variants"]])), None)
        if who:
            types = set(v["victim_type"]) - {"insufficient information"}
            yield from (("type", row, kind == ", ".join(sorted(types))) for kind, row in rows.types(t, who))
    yield from (("violation", row, v in g["violation_types"]) for v, row in rows.violations(t))
    hand = say("none")(g["perpetrator_type"]) or ""
    yield from (("perpetrator", row, h == hand) for h, row in rows.hands(t))
    yield from _placed(t, g, say)
    yield from _dated(t, g, say)


def _placed(t: Telling, g: Mapping[str, Any], say: Callable[[str], Any]) -> Examples:
    country = say("country")(g["country"])
    if country:
        yield from (("country", row, say("country")(c) == country) for c, row in rows.countries(t))
    own = next((c for c, _ in rows.countries(t) if say("country")(c) == country), None)
    for field, found in (("city", rows.cities(t, own)), ("region", rows.regions(t, own))):
        if say("none")(g[field]):
            yield from ((field, row, name == say("none")(g[field])) for name, row in found)


def _dated(t: Telling, g: Mapping[str, Any], say: Callable[[str], Any]) -> Examples:
    year, month, day = say("number")(g["year"]), say("month")(g["month"]), say("number")(g["date"])
    if year:
        yield from (("year", row, d[0] == year) for d, row in rows.days(t, 1))
    if month in MONTHS:
        nth = f"{MONTHS.index(month) + 1:02d}"
        within = (year,) if year else ()
        yield from (("month", row, d[1] == nth) for d, row in rows.days(t, 2, within))
        if day and day.isdigit():
            yield from (("day", row, d[2] == f"{int(day):02d}") for d, row in rows.days(t, 3, (*within, nth) if within else ()))


class Rankers:
    """One ranker a field, learnt from some pages."""

    def __init__(self, learnt: Sequence[tuple[str, Mapping[str, float], bool]]) -> None:
        from catboost import CatBoostClassifier

        self.names: dict[str, list[str]] = {}
        self.models: dict[str, Any] = {}
        for field in dict.fromkeys(f for f, _, _ in learnt):
            mine = [(r, y) for f, r, y in learnt if f == field]
            self.names[field] = list(mine[0][0])
            x = np.array([[float(r[n]) for n in self.names[field]] for r, _ in mine], np.float32)
            self.models[field] = CatBoostClassifier(**SHAPE).fit(x, np.array([int(y) for _, y in mine]))

    def __call__(self, field: str, found: Sequence[Mapping[str, float]]) -> list[float]:
        """How likely each candidate of a field is right."""
        x = np.array([[float(r[n]) for n in self.names[field]] for r in found], np.float32)
        return [float(p) for p in self.models[field].predict_proba(x)[:, 1]]

    def write(self) -> None:
        """Write them as the arrays the package reads."""
        for field, model in self.models.items():
            write(model, self.names[field], f"incident-{field}")


def judged(told: Sequence[Page], found: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """What the benchmark's own scorer says of incidents that pages were given."""
    split, out = folder / "split.json", folder / "predicted.jsonl"
    split.write_text(json.dumps([p.row for p in told]), encoding="utf-8")
    out.write_text(
        "\n".join(json.dumps(laid_over(p.report | {"incident": i})) for p, i in zip(told, found, strict=True)), encoding="utf-8"
    )
    return dict(score(split, out))


def check(told: Sequence[Page], learnt: Sequence[list[tuple[str, Mapping[str, float], bool]]], folder: Path) -> dict[str, Any]:
    """How pages fare that were not learnt from."""
    fold = np.random.default_rng(5).permutation(len(told)) % FOLDS
    found: list[dict[str, Any]] = [{}] * len(told)
    for k in range(FOLDS):
        rankers = Rankers([e for i, es in enumerate(learnt) if fold[i] != k for e in es])
        for i, page in enumerate(told):
            if fold[i] == k:
                found[i] = incident(page.report, scores=rankers)
    return judged(told, found, folder)


def main(argv: Sequence[str]) -> None:
    """Train as the options say."""
    leave_out = {str(i) for i in json.loads(Path(argv[1]).read_text(encoding="utf-8"))}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "pages").mkdir()
        told = pages(Path(argv[0]), leave_out, folder / "pages")
        say = runpy.run_path(str(shared() / "score_incidents.py")).__getitem__
        learnt = [list(examples(p, say)) for p in told]
        for name, figure in check(told, learnt, folder).items():
            print(f"{name}: {figure}")
        if "--check" not in argv:
            Rankers([e for es in learnt for e in es]).write()


if __name__ == "__main__":
    main(sys.argv[1:])
