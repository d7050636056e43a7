"""The words that tell of acts, read from the language's table into look-ups by lemma."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from letapis.words.tables import table

ROLES = ("object", "subject", "phrases", "negated", "nouns", "people")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas in order that tell of an act; None among them stands for up to six words between."""

    act: str
    role: str
    """How the one affected stands to it: ``object``, ``subject``, ``phrases`` (as subject), ``negated`` (only
    with "not": "has not seen a lawyer"), ``nouns``, ``people``."""
    lemmas: tuple[str | None, ...]

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
                found.setdefault(str(lemmas[0]), []).append(Pattern(act, role, lemmas))
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
    if re.search(r"[aeiou][bdgmnpt]$", lemma):
        found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if irregular is not None:
        found |= set(irregular)
    return found


@cache
def _telling() -> dict[str, tuple[tuple[frozenset[str], ...], ...]]:
    """A telling form → for each pattern it may begin the forms of the other words that must stand in the sentence too."""
    found: dict[str, set[tuple[frozenset[str], ...]]] = {}
    for row in patterns().values():
        for p in row:
            lemmas = [w for w in p.lemmas if w]
            rare = [w for w in lemmas if w not in group("common") and (len(w) > 3 or w == lemmas[0])] or lemmas[:1]
            first = rare[0] if rare[0] == lemmas[0] else max(rare, key=len)
            others = tuple(frozenset(_forms(w)) for w in rare if w != first)
            for form in _forms(first):
                found.setdefault(form, set()).add(others)
    return {form: ((),) if () in rest else tuple(rest) for form, rest in found.items()}


_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def tells(text: str) -> bool:
    """Whether a sentence has the words of something that may tell of an act, judged by their letters alone."""
    said = frozenset(_WORD.findall(text.lower()))
    found = _telling()
    return any(all(not said.isdisjoint(forms) for forms in others) for w in said & found.keys() for others in found[w])


@cache
def pointers() -> tuple[str, ...]:
    """How lines begin that point to another story."""
    return tuple(words()["pointers"]["starts"])


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
