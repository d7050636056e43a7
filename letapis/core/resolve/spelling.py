"""Whether two names can be spellings of one, and by what they differ, in words a monitor can check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from letapis.words import names
from letapis.words.latin import plain
from letapis.words.names import distance
from letapis.words.tables import table

_LETTERS = re.compile(r"[^\W\d_]+")
_SON_OF = re.compile(r"(?:vich|vych|vitch|ovna|evna|ivna|avna|yevna|ichna)$")


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    of = {spelling: sound for sound, spellings in table("spellings")["sounds"].items() for spelling in spellings}
    return re.compile("|".join(sorted(of, key=len, reverse=True))), of


@cache
def sound(word: str) -> str:
    """What a word is compared by across transliterations: ``Chalčevič``, ``Khalchevich`` and ``Халчевич`` are one."""
    small, tables = word.casefold(), table("spellings")
    if any(ch in small for ch in tables["hacek"]["letters"]):
        small = small.replace("ch", "kh")
    marked = "".join(tables["marked"].get(ch, ch) for ch in small)
    pattern, of = _sounds()
    return re.sub(r"(.)\1", r"\1", pattern.sub(lambda m: of[m[0]], "".join(_LETTERS.findall(plain(marked)))))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts; a part that is one letter is an initial, and initials stand before the surname."""

    whole: str
    parts: tuple[str, ...]
    """Plain Latin."""
    sounds: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether it has a given name (or an initial) and a surname."""
        return len(self.parts) > 1

    @property
    def core(self) -> tuple[str, ...]:
        """The sounds without a patronymic in the middle."""
        middle = tuple(s for s, p in zip(self.sounds[1:-1], self.parts[1:-1], strict=True) if not _SON_OF.search(p))
        return (self.sounds[0], *middle, self.sounds[-1]) if self.full else self.sounds


@cache
def name_of(words: str) -> Name:
    """A name cut into its parts, its titles left out."""
    tokens = [t.rstrip(".") for t in names.parts(re.sub(r"(?<=\w)\.(?=\w)", ". ", words)).words]
    tokens = [t for t in tokens if _LETTERS.search(t)]
    if len(tokens) > 1 and len(tokens[0]) > 1 and all(len(t) == 1 for t in tokens[1:]):
        tokens = [*tokens[1:], tokens[0]]
    return Name(words, tuple(plain(t) for t in tokens), tuple(sound(t) for t in tokens))


def difference(a: str, b: str) -> str:
    """What differs between two spellings: ``ch = č; y = i``."""
    x, y = a.casefold(), b.casefold()
    found = []
    for kind, i, j, k, m in SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(f"{x[i:j] or 'nothing'} = {y[k:m] or 'nothing'}")
    return "; ".join(found[:4]) + (" …" if len(found) > 4 else "")


@cache
def compare(a: Name, b: Name) -> tuple[float, str]:
    """How certainly two names are one person's, by the names alone, and why; 0 where they are not."""
    if not a.parts or not b.parts:
        return 0.0, ""
    if not (a.full and b.full):
        return _by_surname(a, b)
    if a.parts == b.parts:
        same = a.whole.casefold() == b.whole.casefold()
        return 0.95, f"the same full name “{a.whole}”" if same else f"the same full name, written “{a.whole}” and “{b.whole}”"
    if sorted(a.parts) == sorted(b.parts):
        return 0.93, f"the same names in another order (“{a.whole}”, “{b.whole}”)"
    if sorted(a.sounds) == sorted(b.sounds):
        return 0.92, f"“{a.whole}” and “{b.whole}” differ by transliteration only: {difference(a.whole, b.whole)}"
    if sorted(a.core) == sorted(b.core) and not _patronymics_differ(a, b):
        return 0.9, f"“{a.whole}” and “{b.whole}” differ by a patronymic that one leaves out"
    return _nearly(a, b)


def _one_apart(a: str, b: str) -> bool:
    return abs(len(a) - len(b)) < 2 and len(set(a) ^ set(b)) < 3 and distance(a, b, 1) == 1


def _patronymics_differ(a: Name, b: Name) -> bool:
    return len(a.parts) == len(b.parts) and len(a.parts) > 2 and a.sounds[1] != b.sounds[1]


def _by_surname(a: Name, b: Name) -> tuple[float, str]:
    if len(a.parts) == len(b.parts) == 1:
        return (0.4, f"both are called “{a.whole}” only") if a.sounds == b.sounds else (0.0, "")
    short, long = (a, b) if len(a.parts) == 1 else (b, a)
    if short.sounds[0] == long.sounds[-1]:
        return 0.4, f"“{short.whole}” can be short for “{long.whole}”, but its page gives no given name"
    return 0.0, ""


def _nearly(a: Name, b: Name) -> tuple[float, str]:
    """Surnames one letter apart with given names that agree, or given names that one gives as an initial."""
    given, surname = (a.sounds[0], b.sounds[0]), (a.sounds[-1], b.sounds[-1])
    initials = min(len(a.parts[0]), len(b.parts[0])) == 1 and given[0][:1] == given[1][:1]
    if surname[0] == surname[1] and initials:
        return 0.75, f"the same surname, and the initial of “{a.whole}” fits “{b.whole}”"
    if surname[0] == surname[1] and min(map(len, given)) > 3 and _one_apart(*given):
        return (
            0.8,
            f"the same surname, and given names a sound apart (“{a.whole}”, “{b.whole}”)",
        )
    long = min(map(len, surname)) >= 5
    if given[0] == given[1] and len(given[0]) > 1 and long and _one_apart(*surname):
        return 0.8, f"the same given name, and surnames one letter apart ({difference(a.parts[-1], b.parts[-1])})"
    return 0.0, ""
