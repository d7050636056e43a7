"""Who a reference can mean: the persons named shortly before, weighed by nearness, by being the subject, and by sex."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from letapis.core.annotate.people import words as w
from letapis.core.annotate.references.find import Reference, inside
from letapis.words.records import Page, Sentence, Token

WINDOW = 2
"""How many sentences back a pronoun may reach."""
MOST = 60
"""How many of those seen last are weighed at all, however long the sentence."""
MARGIN = 0.9
"""By how much the best must lead the second."""
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_MODIFIES = frozenset({"compound", "amod", "appos", "attr", "nmod"})
_CHAIN = frozenset({"compound", "appos", "conj", "flat", "nmod"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in the reader's mind: a person, or nobody in particular ("a policeman": ``subject`` is empty)."""

    subject: str
    start: int
    end: int
    sentence: int
    leads: bool
    """Whether it is the subject of its sentence."""
    sex: str = ""


@dataclass
class Memory:
    """What has been read so far: who was seen where, and what is known of their sex."""

    page: Page
    quotes: list[tuple[int, int]]
    seen: list[Seen] = field(default_factory=list)
    sexes: dict[str, str] = field(default_factory=dict)

    def near(self, reference: Reference, sentence: int) -> list[Seen]:
        """Those seen before the reference, at most ``WINDOW`` sentences back."""
        last = self.seen[-MOST:]
        return [s for s in last if sentence - WINDOW <= s.sentence <= sentence and s.end <= reference.start]

    def sex(self, seen: Seen) -> str:
        """The sex known of somebody seen, so far."""
        return self.sexes.get(seen.subject, "") if seen.subject else seen.sex


def leads(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words at [start, end) are the subject; in a sentence not parsed, whether they come first."""
    if not sentence.tokens:
        return start - sentence.start < 25
    i = bisect_left(sentence.tokens, end, key=lambda t: t.start) - 1
    for _ in range(4):
        if i < 0:
            return False
        token = sentence.tokens[i]
        if token.dep in _SUBJECT:
            return True
        if token.dep not in _CHAIN:
            return False
        i = token.head
    return False


def strangers(page: Page, index: int, taken: Iterable[tuple[int, int]]) -> list[Seen]:
    """Unnamed single people of a parsed sentence ("a police officer"), who compete for its pronouns."""
    sentence, spans = page.sentences[index], list(taken)
    found = []
    apposed = {t.head for t in sentence.tokens if t.dep == "appos" and any(a <= t.start < b for a, b in spans)}
    for i, t in enumerate(sentence.tokens):
        small = t.text.casefold()
        if t.tag != "NN" or small not in w.heads() or t.dep in _MODIFIES or i in apposed:
            continue
        if not any(a <= t.start < b for a, b in spans):
            found.append(Seen("", t.start, t.end, index, t.dep in _SUBJECT, w.nouns().get(small, "")))
    return found


def speakers(page: Page, index: int, memory: Memory) -> set[str]:
    """The persons who speak in a sentence: subjects of a verb of saying outside the quotation marks."""
    sentence = page.sentences[index]
    found = set()
    for s in memory.seen:
        if s.sentence == index and s.subject and inside(memory.quotes, s.start) < 0 and _says(page, sentence, s):
            found.add(s.subject)
    return found


def _says(page: Page, sentence: Sentence, seen: Seen) -> bool:
    verb = _verb_of(sentence.tokens, seen.end)
    if verb is not None:
        return verb in w.says()
    after = re.compile(r",?\s+(\w+)").match(page.reading.text, seen.end)
    before = re.compile(r"(\w+)\s+$").search(page.reading.text, max(sentence.start, seen.start - 15), seen.start)
    return any(m is not None and m[1] in w.says() for m in (after, before))


def _verb_of(tokens: Sequence[Token], end: int) -> str | None:
    i = bisect_left(tokens, end, key=lambda t: t.start) - 1
    return tokens[tokens[i].head].text.casefold() if i >= 0 and tokens[i].dep in _SUBJECT else None


def choose(memory: Memory, reference: Reference, sentence: int, barred: set[str]) -> tuple[str, bool]:
    """The person meant and whether nobody else could be; an empty person where it is not clear."""
    best: dict[str, float] = {}
    for s in memory.near(reference, sentence):
        known = memory.sex(s)
        if s.subject in barred or (known and reference.sex and known != reference.sex):
            continue
        key = s.subject or f"?{s.start}"
        best[key] = max(best.get(key, 0.0), _score(memory, s, reference, sentence, known))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][0].startswith("?"):
        return "", False
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return "", False
    return ranked[0][0], len(ranked) == 1


def _score(memory: Memory, s: Seen, reference: Reference, sentence: int, known: str) -> float:
    back = sentence - s.sentence
    score = (4.0 if s.leads else 3.0) if back == 0 else (3.4 if s.leads else 2.0) if back == 1 else (2.0 if s.leads else 1.0)
    if known and known == reference.sex:
        score += 1.5
    quoted = inside(memory.quotes, s.start)
    if quoted >= 0 and quoted != inside(memory.quotes, reference.start):
        score -= 1.5
    return score
