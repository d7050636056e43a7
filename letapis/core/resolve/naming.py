"""Two whole names word by word, in any scripts and orders: how certainly they are one person's, and why, in a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from math import prod

from letapis.core.resolve import letters, slips
from letapis.core.resolve.spelling import as_arabic, difference, heard, sound
from letapis.words import names
from letapis.words.latin import fold, latin, plain
from letapis.words.letters import SCRIPTS
from letapis.words.tables import table

ONE = 0.5
"""From here on two names are said to be one."""
VOWELS_APART = 0.85
"""What two words come to that differ as spellings of one Arabic name do: in short vowels, and in consonants Latin lacks."""
LANGUAGES_APART = 0.9
"""What two forms of one given name in two languages come to."""
ONE_WORD = 0.9
"""What two words must come to, if nothing else of two names agrees."""
MOST_WORDS = 12
"""Words of a name that are looked at."""
_JOINED = re.compile(r"(?<=[a-zа-яё]{2})(?=[A-ZА-ЯЁ][a-zа-яё]{2})")
_FATHERS = re.compile(r"(?:[vw][iy](?:ch|tch|tsch|cz|c)|[oe][vw]n[ae]|[aiy]vn[ae]|[aeo]un[ae]|ichna|oglu|kizi|qizi)$")
_SERVANT = frozenset({"abd", "abdel", "abdul", "abdal", "abdur", "abdol", "abdoul", "abdil", "عبد"})
_ABDUL = re.compile(r"^abd(?:[aeiou]|ou)[lr](?=\w{3})")
_SONS = frozenset({"bin", "ben", "ibn", "bint", "binti", "بن", "ابن", "بنت"})
"""Particles between a person's own name and the father's."""
_BETWEEN = re.compile(r"[\s\-‐‑–._/]+")
_APOSTROPHES = re.compile(r"['’ʼ`‘׳]")
_WORD_LIKE = re.compile(r"[^\W\d_]")


class Basis(Enum):
    """What of two names agrees: two words or more, one word and an initial, one word alone, or nothing that counts."""

    NAMES = 3
    INITIAL = 2
    WORD = 1
    NOTHING = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """How certainly two names are one (0 to 1), and why."""

    score: float
    why: str
    basis: Basis = Basis.NAMES
    sure: bool = True
    """Whether it is known how the words stand for one another; the trained letters only say how likely it is."""
    namesakes: bool = False
    """Whether all agrees but the fathers' names."""

    @property
    def same(self) -> bool:
        """Whether they are said to be one name."""
        return self.score >= ONE


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as written, as compared, in which script."""

    written: str
    plain: str
    script: str

    @property
    def initial(self) -> bool:
        """Whether it is one letter that stands for a name."""
        return len(self.plain) == 1

    @property
    def fathers(self) -> bool:
        """Whether it is a patronymic."""
        return bool(_FATHERS.search(self.plain))

    @property
    def common(self) -> bool:
        """Whether so many bear it that it tells little."""
        return self.plain in _common()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words set beside one another: how alike, and by what they differ (empty: by nothing)."""

    a: Word
    b: Word
    alike: float
    how: str
    sure: bool = True
    """Whether more than the trained letters says so."""


@cache
def _small() -> frozenset[str]:
    return frozenset(table("names")["small"])


@cache
def _common() -> frozenset[str]:
    return frozenset(table("names")["common"])


@lru_cache(maxsize=1 << 14)
def script_of(word: str) -> str:
    """``latin``, ``cyrillic``, ``arabic``, ``hebrew``, ``han`` or another script, by the first letter."""
    letter = next((c for c in word if c.isalpha()), "")
    first = unicodedata.name(letter, "").split(" ")[0].casefold() if letter else ""
    return "han" if first == "cjk" else first


@lru_cache(maxsize=1 << 15)
def words_of(name: str) -> tuple[Word, ...]:
    """A name's words without titles, particles and suffixes; what stands after a comma is put first."""
    last, comma, first = name.partition(",")
    if comma and names.bare(first.strip()) not in names.suffixes():
        name = f"{first} {last}"
    # In Hebrew an apostrophe makes another letter of the one before it; elsewhere it is left out as often as written.
    name = name if script_of(name) == "hebrew" else _APOSTROPHES.sub("", name)
    cut = names.parts(_JOINED.sub(" ", name)).plain
    found = [w for w in _BETWEEN.split(cut) if _WORD_LIKE.search(w)]
    told = _servants([Word(w, _compared(w), script_of(w)) for w in found[:MOST_WORDS]])
    return tuple(w for w in told if w.plain and w.plain not in _small()) or tuple(told)


def _servants(told: list[Word]) -> list[Word]:
    """Names of servants of God, however cut ("Abd al-Rahman", "Abdel Rahman", عبد الرحمن), as one word."""
    found: list[Word] = []
    rest = iter(told)
    for word in rest:
        if word.plain in _SERVANT and (master := next((w for w in rest if w.plain not in _small()), None)):
            start = "abdul" if word.script == "latin" else word.plain
            word = Word(word.written + master.written, start + master.plain, word.script)
        found.append(word)
    return found


def _compared(word: str) -> str:
    if script_of(word) in ("latin", "cyrillic"):
        return _ABDUL.sub("abdul", plain(word))
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def in_latin(name: str) -> str:
    """A name in Latin letters: Cyrillic as the press writes it, Arabic and Hebrew letter by letter, others as they are."""
    return " ".join(letters.spelt(script_of(word), word) for word in latin(name).split())


@lru_cache(maxsize=1 << 17)
def beside(a: Word, b: Word) -> Pair:
    """Two words compared."""
    if a.written.casefold() == b.written.casefold():
        return Pair(a, b, 1.0, "")
    if a.script == b.script:
        return _in_one_script(a, b)
    return _across(a, b)


def _in_one_script(a: Word, b: Word) -> Pair:
    if a.script == "han":
        return Pair(a, b, 0.0, "")
    if a.plain == b.plain:
        return Pair(a, b, 0.99, f"“{a.written}” and “{b.written}” differ by marks only")
    if a.initial or b.initial:
        fits = a.plain[:1] == b.plain[:1] or sound(a.written)[:1] == sound(b.written)[:1]
        return Pair(a, b, 0.8 * fits, f"the initial {min(a.plain, b.plain, key=len).upper()} fits" if fits else "")
    if _womans(a.plain, b.plain):
        return Pair(a, b, 0.3, f"“{a.written}” and “{b.written}” are a man's and a woman's form")
    if heard(a.written) & heard(b.written):
        how = f"differ by transliteration ({difference(a.written, b.written)})"
        return Pair(a, b, 0.96, f"“{a.written}” and “{b.written}” {how}")
    if _other_sex(a.plain, b.plain):
        return Pair(a, b, 0.45, f"“{a.written}” and “{b.written}” are a man's and a woman's name")
    if short := _stands_for(a.written, b.written):
        return Pair(a, b, short[0], f"“{a.written}” and “{b.written}” {short[1]}")
    alike = max(slips.alike(a.plain, b.plain), slips.alike(fold(a.plain), fold(b.plain)))
    if alike < VOWELS_APART and as_arabic(a.written) == as_arabic(b.written):
        alike = VOWELS_APART
    if not alike:
        return Pair(a, b, alike, "")
    return Pair(a, b, alike, f"“{a.written}” and “{b.written}” differ by spelling ({difference(a.written, b.written)})")


@cache
def _pets() -> Mapping[str, tuple[str, ...]]:
    return {sound(short): tuple(names_) for short, names_ in table("names")["short"].items()}


def full_forms(word: str) -> tuple[str, ...]:
    """The names that a word may be a pet form of, however spelt: ``Kolja`` and ``Kolya`` stand for ``nikolai`` and others."""
    return _pets().get(sound(word), ())


@cache
def _in_languages() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for n, row in enumerate(table("names")["same"]["rows"]):
        for name in row:
            found.setdefault(sound(name), set()).add(n)
    return {name: frozenset(rows) for name, rows in found.items()}


def _rows(sounds: Iterable[str]) -> set[int]:
    return {n for s in sounds for n in _in_languages().get(s, ())}


def _stands_for(a: str, b: str) -> tuple[float, str] | None:
    """Whether a word is a pet form of the other, or the other language's form of it, in any spelling."""
    x, y = heard(a), heard(b)
    if y & {sound(n) for n in full_forms(a)} or x & {sound(n) for n in full_forms(b)}:
        return 0.8, "are a short form and its name"
    return (LANGUAGES_APART, "are one name in two languages") if _rows(x) & _rows(y) else None


@cache
def _womens() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for hers, his in table("names")["women"]["endings"]:
        found.setdefault(hers, set()).add(his)
    return {hers: frozenset(his) for hers, his in found.items()}


def _womans(a: str, b: str) -> bool:
    """Whether the words are a surname's two forms, for a woman and for a man."""
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(
        y[at:] in _womens().get(x[at:], ())
        for x, y in ((a, b), (b, a))
        for at in range(max(0, same - 7), min(same, len(y)) + 1)
    )


def _other_sex(a: str, b: str) -> bool:
    """Whether only the end tells a woman's given name from a man's: Mario and Maria, Daniel and Daniela; not -enko, -enka."""
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return {a[-1], b[-1]} == {"o", "a"} and a[:-1] == b[:-1] and not a[:-1].endswith("nk")
    return len(short) > 2 and long == f"{short}a"


def _across(a: Word, b: Word) -> Pair:
    """Words of two scripts: by letters where one is Latin, by way of Latin letters from Cyrillic; else nothing can be said."""
    other, spelt = (a, b) if b.script in ("latin", "cyrillic") and a.script != "latin" else (b, a)
    if other.script not in SCRIPTS or spelt.script not in ("latin", "cyrillic"):
        return Pair(a, b, 0.0, "")
    if other.initial or spelt.initial:
        fits = plain(other.written)[:1] == spelt.plain[:1]
        return Pair(a, b, 0.8 * fits, "the initial fits" if fits else "")
    written = latin(spelt.written) if spelt.script == "cyrillic" else spelt.written
    if other.script == "cyrillic" and _womans(other.plain, plain(written)):
        return Pair(a, b, 0.3, f"“{a.written}” and “{b.written}” are a man's and a woman's form")
    found = letters.aligned(other.script, other.written, written)
    told = "; ".join(f"{x or 'nothing'} = {y or 'nothing'}" for x, y in found.unusual[:3])
    how = f"“{a.written}” is “{b.written}” in other letters" + (f" ({told})" if told else "")
    return Pair(a, b, found.certainty, how, sound(other.written) == sound(spelt.written))


@dataclass(frozen=True, slots=True)
class Setting:
    """Two names' words set beside one another: the pairs in the first name's order, and the words left on each side."""

    pairs: tuple[Pair, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    reordered: bool


def set_beside(a: Sequence[Word], b: Sequence[Word]) -> Setting:
    """The words set beside one another, the most alike first, each word once; the nearer place breaks ties."""
    ranked = sorted(
        ((beside(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
        key=lambda t: (-t[0].alike, abs(t[1] / len(a) - t[2] / len(b))),
    )
    of: dict[int, tuple[int, Pair]] = {}
    for pair, i, j in ranked:
        if pair.alike >= slips.LEAST and i not in of and all(j != taken for taken, _ in of.values()):
            of[i] = j, pair
    places = [of[i][0] for i in sorted(of)]
    return Setting(
        tuple(of[i][1] for i in sorted(of)),
        tuple(w for i, w in enumerate(a) if i not in of),
        tuple(w for j, w in enumerate(b) if j not in places),
        places != sorted(places),
    )


@lru_cache(maxsize=1 << 15)
def compare(a: str, b: str) -> Compared:
    """Two names as pages write them: how certainly one, and why."""
    x, y = words_of(a), words_of(b)
    if not x or not y:
        return Compared(0.0, "one of them is no name", Basis.NOTHING)
    return max((_judged(a, b, p, q) for p, q in _readings(x, y)), key=lambda c: c.score)


def _readings(x: tuple[Word, ...], y: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """The names as they are cut, and with neighbours written as one word where that makes their numbers of words agree."""
    yield x, y
    if len(x) != len(y) and min(len(x), len(y)) >= 1:
        long = x if len(x) > len(y) else y
        for i in range(len(long) - 1):
            one, two = long[i : i + 2]
            if one.script == two.script and not one.initial and not two.initial:
                glued = Word(one.written + two.written, one.plain + two.plain, one.script)
                merged = (*long[:i], glued, *long[i + 2 :])
                yield (merged, y) if long is x else (x, merged)


def _judged(a: str, b: str, x: tuple[Word, ...], y: tuple[Word, ...]) -> Compared:
    found = set_beside(x, y)
    if not found.pairs:
        return Compared(0.02, f"no part of “{a}” and “{b}” agrees", Basis.NOTHING)
    together = prod(p.alike for p in found.pairs)
    basis, sure = _basis(found.pairs), all(p.sure for p in found.pairs)
    if found.left and found.right:
        namesakes = basis is Basis.NAMES and all(w.fathers for w in (*found.left, *found.right))
        return Compared(round(min(0.4, 0.4 * together), 3), _apart(found.left, found.right), Basis.NOTHING, sure, namesakes)
    reasons = [p.how for p in found.pairs if p.how]
    score = together * _worth(found.pairs)
    if found.reordered and (_of_father(a) or _of_father(b)):
        return Compared(round(0.3 * together, 3), "the father's name of one is the other's own name", basis, sure)
    if extra := found.left or found.right:
        score, why = _one_says_more(score, found.pairs, extra)
        reasons.append(why)
    elif found.reordered:
        score *= 0.99
        reasons.append("the same names in another order")
    return Compared(round(min(score, 1.0), 3), "; ".join(reasons) or f"the same name “{a}”", basis, sure)


def _basis(pairs: Sequence[Pair]) -> Basis:
    whole = [p for p in pairs if not p.a.initial and not p.b.initial]
    if len(whole) > 1:
        return Basis.NAMES
    if len(pairs) > 1 and whole:
        return Basis.INITIAL
    return Basis.WORD if any(p.alike >= ONE_WORD for p in pairs) else Basis.NOTHING


def _of_father(name: str) -> bool:
    return any(w.casefold() in _SONS for w in _BETWEEN.split(name))


def _apart(left: Sequence[Word], right: Sequence[Word]) -> str:
    return f"“{' '.join(w.written for w in left)}” and “{' '.join(w.written for w in right)}” are different names"


def _worth(found: Sequence[Pair]) -> float:
    """Less where only one word agrees, or only words that thousands bear."""
    if len(found) == 1:
        return 0.97 if found[0].alike >= 0.9 else 0.9
    return 0.9 if all(p.a.common for p in found) else 1.0


def _one_says_more(score: float, found: Sequence[Pair], extra: Sequence[Word]) -> tuple[float, str]:
    """One name has words that the other leaves out."""
    told = " ".join(w.written for w in extra)
    if len(found) == 1:
        return 0.45 * score, f"one of them is “{found[0].a.written}” alone, which many can be called"
    if all(w.fathers or w.initial for w in extra):
        return 0.95 * score, f"only one gives the patronymic or initial “{told}”"
    return (0.9 - 0.07 * len(extra)) * score, f"only one has “{told}”"
