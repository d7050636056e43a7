"""What kind of organisation a name tells of: by the words of names, by short phrases, and by a list of those known by name."""

from __future__ import annotations

import re
from functools import cache

from letapis.words.tables import table


@cache
def kinds() -> dict[str, str]:
    """The words of names that tell a kind."""
    sections = table("lang/en/people")["organisations"]["heads"]
    return {word: kind for kind in reversed(sections) for word in sections[kind]}


@cache
def known() -> dict[str, str]:
    """Organisations known by name, folded, and their kind."""
    return {name: kind for kind, names in table("lang/en/people")["organisations"]["known"].items() for name in names}


def kind_of(words: str) -> str:
    """The kind a name tells, else empty: of "Ministry of Justice" by the word before "of", of others by the last that tells."""
    if words in known():
        return known()[words]
    small = f" {words.casefold()} "
    for section, phrases in table("lang/en/people")["organisations"]["phrases"].items():
        if any(f" {phrase} " in small for phrase in phrases):
            return str(section)
    front = re.split(r" (?:of|for|on|to|against|without|in) ", words)[0]
    for part in (front, words):
        for word in reversed(re.findall(r"[\w-]+", part.casefold())):
            kind = kinds().get(word) or kinds().get(word.rstrip("s"))
            if kind:
                return kind
    return ""
