"""According to whom: the speech an act's words stand in, and the denials of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from letapis.core.annotate.acts.lexicon import group
from letapis.words.records import THE_PAGE, Claim, Claims

_CLAUSE = re.compile(r",? (?:which|who|whose|whom)\b")
"""Where a source's words go on with what else is said of it."""
_TAKEN_AS_KNOWN = frozenset({"judges", "intends"})
"""Manners whose content the page itself stands for: "condemned the arrest" does not make the arrest the speaker's claim."""
_PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A span of speech with who says it and in what manner."""

    subject: str
    start: int
    end: int
    speaker: str
    manner: str
    words: str = ""
    """The words of the content."""


def _taken_as_known(saying: Saying, start: int) -> bool:
    """Whether who calls for something speaks of an act as done: "called for an inquiry into the killing"."""
    before = saying.words[: max(0, start - saying.start)].lower()
    return saying.manner in ("calls for", "orders") and any(w in before for w in group("presuming", "before"))


@dataclass(frozen=True)
class Sayings:
    """All speech of a page, found by offset."""

    claims: Claims

    @cached_property
    def all(self) -> tuple[Saying, ...]:
        """Every span of content, shortest first, so that inner speech is met before the outer."""
        found = [self._saying(c) for c in self.claims.having("content")]
        return tuple(sorted(found, key=lambda s: s.end - s.start))

    def _saying(self, content: Claim) -> Saying:
        speech = content.subject
        speaker = _CLAUSE.split(str(self.claims.value(speech, "speaker") or ""))[0]
        manner = str(self.claims.value(speech, "manner") or "says")
        passage = content.passage
        return Saying(speech, passage.start, passage.end, speaker, manner, passage.quote)

    def around(self, start: int, end: int) -> Iterator[Saying]:
        """The sayings whose content holds a span, innermost first."""
        return (s for s in self.all if s.start <= start and end <= s.end)

    def named(self, saying: Saying) -> str:
        """The speaker; where only "it" or "he" is known, the one who spoke last before."""
        if saying.speaker.lower() not in _PRONOUNS:
            return saying.speaker
        before = [s for s in self.all if s.start < saying.start and s.speaker and s.speaker.lower() not in _PRONOUNS]
        return max(before, key=lambda s: s.start).speaker if before else saying.speaker

    def source(self, start: int, end: int) -> tuple[str, str]:
        """Who says what stands at a span, and in what manner; the page itself where nobody is quoted."""
        inner = next((s for s in self.around(start, end) if s.speaker and s.manner not in _TAKEN_AS_KNOWN), None)
        if inner is None:
            return THE_PAGE, "says"
        return self.named(inner), "says" if _taken_as_known(inner, start) else inner.manner

    def direct(self, start: int, end: int) -> bool:
        """Whether the words stand in somebody's own words."""
        inner = next(self.around(start, end), None)
        return inner is not None and bool(self.claims.value(inner.subject, "direct"))

    @cached_property
    def denials(self) -> tuple[Saying, ...]:
        """What is said to deny something, in the order of the page."""
        return tuple(sorted((s for s in self.all if s.manner == "denies"), key=lambda s: s.start))
