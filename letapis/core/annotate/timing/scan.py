"""Words of time in a text: each word looked up, then the longest pattern that begins at each place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from letapis.core.annotate.timing.grammar import OTHER, Grammar, Rule, Value

_TOKEN = re.compile(
    r"\n\s*\n|[$€£₽¥#]\s?\d[\d.,]*|\d{4}-\d{2}-\d{2}(?![\w-])|\d+(?:[.,:/]\d+)*[^\W\d_]*|[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?"
    r"|[^\W\d_]+(?:['’ʼ](?![sS]\b)[^\W\d_]+)*\w*|(?<=\w)[-–‑—](?=\w)|\s?[-–—]+\s?|\S"
)
Word = re.Match[str]
_OPENERS = frozenset(".!?:;\"“”„«»'‘’([—–-•*|>\n")
"""After one of these a capital is no sign of a name."""
_NUMBER = re.compile(r"(\d+)((?:[.,:/]\d+)*)([^\W\d_]*)\Z")


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule takes for a time (or a pair of times)."""

    rule: Rule
    spans: tuple[tuple[int, int], ...]
    """Where the words stand in the text: one span, or two for a pair."""
    fields: tuple[Mapping[str, Value], ...]
    """For each span the values of its words by class; the first of a class."""


def _number(text: str, grammar: Grammar) -> Mapping[str, Value]:
    """The shapes a number has, with its value in each."""
    if len(text) == 10 and text[4] == "-":
        return {"ISO": text}
    m = _NUMBER.match(text)
    if m is None or len(text) > 12:
        return {}
    whole, rest, ending = m[1], m[2], m[3].lower()
    if ending:
        return _with_ending(whole, rest, ending, grammar)
    return _with_rest(whole, rest) if rest else _plain(whole)


def _plain(whole: str) -> Mapping[str, Value]:
    n = int(whole)
    shapes: dict[str, Value] = {"INT": n}
    if 1 <= n <= 31 and len(whole) <= 2:
        shapes["DD"] = n
    if len(whole) == 2:
        shapes["SHORT"] = n
    if len(whole) == 3:
        shapes["OLD"] = n
    if len(whole) == 4 and 1000 <= n < 2200:
        shapes["YEAR"] = n
        if n % 50:
            shapes["UNROUND"] = n
            if 1900 < n < 2100:
                shapes["LIKELY"] = n
    return shapes


def _with_ending(whole: str, rest: str, ending: str, grammar: Grammar) -> Mapping[str, Value]:
    if "AMPM" in grammar.words.get(ending, {}):
        return _with_half_day(whole, rest, grammar.words[ending]["AMPM"])
    if rest:
        return {}
    if ending in grammar.ordinal_endings and 1 <= int(whole) <= 31:
        return {"ORDD": int(whole)}
    if ending in grammar.decade_endings and len(whole) in (3, 4) and whole.endswith("0"):
        return {"DECADE": int(whole)}
    return {}


def _with_half_day(whole: str, rest: str, shift: Value) -> Mapping[str, Value]:
    """10am, 9.30pm, 05:30hrs: the time of day in one word."""
    if int(whole) > 24 or not re.fullmatch(r"(?:[.:][0-5]\d)?", rest):
        return {}
    hour = int(whole) % 12 + int(shift) if shift in (0, 12) else int(whole)
    return {"TIME": f"{hour:02d}:{rest[1:] or '00'}"}


def _with_rest(whole: str, rest: str) -> Mapping[str, Value]:
    if re.fullmatch(r"/\d{1,2}/\d{4}", rest) and len(whole) <= 2:
        return {"SLASH": whole + rest}
    if re.fullmatch(r"\.\d{1,2}\.\d{4}", rest) and len(whole) <= 2:
        return {"DOTTED": whole + rest}
    if re.fullmatch(r":[0-5]\d", rest) and int(whole) < 25:
        return {"CLOCK": f"{int(whole):02d}{rest}"}
    if re.fullmatch(r"\.\d{1,2}", rest) and len(whole) <= 3:
        return {"DECIMAL": whole + rest}
    return {"INT": int((whole + rest).replace(",", ""))} if re.fullmatch(r"(?:,\d{3})+", rest) else {}


def symbols(text: str, grammar: Grammar) -> str:
    """The text with one symbol a word."""
    known = grammar.symbols.get
    return "".join([known(w) or (_of_number(w, grammar) if w[0].isdigit() else OTHER) for w in _TOKEN.findall(text)])


def _of_number(text: str, grammar: Grammar) -> str:
    return grammar.shapes.get(frozenset(_number(text, grammar)), OTHER)


def _values(word: str, grammar: Grammar) -> Mapping[str, Value]:
    return _number(word, grammar) if word[0].isdigit() else grammar.words.get(word, {})


def matches(text: str, grammar: Grammar) -> Iterator[Match]:
    """Every time expression of the text, first to last, none within another; offsets count in the text."""
    line = symbols(text, grammar)
    words: list[Word] = []
    at = 0
    while found := grammar.any.search(line, at):
        best = _longest(line, found.start(), grammar)
        if best is None:
            at = found.start() + 1
            continue
        rule, m = best
        words = words or list(_TOKEN.finditer(text))
        match = _match(rule, m, words, grammar)
        if not (rule.common and _in_a_name(text, match.spans[0][0])):
            yield match
        at = max(m.start() + 1, _last_word(m))


def _in_a_name(text: str, start: int) -> bool:
    """Whether common words begin with a capital in the middle of a sentence: "the Daily Mirror", "Minsk Today"."""
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return text[start].isupper() and bool(before) and before[-1] not in _OPENERS


def _longest(line: str, i: int, grammar: Grammar) -> tuple[Rule, re.Match[str]] | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in grammar.rules[line[i]]:
        m = rule.pattern.match(line, i)
        if m is not None and (best is None or m.end() > best[1].end()) and _stands(rule, line, m):
            best = rule, m
    return best


def _stands(rule: Rule, line: str, m: re.Match[str]) -> bool:
    """Whether the words before and after allow the match."""
    if rule.opening and m.start():
        return False
    before = line[m.start() - 1] if m.start() else ""
    after = line[m.end()] if m.end() < len(line) else ""
    if rule.before and before not in rule.before and m.end() - m.start() == 1:
        return False
    if rule.after and after and after not in rule.after:
        return False
    return before not in rule.not_before and after not in rule.not_after


def _last_word(m: re.Match[str]) -> int:
    ends = [m.end(g) for g in m.groupdict() if g.startswith("end_") and m.end(g) >= 0]
    return max(ends) if ends else m.end()


def _match(rule: Rule, m: re.Match[str], words: Sequence[Word], grammar: Grammar) -> Match:
    groups = m.groupdict()
    edges = [(m.start(f"begin_{k}"), m.end(f"end_{k}")) for k in (1, 2) if groups.get(f"begin_{k}") is not None]
    edges = edges or [(m.start(), m.end())]
    spans, fields = [], []
    for first, last in edges:
        values: dict[str, Value] = {}
        wide = (m.start(), m.end()) if len(edges) == 1 else (first, last)
        for group, got in groups.items():
            i = m.start(group)
            if got and wide[0] <= i < wide[1]:
                values.setdefault(group.rpartition("_")[0], _values(words[i][0], grammar)[group.rpartition("_")[0]])
        spans.append((words[first].start(), words[last - 1].end()))
        fields.append(values)
    return Match(rule, tuple(spans), tuple(fields))
