"""What a denial denies: the harm told of those it names, that its own words name, or that was told just before it."""

from __future__ import annotations

from letapis.core.annotate.acts.act import Act, stems
from letapis.core.annotate.acts.answers import Answer, answers
from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.telling import Denial
from letapis.words.records import THE_PAGE, Claims

_BESIDE = 2
"""How many paragraphs back a denial that names nothing may speak of."""
_NEAR = 3
"""How many paragraphs back an answer without a word of denying may speak of."""


def bind_denials(mentions: Mentions, acts: list[Act]) -> None:
    """Add to each act the denials of the page that speak of it."""
    page = mentions.page
    for answer in answers(mentions):
        if any(d.start <= answer.start < d.end for a in acts for d in a.denials):
            continue
        sentence = page.sentences[page.sentence_at(answer.start)]
        for act in _meant(mentions, acts, answer):
            by = _in_full(answer.by, act)
            if not any(d.by == by for d in act.denials):
                act.denials.append(Denial(by, sentence.start, sentence.end))


def _meant(mentions: Mentions, acts: list[Act], answer: Answer) -> list[Act]:
    page = mentions.page
    at = page.sentence_at(answer.start)
    sentence = page.sentences[at]
    said = page.reading.text[sentence.start : sentence.end].lower()
    named = _named(mentions.claims, sentence.start, sentence.end) - {answer.by}
    if answer.own and (own := [a for a in acts if _told_by(a, at) and _cleared(a, answer, named)]):
        return own
    if answer.alone:
        return []
    others = [] if _beside(answer.by) else [a for a in acts if _may_be_denied(a, answer)]
    told = [a for a in others if _told_by(a, at)]
    if not answer.plain:
        return _answered(mentions, told, answer, at)
    accounts = any(w in said for w in group("accounts"))
    if accounts and (of_them := [a for a in others if a.persons() & named]):
        return of_them
    near = [a for a in told if _blocks_back(mentions, a, sentence.block) <= _BESIDE]
    if answer.kinds:
        alike = [a for a in told if a.act in answer.kinds]
        if named:
            return [a for a in alike if a.persons() & named or (a in near and not a.persons())]
        return _last_of_each([a for a in alike if _did(a, answer.by) or _distanced(a) or a in near], at)
    told = [a for a in told if _distanced(a) and a.act not in ("arrest", "detention")]
    if of_them := [a for a in told if a.persons() & named]:
        return of_them
    if accounts and (of_others := [a for a in told if any(t.source != THE_PAGE for t in a.tellings)]):
        return _last(of_others, at)
    return _last([a for a in told if a in near], at)


def _answered(mentions: Mentions, told: list[Act], answer: Answer, at: int) -> list[Act]:
    """What an answer without a word of denying speaks of: acts of its kinds told not long before, by others."""
    found = [a for a in told if a.act in answer.kinds or (not answer.kinds and a.act not in ("arrest", "detention"))]
    if named := _named(mentions.claims, answer.start, answer.end) - {answer.by}:
        if of_them := [a for a in found if a.persons() & named]:
            return of_them
        found = [a for a in found if not a.persons()]
    found = [a for a in found if _blocks_back(mentions, a, mentions.page.sentences[at].block) <= _NEAR]
    return _last(found, at)


def _beside(by: str) -> bool:
    """Whether the words for who denies put them at the side of those affected: their family, their lawyer."""
    return not by.startswith("person:") and bool(set(by.lower().split()) & group("accounts", "beside"))


def _told_by(act: Act, at: int) -> bool:
    """Whether the page has told of the act by a sentence."""
    return act.tellings[0].sentence <= at


def _may_be_denied(act: Act, answer: Answer) -> bool:
    """A harm that did not befall who denies, and that others than they tell of."""
    harm = act.act in group("implied", "harm") or act.act in answer.kinds
    others = not all(t.source == answer.by for t in act.tellings)
    return harm and others and answer.by not in act.persons()


def _cleared(act: Act, answer: Answer, named: set[str]) -> bool:
    """Whether a denial clears the one who denies, or whom it names, of an act that the page lays at their door."""
    if act.act in group("implied", "state"):
        return False
    return _did(act, answer.by) or (not answer.plain and any(_did(act, n) for n in named))


def _in_full(by: str, act: Act) -> str:
    """ "Both denied it", "the accused": those whom the page names as who did it."""
    if by.lower() in group("standing_in"):
        return next((p.persons[0] if p.persons else p.words for p in act.doers()), by)
    return by


def _blocks_back(mentions: Mentions, act: Act, block: int) -> int:
    """How many paragraphs before a block the act was last told; many where it is told only after."""
    blocks = [mentions.page.sentences[t.sentence].block for t in act.tellings]
    return min((block - b for b in blocks if b <= block), default=1000)


def _last(acts: list[Act], at: int) -> list[Act]:
    """The acts that the latest sentence up to one tells."""
    latest = max((t.sentence for a in acts for t in a.tellings if t.sentence <= at), default=None)
    return [a for a in acts if any(t.sentence == latest for t in a.tellings)]


def _last_of_each(acts: list[Act], at: int) -> list[Act]:
    """Of each word the acts told last."""
    return [a for word in dict.fromkeys(a.act for a in acts) for a in _last([b for b in acts if b.act == word], at)]


def _did(act: Act, denier: str) -> bool:
    """Whether the page says that the one who denies did it; "Kral" and "the accused" may stand for the doer named in full."""
    if denier.lower() in group("standing_in"):
        return act.by_accused and bool(act.doers())
    if any(denier in p.persons for p in act.doers()):
        return True
    return not denier.startswith(("person:", "organisation:")) and any(
        stems(denier) and stems(denier) <= stems(p.words) for p in act.doers()
    )


def _distanced(act: Act) -> bool:
    """Whether the page leaves an act to others to say."""
    return act.stance() != "asserted" or all(t.source != THE_PAGE for t in act.tellings)


def _named(claims: Claims, start: int, end: int) -> set[str]:
    mentions = claims.having("mention")
    return {c.subject for c in mentions if c.subject.startswith("person:") and start <= c.passage.start < end}
