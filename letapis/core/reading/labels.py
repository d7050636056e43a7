"""What each run of a page is: whether it belongs to the article, and of which kind, by two trained forests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from letapis.core.forest import forest
from letapis.core.reading.dateline import is_dateline
from letapis.core.reading.features import Columns, beside, best_run, matrix, seen, shifted, since, windows
from letapis.core.reading.runs import Sheet
from letapis.words.kinds import KINDS, MAIN_KINDS
from letapis.words.tables import table

_NEVER = frozenset({"option", "select", "button"})
"""Elements that offer a choice; what stands in them is no text of the article."""
_NEAR = 25
"""Lines above the first paragraph in which a headline is looked for where there is no markup."""
_SAME = 0.5
"""How much of the window's title a line says that may be the headline though it does not look like one."""
_SIGNED = 14
"""Words a byline or dateline has at most."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ELSEWHERE = frozenset({"related", "comment"})
_ASIDE = {"related": -1.5, "comment": -1.5, "advert": -1.5}
"""Log odds by which runs are less likely to be main text where the nearest name of their surroundings says what they are."""
_HEADLINE = "the likeliest headline"
_LISTED, _HEADING = -4.0, 8
"""Log odds for items of a list of teasers; words the line above such a list has at most."""
_SURE = 8.0
_REASONS = 3
"""How many reasons are given for a kind."""
_HEADED, _LEAST = 0.25, 0.15
"""How likely the likeliest headline must be; without markup, where something near the article must be it, less is enough."""


class Label(NamedTuple):
    """What a run is, how sure that is (0 to 1), and the strongest reasons in a short phrase."""

    kind: str
    main: bool
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a page's runs, and which of them is the headline."""

    of: tuple[Label, ...]
    headline: int | None = None


def label(sheet: Sheet, *, explain: bool = False, lean: float = 0.0) -> Labels:
    """The kind of every run, and whether it is main text; the reasons only where they are asked for.

    ``lean``: log odds by which runs are likelier to be main text than on a page of the web (a print has no menus).
    """
    if not sheet.runs:
        return Labels(())
    columns = seen(sheet)[0]
    odds = main_odds(sheet, columns) + lean
    main = chosen(odds, columns["words"])
    columns |= around_main(odds, columns["words"])
    model = forest(f"kinds-{_shape(sheet)}")
    features = matrix(columns, model.names)
    scores = model.scores(features)
    likely = _softmax(scores)
    head = _headline(likely) if sheet.marked else _headline_near(likely, columns, main)
    if head is None and sheet.marked:
        head = _bold_line(columns, main)
    main, kinds = _kinds(scores, main, head)
    if head is not None:
        _sign(sheet, columns, head, kinds, main)
    sure = _sureness(likely, kinds, odds, main, head)
    why = _reasons(columns, _shape(sheet), main) if explain else [""] * len(kinds)
    if explain and head is not None:
        why[head] = _HEADLINE
    labels = (Label(KINDS[k], m, s, w) for k, m, s, w in zip(kinds.tolist(), main.tolist(), sure, why, strict=True))
    return Labels(tuple(labels), head)


def _shape(sheet: Sheet) -> str:
    """Which of the trained forests a page is for."""
    return "marked" if sheet.marked else "plain"


def main_odds(sheet: Sheet, columns: Columns) -> Any:
    """The log odds that each run belongs to the article."""
    model = forest(f"article-{_shape(sheet)}")
    odds = model.scores(matrix(columns, model.names))[:, 0]
    if sheet.marked:
        parts = [sheet.parts[r.part] for r in sheet.runs]
        odds += np.array([_ASIDE.get(p.around, 0.0) for p in parts])
        odds += _listed_elsewhere(sheet, columns)
        odds[np.array([p.element in _NEVER for p in parts])] = -_SURE
    return odds


def _listed_elsewhere(sheet: Sheet, columns: Columns) -> Any:
    """Less for the items of a list under a heading such as "Most read": they lead to other pages, whatever they look like."""
    out, prose = np.zeros(len(sheet.runs)), columns["prose"] > 0
    for at in np.flatnonzero((columns["cue related"] > 0) & (columns["words"] <= _HEADING)).tolist():
        i = at + 1
        while i < len(out) and sheet.runs[i].element == "li" and not prose[i]:
            out[i] = _LISTED
            i += 1
        if i > at + 1:
            out[at] = _LISTED
    return out


def chosen(odds: Any, words: Any) -> Any:
    """The runs whose choice promises the best word F1: the likeliest ones, as many as raise the expected F1 of the page."""
    size = np.maximum(1, words)
    likely = 1 / (1 + np.exp(-odds))
    order = np.argsort(-likely, kind="stable")
    right, taken = np.cumsum((likely * size)[order]), np.cumsum(size[order])
    f1 = 2 * right / (taken + (likely * size).sum())
    out = np.zeros(len(odds), bool)
    out[order[: int(np.argmax(f1)) + 1]] = True
    return out & (odds > -_SURE)


def around_main(odds: Any, words: Any) -> Columns:
    """How each run stands to the article, for the forest that tells kinds."""
    likely = 1 / (1 + np.exp(-odds))
    size = np.minimum(words, 80) + 1.0
    there = (odds > 0) & (words >= 8)
    done = np.concatenate(([0.0], np.cumsum(size * likely)))
    near = windows(np.stack([size * likely, size]), 5)
    return {
        "odds": odds,
        "odds -1": shifted(odds, -1),
        "odds +1": shifted(odds, 1),
        "likely within 5": near[0] / near[1],
        "article done": done[:-1] / max(1.0, done[-1]),
        "since article": since(there),
        "until article": since(there[::-1])[::-1],
        "beside article": beside(len(odds), best_run((np.clip(odds, -4, 4) * size**0.7).tolist())),
    }


@cache
def _places() -> tuple[Any, Any, int]:
    """Which kinds main text may be of, which others, and the place of the headline among kinds."""
    main = np.array([k in MAIN_KINDS for k in KINDS])
    beside_ = np.array([k not in MAIN_KINDS or k == "caption" for k in KINDS])
    main[KINDS.index("headline")] = False
    return main, beside_, KINDS.index("headline")


def _headline(kinds: Any) -> int | None:
    """The run likeliest to be the headline, if it is likely enough."""
    *_, place = _places()
    likely = kinds[:, place]
    at = int(np.argmax(likely))
    return at if likely[at] >= _HEADED else None


def _headline_near(kinds: Any, columns: Columns, main: Any) -> int | None:
    """The same for a page without markup, near the article's first paragraph: higher up its window's title says the same."""
    body = np.flatnonzero(main & (columns["prose"] > 0))
    first = int(body[0]) if len(body) else 0
    near = np.arange(max(0, first - _NEAR), min(len(main), first + 3))
    if not len(near):
        return None
    *_, place = _places()
    likely = kinds[near, place]
    told = (columns["prose"] > 0) & (columns["ends"] > 0)
    may = (near > 0) & (columns["words"][near] >= 3) & ~told[near]
    again = np.where(may, columns["same as title"][near], 0.0)
    worth = np.where(told[near], 0.0, likely) + again - 0.01 * np.abs(first - near)
    best = int(np.argmax(worth))
    return int(near[best]) if likely[best] >= _LEAST or again[best] >= _SAME else None


def _bold_line(columns: Columns, main: Any) -> int | None:
    """On a page without headings: the bold line nearest above the first paragraph."""
    body = np.flatnonzero(main & (columns["words"] >= 8))
    if not len(body):
        return None
    bold, n, linked = columns["bold"], columns["words"], columns["linked"]
    near = reversed(range(max(0, int(body[0]) - 4), int(body[0])))
    return next((i for i in near if bold[i] > 0.95 and 3 <= n[i] <= 25 and linked[i] < 0.5), None)


def _kinds(scores: Any, main: Any, head: int | None) -> tuple[Any, Any]:
    """The likeliest kind of each run among those it may be; nothing above the headline is main text."""
    of_main, of_others, place = _places()
    main = main.copy()
    if head is not None:
        main[:head] = False
    allowed = np.where(main[:, None], of_main, of_others)
    kinds = np.argmax(np.where(allowed, scores, -np.inf), axis=1)
    if head is not None:
        kinds[head], main[head] = place, True
    return main, kinds


def _sign(sheet: Sheet, columns: Columns, head: int, kinds: Any, main: Any) -> None:
    """Around the headline, past a standfirst or two: lines that are little more than a date, or begin like a byline."""
    passed, n = 0, columns["words"]
    for i in (*range(max(0, head - 3), head), *range(head + 1, min(head + 14, len(kinds)))):
        passed += bool(i > head and main[i] and n[i] > _SIGNED)
        if passed > 2:
            return
        run = sheet.runs[i]
        if n[i] > _SIGNED + 4 or run.element in _HEADINGS or KINDS[kinds[i]] in _ELSEWHERE:
            continue
        dated = is_dateline(run.text) or (run.times and not passed and n[i] <= _SIGNED)
        signed = columns["cue byline"][i] > 0 and i > head and not passed and n[i] <= _SIGNED
        if dated or signed:
            kinds[i], main[i] = KINDS.index("dateline" if dated else "byline"), False


def _softmax(scores: Any) -> Any:
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _sureness(likely: Any, kinds: Any, odds: Any, main: Any, head: int | None) -> list[float]:
    """How sure each label is: of main text that it is main text, of the rest also that it is of its kind."""
    border = 1 / (1 + np.exp(np.where(main, -odds, odds)))
    kind = likely[np.arange(len(kinds)), kinds]
    sure = np.where(main, border, (border + kind) / 2)
    if head is not None:
        sure[head] = kind[head]
    return [round(s, 2) for s in sure.tolist()]


@cache
def _phrases() -> dict[str, tuple[str, str]]:
    """What a column says when it speaks for or against, in words, by the beginning of its name."""
    return {name: (said["for"], said["against"]) for name, said in table("reasons").items()}


def _phrase(name: str, speaks_for: bool) -> str:
    """The words for a column, by the longest beginning of its name that has any."""
    known = [k for k in _phrases() if name.startswith(k)]
    return _phrases()[max(known, key=len)][0 if speaks_for else 1] if known else ""


@cache
def _said(names: tuple[str, ...], speaks_for: bool) -> tuple[tuple[str, ...], Any]:
    """The phrases for these columns, and which columns each stands for: rows of phrases, columns of columns."""
    phrases = [_phrase(name, speaks_for) for name in names]
    kept = tuple(dict.fromkeys(p for p in phrases if p))
    return kept, np.array([[p == q for p in phrases] for q in kept], float)


def _reasons(columns: Columns, shape: str, main: Any) -> list[str]:
    """The strongest reasons for each run: why it is main text or not, by what moved the odds most that way."""
    model = forest(f"article-{shape}")
    moved = model.reasons(matrix(columns, model.names))
    out = [""] * len(main)
    for speaks_for in (True, False):
        phrases, stand_for = _said(model.names, speaks_for)
        weight = stand_for @ (moved if speaks_for else -moved)
        for i in np.flatnonzero(np.asarray(main) == speaks_for).tolist():
            order = np.argsort(-weight[:, i], kind="stable")[:_REASONS]
            out[i] = "; ".join(phrases[k] for k in order.tolist() if weight[k, i] > 0)
    return out
