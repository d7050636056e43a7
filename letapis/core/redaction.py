"""Withheld words taken out of a page: its text is rebuilt from what may be seen, each gap a mark of one length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from letapis.core.material import Told
from letapis.core.resolve.spelling import name_of, sound
from letapis.words.declension import forms
from letapis.words.latin import is_cyrillic, language_of
from letapis.words.records import Capture, Claim, Fault, Passage, Reading

GAP = "[…]"
"""Stands for withheld words, whatever their length: a longer gap would be a ruler."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
"""A word; the English genitive is none of it ("Brandt's")."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Withheld:
    """The words that may be seen nowhere: names by their sound, in any spelling and script, and sentences to the letter."""

    names: frozenset[tuple[str, ...]] = frozenset()
    """Each name as the sounds of its parts."""
    sentences: frozenset[str] = frozenset()
    gap: str = GAP
    """What stands for them; a code, where somebody is to be told apart from others without being named."""

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            found.setdefault(name[0], []).append(name)
        return found

    def spans(self, text: str, *, any_case: bool = False) -> list[Span]:
        """Where withheld words stand in a text."""
        found = [m.span() for s in self.sentences if s in text for m in re.finditer(re.escape(s), text)]
        if not self.names:
            return found
        words = list(_WORD.finditer(text))
        language = "" if text.isascii() else language_of(text)
        sounds = [self._heard(m[0], language) for m in words]
        for i, heard in enumerate(sounds):
            for name in (n for first in heard for n in self._by_first.get(first, ())):
                run = words[i : i + len(name)]
                small = len(name) == 1 and run[0][0][0].islower() and not any_case  # "hope" is no person called Hope
                said = len(run) == len(name) and all(s in h for s, h in zip(name, sounds[i:], strict=False))
                if not small and said and _side_by_side(text, run):
                    found.append((run[0].start(), run[-1].end()))
        return found

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(s[:2] for name in self.names for s in name)

    def _heard(self, word: str, language: str) -> tuple[str, ...]:
        """The sounds a word may have as a name: its own and, in Cyrillic letters, those of the names it can be a case of."""
        own = sound(word)
        if not language or not is_cyrillic(word) or own[:2] not in self._beginnings:
            return (own,)
        cases = (f.name for part in ("given", "surname") for f in forms(word, part, language))
        return tuple(dict.fromkeys([own, *map(sound, cases)]))

    def clean(self, text: str) -> str:
        """A text without the withheld words."""
        return cut(text, self.spans(text), self.gap) if text else text

    def touches(self, name: str) -> bool:
        """Whether an address or a file's name gives withheld words away."""
        bare = _bare(name)
        return bool(self.spans(bare, any_case=True)) or any(f" {_bare(s)} " in f" {bare} " for s in self.sentences)


def _bare(words: str) -> str:
    return re.sub(r"[\W\d_]+", " ", words).strip().casefold()


def _side_by_side(text: str, words: list[re.Match[str]]) -> bool:
    """Whether nothing but spaces, stops and hyphens parts the words."""
    return all(b.start() - a.end() <= 3 and not text[a.end() : b.start()].strip(" \n.-‑") for a, b in pairwise(words))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def cut(text: str, spans: Iterable[Span], gap: str = GAP) -> str:
    """The text with each span replaced by the gap's mark."""
    out, at = [], 0
    for start, end in merged(spans):
        out += [text[at:start], gap]
        at = end
    return "".join([*out, text[at:]])


@dataclass(frozen=True)
class _Shift:
    """Old offsets to new ones."""

    spans: list[Span]
    gap: int
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, spans: list[Span], gap: str) -> _Shift:
        return cls(spans, len(gap), [s for s, _ in spans])

    def __call__(self, offset: int, *, end: bool = False) -> int:
        """Where an old offset lies now; within a gap, the gap's beginning or (``end``) its end."""
        n = bisect_right(self.starts, offset - end)
        before = sum(self.gap - (e - s) for s, e in self.spans[: max(0, n - 1)])
        if not n:
            return offset
        start, stop = self.spans[n - 1]
        if offset - end < stop:
            return start + before + self.gap * end
        return offset + before + self.gap - (stop - start)


def redacted(
    page: Told, claims: Iterable[Claim], local: Iterable[Span], withheld: Withheld, *, everywhere: bool = True
) -> Told:
    """A page told anew from what may be seen: ``claims`` are those that may, ``local`` the spans of its text that may not.

    ``everywhere``: the words of those spans may stand nowhere else either; a surname that others share may.
    """
    old = page.reading
    sentences = merged(s for s in (*local, *withheld.spans(old.text)) if old.text[s[0] : s[1]] in withheld.sentences)
    spans = merged([*local, *withheld.spans(old.text)])
    lost = [old.text[s:e] for s, e in spans] if everywhere else []
    whole = replace(withheld, sentences=withheld.sentences | {w for w in lost if len(w) > 3})
    shift = _Shift.of(spans, withheld.gap)
    reading = _reading(old, spans, shift, whole)
    kept, ids = [], dict(page.ids)
    for claim in claims:
        passage = _carried(claim, shift, reading, sentences)
        if passage is None:
            continue
        new = replace(
            claim,
            passage=passage,
            value=_clean(claim.value, whole),
            source=_clean_words(claim.source, whole),
            why=whole.clean(claim.why),
        )
        if new.says() != claim.says():
            ids[new.says()] = page.id_of(claim)
        kept.append(new)
    return Told(_capture(page.capture, whole), reading, tuple(kept), ids)


def _clean(value: str | int | bool | None, withheld: Withheld) -> str | int | bool | None:
    return _clean_words(value, withheld) if isinstance(value, str) else value


def _clean_words(words: str, withheld: Withheld) -> str:
    return words if re.fullmatch(r"[a-z]+:[a-z-]+", words) else withheld.clean(words)


def _reading(old: Reading, spans: Sequence[Span], shift: _Shift, withheld: Withheld) -> Reading:
    in_body = [(old.in_body(s), old.in_body(e - 1) + 1) for b in old.main for s, e in _within(spans, b.start, b.end)]
    body_shift = _Shift.of(merged(in_body), withheld.gap)
    blocks = tuple(
        replace(
            b,
            start=shift(b.start),
            end=shift(b.end, end=True),
            body=None if b.body is None else body_shift(b.body),
            why=withheld.clean(b.why),
        )
        for b in old.blocks
    )
    return replace(
        old,
        text=cut(old.text, spans, withheld.gap),
        body=cut(old.body, in_body, withheld.gap),
        blocks=blocks,
        title=withheld.clean(old.title) if old.title else old.title,
        authors=tuple(withheld.clean(a) for a in old.authors),
        publisher=withheld.clean(old.publisher) if old.publisher else old.publisher,
        url=None if old.url and withheld.touches(old.url) else old.url,
        canonical=None if old.canonical and withheld.touches(old.canonical) else old.canonical,
        agency=withheld.clean(old.agency) if old.agency else old.agency,
        member=None if old.member and withheld.touches(old.member) else old.member,
        faults=tuple(_fault(f, withheld) for f in old.faults),
    )


def _fault(old: Fault, withheld: Withheld) -> Fault:
    """A fault may quote the page, and names its file."""
    return Fault(withheld.gap if withheld.touches(old.where) else old.where, withheld.clean(old.what), old.hint)


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    return [(max(s, start), min(e, end)) for s, e in spans if s < end and start < e]


def _carried(claim: Claim, shift: _Shift, reading: Reading, sentences: Sequence[Span]) -> Passage | None:
    """The claim's passage in the new text; None where it stood in a sentence that may not be seen.

    A passage of nothing but withheld words becomes their gap: that somebody was arrested may be told, who may not.
    """
    p = claim.passage
    if not any(s < p.end and p.start < e for s, e in sentences):
        return reading.passage(shift(p.start), shift(p.end, end=True))
    at = reading.text.find(p.quote) if claim.property in ("name", "variant", "mention") else -1
    return reading.passage(at, at + len(p.quote)) if at >= 0 else None


def _capture(old: Capture, withheld: Withheld) -> Capture:
    given = old.given
    given = replace(
        given,
        title=withheld.clean(given.title) if given.title else given.title,
        url=None if given.url and withheld.touches(given.url) else given.url,
        authors=tuple(withheld.clean(a) for a in given.authors),
    )
    return replace(old, name=withheld.gap if withheld.touches(old.name) else old.name, given=given)


def names_of(spellings: Iterable[str], visible: frozenset[str]) -> frozenset[tuple[str, ...]]:
    """What to look for when a person's name is withheld: whole names, and those parts that no visible person shares."""
    found: set[tuple[str, ...]] = set()
    for spelling in spellings:
        sounds = tuple(s for s in name_of(spelling).sounds if s)
        if len(sounds) > 1:
            found |= {sounds, sounds[::-1]}
        found |= {(s,) for s in sounds if len(s) > 1 and s not in visible}
    return frozenset(found)
