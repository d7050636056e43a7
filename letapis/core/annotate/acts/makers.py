"""Whose doing an act is where its own verb or noun does not say: the sentence's other words."""

from __future__ import annotations

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.stance import nobody
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_BY = frozenset({"by"})
_IN = frozenset({"in", "during", "amid", "after", "follow"})
_AFTER = frozenset({"after", "during"})
_WITH = frozenset({"with"})
_BEFORE = frozenset({"in", "at", "before", "by"})
_ONTO = frozenset({"on", "to"})


def elsewhere(tree: Tree, hit: Trigger, verb: int) -> tuple[int, ...]:
    """Who does it by the first of the rules that answers."""
    return (
        accountable(tree, hit.head)
        or _bench(tree, hit, verb)
        or _in_attack(tree, verb)
        or _holding(tree, hit)
        or _senders(tree, hit)
        or _when_they_came(tree, hit, verb)
        or _died_of(tree, verb)
    )


def accountable(tree: Tree, i: int) -> tuple[int, ...]:
    """Whom the sentence charges with an act, or who owns up to it."""
    return tuple(who for who in blamed(tree, i) or _owned_up(tree, i) if not nobody(tree, who))


def ruled_out(tree: Tree, hit: Trigger, i: int) -> bool:
    """Whether a noun cannot be who did it: nobody; the accused of a charge; the court of "convicted him of killing her"."""
    word = tree.tokens[i].lemma.lower()
    if nobody(tree, i):
        return True
    if hit.act in group("implied", "state"):
        return tree.tokens[i].text.lower() in group("accused", "people")
    return hit.act in group("implied", "blow") | {"torture"} and word in group("implied", "bench") - {"prosecutor"}


def _bench(tree: Tree, hit: Trigger, verb: int) -> tuple[int, ...]:
    """ "Charged at the Magistrates' Court", "tried before a judge": a court tries, convicts and frees."""
    if hit.act not in group("implied", "courts"):
        return ()
    found = [o for i in dict.fromkeys((hit.head, hit.last, verb)) for o in tree.objects_of(i, _BEFORE)]
    found += [o for n in tree.objects_of(verb, frozenset({"at", "after"})) for o in tree.objects_of(n, _BEFORE)]
    found += [hit.last] if hit.act == "trial" else []
    told = (o for o in found if {tree.tokens[o].lemma.lower(), tree.tokens[o].text.lower()} & group("implied", "bench"))
    return tuple(told)[:1]


def blamed(tree: Tree, i: int) -> tuple[int, ...]:
    """Whom the sentence charges with an act, convicts of it, or says took part in it: "accused X of the murder of Y"."""
    if on := _blamed_on(tree, i):
        return on
    below, linked = i, False
    for up in list(tree.up(i))[:6]:
        t, dep = tree.tokens[up], tree.tokens[below].dep
        linked = linked or t.lemma in group("blaming", "links")
        if dep == "conj" and tree.tokens[below].tag == "VBG" and t.lemma in group("blaming") and tree.is_verb(up):
            return _held_to(tree, up)
        if tree.is_verb(up) or t.pos == "ADJ":
            suspects = any(tree.tokens[o].lemma in group("accused", "people") for o in tree.children(up, "dobj"))
            loose = tree.tokens[below].lemma in ("in", "on") and t.lemma in group("blaming", "charging") and not linked
            loose = (loose and not suspects) or (t.lemma in group("blaming", "linked") and not linked)
            if dep != "prep" or loose or t.lemma not in group("blaming") | group("blaming", "linked"):
                return ()
            return _held_to(tree, up)
        if _is_blamed(tree, up, below):
            return (up,)
        if dep not in ("pobj", "pcomp", "prep", "conj", "dep") or (
            t.pos == "NOUN" and t.lemma not in group("blaming", "links") and dep != "conj"
        ):
            return ()
        below = up
    return ()


def _is_blamed(tree: Tree, i: int, below: int) -> bool:
    """ "Blamed rebels for the killing", where the parser hangs "for" on the rebels."""
    t = tree.tokens[i]
    blaming = t.dep == "dobj" and tree.tokens[t.head].lemma == "blame"
    return blaming and tree.tokens[below].dep == "prep" and tree.tokens[below].lemma == "for"


def _held_to(tree: Tree, verb: int) -> tuple[int, ...]:
    """The one whom a verb of blaming is about: its object, the subject of its passive, of "took part" and "is guilty"."""
    t = tree.tokens[verb]
    told = tree.children(verb, "dobj")
    if (
        t.pos == "VERB"
        and t.lemma not in group("blaming", "own") | group("blaming", "linked")
        and told
        and not tree.passive(verb)
    ):
        return (told[0],)
    if t.dep == "amod":
        return (t.head,)
    who = tree.subject(verb) if t.pos == "VERB" else next((tree.subject(h) for h in tree.up(verb) if tree.is_verb(h)), None)
    if who is None and t.pos == "ADJ" and tree.tokens[t.head].pos in ("NOUN", "PROPN"):
        who = t.head
    return (who,) if who is not None else ()


def _blamed_on(tree: Tree, i: int) -> tuple[int, ...]:
    """ "Blamed the killing on rebels", "the killing was attributed to them", "violence blamed on rebels"."""
    own = tree.first_of_row(i)
    verbs = [tree.tokens[own].head] if tree.tokens[own].dep in ("dobj", "nsubjpass") else []
    for verb in (*verbs, *tree.children(i, "acl")):
        if tree.tokens[verb].lemma in group("blaming", "onto"):
            on = frozenset({"on"}) if tree.tokens[verb].lemma == "blame" else _ONTO
            return tuple(tree.objects_of(verb, on) or tree.objects_of(own, frozenset({"on"})))
    return ()


def _owned_up(tree: Tree, i: int) -> tuple[int, ...]:
    """ "Claimed responsibility for the killing": who claims it."""
    for up in list(tree.up(i))[:4]:
        if tree.tokens[up].lemma == "responsibility" and tree.tokens[up].dep == "dobj":
            verb = tree.tokens[up].head
            who = tree.subject(verb) if tree.tokens[verb].lemma in group("blaming", "owning") else None
            return (who,) if who is not None else ()
    return ()


def _in_attack(tree: Tree, i: int) -> tuple[int, ...]:
    """ "Killed in a strike by the army", "in a police raid", "after a year in rebel captivity": who made the attack did it.

    Also of verbs beside it: "one was killed and dozens were wounded in clashes with the army".
    """
    verbs = [i, *(c for c in tree.children(i, "conj") if tree.passive(c) or tree.tokens[c].tag == "VBN")]
    lengths = frozenset(words()["details"]["spans"]["words"])
    spells = [o for v in verbs for o in tree.objects_of(v, _AFTER) if tree.tokens[o].lemma in lengths]
    inside = (o for v in (*verbs, *spells) for o in tree.objects_of(v, _IN))
    found = (_attackers(tree, o) for o in inside if _is_attack(tree, o))
    return next((f for f in found if f), ())


def _is_attack(tree: Tree, i: int) -> bool:
    return tree.tokens[i].lemma in group("clauses", "attacks")


def _attackers(tree: Tree, o: int) -> tuple[int, ...]:
    """Who made an attack, by the words that hang on its noun."""
    by = list(tree.objects_of(o, _WITH if tree.tokens[o].lemma in group("clauses", "clashes") else _BY))
    by += [x for c in tree.children(o, "acl") for x in tree.objects_of(c, _BY)]
    before = [c for c in tree.children(o, "compound", "amod", "nmod", "poss") if acts(tree, c)]
    return tuple(by) or tuple(before[-1:]) or _blamed_on(tree, o)


def behind_attack(tree: Tree, i: int) -> tuple[int, ...]:
    """Of "an army strike killed ten" who made the strike, of "the trial of Kral, accused of" Kral; others stand as they are."""
    if tree.tokens[i].lemma in group("blaming", "proceedings"):
        return tuple(tree.objects_of(i, frozenset({"of", "against"})))
    if not _is_attack(tree, i):
        return (i,)
    if found := _attackers(tree, i):
        return found
    verb = next((v for v in tree.up(i) if tree.is_verb(v)), None)
    if tree.tokens[i].dep != "pobj" or verb is None or tree.passive(verb):
        return (i,)
    who = tree.subject(verb)
    return (who,) if who is not None and acts(tree, who) else (i,)


def _holding(tree: Tree, hit: Trigger) -> tuple[int, ...]:
    """ "Is in the custody of the military police", "was in rebel hands": whose custody it is."""
    for i in range(hit.head, hit.last + 1):
        if tree.tokens[i].lemma in group("clauses", "holding"):
            of = tree.objects_of(i, frozenset({"of"}))
            return tuple(o for o in of if acts(tree, o)) or _attackers(tree, i)
    return ()


def _senders(tree: Tree, hit: Trigger) -> tuple[int, ...]:
    """ "Received death threats from the mayor's men": who they came from."""
    if hit.act not in ("threat", "harassment"):
        return ()
    return tuple(o for i in dict.fromkeys((hit.last, hit.head)) for o in tree.objects_of(i, frozenset({"from"})))[:1]


def _died_of(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "Died after being beaten by police": who beat them."""
    if tree.tokens[verb].lemma != "die":
        return ()
    told = tree.objects_of(verb, frozenset({"after", "from", "of"}))
    return tuple(o for v in told if tree.is_verb(v) for o in tree.objects_of(v, _BY))


def _when_they_came(tree: Tree, hit: Trigger, verb: int) -> tuple[int, ...]:
    """ "Killed when soldiers opened fire", "gunmen stormed the village and ten people were killed": those who came did it."""
    if hit.act not in group("implied", "blow") or not (tree.passive(verb) or tree.tokens[verb].tag == "VBN"):
        return ()
    clauses = [c for c in tree.children(verb, "advcl") if any(tree.tokens[m].text.lower() in _WHEN for m in tree.below[c])]
    head = tree.tokens[verb].head
    beside = [head] if tree.tokens[verb].dep == "conj" and tree.children(verb, "nsubjpass") else []
    for v in (*clauses, *beside):
        if tree.tokens[v].lemma in group("clauses", "assaults") and not tree.passive(v):
            who = tree.subject(v)
            if who is not None and acts(tree, who) and (hit.act != "arrest" or tree.tokens[who].lemma in group("state")):
                return (who,)
    return ()


_WHEN = frozenset({"when", "after", "as", "while"})


def acts(tree: Tree, i: int) -> bool:
    """Whether a noun is one of those who arrest, attack and kill: the State's, armed groups, names of them."""
    t = tree.tokens[i]
    return t.entity.endswith(("ORG", "GPE", "NORP")) or t.lemma in group("state") | group("non_state")
