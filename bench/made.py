"""Pages made for measuring: of any length, with acts or with nothing of interest, every page another one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, islice

_PEOPLE = ("Ilona Wester", "Pavel Rusk", "Marta Odene", "Jonas Vilk", "Sabina Tarr", "Otto Lensky", "Dina Morava", "Emil Harst")
_TOWNS = ("Drezhin", "Lower Kamen", "Mostryn", "Old Harbour", "Velna", "Stone Bridge")
_CALLED = ("a teacher", "the editor of a local newspaper", "a railway worker and trade unionist", "a lawyer", "a student")
_MONTHS = ("January", "March", "May", "August", "October")

_ACTS = (
    "Police in {town} detained {name}, {called}, on {day} {month} 2023.",
    "{name} was taken to the district police station and held there for {day} hours without a lawyer, according to relatives.",
    "A court in {town} sentenced {name} to {day} days of arrest for taking part in an unsanctioned rally.",
    '"They beat him in the van and told him to be silent," his sister said.',
    "The Interior Ministry denied that {name} had been ill-treated in custody.",
    "Officers searched the flat of {name} in {town} and seized telephones and a computer.",
    "The weather in {town} was mild and the streets were full of people that evening.",
    "{name} was released in {month} but charged with insulting an official, a rights group reported.",
)
_COOKING = (
    "Peel {day} onions and cut them as fine as you can.",
    "A soup is made slowly, and {month} is when I like it best.",
    "Stir the butter into the flour until it smells of nuts, then add the milk slowly.",
    "My grandmother in {town} always put a bay leaf in, and took it out again before anybody saw.",
    "Leave the dough under a cloth for {day} minutes while the oven warms.",
    "Salt the cabbage well, press it, and let it stand in a cool place.",
    "If the carrots are young, there is no need to peel them at all.",
    "Serve it hot with dill and a spoon of sour cream, and eat the rest for breakfast.",
)


def act_page(words: int, number: int = 0) -> str:
    """A report of arrests of about so many words; ``number`` makes it another one."""
    return _page(_ACTS, words, number)


def cooking_page(words: int, number: int = 0) -> str:
    """A column on cooking of about so many words, in which nothing happens to anybody."""
    return _page(_COOKING, words, number)


def _page(patterns: Sequence[str], words: int, number: int) -> str:
    """Paragraphs of four sentences, under a line that no other page has."""
    made: list[str] = []
    for i in count():
        if sum(len(s.split()) for s in made) >= words:
            break
        made.append(_sentence(patterns[i % len(patterns)], i // len(patterns) + number + i))
    rest = iter(made)
    paragraphs = iter(lambda: " ".join(islice(rest, 4)), "")
    return "\n\n".join([f"Number {number} of {_TOWNS[number % len(_TOWNS)]}", *paragraphs]) + "\n"


def _sentence(pattern: str, i: int) -> str:
    return pattern.format(
        name=_PEOPLE[i % len(_PEOPLE)],
        called=_CALLED[i % len(_CALLED)],
        town=_TOWNS[i % len(_TOWNS)],
        month=_MONTHS[i % len(_MONTHS)],
        day=2 + i % 26,
    )
