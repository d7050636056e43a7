"""The status of a person on a day: what was said last, since when, where, on what grounds, and what is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.checks.finding import sentence
from letapis.core.custody.days import on
from letapis.core.custody.episodes import Episode
from letapis.core.custody.facts import Fact, sources, told
from letapis.core.custody.steps import Step
from letapis.words.tables import table


@dataclass(frozen=True)
class Status:
    """The status of one person on a day."""

    day: int
    """The day it is asked for, counted as dates are."""
    kind: str
    """A state of ``words/custody.toml``: ``held``, ``released``, ``fled``, ``dead``, ``unclear``, ``unknown`` …"""
    stage: str
    """How far the proceedings of the custody that goes on have come: ``charge``, ``trial``, ``conviction``; else empty."""
    how: str
    """How the sources put it where it is no plain fact: ``alleged``."""
    steps: tuple[Step, ...]
    """The step it follows from; several where their order is not known."""
    since: Fact | None = None
    where: Fact | None = None
    last: Fact | None = None
    """When it was told last, and by whom."""
    grounds: tuple[Fact, ...] = ()
    hearing: tuple[Fact, ...] = ()
    health: tuple[Fact, ...] = ()
    contact: tuple[Fact, ...] = ()
    overdue: tuple[Fact, ...] = ()
    beside: tuple[Fact, ...] = ()
    """What is told besides and may change it: undated acts, disagreements."""
    confirmed: int | None = None
    """The last day for which it is told."""
    news: int | None = None
    """The day of the newest page that tells anything of it."""
    episode: Episode | None = None
    """The custody it is about."""

    @property
    def label(self) -> str:
        """The status in words: ``held, convicted``."""
        state = table("custody")["states"][self.kind]
        named = f"{state['label']}, {table('custody')['stages'][self.stage]['label']}" if self.stage else str(state["label"])
        return f"{named} (no release told)" if state.get("open") else named

    @property
    def huridocs(self) -> str:
        """Its code in micro-thesaurus 25 (status as victim); empty where none fits."""
        found = (
            table("custody")["stages"][self.stage]
            if self.stage and self.kind in ("held", "arrested")
            else table("custody")["states"][self.kind]
        )
        return str(found["huridocs"])

    @property
    def bound(self) -> bool:
        """Whether somebody holds them, as last told."""
        return bool(table("custody")["states"][self.kind].get("bound"))

    @property
    def sentence(self) -> str:
        """The status in one sentence, as last told; never more than the pages say."""
        if self.kind == "unknown":
            return "No page tells of custody, release or flight."
        if self.kind == "unclear":
            words = _all(self.steps)
            order = "which was last" if len(self.steps) > 1 else f"whether that was by {on(self.day)}"
            return f"Not clear: {words}; {order} is not known."
        how = f" ({self.how})" if self.how else ""
        parts = [f"{self.label}{how}", *(f.text for f in (self.since, self.where, self.last) if f)]
        return f"{sentence('; '.join(parts))}."

    @property
    def rows(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """What is told about it, each with its label, in the order a reader wants it; empty rows are left out."""
        rows = (
            ("overdue", self.overdue),
            ("next hearing", self.hearing),
            ("proceedings", self.grounds),
            ("health", self.health),
            ("contact", self.contact),
            ("not certain", self.beside),
        )
        return tuple((label, facts) for label, facts in rows if facts)


def _all(steps: Sequence[Step]) -> str:
    """Steps side by side; those of one date and source share the words for it."""
    if len(steps) > 1 and len({(s.shown, sources(s)) for s in steps}) == 1 and not any(s.act.denials for s in steps):
        labels = wording.listed([wording.label(s.act) for s in steps])
        return f"{labels}, {steps[0].shown} ({sources(steps[0])})"
    return wording.listed([told(s) for s in steps])
