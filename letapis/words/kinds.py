"""The kinds a block of a page can be of, and which of them make up the main text."""

from __future__ import annotations

from typing import Final

from letapis.words.tables import table

KINDS: Final = tuple(table("kinds"))
"""Every kind, those of the article first."""

MAIN_KINDS: Final = frozenset(kind for kind, said in table("kinds").items() if said["main"])
"""The kinds main text may be of."""
