"""Ruling on what a page tells: fields accepted, corrected, rejected or left open, facts added; all taken back by rulings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letapis.core.material import Told
from letapis.core.resolve.copies import plain
from letapis.core.review import Fact, Field, last_batch
from letapis.core.ruling import ASSESSMENT, READ_CORRECTLY, STANDARDS, UNDO, left
from letapis.desk.desk import Desk
from letapis.rim.errors import refuse
from letapis.words.records import STANCES, THE_PAGE, Claim, Decision, Reading, kind_of
from letapis.words.tables import table
from letapis.words.when import valid

MODES = ("occurred", "ordered", "scheduled", "attempted", "feared", "called for")
PERPETRATOR_KINDS = ("state", "non-state", "unclear", "not stated")
_LONGEST = 2_000
_BY_HAND = "read by a person"


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody ruled on the fact since it was looked at: nothing was written, and both texts are to be seen."""

    theirs: tuple[Decision, ...]


def rule(
    desk: Desk, page: Told, fact: Fact, fields: Sequence[Field], verdict: str, *, seen: str | None = None,
    value: str = "", because: str = "",
) -> tuple[str, ...] | Clash:  # fmt: skip
    """Rule on fields of a fact; ``seen`` is ``Fact.seen`` of when the person looked (None: any). Raises ProjectError.

    To ``accept`` a fact that is to be read carefully, its fields are ruled on one by one; ``value`` is for corrections.
    """
    if verdict not in READ_CORRECTLY:
        raise refuse(verdict, "is no ruling on what a page says.")
    if verdict == "accept" and fact.careful and len(fields) > 1:
        raise refuse("this fact", f"is accepted field by field: it tells of {' and of '.join(fact.careful)}.")
    if seen is not None and seen != fact.seen:
        return Clash(_since(fact, seen))
    correcting = verdict in ("correct", "stance", "source")
    said = _checked(page, fields, verdict, value) if correcting else fact.id
    ids = [i for f in fields for i in f.ids]
    decisions = [Decision(i, verdict, desk.who, desk.now(), _short(because), said) for i in ids]
    return _written(desk, page, decisions)


def assess(desk: Desk, page: Told, fact: Fact, verdict: str, standard: str = "", because: str = "") -> tuple[str, ...]:
    """Rule whether a fact is established; ``verified`` needs its standard of proof. Raises ProjectError."""
    if verdict not in ASSESSMENT or standard not in ("", *STANDARDS):
        raise refuse(verdict, "is no assessment.")
    if verdict == "verified" and not standard:
        raise refuse("verified", "needs the standard of proof it was verified to.", "Choose one, and rule again.")
    return _written(desk, page, [Decision(fact.id, verdict, desk.who, desk.now(), _short(because), standard)])


def undo_last(desk: Desk, page_of: dict[str, Told], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Take the last rulings that one key of this person made back; returns them, none where there are none."""
    batch = last_batch(decisions, desk.who)
    at = desk.now()
    with desk.project.ledger.writing() as w:
        for d in batch:
            touched = page_of.get(d.about)
            w.decision(Decision(d.id, UNDO, desk.who, at), [touched.capture.id] if touched else [])
    return batch


def undo_one(desk: Desk, page: Told, ruling: str, decisions: Iterable[Decision]) -> str:
    """Take one ruling on a claim or an assessment back. Raises ProjectError where it does not hold."""
    verdicts = (*READ_CORRECTLY, *ASSESSMENT)
    if not any(d.id == ruling and d.verdict in verdicts for d in left(decisions)):
        raise refuse("this ruling", "was taken back before, or is none on what a page says.", "Nothing was written.")
    return _written(desk, page, [Decision(ruling, UNDO, desk.who, desk.now())])[0]


def _written(desk: Desk, page: Told, decisions: Iterable[Decision]) -> tuple[str, ...]:
    with desk.project.ledger.writing() as w:
        return tuple(w.decision(d, [page.capture.id]) for d in decisions)


def _since(fact: Fact, seen: str) -> tuple[Decision, ...]:
    """What was ruled on a fact since a ruling; all of it where that one is not there any more."""
    ids = [d.id for d in fact.rulings]
    return fact.rulings[ids.index(seen) + 1 :] if seen in ids else fact.rulings


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def _checked(page: Told, fields: Sequence[Field], verdict: str, value: str) -> str:
    """The corrected value, as the ledger takes it. Raises ProjectError."""
    said = _short(value)
    if not said:
        raise refuse("the correction", "is empty.", "Say what the page says, or reject it.")
    if verdict == "stance":
        return _one_of(said, STANCES, "stance")
    if verdict == "source":
        return THE_PAGE if plain(said) == THE_PAGE else person_called(page, said) or said
    return checked_value(page, fields[0].kind, said)


def checked_value(page: Told, property_: str, said: str) -> str:
    """A value of a property as the ledger takes it. Raises ProjectError."""
    if property_ == "act":
        return _one_of(said, table("terms")["acts"], "kind of act")
    if property_ == "mode":
        return _one_of(said, MODES, "answer")
    if property_ == "perpetrator_kind":
        return _one_of(said, PERPETRATOR_KINDS, "kind")
    if property_ == "when" and not valid(said):
        raise refuse(said, "is no date.", "Write 2011, 2011-03, 2011-03-14, or XXXX-03-14 where the year is not known.")
    if property_ in ("age", "count") and not said.isdecimal():
        raise refuse(said, "is no number.")
    if property_ in ("victim", "perpetrator"):
        return person_called(page, said) or said
    return said


def _one_of(said: str, known: Iterable[str], what: str) -> str:
    if said not in known:
        raise refuse(said, f"is no {what} of the vocabulary.")
    return said


def person_called(page: Told, name: str) -> str:
    """The id of the one person whom a page calls so; empty where it calls nobody so, or several."""
    naming = (c for c in page.claims if c.property in ("name", "variant") and kind_of(c.subject) == "person")
    found = dict.fromkeys(c.subject for c in naming if plain(str(c.value)) == plain(name))
    return next(iter(found)) if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Added:
    """A fact that a person reads in a page: the words it stands on, and what they say."""

    quote: str
    act: str
    stance: str = "asserted"
    source: str = THE_PAGE
    victim: str = ""
    when: str = ""
    where: str = ""
    perpetrator: str = ""


def add(desk: Desk, page: Told, reading: Reading, added: Added) -> str:
    """Write a fact down that the machine did not read, and accept it; returns the act's id. Raises ProjectError.

    ``reading`` is the page's own, with its key, as no level withholds words from it.
    """
    start, end = find_words(reading.text, added.quote)
    passage = reading.passage(start, end)
    word = checked_value(page, "act", added.act)
    source = _short(added.source) or THE_PAGE
    says = THE_PAGE if plain(source) == THE_PAGE else person_called(page, source) or source
    stance = _one_of(added.stance, STANCES, "stance")
    act = reading.mint("act", passage, word, desk.who)

    def claim(property_: str, said: str) -> Claim:
        return Claim(act, property_, said, passage, stance, says, desk.who, _BY_HAND)

    claims = [claim("act", word)]
    if name := _short(added.victim):
        person, more = _victim(page, reading, name, (start, end), desk.who)
        claims += [*more, claim("victim", person)]
    for property_, said in (("when", added.when), ("where", added.where), ("perpetrator", added.perpetrator)):
        if words := _short(said):
            claims.append(claim(property_, checked_value(page, property_, words)))
    at = desk.now()
    with desk.project.ledger.writing() as w:
        w.claims(claims)
        for c in claims:
            w.decision(Decision(c.id(reading.key), "accept", desk.who, at, "", act), [page.capture.id])
    return act


def _victim(page: Told, reading: Reading, name: str, near: tuple[int, int], who: str) -> tuple[str, list[Claim]]:
    """Whom the act happened to: a person of the page, one whose name stands in its words, or else a group in words."""
    if known := person_called(page, name):
        return known, []
    at = reading.text.find(name, *near)
    at = at if at >= 0 else reading.text.find(name)
    if at < 0:
        raise refuse(name, "does not stand in the page.", "Write the name, or what they are called, as the page does.")
    passage = reading.passage(at, at + len(name))
    kind = "person" if name[:1].isupper() or not name[:1].islower() else "group"
    person = reading.mint(kind, passage)
    return person, [Claim(person, "name", name, passage, by=who, why=_BY_HAND)]


def find_words(text: str, quote: str) -> tuple[int, int]:
    """Where a quotation stands in a text, its spacing aside. Raises ProjectError where it does not, or does twice."""
    words = quote.split()
    if not words:
        raise refuse("the words", "are missing.", "Copy them out of the page: a fact stands on its exact words.")
    found, at = list[tuple[int, int]](), text.find(words[0])
    while at >= 0 and len(found) < 2:
        end = _follows(text, at, words)
        if end:
            found.append((at, end))
        at = text.find(words[0], at + 1)
    if not found:
        raise refuse("these words", "do not stand in the page.", "Copy them to the letter; a fact stands on its exact words.")
    if len(found) > 1:
        raise refuse("these words", "stand in the page more than once.", "Copy a few words more.")
    return found[0]


def _follows(text: str, at: int, words: Sequence[str]) -> int:
    """The end of these words where they stand from a place on with any spacing between them; else 0."""
    for n, word in enumerate(words):
        if n:
            after = len(text) - len(text[at:].lstrip())
            if after == at:
                return 0
            at = after
        if not text.startswith(word, at):
            return 0
        at += len(word)
    return at
