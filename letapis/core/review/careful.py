"""Which facts are never accepted as a whole: the kinds in which a slip of the machine harms somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letapis.core.material import Told, is_child
from letapis.core.resolve.copies import plain
from letapis.words.records import Claim, kind_of
from letapis.words.tables import table


def careful(page: Told, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Why the claims about one act must be accepted one by one, in a few words each; else empty."""
    return tuple(dict.fromkeys(_reasons(page, tuple(claims))))


def _reasons(page: Told, claims: tuple[Claim, ...]) -> Iterator[str]:
    terms = table("terms")["acts"]
    for c in claims:
        if c.property == "act" and (why := terms.get(str(c.value), {}).get("careful")):
            yield str(why)
    names = _names(page)
    if any(c.property == "perpetrator" and _named(str(c.value), names) for c in claims):
        yield "a named perpetrator"
    victims = {str(c.value) for c in claims if c.property == "victim"}
    if any(is_child(c for c in page.claims if c.subject == v) for v in victims):
        yield "a child"


def _names(page: Told) -> frozenset[str]:
    """What the page calls its persons, without case and punctuation."""
    naming = (c for c in page.claims if kind_of(c.subject) == "person" and c.property in ("name", "variant"))
    return frozenset(plain(str(c.value)) for c in naming) - {""}


def _named(value: str, names: Iterable[str]) -> bool:
    """Whether whoever did it is a person by name: an id, or words in which such a name stands."""
    words = f" {plain(value)} "
    return kind_of(value) == "person" or any(f" {name} " in words for name in names)
