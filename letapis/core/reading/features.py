"""What the labeller sees of every run: its own looks, its neighbours, the part of the page it stands in, its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from letapis.core.reading.cues import bare, stop_words
from letapis.core.reading.looks import Looks, looks_of
from letapis.core.reading.runs import BIT, Run, Sheet

UNKNOWN = -1.0
"""What stands where a page without markup has nothing to say."""
_ELEMENTS = ("p", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote", "figcaption", "pre", "dd")
_WINDOWS = (2, 5, 12)
_CLOSE = 2
"""Up to this reach dates and words of comments are not counted: one alone says little."""
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_FAR = 60.0
_SINCE = ("related", "comment", "legal", "closing", "social", "advert", "byline", "dateline")

_SHORT, _STRETCH, _STEM = 25, 80, 6
"""Words of the longest line compared with the running text, runs of it that are looked at, letters of a word that count."""

Columns = dict[str, Any]


def seen(sheet: Sheet) -> tuple[Columns, Looks]:
    """Every column of figures, by name; and the looks they began with."""
    looks = looks_of([r.text for r in sheet.runs])
    linked = np.array([r.linked for r in sheet.runs])
    prose = prose_of(looks, linked)
    columns = {**looks.columns, "prose": prose.astype(float)}
    columns |= _hints(sheet, linked)
    columns |= _titled(sheet, looks)
    columns |= _place(looks, prose)
    columns["told below"] = _told_below(looks, np.flatnonzero(columns["tight"] == 0).tolist())
    columns |= _around(looks, linked, prose)
    columns |= _since(looks, sheet.runs)
    columns |= _parts(sheet, looks, linked, prose)
    return columns, looks


def matrix(columns: Columns, names: Sequence[str]) -> Any:
    """The columns of these names, as rows of features (one row a feature, one column a run)."""
    return np.array([columns[n] for n in names], np.float32)


def prose_of(looks: Looks, linked: Any) -> Any:
    """Which runs are running text: some length, small words or sentences in it, and not all link."""
    n, c = looks.words, looks.columns
    worded = (looks.small >= 0.15) | ((c["sentences"] > 0) & (n >= 12))
    aside = (c["cue legal"] > 0) | (c["cue advert"] > 0)
    return (n >= 8) & worded & ((looks.ends > 0) | (n >= 14)) & ~aside & (linked < 0.8)


def _hints(sheet: Sheet, linked: Any) -> Columns:
    """What the markup says of each run itself."""
    runs = sheet.runs
    if not sheet.marked:
        nothing = np.full(len(runs), UNKNOWN)
        out = {f"is {e}": nothing for e in _ELEMENTS} | {f"in {k}": nothing for k in BIT}
        gap = np.array([r.gap for r in runs], float)
        return out | {"linked": nothing, "bold": nothing, "quoted": nothing, "times": nothing,
                      "gap": gap, "gap after": np.append(gap[1:], 1.0), "marked": nothing * 0}  # fmt: skip
    elements = [r.element for r in runs]
    parts = [sheet.parts[r.part] for r in runs]
    named = np.array([p.named for p in parts])
    out = {f"is {e}": np.array([x == e for x in elements], float) for e in _ELEMENTS}
    out |= {f"in {k}": ((named & bit) > 0).astype(float) for k, bit in BIT.items()}
    return out | {
        "linked": linked,
        "bold": np.array([r.bold for r in runs]),
        "quoted": np.array([r.quoted for r in runs], float),
        "times": np.array([bool(r.times) for r in runs], float),
        "gap": np.full(len(runs), UNKNOWN),
        "gap after": np.full(len(runs), UNKNOWN),
        "marked": np.ones(len(runs)),
    }


def _titled(sheet: Sheet, looks: Looks) -> Columns:
    """How much each run says what the page is called, and how far below (or above) the run that says it most."""
    wanted = [set(w) for t in sheet.titles if (w := bare(t))]
    n = len(sheet.runs)
    same = np.zeros(n)
    for i in np.flatnonzero((looks.words >= 1) & (looks.words <= 45)).tolist() if wanted else ():
        mine = set(looks.bare[i])
        if mine:
            same[i] = max(2 * len(mine & w) / (len(mine) + len(w)) for w in wanted)
    where = np.flatnonzero(same >= max(0.55, same.max(initial=0.0) - 0.1))
    top = int(where[-1] if len(where) and not sheet.marked else where[0]) if len(where) else -1
    ones = np.array([r.element == "h1" for r in sheet.runs])
    heads = np.flatnonzero(ones & (same >= same[ones].max(initial=0.0)))
    if len(heads):
        top = int(heads[0])
    below = np.arange(n) - top if top >= 0 else np.full(n, -_FAR)
    return {"same as title": same, "below title": np.clip(below, -_FAR, _FAR)}


def _place(looks: Looks, prose: Any) -> Columns:
    """Where each run stands on the page: by count, by running text above it, beside the densest stretch of it."""
    n = len(prose)
    mass = np.concatenate(([0.0], np.cumsum(np.minimum(looks.words, 60) * prose)))
    gains = np.where(prose, np.minimum(looks.words, 60), 0.0)
    out: Columns = {
        "at": np.arange(n) / max(1, n),
        "done": mass[:-1] / max(1.0, mass[-1]),
    }
    for name, cost in (("tight", -12.0), ("loose", -3.0)):
        out[name] = beside(n, best_run(np.where(prose, gains, cost).tolist()))
    return out


def _told_below(looks: Looks, stretch: Sequence[int]) -> Any:
    """The share of each short line's words that the densest stretch of running text uses too, as it does its headline's."""
    small = stop_words()
    used = {w[:_STEM] for i in stretch[:_STRETCH] for w in looks.bare[i] if w not in small}
    out = np.full(len(looks.bare), UNKNOWN)
    for i in np.flatnonzero(looks.words <= _SHORT).tolist():
        mine = {w[:_STEM] for w in looks.bare[i] if len(w) > 2 and w not in small}
        out[i] = len(mine & used) / len(mine) if mine else 0.0
    out[list(stretch)] = UNKNOWN
    return out


def beside(n: int, run: tuple[int, int]) -> Any:
    """For each of n runs how far it stands before (negative) or after a stretch; 0 within it."""
    i = np.arange(n)
    return np.clip(np.where(i < run[0], i - run[0], np.where(i >= run[1], i - run[1] + 1, 0)), -_FAR, _FAR).astype(float)


def best_run(gains: Sequence[float]) -> tuple[int, int]:
    """The run [start, end) whose gains add up to the most."""
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for i, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, found = total, (start, i + 1)
    return found


def shifted(column: Any, by: int) -> Any:
    """The column as the neighbour ``by`` places on sees it; ``UNKNOWN`` beyond the page's ends."""
    out = np.full(len(column), UNKNOWN)
    if abs(by) < len(column):
        if by > 0:
            out[:-by] = column[by:]
        else:
            out[-by:] = column[:by]
    return out


def totals(columns: Any) -> Any:
    """For rows of columns: the sum of each over all runs before a place, for every place from the first to past the last."""
    out = np.zeros((len(columns), columns.shape[1] + 1))
    np.cumsum(columns, axis=1, out=out[:, 1:])
    return out


def windows(columns: Any, reach: int) -> Any:
    """For rows of columns: the sum of each over every run and its neighbours within reach."""
    return _windows(totals(columns), reach)


def _windows(total: Any, reach: int) -> Any:
    n = total.shape[1] - 1
    i = np.arange(n)
    return total[:, np.minimum(i + reach + 1, n)] - total[:, np.maximum(i - reach, 0)]


def _around(looks: Looks, linked: Any, prose: Any) -> Columns:
    """What stands near each run."""
    out: Columns = {}
    near = {"words": np.minimum(looks.words, 80), "small": looks.small, "ends": looks.ends.astype(float),
            "prose": prose.astype(float), "linked": linked, "capitals": looks.columns["capitals"]}  # fmt: skip
    for by in _NEIGHBOURS:
        out |= {f"{name} {by:+d}": shifted(column, by) for name, column in near.items()}
    size, n = np.minimum(looks.words, 80), len(prose)
    cued = np.array([bool(c) for c in looks.cues], float)
    marks = {"dates": looks.columns["dated"], "comments": looks.columns["cue comment"], "selves": looks.columns["self"]}
    total = totals(np.stack([size, size * prose, size * linked, np.ones(n), cued, *marks.values()]))
    told, i = total[1], np.arange(n)
    for reach in _WINDOWS:
        words, running, links, runs, cues, *marked = _windows(total, reach)
        mass = np.maximum(1.0, words)
        out[f"prose within {reach}"] = running / mass
        out[f"links within {reach}"] = links / mass
        out[f"words within {reach}"] = words / runs
        out[f"cues within {reach}"] = cues
        if reach > _CLOSE:
            out |= {f"{name} within {reach}": sum_ for name, sum_ in zip(marks, marked, strict=True)}
        out[f"prose {reach} above"] = told[i] - told[np.maximum(i - reach, 0)]
        out[f"prose {reach} below"] = told[np.minimum(i + reach + 1, n)] - told[i + 1]
    return out


def _since(looks: Looks, runs: Sequence[Run]) -> Columns:
    """How many runs ago a telling phrase last stood, and how many ahead the next one does."""
    out: Columns = {}
    marks = {kind: np.array([c == kind for c in looks.cues]) for kind in _SINCE}
    marks["heading"] = np.array([r.element in ("h1", "h2", "h3") for r in runs])
    for kind, there in marks.items():
        out[f"since {kind}"] = since(there)
        out[f"until {kind}"] = since(there[::-1])[::-1]
    return out


def since(there: Any) -> Any:
    """How many places each stands after the last that is true; far where there is none."""
    i = np.arange(len(there))
    last = np.maximum.accumulate(np.where(there, i, -10_000)) if len(there) else i
    return np.minimum(i - last, _FAR).astype(float)


def levels(sheet: Sheet) -> list[tuple[Any, Any]]:
    """For each run the first and last run of the parts it stands in: the smallest that holds others too, the next larger …"""
    first = np.array([p.first for p in sheet.parts])
    last = np.array([p.last for p in sheet.parts])
    above = np.array([p.above for p in sheet.parts])
    wider = list(range(len(sheet.parts)))
    size = (last - first).tolist()
    for i, up in enumerate(above.tolist()):
        wider[i] = up if size[up] > size[i] else wider[up]
    wider_ = np.array(wider)
    at = np.array([r.part for r in sheet.runs], np.int64)
    at = np.where(last[at] - first[at] > 1, at, wider_[at])
    out = []
    for _ in range(4):
        out.append((first[at], last[at]))
        at = wider_[at]
    return out


def within(level: tuple[Any, Any], total: Any) -> Any:
    """For rows of ``totals``: the sums over the part of a level that each run stands in."""
    return total[:, level[1]] - total[:, level[0]]


def _parts(sheet: Sheet, looks: Looks, linked: Any, prose: Any) -> Columns:
    """How much running text, links and runs there are in the parts that each run stands in."""
    n, out = len(sheet.runs), Columns()
    size = np.minimum(looks.words, 80)
    whole = max(1.0, float((size * prose).sum()))
    total = totals(np.stack([size, size * prose, size * linked, np.ones(n)]))
    for k, level in enumerate(levels(sheet) if sheet.marked else [None] * 4, 1):
        if level is None:
            values = [np.full(n, UNKNOWN)] * 5
        else:
            words, running, links, runs = within(level, total)
            mass = np.maximum(1.0, words)
            values = [running / mass, running / whole, links / mass, np.minimum(runs, 300.0), mass / np.maximum(1.0, runs)]
        for name, value in zip(("prose", "share", "links", "runs", "words a run"), values, strict=True):
            out[f"part {k} {name}"] = value
    return out | _best_parts(sheet, size, prose) | _alike(sheet, size, prose, linked)


def _best_parts(sheet: Sheet, size: Any, prose: Any) -> Columns:
    """How far each run stands from the parts that gain most (their running text less what else is in them, dear or cheap),
    and whether it is in the smallest part that holds half, or nearly all, of the page's running text."""
    n, out = len(sheet.runs), Columns()
    if not sheet.marked:
        return dict.fromkeys(_BEST, np.full(n, UNKNOWN))
    named = np.array([sheet.parts[r.part].named for r in sheet.runs])
    good = prose & ((named & _ASIDE) == 0)
    first = np.array([p.first for p in sheet.parts])
    last = np.maximum(first, np.array([p.last for p in sheet.parts]))
    for cost in (1.0, 6.0, 20.0):
        gain = np.where(good, size, np.where(prose, -size, -cost))
        total = np.concatenate(([0.0], np.cumsum(gain)))
        best = int(np.argmax(total[last] - total[first]))
        out[f"best part {cost:.0f}"] = beside(n, (int(first[best]), int(last[best])))
    mass = np.concatenate(([0.0], np.cumsum(size * good)))
    held, width = mass[last] - mass[first], last - first
    for share in (50, 85):
        enough = np.flatnonzero(held >= mass[-1] * share / 100)
        best = int(enough[np.argmin(width[enough])])
        out[f"holds {share}"] = beside(n, (int(first[best]), int(last[best])))
    return out


_ASIDE = BIT["comment"] | BIT["related"] | BIT["advert"] | BIT["legal"] | BIT["menu"] | BIT["hidden"] | BIT["social"]
_BEST = ("best part 1", "best part 6", "best part 20", "holds 50", "holds 85")


def _alike(sheet: Sheet, size: Any, prose: Any, linked: Any) -> Columns:
    """Of the runs whose element and surroundings have the same names: how many, how much running text and links in them."""
    n = len(sheet.runs)
    if not sheet.marked:
        return dict.fromkeys(("alike", "alike prose", "alike links", "alike words"), np.full(n, UNKNOWN))
    numbers: dict[tuple[str, str, int], int] = {}
    kind = np.array([numbers.setdefault(_signature(sheet, r), len(numbers)) for r in sheet.runs])
    count = np.bincount(kind).astype(float)
    mass = np.maximum(1.0, np.bincount(kind, size))
    return {
        "alike": np.minimum(count, 100.0)[kind],
        "alike prose": (np.bincount(kind, size * prose) / mass)[kind],
        "alike links": (np.bincount(kind, size * linked) / mass)[kind],
        "alike words": (mass / count)[kind],
    }


def _signature(sheet: Sheet, run: Run) -> tuple[str, str, int]:
    part = sheet.parts[run.part]
    return part.element, sheet.parts[part.above].element, part.named
