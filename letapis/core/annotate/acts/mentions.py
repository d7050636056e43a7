"""Who, what and when is mentioned where: the claims made so far, looked up by the words they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from letapis.core.placing import Placing
from letapis.words.records import Claim, Claims, Page, kind_of


@dataclass(frozen=True)
class Mentions:
    """The mentions of one page by the sentence they stand in; made once a page, asked for every word."""

    page: Page
    claims: Claims

    @cached_property
    def _at(self) -> dict[tuple[str, int], list[Claim]]:
        found: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for property_ in ("mention", "value", "cue"):
            for c in self.claims.having(property_):
                if c.value:
                    found[kind_of(c.subject), self.page.sentence_at(c.passage.start)].append(c)
        return found

    @cached_property
    def placing(self) -> Placing:
        """The places of the page."""
        return Placing.of(self.page, self.claims)

    def within(self, kind: str, sentence: int) -> list[Claim]:
        """The claims about subjects of a kind (``person``, ``place``, ``time``, ``speech``) in a sentence (its index)."""
        return self._at.get((kind, sentence), [])

    def over(self, kind: str, start: int, end: int) -> Iterator[Claim]:
        """The claims about subjects of a kind whose words overlap [start, end) of the text."""
        here = self.within(kind, self.page.sentence_at(start))
        return (c for c in here if c.passage.start < end and start < c.passage.end)

    def persons(self, start: int, end: int) -> tuple[str, ...]:
        """The persons whose mentions overlap the words, each once."""
        return tuple(dict.fromkeys(c.subject for c in self.over("person", start, end)))
