"""The words of a text, as texts are compared."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in small letters, as they are compared."""
    return _WORD.findall(text.lower())
