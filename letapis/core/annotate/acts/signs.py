"""What a sentence's grammar shows of a telling, in numbers, for the forests that weigh whether it is an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letapis.core.annotate.acts.lexicon import ROLES, group, words
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.roles import Roles
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_DEPS = ("ROOT", "relcl", "advcl", "acl", "amod", "pobj", "xcomp", "conj", "ccomp", "dobj", "compound", "nsubj", "pcomp")
_OWNERS = frozenset({"poss"})


def signs(tree: Tree, hit: Trigger, r: Roles, affected: Sequence[Party], found: int) -> Mapping[str, float]:
    """The signs of one telling; ``found`` is how many tellings the sentence's words may hold."""
    i = hit.head
    t, verb = tree.tokens[i], i if r.governor is None else r.governor
    v, who = tree.tokens[verb], r.affected[0]
    aux = {tree.tokens[c].lemma for c in tree.children(verb, "aux")}
    had = any(tree.tokens[c].text.lower() == "had" for c in tree.children(verb, "aux"))
    det = {tree.tokens[c].lemma for c in tree.children(i, "det")}
    return {
        **{f"role {role}": float(hit.pattern.role == role) for role in ROLES},
        **{f"dep {d}": float(t.dep == d) for d in _DEPS},
        "passive": float(tree.is_verb(i) and tree.passive(i)),
        "past": float(v.tag in ("VBD", "VBN")),
        "present": float(v.tag in ("VBZ", "VBP")),
        "ing": float(v.tag == "VBG"),
        "bare": float(v.tag == "VB"),
        "perfect": float("have" in aux),
        "pluperfect": float(had),
        "no verb": float(not tree.is_verb(verb)),
        "the": float("the" in det),
        "a": float(bool(det & {"a", "an"})),
        "owned": float(bool(tree.children(i, "poss"))),
        "words": float(len(hit.pattern.lemmas)),
        "wide": float(hit.last - hit.head),
        "needs passive": float(hit.pattern.text in group("needs", "passive")),
        "accused": float(hit.pattern.text in words()["accused"]["rules"]),
        "deep": float(sum(1 for _ in tree.up(i))),
        "far": float(abs(who - i)),
        "after": float(who > i),
        "who poss": float(tree.tokens[who].dep in _OWNERS),
        "who pronoun": float(tree.tokens[who].pos == "PRON"),
        "who many": float(len(affected)),
        "doer": float(bool(r.doers)),
        "after a time word": float(_apart(tree, verb) or _apart(tree, i)),
        "over": float(_over(tree, i)),
        "sentence": float(len(tree.tokens)),
        "found": float(found),
        "what follows": float(r.rule.startswith("what follows")),
        "noun before": float(r.rule.startswith("the noun before")),
        "participle": float(r.rule.startswith("participle")),
    }


def _apart(tree: Tree, i: int) -> bool:
    """Whether the act only dates another: "after his arrest", "since he was jailed"."""
    t = tree.tokens[i]
    mark = {tree.tokens[c].lemma for c in tree.children(i, "mark")}
    above = tree.tokens[t.head].lemma if t.dep in ("pobj", "pcomp") else ""
    return bool(mark & group("clauses", "apart")) or above in group("clauses", "apart")


def _over(tree: Tree, i: int) -> bool:
    """Whether the act is what somebody is charged with or held for: "over the murder of", "charged with abducting"."""
    t = tree.tokens[i]
    return t.dep in ("pobj", "pcomp") and tree.tokens[t.head].lemma in ("with", "over", "of", "for", "in")
