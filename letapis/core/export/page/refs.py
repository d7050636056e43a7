"""The numbers by which facts point at their sentences: each marked run of words in a preserved page has one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from letapis.core.casefile import CaseFile
from letapis.core.export.page.markup import Html, h, joined
from letapis.core.export.rows import claims_of
from letapis.core.redaction import merged
from letapis.words.records import Claim


@dataclass(frozen=True)
class Refs:
    """Marked runs of words by reading, in the order of the pages, numbered from 1."""

    marks: dict[str, list[tuple[int, int, int]]]
    """Of each reading: start, end and number."""
    used: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """Who points at a number: anchor and label."""

    def number(self, claim: Claim) -> int | None:
        """The number of the words a claim stands on."""
        marks = self.marks.get(claim.passage.reading, [])
        at = bisect_right([m[0] for m in marks], claim.passage.start) - 1
        return marks[at][2] if at >= 0 and claim.passage.start < marks[at][1] else None

    def note(self, claims: Iterable[Claim], anchor: str, label: str) -> None:
        """Remember who points at the claims' words, for the way back."""
        for claim in claims:
            number = self.number(claim)
            back = self.used.setdefault(number, []) if number else []
            if number and (anchor, label) not in back:
                back.append((anchor, label))

    def links(self, claims: Iterable[Claim], most: int = 8) -> Html:
        """Raised numbers that lead to the sentences."""
        numbers = list(dict.fromkeys(n for c in claims if (n := self.number(c))))
        pieces = [h("a", n, href=f"#s{n}", aria_label=f"sentence {n}") for n in numbers[:most]]
        more = " …" if len(numbers) > most else ""
        return h("sup", joined(pieces, " "), more, class_="refs") if pieces else Html("")


def refs_of(file: CaseFile) -> Refs:
    """Number every run of words the case file stands on; runs that overlap are one, sentences of acts hold what is in them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for c in claims_of(file):
        text = file.case.material.page_of(c).reading.text
        if text[c.passage.start : c.passage.end] == c.passage.quote:
            spans.setdefault(c.passage.reading, []).append((c.passage.start, c.passage.end))
    marks, n = {}, 0
    for page in file.case.material.pages:
        numbered = []
        for start, end in merged(spans.get(page.reading.id, [])):
            n += 1
            numbered.append((start, end, n))
        marks[page.reading.id] = numbered
    return Refs(marks)
