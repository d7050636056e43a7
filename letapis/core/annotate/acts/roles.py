"""Who stands where in the sentence: the noun affected by an act and the noun that does it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.makers import acts, behind_attack, elsewhere, ruled_out
from letapis.core.annotate.acts.parties import is_human
from letapis.core.annotate.acts.triggers import Trigger, headlined
from letapis.core.annotate.tree import Tree

_BY = frozenset({"by"})
_OWNERS = ("poss",)
_WHOSE = frozenset({"of", "against"})


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
    found = _roles(tree, hit)
    if found.doers:
        own = (m for d in found.doers for m in behind_attack(tree, d))
        found = replace(found, doers=tuple(d for d in own if not ruled_out(tree, hit, d) and d not in found.affected))
    if not found.affected or found.doers:
        return found
    verb = hit.head if found.governor is None else found.governor
    doers = elsewhere(tree, hit, verb)
    return replace(found, doers=tuple(d for d in doers if d not in found.affected and not ruled_out(tree, hit, d)))


def _roles(tree: Tree, hit: Trigger) -> Roles:
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
    if role == "owned":
        return _owned(tree, hit)
    if role in ("subject", "phrases", "negated"):
        return _subject(tree, hit)
    return _object(tree, hit)


def _owned(tree: Tree, hit: Trigger) -> Roles:
    """ "The body of X was found", "the charges against her were dropped": whose it is, or whom it is against."""
    verb = tree.tokens[hit.head].head
    whose = (*tree.objects_of(hit.head, _WHOSE), *tree.children(hit.head, *_OWNERS), *tree.children(hit.head, "compound"))
    return Roles(whose[:1], tuple(tree.objects_of(verb, _BY)), f"whose “{tree.tokens[hit.head].text}” it is, is affected", verb)


def _object(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    t = tree.tokens[i]
    by = tuple(tree.objects_of(i, _BY))
    if t.tag in ("NN", "NNS", "NNP") and (shown := headlined(tree, i)) is not None:
        return Roles((shown[1],), (shown[0],), "a headline's verb: what follows it is affected", i)
    if t.dep == "amod":
        return Roles((t.head,), (), "participle before a noun: the noun is affected")
    if t.dep == "acl" and tree.tokens[t.head].dep == "ROOT" and (own := _object_of(tree, hit)) and tree.children(i, "dobj"):
        return Roles(own, (t.head,), "active verb that the parser takes for a participle: its object is affected", i)
    if tree.passive(i):
        who = tree.subject(i)
        last = tree.children(hit.last, "pobj") if hit.last > i and hit.pattern.lemmas[-1] == "against" else []
        who = last[0] if last else who
        by = by or tuple(o for c in tree.sharing(i) for o in tree.objects_of(c, _BY))
        return Roles((who,) if who is not None else (), by, "passive verb: its subject is affected", i)
    told = _threatened(tree, hit) or _object_of(tree, hit)
    if (told and _own_word(tree, hit, told[0])) or (not told and hit.last > i and tree.tokens[hit.last].head == i):
        told = tuple(tree.children(told[0] if told else hit.last, "compound", "nmod", "nsubj", "poss"))[:1]
    short = t.tag == "VBD" and (by or hit.pattern.text in group("needs", "object"))
    if not told and (t.tag == "VBN" or short) and tree.subject(i) is not None and not tree.children(i, "aux"):
        who = _doer(tree, i)
        if who is not None and short and not by and _does_so(tree, hit, who):
            who = None
        return Roles((who,) if who is not None else (), by, "participle: what it is said of is affected", i)
    doer = _doer(tree, i)
    return Roles(told, (doer,) if doer is not None and doer not in told else (), "active verb: its object is affected", i)


def _does_so(tree: Tree, hit: Trigger, i: int) -> bool:
    """Whether a noun before a verb without an object rather does it: gunmen abduct, police arrest."""
    t = tree.tokens[i]
    others = group("non_state") if hit.act in group("implied", "private") else frozenset()
    return bool({t.lemma, t.text.lower()} & (group("state") | others)) or t.entity.endswith(("ORG", "GPE"))


def _threatened(tree: Tree, hit: Trigger) -> tuple[int, ...]:
    """ "Threatened to kill the hostages": they are threatened."""
    if hit.act != "threat":
        return ()
    return tuple(o for c in tree.children(hit.head, "xcomp") for o in tree.children(c, "dobj"))[:1]


def _doer(tree: Tree, i: int) -> int | None:
    """The subject of an active verb; of two the nearer, as the other is the town that opens a dispatch.

    Of "used tear gas to disperse them" whoever used it.
    """
    t = tree.tokens[i]
    if t.dep == "xcomp" and tree.tokens[t.head].lemma == "use" and (users := tree.children(t.head, "nsubj")):
        return tree.behind(users[-1])
    own = [c for c in tree.children(i, "nsubj") if c < i]
    return tree.behind(own[-1]) if len(own) > 1 else tree.subject(i)


def _own_word(tree: Tree, hit: Trigger, i: int) -> bool:
    """The "hostage" of "taken hostage" is nobody affected."""
    return hit.head < i <= hit.last and tree.tokens[i].lemma in hit.pattern.lemmas


def _object_of(tree: Tree, hit: Trigger) -> tuple[int, ...]:
    i = hit.head
    inner = [c for c in (hit.last, *tree.up(hit.last)) if i < c and tree.is_verb(c)]
    between = [s for c in inner for s in tree.children(c, "nsubj", "nsubjpass") if i < s < hit.last]
    if between:
        return (between[0],)
    own = [o for o in tree.children(i, "dobj", "dative") if tree.tokens[o].lemma not in hit.pattern.lemmas]
    means = own and tree.is_verb(hit.last) and not is_human(tree, own[0])  # "fired tear gas to disperse the crowd"
    if own and None in hit.pattern.lemmas and not means:
        return (tree.behind(own[0]),)
    if tree.tokens[hit.last].dep == "prep" and (last := tree.children(hit.last, "pobj")):
        return (last[0],)
    if tree.is_verb(hit.last) and hit.last > i and (not own or means) and (told := tree.children(hit.last, "dobj")):
        return (tree.behind(told[0]),)
    if own:
        return (tree.behind(own[0]),)
    after = [
        o for p in tree.below[i] if tree.tokens[p].dep in ("prep", "prt") and p <= hit.last for o in tree.children(p, "pobj")
    ]
    if after:
        return (after[0],)
    row = tree.tokens[i]
    if row.dep == "relcl" and any(tree.behind(c) == c for c in tree.children(i, "nsubj")):
        return (row.head,)
    for c in tree.children(i, "conj"):
        if tree.is_verb(c) and tree.children(c, "dobj") and not tree.children(c, "nsubj"):
            return (tree.behind(tree.children(c, "dobj")[0]),)
    return ()


def _subject(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    if tree.tokens[i].dep == "amod":
        return Roles((tree.tokens[i].head,), (), "participle before a noun: the noun is affected", None)
    at = tree.tokens[i].head if tree.tokens[i].dep in ("aux", "auxpass", "cop") else i
    who = tree.subject(at)
    return Roles((who,) if who is not None else (), tuple(tree.objects_of(at, _BY)), "its subject is affected", at)


def _noun(tree: Tree, hit: Trigger) -> Roles:
    i = hit.head
    carrier = next((h for h in tree.up(i) if tree.is_verb(h)), None)
    by = tuple(tree.objects_of(i, _BY)) or _makers(tree, i, carrier)
    text = hit.pattern.text
    brought = frozenset(words()["prepositions"].get(text, ["of"]))
    if hit.act == "conviction" and carrier is not None and tree.tokens[carrier].lemma in group("carriers", "serving"):
        return Roles((), by, "", carrier)
    if text in group("needs", "filed") and not _filed(tree, i, carrier):
        return Roles((), by, "", carrier)
    after = tuple(_after(tree, i, brought, carrier))
    owner = tuple(tree.children(i, *_OWNERS)) if text not in group("needs", "after") else ()
    if after:
        return Roles(after[:1], by or owner, f"what follows “{text} of” is affected", carrier)
    if owner:
        return Roles(owner, by, f"whose {text} it is, is affected", carrier)
    if hit.act == "fine" and carrier is not None and tree.tokens[carrier].lemma in group("carriers", "sentencing"):
        return _sentenced(tree, i, carrier)
    if (suffered := _suffered(tree, i)) is not None:
        return Roles((suffered,), by, f"named a victim of {text}", carrier)
    if carrier is not None and _carries(tree, i, carrier):
        return _carried(tree, i, carrier, by)
    before = [c for c in tree.children(i, "compound", "nmod") if tree.tokens[c].entity or tree.tokens[c].pos == "NOUN"]
    if before and acts(tree, before[0]) and tree.tokens[before[0]].lemma in group("state"):
        return Roles((), by or (before[0],), "", carrier)
    if before and not _is_pattern_word(tree, before[0], text):
        return Roles((before[0],), by, f"the noun before “{text}” is affected", carrier)
    return Roles((), by, "", carrier)


def _filed(tree: Tree, i: int, carrier: int | None) -> bool:
    """Whether a case is told to be brought: not the case that was dismissed, and none that is only spoken of."""
    verbs = [*tree.children(i, "acl"), *([] if carrier is None else [carrier])]
    return any(tree.tokens[v].lemma in group("carriers", "filing") for v in verbs)


def _after(tree: Tree, i: int, brought: frozenset[str], carrier: int | None) -> list[int]:
    """Whom the noun's preposition brings: beside it, beside what it is part of ("a smear campaign against"), or beside the
    verb that carries it ("placed travel bans on", "a case was filed against")."""
    found = list(tree.objects_of(i, brought))
    for c in tree.children(i, "acl"):
        found += tree.objects_of(c, brought - {"of"})
    head = tree.tokens[i].head
    if tree.tokens[i].dep == "compound" and tree.tokens[head].lemma in group("carriers", "bodies"):
        found += tree.objects_of(head, brought | frozenset({"against", "of"}))
    row = tree.first_of_row(i)
    if carrier is not None and row in tree.children(carrier, "dobj", "nsubjpass"):
        found += tree.objects_of(carrier, brought - {"of", "in", "at"})
    return found


def _makers(tree: Tree, i: int, carrier: int | None) -> tuple[int, ...]:
    """Of "police carried out a search", "prosecutors announced the release": whose deed the noun is."""
    if carrier is None or tree.tokens[carrier].lemma not in group("carriers", "doer"):
        return ()
    if tree.first_of_row(i) not in tree.children(carrier, "dobj", "nsubjpass"):
        return ()
    if tree.passive(carrier):
        return tuple(tree.objects_of(carrier, _BY))
    who = tree.subject(carrier)
    return (who,) if who is not None else ()


def _sentenced(tree: Tree, i: int, carrier: int) -> Roles:
    """ "Sentenced him to a year and a fine", "jailed him and imposed a penalty": the verb's object, or the verb's beside it."""
    for verb in (carrier, *tree.sharing(carrier)):
        told = [o for o in tree.children(verb, "dobj", "dative") if o != tree.first_of_row(i)]
        if tree.passive(verb) or told:
            who = tree.subject(verb) if tree.passive(verb) else told[0]
            doer = None if tree.passive(verb) else tree.subject(verb)
            by = tree.objects_of(verb, _BY) if doer is None else [doer]
            return Roles((who,) if who is not None else (), tuple(by), "sentenced to it", carrier)
    return Roles((), (), "", carrier)


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
    row = {j for k in tree.together(tree.first_of_row(i)) for j in (k, i, tree.tokens[i].head)}
    if any(tree.tokens[j].lemma in group("carriers", "held_for") for j in row - {i, carrier}):
        return Roles((), by, "", carrier)
    is_object = tree.tokens[tree.first_of_row(i)].dep in ("dobj", "attr")
    if lemma in group("carriers", "affected") and is_object and who is not None and not tree.passive(carrier):
        return Roles((who,), by, f"“{lemma}” carries the act: its subject is affected", carrier)
    if lemma == "subject" and who is not None:
        if tree.passive(carrier):
            return Roles((who,), tuple(tree.objects_of(carrier, _BY)), "subjected to it: the subject is affected", carrier)
        told = tree.children(carrier, "dobj")
        return Roles(tuple(told[:1]), (who,), "subjected to it: the object is affected", carrier)
    return Roles((), by, "", carrier)
