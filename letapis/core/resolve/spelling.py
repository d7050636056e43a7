"""How the words of names sound whoever spells them, and by what two spellings differ, in words a monitor can check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from letapis.words import names
from letapis.words.latin import latin, plain
from letapis.words.tables import table

_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = str.maketrans("", "", "ʹʺʼʾʿʻ'’`")
"""What stands for soft signs and for sounds that Latin has no letter for."""


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    of = {spelling: sound for sound, spellings in table("spellings")["sounds"].items() for spelling in spellings}
    return re.compile("|".join(sorted(of, key=len, reverse=True))), of


@cache
def sound(word: str) -> str:
    """What a word is compared by across transliterations: ``Chalčevič``, ``Khalchevich`` and ``Халчевич`` are one."""
    small, tables = word.casefold().translate(_MARKS), table("spellings")
    if any(ch in small for ch in tables["hacek"]["letters"]):
        small = small.replace("ch", "kh")
    marked = "".join(tables["marked"].get(ch, ch) for ch in small)
    pattern, of = _sounds()
    return re.sub(r"(.)\1", r"\1", pattern.sub(lambda m: of[m[0]], "".join(_LETTERS.findall(plain(marked)))))


@cache
def _practices() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((_runs(practice), practice) for practice in table("spellings")["practices"].values())


@cache
def _arabic() -> tuple[re.Pattern[str], dict[str, str]]:
    of = {spelling: sound for sound, spellings in table("spellings")["arabic"].items() for spelling in spellings}
    return _runs(of), of


def _runs(spellings: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(spellings, key=len, reverse=True)))


def _rewritten(word: str, runs: re.Pattern[str], by: Mapping[str, str]) -> str:
    return runs.sub(lambda m: by.get(f"{m[0]}$" if m.end() == len(word) else m[0]) or by.get(m[0], m[0]), word)


@lru_cache(maxsize=1 << 15)
def heard(word: str) -> frozenset[str]:
    """How a Latin word sounds to readers of English, German, French …: ``Zwetkow`` and ``Tsvetkov`` have a sound in common."""
    small = latin(word).casefold().translate(_MARKS)
    return frozenset(sound(w) for w in (small, *(_rewritten(small, runs, by) for runs, by in _practices()))) - {""}


@lru_cache(maxsize=1 << 15)
def as_arabic(word: str) -> str:
    """How an Arabic or Persian name sounds whoever spells it in Latin: ``Yusuf`` is ``Youssef``, ``Khālid`` is ``Ḫaled``."""
    heard = _rewritten(unicodedata.normalize("NFC", word.casefold().translate(_MARKS)), *_arabic())
    bare = "".join(c for c in unicodedata.normalize("NFKD", heard) if c.isalpha())
    return re.sub(r"(.)\1", r"\1", bare)


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
