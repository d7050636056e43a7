"""Checks of sources: what stands on one source, and what names nobody who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letapis.core import wording
from letapis.core.cases import Act, Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.material import Told
from letapis.core.resolve.copies import copies, origins, outlet
from letapis.core.tables.grid import is_table
from letapis.words.organisations import kind_of
from letapis.words.records import THE_PAGE

_AUTHORITIES = frozenset({"state", "court", "prison"})

DONE_BY_SOMEBODY = frozenset(
    {"arrest", "torture", "beating", "killing", "attempted_killing", "abduction", "sexual_violence", "threat", "raid",
     "confiscation", "denial_of_counsel", "denial_of_care", "dispersal", "attack", "interrogation", "execution", "displacement"}
)  # fmt: skip


def single_source(case: Case) -> Iterator[Finding]:
    """Acts that only one independent source tells, gathered by that source."""
    found: dict[str, list[Act]] = {}
    for act in case.acts:
        if act.sources.independent == 1 and not act.general:
            pages = [case.material.page_of(c) for c in act.told if c.passage.reading in act.sources.pages]
            names = wording.listed(list(dict.fromkeys(outlet(p) for p in pages)))
            found.setdefault(names + (f": {'; '.join(act.sources.why)}" if act.sources.why else ""), []).append(act)
    for source, acts in found.items():
        yield _gathered(
            "single_source", f"stands on one source only ({source})", f"stand on one source only ({source})", acts, "note"
        )


def _gathered(check: str, one: str, many: str, acts: Sequence[Act], severity: str) -> Finding:
    """One finding for several acts of which the same is to be said."""
    words = (
        f"{wording.named(acts[0])} {one}."
        if len(acts) == 1
        else f"{len(acts)} acts {many}: {wording.listed([wording.named(a) for a in acts])}."
    )
    return Finding(check, sentence(words), tuple(c for a in acts for c in a.told), severity, tuple(acts))


def _telling(case: Case) -> list[Told]:
    """The pages that tell one of the case's acts."""
    telling = {r for a in case.acts for r in a.sources.pages}
    return [p for p in case.material.pages if p.reading.id in telling]


def one_outlet(case: Case) -> Iterator[Finding]:
    """Everything in the case comes from one outlet, or from pages that copy one another."""
    pages = _telling(case)
    if len(pages) < 2:
        return
    found = origins(pages, copies(pages), [frozenset()] * len(pages))
    if len(found.groups) == 1:
        claims = tuple(c for a in case.acts for c in a.told)
        words = f"All {len(pages)} pages of this case count as one source: {'; '.join(found.why)}."
        yield Finding("one_outlet", words, claims, "note", case.acts)


def all_media(case: Case) -> Iterator[Finding]:
    """Every page of the case is an article of mass media: no interview, letter, verdict, list or organisation's report."""
    pages = _telling(case)
    if pages and all(map(_by_media, pages)):
        names = wording.listed(sorted({outlet(p) for p in pages}))
        words = f"Everything in this case is told by mass media ({names}); the Human Rights Council takes no complaint "
        yield Finding(
            "all_media", f"{words}that rests on them alone.", tuple(c for a in case.acts for c in a.told), "note", case.acts
        )


def _by_media(page: Told) -> bool:
    """Whether the name of a page's publisher, or of its site, is one of mass media; nobody knows of a page without."""
    r = page.reading
    site = re.sub(r"^https?://(?:www\.)?|/.*", "", r.url or "")
    names = [n for n in (r.publisher, site.replace(".", " ").replace("-", " ")) if n]
    return r.kind == "page" and not is_table(r) and bool(names) and any(kind_of(n) == "media" for n in names)


def accused_alone(case: Case) -> Iterator[Finding]:
    """Acts of the State of which nobody but the State tells: whoever is accused of them is their only source."""
    found: dict[str, list[Act]] = {}
    for act in case.acts:
        if {s.text for s in act.perpetrator_kind} == {"state"} and act.occurred and not act.general:
            told = [c for c in act.told if c.stance != "denied"]
            voices = [s.text for s in act.according_to]
            if told and all(c.source != THE_PAGE for c in told) and all(kind_of(v) in _AUTHORITIES for v in voices):
                found.setdefault(wording.listed([wording.inline(v) for v in voices]), []).append(act)
    for who, acts in found.items():
        only = f"only on the word of the authorities ({who})"
        yield _gathered("accused_alone", f"rests {only}", f"rest {only}", acts, "note")


def no_perpetrator(case: Case) -> Iterator[Finding]:
    """Acts that somebody did, and no source says who."""
    found: dict[str, list[Act]] = {}
    for act in case.acts:
        if act.word in DONE_BY_SOMEBODY and act.occurred and not act.perpetrators and not act.general:
            found.setdefault(wording.role(act), []).append(act)
    for who, acts in found.items():
        yield _gathered(
            "no_perpetrator",
            f"has no {who}: no source says who did it",
            f"have no {who}, no source says who did them",
            acts,
            "gap",
        )
