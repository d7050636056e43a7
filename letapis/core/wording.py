"""The words that screens and exports use of acts: never more certain than the source."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.cases import Act, When
from letapis.words.tables import table
from letapis.words.when import spoken

LAWFUL = frozenset(
    {"arrest", "detention", "charge", "trial", "conviction", "release", "summons", "interrogation", "raid", "confiscation",
     "expulsion", "travel_ban", "fine", "execution"}
)  # fmt: skip
"""What an authority does in its office: who does it is called the authority acting."""
STANCES = {"asserted": "told as fact", "alleged": "alleged", "denied": "denied", "threatened": "feared or threatened"}
_MODES = {
    "occurred": "",
    "ordered": "ordered",
    "scheduled": "scheduled",
    "attempted": "attempted",
    "feared": "feared",
    "called for": "called for",
}


def label(act: Act) -> str:
    """What is said of the person affected: ``arrested``."""
    return str(table("terms")["acts"].get(act.word, {}).get("label", act.word.replace("_", " ")))


def noun(act: Act) -> str:
    """The act as a noun: ``arrest``."""
    return str(table("terms")["acts"].get(act.word, {}).get("noun", act.word.replace("_", " ")))


def named(act: Act) -> str:
    """The act with its date, for a sentence: ``the arrest (19 December 2010)``."""
    return f"the {noun(act)} ({date(act.when)})" if act.when.said else f"the undated {noun(act)}"


def date(when: When) -> str:
    """The date in words; conflicting ones side by side."""
    if when.shown:
        return spoken(when.shown)
    if not when.said:
        return "not dated"
    told = [spoken(s.value) for s in when.said]
    return " or ".join(told) + ", sources disagree" if not when.agree else "; ".join(told)


def stance(act: Act) -> str:
    """How the sources put it: ``alleged``, ``told as fact by some, alleged by others``, and what has not happened."""
    told = [s for s in act.stances if s != "denied"]
    words = (
        ["only a denial is told"]
        if not told
        else ["told as fact by some, alleged by others"]
        if set(told) >= {"asserted", "alleged"}
        else [STANCES[s] for s in told]
    )
    undone = () if "occurred" in act.modes else act.modes
    modes = [m for m in (_MODES.get(m, m) for m in undone) if m and m not in words[0]]
    return "; ".join([*words, *(f"{m}, not told as done" for m in modes)])


def detail(told: str) -> str:
    """A detail as screens show it: ``lawyer refused: denied access to a lawyer``; of a kind that is not known as it stands."""
    kind, colon, words = told.partition(": ")
    label = table("details")["kinds"].get(kind, {}).get("label")
    return f"{label}: {words}" if colon and label else told


def intervention(kind: str) -> str:
    """What an intervention is called: ``call for an inquiry``."""
    return str(table("interventions").get(kind, {}).get("label", kind.replace("_", " ")))


def role(act: Act) -> str:
    """What whoever did it is called: ``authority acting`` or ``alleged perpetrator``."""
    kinds = {s.value for s in act.perpetrator_kind}
    return "authority acting" if act.word in LAWFUL and kinds <= {"state", "unclear", "not stated"} else "alleged perpetrator"


def counted(act: Act) -> str:
    """How many pages and how many independent sources tell it."""
    pages, independent = len(act.sources.pages), act.sources.independent
    return f"{pages} page{'s' * (pages != 1)}, {independent} independent source{'s' * (independent != 1)}"


def inline(words: str) -> str:
    """Words as they stand within a sentence: "A spokesman" is "a spokesman"."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first in ("A", "An", "The", "His", "Her", "Their", "One", "Two") else words


def listed(words: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
