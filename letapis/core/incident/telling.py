"""What a page report tells, laid out for counting: sentences, the cues in them, and where people stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from letapis.core.incident.story import Story, violation
from letapis.words.places import Atlas
from letapis.words.records import Place
from letapis.words.tables import table

Json = dict[str, Any]
_END: Final = re.compile(r"[.!?][\"”’')\]]*\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


@cache
def cues() -> Mapping[str, tuple[str, ...]]:
    """The beginnings of words that are counted, by what they are a cue for."""
    return {name: tuple(words) for name, words in table("lang/en/incident")["cues"].items()}


@cache
def pronouns() -> Mapping[str, str]:
    """Pronouns and forms of address, with the sex they state."""
    people = table("lang/en/people")
    said = {w: sex for sex in ("man", "woman") for w in people["pronouns"][sex]}
    return said | {w: s for w, s in people["honorifics"].items() if s in ("man", "woman")}


@cache
def _cues_of(word: str) -> tuple[str, ...]:
    return tuple(name for name, begins in cues().items() if word.startswith(begins))


def counted(text: str) -> dict[str, float]:
    """How often each cue stands in a text."""
    found = dict.fromkeys(cues(), 0.0)
    for word in _WORD.findall(text):
        for name in _cues_of(word.casefold()):
            found[name] += 1
    return found


@dataclass(frozen=True)
class Telling:
    """A page report (its acts, people, places, times, speech, title, body, published) with what is counted of it."""

    report: Mapping[str, Any]
    own_places: tuple[Place, ...] = ()
    rows: dict[str, dict[str, float]] = field(default_factory=dict, compare=False)
    """What was reckoned of each person, by name."""

    @property
    def body(self) -> str:
        """The main text."""
        return str(self.report["body"])

    @property
    def published(self) -> str:
        """The day of publication, empty if not known."""
        return str(self.report.get("published") or "")

    @cached_property
    def title(self) -> str:
        """The headline, else the first line."""
        return self.report.get("title") or self.body.partition("\n")[0]

    @cached_property
    def atlas(self) -> Atlas:
        """The atlas with the project's own places."""
        return Atlas.default().with_local(self.own_places)

    @cached_property
    def story(self) -> Story:
        """The page as plain rules see it."""
        return Story(
            self.report["acts"], self.report["people"], self.title, self.body, self.report.get("published"), self.atlas
        )

    @cached_property
    def summary(self) -> Json:
        """What plain rules make of the page."""
        return self.story.summary()

    @cached_property
    def people(self) -> Sequence[Mapping[str, Any]]:
        """Everybody named."""
        found: Sequence[Mapping[str, Any]] = self.report["people"]
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in _END.finditer(self.body) if m.end() < len(self.body))]

    @cached_property
    def sentences(self) -> list[str]:
        """The main text cut at full stops and line ends."""
        return [self.body[a:b] for a, b in zip(self._starts, [*self._starts[1:], len(self.body)], strict=True)]

    @cached_property
    def counts(self) -> list[dict[str, float]]:
        """The cues of each sentence."""
        return [counted(s) for s in self.sentences]

    @cached_property
    def whole(self) -> dict[str, float]:
        """The cues of the whole page."""
        return {k: sum(c[k] for c in self.counts) for k in cues()}

    @cached_property
    def headline(self) -> dict[str, float]:
        """The cues of the headline."""
        return counted(self.title)

    def nth(self, at: int) -> int:
        """The number of the sentence that has a character."""
        return max(0, bisect_right(self._starts, at) - 1)

    def sum_of(self, sentences: Iterable[int], cue: str) -> float:
        """How often a cue stands in some sentences."""
        return sum(self.counts[n][cue] for n in sentences if n < len(self.counts))

    @cached_property
    def of_acts(self) -> list[tuple[Mapping[str, Any], frozenset[int]]]:
        """The acts that happened, each with the sentences that tell it."""
        return [(a, self._quoted(a)) for a in self.story.attacks]

    def _quoted(self, act: Mapping[str, Any]) -> frozenset[int]:
        at = ((i, q) for q in act.get("quotes", ()) if (i := self.body.find(q)) >= 0)
        return frozenset(n for i, q in at for n in range(self.nth(i), self.nth(i + max(0, len(q) - 2)) + 1))

    @cached_property
    def in_story(self) -> frozenset[int]:
        """The numbers of ``of_acts`` that belong to the page's main attack."""
        told = {id(a) for a in self.story.told}
        return frozenset(i for i, (a, _) in enumerate(self.of_acts) if id(a) in told)

    @cached_property
    def main(self) -> frozenset[int]:
        """The sentences that tell the main act."""
        return self._quoted(self.story.told[0]) if self.story.told else frozenset()

    @cached_property
    def told_in(self) -> frozenset[int]:
        """The sentences that tell the main attack with what belongs to it."""
        return frozenset().union(*(self.of_acts[i][1] for i in self.in_story))

    @cached_property
    def _spots(self) -> dict[str, list[int]]:
        """Where each person's full name and other forms stand."""
        found = {}
        for p in self.people:
            forms = sorted({str(p["name"]), *map(str, p.get("variants", ()))}, key=len, reverse=True)
            pattern = "|".join(re.escape(f) for f in forms if len(f) > 2)
            found[str(p["name"])] = [m.start() for m in re.finditer(rf"\b(?:{pattern})\b", self.body)] if pattern else []
        return found

    def spots(self, name: str) -> list[int]:
        """Where a person is named."""
        return self._spots.get(name, [])

    @cached_property
    def named_in(self) -> dict[int, set[str]]:
        """Who is named in each sentence."""
        found: dict[int, set[str]] = {}
        for name, spots in self._spots.items():
            for at in spots:
                found.setdefault(self.nth(at), set()).add(name)
        return found

    def sexes(self, name: str) -> dict[str, int]:
        """How often words of each sex stand behind a person's name, to the end of the sentence and up to the next name."""
        found = {"man": 0, "woman": 0}
        for at in self.spots(name):
            n = self.nth(at)
            near = [self.body[at : self._end(n)]]
            for nxt in range(n + 1, min(n + 3, len(self.sentences))):
                if self.named_in.get(nxt):
                    break
                near.append(self.sentences[nxt])
            for word in _WORD.findall(" ".join(near)):
                if sex := pronouns().get(word.casefold()):
                    found[sex] += 1
        return found

    def _end(self, n: int) -> int:
        return self._starts[n + 1] if n + 1 < len(self._starts) else len(self.body)

    def label_of(self, act: Mapping[str, Any]) -> str:
        """The violation an act is a candidate for."""
        return str(violation(str(act["act"])))
