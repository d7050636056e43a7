"""A language's table of times made ready to match: each word a symbol, each pattern a regular expression over symbols.

A text becomes a string with one symbol a word, so a pattern never meets the letters of a page, and its length bounds its cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from letapis.words.tables import table

Value = int | float | str
_PATTERN = re.compile(r"\$\w+|[^\W_]+|\S")
_OPERATORS = frozenset("()|?<>")
OTHER = "x"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over symbols, what makes its matches into times, and which neighbours speak against it."""

    name: str
    make: str
    pattern: re.Pattern[str]
    before: frozenset[str]
    """Symbols one of which must stand before (none: anything may)."""
    not_before: frozenset[str]
    not_after: frozenset[str]
    after: frozenset[str]
    """Symbols one of which must stand after."""
    common: bool
    """Whether its words are common words, which a capital makes part of a name."""
    opening: bool
    """Whether it matches at the beginning of a block only: the year that heads a list."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """Everything one language says about time."""

    words: Mapping[str, Mapping[str, Value]]
    """The values of a word, as it is written, in each of its classes."""
    symbols: Mapping[str, str]
    """The symbol of a word as it is written."""
    shapes: Mapping[frozenset[str], str]
    """The symbol of each set of shapes a number can have."""
    rules: Mapping[str, Sequence[Rule]]
    """By the symbol they can begin with."""
    any: re.Pattern[str]
    """Finds the next place where some rule matches."""
    future: re.Pattern[str]
    never_future: re.Pattern[str]
    reporting: re.Pattern[str]
    clause: re.Pattern[str]
    """What sets one clause off from the next."""
    end_words: tuple[str, ...]
    begin_words: tuple[str, ...]
    aside_words: tuple[str, ...]
    apart_words: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    decade_endings: tuple[str, ...]
    mods: tuple[tuple[str, str], ...]
    """Words that a time can begin with and what they make of it, as TIMEX3's ``mod`` says it; the longest first."""


_SHAPES = (
    {"DD", "INT", "SHORT"}, {"DD", "INT"}, {"INT", "SHORT"}, {"INT"}, {"INT", "YEAR"}, {"INT", "YEAR", "UNROUND"},
    {"INT", "YEAR", "UNROUND", "LIKELY"}, {"INT", "OLD"}, {"DECIMAL"},
    {"ISO"}, {"SLASH"}, {"DOTTED"}, {"CLOCK"}, {"TIME"}, {"ORDD"}, {"DECADE"},
)  # fmt: skip


_SIGNS = {
    "-": "-–‑—",
    "—": [left + dash + right for left in ("", " ") for dash in "-–—" for right in ("", " ") if left or right] + ["--", " -- "],
}
"""How the signs of patterns are written: a dash joins two words, or stands between spaces."""


class _Symbols:
    """Gives a symbol to every set of classes, and knows which symbols a class stands for."""

    def __init__(self) -> None:
        self.of_set: dict[frozenset[str], str] = {}
        self.of_class: dict[str, set[str]] = {}

    def of(self, classes: frozenset[str]) -> str:
        if classes not in self.of_set:
            symbol = self.of_set[classes] = chr(0x4E00 + len(self.of_set))  # letters no operator can be confused with
            for c in classes:
                self.of_class.setdefault(c, set()).add(symbol)
        return self.of_set[classes]

    def one_of(self, name: str) -> str:
        if name not in self.of_class:
            raise ValueError(f"no word is of the class {name}")
        return "[" + "".join(sorted(self.of_class[name])) + "]"


def _expanded(pattern: str, macros: Mapping[str, str]) -> list[str]:
    """The parts of a pattern with its macros spelled out."""
    parts: list[str] = []
    for part in _PATTERN.findall(pattern):
        parts += _expanded(macros[part[1:]], macros) if part[0] == "$" and len(part) > 1 else [part]
    return parts


def _forms(word: str, capital: bool) -> Iterator[str]:
    yield word
    yield word.upper()
    if not capital:
        yield word.lower()
        yield word[:1].upper() + word[1:]


def _classes(data: Mapping[str, Any], literals: set[str]) -> dict[str, dict[str, Value]]:
    """Each written form with its classes and values; a literal of a pattern is a class of its own."""
    forms: dict[str, dict[str, Value]] = {}
    compounds = ((name, _compounds(table)) for name, table in data.get("compound", {}).items())
    for name, words in (*data["words"].items(), *compounds):
        for word, value in words.items():
            spelt = (word, ".".join(word) + ".", ".".join(word)) if name in data["dotted"] else _apostrophes(word)
            for form in (f for w in spelt for f in _forms(w, name in data["capital"])):
                forms.setdefault(form, {})[name] = value
    for literal in literals:
        for form in _SIGNS.get(literal) or (f for w in _apostrophes(literal) for f in _forms(w, False)):
            forms.setdefault(form, {})[literal] = 0
    return forms


def _apostrophes(word: str) -> tuple[str, ...]:
    """The word with each apostrophe that pages write."""
    return tuple(word.replace("'", mark) for mark in "'’ʼ") if "'" in word[1:] else (word,)


def _compounds(data: Mapping[str, Any]) -> dict[str, Value]:
    """Adjectives of length put together of a number, a unit and an ending, with the TIMEX3 value of each."""
    return {
        first + unit + ending: f"PT{n}{code[1:]}" if code.startswith("T") else f"P{n}{code}"
        for first, n in data["first"].items()
        for unit, code in data["then"].items()
        for ending in data["endings"]
    }


def _regex(parts: Sequence[str], symbols: _Symbols) -> str:
    """The regular expression of a pattern: classes become named groups, ``<`` and ``>`` empty ones that mark the span."""
    out: list[str] = []
    seen: dict[str, int] = {}
    for part in parts:
        if part == "(":
            out.append("(?:")
        elif part in "<>":
            seen[part] = seen.get(part, 0) + 1
            out.append(f"(?P<{'begin' if part == '<' else 'end'}_{seen[part]}>)")
        elif part in _OPERATORS:
            out.append(part)
        elif part.isupper():
            seen[part] = seen.get(part, 0) + 1
            out.append(f"(?P<{part}_{seen[part]}>{symbols.one_of(part)})")
        else:
            out.append(symbols.one_of(part))
    return "".join(out)


def _side(names: Sequence[str], symbols: _Symbols) -> frozenset[str]:
    return frozenset(s for n in names for s in symbols.of_class.get(n, ()))


def _cue(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<!\w)|(?=['’]))(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)",
        re.IGNORECASE,
    )


@cache
def _firsts(pattern: str) -> frozenset[str]:
    """The symbols a pattern can begin with, read off its text."""
    found, _, _ = _sequence(pattern, 0)
    return frozenset(found)


def _sequence(text: str, i: int) -> tuple[set[str], bool, int]:
    """First symbols of the alternatives from i to the closing bracket; whether they can be empty; where they end."""
    found: set[str] = set()
    empty, open_ = False, True
    while i < len(text) and text[i] != ")":
        if text[i] == "|":
            empty, open_, i = empty or open_, True, i + 1
            continue
        first, may_be_empty, i = _atom(text, i)
        if i < len(text) and text[i] == "?":
            may_be_empty, i = True, i + 1
        if open_:
            found |= first
            open_ = may_be_empty
    return found, empty or open_, i + 1


def _atom(text: str, i: int) -> tuple[set[str], bool, int]:
    if text[i] == "[":
        end = text.index("]", i)
        return set(text[i + 1 : end]), False, end + 1
    inner = text.index(">", i) + 1 if text.startswith("(?P<", i) else i + 3
    return _sequence(text, inner)


def _table(name: str) -> dict[str, Any]:
    """A table of times, put together with the one it extends: its own words and macros beside or instead of the other's."""
    data = table(name)
    if "extends" not in data:
        return data
    shared = _table(data["extends"])
    joined = {part: {**shared.get(part, {}), **data.get(part, {})} for part in ("words", "macros")}
    return {**shared, **data, **joined, "rule": [*shared["rule"], *data.get("rule", ())]}


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of a language, made once; None where there is no table for it."""
    try:
        data = _table(f"lang/{language}/times")
    except FileNotFoundError:
        return None
    patterns = [_expanded(r["pattern"], data["macros"]) for r in data["rule"]]
    sides = {n for r in data["rule"] for k in ("before", "not_before", "not_after", "after") for n in r.get(k, ())}
    literals = {p for parts in patterns for p in parts} - _OPERATORS | sides  # a side is a word or sign, a bracket too
    literals = {p for p in literals if not p.isupper()}
    symbols = _Symbols()
    words = _classes(data, literals)
    written = {form: symbols.of(frozenset(classes)) for form, classes in words.items()}
    shapes = {frozenset(s): symbols.of(frozenset(s)) for s in _SHAPES}
    rules = tuple(_rule(r, parts, symbols) for r, parts in zip(data["rule"], patterns, strict=True))
    starting = {s: tuple(r for r in rules if s in _firsts(r.pattern.pattern)) for s in symbols.of_set.values()}
    starting = {s: found for s, found in starting.items() if found}
    return Grammar(
        words,
        written,
        shapes,
        starting,
        _any_of(rules, starting, _weak(data["weak"], symbols)),
        _cue(data["future_words"]),
        _cue(data["never_future_words"]),
        _cue(data["reporting_words"]),
        _cue(data["clause_words"]),
        tuple(data["end_words"]),
        tuple(data["begin_words"]),
        tuple(data["aside_words"]),
        tuple(" " + w for w in data["apart_words"]),
        tuple(data["ordinal_endings"]),
        tuple(data["decade_endings"]),
        tuple(sorted(((w, mod) for mod, ws in data.get("mods", {}).items() for w in ws), key=lambda m: -len(m[0]))),
    )


def _weak(names: Sequence[str], symbols: _Symbols) -> str:
    """The symbols of words that alone make no time: literals, and the classes named."""
    return "".join(s for classes, s in symbols.of_set.items() if all(c in names or not c.isupper() for c in classes))


def _any_of(rules: Sequence[Rule], starting: Mapping[str, object], weak: str) -> re.Pattern[str]:
    """All rules as one pattern without groups, asked only where one can begin and a word that makes a time is near."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", r.pattern.pattern) for r in rules)
    strong = f"[^{weak}{OTHER}]"
    return re.compile(f"(?=[{''.join(starting)}])(?=[{weak}]{{0,10}}{strong})(?:{'|'.join(bare)})")


def _rule(entry: Mapping[str, Any], parts: Sequence[str], symbols: _Symbols) -> Rule:
    sides = (_side(entry.get(k, ()), symbols) for k in ("before", "not_before", "not_after", "after"))
    before, not_before, not_after, after = sides
    made = re.compile(_regex(parts, symbols))
    return Rule(
        entry["name"],
        entry["make"],
        made,
        before,
        not_before,
        not_after,
        after,
        entry.get("common", False),
        entry.get("opening", False),
    )
