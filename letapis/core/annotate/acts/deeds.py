"""One intervention as sentences tell it, and its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Party
from letapis.words.records import THE_PAGE, Claim

BY = "interventions/1"


@dataclass
class Deed:
    """One intervention as it is found: its kind, the cue word, who, to whom, what it is about."""

    kind: str
    sentence: int
    cue: tuple[int, int]
    parties: list[Party]
    asked: list[Party] = field(default_factory=list)
    acts: list[tuple[Act, tuple[int, int]]] = field(default_factory=list)
    persons: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    when: Claim | None = None
    mode: str = "occurred"
    source: str = THE_PAGE
    why: str = ""

    def key(self) -> frozenset[str]:
        """Who intervenes, to be compared."""
        return frozenset(p.persons[0] if p.persons else p.words.lower().removeprefix("the ") for p in self.parties)

    def about(self) -> frozenset[object]:
        """What it is about, to be compared."""
        return frozenset([id(a) for a, _ in self.acts]) | frozenset(p for p, _ in self.persons)


def told_again(a: Deed, b: Deed) -> bool:
    """Told twice: the same kind by the same party about the same, on no other day."""
    days = {str(d.when.value) for d in (a, b) if d.when}
    return a.kind == b.kind and bool(a.key() & b.key()) and bool(a.about() & b.about()) and len(days) < 2


def claims_of(mentions: Mentions, name: Callable[[Act], str], row: list[Deed]) -> Iterator[Claim]:
    """One intervention in claims: its kind on whole sentences, each other thing on its words."""
    reading = mentions.page.reading
    subject = reading.mint("intervention", reading.passage(*row[0].cue), row[0].kind)
    for deed in row:
        sentence = mentions.page.sentences[deed.sentence]
        whole = reading.passage(sentence.start, sentence.end)

        def claim(property_: str, value: str, span: tuple[int, int], why: str = "", deed: Deed = deed) -> Claim:
            return Claim(subject, property_, value, reading.passage(*span), source=deed.source, by=BY, why=why)

        yield Claim(subject, "intervention", deed.kind, whole, source=deed.source, by=BY, why=deed.why)
        yield Claim(subject, "mode", deed.mode, whole, source=deed.source, by=BY, why=deed.why)
        for p in deed.parties:
            yield claim("intervening_party", p.persons[0] if p.persons else _bare(p.words), (p.start, p.end))
        for p in deed.asked:
            yield claim("party_requested", p.persons[0] if p.persons else _bare(p.words), (p.start, p.end))
        for act, span in deed.acts:
            yield claim("concerns", name(act), span, "the act told or meant there")
        for person, span in deed.persons:
            yield claim("concerns", person, span, "named there")
        if deed.when is not None:
            yield claim("when", str(deed.when.value), (deed.when.passage.start, deed.when.passage.end), deed.when.why)


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:")
