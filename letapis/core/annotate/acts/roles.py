"""Who stands where in the sentence: the noun affected by an act and the noun that does it."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_BY = frozenset({"by"})
_OWNERS = ("poss",)


@dataclass(frozen=True, slots=True)
class Roles:
    """The words (indices) of those affected and of those who do it; the rule that found them."""

    affected: tuple[int, ...] = ()
    doers: tuple[int, ...] = ()
    rule: str = ""
    governor: int | None = None
    """The verb whose mood and time are the act's: for a noun the verb that carries it."""


def roles(tree: Tree, hit: Trigger) -> Roles:
    """Who is affected and who does it, as the grammar of the trigger says."""
    role = hit.pattern.role
    if role == "nouns":
        return _noun(tree, hit)
    if role == "people":
        return Roles(
            (hit.head,),
            (),
            "the word itself names those affected",
            next((h for h in tree.up(hit.head) if tree.is_verb(h)), None),
        )
    if role in ("subject", "phrases", "negated"):
        return _subject(tree, hit)
    return _object(tree, hit)


def _object(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    t = tree.tokens[i]
    by = tuple(tree.objects_of(i, _BY))
    if t.dep == "amod":
        return Roles(
            (t.head,),
            (),
            "participle before a noun: the noun is affected",
            next((h for h in tree.up(i) if tree.is_verb(h)), None),
        )
    if tree.passive(i):
        who = tree.subject(i)
        by = by or tuple(o for c in tree.together(i) if tree.is_verb(c) for o in tree.objects_of(c, _BY))
        return Roles((who,) if who is not None else (), by, "passive verb: its subject is affected", i)
    told = _object_of(tree, hit)
    if not told and t.tag == "VBN" and tree.subject(i) is not None and not tree.children(i, "aux"):
        who = tree.subject(i)
        return Roles((who,) if who is not None else (), by, "participle: what it is said of is affected", i)
    doer = tree.subject(i)
    return Roles(told, (doer,) if doer is not None and doer not in told else (), "active verb: its object is affected", i)


def _object_of(tree: Tree, hit: Trigger) -> tuple[int, ...]:
    i = hit.head
    inner = [c for c in (hit.last, *tree.up(hit.last)) if i < c and tree.is_verb(c)]
    between = [s for c in inner for s in tree.children(c, "nsubj", "nsubjpass") if i < s < hit.last]
    if between:
        return (between[0],)
    own = tree.children(i, "dobj", "dative")
    if own:
        return (tree.behind(own[0]),)
    after = [
        o for p in tree.below[i] if tree.tokens[p].dep in ("prep", "prt") and p <= hit.last for o in tree.children(p, "pobj")
    ]
    if after:
        return (after[0],)
    row = tree.tokens[i]
    if row.dep == "relcl" and tree.children(i, "nsubj"):
        return (row.head,)
    for c in tree.children(i, "conj"):
        if tree.is_verb(c) and tree.children(c, "dobj") and not tree.children(c, "nsubj"):
            return (tree.behind(tree.children(c, "dobj")[0]),)
    return ()


def _subject(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    if tree.tokens[i].dep == "amod":
        return Roles((tree.tokens[i].head,), (), "participle before a noun: the noun is affected", None)
    who = tree.subject(i)
    return Roles((who,) if who is not None else (), tuple(tree.objects_of(i, _BY)), "its subject is affected", i)


def _noun(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    carrier = next((h for h in tree.up(i) if tree.is_verb(h)), None)
    by = tuple(tree.objects_of(i, _BY))
    text = hit.pattern.text
    brought = frozenset(words()["prepositions"].get(text, ["of"]))
    after = tuple(tree.objects_of(i, brought))
    owner = tuple(tree.children(i, *_OWNERS))
    if after:
        return Roles(after[:1], by or owner, f"what follows “{text} of” is affected", carrier)
    if owner:
        return Roles(owner, by, f"whose {text} it is, is affected", carrier)
    if (suffered := _suffered(tree, i)) is not None:
        return Roles((suffered,), by, f"named a victim of {text}", carrier)
    if carrier is not None and _carries(tree, i, carrier):
        return _carried(tree, i, carrier, by)
    before = [c for c in tree.children(i, "compound", "nmod") if tree.tokens[c].entity or tree.tokens[c].pos == "NOUN"]
    if before and not _is_pattern_word(tree, before[0], text):
        return Roles((before[0],), by, f"the noun before “{text}” is affected", carrier)
    return Roles((), by, "", carrier)


def _suffered(tree: Tree, i: int) -> int | None:
    """ "A victim of sexual assault": the victim, or whoever is said to be one."""
    of = tree.tokens[i].head
    if tree.tokens[i].dep != "pobj" or tree.tokens[of].lemma != "of":
        return None
    who = tree.tokens[of].head
    if tree.tokens[who].lemma not in ("victim", "survivor", "target"):
        return None
    return tree.subject(tree.tokens[who].head) if tree.tokens[who].dep == "attr" else who


def _is_pattern_word(tree: Tree, i: int, text: str) -> bool:
    return tree.tokens[i].lemma in text.split()


def _carries(tree: Tree, i: int, carrier: int) -> bool:
    near = tree.tokens[i].head
    return near == carrier or tree.tokens[near].head == carrier or tree.first_of_row(i) in tree.below[carrier]


def _carried(tree: Tree, i: int, carrier: int, by: tuple[int, ...]) -> Roles:
    """ "Suffered a beating", "was subjected to torture": the carrying verb says who."""
    lemma = tree.tokens[carrier].lemma
    who = tree.subject(carrier)
    is_object = tree.tokens[tree.first_of_row(i)].dep in ("dobj", "attr")
    if lemma in group("carriers", "affected") and is_object and who is not None and not tree.passive(carrier):
        return Roles((who,), by, f"“{lemma}” carries the act: its subject is affected", carrier)
    if lemma == "subject" and who is not None:
        if tree.passive(carrier):
            return Roles((who,), tuple(tree.objects_of(carrier, _BY)), "subjected to it: the subject is affected", carrier)
        told = tree.children(carrier, "dobj")
        return Roles(tuple(told[:1]), (who,), "subjected to it: the object is affected", carrier)
    return Roles((), by, "", carrier)
