"""What is true of an invented country: its towns, people and outlets, and what was done to whom on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bench.country.spelling import Name, data, systems, translated

FIRST, LAST = date(2020, 3, 1), date(2023, 10, 1)


@dataclass(frozen=True)
class Options:
    """How much there is of everything, and how often the pages err or keep silent."""

    pages: int = 300
    copies: int = 60
    people: int = 120
    namesakes: int = 20
    """Pairs of people of one given name and surname."""
    kin: int = 10
    """Pairs of people of one surname."""
    acts: int = 400
    groups: int = 24
    """Of the acts: those of unnamed crowds."""
    country: str = "Merenia"
    """Empty: named by the seed."""
    arabic: float = 0.25
    """The share of people with Arabic names."""
    evidence: float = 0.85
    """How often a page that names somebody gives an age, a trade or a town."""
    slips: float = 0.04
    mens: float = 0.06
    wrong: float = 0.04
    """How often a telling gives another day, town or age."""
    undated: float = 0.12


@dataclass(frozen=True)
class Person:
    """One person, known to the pages by several spellings."""

    id: str
    names: tuple[tuple[str, Name], ...]
    """By language."""
    woman: bool
    born: date
    role: str
    town: str
    systems: tuple[str, ...]
    """The ways in which outlets write the name: five at most."""
    twin: str = ""
    """The namesake's id."""

    def name(self, language: str) -> Name:
        """The name in a language."""
        return dict(self.names)[language]

    def age(self, on: date) -> int:
        """Years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class Act:
    """One thing done to one person, to a few or to a crowd."""

    id: str
    word: str
    victims: tuple[str, ...]
    crowd: str
    count: int
    day: date
    town: str
    by: str
    source: str
    quote: str
    years: int


@dataclass(frozen=True)
class Outlet:
    """Who publishes, and how its desk writes names of each language."""

    name: str
    site: str
    style: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """The country."""

    name: str
    towns: tuple[str, ...]
    people: tuple[Person, ...]
    acts: tuple[Act, ...]
    outlets: tuple[Outlet, ...]
    agencies: tuple[str, ...] = field(default=())


def world(seed: int, options: Options) -> World:
    """A country by its seed."""
    rng, words = Random(f"{seed}:world"), data("sayings")["slots"]
    towns = tuple(rng.sample([a + b for a in words["town_first"] for b in words["town_last"]], 12))
    name = options.country or rng.choice(words["country_first"]) + rng.choice(words["country_last"])
    people = tuple(_people(rng, options, towns))
    acts = tuple(_acts(rng, options, people, towns))
    outlets = tuple(_outlets(rng, towns, words["outlets"]))
    return World(name, towns, people, acts, outlets, tuple(words["agencies"]))


def _outlets(rng: Random, towns: Sequence[str], names: Sequence[str]) -> Iterator[Outlet]:
    latin = [s for s in systems().values() if s.script == "latin"]
    for i in range(16):
        name = f"{towns[i % len(towns)]} {names[(i * 3 + i // len(towns)) % len(names)]}"
        style = tuple(rng.choice([s.name for s in latin if s.language == language]) for language in ("ru", "be", "uk", "ar"))
        yield Outlet(name, name.lower().replace(" ", "-") + ".example", style)


def _people(rng: Random, options: Options, towns: Sequence[str]) -> Iterator[Person]:
    made: list[Person] = []
    taken: set[str] = set()
    tries = 0
    while len(made) < options.people - options.namesakes:
        n = len(made)
        like = made[n - 1] if n < 2 * options.kin and n % 2 else None
        person = _person(rng, options, f"p{n + 1:03}", towns, like)
        key = " ".join((person.names[0][1].given, person.names[0][1].surname))
        tries += 1
        if key in taken or (
            not like and person.names[0][1].surname in taken and tries < 50
        ):  # a large country repeats surnames
            continue
        tries = 0
        taken |= {key, person.names[0][1].surname}
        made.append(person)
    for one in made[len(made) - options.namesakes :]:
        made.append(_namesake(rng, f"p{len(made) + 1:03}", one, towns))
    for person in made:
        twins = [o.id for o in made if o is not person and (o.twin == person.id or person.twin == o.id)]
        yield person if not twins else _with_twin(person, twins[0])


def _with_twin(p: Person, twin: str) -> Person:
    return Person(p.id, p.names, p.woman, p.born, p.role, p.town, p.systems, twin)


def _person(rng: Random, options: Options, id_: str, towns: Sequence[str], like: Person | None) -> Person:
    arabic = like.names[0][0] == "ar" if like else rng.random() < options.arabic
    woman = rng.random() < 0.4
    names = _arabic(rng, woman) if arabic else _slavic(rng, woman)
    if like:
        names = tuple((lang, _surnamed(n, like, lang, woman)) for lang, n in names if lang in dict(like.names))
    ways = [s.name for s in systems().values() if s.language in dict(names)]
    latin = [w for w in ways if systems()[w].script == "latin"]
    some = rng.sample(latin, min(len(latin), rng.randint(2, 4)))
    scripts = [w for w in ways if w not in latin]
    some += rng.sample(scripts, min(len(scripts), rng.randint(0, 5 - len(some))))
    born = date(rng.randint(1950, 2001), rng.randint(1, 12), rng.randint(1, 28))
    return Person(id_, names, woman, born, rng.choice(data("sayings")["slots"]["roles"]), rng.choice(towns), tuple(some))


def _namesake(rng: Random, id_: str, one: Person, towns: Sequence[str]) -> Person:
    """Another person of the same name: of another age, trade and town, and mostly with another father."""
    roles = [r for r in data("sayings")["slots"]["roles"] if r != one.role]
    gap = rng.choice((-1, 1)) * rng.randint(5, 25)
    year = one.born.year + gap
    born = date(year if 1945 <= year <= 2003 else one.born.year - gap, rng.randint(1, 12), rng.randint(1, 28))
    names = one.names
    if rng.random() < 0.7 and one.names[0][0] != "ar":
        fresh = dict(_slavic(rng, one.woman, languages=[lang for lang, _ in names]))
        names = tuple((lang, Name(n.given, fresh[lang].middle, n.surname, n.pet, n.mens)) for lang, n in names)
    return Person(
        id_, names, one.woman, born, rng.choice(roles), rng.choice([t for t in towns if t != one.town]), one.systems, one.id
    )


def _surnamed(n: Name, like: Person, language: str, woman: bool) -> Name:
    other = like.name(language)
    mens = other.mens or other.surname
    surname = mens if not woman or language == "ar" else translated(_womens(like.name(like.names[0][0])), language)
    return Name(n.given, n.middle, surname, n.pet, mens if woman and surname != mens else "")


def _womens(name: Name) -> str:
    return name.surname if name.mens else _feminine(name.surname)


def _feminine(surname: str) -> str:
    for pair in data("names")["slavic"]["womens"]:
        old, _, new = pair.partition("=")
        if surname.endswith(old):
            return surname[: -len(old)] + str(new)
    return surname


def _slavic(rng: Random, woman: bool, languages: Sequence[str] = ()) -> tuple[tuple[str, Name], ...]:
    t = data("names")["slavic"]
    given = rng.choice(t["women" if woman else "men"]).split()
    father = rng.choice(t["men"]).split()
    root = rng.choice(t["first"]) + rng.choice(t["second"])
    man = root + rng.choice(t["last"])
    own = _feminine(man) if woman else man
    found = [("ru", Name(given[0], father[5 if woman else 4], own, given[3], man if own != man else ""))]
    other = rng.choice(("", "be", "be", "uk"))
    for language in languages or ([other] if other else []):
        if language != "ru":
            first = given[1 if language == "be" else 2]
            middle, surname, mans = (translated(w, language) for w in (father[5 if woman else 4], own, man))
            found.append((language, Name(first, middle, surname, given[3], mans if surname != mans else "")))
    return tuple(found)


def _arabic(rng: Random, woman: bool) -> tuple[tuple[str, Name], ...]:
    t = data("names")["arabic"]
    root, shape = rng.choice(t["roots"]), rng.choice(t["shapes"])
    surname = "".join(root[int(ch) - 1] if ch.isdigit() else ch for ch in shape)
    at = 1 if surname[0] in "ʿʾ" else 0
    surname = surname[:at] + surname[at].upper() + surname[at + 1 :]
    return (("ar", Name(rng.choice(t["women" if woman else "men"]), rng.choice(t["men"]), f"al-{surname}")),)


def _acts(rng: Random, options: Options, people: Sequence[Person], towns: Sequence[str]) -> Iterator[Act]:
    """Chains of acts, person by person, until there are enough; crowds at the end."""
    chains, wanted, made = data("sayings")["chains"], options.acts - options.groups, 0
    free = {p.id: FIRST + timedelta(rng.randrange(300)) for p in people}
    dead: set[str] = set()
    turn, order = 0, rng.sample(people, len(people))
    while made < wanted:
        person = order[turn % len(order)]
        turn += 1
        if person.id in dead:
            continue
        final = turn > len(people) and rng.random() < 0.12 and len(dead) < len(people) // 3
        chain = rng.choice(chains["last"] if final else chains["custody"])
        victims = [person.id]
        if rng.random() < 0.08:
            others = [p.id for p in people if p.id not in dead and p.id not in (person.id, person.twin)]
            victims.append(rng.choice(others))
        day = max(free[v] for v in victims)
        town = person.town if rng.random() < 0.7 else rng.choice(towns)
        if final:
            victims = victims[:1]
            dead.add(person.id)
        # in the first round everybody left has at least one act to come
        most = max(1, wanted - made - max(0, len(people) - turn))
        for word in chain[:most]:
            if made < wanted:
                made += 1
                yield _act(rng, f"a{made:03}", word, tuple(victims), "", 0, day, town)
            day += timedelta(rng.randint(0, 2) if word in ("arrest", "summons", "threat") else rng.randint(1, 25))
        for v in victims:
            free[v] = day + timedelta(rng.randint(45, 240))
    for n in range(options.groups):
        word, crowd = rng.choice(chains["group"]), rng.choice(data("sayings")["slots"]["crowds"])
        day = FIRST + timedelta(rng.randrange((LAST - FIRST).days))
        yield _act(rng, f"a{made + n + 1:03}", word, (), crowd, rng.randint(12, 340), day, rng.choice(towns))


def _act(rng: Random, id_: str, word: str, victims: tuple[str, ...], crowd: str, count: int, day: date, town: str) -> Act:
    words = data("sayings")
    by = rng.choice(words["acts"][word]["by"] or [""])
    slots = words["slots"]
    return Act(
        id_,
        word,
        victims,
        crowd,
        count,
        day,
        town,
        by,
        rng.choice(slots["sources"]),
        rng.choice(slots["quotes"]),
        rng.randint(2, 14),
    )
