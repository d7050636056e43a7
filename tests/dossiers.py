"""Dossiers made up for tests: invented people whose names must not leave, in every way a page may write them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from letapis.core.casefile import CaseFile, casefile
from letapis.core.cases import find
from letapis.core.dossier import Telling, compose
from letapis.core.dossier.document import Document
from letapis.core.dossier.policy import Policy, Prepared, prepare
from letapis.core.material import Told
from tests.telling import page

GIVEN = ("Tamara", "Ruslan", "Zakhar", "Vesna", "Bohdan", "Larisa", "Timur", "Agata", "Radim", "Yustina")
FAMILY = ("Voronets", "Skalich", "Brenko", "Dubravin", "Kosterin", "Maltsev", "Ostrovoy", "Plashko", "Rybchin", "Tverdov",
          "Ulasik", "Fedunov", "Khotko", "Tsarik", "Chobot", "Shumsky", "Yanchuk", "Zhdanko", "Gavrish", "Lebedko")  # fmt: skip
CYRILLIC = {"Voronets": "Воронец", "Skalich": "Скалич", "Brenko": "Бренко", "Dubravin": "Дубравин", "Kosterin": "Костерин",
            "Maltsev": "Мальцев", "Rybchin": "Рыбчин", "Tverdov": "Твердов", "Ulasik": "Уласик", "Fedunov": "Федунов",
            "Yanchuk": "Янчук", "Gavrish": "Гавриш"}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A made-up case, and every way in which a name that must not leave is written on its pages."""

    pages: tuple[Told, ...]
    written: tuple[str, ...]


def made_up(seed: int, secrets: int = 20) -> Made:
    """Pages about Ales Kulich that name others in many ways."""
    chance = random.Random(seed)
    families, told, written = chance.sample(FAMILY, min(secrets, len(FAMILY))), list[str](), list[str]()
    for n, family in enumerate(families):
        given = GIVEN[n % len(GIVEN)]
        full = f"{given} {family}"
        ways = [full, f"{family} {given}", full.upper(), f"{given}-{family}", f"Mrs {family}", f"{family}'s sister"]
        if family in CYRILLIC:
            ways += [CYRILLIC[family], *([CYRILLIC[family] + "а"] if not CYRILLIC[family].endswith("о") else [])]
        chance.shuffle(ways)
        told.append(f"{{name=p{n} {full}}} saw it. " + " ".join(f"It was {w} there." for w in ways))
        written += [given, family, *(w for w in ways if not w.isascii())]
    held = "Police {arrest arrested} {victim=k Ales Kulich} on {when=2024-01-05 5 January}."
    return Made((page(f"A day\n\n{held}\n\n" + "\n\n".join(told), "Courier", "2024-01-06"),), tuple(dict.fromkeys(written)))


def policy_of(made: Made) -> Policy:
    """Everybody but Ales Kulich under a code."""
    people = {c.subject for p in made.pages for c in p.claims if c.property == "name" and c.value != "Ales Kulich"}
    return Policy(coded=frozenset(people), purpose="a test")


def dossier(
    pages: tuple[Told, ...], policy: Policy, level: str = "team", name: str = "Ales Kulich"
) -> tuple[Document, Prepared, CaseFile]:
    """The document of a case under a policy, with what is withheld."""
    prepared = prepare(pages, (), level, policy)
    file = casefile(prepared.book, find(prepared.book, name)[0], level=level)
    document, _ = compose(file, Telling(policy.purpose, prepared.said))
    return document, prepared, file
