"""What was done about the acts: complaints, appeals, calls, condemnations, answers; who, to whom, about what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.asking import (
    PASSIVE,
    calls,
    cues,
    doers,
    gathered,
    of_verb,
    points,
    subject,
    words_of,
)
from letapis.core.annotate.acts.deeds import Deed, claims_of, told_again
from letapis.core.annotate.acts.lexicon import bare_nouns
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.mode import hoped
from letapis.core.annotate.acts.parties import Parties, Party
from letapis.core.annotate.acts.sourcing import Sayings
from letapis.core.annotate.acts.stance import manner
from letapis.core.annotate.acts.telling import Telling
from letapis.core.annotate.tree import Tree
from letapis.words.records import THE_PAGE, Claim
from letapis.words.tables import table

_BACK, _ANSWERED = 30, 6
"""How many sentences back "the arrest" may mean one told before; and what an answer is about."""
_LEAD = 6
"""A page's first sentences name acts that it tells of only later."""
_SAID_OF = frozenset({"acomp", "ROOT", "conj", "ccomp", "xcomp"})
"""Where an adjective or participle stands that is said of somebody."""
_TO = frozenset({"to", "with", "at", "before", "on", "upon"})


def interventions(mentions: Mentions, acts: list[Act], name: Callable[[Act], str]) -> Iterator[Claim]:
    """Everything the page tells of interventions; ``name`` gives the subject of an act."""
    if not acts:
        return
    page = _Finder(mentions, acts)
    found: list[list[Deed]] = []
    for n, sentence in enumerate(mentions.page.sentences):
        if sentence.tokens:
            for deed in page.of_sentence(n):
                home = next((row for row in found if told_again(row[0], deed)), None)
                found.append([deed]) if home is None else home.append(deed)
    for row in found:
        yield from claims_of(mentions, name, row)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that may tell of an intervention: the verb that carries it, and of which kind."""

    tree: Tree
    sentence: int
    at: int
    verb: int
    kind: str

    def mode(self) -> str | None:
        """``occurred`` or ``scheduled``; None where the sentence does not say that it was or will be done."""
        how = manner(self.tree, gathered(self.tree, self.verb), None)
        seldom = any(self.tree.tokens[c].lemma in words_of("seldom") for c in self.tree.children(self.verb, "advmod"))
        done = how.real and how.mode in ("occurred", "scheduled") and not seldom and not hoped(self.tree, self.verb)
        return how.mode if done else None


class _Finder:
    """Looks for interventions on one page."""

    def __init__(self, mentions: Mentions, acts: list[Act]) -> None:
        self.mentions, self.acts = mentions, acts
        self.parties, self.sayings = Parties(mentions), Sayings(mentions.claims)
        self.told: dict[int, list[tuple[Act, Telling]]] = {}
        for act in acts:
            for telling in act.tellings:
                self.told.setdefault(telling.sentence, []).append((act, telling))
        self.affected = frozenset(p for act in acts for p in act.persons())
        self.silent = {c.passage.start: c.subject for c in mentions.claims.having("manner") if c.value == "no comment"}

    def of_sentence(self, n: int) -> Iterator[Deed]:
        """The interventions that a parsed sentence tells."""
        tree = Tree.of(self.mentions.page.sentences[n])
        verbs, nouns = cues()["verbs"], cues()["nouns"]
        replies, duty, feelings = words_of("replies"), words_of("duty"), words_of("feelings")
        recognising = words_of("recognition")
        for i, t in enumerate(tree.tokens):
            if t.pos == "VERB" and t.lemma in recognising and _as_prisoner(tree, i):
                behind = [*self._behind(tree, i), *_meant(tree, i)]
                yield from self._deed(_Cue(tree, n, i, i, "recognition"), doers(tree, i), behind, [])
            elif t.pos == "VERB" and t.lemma in verbs:
                yield from self._verb(tree, n, i, verbs[t.lemma])
            elif t.pos == "NOUN" and t.lemma in nouns:
                yield from self._noun(tree, n, i, nouns[t.lemma])
            elif t.pos == "NOUN" and t.lemma in replies:
                yield from self._unanswered(tree, n, i)
            elif t.dep == "aux" and t.lemma in duty:
                yield from self._duty(tree, n, t.head)
            elif t.dep in _SAID_OF and t.text.lower() in feelings:
                yield from self._feeling(tree, n, i)
        yield from self._silences(n)

    # ---- the three ways of telling

    def _verb(self, tree: Tree, n: int, i: int, kinds: tuple[str, ...]) -> Iterator[Deed]:
        """ "The union condemned his arrest", "was criticised by the UN", "urged them to free her"."""
        who, behind, kind = doers(tree, i), self._behind(tree, i), kinds[0]
        if "appeal" in kinds:
            against = tree.objects_of(i, frozenset({"against"})) or tree.children(i, "dobj")
            kind = "appeal" if any(tree.tokens[o].lemma in words_of("rulings") for o in against) else "call"
        if kind == "call" and any(tree.tokens[j].lemma in words_of("inquiries") and of_verb(tree, j, i) for j in behind):
            kind = "call_for_inquiry"
        if kind in ("call", "call_for_inquiry") and not calls(tree, i):
            return
        asked = tree.children(i, "dobj") if tree.tokens[i].lemma in words_of("asking") else []
        asked = asked or (tree.objects_of(i, _TO) if kind in ("call", "call_for_inquiry", "petition") else [])
        yield from self._deed(_Cue(tree, n, i, i, kind), who, behind, asked)

    def _noun(self, tree: Tree, n: int, i: int, kinds: tuple[str, ...]) -> Iterator[Deed]:
        """ "Filed a complaint", "expressed concern over", "drew condemnation from", "wrote in a letter"."""
        kind, t = kinds[0], tree.tokens[i]
        if kind == "call" and (who := [c for c in tree.children(i, "compound", "nmod") if tree.tokens[c].pos == "PROPN"]):
            if calls(tree, i):  # a verb that the parser takes for a noun: "Mostryn Watch calls for his release"
                asked = tree.objects_of(i, _TO)
                yield from self._deed(_Cue(tree, n, i, i, kind), who[-1:], [j for j in tree.under(i) if j > i], asked)
            return
        verb = next((h for h in tree.up(i) if tree.is_verb(h)), None)
        if verb is None or (t.lemma == "application" and not {"bail", "corpus"} & {x.lemma for x in tree.tokens}):
            return
        lemma, behind = tree.tokens[verb].lemma, [*self._behind(tree, verb), *tree.under(i)]
        if lemma in words_of("does", "drawing") and t.lemma in words_of("does", "drawn"):
            who = [o for h in (i, verb) for o in tree.objects_of(h, PASSIVE)]
            yield from self._deed(_Cue(tree, n, i, verb, kind), who, [j for j in range(len(tree.tokens)) if j not in who], [])
            return
        if lemma not in words_of("does", kind) or tree.first_of_row(i) not in tree.children(verb, "dobj", "nsubjpass"):
            return
        against = tree.objects_of(i, frozenset({"against"}))
        if kind in ("inquiry", "complaint") and any(self._is_affected(tree, o) for o in against):
            return
        if (kind == "call" and not calls(tree, i)) or (
            kind == "appeal" and not against + tree.objects_of(i, frozenset({"of"}))
        ):
            return
        who = doers(tree, verb)
        asked = [o for h in (verb, i) for o in tree.objects_of(h, frozenset({"to", "with"}))] if kind != "concern" else []
        asked += against if kind == "complaint" else []
        yield from self._deed(_Cue(tree, n, i, verb, kind), who, behind, asked)

    def _feeling(self, tree: Tree, n: int, i: int) -> Iterator[Deed]:
        """ "Said it was alarmed by the arrest"."""
        verb = tree.tokens[i].head if tree.tokens[i].dep == "acomp" else i
        who = [s] if (s := subject(tree, verb)) is not None else []
        yield from self._deed(_Cue(tree, n, i, verb, "concern"), who, [*self._behind(tree, verb), *tree.under(i)], [])

    def _duty(self, tree: Tree, n: int, verb: int) -> Iterator[Deed]:
        """ "The authorities should release her", said by somebody: they are called on to."""
        t = tree.tokens[verb]
        source, _ = self.sayings.source(t.start, t.end)
        asked = subject(tree, verb)
        if source == THE_PAGE or not source or asked is None or source in self.affected:
            return
        said = next((s for s in self.sayings.around(t.start, t.end) if s.speaker), None)
        words = next(iter(self.mentions.claims.of(said.subject, "source")), None) if said else None
        acts, persons = self._about(tree, n, "call", [verb, *self._behind(tree, verb)])
        to = [] if tree.passive(verb) else self._named(tree, asked)
        told = [asked] if tree.passive(verb) else tree.children(verb, "dobj")
        acts = acts if acts or any(self._is_affected(tree, o) for o in told) else []
        persons = persons if acts or any(self._is_affected(tree, o) for o in told) else []
        if not (acts or persons) or words is None or not (to or tree.passive(verb)) or tree.children(verb, "neg"):
            return
        kind = "call_for_inquiry" if t.lemma in words_of("inquiries") else "call"
        persons_of = (source,) if source.startswith("person:") else ()
        party = Party(words.passage.start, words.passage.end, words.passage.quote, persons_of)
        yield Deed(
            kind, n, (t.start, t.end), [party], to, acts, persons, source=source, why="somebody says what should be done"
        )

    def _unanswered(self, tree: Tree, n: int, i: int) -> Iterator[Deed]:
        """ "There was no response from the ministry"."""
        if not any(tree.tokens[c].lemma == "no" for c in tree.children(i, "det")):
            return
        t, acts = tree.tokens[i], self._lately(n, _ANSWERED)
        parties = [p for o in tree.objects_of(i, frozenset({"from"})) for p in self._party(tree, o, THE_PAGE)]
        if acts and parties:
            yield Deed("no_answer", n, (t.start, t.end), parties, [], acts, why=f"“no {t.text}” tells of it")

    def _silences(self, n: int) -> Iterator[Deed]:
        """ "The ministry did not respond": what the page told before stays without an answer."""
        sentence = self.mentions.page.sentences[n]
        for start, speech in self.silent.items():
            if not sentence.start <= start < sentence.end:
                continue
            source = next(iter(self.mentions.claims.of(speech, "source")), None)
            if source is None:
                continue
            speaker = str(self.mentions.claims.value(speech, "speaker") or source.passage.quote)
            persons = (speaker,) if speaker.startswith("person:") else ()
            party = Party(source.passage.start, source.passage.end, source.passage.quote, persons)
            cue = next(iter(self.mentions.claims.of(speech, "cue")), source).passage
            acts = self._lately(n, _ANSWERED)
            if acts and not set(persons) & self.affected:
                yield Deed("no_answer", n, (cue.start, cue.end), [party], [], acts, why="whoever was asked said nothing")

    # ---- who, about what

    def _behind(self, tree: Tree, verb: int) -> list[int]:
        """The words that hang on a verb but not on its subject."""
        subjects = set(tree.children(verb, "nsubj", "nsubjpass", "csubj", "agent"))
        passive = set(tree.children(verb, "nsubjpass"))
        beside = {c for c in tree.children(verb, "conj") if tree.is_verb(c)}
        own = (c for c in tree.below[verb] if c not in beside and (c not in subjects or c in passive))
        return sorted(j for c in own for j in tree.under(c))

    def _deed(self, cue: _Cue, who: list[int], behind: list[int], asked: list[int]) -> Iterator[Deed]:
        """The intervention, if somebody who can intervenes, has done so, and it is about an act or person of the page."""
        tree, n, kind, word = cue.tree, cue.sentence, cue.kind, cue.tree.tokens[cue.at]
        source, _ = self.sayings.source(word.start, word.end)
        parties = [p for w in who for p in self._party(tree, w, source)]
        if not parties or (kind not in _OWN and all(set(p.persons) & self.affected for p in parties)):
            return
        acts, persons = self._about(tree, n, kind, behind)
        if kind == "inquiry":
            acts = [(a, s) for a, s in acts if a.act in words_of("harm", "acts")]
        own = [p for party in parties for p in party.persons if p in self.affected] if kind in _OWN else []
        persons += [(p, (parties[0].start, parties[0].end)) for p in own]
        if not (acts or persons) or any(_does(a, p) for a, _ in acts for p in parties):
            return
        to = [p for o in asked for p in self._named(tree, o)]
        if not acts and (kind in _OF_ACTS or any(set(p.persons) & self.affected for p in to)):
            return
        if (mode := cue.mode()) is not None:
            when, why = self._when(tree, n, cue.verb), f"“{word.text}” tells of it"
            yield Deed(kind, n, (word.start, word.end), parties, to, acts, persons, when, mode, source, why)

    def _is_affected(self, tree: Tree, i: int) -> bool:
        """Whether a noun means somebody affected on the page."""
        return bool(self.affected & {p for party in self.parties.of(tree, i) for p in party.persons})

    def _party(self, tree: Tree, i: int, source: str) -> list[Party]:
        """Who intervenes: people, institutions and groups; of "we condemn" the one who says so."""
        i = tree.behind(i)
        t = tree.tokens[i]
        if t.lemma in ("we", "i") and source != THE_PAGE:
            name = str(self.mentions.claims.value(source, "name") or source)
            return [Party(t.start, t.end, name, (source,) if source.startswith("person:") else ())]
        if t.pos == "PRON" and not self.mentions.persons(t.start, t.end):
            name = str(self.mentions.claims.value(source, "name") or source)
            return [Party(t.start, t.end, name)] if t.lemma == "it" and source not in ("", THE_PAGE) else []
        may = t.entity.endswith(("ORG", "GPE", "NORP", "PERSON")) or t.lemma.lower() in words_of("parties")
        if t.lemma.lower() in words_of("parties", "never") or not (may or self.parties.are_people(tree, i)):
            return []
        return [p for p in self.parties.of(tree, i) if not _dateline(self.mentions, p)]

    def _named(self, tree: Tree, i: int) -> list[Party]:
        t = tree.tokens[tree.behind(i)]
        may = t.entity.endswith(("ORG", "GPE", "NORP", "PERSON")) or t.lemma.lower() in words_of("parties") | _ASKED
        return self.parties.of(tree, i) if may or self.parties.are_people(tree, i) else []

    def _about(
        self, tree: Tree, n: int, kind: str, behind: list[int]
    ) -> tuple[list[tuple[Act, tuple[int, int]]], list[tuple[str, tuple[int, int]]]]:
        """The acts told in the words behind the cue or pointed back to by them, and the persons affected whom they name."""
        tokens = [tree.tokens[j] for j in behind]
        starts = {t.start for t in tokens}
        acts = [(a, (t.start, t.end)) for a, t in self.told.get(n, ()) if t.start in starts]
        mentioned = self.mentions.within("person", n)
        persons = [
            (c.subject, (c.passage.start, c.passage.end))
            for c in mentioned
            if c.subject in self.affected and c.passage.start in starts
        ]
        if not acts:
            pointing = [tree.tokens[j] for j in behind if points(tree, j)]
            acts = [hit for t in pointing if (hit := self._pointed(n, t.lemma, (t.start, t.end), persons))][:1]
        if not acts and not persons and kind in _LOOSE:
            acts = self._lately(n, _ANSWERED)
        return acts, list(dict.fromkeys(persons))

    def _pointed(
        self, n: int, lemma: str, span: tuple[int, int], persons: list[tuple[str, tuple[int, int]]]
    ) -> tuple[Act, tuple[int, int]] | None:
        """The last act told before that a noun may mean: "the arrest", "the incident", "their release" of those held."""
        noun, any_act = bare_nouns().get(lemma), lemma in words_of("again")
        if noun is None and not any_act:
            return None
        word = noun.act if noun is not None else None
        wanted = (
            words_of("held", "acts") if word == "release" else {word, *table("lang/en/interventions")["families"].get(word, ())}
        )
        of = {p for p, _ in persons}
        for back in range(_BACK):
            for act, telling in reversed(self.told.get(n - back, ())):
                theirs = not of or bool(act.persons() & of)
                if theirs and not telling.general and telling.mode == "occurred" and (any_act or act.act in wanted):
                    return act, span
        ahead = sorted(m for m in self.told if n < m and n < _LEAD)
        rows = [row for m in ahead for row in self.told[m]]
        fit = [a for a, t in rows if (not of or a.persons() & of) and not t.general and a.act in wanted]
        return (fit[0], span) if fit and not any_act else None

    def _lately(self, n: int, reach: int) -> list[tuple[Act, tuple[int, int]]]:
        """The act told last before, as long as it is not far."""
        for back in range(reach):
            rows = [(a, t) for a, t in self.told.get(n - back, ()) if not t.general and t.mode == "occurred"]
            if rows:
                sentence = self.mentions.page.sentences[n]
                return [(rows[-1][0], (sentence.start, sentence.end))]
        return []

    def _when(self, tree: Tree, n: int, verb: int) -> Claim | None:
        """The time that hangs on the verb itself: of "condemned on Monday the arrest in May" the Monday."""
        at = {t.start: j for j, t in enumerate(tree.tokens)}
        row = tree.sharing(verb)
        for c in self.mentions.within("time", n):
            if c.property != "value" or not c.value:
                continue
            j = next((at[s] for s in at if c.passage.start <= s < c.passage.end), None)
            above = None if j is None else next((h for h in tree.up(j) if tree.is_verb(h)), None)
            nouns = [] if j is None else [h for h in list(tree.up(j)) if not tree.is_verb(h) and tree.tokens[h].pos == "NOUN"]
            if above in row and not any(tree.tokens[h].lemma in bare_nouns() for h in nouns[:2]):
                return c
        return None


_OWN = frozenset({"complaint", "appeal", "petition", "motion", "letter"})
"""Kinds that the person affected takes as well."""
_LOOSE = frozenset({"complaint", "appeal", "motion", "inquiry", "call_for_inquiry"})
"""Kinds that may be about what was told right before without a word for it."""
_OF_ACTS = frozenset({"condemnation", "concern"})
"""Kinds that are about acts; somebody criticised for something else is no matter of the case."""
_ASKED = frozenset({"court", "police", "prosecutor", "judge", "authority", "president", "leader", "king", "tribunal"})


def _as_prisoner(tree: Tree, verb: int) -> bool:
    """Whether a verb says that somebody is a political prisoner, or a prisoner of conscience, in its own clause."""
    for j in tree.under(verb):
        t = tree.tokens[j]
        own = next((h for h in tree.up(j) if tree.is_verb(h)), None) == verb
        known = any(tree.tokens[c].lemma.lower() == "the" for c in tree.children(j, "det"))  # "the political prisoner Ana Diaz"
        if t.lemma in words_of("recognition", "nouns") and own and not known:
            called = [tree.tokens[c].lemma.lower() for c in tree.children(j, "amod", "compound")]
            of = [tree.tokens[o].lemma.lower() for o in tree.objects_of(j, frozenset({"of"}))]
            if set(called) & words_of("recognition", "adjectives") or set(of) & words_of("recognition", "of"):
                return True
    return False


def _meant(tree: Tree, verb: int) -> list[int]:
    """The noun that a clause is about: "Ana Diaz, recognised as …", "whom they consider …"."""
    t = tree.tokens[verb]
    return [t.head, *tree.children(t.head, "compound")] if t.dep in ("acl", "relcl") else []


def _dateline(mentions: Mentions, p: Party) -> bool:
    """Whether the words are the town that a dispatch begins with."""
    sentence = mentions.page.sentences[mentions.page.sentence_at(p.start)]
    return p.start == sentence.start and p.words.isupper() and len(p.words) > 4


def _does(act: Act, party: Party) -> bool:
    """Whether the one who would intervene is said to have done it."""
    doers = {p.persons[0] if p.persons else p.words.lower() for p in act.doers()}
    return (party.persons[0] if party.persons else party.words.lower()) in doers
