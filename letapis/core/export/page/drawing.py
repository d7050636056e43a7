"""The timeline drawn: one row an act, its date as wide as it is uncertain, hollow where alleged, crossed where denied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.export.page.markup import Html, h
from letapis.core.timeline import Entry
from letapis.words.when import parse, precision, spoken

WIDTH, LEFT, RIGHT, ROW, TOP = 960, 250, 30, 24, 34
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _days(value: str) -> tuple[int, int] | None:
    """The first and last day a value covers, counted as ordinals; None where it cannot stand on an axis."""
    when = parse(value)
    if when.unknown_year or any(p is not None and (p.years > 1 or not p.year or p.year < 1) for p in (when.first, when.last)):
        return None
    first, last = when.first or when.last, when.last or when.first
    assert first is not None
    assert last is not None
    return _start(first.year or 1, first.month, first.day), _end(last.year or 1, last.month, last.day)


def _start(year: int, month: int | None, day: int | None) -> int:
    return date(year, month if month and month <= 12 else 1, day or 1).toordinal()


def _end(year: int, month: int | None, day: int | None) -> int:
    if day and month:
        return date(year, month, day).toordinal() + 1
    if month and month < 12:
        return date(year, month + 1, 1).toordinal()
    return date(year, 12, 31).toordinal() + 1


def drawing(file: CaseFile) -> Html:
    """The drawing with its legend; acts without a date, or without a year, are counted beneath it."""
    drawn = [
        (e, spans) for e in file.timeline if (spans := [d for v in e.act.when.values if (d := _days(v))]) and not e.act.general
    ]
    left_out = len(file.timeline) - len(drawn)
    if not drawn:
        return h("p", "No act has a date that could be drawn.", class_="quiet")
    low = min(s[0] for _, spans in drawn for s in spans)
    high = max(s[1] for _, spans in drawn for s in spans)
    pad = max(2, (high - low) // 40)
    axis = _Axis(low - pad, high + pad)
    height = TOP + ROW * len(drawn) + 14
    body = [_defs(), *_custody(file, axis, height), *axis.ticks(height)]
    for n, (entry, spans) in enumerate(drawn):
        body.append(_row(file, entry, spans, axis, TOP + ROW * n + ROW // 2))
    title = h("title", f"Timeline of {file.case.person.shown}", id="drawing-title")
    svg = h(
        "svg", title, body, viewBox=f"0 0 {WIDTH} {height}", role="group", aria_labelledby="drawing-title", class_="drawing"
    )
    rest = (
        f" {left_out} act{'s' * (left_out != 1)} without a full date {'is' if left_out == 1 else 'are'} not drawn."
        if left_out
        else ""
    )
    return h("figure", svg, _legend(rest))


class _Axis:
    """Days to places on the paper."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = max(1, low), high
        self.scale = (WIDTH - LEFT - RIGHT) / max(1, self.high - self.low)

    def x(self, day: int) -> float:
        return round(LEFT + (day - self.low) * self.scale, 1)

    def ticks(self, height: int) -> list[Html]:
        """Lines at months or years, no more than fit."""
        months = (self.high - self.low) / 30.4
        step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / s <= 12), 1200)
        day = date.fromordinal(self.low)
        found: list[Html] = []
        first = day.year * 12 + day.month - 1
        for m in range(first + (-first) % step, first + int(months) + 2, step):
            if m // 12 > 9999:
                break
            at = date(m // 12, m % 12 + 1, 1).toordinal()
            if self.low <= at <= self.high:
                year = step >= 12 or m % 12 == 0 or not found
                words = (
                    f"{_MONTHS[m % 12]} {m // 12}" if year and step < 12 else str(m // 12) if step >= 12 else _MONTHS[m % 12]
                )
                x = self.x(at)
                found += [
                    h("line", x1=x, x2=x, y1=20, y2=height - 8, class_="tick"),
                    h("text", words, x=x + 4, y=14, class_="when"),
                ]
        return found or [h("text", spoken((day + timedelta(days=1)).isoformat()), x=LEFT, y=14, class_="when")]


def _defs() -> Html:
    stops = (
        h("stop", offset=o, class_="soft", stop_opacity=a) for o, a in (("0", 0.1), ("0.3", 0.75), ("0.7", 0.75), ("1", 0.1))
    )
    return h("defs", h("linearGradient", list(stops), id="soft"))


def _custody(file: CaseFile, axis: _Axis, height: int) -> list[Html]:
    """The times of custody as pale bands behind the rows."""
    found = []
    for span in file.spans:
        start, end = (_days(v) if v else None for v in (span.start, span.end))
        if start and end and start[0] <= end[1]:
            a, b = axis.x(start[0]), axis.x(end[1])
            found.append(h("rect", x=a, y=20, width=round(max(2, b - a), 1), height=height - 28, class_="held"))
    return found


def _row(file: CaseFile, entry: Entry, spans: Sequence[tuple[int, int]], axis: _Axis, y: int) -> Html:
    act = entry.act
    hollow = "asserted" not in act.stances or not act.occurred
    marks = [_mark(axis, span, value, y, hollow) for span, value in zip(spans, act.when.values, strict=False)]
    if act.denials:
        x = axis.x(max(s[1] for s in spans)) + 9
        marks.append(h("path", d=f"M{x} {y - 4}l8 8m0 -8l-8 8", class_="denied"))
    words = wording.label(act)
    label = h("text", words, x=LEFT - 14, y=y + 4, text_anchor="end", class_="label")
    about = h("title", f"{words}: {entry.shown}; {wording.stance(act)}" + ("; denied" if act.denials else ""))
    line = h("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="row")
    return h("a", about, line, label, marks, href=f"#{anchor(file, act.id)}")


def _mark(axis: _Axis, span: tuple[int, int], value: str, y: int, hollow: bool) -> Html:
    """A dot for a day; a bar for a stretch, with soft edges where only the month or the year is told."""
    look = "mark hollow" if hollow else "mark"
    a, b = axis.x(span[0]), axis.x(span[1])
    if precision(value) == "day":
        return h("circle", cx=round((a + b) / 2, 1), cy=y, r=5.5, class_=look)
    soft = "/" not in value or any(c in value for c in "~?%") or any(len(part) < 10 for part in value.split("/"))
    width = max(8, round(b - a, 1))
    return h("rect", x=a, y=y - 5, width=width, height=10, rx=2, class_=look + (" soft" if soft else ""))


def _legend(rest: str) -> Html:
    words = (
        "A dot is a day, a bar a stretch of time; soft edges: only a month or a year is told. "
        "Hollow: alleged, or not told as done. "
        "A cross: denied. Pale bands: held."
    )
    return h("figcaption", words, rest)


def anchor(file: CaseFile, act: str) -> str:
    """Where an act stands in the file."""
    return f"act{next((n for n, e in enumerate(file.timeline, 1) if e.act.id == act), 0)}"
