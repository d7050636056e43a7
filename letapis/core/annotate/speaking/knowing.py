"""How a source knows what it says, by what it is called: an eyewitness, a relative, a lawyer, an official."""

from __future__ import annotations

import re
from collections.abc import Iterable

from letapis.core.annotate.speaking.cues import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(r",|\b(?:of|who|whose|for|in|from|at|with|against)\b")
"""Ends the words a source is called by: "the lawyer of his wife" is a lawyer."""


def knowing(called: Iterable[str], language: str) -> str | None:
    """How somebody knows, by the words they are called by, the source's own first; None where none of them tells it."""
    try:
        known = lexicon(language).knowing
    except FileNotFoundError:
        return None
    parts = (part for words in called for part in _PART.split(words))
    found = (known[w] for part in parts for w in reversed(_WORD.findall(part.lower())) if w in known)
    return next(found, None)
