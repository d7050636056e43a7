"""The words of saying of one language, read from its table and made quick to look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from letapis.words.tables import table


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a verb of saying is built: what follows it and in what manner that is said."""

    manner: str
    takes: frozenset[str]
    """``clause``, ``to``, ``ing``, ``object``, ``quote``, or prepositions."""
    kind: str = ""
    """Which "to" it is: ``infinitive``, ``object infinitive``, ``preposition`` (empty: whichever fits); or ``naming``, where
    the object must be given a name ("called it a lie")."""
    told: bool = False
    with_: frozenset[str] = frozenset()
    """Prepositions whose phrase belongs to the content beside the object."""
    needs: frozenset[str] = frozenset()
    """Prepositions without which the verb says nothing."""
    without: frozenset[str] = frozenset()
    """Prepositions with which the verb means something else."""
    only: str = ""
    """The list the object's noun must stand in."""


@dataclass(frozen=True)
class Lexicon:
    """Everything the rules know of a language's words."""

    verbs: dict[str, tuple[Frame, ...]]
    states: dict[str, str]
    nouns: dict[str, str]
    light: frozenset[str]
    sent_verbs: frozenset[str]
    sent_things: frozenset[str]
    places: tuple[str, ...]
    labels: frozenset[str]
    no_labels: frozenset[str]
    openers: tuple[str, ...]
    according: tuple[tuple[str, ...], ...]
    distance_adverbs: frozenset[str]
    distance_adjectives: frozenset[str]
    refusing: frozenset[str]
    refused: frozenset[str]
    silent: frozenset[str]
    reached: frozenset[str]
    claims: frozenset[str]
    withheld: frozenset[str]
    denying: tuple[str, ...]
    bare_cues: tuple[str, ...]
    knowing: dict[str, str]
    """How somebody who is called by a word knows what they say."""


def _frame(row: dict[str, Any]) -> Frame:
    return Frame(
        manner=row["manner"],
        takes=frozenset(row["takes"]),
        kind=row.get("kind", ""),
        told=row.get("told", False),
        with_=frozenset(row.get("with", ())),
        needs=frozenset(row.get("needs", ())),
        without=frozenset(row.get("without", ())),
        only=row.get("only", ""),
    )


def _by_lemma(rows: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    verbs: dict[str, list[Frame]] = {}
    for row in rows:
        for lemma in dict.fromkeys(row["lemmas"]):
            verbs.setdefault(lemma, []).append(_frame(row))
    return {lemma: tuple(frames) for lemma, frames in verbs.items()}


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of saying of a language that has a table of them. Raises FileNotFoundError for one that has none."""
    t = table(f"lang/{language}/speech")
    return Lexicon(
        verbs=_by_lemma(t["verbs"]),
        states={lemma: row["manner"] for row in t["states"] for lemma in row["lemmas"]},
        nouns={noun: manner for manner, nouns in t["nouns"].items() for noun in nouns},
        light=frozenset(t["light"]["verbs"]),
        sent_verbs=frozenset(t["sent"]["verbs"]),
        sent_things=frozenset(t["sent"]["things"]),
        labels=frozenset(t["labels"]["nouns"]),
        no_labels=frozenset(t["labels"]["never"]),
        places=tuple(t["sent"]["places"]),
        openers=tuple(t["phrases"]["openers"]),
        according=tuple(tuple(p.split()) for p in t["phrases"]["according"]),
        distance_adverbs=frozenset(t["phrases"]["distance_adverbs"]),
        distance_adjectives=frozenset(t["phrases"]["distance_adjectives"]),
        refusing=frozenset(t["refusing"]["verbs"]),
        refused=frozenset(t["refusing"]["words"]),
        silent=frozenset(t["refusing"]["not"]),
        reached=frozenset(t["refusing"]["reached"]),
        claims=frozenset(t["denying"]["claims"]),
        withheld=frozenset(t["denying"]["things"]),
        denying=tuple(t["denying"]["content"]),
        bare_cues=tuple(t["without_parse"]["cues"]),
        knowing={word: how for how, words in t["knowing"].items() for word in words},
    )
