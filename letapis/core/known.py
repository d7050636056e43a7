"""The project's known people, found by name in pages whose acts are not understood yet: any script, any case of the name.

Precision first. A page must give a known person's given name and surname together before anything is claimed; after that the
surname alone will do, where it stands alone and can be nobody else's on that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letapis.core.cases import Book, Person
from letapis.core.resolve.spelling import name_of, sound
from letapis.words.declension import NOMINATIVE, Form, agree, forms, is_patronymic, may_be_another
from letapis.words.records import Claim, Passage, Reading

NAME = "known-names/1"
UNDERSTOOD = ("en", "und")
"""The languages whose acts are read; pages in all others are searched for known people."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0]{1,3}")
_AFTER_INITIAL = re.compile(r"\.?[ \u00a0]{0,3}")
_SHORTEST = 3
"""Letters of a surname: shorter ones fit too many words."""
_GENDER = {"man": "m", "woman": "f"}


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the project by the sounds of the names that other pages give."""

    shown: str
    givens: frozenset[str]
    surnames: frozenset[str]
    gender: str
    """``m``, ``f`` or ``any``."""
    pages: int


def known_people(book: Book) -> tuple[Known, ...]:
    """The persons of a book whom some page gives a given name and a surname; what was found here before does not count."""
    return tuple(k for p in book.people if (k := _known(p)))


def _known(person: Person) -> Known | None:
    told = [(s.value, [c for c in s.claims if not c.by.startswith(NAME)]) for s in person.spellings]
    names = [n for value, claims in told if claims and (n := name_of(value)).full]
    names = [n for n in names if len(n.parts[0]) > 1 and len(n.parts[-1]) >= _SHORTEST]
    if not names:
        return None
    genders = {_GENDER.get(s.value, "any") for s in person.sex}
    pages = {c.passage.reading for _, claims in told for c in claims}
    givens, surnames = frozenset(n.sounds[0] for n in names), frozenset(n.sounds[-1] for n in names)
    return Known(person.shown, givens, surnames, genders.pop() if len(genders) == 1 else "any", len(pages))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    joined: bool
    """Only a space parts it from the word before."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Found:
    """A known name on a page: whose it can be, the name as such, and where."""

    whose: tuple[int, ...]
    name: str
    case: str
    gender: str
    first: int
    last: int
    """Indices of its first and last word."""


class Register:
    """Known people by the sound of their surnames, to be looked for in page after page."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = tuple(people)
        self.by_surname: dict[str, list[int]] = {}
        for i, person in enumerate(self.people):
            for surname in person.surnames:
                self.by_surname.setdefault(surname, []).append(i)
        self._beginnings = {s[:2] for s in self.by_surname}

    def surnames(self, word: str, language: str) -> list[Form]:
        """The known surnames that a word can be a form of."""
        if len(word) < _SHORTEST or sound(word)[:2] not in self._beginnings:
            return []
        return [f for f in forms(word, "surname", language) if sound(f.name) in self.by_surname]

    def full(self, given: str, surname: str, language: str) -> tuple[tuple[int, ...], Form, Form] | None:
        """Whose given name and surname two words can be, in which form; None where they are nobody's or could be another's."""
        found: dict[int, tuple[Form, Form]] = {}
        for s in self.surnames(surname, language):
            for g in forms(given, "given", language):
                if agree(g, s) and not (s.case != NOMINATIVE and may_be_another(given, surname, language)):
                    for i in self._whose(g, s):
                        found.setdefault(i, (g, s))
        return (tuple(found), *next(iter(found.values()))) if found else None

    def _whose(self, given: Form, surname: Form) -> Iterator[int]:
        told = {given.gender, surname.gender} - {"any"}
        for i in self.by_surname[sound(surname.name)]:
            person = self.people[i]
            if sound(given.name) in person.givens and (person.gender == "any" or told <= {person.gender}):
                yield i


def known_in(reading: Reading, register: Register) -> Iterator[Claim]:
    """Claims that a page names known people: ``name`` once, ``mention`` wherever words refer to them by name."""
    page = _Page(reading, register)
    full = page.full_names()
    subjects: dict[tuple[int, ...], str] = {}
    for f in full:
        passage = page.passage(f)
        if f.whose not in subjects:
            subjects[f.whose] = reading.mint("person", passage)
            yield Claim(subjects[f.whose], "name", f.name, passage, by=NAME, why=_why(f, passage, register), score=0.9)
        yield _mention(subjects[f.whose], passage, "the full name of a person known from other pages", 0.9)
    for f in page.surnames(full):
        yield _mention(subjects[f.whose], page.passage(f), "the surname alone, after the full name on the same page", 0.8)


def _mention(subject: str, passage: Passage, why: str, score: float) -> Claim:
    return Claim(subject, "mention", "name", passage, by=NAME, why=f"{why}.", score=score)


def _why(f: _Found, passage: Passage, register: Register) -> str:
    person = register.people[f.whose[0]]
    case = "" if f.case == NOMINATIVE else f" in the {f.case}"
    pages = f"{person.pages} other page{'s' * (person.pages != 1)}"
    return f"“{passage.quote}” is the name “{f.name}”{case}, which is how {person.shown} is called, known from {pages}."


class _Page:
    """The main text of one page as words."""

    def __init__(self, reading: Reading, register: Register) -> None:
        self.reading, self.register = reading, register
        self.words = [w for b in reading.main for w in _words(reading.text, b.start, b.end)]

    def passage(self, f: _Found) -> Passage:
        return self.reading.passage(self.words[f.first].start, self.words[f.last].end)

    def full_names(self) -> list[_Found]:
        """Given name and surname side by side, in either order, with or without the father's name; in the order of the page."""
        found, at = list[_Found](), 0
        while at < len(self.words):
            here = self._full_at(at)
            found += [here] if here else []
            at = here.last + 1 if here else at + 1
        return found

    def _full_at(self, i: int) -> _Found | None:
        w, language = self.words[i : i + 3], self.reading.language
        if not w or not w[0].capital:
            return None
        two = len(w) > 1 and w[1].joined and w[1].capital
        three = two and len(w) > 2 and w[2].joined and w[2].capital
        orders = [(0, 2), (0, 1)] if three and is_patronymic(w[1].text, language) else [(0, 1)] if two else []
        orders += [(1, 0)] if two else []
        for given, surname in orders:
            told = self.register.full(w[given].text, w[surname].text, language)
            if told:
                whose, g, s = told
                last = 2 if three and max(given, surname) == 1 and surname == 0 and is_patronymic(w[2].text, language) else 0
                gender = next((x for x in (g.gender, s.gender, self.register.people[whose[0]].gender) if x != "any"), "any")
                name = f"{_capital(g.name)} {_capital(s.name)}"
                return _Found(whose, name, g.case, gender, i, i + max(given, surname, last))
        return None

    def surnames(self, full: Sequence[_Found]) -> Iterator[_Found]:
        """Surnames that stand alone after a full name and can be one known person's only."""
        taken = {i for f in full for i in range(f.first, f.last + 1)}
        strangers = self._strangers(taken)
        for i, word in enumerate(self.words):
            if i in taken or not word.capital or not self._alone(i):
                continue
            named = [f for f in full if f.last < i]
            told = self.register.surnames(word.text, self.reading.language) if named else []
            if not told or any(_clash(t, s) for t in told for s in strangers):
                continue
            fitting = {f.whose: f for f in named if any(self._fits(f, t) for t in told)}
            others = {f.whose for f in full if any(self._fits(f, t) for t in told)}
            if len(fitting) == 1 and len(others) == 1:
                f = next(iter(fitting.values()))
                yield _Found(f.whose, f.name, told[0].case, f.gender, i, i)

    def _fits(self, f: _Found, told: Form) -> bool:
        surnames = {s for i in f.whose for s in self.register.people[i].surnames}
        return sound(told.name) in surnames and (f.gender == told.gender or "any" in (f.gender, told.gender))

    def _alone(self, i: int) -> bool:
        """No other name stands right before or after it; a word that only opens the sentence ("Дом Хальчевича") is none."""
        before = i > 0 and self.words[i].joined and self.words[i - 1].capital
        after = i + 1 < len(self.words) and self.words[i + 1].joined and self.words[i + 1].capital
        return not after and not (before and (self.words[i - 1].joined or self._persons(i - 1, i)))

    def _persons(self, given: int, surname: int) -> set[Form]:
        """Whose known surname, by gender, two words can be with a given name before it, by their forms."""
        language = self.reading.language
        known = self.register.surnames(self.words[surname].text, language)
        pairs = ((g, s) for g in forms(self.words[given].text, "given", language) for s in known if agree(g, s))
        return {Form(s.name, g.gender if s.gender == "any" else s.gender, s.case) for g, s in pairs}

    def _strangers(self, taken: set[int]) -> set[Form]:
        """Surnames that the page also gives somebody with another first name ("Сергей Хальчевич")."""
        small = {w.text for w in self.words if w.text.islower()}
        found = set[Form]()
        for i, word in enumerate(self.words[1:], 1):
            before = self.words[i - 1]
            if i not in taken and word.capital and word.joined and before.capital and before.text.casefold() not in small:
                found |= self._persons(i - 1, i)
        return found


def _clash(form: Form, stranger: Form) -> bool:
    """Whether a surname can also be meant of a stranger on the page."""
    return sound(form.name) == sound(stranger.name) and (
        form.gender == stranger.gender or "any" in (form.gender, stranger.gender)
    )


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    before: re.Match[str] | None = None
    for m in _WORD.finditer(text, start, end):
        gap = _AFTER_INITIAL if before and len(before[0]) == 1 else _GAP
        joined = before is not None and gap.fullmatch(text, before.end(), m.start()) is not None
        yield _Word(m.start(), m.end(), m[0], joined)
        before = m


def _capital(name: str) -> str:
    """A name written as names are: from "ХАЛЬЧЕВИЧ", "Хальчевич"."""
    return name if name[1:].islower() or not (name.isupper() or name[:-1].isupper()) else name.title()
