"""What was done to whom, by whom, when, where, according to whom: acts from parsed sentences."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.annotate.acts.around import Around
from letapis.core.annotate.acts.blame import bind_blame
from letapis.core.annotate.acts.claims import claims_of, subject_of
from letapis.core.annotate.acts.denials import bind_denials
from letapis.core.annotate.acts.find import tellings
from letapis.core.annotate.acts.interventions import interventions
from letapis.core.annotate.acts.lexicon import pointers, tells
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.merge import together
from letapis.core.annotate.acts.particulars import bind_details
from letapis.words.records import Claim, Claims, Page

__all__ = ["NAME", "READS", "WRITES", "annotate", "pointers", "tells"]

NAME = "acts/1"
READS = ("mention", "content", "speaker", "manner", "value", "country", "kind", "role")
WRITES = (
    "act",
    "mode",
    "general",
    "victim",
    "perpetrator",
    "perpetrator_kind",
    "when",
    "where",
    "country",
    "denial",
    "detail",
    "state_leave",
    "intervention",
    "intervening_party",
    "party_requested",
    "concerns",
)


def annotate(page: Page, claims: Claims) -> Iterable[Claim]:
    """The acts of a page and what was done about them as claims, each on its sentence."""
    mentions = Mentions(page, claims)
    acts = together(page, claims, tellings(mentions))
    bind_blame(mentions, acts)
    bind_denials(mentions, acts)
    bind_details(mentions, acts)
    around = Around(mentions, acts)
    for act in acts:
        yield from claims_of(mentions, around, act)
    yield from interventions(mentions, acts, lambda act: subject_of(page, act))
