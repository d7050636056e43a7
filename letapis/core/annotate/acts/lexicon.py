"""The words that tell of acts, read from the language's table into look-ups by lemma."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from letapis.words.tables import table

ROLES = ("object", "subject", "phrases", "negated", "nouns", "people", "owned")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas in order that tell of an act; None among them stands for up to six words between."""

    act: str
    role: str
    """How the one affected stands to it: ``object``, ``subject``, ``phrases`` (as subject), ``negated`` (only
    with "not": "has not seen a lawyer"), ``nouns``, ``people``, ``owned`` ("her body was found")."""
    lemmas: tuple[str | None, ...]
    further: frozenset[str]
    """The lemmas after the first: a sentence without one of them does not have the pattern."""

    @property
    def text(self) -> str:
        """The pattern as the table has it."""
        return " ".join(w or "*" for w in self.lemmas)


@cache
def words() -> dict[str, Any]:
    """The whole table of English acts."""
    return table("lang/en/acts")


@cache
def group(section: str, key: str = "words") -> frozenset[str]:
    """One list of the table as a set."""
    return frozenset(words()[section][key])


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """First lemma → patterns, the longest first, so that "shot dead" is met before "shot"."""
    found: dict[str, list[Pattern]] = {}
    for act, entry in words().items():
        for role in ROLES:
            for text in entry.get(role, ()) if act in acts() else ():
                lemmas = tuple(None if w == "*" else w for w in text.split())
                found.setdefault(str(lemmas[0]), []).append(Pattern(act, role, lemmas, frozenset(w for w in lemmas[1:] if w)))
    return {k: tuple(sorted(v, key=lambda p: -len(p.lemmas))) for k, v in found.items()}


@cache
def acts() -> frozenset[str]:
    """The acts of the controlled vocabulary."""
    return frozenset(table("terms")["acts"])


def _forms(lemma: str) -> set[str]:
    """A lemma's regular English forms and those the table lists: enough to find sentences by, not to speak with."""
    irregular = words()["forms"].get(lemma)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    found = {lemma, lemma + "s", stem + "ed", stem + "ing", stem + "es"}
    if lemma.endswith("y"):
        found |= {lemma[:-1] + "ied", lemma[:-1] + "ies"}
    if re.search(r"[aeiou][bdglmnprt]$", lemma):
        found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if irregular is not None:
        found |= set(irregular)
    return found


_Rest = tuple[frozenset[str], ...]
_WORD = re.compile(r"[a-z]+")
_REACH = 12
"""How many words further on the next word of a pattern may stand: an object may come before a particle."""


@cache
def _telling() -> dict[str, tuple[_Rest, ...]]:
    """A form of a pattern's first word that says something → the forms of those that must follow it, for each such pattern."""
    found: dict[str, dict[_Rest, None]] = {}
    for row in patterns().values():
        for p in row:
            words_ = [(w, n) for n, lemma in enumerate(p.lemmas) if lemma for w in lemma.split("-")]
            said = [(w, n) for w, n in words_ if w not in group("unasked")] or words_
            first, *rest = (frozenset(_forms(w)) for w, _ in said)
            only = words()["only"].get(p.text) if said[0][1] == 0 else None
            for form in only or first:
                found.setdefault(form, {})[tuple(rest)] = None
    return {form: ((),) if () in rests else tuple(rests) for form, rests in found.items()}


def tells(text: str) -> bool:
    """Whether a sentence has the words of something that may tell of an act, judged by their letters and order alone."""
    said = _WORD.findall(text.lower())
    found = _telling()
    return any(w in found and any(_follow(said, i, rest) for rest in found[w]) for i, w in enumerate(said))


def _follow(said: list[str], at: int, rest: _Rest) -> bool:
    """Whether a word of each of some sets follows, each not far behind the one before."""
    for forms in rest:
        at = next((j for j in range(at + 1, min(at + 1 + _REACH, len(said))) if said[j] in forms), -1)
        if at < 0:
            return False
    return True


@cache
def pointers() -> tuple[str, ...]:
    """How lines begin that point to another story."""
    return tuple(words()["pointers"]["starts"])


@cache
def bare_nouns() -> dict[str, Pattern]:
    """The nouns of one word that tell of acts, by lemma: "the arrest", "her abduction"."""
    rows = (p for row in patterns().values() for p in row if p.role == "nouns" and len(p.lemmas) == 1)
    return {lemma: p for p in rows if (lemma := p.lemmas[0])}


@cache
def act_nouns() -> frozenset[str]:
    """Last lemmas of the nouns of acts: "in an interrogation on 10 January" dates what is told of it."""
    return frozenset(str(p.lemmas[-1]) for row in patterns().values() for p in row if p.role == "nouns")


@cache
def acts_by(lemma: str) -> frozenset[str]:
    """The acts that a word may tell of: the first or only one of a pattern, the last of a noun's."""
    return _acts_by().get(lemma, frozenset())


@cache
def _acts_by() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for p in (p for row in patterns().values() for p in row):
        lemma = p.lemmas[-1] if p.role == "nouns" else p.lemmas[0]
        if lemma and lemma not in group("common"):
            found.setdefault(lemma, set()).add(p.act)
    return {k: frozenset(v) for k, v in found.items()}


def is_taking(pattern: str) -> bool:
    """Whether a pattern's words may tell of an arrest or of an abduction: "seized", "bundled into a van"."""
    return pattern.replace(" *", "") in group("taking")
