"""How the sentence puts an act: as a fact, with distance, denied, threatened; and whether it has happened at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.tree import Tree

UNREAL = frozenset({"scheduled", "ordered", "feared", "called for", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Manner:
    """The stance of an act, its mode, who denies it (word indices) and the reason."""

    stance: str = "asserted"
    mode: str = "occurred"
    real: bool = True
    """False where the words say that it did not happen, or only talk of it: nothing for a case file."""
    deniers: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One governor on the way up from an act: its place, and how what is below hangs on it."""

    at: int
    below: int
    dep: str


def manner(tree: Tree, head: int, governor: int | None) -> Manner:
    """How the act at ``head`` is put; ``governor`` is the verb that carries a noun."""
    for start in dict.fromkeys(i for i in (head, governor) if i is not None):
        for rule in RULES:
            found = rule(tree, start)
            if found is not None:
                return found
    return Manner(why="told as a fact")


def climb(tree: Tree, i: int) -> Iterator[Step]:
    """The governors an act's mood comes from: up through complements and objects, not out of relative or time clauses."""
    while tree.tokens[i].head != i:
        t = tree.tokens[i]
        yield Step(t.head, i, t.dep)
        if t.dep in ("relcl", "advcl", "parataxis", "nsubj", "nsubjpass", "appos", "poss", "compound"):
            return
        i = t.head


def _negated(tree: Tree, i: int) -> Manner | None:
    """The sentence says that it did not happen."""
    words = group("negative")
    if any(
        tree.tokens[c].lemma in words or tree.tokens[c].dep == "neg"
        for c in tree.children(i, "neg", "det", "advmod", "cc", "preconj")
    ):
        return Manner(real=False, why="the sentence says that it did not happen")
    who = tree.child(i, "nsubj", "nsubjpass")
    if who is not None and any(tree.tokens[c].lemma == "no" for c in tree.children(who, "det")):
        return Manner(real=False, why="of nobody the sentence says that it happened")
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if step.dep in ("dobj", "xcomp", "pcomp") and t.lemma in group("negative", "verbs") - {"deny"}:
            return Manner(real=False, why=f"“{t.text}” says that it did not happen")
        if (
            step.dep in ("pobj", "pcomp")
            and t.lemma in ("without", "from")
            and tree.tokens[t.head].lemma in group("negative", "verbs")
        ):
            return Manner(real=False, why="kept from happening")
        if step.dep == "pobj" and t.lemma == "without":
            return Manner(real=False, why="the sentence says “without”")
        if step.dep in ("xcomp", "attr", "dobj", "acomp", "auxpass") and tree.children(step.at, "neg"):
            return Manner(real=False, why="the sentence says that it did not happen")
    return None


def _denied(tree: Tree, i: int) -> Manner | None:
    """Somebody denies it."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if (
            t.lemma in group("denying", "verbs")
            and step.dep in ("ccomp", "xcomp", "dobj", "pcomp", "pobj", "prep")
            and tree.is_verb(step.at)
        ):
            who = tree.subject(step.at)
            if t.lemma == "dismiss" and step.dep != "dobj":
                return None
            accused = any(tree.tokens[s.at].lemma in group("distance", "nouns") for s in climb(tree, i) if s.at != step.at)
            stance = "alleged" if accused else "denied"
            return Manner(stance, deniers=(who,) if who is not None else (), why=f"“{t.text}” denies it")
    return None


def _called_for(tree: Tree, i: int) -> Manner | None:
    """It is asked for or demanded; it has not happened by that."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "calls") and step.dep in ("dobj", "xcomp", "ccomp", "pobj", "prep", "pcomp", "acl"):
            return Manner("threatened", "called for", why=f"“{t.text}” calls for it")
    return None


def _ordered(tree: Tree, i: int) -> Manner | None:
    """It was ordered; that it was done is not said."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "ordered") and step.dep in ("xcomp", "ccomp", "dobj", "acl") and tree.is_verb(step.at):
            return Manner("threatened", "ordered", why=f"“{t.text}” orders it; whether it was done is not said")
    return None


def _scheduled(tree: Tree, i: int) -> Manner | None:
    """It is planned for a day to come."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "scheduled") and step.dep in ("xcomp", "acl", "ccomp", "pcomp", "pobj"):
            return Manner("threatened", "scheduled", why=f"“{t.text}” puts it in the future")
    return None


def _attempted(tree: Tree, i: int) -> Manner | None:
    """It was tried."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in ("attempt", "try") and step.dep in ("xcomp", "acl"):
            return Manner("asserted", "attempted", why=f"“{t.text}” says that it was tried")
    return None


def _feared(tree: Tree, i: int) -> Manner | None:
    """It is feared or threatened."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "feared") and step.dep in ("ccomp", "xcomp", "dobj", "pobj", "prep", "pcomp", "acl"):
            return Manner("threatened", "feared", why=f"“{t.text}” speaks of a danger")
    return None


def _hypothetical(tree: Tree, i: int) -> Manner | None:
    """It may happen, would happen, or is the aim of something: not a fact."""
    for at in (i, *(s.at for s in climb(tree, i) if s.dep in ("xcomp", "auxpass", "conj", "pcomp") and tree.is_verb(s.at))):
        modal = next((c for c in tree.children(at, "aux") if tree.tokens[c].lemma in group("unreal", "modals")), None)
        if modal is not None:
            future = tree.tokens[modal].lemma in ("will", "shall", "'ll")
            return Manner(
                "threatened",
                "scheduled" if future else "hypothetical",
                real=future,
                why=f"“{tree.tokens[modal].text}”: not said to have happened",
            )
        mark = next((c for c in tree.children(at, "mark") if tree.tokens[c].lemma in group("unreal", "marks")), None)
        if mark is not None:
            return Manner("threatened", "hypothetical", real=False, why=f"“{tree.tokens[mark].text}”: only supposed")
    return _aim(tree, i)


def _aim(tree: Tree, i: int) -> Manner | None:
    """ "To arrest him": an infinitive that no verb of doing carries is an aim."""
    t = tree.tokens[i]
    if not any(tree.tokens[c].lemma == "to" for c in tree.children(i, "aux")):
        return None
    head = tree.tokens[t.head]
    real = head.lemma in (
        "have",
        "begin",
        "start",
        "continue",
        "manage",
        "happen",
        "seem",
        "force",
        "appear",
        "say",
        "know",
        "report",
        "believe",
        "allege",
        "think",
        "use",
        "get",
        "go",
        "return",
    )
    perfect = any(tree.tokens[c].lemma == "have" for c in tree.children(i, "aux"))
    if t.dep == "xcomp" and (real or perfect):
        return None
    return Manner("threatened", "hypothetical", real=False, why="an aim, not said to have been reached")


def _distanced(tree: Tree, i: int) -> Manner | None:
    """The page keeps its distance: alleged, reportedly, accused of."""
    for at in (i, tree.tokens[i].head if tree.tokens[i].dep in ("conj", "xcomp", "pobj") else i):
        for c in tree.below[at]:
            t = tree.tokens[c]
            if t.text.lower() in group("distance", "adverbs") or (
                t.dep == "amod" and t.lemma in group("distance", "adjectives")
            ):
                return Manner("alleged", why=f"“{t.text}” keeps distance")
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if step.dep in ("ccomp", "xcomp", "pcomp", "prep", "pobj", "acl") and (
            (tree.is_verb(step.at) and t.lemma in group("distance", "verbs"))
            or (t.pos == "NOUN" and t.lemma in group("distance", "nouns"))
        ):
            return Manner("alleged", why=f"“{t.text}” keeps distance")
    return None


RULES = (_denied, _negated, _called_for, _ordered, _attempted, _scheduled, _feared, _hypothetical, _distanced)
"""In this order; the first that answers decides, and its docstring says why."""
