"""One act in a sentence or two, as one page would put it; names stand in marks ``⟦p001|…⟧`` until the page is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bench.country.spelling import data, forms, systems
from bench.country.world import Act, Options, Outlet, Person, World

FIRST = (
    ("full", 74),
    ("with middle", 7),
    ("initial", 5),
    ("initials", 2),
    ("reordered", 4),
    ("listed", 2),
    ("pet", 2),
    ("surname", 4),
)
LATER = (("surname", 58), ("titled", 12), ("full", 16), ("initial", 6), ("reordered", 2), ("he", 26))
DENIABLE = ("torture", "beating", "abduction", "raid", "threat", "arrest", "killing", "interrogation")


@dataclass(frozen=True)
class Sentence:
    """Words with their marks, and the acts they tell."""

    marked: str
    acts: tuple[str, ...] = ()


def _any(rng: Random, weighted: Sequence[tuple[str, int]]) -> str:
    return rng.choices([w for w, _ in weighted], [n for _, n in weighted])[0]


def capital(marked: str) -> str:
    """The first letter large, inside a mark or not."""
    at = marked.index("|") + 1 if marked.startswith("⟦") else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]


@dataclass
class Voice:
    """How one page speaks of one person."""

    person: Person
    outlet: Outlet
    published: date
    options: Options
    rng: Random
    towns: Sequence[str]
    told: list[str] = field(default_factory=list)
    """What the page has said of the person that tells them from others."""
    named: bool = False

    def __post_init__(self) -> None:
        ways = [systems()[s] for s in self.person.systems]
        latin = [w for w in ways if w.script == "latin"]
        house = [w for w in latin if w.name in self.outlet.style]
        self.system = self.rng.choice(house if house and self.rng.random() < 0.75 else latin)
        self.scripts = [w for w in ways if w.script != "latin"]
        self.name = self.person.name(self.system.language)
        self.forms = forms(self.name, self.system, self.rng, slips=self.options.slips, mens=self.options.mens)

    def mark(self, form: str) -> str:
        """The name in a form, marked as the person's."""
        return f"⟦{self.person.id}|{self.forms.of(form)}⟧"

    def who(self, *, pronoun: bool) -> str:
        """The words for the person: at first the name with what is known, later shorter, or ``he`` and ``she``."""
        if not self.named:
            self.named = True
            return self._first()
        form = _any(self.rng, LATER)
        if form == "he":
            return ("she" if self.person.woman else "he") if pronoun else self.mark("surname")
        if form == "titled":
            return f"{'Ms' if self.person.woman else 'Mr'} {self.mark('surname')}"
        return self.mark(form)

    def _first(self) -> str:
        form = _any(self.rng, FIRST)
        name = self.mark(form)
        if form in ("with middle", "listed", "initials") and self.name.middle:
            self.told.append("middle")
        if self.scripts and self.rng.random() < 0.12:
            way = self.rng.choice(self.scripts)
            own = forms(self.person.name(way.language), way, self.rng, slips=0, mens=0)
            name += f" (⟦{self.person.id}|{own.of('full')}⟧)"
        if self.rng.random() >= self.options.evidence:
            return name
        return self._described(name)

    def _described(self, name: str) -> str:
        p, rng = self.person, self.rng
        age = p.age(self.published) + (rng.choice((-1, 1)) if rng.random() < self.options.wrong else 0)
        town = rng.choice(self.towns) if rng.random() < self.options.wrong / 2 else p.town
        article = "an" if p.role[0] in "aeiou" else "a"
        kind = rng.choice(("age", "role", "role age", "role before", "role town", "all"))
        self.told += [word for word in ("age", "role", "town") if word in kind or kind == "all"]
        return {
            "age": f"{name}, {age},",
            "role": f"{name}, {article} {p.role},",
            "role age": f"{name}, a {age}-year-old {p.role},",
            "role before": f"{p.role} {name}",
            "role town": f"{name}, {article} {p.role} from {town},",
            "all": f"{p.role} {name}, {age}, of {town},",
        }[kind]


def when(day: date, published: date, rng: Random, undated: float) -> str:
    """A day as a page of a date would give it, as precisely as it happens to."""
    if rng.random() < undated:
        return ""
    gap = (published - day).days
    month, near = day.strftime("%B"), gap < 280
    ways = [f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}"]
    if near:
        ways += [f"on {day.day} {month}", f"on {month} {day.day}"] * 2
    if 0 < gap <= 6:
        ways = [f"on {day.strftime('%A')}"] * 3 + ways[2:3] + (["yesterday"] if gap == 1 else [])
    if gap > 25:
        ways += [f"in {month} {day.year}"] + ([f"in {month}"] if near else [])
    if gap > 500:
        ways.append(f"in {day.year}")
    return rng.choice(ways)


def crowd(act: Act, rng: Random) -> str:
    """The words for a crowd and its number, which not all count alike."""
    near = max(2, round(act.count, -1))
    return rng.choice(
        (
            f"{act.count} {act.crowd}",
            f"{act.count} {act.crowd}",
            f"about {near} {act.crowd}",
            f"at least {act.count} {act.crowd}",
        )
    )


@dataclass
class Teller:
    """Puts acts into the words of one page."""

    world: World
    options: Options
    outlet: Outlet
    published: date
    rng: Random
    voices: dict[str, Voice] = field(default_factory=dict)

    def voice(self, person: Person) -> Voice:
        """How the page speaks of a person."""
        if person.id not in self.voices:
            self.voices[person.id] = Voice(person, self.outlet, self.published, self.options, self.rng, self.world.towns)
        return self.voices[person.id]

    def tell(self, act: Act, people: Sequence[Person], *, after: bool) -> list[Sentence]:
        """The act in one or two sentences; ``after`` says that the sentence before was about the same person."""
        rng, words = self.rng, data("sayings")["acts"][act.word]
        slots = self._slots(act, people)
        done = rng.random() < 0.6 or (not act.by and rng.random() < 0.7)
        shown = [self.voice(p).who(pronoun=done and after and len(people) == 1) for p in people]
        if len(shown) > 1 and rng.random() < 0.2:
            shown = [shown[0], "another person"]
        slots["who"] = " and ".join(shown) if people else crowd(act, rng)
        pattern = rng.choice(words["done" if done else "doing"])
        if not act.by and "{by_}" in pattern:
            pattern, done = rng.choice(words["done"]), True
        if done and "{who}" not in pattern:
            pattern = "{who} " + pattern
        made = [Sentence(self._framed(pattern, slots, done=done), (act.id,))]
        if act.word in DENIABLE and rng.random() < 0.08:
            made.append(Sentence(self._denied(words, slots, people), (act.id,)))
        if rng.random() < 0.12:
            made.append(Sentence(f"“{act.quote},” {self._source(act, slots)} said."))
        return made

    def _slots(self, act: Act, people: Sequence[Person]) -> dict[str, str]:
        rng, wrong = self.rng, self.options.wrong
        day = act.day + timedelta(rng.choice((-2, -1, 1, 9))) if rng.random() < wrong else act.day
        town = rng.choice(self.world.towns) if rng.random() < wrong / 2 else act.town
        time = when(min(day, self.published), self.published, rng, self.options.undated)
        many = len(people) != 1
        woman = not many and people[0].woman
        place = rng.choice((f" in {town}", f" in {town}", f" in central {town}", f" in the town of {town}", ""))
        by = act.by if rng.random() < 0.85 else ""
        return {
            "was": "were" if many else "was",
            "his": "their" if many else "her" if woman else "his",
            "he": "they" if many else "she" if woman else "he",
            "by": f" by {by}" if by else "",
            "by_": act.by,
            "where": place,
            "when": f" {time}" if time else "",
            "years": str(act.years),
            "sum": str(act.years * 150),
        }

    def _framed(self, pattern: str, slots: dict[str, str], *, done: bool) -> str:
        """The clause alone, its time before it, in a source's mouth or told with distance."""
        rng = self.rng
        frame = _any(rng, (("plain", 50), ("fronted", 15), ("said", 12), ("according", 13), ("distance", 10)))
        if frame == "fronted" and slots["when"]:
            clause = pattern.format(**{**slots, "when": ""}).rstrip(",")
            return f"{capital(slots['when'].strip())}, {clause}."
        if frame == "distance" and done and "{was}" in pattern:
            pattern = pattern.replace("{was}", f"{{was}} {rng.choice(data('sayings')['slots']['manner'])}", 1)
        clause = pattern.format(**slots).rstrip(",")
        if frame in ("said", "according"):
            source = self._source(None, slots)
            return f"{capital(source)} said that {clause}." if frame == "said" else f"{capital(clause)}, according to {source}."
        return capital(clause) + "."

    def _source(self, act: Act | None, slots: dict[str, str]) -> str:
        return (act.source if act else self.rng.choice(data("sayings")["slots"]["sources"])).format(**slots)

    def _denied(self, words: dict[str, list[str]], slots: dict[str, str], people: Sequence[Person]) -> str:
        official = capital(self.rng.choice(data("sayings")["slots"]["officials"]))
        who = f"{slots['he']}" if people else "anybody"
        clause = words["done"][0].format(**{**slots, "when": "", "where": "", "was": "was" if not people else slots["was"]})
        return f"{official} denied that {who} {clause}."
