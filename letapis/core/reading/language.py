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
_ENOUGH = 40
"""Letters from which the words are asked; fewer say nothing certain."""
_STRANGE = 0.015
"""The share of letters strange to a language that a text in it may have: names and quotations."""


def language_of(text: str, said: str | None = None) -> str:
    """The language's two letters; ``und`` if the text is too short to tell and the page does not say."""
    sample = text[:6000]
    letters = sum(c.isalpha() for c in sample)
    if letters < _ENOUGH:
        return _by_letters(sample) or _tag(said) or UNKNOWN
    found = _by_small_words(sample) or _by_letters(sample)
    if found:
        return found
    code, sure = _identifier().classify(sample)
    return str(code) if sure > 0.6 or letters > 400 else _tag(said) or UNKNOWN


def _tag(said: str | None) -> str | None:
    """``en`` of ``en-GB``; None for what is no language tag."""
    found = re.match(r"[A-Za-z]{2}(?=$|[-_])", said or "")
    return found[0].lower() if found else None


def _by_small_words(text: str) -> str | None:
    """The language whose small words are many and clearly more than any other's, unless the letters are not its own."""
    words = [w.casefold() for w in _WORD.findall(text)]
    if len(words) < 12:
        return None
    share = sorted(((sum(w in _small(code) for w in words) / len(words), code) for code in LANGUAGES), reverse=True)
    clear = share[0][0] > 0.2 and share[0][0] > 1.35 * share[1][0]
    return share[0][1] if clear and _written_in(text, share[0][1]) else None


@cache
def _small(code: str) -> frozenset[str]:
    return frozenset(table(f"lang/{code}/reading")["stop"])


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


def _written_in(text: str, code: str) -> bool:
    """Whether hardly any letter is strange to the language: its neighbours share its small words, but not its alphabet."""
    letters = [c for c in text.casefold() if c.isalpha()]
    return not _alphabet(code) or _strange(letters, code) <= max(2, _STRANGE * len(letters))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its weights take a fifth of a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _KNOWN.split() if code in identifier.labels])
    return identifier
