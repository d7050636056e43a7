"""What was done to whom, by whom, when, where, according to whom: acts from parsed sentences."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.blame import bind_blame
from letapis.core.annotate.acts.choosing import Chance, chance_of_place
from letapis.core.annotate.acts.claims import claims_of, subject_of
from letapis.core.annotate.acts.dating import Dating
from letapis.core.annotate.acts.denials import bind_denials
from letapis.core.annotate.acts.find import tellings
from letapis.core.annotate.acts.interventions import interventions
from letapis.core.annotate.acts.lexicon import pointers, tells
from letapis.core.annotate.acts.locating import Locating
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.merge import together
from letapis.core.annotate.acts.particulars import bind_details
from letapis.core.annotate.acts.standing import Standing
from letapis.core.annotate.acts.weigh import Scores, shipped
from letapis.words.records import Claim, Claims, Page

__all__ = ["NAME", "READS", "WRITES", "annotate", "gathered", "pointers", "subject_of", "tells"]

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


def annotate(page: Page, claims: Claims, chance: Chance = chance_of_place, scores: Scores = shipped) -> Iterable[Claim]:
    """The acts of a page and what was done about them as claims.

    ``chance`` ranks the places of acts that name none; ``scores`` says how likely what was put together is an act.
    """
    mentions, acts = gathered(page, claims, scores)
    standing = Standing(mentions, acts)
    dating, locating = Dating(standing), Locating(standing, chance)
    for act in acts:
        yield from claims_of(mentions, dating, locating, act)
    yield from interventions(mentions, acts, lambda act: subject_of(page, act))


def gathered(page: Page, claims: Claims, scores: Scores = shipped) -> tuple[Mentions, list[Act]]:
    """The acts of a page with all their tellings, before they are put into claims."""
    mentions = Mentions(page, claims)
    acts = together(page, claims, tellings(mentions), scores)
    bind_blame(mentions, acts)
    bind_denials(mentions, acts)
    bind_details(mentions, acts)
    return mentions, acts
