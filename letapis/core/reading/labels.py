"""Which of a page's runs of text are its main text, and of what kind each is."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.reading.align import standing_in, words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.dateline import is_dateline
from letapis.core.reading.dom import Run
from letapis.core.reading.draft import Piece
from letapis.core.reading.lines import Line, look_at, main_lines

_NEVER = frozenset({"menu", "advert", "social", "comment", "legal"})
"""Surroundings in which main text hardly ever stands."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BYLINE = 14
"""Words a byline or dateline has at most."""
_EXTRACTED, _SURROUNDED = 2.0, -2.0
"""Log odds: of standing in the extraction (or not: the same, negative), and of bad surroundings."""
_ALL = 0.9
"""The share of a page's runs beyond which an extraction has told nothing apart."""
_CUED = {"related": -8.0, "advert": -15.0, "social": -8.0, "comment": -4.0, "closing": -4.0}
"""Log odds of opening like a teaser, an advert …, for what is no running text."""


def label(runs: Sequence[Run], extracted: str, title: str | None) -> list[Piece]:
    """Each run with its kind; main is what extraction, looks and surroundings together hold to be the article."""
    lines = look_at([r.text.replace("\n", " ") for r in runs])
    main = main_lines(lines, _votes(runs, lines, extracted))
    head = headline(runs, lines, main, title)
    kinds = [_kind(r, x, m) for r, x, m in zip(runs, lines, main, strict=True)]
    if head is not None:
        main = [m and i >= head for i, m in enumerate(main)]
        kinds[head], main[head] = "headline", True
        _sign(runs, kinds, main, head)
    return [Piece(k, r.text, m) for k, r, m in zip(kinds, runs, main, strict=True)]


def _votes(runs: Sequence[Run], lines: Sequence[Line], extracted: str) -> list[float]:
    """What the extraction and each run's surroundings say of it, as log odds beside its looks."""
    there = standing_in([r.text for r in runs], extracted)
    telling = sum(there) <= _ALL * len(there)  # an extraction that takes everything says nothing
    weights = [(_EXTRACTED if t else -_EXTRACTED) if telling else 0.0 for t in there]
    return [w + _surroundings(r, x) for w, r, x in zip(weights, runs, lines, strict=True)]


def _surroundings(run: Run, line: Line) -> float:
    cue = cue_of(run.text.split("\n", 1)[0])
    cued = _CUED.get(cue, 0.0) if not line.prose or cue == "closing" else 0.0
    around = _SURROUNDED if run.around in _NEVER or run.around == "related" else 0.0
    return around + cued


def headline(runs: Sequence[Run], lines: Sequence[Line], main: Sequence[bool], title: str | None) -> int | None:
    """Which run is the headline: a heading (or bold line) above the main text that says what the title says."""
    first = next((i for i, m in enumerate(main) if m), None)
    if first is None:
        return None
    body = next((i for i in range(first, len(runs)) if main[i] and lines[i].prose), first)
    wanted = words(title or "")
    best, found = 0.0, None
    for i in range(min(body + 3, len(runs))):
        if (score := _headlike(runs[i], wanted)) > best + (0.05 if runs[i].element != "h1" else 0.0):
            best, found = score, i
    return _bold_line(runs, body) if found is None else found


def _bold_line(runs: Sequence[Run], body: int) -> int | None:
    """On a page without headings: the bold line nearest above the first paragraph."""
    near = range(max(0, body - 4), body)
    return next(
        (i for i in reversed(near) if runs[i].bold > 0.95 and 3 <= len(words(runs[i].text)) <= 25 and runs[i].linked < 0.5),
        None,
    )


def _headlike(run: Run, wanted: list[str]) -> float:
    """How much a run looks like the headline: by its element and the words it shares with the title."""
    mine = words(run.text)
    if not mine or len(mine) > 45 or run.around in _NEVER | {"related"} or (run.linked > 0.9 and run.element not in _HEADINGS):
        return 0.0
    shared = 2 * sum(w in wanted for w in mine) / (len(mine) + len(wanted)) if wanted else 0.0
    element = {"h1": 0.55, "h2": 0.2, "h3": 0.1}.get(run.element, 0.0)
    if (len(mine) < 3 and shared < 0.6) or (run.element not in _HEADINGS and shared < 0.8):
        return 0.0
    return element + shared if element + shared >= 0.5 else 0.0


def _sign(runs: Sequence[Run], kinds: list[str], main: list[bool], head: int) -> None:
    """Around the headline, past a standfirst or two: who wrote it and when, no main text."""
    passed = 0
    for i in (*range(max(0, head - 3), head), *range(head + 1, min(head + 14, len(runs)))):
        n = len(words(runs[i].text))
        passed += main[i] and n > _BYLINE
        if passed > 2:
            return
        if n > _BYLINE + 4 or runs[i].element in _HEADINGS or runs[i].around in _NEVER | {"related"}:
            continue
        dated = is_dateline(runs[i].text) or (runs[i].times and not passed and n <= _BYLINE)
        signed = cue_of(runs[i].text) == "byline" or runs[i].around in ("byline", "dateline")
        if dated or (signed and not passed and i > head and n <= _BYLINE):
            kinds[i], main[i] = ("dateline" if dated else "byline"), False


def _kind(run: Run, line: Line, main: bool) -> str:
    """The kind of a run: of main text by its element, of the rest by its surroundings and first words."""
    if main:
        if run.element in _HEADINGS:
            return "heading"
        return {"li": "list", "dd": "list", "dt": "list", "tr": "table", "figcaption": "caption", "blockquote": "quote"}.get(
            run.element, "quote" if run.quoted else "paragraph"
        )
    cue = "" if line.cue == "closing" else line.cue
    return run.around or cue or ("menu" if run.linked > 0.8 and line.words < 5 else "other")
