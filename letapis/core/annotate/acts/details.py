"""What else the words say of an act: the charge, the sentence, the reason given, the court, the prison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letapis.core.annotate.acts.lexicon import words
from letapis.core.annotate.acts.roles import Roles
from letapis.core.annotate.acts.telling import Detail
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_LONGEST = 14
"""Words of a charge or reason; what is longer is cut at the clause."""


def details(tree: Tree, hit: Trigger, r: Roles) -> tuple[Detail, ...]:
    """The details of an act at ``hit`` with its roles."""
    found: list[Detail] = []
    for at in dict.fromkeys(i for i in (hit.head, r.governor) if i is not None):
        own = at == hit.head
        found += _charges(tree, hit, at) if own else []
        found += [d for i in r.affected if own and i > at for d in _charges(tree, hit, i) if d.kind == "charge"]
        found += _places(tree, at)
    return tuple(dict.fromkeys(found))


def _charges(tree: Tree, hit: Trigger, at: int) -> Iterator[Detail]:
    """ "Charged with rioting", "sentenced to six years", "detained on suspicion of", "arrested for a post"."""
    for kind, prepositions in words()["details"].get(hit.act, {}).items():
        for p in tree.children(at, "prep"):
            if tree.tokens[p].lemma not in prepositions:
                continue
            for o in tree.children(p, "pobj", "pcomp"):
                yield from _one(tree, kind, o)


def _one(tree: Tree, kind: str, o: int) -> Iterator[Detail]:
    """One noun or -ing clause after the preposition; "charges of rioting" is the rioting, "for six years" the sentence."""
    table = words()["details"]
    t = tree.tokens[o]
    if t.lemma in table["lead"]["words"]:
        for p in tree.children(o, "prep"):
            for deeper in tree.children(p, "pobj", "pcomp"):
                yield _detail(tree, "charge", deeper)
        return
    measured = t.lemma in table["terms"]["words"]
    if kind == "sentence" and not measured:
        return
    if kind != "sentence" and (measured or t.entity.endswith(("DATE", "TIME", "PERSON", "MONEY"))):
        if measured and kind == "charge":
            yield _detail(tree, "sentence", o)
        return
    yield _detail(tree, kind, o)


def _detail(tree: Tree, kind: str, o: int) -> Detail:
    first, last = tree.span(o)
    if last - first >= _LONGEST or any(tree.tokens[c].dep == "relcl" for c in tree.below[o]):
        first, last = tree.core(o)
    while last > o and tree.tokens[last].dep == "punct":
        last -= 1
    return Detail(kind, *tree.words(first, last))


def _places(tree: Tree, at: int) -> Iterable[Detail]:
    """The court and the prison named with the act."""
    table = words()["details"]
    for o in tree.objects_of(at, frozenset(table["where"]["prepositions"])):
        for kind in ("court", "facility"):
            if tree.tokens[o].lemma in table[kind]["words"] and tree.core(o)[0] < o:
                yield Detail(kind, *tree.words(*tree.core(o)))
