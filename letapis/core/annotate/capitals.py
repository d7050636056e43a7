"""Runs of capitalised words in a page: where names of people and organisations can stand, parsed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from letapis.words.names import bare, honorifics, particles, suffixes
from letapis.words.records import Page
from letapis.words.tables import table

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_NICKNAME = re.compile(r" [\"“‘'«][^\"“”‘'’»()\n]{2,30}[\"”’'»] (?=[^\W\d_])")
_OWNED = ("'s", "’s", "'S", "’S")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, without the ``'s`` of an owner."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: ``Ana``, ``al-Sayed``, ``d'Arc``."""
        if self.text[0].isupper():
            return True
        return not self.text.isalpha() and any(c.isupper() for c in self.text)

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, with the small particles between them; offsets count in ``Reading.text``."""

    words: tuple[Word, ...]
    sentence: int
    opens: bool
    """Whether it opens its sentence (or a quotation), where any word has a capital."""

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end


_REMEMBERED = 1 << 10
"""Sentences whose words and runs are kept, so that annotators that ask one after the other share the work."""


@lru_cache(maxsize=_REMEMBERED)
def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text`` between two offsets."""
    found = []
    for m in _WORD.finditer(text, start, end):
        begin, word = m.start(), m[0]
        if word[-2:] in _OWNED:
            word = word[:-2]
        found.append(Word(begin, begin + len(word), word))
    return tuple(found)


def _abbreviated(word: Word) -> bool:
    return len(word.text) == 1 or bare(word.text) in honorifics() or bare(word.text) in suffixes() or len(word.text) <= 4


def _joined(text: str, left: Word, right: Word) -> bool:
    """Whether two words stand in one name: a space, an initial's stop, or a nickname in quotes between them."""
    gap = text[left.end : right.start]
    if gap in (" ", "\xa0", "\n"):
        return True
    if gap in (". ", ".", ".\xa0"):
        return right.text[0].isupper() and _abbreviated(left) and (len(left.text) == 1 or bare(left.text) in _stopped())
    return gap == ", " and bare(right.text) in suffixes() and right.capital


@cache
def _stopped() -> frozenset[str]:
    """Words written with a stop before a name: ``Mr.``, ``Gen.``."""
    return frozenset(table("lang/en/sentences")["before_names"])


def runs(page: Page) -> Iterator[Run]:
    """Every run of capitalised words of the page, in order."""
    text = page.reading.text
    for i, s in enumerate(page.sentences):
        yield from _runs(text, s.start, s.end, i)


@lru_cache(maxsize=_REMEMBERED)
def _runs(text: str, start: int, end: int, sentence: int) -> tuple[Run, ...]:
    found, made, at = words(text, start, end), [], 0
    while at < len(found):
        if not found[at].capital:
            at += 1
            continue
        run, at = _grown(text, found, at)
        opens = run[0] is found[0] or text[max(0, run[0].start - 1)] in "\"“‘'«"
        made.append(Run(tuple(run), sentence, opens))
    return tuple(made)


def _grown(text: str, found: Sequence[Word], at: int) -> tuple[list[Word], int]:
    """The run that begins at a capitalised word, and the place of the first word after it."""
    run = [found[at]]
    nxt = at + 1
    while nxt < len(found):
        further = _next(text, found, nxt, run[-1])
        if further is None:
            break
        run.extend(w for w in found[nxt : further + 1] if w.start >= found[further].start or _small(w))
        nxt = further + 1
    return run, nxt


def _small(word: Word) -> bool:
    return word.text in particles()


def _next(text: str, found: Sequence[Word], at: int, last: Word) -> int | None:
    """The place of the run's next capitalised word, over particles or a nickname; None where the run ends."""
    if nick := _NICKNAME.match(text, last.end):
        over = next((i for i in range(at, min(at + 6, len(found))) if found[i].start >= nick.end()), None)
        if over is not None and found[over].start == nick.end() and found[over].capital:
            return over
    before = last
    for i in range(at, min(at + 4, len(found))):
        if not _joined(text, before, found[i]):
            return None
        if found[i].capital:
            return i
        if not _small(found[i]):
            return None
        before = found[i]
    return None


def headline_case(page: Page, sentence: int) -> bool:
    """Whether Nearly Every Word of a Sentence Has a Capital, so that capitals say nothing about names."""
    s = page.sentences[sentence]
    return _shouts(page.reading.text, s.start, s.end)


@lru_cache(maxsize=_REMEMBERED)
def _shouts(text: str, start: int, end: int) -> bool:
    if end - start > 200 or text[end - 1] in '.!”"':
        return False
    long = [w for w in words(text, start, end) if len(w.text) > 3]
    capital = sum(w.capital for w in long)
    return len(long) >= 4 and capital >= 0.75 * len(long)
