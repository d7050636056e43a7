"""What a name can be in the nominative when the page has it in another case, by the tables of each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from letapis.words.latin import plain
from letapis.words.tables import table

NOMINATIVE = "nominative"
_VOWELS = frozenset("аеёиоуыэюяіїєьйaeiouąęó")
UNCHANGED = "="


@dataclass(frozen=True, slots=True)
class Form:
    """One way to understand a word as a name: the name as such, whose it can be, and the case it stands in."""

    name: str
    gender: str
    """``m``, ``f`` or ``any``."""
    case: str


@cache
def _rules(language: str) -> dict[str, Any]:
    try:
        return table(f"lang/{language}/names")
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=1 << 14)
def forms(word: str, part: str, language: str) -> tuple[Form, ...]:
    """The names that ``word`` can be a form of; ``part`` is ``given`` or ``surname``.

    In a language without a table a name is only itself.
    """
    rules = _rules(language)
    if not rules:
        return (Form(word, "any", NOMINATIVE),)
    small = word.casefold()
    found = dict.fromkeys(Form(word, row[0], NOMINATIVE) for row in rules[part] if _ends_so(small, row[1]))
    for gender, own, *endings in rules[part]:
        for case, written in zip(rules["cases"], endings, strict=True):
            found.update(dict.fromkeys(Form(name, gender, case) for name in _names(word, small, own, written)))
    return tuple(found)


def _names(word: str, small: str, own: str, written: str) -> list[str]:
    if written == UNCHANGED:
        return [word] if _ends_so(small, own) else []
    return [
        word[: len(word) - len(ending)] + own
        for ending in written.split("/")
        if small.endswith(ending) and len(word) - len(ending) >= 2 and _ends_so(small[: len(small) - len(ending)] + own, own)
    ]


def _ends_so(small: str, own: str) -> bool:
    """Whether a name ends as a row says; without an ending of its own, in a consonant."""
    return small.endswith(own) if own else small[-1:] not in _VOWELS and len(small) > 1


def agree(given: Form, surname: Form) -> bool:
    """Whether two words can be one person's given name and surname: the same case, no clash of gender."""
    return given.case == surname.case and (given.gender == surname.gender or "any" in (given.gender, surname.gender))


def may_be_another(given: str, surname: str, language: str) -> bool:
    """Whether the words as they stand can also be a woman's name in the nominative ("Александра Петрова")."""
    rules = _rules(language)
    womens = tuple(rules.get("womens_surnames", ()))
    return given.casefold() in rules.get("two_sexes", ()) and bool(womens) and surname.casefold().endswith(womens)


def is_patronymic(word: str, language: str) -> bool:
    """Whether a word between a given name and a surname is the father's name, in any case."""
    small = word.casefold()
    return any(stem in small[-9:] for stem in _rules(language).get("patronymics", ())) or (len(plain(word)) == 1)
