"""What the grammar around an act's words says of it: the charge, the sentence, the reason given, the court, the prison."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.roles import Roles
from letapis.core.annotate.acts.telling import Detail
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_LONGEST = 16
"""Words of a charge or reason; what is longer is cut at a joint."""


def _list(name: str) -> frozenset[str]:
    return frozenset(words()["details"][name]["words"])


def details(tree: Tree, hit: Trigger, r: Roles) -> tuple[Detail, ...]:
    """The details of an act at ``hit`` with its roles."""
    found: list[Detail] = []
    for at in dict.fromkeys(i for i in (hit.head, r.governor) if i is not None):
        own = at == hit.head
        found += [*_charges(tree, hit, r, at), *_served(tree, hit)] if own else []
        found += [
            d
            for i in r.affected
            if own and i > at
            for d in _charges(tree, hit, r, i, _beside(tree, hit, i))
            if d.kind == "charge"
        ]
        found += _places(tree, r, at)
    return tuple(dict.fromkeys(found))


def _beside(tree: Tree, hit: Trigger, i: int) -> frozenset[str]:
    """Prepositions that a parser hangs on those affected: "convicted Ana Diaz of treason", not "charged members of a party"."""
    found = {"with", "of"} if tree.tokens[i].pos == "PROPN" else {"with"}
    return frozenset(found | {"for"} if tree.tokens[hit.head].lemma in _list("convicting") else found)


def _charges(tree: Tree, hit: Trigger, r: Roles, at: int, only: frozenset[str] = frozenset()) -> Iterator[Detail]:
    """ "Charged with rioting", "sentenced to six years", "detained on suspicion of", "arrested for a post"."""
    for kind, prepositions in words()["details"].get(hit.act, {}).items():
        for p in _past_places(tree, at) if tree.tokens[at].lemma in _list("convicting") else tree.children(at, "prep"):
            lemma = tree.tokens[p].lemma
            if lemma not in prepositions or hit.head < p < hit.last or (only and lemma not in only):
                continue
            for o in tree.children(p, "pobj", "pcomp"):
                if o not in r.affected and tree.tokens[o].lemma not in _list("empty"):
                    yield from _one(tree, _why(tree, hit, kind, p, o), p, o)


def _served(tree: Tree, hit: Trigger) -> Iterator[Detail]:
    """ "Sentenced to serve six years", "ordered to pay damages": the measure behind a second verb."""
    for verb in tree.children(hit.head, "xcomp") if hit.act in ("conviction", "fine") else ():
        if tree.tokens[verb].lemma in _list("serving"):
            for o in tree.children(verb, "dobj"):
                if tree.tokens[o].lemma in _list("terms"):
                    yield _detail(tree, "sentence", o)


def _past_places(tree: Tree, at: int) -> Iterator[int]:
    """The prepositions of a verb, and those that a parser hangs on the place before them: "convicted in Sadov of theft"."""
    for p in tree.children(at, "prep"):
        yield p
        if tree.tokens[p].lemma in ("in", "at", "on"):
            yield from (
                of for o in tree.children(p, "pobj") for of in tree.children(o, "prep") if tree.tokens[o].pos == "PROPN"
            )


def _why(tree: Tree, hit: Trigger, kind: str, p: int, o: int) -> str:
    """ "Sentenced for her work", "jailed for protesting" give a source's reason; "jailed for theft" gives the charge."""
    if kind != "charge" or tree.tokens[p].lemma != "for" or tree.tokens[hit.head].lemma in _list("convicting"):
        return kind
    return "reason" if tree.children(o, "poss") or tree.is_verb(o) or tree.tokens[o].tag == "VBG" else kind


def _one(tree: Tree, kind: str, p: int, o: int) -> Iterator[Detail]:
    """One noun or -ing clause after the preposition; "charges of rioting" is the rioting, "for six years" the sentence."""
    table = words()["details"]
    t = tree.tokens[o]
    if t.lemma in table["lead"]["words"]:
        for of in tree.children(o, "prep"):
            for deeper in tree.children(of, "pobj", "pcomp") if tree.tokens[of].lemma in table["lead"]["prepositions"] else ():
                yield _detail(tree, "charge", deeper)
        return
    measured = t.lemma in table["terms"]["words"] or t.lemma in table["spans"]["words"]
    if kind == "sentence" and not measured:
        return
    if kind != "sentence" and (measured or t.entity.endswith(("DATE", "TIME", "PERSON", "MONEY", "GPE"))):
        if measured and kind == "charge" and tree.tokens[p].lemma == "for":
            yield _detail(tree, "sentence", o)
        return
    if kind == "reason" and _alleged(tree, o):
        kind = "stated_reason"
    yield _detail(tree, kind, o)


def _alleged(tree: Tree, o: int) -> bool:
    """Whether a reason is put at a distance: "for allegedly", "over suspected": it is what those who did it say."""
    marks = group("distance", "adverbs") | group("distance", "adjectives")
    return any(tree.tokens[c].text.lower() in marks for c in tree.children(o, "advmod", "amod"))


def _detail(tree: Tree, kind: str, o: int) -> Detail:
    """The words that hang on a noun or verb, up to a clause or an aside of their own, or a joint where they run on too long."""
    first, last = tree.span(o)
    first = o if o - first > _LONGEST else first
    asides = [c for c in tree.under(o) if c > o and _aside(tree, c)]
    last = min([last, *(tree.span(c)[0] - 1 for c in asides if tree.span(c)[0] > o)])
    if last - first >= _LONGEST:
        last = max([j - 1 for j in _joints(tree, o) if first < j - 1 < first + _LONGEST], default=tree.core(o)[1])
    while last > first and (tree.tokens[last].dep in ("punct", "cc", "mark", "prep") or tree.tokens[last].tag in ("DT", "IN")):
        last -= 1
    while first < last and tree.tokens[first].dep == "punct":
        first += 1
    return Detail(kind, *tree.words(first, max(first, last)))


def _aside(tree: Tree, c: int) -> bool:
    """Whether what begins with a word is no part of a charge: a clause, an aside, a date, "after …", "and was held"."""
    t = tree.tokens[c]
    if t.dep in ("relcl", "advcl", "parataxis", "appos"):
        return True
    if t.dep == "prep":
        dated = any(tree.tokens[o].entity.endswith(("DATE", "TIME")) for o in tree.children(c, "pobj"))
        return dated or t.lemma in group("clauses", "apart") | group("clauses", "later")
    return (t.dep == "conj" and tree.is_verb(c) and t.tag in ("VBD", "VBZ", "VBP")) or bool(tree.children(c, "auxpass"))


def _joints(tree: Tree, o: int) -> Iterator[int]:
    """Commas, conjunctions and prepositions behind a word, where a long run of words may be cut."""
    for c in tree.under(o):
        if c > o and (tree.tokens[c].dep in ("cc", "prep") or tree.tokens[c].text in (",", ";", "–", "—", "(")):
            yield c


def _places(tree: Tree, r: Roles, at: int) -> Iterator[Detail]:
    """The court and the prison named with the act, the court that does it too."""
    table = words()["details"]
    for o in (*tree.objects_of(at, frozenset(table["where"]["prepositions"])), *r.doers):
        for kind in ("court", "facility"):
            noun = tree.tokens[o].pos in ("NOUN", "PROPN")
            if noun and tree.tokens[o].lemma.lower() in table[kind]["words"] and _says_which(tree, o):
                yield Detail(kind, *tree.words(*_named(tree, o)))


def _named(tree: Tree, o: int) -> tuple[int, int]:
    """The noun's phrase without what it is followed by but "of X" and "in X": not "prison for weeks"."""
    first, last = tree.core(o)
    away = [p for p in tree.children(o, "prep") if tree.tokens[p].lemma not in ("of", "in")]
    return first, min([last, *(p - 1 for p in away if p > o)])


def _says_which(tree: Tree, o: int) -> bool:
    """Whether a noun phrase says more than "the court", and of a station or centre that people are held there."""
    first, last = tree.core(o)
    more = {tree.tokens[j].text.lower() for j in range(first, last + 1) if j != o} - {"the", "a", "an", "this", "that", "same"}
    if tree.tokens[o].lemma.lower() in words()["details"]["loose"]["words"]:
        return bool(more & frozenset(words()["details"]["loose"]["needs"]))
    return bool(more - frozenset(words()["details"]["terms"]["words"]))
