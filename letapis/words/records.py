"""The frozen records that flow through Letapis, their ids, and their one-line JSON form.

Pages become captures, captures readings, readings claims; people make decisions. All offsets count Unicode code points in
``Reading.text``; ``Reading.body`` is the main text cut out of it, and a block knows where it stands in both.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final

STANCES: Final = ("asserted", "alleged", "denied", "threatened")
LEVELS: Final = ("public", "un", "team", "named")
"""Confidentiality, least first: for everybody, for the UN only, for the team, for named people only."""

THE_PAGE: Final = "the page"
"""The source of a claim that the page tells in its own voice."""

Value = str | int | bool | None

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def speakable(digest: bytes) -> str:
    """Spell bytes (an even number of them) as five-letter words that can be said over a telephone: ``lusab-babad``."""
    words = []
    for i in range(0, len(digest), 2):
        n = digest[i] << 8 | digest[i + 1]
        words.append(
            _CONSONANTS[n >> 12] + _VOWELS[n >> 10 & 3] + _CONSONANTS[n >> 6 & 15] + _VOWELS[n >> 4 & 3] + _CONSONANTS[n & 15]
        )
    return "-".join(words)


def mint(kind: str, key: bytes, *parts: object) -> str:
    """Name a thing ``kind:word-word-word-word`` by the keyed digest (64 bits) of what it is.

    Without the key nobody can tell a guessed name from the id; ``key`` is the capture's own and dies with it.
    """
    digest = blake2b("\x1f".join([kind, *map(str, parts)]).encode("utf-8", "surrogatepass"), key=key[:64], digest_size=8)
    return f"{kind}:{speakable(digest.digest())}"


def member_key(key: bytes, member: str | None) -> bytes:
    """The key that names everything found in a member of a capture; the capture's own where it has no members.

    It follows from the capture's key and the member's name, so it can be had again from the ledger and dies with the capture.
    """
    if member is None:
        return key
    said = member.encode("utf-8", "surrogatepass")
    return blake2b(said, key=key[:64], digest_size=32, person=b"letapis member").digest()


def kind_of(subject: str) -> str:
    """The kind of an id: ``act`` of ``act:lusab-babad-…``; empty for anything that is no id."""
    return subject.partition(":")[0] if ":" in subject else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as a value: where it is, what is wrong, what to do about it."""

    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a page beside it (sidecar or options): taken as given, never overruled by reading."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    kind: str | None = None
    """``interview`` for a record of an interview: "I" is the witness and "yesterday" counts from its date."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The evidentiary copy: bytes under their own SHA-256, with where, when and by whom they were taken."""

    id: str
    sha256: str
    size: int
    name: str
    """The file's name as it came: data, never a path to write to."""
    taken_at: str
    """UTC, ISO 8601, to the second: when the bytes came into the project."""
    taken_by: str
    given: Given = Given()
    confidentiality: str = "public"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a reading's text and its kind (headline, byline, paragraph, caption, related, menu, advert …)."""

    kind: str
    start: int
    end: int
    body: int | None = None
    """Where it begins in the body; None for what is not main text."""
    line: int | None = None
    """The line of a text file it begins on, counted from 1."""
    why: str = ""
    """The strongest reasons for its kind in a short phrase; of a ruled block, that a person ruled so."""
    score: float | None = None
    """How sure its kind is, 0 to 1; None where nobody weighed it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact quotation and where it stands in a reading."""

    reading: str
    start: int
    end: int
    quote: str
    nth: int = 0
    """Which occurrence of the quote in the reading's text, from 0: with the quote it names the passage, so a better reader
    that moves offsets changes no ids."""


@dataclass(frozen=True)
class Reading:
    """A working copy made from a capture: blocks of text, each of a kind, with metadata and with what could not be read."""

    id: str
    capture: str
    key: bytes
    """The secret that names everything found in it: the capture's own, or what follows from it for a member; never written
    out."""
    media_type: str
    reader: str
    """Which reader made it, with its version: ``html/2``."""
    text: str
    body: str
    blocks: tuple[Block, ...]
    language: str = "und"
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    """``given``, ``markup``, ``URL``, ``dateline`` or ``text``."""
    published_certain: bool = False
    url: str | None = None
    member: str | None = None
    """Which page of a capture that holds many: its address, its path in the archive, or its number."""
    captured_at: str | None = None
    """When the archive that holds the page says it was taken (ISO 8601): never when it was published."""
    kind: str = "page"
    """``page``, ``interview`` or ``letter`` (a mail and what was attached to it); ``container`` of what an archive says of
    itself, written when all of it has been read."""
    faults: tuple[Fault, ...] = ()
    updated: str | None = None
    """The day it was last changed, as it says itself."""
    agency: str | None = None
    """The news agency whose line it carries: it is a copy of that agency's report."""
    canonical: str | None = None
    """The page's own address, where its markup says one."""

    @cached_property
    def main(self) -> tuple[Block, ...]:
        """The blocks that make up the body, in order."""
        return tuple(b for b in self.blocks if b.body is not None)

    @cached_property
    def _starts(self) -> list[int]:
        return [b.start for b in self.main]

    def in_body(self, offset: int) -> int:
        """Turn an offset in ``text`` (of main text) into the same place in ``body``."""
        block = self.main[max(0, bisect_right(self._starts, offset) - 1)]
        return offset - block.start + (block.body or 0)

    def passage(self, start: int, end: int) -> Passage:
        """The passage at [start, end) of ``text``, with the words that stand there."""
        quote = self.text[start:end]
        return Passage(self.id, start, end, quote, self.text.count(quote, 0, start) if quote else 0)

    def mint(self, kind: str, passage: Passage, *more: object) -> str:
        """Name a thing by the passage that first mentions it."""
        return mint(kind, self.key, passage.quote, passage.nth, *more)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing one source says, small enough to be true or false, with its passage."""

    subject: str
    property: str
    value: Value
    passage: Passage
    stance: str = "asserted"
    source: str = THE_PAGE
    """Who says it: ``the page``, a ``person:…`` or ``organisation:…``, or the words that name the source."""
    by: str = ""
    """Who proposed it: ``acts/1``, ``model:ner/3``, ``amina``. No part of the id."""
    why: str = ""
    """The reason in a sentence (of a date: the basis). No part of the id."""
    score: float = 1.0

    def says(self) -> tuple[object, ...]:
        """What it says, of what, how, by whom and in which words; never who proposed it or why."""
        p = self.passage
        return (self.subject, self.property, self.value, self.stance, self.source, p.quote, p.nth)

    def id(self, key: bytes) -> str:
        """The claim's name: the keyed digest of what it says, so a ruling outlives whoever proposed it."""
        return mint("claim", key, *self.says())


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled: about what, which verdict, by whom, when, because."""

    about: str
    verdict: str
    """``accept``, ``correct``, ``stance``, ``source``, ``reject``, ``unclear`` (read correctly); ``same``, ``different``,
    ``unsure`` (identity); ``undo`` (of one of these, of an assessment or of an undoing, named by its id); ``restrict``
    (confidentiality); ``erase``; ``kind`` (of a block) and ``reread`` (what its page tells since); ``exported`` (no ruling, but
    kept as one: what left, with its digest); assessments such as ``credible`` or ``verified``."""
    by: str
    at: str
    because: str = ""
    value: str = ""
    """The other subject of an identity ruling, the corrected value, the new level, the block's kind."""
    passage: Passage | None = None
    """Of a ruling about a block: its words and where they stood."""
    id: str = field(default="", compare=False)
    """Its name in the ledger, which gives it when it is read back; never written out."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence; ``head`` is its governor's index in the sentence (its own for the root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    """The model's word for the name it belongs to (PERSON, ORG, GPE …), with ``B-`` or ``I-`` before it; else empty."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the main text, with its words once it has been parsed (no words: it could not matter)."""

    start: int
    end: int
    block: int
    """Index into ``Reading.main``."""
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the atlas, or one that a project adds to it (a prison, a village)."""

    name: str
    kind: str = "place"
    """``country``, ``region``, ``city``, ``place`` or ``facility``."""
    country: str = ""
    """The country's usual English name."""
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[str, ...] = ()
    region: str = ""
    within: str = ""
    """The city that a facility stands in."""
    population: int = 0


@dataclass(frozen=True)
class Page:
    """A reading with its sentences: what the annotators look at."""

    reading: Reading
    sentences: tuple[Sentence, ...]
    places: tuple[Place, ...] = ()
    """The project's own places, which no general atlas holds."""

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence an offset of ``text`` falls in (the one before it, between two)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def words_of(self, sentence: Sentence) -> str:
        """The sentence to the letter."""
        return self.reading.text[sentence.start : sentence.end]


@dataclass
class Claims:
    """The claims of one page so far, in order, without repeats, found by subject and by property."""

    _all: dict[tuple[object, ...], Claim] = field(default_factory=dict)
    _of: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    _having: dict[str, list[Claim]] = field(default_factory=dict)

    def add(self, claims: Iterable[Claim]) -> None:
        """Take in claims; one that is already there (whoever proposed it) is not added again."""
        for c in claims:
            said = c.says()
            if said in self._all:
                continue
            self._all[said] = c
            self._of.setdefault((c.subject, c.property), []).append(c)
            self._having.setdefault(c.property, []).append(c)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def of(self, subject: str, property_: str) -> list[Claim]:
        """Everything claimed about one property of one subject."""
        return self._of.get((subject, property_), [])

    def having(self, property_: str) -> list[Claim]:
        """Every claim with that property, in the order they were made."""
        return self._having.get(property_, [])

    def value(self, subject: str, property_: str) -> Value:
        """The first value claimed, or None."""
        found = self.of(subject, property_)
        return found[0].value if found else None

    def subjects(self, kind: str) -> list[str]:
        """Subjects of a kind in order of first mention."""
        return list(dict.fromkeys(c.subject for c in self if kind_of(c.subject) == kind))


_RECORDS: Final[Mapping[str, type]] = {"capture": Capture, "reading": Reading, "claim": Claim, "decision": Decision}


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_FIELDS: Final[Mapping[type, tuple[str, ...]]] = {
    cls: tuple(f.name for f in fields(cls) if (cls, f.name) != (Decision, "id"))
    for cls in (Capture, Reading, Claim, Decision, Passage, Block, Given, Fault)
}
_LATER: Final[Mapping[type, tuple[tuple[str, object], ...]]] = {
    Block: (("why", ""), ("score", None)),
    Decision: (("passage", None),),
    Reading: (("updated", None), ("agency", None), ("canonical", None)),
}
"""Fields that came later, with the defaults that are not written: old lines have none, and new ones stay as small."""
_VALUES: Final = {cls: attrgetter(*names) for cls, names in _FIELDS.items()}
_PLAIN: Final = frozenset({str, int, float, bool, type(None), bytes})


def _bare(value: Any) -> Any:
    """Records as dictionaries, all the way down (what ``dataclasses.asdict`` does, which copies every word of them)."""
    if isinstance(value, tuple):
        return [_bare(v) for v in value]
    names = _FIELDS.get(type(value))
    if names is None:
        return value
    pairs = zip(names, _VALUES[type(value)](value), strict=True)
    bare = {name: v if type(v) in _PLAIN else _bare(v) for name, v in pairs}
    for name, default in _LATER.get(type(value), ()):
        if bare[name] == default:
            del bare[name]
    return bare


def to_line(record: Capture | Reading | Claim | Decision) -> str:
    """One line of JSON, keys in the record's own order, without the reading's key."""
    body = _bare(record)
    body.pop("key", None)
    return _ENCODE({"is": type(record).__name__.lower(), **body})


def from_line(line: str, key: bytes = b"") -> Capture | Reading | Claim | Decision:
    """The record a line says; ``key`` is given back to a reading. Raises ValueError for a line that says none."""
    body = json.loads(line)
    cls = _RECORDS.get(body.pop("is", ""))
    if cls is None:
        raise ValueError("not a line of the ledger")
    if cls is Reading:
        body["key"] = member_key(key, body.get("member"))
        body["blocks"] = tuple(Block(**b) for b in body["blocks"])
        body["faults"] = tuple(Fault(**f) for f in body["faults"])
        body["authors"] = tuple(body["authors"])
    elif cls is Capture:
        body["given"] = Given(**{**body["given"], "authors": tuple(body["given"]["authors"])})
    elif cls is Claim or (cls is Decision and body.get("passage")):
        body["passage"] = Passage(**body["passage"])
    return cls(**{k: v for k, v in body.items() if k in _FIELDS[cls]})  # type: ignore[no-any-return]
