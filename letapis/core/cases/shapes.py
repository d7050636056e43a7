"""The shapes a fold leaves behind: what is said, the person, the act, the case; every field is value → claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from letapis.core.material import Material
from letapis.core.resolve.join import Link
from letapis.words.records import Claim, Decision


@dataclass(frozen=True)
class Said:
    """One value of a field with every claim that says it."""

    value: str
    """The value as compared: an EDTF date, a person's id, folded words."""
    text: str
    """The value as shown."""
    claims: tuple[Claim, ...]

    @property
    def stances(self) -> tuple[str, ...]:
        """How its sources put it, each once."""
        return tuple(dict.fromkeys(c.stance for c in self.claims))

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons of its claims, each once (of a date: the basis)."""
        return tuple(dict.fromkeys(c.why for c in self.claims if c.why))


Field = tuple[Said, ...]


@dataclass(frozen=True)
class When:
    """The dates told of one act, side by side."""

    said: Field
    shown: str
    """The most precise EDTF value that every source agrees with; empty where none is told or where they conflict."""
    agree: bool
    """False where two sources cannot both be right."""

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the file: the agreed value, or the conflicting ones beside one another."""
        return (self.shown,) if self.shown else tuple(s.value for s in self.said)


@dataclass(frozen=True)
class Sources:
    """How many pages tell something and how many of them are independent of one another, with the reason of each collapse."""

    pages: tuple[str, ...]
    """Ids of the readings."""
    groups: tuple[tuple[str, ...], ...]
    """Readings that count as one source."""
    why: tuple[str, ...]

    @property
    def independent(self) -> int:
        """The number of independent sources."""
        return len(self.groups)


@dataclass(frozen=True)
class Person:
    """One person, folded from what pages call by one or several names."""

    id: str
    """The first member's id."""
    members: tuple[str, ...]
    name: str
    """The fullest spelling told most often; empty where no name may be shown."""
    spellings: Field
    described_as: Field = ()
    sex: Field = ()
    born: Field = ()
    ages: Field = ()
    age_group: Field = ()
    roles: Field = ()
    relatives: Field = ()
    links: tuple[Link, ...] = ()
    """Why these are one person: each link with its reason, its certainty and who made it."""

    @property
    def shown(self) -> str:
        """The name, or what may be said in its place."""
        if self.name:
            return self.name
        if any(s.value == "child" for s in self.age_group):
            return "a child"
        return self.described_as[0].text if self.described_as else "a person not named here"


@dataclass(frozen=True)
class Act:
    """One thing done to a person or group, folded from every telling of it."""

    id: str
    members: tuple[str, ...]
    word: str
    """The word of ``terms``: ``arrest``."""
    told: tuple[Claim, ...]
    """Its ``act`` claims: whole sentences, each with its stance and its source."""
    when: When
    victims: Field = ()
    perpetrators: Field = ()
    perpetrator_kind: Field = ()
    where: Field = ()
    country: Field = ()
    according_to: Field = ()
    denials: Field = ()
    details: Field = ()
    mode: Field = ()
    counts: Field = ()
    """The numbers told of its groups, with their kind: ``at least 700``."""
    general: bool = False
    sources: Sources = Sources((), (), ())
    links: tuple[Link, ...] = ()

    @property
    def stances(self) -> tuple[str, ...]:
        """How its tellings put it, each once, in the order of the records' list."""
        return tuple(dict.fromkeys(c.stance for c in self.told))

    @property
    def modes(self) -> tuple[str, ...]:
        """Occurred unless a source says otherwise."""
        return tuple(s.value for s in self.mode) or ("occurred",)

    @property
    def occurred(self) -> bool:
        """Told as something that has happened, not as ordered, scheduled, attempted, feared or called for."""
        return "occurred" in self.modes and set(self.stances) - {"threatened"} != set()

    @property
    def only_denied(self) -> bool:
        """Whether nobody tells it but to deny it."""
        return set(self.stances) == {"denied"}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything claimed about it."""
        fields = (self.when.said, self.victims, self.perpetrators, self.perpetrator_kind, self.where, self.country)
        more = (self.according_to, self.denials, self.details, self.mode, self.counts)
        return tuple(dict.fromkeys((*self.told, *(c for f in (*fields, *more) for s in f for c in s.claims))))


@dataclass(frozen=True)
class Intervention:
    """What somebody did about acts or for a person, folded from every telling of it."""

    id: str
    members: tuple[str, ...]
    kind: str
    """A word of ``words/interventions.toml``: ``call``."""
    told: tuple[Claim, ...]
    """Its ``intervention`` claims: whole sentences."""
    parties: Field
    requested: Field
    when: When
    concerns: Field
    """The acts and persons (by id) that it is about."""
    according_to: Field = ()
    mode: Field = ()

    @property
    def occurred(self) -> bool:
        """Told as done, not as planned."""
        return not self.mode or any(s.value == "occurred" for s in self.mode)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything claimed about it."""
        fields = (self.parties, self.requested, self.when.said, self.concerns, self.according_to, self.mode)
        return tuple(dict.fromkeys((*self.told, *(c for f in fields for s in f for c in s.claims))))


@dataclass(frozen=True)
class Case:
    """A person and what touches them, with the pages it all stands on."""

    person: Person
    acts: tuple[Act, ...]
    """The acts in which the person is the one affected."""
    people: tuple[Person, ...]
    """Everybody else who appears in those acts or is told to be related."""
    material: Material
    """The pages the case stands on and their claims."""
    decisions: tuple[Decision, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    """What was done about those acts or for the person."""


@dataclass(frozen=True)
class Book:
    """Everything folded from a project: persons, organisations, places, acts."""

    material: Material
    people: tuple[Person, ...]
    organisations: tuple[Person, ...]
    places: tuple[Person, ...]
    acts: tuple[Act, ...]
    interventions: tuple[Intervention, ...] = ()
    suggestions: tuple[Link, ...] = ()
    """Likely the same, but not certain enough to be merged without a person."""
    conflicts: tuple[str, ...] = ()
    """Rulings and evidence that cannot all hold, in sentences."""
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def _suffered(self) -> dict[str, tuple[Act, ...]]:
        found: dict[str, dict[str, Act]] = {}
        for act in self.acts:
            for victim in act.victims:
                found.setdefault(victim.value, {})[act.id] = act
        return {who: tuple(acts.values()) for who, acts in found.items()}

    def suffered(self, person: str) -> tuple[Act, ...]:
        """The acts in which somebody (by the id) is the one affected."""
        return self._suffered.get(person, ())
