"""The word lists by which people are known, each made ready once from the language's table."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from letapis.words.tables import table


@cache
def offices() -> dict[str, str]:
    """Words that stand before a name with a capital, and the role each gives (empty: none)."""
    return {word: role for role, words in table("lang/en/people")["offices"].items() for word in words}


@cache
def roles() -> dict[str, str]:
    """Words and phrases of a role, and the role."""
    return {phrase: role for role, phrases in table("lang/en/people")["roles"].items() for phrase in phrases}


@cache
def kin() -> dict[str, str]:
    """Words for a relative, and the sex each states of that relative (empty: none)."""
    return dict(table("lang/en/people")["kin"])


@cache
def nouns() -> dict[str, str]:
    """Nouns that describe one person, and the sex each states (empty: none)."""
    found = table("lang/en/people")["nouns"]
    states = dict.fromkeys(found["any"], "")
    return {**states, **dict.fromkeys(found["man"], "man"), **dict.fromkeys(found["woman"], "woman"), **kin()}


@cache
def children() -> frozenset[str]:
    """Nouns that say a person is a child."""
    return frozenset(table("lang/en/people")["nouns"]["child"])


@cache
def heads() -> frozenset[str]:
    """Every single word that can head a description of a person."""
    return frozenset({p.partition(" of ")[0].rpartition(" ")[2] for p in roles()} | set(nouns()) | set(offices()))


@cache
def before_names() -> frozenset[str]:
    """Capitalised words that may stand before a name without being part of it."""
    single = {p for p in roles() if " " not in p}
    return frozenset(set(offices()) | single | set(nouns())) | nationalities()


@cache
def nationalities() -> frozenset[str]:
    """Adjectives of countries, peoples and faiths."""
    return frozenset(table("lang/en/people")["nationalities"]["words"])


@cache
def not_names() -> frozenset[str]:
    """Words with a capital that are nobody's name."""
    return frozenset(table("lang/en/people")["names"]["not_names"])


@cache
def not_people() -> frozenset[str]:
    """Last words of names of organisations, places and things."""
    found = table("lang/en/people")
    organisations = {w for words in found["organisations"]["heads"].values() for w in words}
    known = {name.casefold() for names in found["organisations"]["known"].values() for name in names}
    return frozenset(organisations | known | set(found["names"]["places"]))


@cache
def institutions() -> frozenset[str]:
    """Nouns of institutions: what follows "newspaper" or "rights group" is its name."""
    heads = table("lang/en/people")["organisations"]["heads"]
    kinds = ("media", "association", "company", "party")
    return frozenset(w for kind in kinds for w in heads[kind]) - frozenset(table("lang/en/people")["names"]["people_too"])


@cache
def says() -> frozenset[str]:
    """Verbs whose subject is a person."""
    return frozenset(table("lang/en/people")["names"]["says"])


@cache
def also() -> tuple[str, ...]:
    """Phrases that introduce another name of the same person, longest first."""
    return tuple(sorted(table("lang/en/people")["names"]["also"], key=len, reverse=True))


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """A plural noun's singular, where the lists know it; else the word."""
    known = heads()
    for ending, instead in (
        ("men", "man"),
        ("ies", "y"),
        ("ves", "fe"),
        ("children", "child"),
        ("people", "person"),
        ("es", ""),
        ("s", ""),
    ):
        if noun.endswith(ending) and (one := noun[: -len(ending)] + instead) in known:
            return one
    return noun


def describes(noun: str) -> bool:
    """Whether a noun can describe a person: listed, or with an ending of such nouns."""
    noun = noun.casefold()
    endings = tuple(table("lang/en/people")["nouns"]["endings"])
    return noun in heads() or (len(noun) > 5 and noun.endswith(endings))


@cache
def grown() -> frozenset[str]:
    """Nouns that say a person is an adult."""
    return frozenset(table("lang/en/people")["nouns"]["grown"])


@cache
def suffers() -> frozenset[str]:
    """Participles of what is done to people: ``arrested``."""
    return frozenset(table("lang/en/people")["names"]["suffers"])


@cache
def suffering() -> frozenset[str]:
    """Nouns of what happens to or belongs to people: the ``arrest`` of somebody, somebody's ``lawyer``."""
    return frozenset(table("lang/en/people")["names"]["suffering"])


@cache
def kinds() -> dict[str, str]:
    """Small words of organisations' names and the kind each tells; the first section of the table wins."""
    sections = table("lang/en/people")["organisations"]["heads"]
    return {word: kind for kind in reversed(sections) for word in sections[kind]}


@cache
def organisation_roles() -> dict[str, str]:
    """The role of those who lead or belong to an organisation of a kind."""
    return dict(table("lang/en/people")["roles_in_organisations"])


@cache
def first_names_too() -> frozenset[str]:
    """Words that are nobody's name but as a first name."""
    return frozenset(table("lang/en/people")["names"]["first_names_too"])


@cache
def adjectives() -> frozenset[str]:
    """Adjectives that may stand in a description where nothing was parsed."""
    return frozenset(table("lang/en/people")["names"]["adjectives"])


@cache
def closes() -> re.Pattern[str]:
    """Where a description set after a name ends."""
    words = "|".join(table("lang/en/people")["names"]["closes"])
    return re.compile(rf"[,;:)\"“”\n]|\.(?:\s|$)|\s[–—-]\s|\s(?:{words})\s")


@cache
def noun_ends() -> re.Pattern[str]:
    """Where the noun of a description ends and what belongs to it begins."""
    return re.compile(rf"\s(?:{'|'.join(table('lang/en/people')['names']['noun_ends'])})\s")


@cache
def introduces() -> frozenset[str]:
    """Words and signs between a plural and the names it describes."""
    return frozenset(table("lang/en/people")["names"]["introduces"])
