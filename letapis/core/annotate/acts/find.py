"""From a parsed sentence to tellings: which triggers stand, for whom, in what stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.parties import Parties, Party, counted, is_human
from letapis.core.annotate.acts.roles import Roles, roles
from letapis.core.annotate.acts.setting import Setting
from letapis.core.annotate.acts.sourcing import Sayings
from letapis.core.annotate.acts.stance import Manner, manner
from letapis.core.annotate.acts.telling import Denial, Telling
from letapis.core.annotate.acts.triggers import Trigger, triggers
from letapis.core.annotate.tree import Tree
from letapis.words.records import THE_PAGE, Claims, Page, Sentence

_OWNED = frozenset({"raid", "confiscation"})


def tellings(page: Page, claims: Claims) -> Iterator[Telling]:
    """Every telling of an act in the parsed sentences of a page, in order."""
    sayings, parties = Sayings(claims), Parties(page, claims)
    for n, sentence in enumerate(page.sentences):
        if sentence.tokens:
            yield from _Sentence(page, claims, sayings, parties, n, sentence).tellings()


class _Sentence:
    """One sentence at work: its tree, its triggers, what is said and when."""

    def __init__(self, page: Page, claims: Claims, sayings: Sayings, parties: Parties, n: int, sentence: Sentence) -> None:
        self.page, self.claims, self.sayings, self.parties = page, claims, sayings, parties
        self.n, self.sentence, self.tree = n, sentence, Tree.of(sentence)
        last = page.sentences[n - 1] if n else None
        self.before = Tree.of(last) if last and last.tokens and last.block == sentence.block else None

    def tellings(self) -> Iterator[Telling]:
        """The tellings of this sentence."""
        found = [(hit, r) for row in triggers(self.tree) if (fit := self._fitting(row)) is not None for hit, r in [fit]]
        heads = tuple(i for hit, r in found for i in (hit.head, r.governor) if i is not None)
        setting = Setting(self.claims, self.sentence, self.tree, heads, tuple(self._cues()))
        for hit, r in found:
            telling = self._telling(hit, r, setting)
            if telling is not None:
                yield telling

    def _fitting(self, row: list[Trigger]) -> tuple[Trigger, Roles] | None:
        """The first reading of the words whose grammar and whose kind of victim fit."""
        for hit in row:
            r = roles(self.tree, hit)
            affected = tuple(i for i in r.affected if self._fits(hit, i))
            if affected and not _needs_more(self.tree, hit):
                return hit, Roles(affected, r.doers, r.rule, r.governor)
        return None

    def _fits(self, hit: Trigger, i: int) -> bool:
        """Whether what is affected can be: people of an arrest, a paper of a ban, a rally of a dispersal."""
        if hit.pattern.role == "people":
            return counted(self.tree, i)[0] is not None
        if hit.act in words()["needs"]["things"]:
            return bool(self._thing(hit, i)) or fits_thing(self.tree, hit.act, i)
        return self.parties.are_people(self.tree, i)

    def _cues(self) -> Iterator[int]:
        spans = [(c.passage.start, c.passage.end) for c in self.claims.having("cue")]
        for i, t in enumerate(self.tree.tokens):
            if any(s <= t.start < e for s, e in spans) and self.tree.is_verb(i) and t.lemma not in group("distance", "verbs"):
                yield i

    def _telling(self, hit: Trigger, r: Roles, setting: Setting) -> Telling | None:
        how = manner(self.tree, hit.head, r.governor)
        if hit.pattern.role == "negated":
            how = Manner(why="what should have been is said not to have been", real=not how.real and how.mode == "occurred")
        if not how.real:
            return None
        start, end = self.tree.tokens[hit.head].start, self.tree.tokens[hit.head].end
        source, said = self.sayings.source(start, end)
        affected = self._affected(hit, r, source)
        if not affected or self._idle(hit, r, how, affected):
            return None
        doers = tuple(p for i in r.doers if self._acts(i) for p in self.parties.of(self.tree, i))
        apart = [(p.start, p.end) for p in (*affected, *doers)]
        return Telling(
            act=_taken(hit, doers),
            sentence=self.n,
            start=start,
            end=end,
            affected=affected,
            doers=tuple(p for p in doers if not set(p.persons) & {x for a in affected for x in a.persons}),
            stance=_stance(how, said),
            mode=how.mode,
            source=source,
            general=is_general(self.tree, hit, r, affected),
            whens=replace(setting, lasts=hit.act in group("lasting", "acts")).times(hit.head, r.governor),
            places=(*setting.spots(hit.head, r.governor, apart), *setting.places(hit.head, r.governor, apart)),
            denials=self._denials(how, source, said),
            rule=hit.pattern.text,
            why=f"“{hit.pattern.text}”: {r.rule}; {how.why}",
        )

    def _idle(self, hit: Trigger, r: Roles, how: Manner, affected: tuple[Party, ...]) -> bool:
        """What is only threatened or asked for counts where a person is named; an attempted flight is no flight."""
        if hit.pattern.role == "nouns" and is_general(self.tree, hit, r, affected) and not r.doers:
            return True
        if how.stance == "threatened":
            return not any(p.persons for p in affected)
        return how.mode == "attempted" and hit.act in ("flight", "release")

    def _acts(self, i: int) -> bool:
        """Whether a noun can do something: people, institutions, states; not "by rubber bullets"."""
        t = self.tree.tokens[self.tree.behind(i)]
        named = t.entity.endswith(("ORG", "GPE", "NORP", "PERSON"))
        known = {t.lemma, t.text.lower(), t.text.lower().removesuffix("s")} & (group("state") | group("non_state"))
        return named or bool(known) or self.parties.are_people(self.tree, i)

    def _affected(self, hit: Trigger, r: Roles, source: str) -> tuple[Party, ...]:
        found: list[Party] = []
        for i in r.affected:
            if hit.act in _OWNED:
                i = self._owner(i)
            found += self._speaker(i, source) or self._thing(hit, i) or self.parties.of(self.tree, i)
            found += [p for o in self._alongside(r.governor or hit.head) for p in self.parties.of(self.tree, o)]
            if (one := self._one_of(i)) is not None:
                found += self.parties.of(self.tree, one)
            found = self._among(i) or found
        nobody = group("nobody") if hit.act not in _OWNED else frozenset()
        return tuple(dict.fromkeys(p for p in found if p.persons or p.words.lower() not in nobody))

    def _alongside(self, governor: int) -> list[int]:
        """ "Arrested alongside hundreds of activists": they too."""
        return [
            o
            for p in self.tree.children(governor, "prep", "advmod")
            if self.tree.tokens[p].lemma in group("with")
            for o in (*self.tree.children(p, "pobj"), *self.tree.objects_of(p, frozenset({"with"})))
            if self.parties.are_people(self.tree, o)
        ]

    def _one_of(self, i: int) -> int | None:
        """ "He is one of several who were charged": he too."""
        one = next((j for j in (i, *list(self.tree.up(i))[:2]) if self.tree.tokens[j].lemma == "one"), None)
        if one is None or self.tree.tokens[one].dep != "attr" or self.tree.tokens[self.tree.tokens[one].head].lemma != "be":
            return None
        return self.tree.subject(self.tree.tokens[one].head)

    def _among(self, i: int) -> list[Party]:
        """ "Among those arrested was X", "those detained include X": X."""
        if self.tree.tokens[i].lemma != "those":
            return []
        for j in self.tree.up(i):
            if self.tree.tokens[j].lemma in ("be", "include"):
                named = [c for c in self.tree.children(j, "nsubj", "attr", "dobj") if i not in self.tree.under(c)]
                return [p for c in named for p in self.parties.of(self.tree, c)]
        return []

    def _thing(self, hit: Trigger, i: int) -> list[Party]:
        """ "It was crushed": the rally of the sentence before."""
        if self.tree.tokens[i].lemma != "it" or self.before is None:
            return []
        who = next((j for j, t in enumerate(self.before.tokens) if t.dep in ("nsubj", "nsubjpass")), None)
        return self.parties.of(self.before, who) if who is not None and fits_thing(self.before, hit.act, who) else []

    def _owner(self, i: int) -> int:
        """Of "his home" and "the office of the paper" the owner is the one affected."""
        if self.tree.tokens[i].lemma not in group("things", "containers") | group("things", "confiscation"):
            return i
        owner = self.tree.child(i, "poss")
        of = self.tree.objects_of(i, frozenset({"of", "belonging to"}))
        return owner if owner is not None else of[0] if of else i

    def _speaker(self, i: int, source: str) -> list[Party]:
        """ "I was beaten": who speaks is affected."""
        t = self.tree.tokens[i]
        if t.lemma not in ("i", "me", "my", "myself") or not source.startswith("person:"):
            return []
        return [Party(t.start, t.end, t.text, (source,))]

    def _denials(self, how: Manner, source: str, said: str) -> tuple[Denial, ...]:
        start, end = self.sentence.start, self.sentence.end
        if how.deniers:
            who = [p for i in how.deniers for p in self.parties.of(self.tree, i)]
            return tuple(Denial(p.persons[0] if p.persons else p.words, start, end) for p in who)
        return (Denial(source, start, end),) if said == "denies" and source != THE_PAGE else ()


def _taken(hit: Trigger, doers: tuple[Party, ...]) -> str:
    """ "Seized by police" is an arrest, "seized by gunmen" an abduction."""
    if hit.pattern.text not in group("taking"):
        return hit.act
    said = " ".join(p.words.lower() for p in doers)
    if any(w in said for w in words()["taking"]["doers"]):
        return "arrest"
    return hit.act if not doers or hit.act != "arrest" else "abduction"


def _stance(how: Manner, said: str) -> str:
    if how.stance != "asserted":
        return how.stance
    return {
        "alleges": "alleged",
        "denies": "denied",
        "fears": "threatened",
        "threatens": "threatened",
        "calls for": "threatened",
    }.get(said, "asserted")


def fits_thing(tree: Tree, act: str, i: int) -> bool:
    """Whether a thing can be what the act is done to: a home of a raid, a paper of a ban, a rally of a dispersal."""
    i = tree.behind(i)
    t = tree.tokens[i]
    things = words()["things"].get(act, ())
    if t.lemma in things or t.text.lower() in things:
        return True
    if act == "censorship":
        return t.entity.endswith("ORG")
    if act == "displacement":
        return is_human(tree, i)
    return act in ("raid", "attack") and t.entity.endswith(("ORG", "GPE", "FAC", "LOC"))


def _needs_more(tree: Tree, hit: Trigger) -> bool:
    """Words of many meanings count only in the passive: "was held", not "holds"."""
    if hit.pattern.role != "object" or len(hit.pattern.lemmas) > 1:
        return False
    return hit.pattern.text in group("needs", "passive") and not tree.passive(hit.head)


def is_general(tree: Tree, hit: Trigger, r: Roles, affected: tuple[Party, ...]) -> bool:
    """Background without a victim that could be counted: bare plurals in the present or as a noun."""
    if any(p.persons or p.count for p in affected):
        return False
    plural = all(tree.tokens[i].tag in ("NNS", "NNPS") and not tree.children(i, "det", "nummod", "poss") for i in r.affected)
    governor = hit.head if r.governor is None else r.governor
    present = tree.tokens[governor].tag in ("VBZ", "VBP", "VBG", "NN", "NNS") or hit.pattern.role in ("nouns", "people")
    return plural and present
