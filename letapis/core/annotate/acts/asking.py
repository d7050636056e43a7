"""The words and the grammar by which a sentence tells that somebody did something about an act."""

from __future__ import annotations

from functools import cache

from letapis.core.annotate.tree import Tree
from letapis.words.tables import table

PASSIVE = frozenset({"by", "from"})


@cache
def words_of(section: str, key: str = "words") -> frozenset[str]:
    """One list of the table of interventions."""
    return frozenset(table("lang/en/interventions")[section][key])


@cache
def cues() -> dict[str, dict[str, tuple[str, ...]]]:
    """For ``verbs`` and ``nouns`` apart: a lemma → the kinds that it may tell of."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for part in ("verbs", "nouns"):
        for kind, lemmas in table("lang/en/interventions")[part].items():
            for lemma in lemmas:
                row = found.setdefault(part, {})
                row[lemma] = (*row.get(lemma, ()), kind)
    return found


def subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb; of two the nearer, as the other is the town that opens a dispatch."""
    own = [c for c in tree.children(verb, "nsubj") if c < verb]
    return tree.behind(own[-1]) if own else tree.subject(verb)


def doers(tree: Tree, verb: int) -> list[int]:
    """Who does what a verb says: its subject, or of the passive those behind "by"."""
    if tree.passive(verb):
        return tree.objects_of(verb, PASSIVE)
    who = subject(tree, verb)
    return [who] if who is not None else []


def calls(tree: Tree, verb: int) -> bool:
    """Whether a verb of calling calls for something: "called for", "urged them to", "demanded that"; not "called a meeting"."""
    clauses, prepositions = words_of("calling", "clauses"), words_of("calling", "prepositions")
    asks = any(
        tree.tokens[c].dep in clauses and not any(tree.tokens[k].tag in ("WRB", "WP") for k in tree.below[c])
        for c in tree.below[verb]
    )
    lemma, told = tree.tokens[verb].lemma, bool(tree.children(verb, "dobj"))
    behind = {tree.tokens[c].lemma for c in tree.children(verb, "prep", "prt", "dative")} & prepositions
    if lemma == "call":
        return bool(behind & {"on", "upon"}) or (bool(behind) and not told)
    if lemma in words_of("asking"):
        return bool(behind) or (asks and told) or lemma == "request"
    return bool(behind) or asks or lemma == "demand"


def gathered(tree: Tree, verb: int) -> int:
    """The verb whose mood decides: of "marched to demand" and "run a campaign to demand" the first, else the verb itself."""
    t = tree.tokens[verb]
    if t.dep not in ("xcomp", "advcl", "acl") or tree.tokens[t.head].lemma not in words_of("gathering"):
        return verb
    return next((h for h in tree.up(verb) if tree.is_verb(h)), verb)


def of_verb(tree: Tree, j: int, verb: int) -> bool:
    """Whether a word belongs to what a verb itself asks, not to a clause beside it."""
    while j != verb:
        if tree.tokens[j].dep in ("relcl", "acl", "advcl", "nsubj", "nsubjpass") or tree.tokens[j].head == j:
            return False
        j = tree.tokens[j].head
    return True


def points(tree: Tree, i: int) -> bool:
    """Whether a noun points to something known: "the arrest", "these arrests", "his release"."""
    known = ("the", "this", "that", "these", "those", "such")
    told = any(tree.tokens[c].lemma in known for c in tree.children(i, "det")) or bool(tree.children(i, "poss"))
    return tree.tokens[i].pos in ("NOUN", "PROPN") and told
