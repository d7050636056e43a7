"""Which lines of a flattened page are the article: what each and its neighbours look like, weighed, and the best sequence."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import log

from letapis.core.reading.cues import cue_of, stop_words
from letapis.words.tables import table

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_END = re.compile(r"[.!?…؟。][\"'”’»)\]]{0,3}$")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:19|20)\d\d\b|\bago\b")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|(?:^|\s)[#@]\w")
_PRICE = re.compile(r"[$£€₽₴]\s?\d|\d\s?[$£€₽₴%]")
_MARK = re.compile(r"[|»›→←▶►↓↑✓✔·•]|(?:^|\s)[<>+](?:\s|$)")
_BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦]|\(?\d{1,3}[.)])\s")
_QUOTE = re.compile(r"[\"“”«»„]")
_LOOK = 400
"""Letters of a line that are looked at for marks: enough to know it, and no line can cost more."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (or the lines a paragraph was broken into) and what was seen of it."""

    text: str
    words: int
    ends: bool
    """It ends like a sentence."""
    prose: bool
    """It is running text: some length, with small words in it."""
    seen: tuple[str, ...]
    """What it looks like by itself."""
    coarse: str
    """What its neighbours see of it."""
    cue: str


def look(text: str, often: int = 1, gap_before: bool = False, gap_after: bool = False) -> Line:
    """What one line looks like by itself; ``often`` counts how many times the page has it."""
    found: list[str] = _WORD.findall(text[:4000])
    n, cue = len(found), cue_of(text)
    small = sum(w.casefold() in stop_words() for w in found) / n if n else 0.0
    ends = bool(_END.search(text.rstrip()[-6:]))
    prose = n >= 8 and small >= 0.15 and (ends or n >= 14) and cue not in ("legal", "advert")
    last = "." if ends else text.rstrip()[-1:] if text.rstrip()[-1:] in (":", ",", ";", ")") else "-"
    gaps = {"gap before": gap_before, "gap after": gap_after, "alone": gap_before and gap_after}
    gaps["packed"] = not gap_before and not gap_after
    seen = [*_shape(found, small, last), f"cue:{cue}", *_marks(text, found)]
    seen += [name for name, true in ({**gaps, "twice": often == 2, "often": often > 2}).items() if true]
    if cue and n <= 4:
        seen.append(f"short {cue}")
    coarse = f"{bisect((1, 4, 8, 14), n)}{last if last in '.:' else '-'}"
    return Line(text, n, ends, prose, tuple(seen), coarse, cue)


def _shape(found: Sequence[str], small: float, last: str) -> list[str]:
    """Length, small words and capitals of a line, alone and together."""
    letters = [w for w in found if not w[0].isdigit()]
    capital = sum(w[0].isupper() for w in letters) / len(letters) if letters else 0.0
    size, stop = bisect((1, 2, 3, 5, 8, 13, 20, 35, 60), len(found)), bisect((0.001, 0.15, 0.3, 0.4, 0.5), small)
    big, low = bisect((0.001, 0.2, 0.4, 0.7, 0.99), capital), min(size, 6)
    return [f"n{size}", f"n{size}{last}", f"stop{stop}", f"n{low}stop{stop}", f"big{big}", f"n{low}big{big}"]


def _marks(text: str, found: Sequence[str]) -> list[str]:
    """Which marks a line has: figures, prices, addresses, quotes …"""
    head, tail = text[:_LOOK], text.rstrip()
    marks = {
        "digits": sum(len(w) for w in found if w[0].isdigit()) * 3 > len(head.strip()),
        "time": len(found) < 14 and bool(_TIME.search(head)),
        "address": bool(_ADDRESS.search(head)),
        "price": bool(_PRICE.search(head)),
        "mark": bool(_MARK.search(head)),
        "bullet": bool(_BULLET.match(head)),
        "quote": bool(_QUOTE.search(head)),
        "shout": len(found) > 1 and text.isupper(),
        "small first": head.lstrip()[:1].islower(),
        "question": tail.endswith("?"),
        "commas": head.count(",") > 1,
        "cut": tail.endswith(("...", "…")),
    }
    return [name for name, true in marks.items() if true]


def look_at(texts: Sequence[str], gaps: Sequence[bool] | None = None) -> list[Line]:
    """What each line looks like; ``gaps[i]`` says that an empty line stands before line i (one more than lines)."""
    often = Counter(" ".join(t.casefold().split())[:200] for t in texts)
    gap = gaps or [False] * (len(texts) + 1)
    return [look(t, often[" ".join(t.casefold().split())[:200]], gap[i], gap[i + 1]) for i, t in enumerate(texts)]


def best_run(gains: Sequence[float]) -> tuple[int, int]:
    """The run [start, end) whose gains add up to the most."""
    best, sum_, start, found = 0.0, 0.0, 0, (0, 0)
    for i, gain in enumerate(gains):
        if sum_ <= 0:
            sum_, start = 0.0, i
        sum_ += gain
        if sum_ > best:
            best, found = sum_, (start, i + 1)
    return found


def _runs(lines: Sequence[Line]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The densest run of running text, once with short and once with longer gaps allowed."""
    gains = [float(min(x.words, 60)) if x.prose else 0.0 for x in lines]
    return best_run([g or -12.0 for g in gains]), best_run([g or -3.0 for g in gains])


def _place(i: int, run: tuple[int, int]) -> str:
    if run[0] <= i < run[1]:
        return "in"
    far = run[0] - i if i < run[0] else i - run[1] + 1
    return ("before" if i < run[0] else "after") + str(bisect((2, 4, 8, 20), far))


def _since(lines: Sequence[Line], kinds: tuple[str, ...], start: int) -> list[int]:
    """For each line how many lines above it a short line with such a cue stands, looking no higher than ``start``."""
    distance, out = 999, []
    for i, x in enumerate(lines):
        out.append(distance)
        distance = 1 if i >= start and x.cue in kinds and x.words <= 5 else min(999, distance + 1)
    return out


def features(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """For each line the names of what is true of it: by itself, by its neighbours, by its place on the page."""
    tight, loose = _runs(lines)
    mass = [0.0, *accumulate(float(x.words) if x.prose else 0.0 for x in lines)]
    count = [0, *accumulate(x.words for x in lines)]
    cued = [0, *accumulate(bool(x.cue) for x in lines)]
    since = {k: _since(lines, (k,), tight[0] + 2) for k in ("comment", "related", "closing")}
    n, total = len(lines), max(1.0, mass[-1])
    for i, x in enumerate(lines):
        out = list(x.seen)
        for step in (-3, -2, -1, 1, 2, 3):
            other = lines[i + step] if 0 <= i + step < n else None
            out.append(f"{step}:{other.coarse if other else 'edge'}")
            if other and abs(step) == 1:
                out += [f"{step}:{other.coarse}/{x.coarse}", f"{step}cue:{other.cue}"]
        for reach in (3, 8, 20):
            a, b = max(0, i - reach), min(n, i + reach + 1)
            share = (mass[b] - mass[a]) / max(1, count[b] - count[a])
            above, below = (mass[i] - mass[a]) / reach, (mass[b] - mass[i + 1]) / reach
            out += [f"w{reach}:{bisect((0.01, 0.2, 0.4, 0.6, 0.8, 0.95), share)}"]
            out += [f"a{reach}:{bisect((0.01, 4, 10, 20, 40), above)}", f"b{reach}:{bisect((0.01, 4, 10, 20, 40), below)}"]
        a, b = max(0, i - 6), min(n, i + 7)
        out.append(f"cued:{bisect((1, 2, 4, 7), cued[b] - cued[a])}")
        t, w = _place(i, tight), _place(i, loose)
        out += [f"tight:{t}", f"loose:{w}", f"tight:{t}/{x.coarse}", f"loose:{w}/{x.coarse}", f"{t[0]}{w[0]}/cue:{x.cue}"]
        done = bisect((0.001, 0.05, 0.3, 0.7, 0.95, 0.999), mass[i] / total)
        out += [f"done{done}", f"done{done}/{x.coarse}"]
        out += [f"since {k}:{bisect((2, 5, 15, 60), d[i])}{'p' if x.prose else ''}" for k, d in since.items() if d[i] < 999]
        yield tuple(out)


@dataclass(frozen=True)
class Model:
    """The weights of what is seen, and what it costs to go from one side of the article's border to the other."""

    weights: Mapping[str, float]
    bias: float
    enter: float
    leave: float

    def score(self, seen: Sequence[str]) -> float:
        """The log odds that a line of which this is true belongs to the article."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in seen)


@cache
def shipped() -> Model:
    """The weights that ship with the package."""
    t = table("lines")
    return Model(t["weights"], t["bias"], t["enter"], t["leave"])


def decode(odds: Sequence[float], gains: Sequence[float], model: Model) -> list[bool]:
    """The best sequence of in and out: each line's odds (weighed by its gain) less the cost of every border crossed."""
    inside, outside, back = -model.enter, 0.0, []
    for odd, gain in zip(odds, gains, strict=True):
        into, out = outside - model.enter, inside - model.leave
        back.append((into > inside, out > outside))
        inside = max(inside, into) + odd * gain
        outside = max(outside, out)
    state, answer = inside > outside, []
    for entered, left in reversed(back):
        answer.append(state)
        state = not state if (entered if state else left) else state
    return answer[::-1]


def gain_of(line: Line) -> float:
    """How much a line's own odds count: long lines know better what they are."""
    return 0.35 + log(1 + min(line.words, 60)) / 2


def main_lines(lines: Sequence[Line], votes: Sequence[float] | None = None, model: Model | None = None) -> list[bool]:
    """Which lines are the article; ``votes`` are log odds that others give each line, added to those of its looks."""
    with_ = model or shipped()
    odds = [max(-8.0, min(8.0, with_.score(f))) for f in features(lines)]
    voted = [o + v for o, v in zip(odds, votes or [0.0] * len(odds), strict=True)]
    return decode(voted, [gain_of(x) for x in lines], with_)
