"""What the columns of a table mean: guessed from their heads, said by a person, written down and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from letapis.core.tables.dates import DAY_FIRST, MONTH_FIRST
from letapis.core.tables.words import TELLS_NOTHING, head_means, plain
from letapis.words.records import Fault, mint
from letapis.words.tables import table

PERSON: Final = (
    "name", "variant", "surname", "given", "patronymic", "sex", "age", "born", "role", "described_as", "nationality",
)  # fmt: skip
"""What a column can say of the person of its row."""
SETTING: Final = ("when", "where", "by", "country")
"""What a column can say of an act: of one named before a point (``arrest.when``), else of those the column ``act`` names."""
HOSTS: Final[dict[str, tuple[str, ...]]] = {
    "charge": ("charge",), "law": ("charge",), "sentence": ("conviction",), "facility": ("detention",),
    "court": ("conviction", "trial", "charge", "arrest", "detention"), "stated_reason": ("arrest", "detention", "charge"),
    "conditions": ("detention", "arrest"), "methods": ("torture", "beating", "arrest", "detention"),
    "injuries": ("beating", "torture", "attack"), "note": (),
}  # fmt: skip
"""Details, and the acts they belong to where the row tells of one of these."""
BEGETS: Final = frozenset({"charge", "law", "sentence", "facility"})
"""Details that tell of their first act by themselves: who has a sentence was convicted."""
OTHERS: Final = ("act", "status", "source", "detail")
NOTHING: Final = "-"
"""Said of a column that nothing is to be read from."""
MANY: Final = frozenset({"variant", "described_as", "role", "source", "note", "detail", "act", "charge", "law"})
"""What several columns may say."""
_SAID = re.compile(r"\s*([^\n]{1,200}?)\s*=\s*([a-z_]+(?:\.[a-z_]+)?|-)(?::(dmy|mdy))?\s*(?:[,;\n]\s*|\Z)")
_UWAZI = re.compile(r".+(?:__[a-z]{2}|_geolocation)\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it means, and which number its dates write first where a person said so."""

    name: str
    means: str
    order: str = ""

    def __str__(self) -> str:
        return f"{self.name}={self.means}" + (f":{self.order}" if self.order else "")


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns may mean; ``sure`` where every one of them is known by its whole head and none stands twice."""

    columns: tuple[Column, ...]
    sure: bool


def meanings() -> tuple[str, ...]:
    """Every meaning a column can have, acts left out."""
    return (*PERSON, *SETTING, *HOSTS, *OTHERS, NOTHING)


def known(means: str) -> bool:
    """Whether it is something a column can mean."""
    act, point, of = means.partition(".")
    if point:
        return act in table("terms")["acts"] and (of in SETTING or of in HOSTS or of == "detail")
    return means in meanings() or means in table("terms")["acts"]


def signature(names: Sequence[str], key: bytes) -> str:
    """The name of all tables with these columns; ``key`` is the project's, so that the name tells nothing to others."""
    return mint("table", key, *(plain(n) or n for n in names))


def guessed(names: Sequence[str], *, headed: bool = True) -> Guess:
    """What the columns may mean by their heads: to be suggested, never taken without a person's word where it matters."""
    if not headed:
        return Guess(tuple(Column(n, NOTHING) for n in names), False)
    found = [_meaning(n, names) for n in names]
    means = _names_settled([m for m, _ in found])
    sure = all(s for _, s in found) and len({plain(n) for n in names}) == len(names)
    taken: set[str] = set()
    columns = []
    for name, meaning in zip(names, means, strict=True):
        if meaning in taken and meaning not in MANY:
            sure, meaning = sure and meaning == "name", "variant" if meaning == "name" else NOTHING
        if meaning in SETTING and "act" not in means:
            sure, meaning = False, NOTHING
        taken.add(meaning)
        columns.append(Column(name, meaning))
    return Guess(tuple(columns), sure and bool(taken & {"name", "surname"}))


def _meaning(name: str, names: Sequence[str]) -> tuple[str, bool]:
    """A column's meaning and whether that is sure; the title of an Uwazi entity is what it is called."""
    if plain(name) == "title":
        return ("name" if any(_UWAZI.match(n) or plain(n) in ("id", "file", "attachments") for n in names) else NOTHING), False
    found = head_means(re.sub(r"__[a-z]{2}\Z", "", name))
    if found is None:
        return NOTHING, False
    return (NOTHING if found[0] == TELLS_NOTHING else found[0]), found[1]


def _names_settled(means: list[str]) -> list[str]:
    """ "Имя" beside "Фамилия" is a given name; "Name" beside "Vorname" a surname; a part of a name alone is the name."""
    has = set(means)
    swap: dict[str, str] = {}
    if "name" in has and "surname" in has and "given" not in has:
        swap = {"name": "given"}
    elif "name" in has and "given" in has and "surname" not in has:
        swap = {"name": "surname"}
    elif "name" in has and has & {"surname", "given"}:
        swap = dict.fromkeys(("surname", "given", "patronymic"), NOTHING)
    elif "name" not in has and len(has & {"surname", "given"}) == 1:
        swap = {"surname": "name", "given": "name"}
    return [swap.get(m, m) for m in means]


def said(text: str, names: Sequence[str]) -> tuple[Column, ...] | Fault:
    """The columns as a person says them, ``Name=name,Date of arrest=arrest.when``; a column may be told by its number.

    Columns that are not mentioned say nothing. A fault names what cannot be understood, or what is missing.
    """
    found = put_right(text, tuple(Column(n, NOTHING) for n in names))
    return found if isinstance(found, Fault) else lacking(found) or found


def put_right(text: str, columns: Sequence[Column]) -> tuple[Column, ...] | Fault:
    """The columns with what a person says of some of them; whether all is said that is needed is not asked."""
    pairs, at, names = list[tuple[str, str, str]](), 0, [c.name for c in columns]
    while m := _SAID.match(text, at):
        pairs.append((m[1], m[2], m[3] or ""))
        at = m.end()
    if not pairs or text[at:].strip():
        return Fault(text[at : at + 60].strip() or "columns", "this says nothing of a column.", _HOW)
    by_name = {plain(n) or n: i for i, n in reversed(list(enumerate(names)))} | {n: i for i, n in enumerate(names)}
    found = list(columns)
    for name, means, order in pairs:
        i = by_name.get(name, by_name.get(plain(name), _numbered(name, len(names))))
        if i is None:
            return Fault(name, "the table has no such column.", f"It has: {', '.join(names)[:400]}.")
        if not known(means):
            return Fault(
                f"{name}={means}", "no column can mean that.", f"It can mean: {', '.join(meanings())}, or arrest.when."
            )
        found[i] = Column(names[i], means, order)
    return tuple(found)


_HOW = 'Write it as in "Name=name,Date of arrest=arrest.when".'


def _numbered(name: str, width: int) -> int | None:
    return int(name) - 1 if name.isdigit() and len(name) < 5 and 0 < int(name) <= width else None


def lacking(columns: Sequence[Column]) -> Fault | None:
    """What is missing or too much before a table can be read by its columns; None for nothing."""
    means = [c.means for c in columns]
    if not {"name", "surname"} & set(means):
        return Fault("columns", "no column is the name.", "Say which one is, as in “Name=name”.")
    twice = next((m for m in means if means.count(m) > 1 and m not in MANY and m != NOTHING), None)
    if twice:
        return Fault("columns", f"two columns are “{twice}”.", "A second spelling of the name is “variant”.")
    loose = next((c for c in columns if c.means in SETTING), None)
    if loose and "act" not in means:
        of = f"Say of which act, as in “{loose.name}=arrest.{loose.means}”."
        return Fault(str(loose), "no column says what was done.", of)
    return None


def written(columns: Sequence[Column]) -> str:
    """The columns as they are kept in a decision, those that say nothing included."""
    return json.dumps([[c.name, c.means, c.order] for c in columns], ensure_ascii=False, separators=(",", ":"))


def kept(text: str) -> tuple[Column, ...] | None:
    """The columns that a decision keeps; None where it keeps none."""
    try:
        columns = tuple(Column(str(n), str(m), str(o)) for n, m, o in json.loads(text))
    except (ValueError, TypeError):
        return None
    return columns if all(known(c.means) and c.order in ("", DAY_FIRST, MONTH_FIRST) for c in columns) else None


def typed(columns: Sequence[Column]) -> str:
    """The columns that say something, as a person types them."""
    return ",".join(str(c) for c in columns if c.means != NOTHING)
