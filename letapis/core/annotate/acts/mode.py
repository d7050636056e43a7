"""Whether an act has happened, or was ordered, scheduled, attempted, feared or called for: kept beside its stance."""

from __future__ import annotations

from dataclasses import replace

from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.stance import Manner
from letapis.core.annotate.tree import Tree

_SAID = {"calls for": "called for", "fears": "feared", "threatens": "feared", "orders": "ordered"}
"""What the manner of a saying makes of an act told in it, where the sentence itself says no more."""


def settled(tree: Tree, head: int, how: Manner) -> Manner:
    """How an act is put, looked at again: "urged them to tell the truth about the murder" calls for no murder."""
    if how.mode != "called for" or tree.is_verb(head) or _asked_for(tree, head):
        return how
    return replace(Manner(why="named in a call as known"), deniers=how.deniers)


def mode_of(tree: Tree, head: int, how: Manner, said: str) -> str:
    """The mode of an act that a sentence puts so, within a saying of the manner ``said``."""
    if how.mode != "occurred" or how.stance not in ("asserted", "threatened"):
        return how.mode
    return "occurred" if taken_as_known(tree, head, said) else _SAID.get(said, "occurred")


def taken_as_known(tree: Tree, head: int, said: str) -> bool:
    """Whether a call or an order only mentions an act: what is called for is told by the bare verb ("Free Ana Diaz!")."""
    if said not in ("calls for", "orders"):
        return False
    t = tree.tokens[head]
    return not (t.tag == "VB" and not tree.children(head, "nsubj", "nsubjpass", "aux"))


def _asked_for(tree: Tree, i: int) -> bool:
    """Whether a noun is itself what is asked for: the object of the call, or behind its "for"."""
    i = tree.first_of_row(i)
    while tree.tokens[i].dep in ("compound", "nmod", "amod") and tree.tokens[i].head != i:
        i = tree.tokens[i].head
    t = tree.tokens[i]
    above = tree.tokens[t.head]
    calls, nouns = group("unreal", "calls"), group("unreal", "nouns")
    if t.dep in ("dobj", "nsubjpass"):
        return above.lemma in calls or _within_call(tree, t.head)
    if t.dep != "pobj" or above.lemma not in ("for", "on"):
        return False
    return tree.tokens[above.head].lemma in calls | nouns or _within_call(tree, above.head)


def _within_call(tree: Tree, verb: int) -> bool:
    """Whether a verb is what somebody is called on to do: "urged them to order the release"."""
    t = tree.tokens[verb]
    return t.dep in ("xcomp", "ccomp", "acl", "pcomp") and tree.tokens[t.head].lemma in group("unreal", "calls")


def hoped(tree: Tree, verb: int) -> bool:
    """Whether a verb only stands behind one that keeps it from being done: "refused to condemn", "failed to ask"."""
    t = tree.tokens[verb]
    return t.dep in ("xcomp", "pcomp") and tree.tokens[t.head].lemma in ("refuse", "fail", "decline", "hesitate", "stop")
