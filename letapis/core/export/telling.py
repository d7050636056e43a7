"""What exports to formats without stances must keep apart: what happened, what is alleged, what has not been done."""

from __future__ import annotations

from typing import Final

from letapis.core.cases import Act

ALLEGED: Final = frozenset({"alleged", "denied"})
"""Stances that no format may turn into a plain fact."""
NOT_DONE: Final = {
    "occurred": "only a denial is told",
    "ordered": "ordered",
    "scheduled": "scheduled",
    "attempted": "attempted",
    "feared": "feared or threatened",
    "called for": "called for",
}


def happened(act: Act) -> bool:
    """Told as done, by somebody who does not only deny it."""
    return act.occurred and not act.only_denied


def undone(act: Act) -> str:
    """What is told of an act that has not happened, or is only denied."""
    return NOT_DONE.get(act.modes[0], "not told as done")


def affected(act: Act) -> str:
    """Whom it happened to, in one line."""
    return ", ".join(v.text for v in act.victims) or "somebody not named"
