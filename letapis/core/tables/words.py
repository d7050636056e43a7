"""What the heads and cells of tables say in the languages known: a look-up by plain words, all languages at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from letapis.words.tables import table

LANGUAGES = ("en", "ru", "uk", "be", "pl", "es", "fr", "de", "ar")
"""Languages with a ``tables`` list; where a word is in several, the first holds."""
TELLS_NOTHING = "?"
"""What a head is guessed to mean that no claim is made of: a number, a photo."""
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_WORDS = re.compile(r"[^\W_]+")
_EMPTY = re.compile(r"[\W_]*\Z")


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Words without case, signs and what stands in brackets: ``Date of arrest (d/m/y)`` is ``date of arrest``."""
    small = unicodedata.normalize("NFC", text[:400]).casefold()
    return " ".join(_WORDS.findall(_ASIDE.sub(" ", small)) or _WORDS.findall(small))


def _gathered(section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for meaning, phrases in table(f"lang/{language}/tables").get(section, {}).items():
            for phrase in phrases:
                found.setdefault(plain(phrase), str(meaning))
    return found


def _listed(key: str) -> frozenset[str]:
    return frozenset(plain(p) for language in LANGUAGES for p in table(f"lang/{language}/tables").get(key, ()))


@cache
def heads() -> Mapping[str, str]:
    """Heads of columns and what they are guessed to mean."""
    return _gathered("columns")


def head_means(head: str) -> tuple[str, bool] | None:
    """What a column is guessed to say by its head, and whether the head is known whole; None for no guess."""
    words = plain(head)
    if not words:
        return TELLS_NOTHING, True
    if words in heads():
        return heads()[words], True
    padded = f" {words} "
    within = [p for p in heads() if " " in p and f" {p} " in padded]
    return (heads()[max(within, key=len)], False) if within else None


@cache
def _sexes() -> Mapping[str, str]:
    return _gathered("sex")


@cache
def _statuses() -> Mapping[str, str]:
    return _gathered("status")


@cache
def _acts() -> Mapping[str, str]:
    found = {plain(word): word for word in table("terms")["acts"] if word != "other"}
    found |= {plain(str(entry["noun"])): word for word, entry in table("terms")["acts"].items() if word != "other"}
    return found | _gathered("acts")


@cache
def by_huridocs() -> Mapping[str, str]:
    """Acts by the twelve digits of the HURIDOCS list of acts; a code that several share is the first's."""
    found: dict[str, str] = {}
    for word, entry in table("terms")["acts"].items():
        found.setdefault(str(entry["huridocs"]), str(word))
    return found


def sex(cell: str) -> str | None:
    """``man`` or ``woman``, where a cell says so."""
    return _sexes().get(plain(cell))


def act(words: str) -> str | None:
    """The act that a cell names: ``arrest``."""
    return _acts().get(plain(words))


def status(words: str) -> str | None:
    """The act by which somebody came to be as a cell says: ``release`` of "at liberty"."""
    return _statuses().get(plain(words))


@cache
def _nothing() -> frozenset[str]:
    return _listed("nothing")


@cache
def _yes() -> frozenset[str]:
    return _listed("yes")


@cache
def _no() -> frozenset[str]:
    return _listed("no")


def says_nothing(cell: str) -> bool:
    """A cell that only says that nothing is known: empty, a dash, "n/a"."""
    return (_EMPTY.match(cell) is not None and not yes(cell)) or plain(cell) in _nothing()


def yes(cell: str) -> bool:
    """A cell that only says yes."""
    return plain(cell) in _yes() or cell.strip() in ("+", "1", "✓", "✔", "☑")


def no(cell: str) -> bool:
    """A cell that only says no."""
    return plain(cell) in _no() or cell.strip() in ("-", "0", "☐", "✗", "✘")


@cache
def months() -> Mapping[str, int]:
    """Names of months in every language; a name that means two months is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, names in enumerate(table(f"lang/{language}/tables")["months"], 1):
            for name in names.split():
                found.setdefault(name.casefold(), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@cache
def about() -> frozenset[str]:
    """Words before a date that is only about right."""
    return _listed("about")


@cache
def _not_convicted() -> frozenset[str]:
    return _listed("not_convicted")


def not_convicted(cell: str) -> bool:
    """What stands where a sentence would, but tells of none: "acquitted", "awaiting trial"."""
    padded = f" {plain(cell)} "
    return any(f" {words} " in padded for words in _not_convicted())
