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
    if _taken_as_known(tree, head):
        return next((m for rule in (_denied, _negated, _distanced) if (m := rule(tree, head)) is not None), Manner(why=_KNOWN))
    for start in dict.fromkeys(i for i in (head, governor) if i is not None):
        told_of = (
            start != head and _is_subject(tree, head, start) and tree.tokens[start].lemma not in group("negative", "events")
        )
        for rule in RULES if not told_of else ():
            found = rule(tree, start)
            if found is not None:
                return found
    return Manner(why="told as a fact")


_KNOWN = "taken as known by what is said of it"


def _taken_as_known(tree: Tree, head: int) -> bool:
    """ "Urged them to investigate the murder", "called for calm after the arrest": it is not what is asked for."""
    for step in climb(tree, head):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "calls") | group("unreal", "nouns"):
            return False
        if step.dep in ("pobj", "pcomp") and t.text.lower() in group("presuming", "prepositions"):
            return True
        if t.lemma in group("presuming"):
            return step.dep != "ccomp"
    return False


def _is_subject(tree: Tree, head: int, verb: int) -> bool:
    """Whether a noun is what a verb is said of: "the murder is not solved" denies no murder."""
    return any(s in (head, *tree.up(head)) for s in tree.children(verb, "nsubj", "nsubjpass"))


def climb(tree: Tree, i: int) -> Iterator[Step]:
    """The governors an act's mood comes from: up through complements and objects, not out of relative or time clauses."""
    while tree.tokens[i].head != i:
        t = tree.tokens[i]
        yield Step(t.head, i, t.dep)
        if t.dep in ("relcl", "advcl", "parataxis", "nsubj", "nsubjpass", "appos", "poss", "compound", "amod"):
            return
        if t.dep == "acl" and tree.tokens[t.head].lemma not in group("distance", "nouns") | group("unreal", "nouns"):
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
    if who is not None and nobody(tree, who):
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
        if step.dep == "pcomp" and t.lemma == "of" and tree.tokens[t.head].lemma == "short":
            return Manner(real=False, why="“short of” says that it did not happen")
        if step.dep in ("acl", "ccomp") and nobody(tree, step.at):
            return Manner(real=False, why=f"“no {t.text}” says that it did not happen")
        if step.dep == "ccomp" and t.lemma == "be" and tree.children(step.at, "neg"):
            return Manner(real=False, why="the sentence says that it is not so")
        if step.dep in ("pobj", "pcomp") and t.lemma == "without":
            return Manner(real=False, why="the sentence says “without”")
        if step.dep in ("xcomp", "attr", "dobj", "acomp", "auxpass") and tree.children(step.at, "neg"):
            return Manner(real=False, why="the sentence says that it did not happen")
    return None


def nobody(tree: Tree, who: int) -> bool:
    """Whether a noun means none: "no student", "nobody", "neither A nor B"; not "no fewer than ten"."""
    none = group("negative")
    told = (c for c in tree.children(who, "det", "preconj", "cc") if tree.tokens[c].lemma in none)
    return tree.tokens[who].lemma in none or any(
        tree.tokens[c + 1].text.lower() not in ("fewer", "less", "more") for c in told if c + 1 < len(tree.tokens)
    )


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
            if step.below != i and tree.tokens[step.below].lemma in group("denying", "motions"):
                return None
            accused = any(tree.tokens[s.at].lemma in group("distance", "nouns") for s in climb(tree, i) if s.at != step.at)
            stance = "alleged" if accused else "denied"
            return Manner(stance, deniers=(who,) if who is not None else (), why=f"“{t.text}” denies it")
    return None


def _over(tree: Tree, i: int, lemmas: frozenset[str], deps: tuple[str, ...]) -> str | None:
    """The nearest word of a list that governs the act by one of the relations, as it stands."""
    found = (tree.tokens[s.at] for s in climb(tree, i) if s.dep in deps)
    return next((t.text for t in found if t.lemma in lemmas), None)


def _called_for(tree: Tree, i: int) -> Manner | None:
    """It is asked for or demanded; it has not happened by that."""
    word = _over(tree, i, group("unreal", "calls"), ("dobj", "xcomp", "ccomp", "pobj", "prep", "pcomp", "acl"))
    return Manner("threatened", "called for", why=f"“{word}” calls for it") if word else None


def _ordered(tree: Tree, i: int) -> Manner | None:
    """It was ordered; that it was done is not said."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if t.lemma in group("unreal", "ordered") and step.dep in ("xcomp", "ccomp", "dobj", "acl") and tree.is_verb(step.at):
            if tree.tokens[i].lemma in group("unreal", "served"):
                return Manner(why=f"what is {t.text} to be served is served")
            return Manner("threatened", "ordered", why=f"“{t.text}” orders it; whether it was done is not said")
    return None


def _scheduled(tree: Tree, i: int) -> Manner | None:
    """It is planned for a day to come."""
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        planned = t.lemma in group("unreal", "objects") and step.dep in ("dobj", "conj")
        if planned or (t.lemma in group("unreal", "scheduled") and step.dep in ("xcomp", "acl", "ccomp", "pcomp", "pobj")):
            return Manner("threatened", "scheduled", why=f"“{t.text}” puts it in the future")
    return None


def _attempted(tree: Tree, i: int) -> Manner | None:
    """It was tried."""
    word = _over(tree, i, frozenset({"attempt", "try"}), ("xcomp", "acl"))
    return Manner("asserted", "attempted", why=f"“{word}” says that it was tried") if word else None


def _feared(tree: Tree, i: int) -> Manner | None:
    """It is feared or threatened."""
    word = _over(tree, i, group("unreal", "feared"), ("ccomp", "xcomp", "dobj", "pobj", "prep", "pcomp", "acl"))
    return Manner("threatened", "feared", why=f"“{word}” speaks of a danger") if word else None


def _hypothetical(tree: Tree, i: int) -> Manner | None:
    """It may happen, would happen, or is the aim of something: not a fact."""
    above = [s for s in climb(tree, i) if tree.is_verb(s.at)]
    by = [s.at for s in above if s.dep == "prep" and tree.tokens[s.below].lemma == "by"]
    for at in (i, *(s.at for s in above if s.dep in ("xcomp", "auxpass", "conj", "pcomp")), *by):
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
    if t.dep == "conj" and t.tag == "VB" and not tree.children(i, "aux") and tree.is_verb(t.head):
        return _aim(tree, t.head)
    if not any(tree.tokens[c].lemma == "to" for c in tree.children(i, "aux")):
        return None
    head = tree.tokens[t.head]
    ranked = {tree.tokens[c].lemma for c in tree.children(t.head, "amod", "det")} & group("clauses", "ranks")
    if t.dep in ("relcl", "acl") and ranked:
        return None
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
        "able",
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
    if tree.tokens[i].dep in ("pobj", "pcomp", "conj") and (why := _held_over(tree, i)):
        return Manner("alleged", why=f"“{why}”: not said to be so, only charged")
    for step in climb(tree, i):
        t = tree.tokens[step.at]
        if step.dep in ("ccomp", "xcomp", "pcomp", "prep", "pobj", "acl") and (
            (tree.is_verb(step.at) and t.lemma in group("distance", "verbs"))
            or (t.pos == "NOUN" and t.lemma in group("distance", "nouns"))
        ):
            return Manner("alleged", why=f"“{t.text}” keeps distance")
    return None


def _held_over(tree: Tree, i: int) -> str:
    """ "Arrested over the murder", "held on suspicion of": the verb, where what it is over is no more than a charge."""
    below, linked = i, False
    for up in list(tree.up(i))[:6]:
        t = tree.tokens[up]
        linked = linked or t.lemma in group("blaming", "links")
        if tree.is_verb(up):
            wanted = ("for", "over", "of", "with", "on", "in") if linked else ("for", "over", "of", "with")
            over = tree.tokens[below].dep == "prep" and tree.tokens[below].lemma in wanted
            charging = group("blaming", "charging") | (group("blaming", "linked") if linked else frozenset())
            return t.text if over and t.lemma in charging else ""
        if t.pos in ("NOUN", "PROPN") and t.lemma not in group("blaming", "links") and tree.tokens[below].dep != "conj":
            return ""
        below = up
    return ""


RULES = (_denied, _negated, _called_for, _ordered, _attempted, _scheduled, _feared, _hypothetical, _distanced)
"""In this order; the first that answers decides, and its docstring says why."""
