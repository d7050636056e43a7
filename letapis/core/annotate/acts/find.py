"""From a parsed sentence to tellings: which triggers stand, for whom, in what stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letapis.core.annotate.acts.details import details
from letapis.core.annotate.acts.lexicon import group, is_taking, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.mode import mode_of, settled, taken_as_known
from letapis.core.annotate.acts.parties import Parties, Party, counted, is_human
from letapis.core.annotate.acts.recent import Recent
from letapis.core.annotate.acts.roles import Roles, roles
from letapis.core.annotate.acts.setting import Setting
from letapis.core.annotate.acts.signs import signs
from letapis.core.annotate.acts.sourcing import Sayings
from letapis.core.annotate.acts.stance import Manner, manner
from letapis.core.annotate.acts.telling import Denial, Telling
from letapis.core.annotate.acts.triggers import Trigger, triggers
from letapis.core.annotate.tree import Tree
from letapis.words.records import THE_PAGE

_NEAR = 12
"""How many words around may show that what kills is a flood."""
_OWNED = frozenset({"raid", "confiscation"})


def tellings(mentions: Mentions) -> Iterator[Telling]:
    """Every telling of an act in the parsed sentences of a page, in order."""
    sayings, parties, recent = Sayings(mentions.claims), Parties(mentions), Recent(mentions)
    for n, sentence in enumerate(mentions.page.sentences):
        if sentence.tokens:
            yield from recent.noting(_Sentence(mentions, sayings, parties, recent, n).tellings())


class _Sentence:
    """One sentence at work: its tree, its triggers, what is said and when."""

    def __init__(self, mentions: Mentions, sayings: Sayings, parties: Parties, recent: Recent, n: int) -> None:
        self.mentions, self.sayings, self.parties, self.recent = mentions, sayings, parties, recent
        sentence = mentions.page.sentences[n]
        self.n, self.sentence, self.tree = n, sentence, Tree.of(sentence)
        last = mentions.page.sentences[n - 1] if n else None
        self.before = Tree.of(last) if last and last.tokens and last.block == sentence.block else None

    def tellings(self) -> Iterator[Telling]:
        """The tellings of this sentence."""
        rows = triggers(self.tree)
        found = [(hit, r) for row in rows if (fit := self._fitting(row)) is not None for hit, r in [fit]]
        heads = tuple(i for hit, r in found for i in (hit.head, r.governor) if i is not None)
        found = [(hit, r) for hit, r in found if not self._only_threatened(hit, found)]
        setting = Setting(self.mentions, self.n, self.tree, heads, tuple(self._cues()))
        told = [(hit.head, t) for hit, r in found if (t := self._noted(hit, r, setting, len(rows))) is not None]
        for head, telling in told:
            alone = len(told) == 1 and not telling.whens
            yield replace(telling, whens=setting.only_time(head)) if alone else telling

    def _noted(self, hit: Trigger, r: Roles, setting: Setting, found: int) -> Telling | None:
        """The telling, kept for the words of the same sentence that point back to it."""
        telling = self._telling(hit, r, setting, found)
        if telling is not None:
            self.recent.here.append(telling)
        return telling

    def _only_threatened(self, hit: Trigger, found: list[tuple[Trigger, Roles]]) -> bool:
        """The killing of "threatened to kill the hostages" is a threat."""
        above = {self.tree.tokens[hit.head].head, *self.tree.sharing(hit.head)}
        return self.tree.tokens[hit.head].dep in ("xcomp", "conj") and any(
            h.act == "threat" and h.head in above and h.head < hit.head for h, _ in found
        )

    def _fitting(self, row: list[Trigger]) -> tuple[Trigger, Roles] | None:
        """The first reading of the words whose grammar and whose kind of victim fit."""
        for hit in row:
            r = roles(self.tree, hit)
            affected = tuple(i for i in r.affected if self._fits(hit, i)) or self._denied_one(hit, r)
            if affected and not _needs_more(self.tree, hit, r) and not self._otherwise(hit, r):
                return hit, Roles(affected, r.doers, r.rule, r.governor)
        return None

    def _denied_one(self, hit: Trigger, r: Roles) -> tuple[int, ...]:
        """ "Denied Ana Diaz access": the name that the parser takes for a part of what is denied."""
        if hit.act not in ("denial_of_counsel", "denial_of_care"):
            return ()
        inside = [c for i in r.affected for c in self.tree.children(i, "compound", "nmod")]
        return tuple(c for c in inside if self.mentions.persons(self.tree.tokens[c].start, self.tree.tokens[c].end))[:1]

    def _otherwise(self, hit: Trigger, r: Roles) -> bool:
        """Whether words around make it something else: "released from hospital", "beat the visitors by two goals"."""
        tokens, near = self.tree.tokens, range(max(0, hit.head - _NEAR), min(len(self.tree.tokens), hit.last + _NEAR))
        if hit.act in ("killing", "beating", "displacement") and any(
            tokens[j].lemma.lower() in group("otherwise", "disasters") for j in near
        ):
            return True
        if hit.act == "beating" and any(
            tokens[c].lemma in group("otherwise", "particles") for c in self.tree.children(hit.head, "prt") if c > hit.last
        ):
            return True
        signs = words()["otherwise"].get(hit.act)
        if signs is None:
            return False
        beside = (
            *r.affected,
            *r.doers,
            *(o for p in self.tree.children(hit.head, "prep") for o in self.tree.children(p, "pobj")),
        )
        return any(self.tree.tokens[i].lemma in signs for i in beside)

    def _fits(self, hit: Trigger, i: int) -> bool:
        """Whether what is affected can be: people of an arrest, a paper of a ban, a rally of a dispersal."""
        if hit.pattern.role == "people":
            return counted(self.tree, i)[0] is not None
        if hit.act in words()["needs"]["things"]:
            return bool(self._thing(hit, i)) or fits_thing(self.tree, hit.act, i)
        return self.parties.are_people(self.tree, i)

    def _cues(self) -> Iterator[int]:
        spans = [(c.passage.start, c.passage.end) for c in self.mentions.within("speech", self.n)]
        for i, t in enumerate(self.tree.tokens):
            if any(s <= t.start < e for s, e in spans) and self.tree.is_verb(i) and t.lemma not in group("distance", "verbs"):
                yield i

    def _telling(self, hit: Trigger, r: Roles, setting: Setting, found: int) -> Telling | None:
        at = r.governor if hit.pattern.role == "owned" and r.governor is not None else hit.head
        how = settled(self.tree, at, manner(self.tree, at, r.governor))
        if hit.pattern.role == "negated":
            how = Manner(why="what should have been is said not to have been", real=not how.real and how.mode == "occurred")
        if not how.real:
            return None
        start, end = self.tree.tokens[hit.head].start, self.tree.tokens[hit.head].end
        source, said = self.sayings.source(start, end)
        affected = self._affected(hit, r, source)
        if not affected or self._idle(hit, r, how, affected):
            return None
        known = not self._told_by_speaker(hit, said) or taken_as_known(self.tree, hit.head, said)
        manner_of_act = "says" if known else said
        doers = tuple(p for i in r.doers for p in self._doers(i, source))
        apart = [(p.start, p.end) for p in (*affected, *doers)]
        return Telling(
            act=self._in_hands(self._kept(_taken(hit, doers), hit, r), r),
            sentence=self.n,
            start=start,
            end=end,
            affected=affected,
            doers=tuple(p for p in doers if not set(p.persons) & {x for a in affected for x in a.persons})
            or self._teller(hit, r, source, how.mode),
            stance=_stance(how, manner_of_act),
            mode=mode_of(self.tree, hit.head, how, manner_of_act),
            source=source,
            general=is_general(self.tree, hit, r, affected),
            whens=replace(setting, lasts=hit.act in group("lasting", "acts")).times(hit.head, r.governor),
            places=(*setting.spots(hit.head, r.governor, apart), *setting.places(hit.head, r.governor, apart)),
            denials=self._denials(how, source, said),
            details=details(self.tree, hit, r),
            rule=hit.pattern.text,
            why=f"“{hit.pattern.text}”: {r.rule}; {how.why}",
            signs=signs(self.tree, hit, r, affected, found),
        )

    def _idle(self, hit: Trigger, r: Roles, how: Manner, affected: tuple[Party, ...]) -> bool:
        """What is only threatened or asked for counts where a person is named; an attempted flight is no flight."""
        if hit.pattern.role == "nouns" and is_general(self.tree, hit, r, affected) and not r.doers:
            return True
        if how.stance == "threatened":
            return not any(p.persons for p in affected)
        return how.mode == "attempted" and hit.act in ("flight", "release")

    def _doers(self, i: int, source: str) -> list[Party]:
        """Who does it: the noun's parties; of "it said it had arrested" the one who says so."""
        t = self.tree.tokens[i]
        if t.lemma in ("it", "we", "they", "i") and not self.mentions.persons(t.start, t.end):
            own = t.lemma in ("we", "i")
            if t.lemma == "they" and (lately := self.recent.doers(self.n)):
                return list(lately)
            if (
                source == THE_PAGE
                or own != self.sayings.direct(t.start, t.end)
                or not (own or self.mentions.within("speech", self.n))
            ):
                return []
            name = str(self.mentions.claims.value(source, "name") or source)
            return [Party(t.start, t.end, name, (source,) if source.startswith("person:") else ())]
        return self.parties.of(self.tree, i) if self._acts(i) else []

    def _acts(self, i: int) -> bool:
        """Whether a noun can do something: people, institutions, states; not "by rubber bullets"."""
        t = self.tree.tokens[self.tree.behind(i)]
        named = t.entity.endswith(("ORG", "GPE", "NORP", "PERSON"))
        known = {t.lemma, t.text.lower(), t.text.lower().removesuffix("s")} & (group("state") | group("non_state"))
        return named or bool(known) or self.parties.are_people(self.tree, i)

    def _affected(self, hit: Trigger, r: Roles, source: str) -> tuple[Party, ...]:
        found: list[Party] = []
        for i in r.affected:
            thing = i
            if hit.act in _OWNED:
                i = self._owner(i)
            if (
                i != thing
                and self.tree.tokens[i].lemma in ("its", "their")
                and not self.recent.meant(self.parties, self.tree, i, self.n)
            ):
                i = thing
            found += self._speaker(i, source) or self._thing(hit, i) or self.recent.meant(self.parties, self.tree, i, self.n)
            found += [p for o in self._alongside(r.governor or hit.head) for p in self.parties.of(self.tree, o)]
            if (one := self._one_of(i)) is not None:
                found += self.parties.of(self.tree, one)
            found = self._among(i) or found
            found += self._included(i, r)
        if r.rule.startswith("a headline"):
            after = self.tree.tokens[hit.last + 1].start
            found = [self._from(p, after) for p in found]
        nobody = group("nobody") if hit.act not in _OWNED else frozenset()
        none = [p for p in found if p.words.lower().startswith("no ")]
        return tuple(dict.fromkeys(p for p in found if p not in none and (p.persons or p.words.lower() not in nobody)))

    def _kept(self, act: str, hit: Trigger, r: Roles) -> str:
        """ "Arrested and detained", "detained for two weeks", "is detained in the port": being held, not being taken."""
        if act != "arrest" or hit.pattern.text != "detain":
            return act
        t = self.tree.tokens[hit.head]
        arrested = any(self.tree.tokens[j].lemma == "arrest" and j < hit.head for j in self.tree.sharing(hit.head))
        lasted = any(
            self.tree.tokens[o].lemma in frozenset(words()["details"]["spans"]["words"])
            for o in self.tree.objects_of(hit.head, frozenset({"for"}))
        )
        now = t.tag == "VBN" and any(
            self.tree.tokens[c].text.lower() in ("is", "are", "remains", "remain")
            for c in self.tree.children(hit.head, "auxpass")
        )
        return "detention" if arrested or lasted or now else act

    def _in_hands(self, act: str, r: Roles) -> str:
        """Beaten by those who hold one is ill-treatment: "officers at the holding centre struck her"."""
        if act != "beating":
            return act
        verb = [r.governor] if r.governor is not None else []
        spots = [o for i in (*r.doers, *verb) for o in self.tree.objects_of(i, frozenset({"in", "at", "inside"}))]
        held = group("spots", "custody")
        phrases = [{self.tree.tokens[j].lemma for j in range(*self.tree.core(o))} | {self.tree.tokens[o].lemma} for o in spots]
        return "torture" if any(p & held for p in phrases) else act

    def _told_by_speaker(self, hit: Trigger, said: str) -> bool:
        """ "Called for the release of those held": that they are held is taken as known, whoever speaks."""
        return said == "alleges" or self.tree.tokens[hit.head].dep not in ("amod", "acl", "relcl")

    def _from(self, party: Party, start: int) -> Party:
        """A party without the headline's verb before it."""
        start = max(start, party.start)
        return replace(party, start=start, words=self.mentions.page.reading.text[start : party.end])

    def _teller(self, hit: Trigger, r: Roles, source: str, mode: str) -> tuple[Party, ...]:
        """ "Eleven were arrested, police said": the police tell of what they did."""
        if hit.act not in words()["implied"]["own"] or source == THE_PAGE or source.startswith("person:") or mode != "occurred":
            return ()
        name = str(self.mentions.claims.value(source, "name") or source)
        said = {w.lower() for w in name.replace("’", " ").replace("'", " ").split()}
        if not said & set(words()["implied"]["tellers"]) or said & {"spokesman", "spokeswoman"}:
            return ()
        verb = hit.head if r.governor is None else r.governor
        at = self.tree.tokens[verb]
        return (Party(at.start, at.end, name),)

    def _included(self, i: int, r: Roles) -> list[Party]:
        """ "Dozens remain in prison, including Ana Diaz": she too."""
        verb = i if r.governor is None else r.governor
        found: list[Party] = []
        for p in (j for h in {i, verb} for j in self.tree.under(h) if self.tree.tokens[j].text.lower() == "including"):
            head = self.tree.tokens[p].head
            if head in (i, verb) or not is_human(self.tree, head):
                found += [x for o in self.tree.children(p, "pobj") for x in self.parties.of(self.tree, o) if x.persons]
        return found

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
    if not is_taking(hit.pattern.text):
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


def _needs_more(tree: Tree, hit: Trigger, r: Roles) -> bool:
    """Words of many meanings count only in the passive, or of an authority: "was held", "police held", not "holds"."""
    if hit.pattern.role != "object" or (len(hit.pattern.lemmas) > 1 and hit.pattern.text not in words()["accused"]["rules"]):
        return False
    by_state = any({tree.tokens[i].lemma, tree.tokens[i].text.lower()} & group("state") for i in r.doers)
    return hit.pattern.text in group("needs", "passive") and not tree.passive(hit.head) and not by_state


def is_general(tree: Tree, hit: Trigger, r: Roles, affected: tuple[Party, ...]) -> bool:
    """Background without a victim that could be counted: bare plurals in the present or as a noun."""
    if any(p.persons or p.count for p in affected):
        return False
    plural = all(tree.tokens[i].tag in ("NNS", "NNPS") and not tree.children(i, "det", "nummod", "poss") for i in r.affected)
    governor = hit.head if r.governor is None else r.governor
    present = tree.tokens[governor].tag in ("VBZ", "VBP", "VBG", "NN", "NNS") or hit.pattern.role in ("nouns", "people")
    return plural and present
