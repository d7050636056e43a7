"""A person's name as outlets write it: by one of several standards, whole or in part, with the slips of a hurried hand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
_VOWELS = "аеёиоуыэюяіїєьъ'"


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the tables that stand beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Name:
    """A name in the letters of its language (Arabic ones in DIN 31635)."""

    given: str
    middle: str
    surname: str
    pet: str = ""
    mens: str = ""
    """A woman's surname as some outlets give it: in the man's form."""


@dataclass(frozen=True)
class System:
    """One way of writing names of one language."""

    name: str
    language: str
    script: str
    letters: tuple[tuple[str, str], ...]
    first: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]


def _pairs(line: str) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, _, b in (pair.partition("=") for pair in line.split()))


@cache
def systems() -> Mapping[str, System]:
    """Every way of writing, by its name."""
    found = {}
    for language, ways in data("standards")["systems"].items():
        base = _pairs(data("standards")["cyrillic"]["letters"]) if language != "ar" else ()
        for name, way in ways.items():
            script = way.get("script", "latin")
            letters = dict(() if script == "cyrillic" else base)
            letters |= dict(_pairs(way.get("letters", "")))
            rest = (_pairs(way.get(key, "")) for key in ("first", "inside", "endings"))
            found[name] = System(name, language, script, tuple(letters.items()), *rest)
    return found


def written(word: str, system: System) -> str:
    """One word in the letters of a system, its capital kept."""
    if "-" in word:
        head, _, tail = word.partition("-")
        if system.script == "arabic":
            return "ال" + written(tail, system)
        return f"{written(head, system)}-{written(tail, system)}"
    small, end = word.lower(), ""
    for old, new in system.endings:
        if small.endswith(old) and len(small) > len(old):
            small, end = small[: -len(old)], new
            break
    letters, first, inside = dict(system.letters), dict(system.first), dict(system.inside)
    made: list[str] = []
    for i, ch in enumerate(small):
        if system.script == "arabic" and i and ch == small[i - 1] and ch not in "aiu":
            continue
        begins = not i or (system.language != "ar" and small[i - 1] in _VOWELS)
        spelt = inside.get(ch) if begins else None
        made.append(first[ch] if not i and ch in first else letters.get(ch, ch) if spelt is None else spelt)
    whole = "".join(made) + end
    if word == word.lower():
        return whole
    at = next((i for i, ch in enumerate(whole) if ch.isalpha() and ch not in "ʿʾʹ"), 0)
    return whole[:at] + whole[at : at + 1].upper() + whole[at + 1 :]


def slip(word: str, rng: Random) -> str:
    """A word with one typing error: two letters swapped, one dropped, doubled or struck beside its key."""
    if len(word) < 5:
        return word
    i = rng.randrange(1, len(word) - 1)
    if not word[i].isalpha() or not word[i + 1].isalpha():
        return word
    kind = rng.choice(("swap", "drop", "double", "beside"))
    if kind == "swap":
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if kind == "drop":
        return word[:i] + word[i + 1 :]
    if kind == "double":
        return word[:i] + word[i] + word[i:]
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    row = next((r for r in rows if word[i] in r), word[i])
    return word[:i] + row[(row.index(word[i]) + 1) % len(row)] + word[i + 1 :]


@dataclass(frozen=True)
class Forms:
    """The forms in which one page gives one person's name."""

    given: str
    middle: str
    surname: str
    pet: str

    def of(self, form: str) -> str:
        """The name in a form: ``full``, ``with middle``, ``initial(s)``, ``reordered``, ``listed``, ``pet``, ``surname``."""
        g, m, s = self.given, self.middle, self.surname
        first = _initial(g)
        return {
            "full": f"{g} {s}",
            "with middle": f"{g} {m} {s}" if m else f"{g} {s}",
            "initial": f"{first}. {s}",
            "initials": f"{first}. {_initial(m)}. {s}" if m else f"{first}. {s}",
            "reordered": f"{s} {g}",
            "listed": f"{s} {g} {m}" if m else f"{s} {g}",
            "pet": f"{self.pet or g} {s}",
            "surname": s,
        }[form]


def _initial(word: str) -> str:
    return next((ch for ch in word if ch.isalpha()), "")


def forms(name: Name, system: System, rng: Random, *, slips: float, mens: float) -> Forms:
    """How a page that keeps to a system writes a name: how often it errs, or gives a woman the man's surname, is given."""
    surname = name.mens if name.mens and rng.random() < mens else name.surname
    spelt = [written(w, system) if w else "" for w in (name.given, name.middle, surname, name.pet)]
    if system.language == "ar" and system.script == "latin":
        article = rng.choice(("al-", "al-", "Al-", "Al ", "El ", "el-", ""))
        spelt[2] = re.sub(r"^al-", article, spelt[2], flags=re.I)
    if rng.random() < slips:
        which = rng.choice((0, 2, 2))
        spelt[which] = slip(spelt[which], rng)
    return Forms(*spelt)


def translated(word: str, language: str) -> str:
    """A Russian surname or patronymic as Belarusian or Ukrainian writes it."""
    for rule in data("standards")["languages"].get(language, ()):
        old, _, new = rule.partition("=")
        word = re.sub(old, new, word)
        big = old.rstrip("$")
        if len(big) == 1:
            word = word.replace(big.upper(), new.capitalize())
    return word
