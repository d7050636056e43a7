"""Whom pronouns and definite descriptions mean, where the page leaves no doubt, and what sex the pronouns state."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letapis.core.annotate.people import words as w
from letapis.core.annotate.references.find import Reference, first_person, inside, quotations, references, vague
from letapis.core.annotate.references.weigh import Memory, Seen, choose, leads, speakers, strangers
from letapis.words.records import Claim, Claims, Page, Value

NAME = "references/1"
READS = ("name", "mention", "described_as", "sex", "age", "role", "relative_of")
WRITES = ("name", "mention", "described_as", "sex", "age", "age_group", "relative_of")

SURE = 4
"""How many votes (two for a pronoun that can mean nobody else) fix a sex for the rest of the page."""
_LISTED = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_HIS_KIN = re.compile(r"(?:his|her)\s+(?:[\w-]+\s+)?([\w-]+)$", re.I)
_WITNESS = re.compile(
    r"^(?:coded witness|witness(?: code)?|interviewee|code of witness)\s*[:#]\s*(\S[^\n|;]{0,40})$", re.I | re.M
)
_ASKED = re.compile(r"\s*(?:Q|Question|Interviewer|Int)\s*[.:]")


@dataclass
class Known:
    """What the page has said of its persons, and what resolving its references adds."""

    ages: dict[str, int] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    relatives: dict[tuple[str, str], str] = field(default_factory=dict)
    """Who is somebody's wife, brother …: by the person and the word."""
    owned: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Where "his wife" stands beside her name: the person and the word."""
    votes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    first: dict[tuple[str, str], Reference] = field(default_factory=dict)


def annotate(page: Page, claims: Claims) -> Iterable[Claim]:
    """The places where other words than names refer to the persons of the page."""
    yield from _witness(page)
    mentions = [c for c in claims.having("mention") if c.subject.startswith("person:") and c.value == "name"]
    if not mentions:
        return
    memory, known = Memory(page, quotations(page)), _known(claims)
    memory.sexes = _sexes(claims)
    named: dict[int, list[Claim]] = defaultdict(list)
    for c in mentions:
        named[page.sentence_at(c.passage.start)].append(c)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for c in [*mentions, *claims.having("described_as")]:
        taken[page.sentence_at(c.passage.start)].append((c.passage.start, c.passage.end))
    for i in range(len(page.sentences)):
        yield from _sentence(page, i, memory, known, named[i], taken[i])
    yield from _by_pronoun(page, claims, known)


def _known(claims: Claims) -> Known:
    known = Known()
    for c in claims.having("age"):
        if isinstance(c.value, int):
            known.ages.setdefault(c.subject, c.value)
    for c in claims.having("role"):
        known.heads[c.subject] |= {str(c.value), w.singular(c.passage.quote.casefold().rpartition(" ")[2])}
    for c in claims.having("described_as"):
        known.heads[c.subject] |= set(re.findall(r"[a-z-]+", str(c.value).split(" of ")[0].casefold())[-1:])
        kin = _HIS_KIN.match(str(c.value))
        if kin and kin[1].casefold() in w.kin():
            known.owned[c.passage.start] = (c.subject, kin[1].casefold())
    for c in claims.having("relative_of"):
        known.relatives[(str(c.value), c.why)] = c.subject
    return known


def _sexes(claims: Claims) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for c in claims.having("sex"):
        found[c.subject].add(str(c.value))
    return {subject: next(iter(values)) for subject, values in found.items() if len(values) == 1}


def _claim(page: Page, subject: str, property_: str, value: Value, start: int, end: int, rule: str, why: str) -> Claim:
    return Claim(subject, property_, value, page.reading.passage(start, end), by=f"{NAME}:{rule}", why=why, score=0.8)


def _sentence(
    page: Page, index: int, memory: Memory, known: Known, named: list[Claim], taken: list[tuple[int, int]]
) -> Iterator[Claim]:
    """The references of one sentence, read from left to right among its names."""
    s = page.sentences[index]
    for c in named:
        memory.seen.append(Seen(c.subject, c.passage.start, c.passage.end, index, leads(s, c.passage.start, c.passage.end)))
    memory.seen += strangers(page, index, taken)
    for r in references(page, s, taken):
        for subject, sure in _meant(page, memory, known, r, index):
            memory.seen = [o for o in memory.seen if o.subject or not r.start <= o.start < r.end]
            memory.seen.append(Seen(subject, r.start, r.end, index, leads(s, r.start, r.end)))
            yield from _refers(page, memory, known, subject, r, sure)


def _meant(page: Page, memory: Memory, known: Known, r: Reference, index: int) -> list[tuple[str, bool]]:
    """Whom a reference means, each with whether nobody else could be meant."""
    if r.kind == "pronoun":
        barred = speakers(page, index, memory) if inside(memory.quotes, r.start) >= 0 else set()
        subject, sure = choose(memory, r, index, barred)
        return [(subject, sure)] if subject else []
    if r.kind == "plural":
        return [(subject, False) for subject in _listed(page, memory, r, index)]
    if r.kind == "kin":
        return [(subject, True) for subject in _relative(memory, known, r)]
    subject = _pointed_at(memory, known, r, index)
    return [(subject, False)] if subject else []


def _listed(page: Page, memory: Memory, r: Reference, index: int) -> list[str]:
    """The persons last named side by side ("X and Y"), if they lead their sentence and nobody came between."""
    near = [s for s in memory.near(r, index) if s.sentence >= index - 1]
    for i in range(len(near) - 1, 0, -1):
        chain = [near[i]]
        for s in reversed(near[:i]):
            if not (s.subject and _LISTED.fullmatch(page.reading.text[s.end : chain[0].start])):
                break
            chain.insert(0, s)
        people = list(dict.fromkeys(s.subject for s in chain if s.subject))
        if len(people) > 1:
            pair = len(people) == 2 or not r.noun
            return (
                people if pair and (any(s.leads for s in chain) or r.noun) and not _others(page, chain[-1].end, r.start) else []
            )
    return []


def _others(page: Page, start: int, end: int) -> bool:
    """Whether several unnamed people stand between two offsets, who may be "they" as well."""
    first, last = page.sentence_at(start), page.sentence_at(end)
    return any(
        start <= t.start < end and t.tag in ("NNS", "NNPS") and t.pos in ("NOUN", "PROPN")
        for s in page.sentences[first : last + 1]
        for t in s.tokens
    )


def _relative(memory: Memory, known: Known, r: Reference) -> list[str]:
    """ "His wife": the person the page has named as the wife of whoever he is."""
    owner = next((s.subject for s in reversed(memory.seen) if s.start == r.start and s.subject), "")
    relative = known.relatives.get((owner, r.noun))
    return [relative] if relative else []


def _pointed_at(memory: Memory, known: Known, r: Reference, index: int) -> str:
    """The person a definite description means: the only one so called, or the only one in sight."""
    before = list(dict.fromkeys(s.subject for s in memory.seen if s.subject and s.end <= r.start))
    if r.age is not None:
        same = [p for p in before if known.ages.get(p) == r.age]
        if same:
            return same[0] if len(same) == 1 else ""
        if f"{r.age}-year-old" in memory.page.reading.text[: r.start]:
            return ""
        unaged = {p for p in before if p in known.ages}
        subject, _ = choose(memory, r, index, unaged)
        return subject
    role = w.roles().get(r.noun, r.noun)
    called = [p for p in before if r.noun in known.heads[p]] or [p for p in before if role in known.heads[p]]
    if len(called) == 1 and (r.noun not in vague() or _in_sight(memory, r, index, called[0])):
        return called[0] if r.sex in ("", memory.sexes.get(called[0], r.sex)) else ""
    if called or r.noun in vague():
        return ""
    return _alone_in_sight(memory, known, r, index)


def _in_sight(memory: Memory, r: Reference, index: int, subject: str) -> bool:
    return any(s.subject == subject for s in memory.near(r, index))


def _alone_in_sight(memory: Memory, known: Known, r: Reference, index: int) -> str:
    """ "The man" is the only one in sight, if the page has said he is one; other nouns need the person to have led."""
    near = [s for s in memory.near(r, index) if s.sentence < index or not s.subject]
    people = {s.subject for s in near}
    if len(people) != 1 or "" in people:
        return ""
    subject = people.pop()
    if r.sex:
        return subject if memory.sexes.get(subject) == r.sex else ""
    other = known.heads[subject] and r.noun in w.roles()
    return subject if any(s.leads for s in near) and not other else ""


def _refers(page: Page, memory: Memory, known: Known, subject: str, r: Reference, sure: bool) -> Iterator[Claim]:
    """The claims a resolved reference makes."""
    words = page.reading.text[r.start : r.end]
    kind = "pronoun" if r.kind in ("pronoun", "plural") and not r.noun else "description"
    yield _claim(page, subject, "mention", kind, r.start, r.end, r.kind, "the person named last who fits")
    if r.kind == "pronoun":
        known.votes[subject][r.sex] += 2 if sure else 1
        known.first.setdefault((subject, r.sex), r)
        if known.votes[subject][r.sex] >= SURE and subject not in memory.sexes:
            memory.sexes[subject] = r.sex
    if r.possessive and r.start in known.owned and known.owned[r.start][0] != subject:
        relative, word = known.owned[r.start]
        known.relatives[subject, word] = relative
        yield _claim(page, relative, "relative_of", subject, r.start, r.end, "kin", word)
    if r.kind == "description":
        yield _claim(page, subject, "described_as", words, r.start, r.end, "description", "called so further on")
        if r.age is not None and subject not in known.ages:
            known.ages[subject] = r.age
            at = r.start + words.index(str(r.age))
            yield _claim(page, subject, "age", r.age, at, r.end, "description", "the age the page states")
            yield _claim(
                page, subject, "age_group", "child" if r.age < 18 else "adult", at, r.end, "description", f"aged {r.age}"
            )


def _by_pronoun(page: Page, claims: Claims, known: Known) -> Iterator[Claim]:
    """The sex that pronouns state, where all of a person's pronouns agree (or nearly all of many)."""
    for subject, votes in known.votes.items():
        (sex, most), *rest = votes.most_common()
        stated = claims.value(subject, "sex")
        if most >= 2 and (not rest or most >= 5 * rest[0][1]) and stated is None:
            r = known.first[(subject, sex)]
            word = page.reading.text[r.start : r.end]
            yield _claim(page, subject, "sex", sex, r.start, r.end, "pronoun", f"called {word.casefold()}")


def _witness(page: Page) -> Iterator[Claim]:
    """In the record of an interview "I" is the witness, known by the code in its head; without a code nobody is minted."""
    head = _WITNESS.search(page.reading.text) if page.reading.kind == "interview" else None
    if head is None:
        return
    passage = page.reading.passage(head.start(1), head.end(1))
    subject = page.reading.mint("person", passage)
    yield _claim(
        page, subject, "name", head[1].strip(), head.start(1), head.end(1), "witness", "the coded witness of the interview"
    )
    yield _claim(page, subject, "mention", "name", head.start(1), head.end(1), "witness", "the coded witness of the interview")
    quotes = quotations(page)
    for block in page.reading.main:
        if _ASKED.match(page.reading.text, block.start, block.end):
            continue
        for m in re.compile(r"\b\w+\b").finditer(page.reading.text, block.start, block.end):
            small = m[0].casefold()
            if small in first_person() and (small != "i" or m[0] == "I") and inside(quotes, m.start()) < 0:
                yield _claim(page, subject, "mention", "pronoun", m.start(), m.end(), "witness", "the witness speaks")
