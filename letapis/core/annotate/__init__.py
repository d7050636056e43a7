"""From a reading to claims: which sentences can matter, and the annotators in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from letapis.core.annotate import acts, organisations, people, places, references, speech, times
from letapis.core.sentences import sentences
from letapis.words.records import Claim, Claims, Page, Reading

PIPELINE: tuple[ModuleType, ...] = (people, organisations, references, places, times, speech, acts)
"""The annotators, in the order they run: modules with NAME, READS and WRITES (properties) and ``annotate(page, claims)``."""


def page_of(reading: Reading) -> Page:
    """The reading cut into sentences, none parsed yet."""
    return Page(reading, sentences(reading))


def annotate(page: Page) -> Claims:
    """Everything the annotators claim about a page whose sentences that matter have been parsed."""
    claims = Claims()
    for annotator in PIPELINE:
        step: Callable[[Page, Claims], Iterable[Claim]] = annotator.annotate
        claims.add(step(page, claims))
    return claims
