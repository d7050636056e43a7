"""What is said of a custody, each sentence with the claims it stands on, and the words for days and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.custody.steps import Step
from letapis.words.records import Claim

MOST_SOURCES = 3


@dataclass(frozen=True)
class Fact:
    """A sentence, or a part of one, that stands on claims."""

    text: str
    claims: tuple[Claim, ...] = ()
    rule: str = ""
    """Of what follows by a rule: its name."""


def sources(step: Step, claims: Iterable[Claim] | None = None) -> str:
    """Who tells a step, or some of its claims: names, each once, the first three."""
    held = set(step.claims if claims is None else claims)
    names = list(dict.fromkeys(s.text for s in step.act.according_to if held & set(s.claims)))
    more = [f"{len(names) - MOST_SOURCES} more"] if len(names) > MOST_SOURCES else []
    return wording.listed([*map(inline, names[:MOST_SOURCES]), *more])


def inline(name: str) -> str:
    """A source's name within a sentence: "a spokesman", but "The Lantern"."""
    second = name.partition(" ")[2]
    return name if name.startswith("The ") and second[:1].isupper() else wording.inline(name)


def told(step: Step) -> str:
    """A step with its date and who tells it: ``released, 29 January 2024 (Courier and Herald)``; how, where it matters."""
    label = "moved" if step.role == "moved" else wording.label(step.act)
    stance = wording.stance(step.act)
    how = "" if stance == "told as fact" else f", {stance}"
    who = sources(step)
    denied = wording.listed([inline(s.text) for s in step.act.denials])
    behind = "; ".join(x for x in (who, f"denied by {denied}" if denied else "") if x)
    return f"{label}, {step.shown}{how}" + (f" ({behind})" if behind else "")


def details(steps: Iterable[Step], kinds: Sequence[str]) -> list[Fact]:
    """The details of these kinds that the steps' tellings give, those on the newest pages first, each once;
    words that stand in longer ones are not repeated."""
    found: dict[str, list[Claim]] = {}
    tellings = sorted((t for s in steps for t in s.tellings), key=lambda t: -(t.published or 0))
    for t in tellings:
        for c in t.details:
            kind, _, words = str(c.value).partition(": ")
            if kind in kinds:
                found.setdefault(words or kind, []).append(c)
    fuller = [w for w in found if not any(w != other and w.casefold() in other.casefold() for other in found)]
    return [Fact(words, tuple(dict.fromkeys(found[words]))) for words in fuller]
