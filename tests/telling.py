"""A page told in marked text, with its claims made by hand: what the folds are tested on.

``{arrest arrested}`` begins an act in its sentence; ``{arrest=alleged,ordered,NAME arrested}`` says stance, mode and a name by
which later sentences add to it. ``{victim=kruk Ales Kruk}``, ``{when=2010-12-19 19 December}``, ``{by=state police}``,
``{where Minsk}``, ``{source his lawyer}``, ``{denies a spokesman}``, ``{group=700 demonstrators}``, ``{detail=charge rioting}``
belong to every act of their sentence; ``{name=kruk …}``, ``{age=kruk:36 …}``, ``{sex=kruk:man …}``,
``{relative=milana:kruk his wife}`` to a person; ``{timex=P9W nine weeks}`` is a duration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from letapis.core.material import Told
from letapis.core.sentences import sentences
from letapis.words.records import LEVELS, STANCES, Block, Capture, Claim, Claims, Decision, Reading, Sentence
from letapis.words.tables import table
from tests.marked import Mark, marked

MODES = ("occurred", "ordered", "scheduled", "attempted", "feared", "called for", "general")


@dataclass
class Teller:
    """Turns the marks of one page into claims."""

    reading: Reading
    claims: list[Claim] = field(default_factory=list)
    subjects: dict[str, str] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)

    def say(self, subject: str, property_: str, value: object, mark: Mark | Sentence, **more: str) -> None:
        passage = self.reading.passage(mark.start, mark.end)
        self.claims.append(Claim(subject, property_, value, passage, **{"by": "test", **more}))  # type: ignore[arg-type]

    def subject(self, kind: str, key: str, mark: Mark) -> str:
        if f"{kind}:{key}" not in self.subjects:
            self.subjects[f"{kind}:{key}"] = self.reading.mint(kind, self.reading.passage(mark.start, mark.end), key)
        return self.subjects[f"{kind}:{key}"]

    def person(self, key: str, mark: Mark) -> str:
        who = self.subject("person", key, mark)
        if (who, mark.words) not in self.named:
            self.say(who, "variant" if any(w == who for w, _ in self.named) else "name", mark.words, mark)
            self.named.add((who, mark.words))
        self.say(who, "mention", "name", mark)
        return who

    def sentence(self, sentence: Sentence, marks: list[Mark]) -> None:
        acts = [(m, self.subject("act", _name_of_act(m), m)) for m in marks if m.label in table("terms")["acts"]]
        sources = [m for m in marks if m.label == "source"]
        for mark, act in acts:
            options = mark.value.split(",")
            stance = next((o for o in options if o in STANCES), "asserted")
            for source in [self.subjects.get(f"person:{s.value}", s.words) for s in sources] or ["the page"]:
                self.say(act, "act", mark.label, sentence, stance=stance, source=source)
            for mode in (o for o in options if o in MODES):
                self.say(act, "general" if mode == "general" else "mode", True if mode == "general" else mode, mark)
        for mark in marks:
            self.person_mark(mark)
            for _, act in acts:
                self.act_mark(act, mark)
            if mark.label == "timex":
                self.say(self.subject("time", f"{mark.start}", mark), "timex", mark.value, mark)

    def person_mark(self, mark: Mark) -> None:
        key, _, value = mark.value.partition(":")
        if mark.label in ("name", "victim", "denier"):
            self.person(key or mark.words, mark)
        elif mark.label in ("age", "sex", "age_group", "described_as"):
            self.say(
                self.subject("person", key, mark), mark.label, int(value) if mark.label == "age" else value or mark.words, mark
            )
        elif mark.label == "relative":
            self.say(self.subject("person", key, mark), "relative_of", self.subject("person", value, mark), mark)

    def act_mark(self, act: str, mark: Mark) -> None:
        if mark.label == "victim":
            self.say(act, "victim", self.subject("person", mark.value or mark.words, mark), mark)
        elif mark.label == "group":
            group = self.subject("group", mark.words, mark)
            self.say(act, "victim", group, mark)
            self.say(group, "name", mark.words, mark)
            if mark.value:
                self.say(group, "count", int(mark.value), mark)
        elif mark.label == "by":
            self.say(act, "perpetrator", mark.words, mark)
            self.say(act, "perpetrator_kind", mark.value or "unclear", mark)
        elif mark.label in ("when", "where", "country"):
            self.say(act, mark.label, mark.value or mark.words, mark, why="stated" if mark.label == "when" else "")
        elif mark.label == "denies":
            self.say(act, "denial", mark.words, mark, stance="denied", source=mark.words)
        elif mark.label == "detail":
            self.say(act, "detail", f"{mark.value}: {mark.words}", mark)


def _name_of_act(mark: Mark) -> str:
    known = {*STANCES, *MODES}
    return next((o for o in mark.value.split(",") if o and o not in known), "") or f"{mark.label}@{mark.start}"


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for n, part in enumerate(text.split("\n\n")):
        if part:
            yield Block(
                "headline" if n == 0 and not part.endswith(".") else "paragraph",
                at,
                at + len(part),
                at,
                text.count("\n", 0, at) + 1,
            )
        at += len(part) + 2


def page(text: str, outlet: str, published: str | None = None, *, level: str = "public", **more: object) -> Told:
    """One page with its claims; ``level`` is the capture's confidentiality."""
    assert level in LEVELS
    plain, marks = marked(text)
    name = f"{outlet.casefold().replace(' ', '-')}-{published or 'undated'}.txt"
    reading = Reading(
        f"reading:{name}", f"capture:{name}", name.encode(), "text/plain", "test/1", plain, plain, tuple(_blocks(plain)), "en",
        plain.partition("\n")[0], publisher=outlet, published=published, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    teller = Teller(reading)
    for mark in marks:  # sources that are persons must be known before their sentence is told
        if mark.label == "source" and mark.value:
            teller.person(mark.value, mark)
    for sentence in sentences(reading):
        teller.sentence(sentence, [m for m in marks if sentence.start <= m.start < sentence.end])
    claims = Claims()
    claims.add(teller.claims)
    capture = Capture(reading.capture, "ab" * 32, len(plain), name, "2024-03-20T10:00:00Z", "amina", confidentiality=level)
    return Told(capture, reading, tuple(claims))


def rule(about: str, verdict: str, value: str = "", because: str = "") -> Decision:
    """A ruling by somebody."""
    return Decision(about, verdict, "amina", "2024-03-21T10:00:00Z", because, value)
