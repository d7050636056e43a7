"""What the runs of a page look like by their letters and words, in any language, counted for all of them at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from letapis.core.reading.cues import KINDS, bare_each, cue_of, self_words, stop_words

LOWER, UPPER, LETTER, DIGIT, SPACE, END, COMMA, COLON, QUOTE, PRICE, MARK, ADDRESS, OTHER = range(1, 14)
"""Kinds of letters; ``LETTER`` is one of a script without capitals."""
_CLASSES = 14
_OF = {
    **dict.fromkeys(".!?…؟。！？", END),
    **dict.fromkeys(",;،؛，", COMMA),
    **dict.fromkeys(":：", COLON),
    **dict.fromkeys('"“”„«»‘‹›', QUOTE),
    **dict.fromkeys("$£€₽₴%¥", PRICE),
    **dict.fromkeys("|→←▶►↓↑✓✔·•+*<>=", MARK),
    **dict.fromkeys("@#/_\\", ADDRESS),
    **dict.fromkeys("'’ʼ-\u00ad\u0640", OTHER),
}
_LONG = 2000
"""Letters of a run that are looked at: enough to know it, and no run can cost more."""
_BEGINNING = 600
"""Letters of a run whose words are looked at one by one."""
_CUES = {"": 0} | {kind: n for n, kind in enumerate(KINDS, 1)}
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2} (?:hours?|days?|min)")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪◦]|\(?\d{1,3}[.)])\s")


@dataclass(frozen=True)
class Looks:
    """Figures of every run of a page; each an array as long as the page has runs."""

    words: Any
    """How many words each has."""
    small: Any
    """The share of its words that are small words of running text."""
    ends: Any
    """Whether it ends like a sentence."""
    columns: dict[str, Any]
    """Everything else that is seen, by name."""
    cues: tuple[str, ...]
    """Which kind of phrase each begins with; empty for none."""
    bare: tuple[list[str], ...]
    """The first words of each in small letters, without the marks around them."""


class _Alphabet:
    """The kind of every code point, found out when it is first met."""

    def __init__(self) -> None:
        self.kinds = np.zeros(0x110000, np.uint8)

    def of(self, codes: Any) -> Any:
        """The kinds of an array of code points."""
        found = self.kinds[codes]
        if not found.all():
            for code in np.unique(codes[found == 0]).tolist():
                self.kinds[code] = _kind(chr(code))
            found = self.kinds[codes]
        return found


def _kind(letter: str) -> int:
    if letter in _OF:
        return _OF[letter]
    if letter.isalpha():
        return UPPER if letter.isupper() else LOWER if letter.islower() else LETTER
    if letter.isdigit():
        return DIGIT
    if letter.isspace():
        return SPACE
    return LETTER if unicodedata.category(letter) in ("Mn", "Mc") else OTHER


@cache
def _alphabet() -> _Alphabet:
    return _Alphabet()


def looks_of(texts: Sequence[str]) -> Looks:
    """What each run of text looks like."""
    texts = [t[:_LONG] or " " for t in texts]
    kinds, line, starts, lengths = _laid_out(texts)
    count = np.bincount(line * _CLASSES + kinds, minlength=len(texts) * _CLASSES).reshape(len(texts), _CLASSES)
    inside = (kinds == LOWER) | (kinds == UPPER) | (kinds == LETTER) | (kinds == DIGIT)
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    words = np.bincount(line[begins], minlength=len(texts)).astype(float)
    capital = np.bincount(line[begins & (kinds == UPPER)], minlength=len(texts)).astype(float)
    low = [t.casefold() for t in texts]
    stop = stop_words()
    small = np.array([sum(map(stop.__contains__, t.split())) for t in low], float) / np.maximum(1, words)
    found = tuple(bare_each([t[:_BEGINNING] for t in low]))
    selves = self_words()
    cues = tuple(map(cue_of, low, found))
    first = kinds[starts]
    last, ends = _last(kinds, starts, lengths)
    letters = count[:, LOWER] + count[:, UPPER] + count[:, LETTER]
    size = np.maximum(1, lengths)
    openings = [t[:200] for t in low]
    many = Counter(openings)
    columns = {
        "words": words,
        "word length": letters / np.maximum(1, words),
        "small": small,
        "capitals": capital / np.maximum(1, words),
        "shout": count[:, UPPER] / np.maximum(1, letters),
        "no case": count[:, LETTER] / np.maximum(1, letters),
        "digits": count[:, DIGIT] / size,
        "ends": ends,
        "last": last,
        "first": first,
        "sentences": count[:, END],
        "commas": count[:, COMMA] / np.maximum(1, words),
        "colons": count[:, COLON],
        "quotes": count[:, QUOTE],
        "prices": count[:, PRICE],
        "marks": count[:, MARK] / np.maximum(1, words),
        "address": count[:, ADDRESS],
        "often": [many[t] for t in openings],
        "dated": _where((count[:, DIGIT] > 0) & (lengths < 160), texts, lambda t: _DATE.search(t) is not None),
        "bullet": _where((first > LETTER) & (first != END), texts, lambda t: _BULLET.match(t) is not None),
        "one word": [bool(w) and w[0] == w[-1] and len(set(w)) == 1 for w in found],
        "self": np.minimum([sum(map(selves.__contains__, w)) for w in found], 5),
        "broken": [t.count("\n") for t in texts],
    }
    cued = np.fromiter(map(_CUES.__getitem__, cues), np.int64, len(cues))
    for kind in KINDS:
        columns[f"cue {kind}"] = cued == _CUES[kind]
    return Looks(words, small, ends, {k: np.asarray(v, float) for k, v in columns.items()}, cues, found)


def _where(may: Any, texts: Sequence[str], is_so: Callable[[str], bool]) -> Any:
    """Of the texts that may be so, which are."""
    out = np.zeros(len(texts))
    for i in np.flatnonzero(may).tolist():
        out[i] = is_so(texts[i])
    return out


def _laid_out(texts: Sequence[str]) -> tuple[Any, Any, Any, Any]:
    """The kind of every letter of all texts, which text it stands in, and where each text starts and how long it is."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.cumsum(lengths) - lengths
    return _alphabet().of(codes), np.repeat(np.arange(len(texts)), lengths), starts, lengths


def _last(kinds: Any, starts: Any, lengths: Any) -> tuple[Any, Any]:
    """The kind of each text's last letter, and whether it ends like a sentence (a closing quotation mark may follow)."""
    at = starts + lengths - 1
    last, before = kinds[at], kinds[np.maximum(at - 1, starts)]
    return last, (last == END) | ((before == END) & ((last == QUOTE) | (last == OTHER)))
