"""Names across scripts: Cyrillic written in Latin letters, and one folded form in which spellings of a name meet."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from letapis.words.tables import table

_MARKS_KEPT_APART = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters whose stroke is no combining mark, so that Unicode does not take it off."""


@cache
def _letters(language: str) -> dict[str, str]:
    tables = table("lang/cyrillic")
    return {**tables["common"], **tables.get(language, {})}


def language_of(text: str) -> str:
    """``be``, ``uk`` or ``ru``: the language the Cyrillic letters of the text give away (``ru`` when nothing tells)."""
    tells: dict[str, str] = table("lang/cyrillic")["tells"]
    for language, letters in tells.items():
        if any(c in letters for c in text):
            return language
    return "be" if "і" in text.casefold() else "ru"


def latin(text: str, language: str = "") -> str:
    """The text with its Cyrillic letters written in Latin ones, as the press of that language does; the rest stays.

    ``language`` is ``be``, ``ru`` or ``uk``; without it the letters decide.
    """
    if text.isascii():
        return text
    language = language or language_of(text)
    letters, first = _letters(language), table("lang/cyrillic").get(f"{language}_first", {})
    out = []
    for i, c in enumerate(text):
        small = c.lower()
        if small in "'’ʼ" and not _between_cyrillic(text, i):
            out.append(c)
            continue
        opens = i == 0 or not text[i - 1].isalpha()
        spelt = first.get(small) if opens else None
        spelt = letters.get(small) if spelt is None else spelt
        out.append(c if spelt is None else _like(c, spelt, text, i))
    return "".join(out)


def _between_cyrillic(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and is_cyrillic(text[i - 1]) and is_cyrillic(text[i + 1])


def _like(letter: str, spelt: str, text: str, i: int) -> str:
    """Capitals as the original has them: all of "Щ" in "ЩУКА", the first only in "Щука"."""
    if not letter.isupper():
        return spelt
    beside = text[i + 1 : i + 2] or text[i - 1 : i]
    return spelt.upper() if beside.isupper() else spelt[:1].upper() + spelt[1:]


def is_cyrillic(text: str) -> bool:
    """Whether every letter of the text is Cyrillic (and there is one)."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all("\u0400" <= c <= "\u04ff" for c in letters)


def plain(text: str) -> str:
    """Small Latin letters without marks: ``Łukasz`` and ``lukasz``, ``Íñigo`` and ``inigo`` meet."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", latin(unicodedata.normalize("NFC", text)).translate(_MARKS_KEPT_APART))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """The form in which spellings of one name meet: ``Mikhalevič``, ``Mihalevich`` and ``Михалевич`` fold alike.

    Made for comparing only: two names that fold alike may still be two people. Words are parted by single spaces.
    """
    folded = plain(name)
    for group, one in table("lang/cyrillic")["fold"]["pairs"]:
        folded = folded.replace(group, one)
    words = ("".join(c for c in word if c.isalnum()) for word in folded.replace("-", " ").split())
    return " ".join(_undoubled(word) for word in words if word)


def _undoubled(word: str) -> str:
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
