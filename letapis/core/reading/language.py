"""The language of the main text: by its words where there are enough of them, by its letters where there are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from letapis.core.reading.cues import LANGUAGES
from letapis.words.tables import table

UNKNOWN = "und"
_KNOWN = (
    "en ru uk be pl es fr de ar fa he tr pt it nl zh ja ko ka hy az kk ky uz tg sr bg cs sk ro hu lt lv "
    "et fi sv no da el hi ur bn ta th vi id ms sw am my km ne si ps ku sq hr sl mk ca"
)
"""The languages a page may be in: more would only be confused with these."""
_SCRIPTS = (
    ("he", "\u0590-\u05ff"), ("el", "\u0370-\u03ff"), ("ka", "\u10a0-\u10ff"), ("hy", "\u0530-\u058f"), ("th", "\u0e00-\u0e7f"),
    ("ko", "\uac00-\ud7af"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"), ("am", "\u1200-\u137f"), ("my", "\u1000-\u109f"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_SAMPLE = 4_000
"""Letters of the text that are looked at."""
_WEIGHED = 1_000
"""Letters that are weighed by all their pairs, which takes long."""
_FEW = 12
"""Words from which the small ones among them are counted."""
_ENOUGH = 40
"""Letters from which the words are asked; fewer say nothing certain."""
_STRANGE = 0.015
"""The share of letters strange to a language that a text in it may have: names and quotations."""


def language_of(text: str, said: str | None = None) -> str:
    """The language's two letters; ``und`` if the text is too short to tell and the page does not say."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if letters < _ENOUGH:
        return _by_letters(sample) or _tag(said) or UNKNOWN
    found = _by_small_words(words, sample) or _by_letters(sample)
    if found:
        return found
    code, sure = _identifier().classify(sample[:_WEIGHED])
    return str(code) if sure > 0.6 or letters > 400 else _tag(said) or UNKNOWN


def _tag(said: str | None) -> str | None:
    """``en`` of ``en-GB``; None for what is no language tag."""
    found = re.match(r"[A-Za-z]{2}(?=$|[-_])", said or "")
    return found[0].lower() if found else None


def _by_small_words(words: Sequence[str], text: str) -> str | None:
    """The language whose small words are many and clearly more than any other's, unless the letters are not its own."""
    if len(words) < _FEW:
        return None
    known, count = _small(), [0] * len(LANGUAGES)
    for w in words:
        for n in known.get(w, ()):
            count[n] += 1
    (second, _), (most, best) = sorted((c, n) for n, c in enumerate(count))[-2:]
    clear = most > 0.2 * len(words) and most > 1.35 * second
    return LANGUAGES[best] if clear and _written_in(text, LANGUAGES[best], sum(map(len, words))) else None


@cache
def _small() -> dict[str, tuple[int, ...]]:
    """The languages, by number, that have a small word."""
    found: dict[str, tuple[int, ...]] = {}
    for n, code in enumerate(LANGUAGES):
        for word in set(table(f"lang/{code}/reading")["stop"]):
            found[word] = (*found.get(word, ()), n)
    return found


def _by_letters(text: str) -> str | None:
    """The language whose own letters the text is written in, where only one has them."""
    letters = [c for c in text.casefold() if c.isalpha()]
    for code, range_ in _SCRIPTS:
        low, high = range_.split("-")
        if sum(low <= c <= high for c in letters) > 0.4 * max(1, len(letters)):
            return code
    if sum("а" <= c <= "ӿ" for c in letters) > 0.5 * max(1, len(letters)):
        return _by_alphabet(letters)
    return None


def _by_alphabet(letters: Sequence[str]) -> str | None:
    """Which of the East Slavic languages has (nearly) all of the letters, if one alone has most of them."""
    strange = sorted((_strange(letters, code), code) for code in ("ru", "uk", "be"))
    alone = strange[0][0] < strange[1][0] and strange[0][0] <= _STRANGE * len(letters)
    return strange[0][1] if alone and (strange[0][1] != "ru" or {"ы", "э"} & set(letters)) else None


@cache
def _alphabet(code: str) -> frozenset[str]:
    return frozenset(table(f"lang/{code}/reading").get("letters", ""))


def _strange(letters: Iterable[str], code: str) -> int:
    """How many of the letters are no letters of the language; those of plain ASCII stand in names and addresses anywhere."""
    return sum(c not in _alphabet(code) for c in letters if not c.isascii())


def _written_in(text: str, code: str, count: int) -> bool:
    """Whether hardly any letter is strange to the language: its neighbours share its small words, but not its alphabet."""
    if text.isascii() or not _alphabet(code):
        return True
    letters = [c for c in text.casefold() if not c.isascii() and c.isalpha()]
    return _strange(letters, code) <= max(2, _STRANGE * count)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its weights take a fifth of a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _KNOWN.split() if code in identifier.labels])
    return identifier
