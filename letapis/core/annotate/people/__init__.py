"""Who is named on a page: persons with every spelling, what it calls them, and what that says of age, sex, role and kin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letapis.core.annotate.capitals import headline_case
from letapis.core.annotate.people import describe
from letapis.core.annotate.people import words as w
from letapis.core.annotate.people.group import Person, group, known, sex_of
from letapis.core.annotate.people.spot import Spot, spots, weights
from letapis.words.latin import is_cyrillic
from letapis.words.names import bare, honorifics
from letapis.words.records import Claim, Claims, Page, Value

NAME = "people/1"
READS = ("mention",)
WRITES = ("name", "variant", "mention", "described_as", "sex", "age", "age_group", "role", "relative_of")

_CHAIN = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_ADULT = 18


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a person, with the words that stand there."""

    subject: str
    start: int
    end: int
    sentence: int


def annotate(page: Page, claims: Claims) -> Iterable[Claim]:
    """The persons of the page, by the words that name and describe them."""
    found = list(spots(page))
    persons = group(found, weights(page, found, _places(claims)))
    named = [(_subject(page, p), p) for p in persons]
    mentions = sorted((m for s, p in named for m in _mentions(s, p)), key=lambda m: m.start)
    mentions = _with_known(page, named, mentions)
    for subject, person in named:
        yield from _names(page, subject, person)
        yield from _also(page, subject, person)
    for m in mentions:
        yield _claim(page, m.subject, "mention", "name", m.start, m.end, "named", "named here")
    yield from _described(page, mentions)
    for subject, person in named:
        yield from _addressed(page, subject, person)


def _places(claims: Claims) -> frozenset[tuple[int, int]]:
    return frozenset((c.passage.start, c.passage.end) for c in claims.having("mention") if c.subject.startswith("place:"))


def _claim(page: Page, subject: str, property_: str, value: Value, start: int, end: int, rule: str, why: str) -> Claim:
    return Claim(subject, property_, value, page.reading.passage(start, end), by=f"{NAME}:{rule}", why=why)


def _subject(page: Page, person: Person) -> str:
    first = min(person.spots, key=lambda s: s.start)
    return page.reading.mint("person", page.reading.passage(first.start, first.end))


def _mentions(subject: str, person: Person) -> Iterator[Mention]:
    for spot in person.spots:
        yield Mention(subject, spot.start, spot.end, spot.sentence)


def _with_known(page: Page, named: list[tuple[str, Person]], mentions: list[Mention]) -> list[Mention]:
    """The mentions and those in headlines, where capitals say nothing and only spellings known from the body are found."""
    pattern = known([p for _, p in named])
    if pattern is None:
        return mentions
    owners: dict[str, set[str]] = {}
    for subject, person in named:
        for spot in person.spots:
            owners.setdefault(spot.name.plain.casefold(), set()).add(subject)
    for i, s in enumerate(page.sentences):
        if headline_case(page, i):
            for m in pattern.finditer(page.reading.text, s.start, s.end):
                who = owners.get(m[0].casefold(), set())
                if len(who) == 1 and m[0][0].isupper():
                    mentions.append(Mention(next(iter(who)), m.start(), m.end(), i))
    return sorted(mentions, key=lambda m: m.start)


def _bounds(page: Page, spot: Spot) -> tuple[int, int]:
    """The place of a name without its form of address."""
    return page.reading.text.index(spot.name.words[0], spot.start, spot.end), spot.end


def _names(page: Page, subject: str, person: Person) -> Iterator[Claim]:
    """The fullest form is the name, every other spelling a variant."""
    text, fullest = page.reading.text, person.fullest
    start, end = _bounds(page, fullest)
    if len(fullest.name.words) == 1 and fullest.name.title and person.sex:
        start = fullest.start
    name = _squeezed(text[start:end])
    yield _claim(page, subject, "name", name, start, end, "fullest", "the fullest form on the page")
    seen = {name}
    for spot in sorted(person.spots, key=lambda s: s.start):
        for a, b in dict.fromkeys([(spot.start, spot.end), _bounds(page, spot)]):
            words = _squeezed(text[a:b])
            if words not in seen:
                seen.add(words)
                yield _claim(page, subject, "variant", words, a, b, "spelling", f"another spelling of {name}")
        if spot.name.nickname and spot.name.nickname not in seen:
            seen.add(spot.name.nickname)
            at = text.index(spot.name.nickname, spot.start)
            yield _claim(
                page,
                subject,
                "variant",
                spot.name.nickname,
                at,
                at + len(spot.name.nickname),
                "nickname",
                "a nickname in quotes",
            )


def _squeezed(words: str) -> str:
    return " ".join(words.split())


_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]\n]{2,60})[)\]]")
_OTHER = (
    r"[\s,(]{1,3}(?:who is |also |or )?(?:%s)\s+(?:by |to |as )?(?:the )?"
    r"[\"“‘'«]?((?:[^\W\d_][\w’'-]*)(?:\s[^\W\d_][\w’'-]*){0,2})"
)


def _also(page: Page, subject: str, person: Person) -> Iterator[Claim]:
    """Another script's spelling in brackets, and names after "also known as"."""
    text = page.reading.text
    pattern = re.compile(_OTHER % "|".join(map(re.escape, w.also())))
    for spot in person.spots:
        limit = page.sentences[spot.sentence].end
        m = _IN_BRACKETS.match(text, spot.end, limit)
        if m and (is_cyrillic(m[1]) or _caseless(m[1])):
            yield _claim(
                page, subject, "variant", _squeezed(m[1]), m.start(1), m.end(1), "script", "the name in its own script"
            )
        m = pattern.match(text, spot.end, limit)
        if m and m[1][0].isupper():
            words = " ".join(word for word in _capitals(m[1]))
            yield _claim(
                page, subject, "variant", words, m.start(1), m.start(1) + len(words), "also", "another name the page gives"
            )


def _capitals(words: str) -> Iterator[str]:
    for word in words.split(" "):
        if not word[:1].isupper():
            return
        yield word


def _caseless(words: str) -> bool:
    """Whether words are of a script without capitals (Arabic, Chinese, Georgian …)."""
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and all(ord(c) > 0x58F and c.lower() == c.upper() for c in letters)


def _addressed(page: Page, subject: str, person: Person) -> Iterator[Claim]:
    """The sex a form of address states, once."""
    for spot in person.spots:
        if spot.name.title and (sex := sex_of(spot)):
            words = next(t for t in spot.name.title.split() if honorifics().get(bare(t)))
            at = page.reading.text.index(words, spot.start)
            yield _claim(page, subject, "sex", sex, at, at + len(words), "address", f"addressed as {words}")
            yield _claim(page, subject, "age_group", "adult", at, at + len(words), "address", f"addressed as {words}")
            return


def _described(page: Page, mentions: list[Mention]) -> Iterator[Claim]:
    """What stands right before and right after each name; a plural before a list of names describes them all."""
    for i, m in enumerate(mentions):
        if headline_case(page, m.sentence):
            continue
        limit = page.sentences[m.sentence].end
        words = describe.before(page, m.start)
        if words is not None:
            for one in _chain(page, mentions, i) if words.plural else [m]:
                yield from _stated(page, mentions, one, words, "before")
        words = describe.after(page, m.end, limit)
        if words is not None and not any(o.start <= words.start < o.end for o in mentions):
            for one in _chain_back(page, mentions, i) if words.plural else [m]:
                yield from _stated(page, mentions, one, words, "after")
        age = describe.age_after(page, m.end, limit) or describe.age_before(page, m.start)
        if age is not None:
            yield from ages(page, m.subject, *age)


def _chain(page: Page, mentions: list[Mention], i: int) -> list[Mention]:
    """The mention and those listed with it: "X, Y and Z"."""
    chain = [mentions[i]]
    for m in mentions[i + 1 :]:
        if not _CHAIN.fullmatch(page.reading.text[chain[-1].end : m.start]):
            break
        chain.append(m)
    return chain


def _chain_back(page: Page, mentions: list[Mention], i: int) -> list[Mention]:
    """The mention and those listed before it; nobody where it stands alone and the plural cannot be about it only."""
    first = i
    while first > 0 and _CHAIN.fullmatch(page.reading.text[mentions[first - 1].end : mentions[first].start]):
        first -= 1
    return mentions[first : i + 1] if first < i else []


def _stated(page: Page, mentions: list[Mention], m: Mention, words: describe.Words, rule: str) -> Iterator[Claim]:
    """The claims of one description of one person."""
    phrase = page.reading.text[words.start : words.end]
    yield _claim(page, m.subject, "described_as", _squeezed(phrase), words.start, words.end, rule, f"set {rule} the name")
    by_house, private = describe.organisation_role(phrase)
    if by_house:
        yield _claim(page, m.subject, "role", by_house, words.start, words.end, rule, f"called {_squeezed(phrase)}")
    for role, a, b in describe.roles_in(phrase):
        if role == "official" and private:
            continue
        if role != "student":
            yield _claim(page, m.subject, "age_group", "adult", words.start + a, words.start + b, rule, f"called {phrase[a:b]}")
        yield _claim(page, m.subject, "role", role, words.start + a, words.start + b, rule, f"called {phrase[a:b]}")
    if (age := describe.age_in(phrase)) is not None:
        yield from ages(page, m.subject, age[0], words.start + age[1], words.start + age[2])
    at = phrase.casefold().rfind(words.head)
    span = (words.start + at, words.start + at + len(words.head)) if at >= 0 else (words.start, words.end)
    if (sex := w.nouns().get(words.head)) and not describe.head_is_plural_of_many(phrase):
        yield _claim(page, m.subject, "sex", sex, *span, rule, f"called {words.head}")
    if words.head in w.children() or words.head in w.grown():
        group = "child" if words.head in w.children() else "adult"
        yield _claim(page, m.subject, "age_group", group, *span, rule, f"called {words.head}")
    yield from _kin(page, mentions, m, words)


def _kin(page: Page, mentions: list[Mention], m: Mention, words: describe.Words) -> Iterator[Claim]:
    """ "X's wife Y" and "Y, the wife of X" make Y a relative of X; "his wife" waits for who he is."""
    if words.head not in w.kin():
        return
    inside = [o for o in mentions if o.subject != m.subject and words.start <= o.start and o.end <= words.end + 1]
    of = [o for o in mentions if o.subject != m.subject and page.reading.text[words.end : o.start] == " of "]
    for other in (inside or of)[:1]:
        yield _claim(page, m.subject, "relative_of", other.subject, words.start, words.end, "kin", words.head)


def ages(page: Page, subject: str, age: int, start: int, end: int) -> Iterator[Claim]:
    """A stated age and the age group that follows from it."""
    yield _claim(page, subject, "age", age, start, end, "age", "the age the page states")
    yield _claim(page, subject, "age_group", "child" if age < _ADULT else "adult", start, end, "age", f"aged {age}")
