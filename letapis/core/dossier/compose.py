"""The dossier of one case as a document: what a reader who knows nothing of the case, or of this program, needs in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.checks.finding import sentence
from letapis.core.dossier import facts, standing
from letapis.core.dossier.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Rows,
    Run,
    Runs,
    joined,
    renumbered,
    words,
)
from letapis.core.dossier.notes import Notes
from letapis.core.dossier.standing import Roles
from letapis.core.resolve.copies import outlet
from letapis.core.timeline import Entry
from letapis.words.records import speakable
from letapis.words.when import spoken

LEVELS = {
    "public": "What may be made public",
    "un": "What may be given to the United Nations",
    "team": "For the team only",
    "named": "For named people only; holds everything",
}
_NOTICE = (
    "This dossier says what preserved pages say, each fact with the sentence it stands on. It does not say that what a source "
    "tells is true, and it draws no conclusion in law. It was put together by a program; where a person ruled, it says so."
)
_METHOD = (
    (
        "Pages were kept as they came, each under its own SHA-256 digest, before anything was read from them. A program read "
        "their main text, found sentences that tell of something done to a person, and noted who says so, when, where and by "
        "whom it is said to have been done. Each such claim keeps the words it stands on."
    ),
    (
        "Claims about one act on several pages were brought together. Where sources disagree, their words stand side by side "
        "and nothing was chosen. A date is never more precise than its source. Pages that carry one report are counted once."
    ),
    (
        "“Told as fact” means that the source puts it as a fact, “alleged” that the source itself puts it as an allegation. "
        "Neither says whether it happened. Whoever did something in an office of the State is called the authority acting, or "
        "the alleged perpetrator; whether an act was lawful or arbitrary is for people to judge. Words such as torture are the "
        "sources' own, or stand for a kind of act in the program's list, which is not a finding."
    ),
    (
        "On news pages that its makers had not seen, the program found about half of the acts told, and about two in three of "
        "those it listed were right. So the pages should be read; they stand in the annex. Counts of acts or sources here are "
        "counts of what was collected: they say nothing about how often such things happen."
    ),
    (
        "A capture's digest shows that the bytes are those that were taken in, since the day they were taken in. It does not "
        "show that the page's author was honest, or what stood at the address before."
    ),
)


@dataclass(frozen=True)
class Telling:
    """What the user says of a dossier."""

    purpose: str = ""
    """Whom or what it is made for; codes of one purpose cannot be linked with those of another."""
    withheld: tuple[str, ...] = ()
    """What was coded, blurred or left out, in sentences: that something is missing is said, not what."""


def compose(file: CaseFile, telling: Telling | None = None, stem: str = "") -> tuple[Document, dict[str, str]]:
    """The document, and the key to the codes of those who worked on it (name → code), which stands apart."""
    said = telling or Telling()
    roles, notes = Roles(), Notes(file.case.material)
    blocks, noted = renumbered(tuple(_blocks(file, notes, roles, said)), notes.made)
    cover = (
        ("Information as of", spoken(file.as_of) if file.as_of else "not known"),
        ("Confidentiality", LEVELS.get(file.level, file.level)),
        ("Made for", said.purpose),
        ("Version", _version(blocks, noted)),
    )
    document = Document(
        stem or "dossier-" + file.case.person.id.partition(":")[2],
        "Case dossier",
        file.case.person.shown,
        tuple((k, v) for k, v in cover if v),
        words(_NOTICE),
        blocks,
        noted,
    )
    return document, dict(roles.key)


def _version(blocks: tuple[Block, ...], notes: tuple[Runs, ...]) -> str:
    """A name for exactly this content: any change gives another."""
    return speakable(blake2b(repr((blocks, notes)).encode("utf-8", "surrogatepass"), digest_size=6).digest())


def _blocks(file: CaseFile, notes: Notes, roles: Roles, said: Telling) -> Iterator[Block]:
    assessed = standing.assessed(file, roles)
    parts = (
        ("Summary", "summary", _summary(file, assessed)),
        ("The person", "person", _person(file, notes)),
        ("Chronology", "chronology", facts.chronology(file)),
        ("The facts, as their sources tell them", "facts", facts.facts(file, notes, assessed)),
        ("Contradictions and denials", "contradictions", _contradictions(file, notes)),
        ("What was done about it, and the authorities' answer", "interventions", _interventions(file, notes)),
        ("Sources and custody", "sources", standing.sources(file, roles)),
        ("Rulings", "rulings", standing.rulings(file, roles)),
        ("How identity was established", "identity", standing.identity(file, roles)),
        ("Standard of proof", "standard", _standard(file, assessed)),
        ("What is not known", "unknown", _unknown(file, notes)),
        ("Method and limits", "method", _method(said)),
        ("Annex: the preserved texts", "annex", standing.annex(file)),
    )
    for n, (title, anchor, blocks) in enumerate(parts, 1):
        numbered = title if anchor == "annex" else f"{n}. {title}"
        yield Heading(1, words(numbered), anchor, new_page=anchor in ("summary", "annex"))
        yield from blocks


def _summary(file: CaseFile, assessed: dict[str, str]) -> Iterator[Block]:
    entries, pages = file.timeline, file.case.material.pages
    outlets = list(dict.fromkeys(outlet(p) for p in pages))
    days = sorted(p.reading.published for p in pages if p.reading.published)
    between = f", published between {spoken(days[0])} and {spoken(days[-1])}" if len(days) > 1 else ""
    several = sum(e.act.sources.independent > 1 for e in entries)
    yield Paragraph(
        words(
            f"{len(pages)} preserved page{'s' * (len(pages) != 1)} of {_count(len(outlets), 'outlet')}{between} tell of "
            f"{_count(len(entries), 'act')} in which {file.case.person.shown} is the person affected. "
            f"{several} of them {'is' if several == 1 else 'are'} told by more than one independent source."
        ),
        "lede",
    )
    yield Paragraph((Run("Status. ", "strong"), Run(file.status)))
    kinds = Counter(wording.noun(e.act) for e in entries)
    told = [f"{noun}{f' ({n} times)' if n > 1 else ''}" for noun, n in kinds.items()]
    if told:
        yield Paragraph((Run("What is told of. ", "strong"), Run(sentence(wording.listed(told)) + ".")))
    unsure = [e for e in entries if "asserted" not in e.act.stances]
    denied = [e for e in entries if e.act.denials]
    conflicts = sum(f.severity == "conflict" for f in file.findings)
    yield Paragraph(
        (
            Run("How sure. ", "strong"),
            *_refs(file, unsure, "No fact here is only alleged.", "Only alleged by their sources, not told as fact: "),
            Run(" "),
            *_refs(file, denied, "No denial was found.", "Denied by somebody: "),
            Run(f" {_count(conflicts, 'contradiction')} between sources stand in part 5. " if conflicts else " "),
            Run(
                f"{len(assessed)} of the facts were assessed by a person." if assessed else "No fact was assessed by a person."
            ),
        )
    )


def _refs(file: CaseFile, entries: list[Entry], none: str, some: str) -> Runs:
    if not entries:
        return words(none)
    return (Run(some), *joined([(facts.reference(file, e.act),) for e in entries], ", "), Run("."))


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'s' * (n != 1)}"


def _person(file: CaseFile, notes: Notes) -> Iterator[Block]:
    p = file.case.person
    rows = (
        ("Name", (Run(p.shown, "strong"), *notes.of((c for s in p.spellings if s.text == p.name for c in s.claims), 2))),
        ("Also written", joined([(Run(s.text), *notes.of(s.claims, 1)) for s in p.spellings if s.text != p.name])),
        ("Described as", joined([(Run(s.text), *notes.of(s.claims, 2)) for s in p.described_as])),
        ("Role", joined([(Run(s.text), *notes.of(s.claims, 2)) for s in p.roles])),
        ("Sex", facts.values(p.sex, notes)),
        ("Born", facts.values(p.born, notes)),
        ("Age when told", facts.values(p.ages, notes)),
        ("Related to", facts.values(p.relatives, notes)),
    )
    yield Rows(tuple((label, runs) for label, runs in rows if runs))
    known = {label for label, runs in rows if runs}
    missing = [
        words_ for label, words_ in (("Sex", "sex"), ("Born", "date of birth"), ("Age when told", "age")) if label not in known
    ]
    if missing:
        yield Paragraph(words(f"Not told by the pages: {wording.listed(missing)}.", "quiet"), "quiet")


def _contradictions(file: CaseFile, notes: Notes) -> Iterator[Block]:
    yield Heading(3, words("Where sources do not agree"))
    found = [f for f in file.findings if f.severity == "conflict"]
    items = tuple((Run(f.sentence), *notes.of(f.claims, 4)) for f in found)
    yield Bullets(items) if items else Paragraph(words("The checks found no contradiction."))
    yield Heading(3, words("Denials"))
    denied = [e for e in file.timeline if e.act.denials]
    yield (
        Bullets(
            tuple(
                (
                    facts.reference(file, e.act),
                    Run(f" {sentence(wording.named(e.act))} is denied by "),
                    *facts.denials(e.act, notes),
                )
                for e in denied
            )
        )
        if denied
        else Paragraph(words("No page tells that anybody denied anything."))
    )


def _interventions(file: CaseFile, notes: Notes) -> Iterator[Block]:
    acts = {m: e.act for e in file.timeline for m in e.act.members}
    for done in file.case.interventions:
        title = sentence(wording.intervention(done.kind))
        planned = "" if done.occurred else " (planned, not told as done)"
        yield Heading(3, words(f"{title}{planned}, {wording.date(done.when)}"), done.id.replace(":", "-"))
        about = dict.fromkeys(acts[s.value].id for s in done.concerns if s.value in acts)
        rows = (
            ("By", facts.values(done.parties, notes)),
            ("Addressed to", facts.values(done.requested, notes)),
            ("About", joined([(facts.reference(file, acts[i]),) for i in about], ", ")),
            ("Told by", joined([(Run(s.text), *notes.of(s.claims)) for s in done.according_to])),
        )
        yield Rows(tuple((label, runs) for label, runs in rows if runs))
    if not file.case.interventions:
        yield Paragraph(words("No page tells that a complaint, appeal or other step was made."))
    yield Heading(3, words("The authorities' answer"))
    yield from _answer(file)


def _answer(file: CaseFile) -> Iterator[Block]:
    denied = [e for e in file.timeline if e.act.denials]
    inquiries = [i for i in file.case.interventions if i.kind in ("inquiry", "no_answer")]
    if denied:
        yield Paragraph(
            (
                Run("Denials that are told stand in part 5: "),
                *joined([(facts.reference(file, e.act),) for e in denied], ", "),
                Run("."),
            )
        )
    if inquiries:
        told = wording.listed([wording.intervention(i.kind) for i in inquiries])
        yield Paragraph(words(f"Told above: {told}."))
    if not (denied or inquiries):
        yield Paragraph(words("The pages tell of no answer of the authorities."))
    yield Paragraph(words("Whether whoever made this dossier asked the authorities for an answer is not recorded in it."))


def _standard(file: CaseFile, assessed: dict[str, str]) -> Iterator[Block]:
    left = [e for e in file.timeline if e.act.id not in assessed]
    for e in file.timeline:
        if e.act.id in assessed:
            yield Paragraph((facts.reference(file, e.act), Run(f": {assessed[e.act.id]}.")))
    if left:
        which = "No fact here" if len(left) == len(file.timeline) else f"{len(left)} facts here have not been"
        been = " has been assessed" if len(left) == len(file.timeline) else " assessed"
        yield Paragraph(words(f"{which}{been} by a person against a standard of proof: not assessed."))
    yield Paragraph(words("How many sources tell something is a count, not a standard of proof."))


def _unknown(file: CaseFile, notes: Notes) -> Iterator[Block]:
    items = [(Run(f.sentence), *notes.of(f.claims, 3)) for f in file.findings if f.severity != "conflict"]
    undated = [e for e in file.timeline if not e.act.when.said]
    items += (
        [(Run("Told without a date: "), *joined([(facts.reference(file, e.act),) for e in undated], ", "), Run("."))]
        if undated
        else []
    )
    items += [words(x) for x in standing.unread(file)]
    yield Bullets(tuple(items)) if items else Paragraph(words("The checks found no gap."))


def _method(said: Telling) -> Iterator[Block]:
    yield from (Paragraph(words(text)) for text in _METHOD)
    yield Heading(3, words("What was left out of this copy"))
    yield Paragraph(
        words(
            "What is above this copy's level of confidentiality is absent from it, not covered; where words of a quotation "
            "were withheld, “[…]” stands for them, whatever their length. Names of children, of relatives who are not "
            "themselves affected, acts of sexual violence and places of refuge are withheld unless a person ruled otherwise "
            "or the level allows them."
        )
    )
    if said.withheld:
        yield Bullets(tuple(words(x) for x in said.withheld))
    yield Heading(3, words("How to cite and check"))
    yield Paragraph(
        words(
            "Each fact (F1, F2 …) and each sentence in the notes has an id that can be said over a telephone; `letapis cite` "
            "prints the citation of one, `letapis show` all that it stands on. S1, S2 … are pages in the table of sources; the "
            "first digits of their digest stand in every note."
        )
    )
