"""What a page calls the persons it names: the words before and after a name, and the role, age, sex and kin they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letapis.core.annotate.people import words as w
from letapis.core.annotate.people.spot import token_at
from letapis.words.records import Page, Token

_LEAD = re.compile(
    r",?\s+who are\s+|,\s+(?!and\b|or\b|but\b)|\s+(?:is|was|who is|who was)\s+(?=an? |the |one of )"
    r"|\s+[–—-]\s+|\s*\((?=\D)"
)
_ONE_OF = re.compile(r"(?:one of|among|a member of|part of)\b")
_YEARS = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b")
_AGE_AFTER = re.compile(
    r",\s+(?:aged\s+|age\s+)?(\d{1,3})(?=\s*(?:[,;.)]|and\b|who\b))"
    r"|\s*\((?:aged\s+|age\s+)?(\d{1,3})\)|,?\s+aged\s+(\d{1,3})\b|\s+(?:is|was)\s+(\d{1,2})(?=[.,;]| years? old)"
)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\s$")
_START = re.compile(r"(?:an?|the|one of|his|her|their|its|\d{1,3}-year-old|former|ex)\b", re.I)
_POS_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Words:
    """A description: where it stands in ``Reading.text`` and the noun that carries it (small, singular)."""

    start: int
    end: int
    head: str
    plural: bool = False


def after(page: Page, end: int, limit: int) -> Words | None:
    """The words set beside a name on its right ("X, a lawyer from Y, …"); ``limit`` is where the sentence ends."""
    text = page.reading.text
    lead = _LEAD.match(text, end, limit)
    if lead is None:
        return None
    begin = lead.end()
    if skipped := re.compile(r"(?:aged\s+)?\d{1,3},\s+").match(text, begin, limit):
        begin = skipped.end()
    close = w.closes().search(text, begin, min(limit, begin + 160))
    stop = close.start() if close else min(limit, begin + 160)
    if not close and stop < limit:
        return None
    phrase = text[begin:stop].rstrip(" .")
    if "(" in phrase and ")" not in phrase:
        phrase = phrase[: phrase.index("(")].rstrip()
    head, plural = head_of(phrase)
    firm = bool(_START.match(phrase)) and lead[0].strip() not in ("is", "was")
    fits = (
        w.describes(head)
        if firm
        else head in w.heads() and (phrase[0].islower() or _START.match(phrase) or _plain_start(phrase))
    )
    return Words(begin, begin + len(phrase), head, plural) if head and fits else None


def _plain_start(phrase: str) -> bool:
    """Whether a phrase with a capital can be an office ("Russia director at …") and not a list of names."""
    return len(phrase.split()) > 1


def head_of(phrase: str) -> tuple[str, bool]:
    """The noun that carries a description, small and singular, and whether it stood in the plural of several people.

    ``lawyer`` of "a human rights lawyer in Minsk"; "one of the lawyers" is no plural.
    """
    one_of = _ONE_OF.match(phrase)
    body = phrase[one_of.end() :].strip() if one_of else phrase
    cut = w.noun_ends().search(body)
    last = re.findall(r"[\w-]+", body[: cut.start()] if cut else body)[-1:]
    head = w.singular(last[0].casefold()) if last else ""
    return head, bool(last) and head != last[0].casefold() and not one_of


def before(page: Page, start: int) -> Words | None:
    """The words set before a name ("the prominent lawyer X", "his wife, X"), up to the name's offset ``start``."""
    token = token_at(page, start)
    return _parsed_before(page, start) if token else _plain_before(page, start)


def _parsed_before(page: Page, start: int) -> Words | None:
    tokens = page.sentences[page.sentence_at(start)].tokens
    name = next((i for i, t in enumerate(tokens) if t.end > start), 0)
    last, between = name - 1, 0
    while last > 0 and tokens[last].text.casefold() in w.introduces() and between < 4:
        last, between = last - 1, between + 1
    if last < 0 or (between == 0 and page.reading.text[tokens[last].end : start].strip()):
        return None
    raw = tokens[last].text.casefold()
    head = w.singular(raw)
    comma = between == 1 and tokens[last + 1].text == ","
    if head not in w.heads() and not (tokens[last].pos == "NOUN" and w.describes(head)):
        return _apposed(tokens, name) if comma else None
    first = _first_of(tokens, last)
    owned = tokens[first].tag in ("DT", "PRP$") or "'s" in [t.text for t in tokens[first:last]]
    if (comma and not owned and head == raw) or (between and not comma and head == raw):
        return None
    return Words(tokens[first].start, tokens[last].end, head, head != raw)


def _apposed(tokens: Sequence[Token], name: int) -> Words | None:
    """ "The head of the office, X": the model sets the name beside a noun further back."""
    at = name
    while at < len(tokens) and tokens[at].dep == "compound":
        at += 1
    if at == len(tokens) or tokens[at].dep != "appos" or tokens[at].head >= name:
        return None
    noun = tokens[at].head
    head = tokens[noun].text.casefold()
    if tokens[noun].tag != "NN" or head not in w.heads() or any(t.text == "," for t in tokens[noun : name - 1]):
        return None
    return Words(tokens[_first_of(tokens, noun)].start, tokens[name - 2].end, head)


def _first_of(tokens: Sequence[Token], last: int) -> int:
    """The first word of the phrase a noun ends."""
    first = last
    while first > 0:
        t = tokens[first - 1]
        if t.tag in ("DT", "PRP$"):
            return first - 1
        glued = t.end == tokens[first].start and (t.text[-1].isalnum() or t.text == "-")
        if not (
            glued
            or t.pos in _POS_BEFORE
            or _inside_name(tokens, first - 1)
            or (t.tag in ("VBN", "VBG", "POS", "HYPH") and t.dep in ("amod", "case", "punct", "compound"))
        ):
            break
        first -= 1
    while first < last and tokens[first].tag in ("HYPH", "POS"):
        first += 1
    return first


def _inside_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a small word ("of", "for") or an acronym in brackets stands inside a name: "Union of Miners president X"."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    if tokens[i].text in ("of", "for"):
        return tokens[i - 1].pos == "PROPN" and tokens[i + 1].pos == "PROPN"
    if tokens[i].text in ("(", ")"):
        return any(t.text.isupper() for t in tokens[max(0, i - 1) : i + 2] if t.text[0].isalpha())
    return False


_PLAIN_BEFORE = re.compile(r"((?:[^\W_][\w'’-]*\s+){0,7})([^\W_][\w'’-]*),?\s+$")


def _plain_before(page: Page, start: int) -> Words | None:
    """Without a parse only a listed role, with an article or owner, a nationality or an age before it."""
    sentence = page.sentences[page.sentence_at(start)]
    m = _PLAIN_BEFORE.search(page.reading.text, max(sentence.start, start - 90), start)
    if m is None or w.singular(m[2].casefold()) not in w.heads():
        return None
    begin, words = m.start(2), list(re.finditer(r"\S+", m[1]))
    while words and (words[-1][0].casefold() in _DETERMINERS or _fits_role(m[1][words[-1].start() :] + m[2])):
        begin = m.start(1) + words[-1].start()
        if words.pop()[0].casefold() in _DETERMINERS:
            break
    head = w.singular(m[2].casefold())
    return Words(begin, m.end(2), head, head != m[2].casefold())


_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their"})


def _fits_role(words: str) -> bool:
    first = words.split()[0].casefold()
    return (
        first in w.nationalities()
        or bool(_YEARS.match(first + " "))
        or words.casefold() in w.roles()
        or first in w.adjectives()
    )


def roles_in(phrase: str) -> Iterator[tuple[str, int, int]]:
    """The roles a description states, each with the span of the words that say it, counted in the phrase."""
    at = 0
    one_of = _ONE_OF.match(phrase)
    at = one_of.end() if one_of else 0
    for part in re.split(r"(\s+and\s+|,\s*|/|\s+turned\s+)", phrase[at:]):
        cut = w.noun_ends().search(part)
        words = list(re.finditer(r"[\w'’-]+", part[: cut.start()] if cut else part))
        found = _longest(words)
        if found is not None:
            yield found[0], at + words[found[1]].start(), at + words[-1].end()
        at += len(part)


def organisation_role(phrase: str) -> tuple[str, bool]:
    """The role of somebody of the organisation a description names, and whether that organisation is none of the State's."""
    kinds = [
        w.kinds().get(word.casefold().rstrip("s")) or w.kinds().get(word.casefold())
        for word in re.findall(r"[A-Z][\w-]+", phrase)
    ]
    if any(k in ("state", "court", "prison") for k in kinds):
        return "", False
    first = next((k for k in reversed([k for k in kinds if k]) if k in w.organisation_roles()), "")
    private = any(
        k in ("trade union", "association", "company", "education", "party", "human rights", "media") for k in kinds if k
    )
    return w.organisation_roles().get(first, ""), private


def _longest(words: list[re.Match[str]]) -> tuple[str, int] | None:
    small = [m[0].casefold().replace("’", "'") for m in words]
    if small:
        small[-1] = w.singular(small[-1])
    for i in range(max(0, len(small) - 4), len(small)):
        role = w.roles().get(" ".join(small[i:]))
        if role:
            return role, i
    return None


def age_in(phrase: str) -> tuple[int, int, int] | None:
    """The age a description states ("36-year-old") and its span in the phrase."""
    m = _YEARS.search(phrase)
    return (int(m[1]), m.start(), m.end()) if m and int(m[1]) <= 120 else None


def age_before(page: Page, start: int) -> tuple[int, int, int] | None:
    """The age set right before a name ("15-year-old X") and its span in ``Reading.text``."""
    m = _AGE_BEFORE.search(page.reading.text, max(0, start - 20), start)
    return (int(m[1]), m.start(), m.end(1)) if m and int(m[1]) <= 120 else None


def age_after(page: Page, end: int, limit: int) -> tuple[int, int, int] | None:
    """The age set right after a name (", 36," or "(36)" or ", aged 36") and its span in ``Reading.text``."""
    m = _AGE_AFTER.match(page.reading.text, end, limit)
    if m is None:
        return None
    n = next(i for i in range(1, 5) if m[i])
    return (int(m[n]), m.start(n), m.end(n)) if int(m[n]) <= 120 else None


def head_is_plural_of_many(phrase: str) -> bool:
    """Whether the phrase counts the person among others ("one of the men"), which states little of the person's own sex."""
    return bool(_ONE_OF.match(phrase))
