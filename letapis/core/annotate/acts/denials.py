"""What a denial denies: the harm told of those it names, that its own words name, or that was told just before it."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.sourcing import Saying, Sayings
from letapis.core.annotate.acts.telling import Denial
from letapis.words.records import THE_PAGE, Claims, Page


def bind_denials(page: Page, claims: Claims, acts: list[Act]) -> None:
    """Add to each act the denials of the page that speak of it."""
    for saying in Sayings(claims).denials:
        if any(d.start <= saying.start < d.end for a in acts for d in a.denials) or saying.speaker in ("", THE_PAGE):
            continue
        sentence = page.sentences[page.sentence_at(saying.start)]
        for act in _meant(page, claims, acts, saying):
            act.denials.append(Denial(saying.speaker, sentence.start, sentence.end))


def _meant(page: Page, claims: Claims, acts: list[Act], saying: Saying) -> list[Act]:
    sentence = page.sentences[page.sentence_at(saying.start)]
    said = page.reading.text[sentence.start : sentence.end].lower()
    denied = page.reading.text[saying.start : saying.end].lower()
    before = [a for a in acts if a.tellings[0].start < sentence.end]
    own = [a for a in before if _did(a, saying.speaker)]
    if own and any(w in said for w in group("charges")):
        return own
    told = [a for a in before if a.act in words()["implied"]["harm"] and saying.speaker not in a.persons()]
    told = [a for a in told if not any(t.source == saying.speaker for t in a.tellings)]
    named = _named(claims, sentence.start, sentence.end) - {saying.speaker}
    accounts = any(w in said for w in group("accounts"))
    if accounts and (of_them := [a for a in told if a.persons() & named]):
        return of_them
    if alike := [a for a in told if a.act in _kinds(denied) and (_did(a, saying.speaker) or _distanced(a))]:
        return _last(alike) if not named else [a for a in alike if not a.persons() or a.persons() & named]
    told = [a for a in told if _distanced(a)]
    not_custody = [a for a in told if a.act not in ("arrest", "detention")]
    of_them = [a for a in not_custody if a.persons() & named or (accounts and any(t.source != THE_PAGE for t in a.tellings))]
    if of_them:
        return of_them
    block = sentence.block
    near = [a for a in told if any(block - 2 < page.sentences[t.sentence].block <= block for t in a.tellings)]
    return _last(near)


def _last(acts: list[Act]) -> list[Act]:
    """The acts that the latest of their sentences tells."""
    latest = max((t.sentence for a in acts for t in a.tellings), default=None)
    return [a for a in acts if any(t.sentence == latest for t in a.tellings)]


def _did(act: Act, denier: str) -> bool:
    """Whether the page says that the one who denies did it."""
    return any(denier in p.persons for p in act.doers())


def _distanced(act: Act) -> bool:
    """Whether the page leaves an act to others to say."""
    return act.stance() != "asserted" or all(t.source != THE_PAGE for t in act.tellings)


def _named(claims: Claims, start: int, end: int) -> set[str]:
    mentions = claims.having("mention")
    return {c.subject for c in mentions if c.subject.startswith("person:") and start <= c.passage.start < end}


def _kinds(denied: str) -> set[str]:
    """The acts whose nouns a denial names: "any part in the killing"."""
    names: Iterable[tuple[str, list[str]]] = words()["denied"].items()
    return {act for act, nouns in names if any(n in denied for n in nouns)}
