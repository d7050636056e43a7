"""The facts of one page: each act it tells of with its fields, the words they stand on, and how people ruled on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.material import Told
from letapis.core.review.careful import careful
from letapis.core.ruling import Ruled
from letapis.words.records import THE_PAGE, Claim, Decision, Value, kind_of
from letapis.words.tables import table
from letapis.words.when import spoken, valid

LABELS = {
    "act": "What",
    "victim": "Person affected",
    "age": "Age",
    "age_group": "Age group",
    "count": "How many",
    "when": "When",
    "where": "Where",
    "country": "Country",
    "perpetrator": "By whom",
    "perpetrator_kind": "State or not",
    "mode": "Happened or not",
    "denial": "Denied",
    "detail": "Detail",
}
"""The fields of a fact in the order they are read in, with what screens call them; others are the machine's own."""
_ORDER = {name: n for n, name in enumerate(LABELS)}
_OF_VICTIMS = ("age", "age_group", "count")
_WHOEVER_SAYS = (*_OF_VICTIMS, "mode", "country", "perpetrator_kind")
"""Fields that are one whoever says them."""
_SAYS_NOTHING = (("age_group", "adult"), ("perpetrator_kind", "not stated"))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing said in a fact, with every claim of the page that says it."""

    kind: str
    """The property of its claims: ``victim``."""
    label: str
    text: str
    """What it says, corrected where a person corrected it."""
    claims: tuple[Claim, ...]
    """As corrected."""
    ids: tuple[str, ...]
    """The claims' ids in the ledger."""
    ruled: Ruled | None
    """How it stands: as its claims do, where all stand alike."""
    was: str
    """What the machine read, where a person corrected it."""

    @property
    def state(self) -> str:
        """``accept``, ``correct``, ``reject``, ``unclear``, or empty where it waits for a ruling."""
        return self.ruled.verdict if self.ruled else ""

    @property
    def value(self) -> Value:
        """What its first claim says now."""
        return self.claims[0].value

    @property
    def stance(self) -> str:
        """How the source puts it."""
        return self.claims[0].stance

    @property
    def source(self) -> str:
        """Who says it: ``the page``, an id or words."""
        return self.claims[0].source

    @property
    def why(self) -> str:
        """On what basis the machine read it."""
        return next((c.why for c in self.claims if c.why), "")

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where its words stand in the reading's text."""
        return tuple(sorted({(c.passage.start, c.passage.end) for c in self.claims}))


@dataclass(frozen=True, slots=True)
class Fact:
    """One act as one page tells it."""

    id: str
    word: str
    fields: tuple[Field, ...]
    careful: tuple[str, ...]
    """Why its fields are accepted one by one."""

    @property
    def waiting(self) -> tuple[Field, ...]:
        """The fields nobody has ruled on."""
        return tuple(f for f in self.fields if not f.state)

    @property
    def state(self) -> str:
        """How it stands as a whole: ``reject`` once no telling of the act is left, ``partly`` while fields wait, ``mixed``
        where some were rejected."""
        acts = [f.state for f in self.fields if f.kind == "act"]
        if acts and all(s == "reject" for s in acts):
            return "reject"
        if not any(f.state for f in self.fields):
            return ""
        if self.waiting:
            return "partly"
        states = {f.state for f in self.fields}
        return next((s for s in ("unclear", "correct", "reject") if s in states), "accept").replace("reject", "mixed")

    @property
    def open(self) -> bool:
        """Whether a person still has something to rule on in it."""
        return self.state in ("", "partly")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its claims."""
        return tuple(i for f in self.fields for i in f.ids)

    @property
    def label(self) -> str:
        """What is said of the person affected: ``arrested``."""
        return str(table("terms")["acts"].get(self.word, {}).get("label", self.word.replace("_", " ")))

    def of(self, property_: str) -> tuple[Field, ...]:
        """Its fields of one kind that were not rejected."""
        return tuple(f for f in self.fields if f.kind == property_ and f.state != "reject")

    @property
    def rulings(self) -> tuple[Decision, ...]:
        """Everything ruled about its claims, oldest first."""
        found = {d.id or str(n): d for n, d in enumerate(d for f in self.fields if f.ruled for d in f.ruled.rulings)}
        return tuple(sorted(found.values(), key=lambda d: d.at))

    @property
    def seen(self) -> str:
        """What it was when somebody looked: the id of the last ruling on it; another one since is somebody else's."""
        return self.rulings[-1].id if self.rulings else ""


def facts(page: Told, standing: Mapping[str, Ruled], called: Callable[[str], str]) -> tuple[Fact, ...]:
    """The facts of a page in the order it tells them. ``standing`` is what ``ruling.on_claims`` says, ``called`` names ids."""
    about: dict[str, list[Claim]] = {}
    for c in page.claims:
        about.setdefault(c.subject, []).append(c)
    found = [
        _fact(page, subject, claims, about, standing, called) for subject, claims in about.items() if _is_act(subject, claims)
    ]
    return tuple(sorted(found, key=lambda f: _begins(f)))


def to_rule_on(claim: Claim) -> bool:
    """Whether a claim is shown to be ruled on: not what is the machine's own, or says only that nothing is said."""
    return claim.property in _ORDER and (claim.property, claim.value) not in _SAYS_NOTHING


def _is_act(subject: str, claims: Iterable[Claim]) -> bool:
    return kind_of(subject) == "act" and any(c.property == "act" for c in claims)


def _begins(fact: Fact) -> int:
    starts: list[int] = [start for f in fact.fields if f.kind == "act" for start, _ in f.places]
    return min(starts)


def _fact(
    page: Told,
    subject: str,
    claims: list[Claim],
    about: Mapping[str, list[Claim]],
    standing: Mapping[str, Ruled],
    called: Callable[[str], str],
) -> Fact:
    victims = dict.fromkeys(str(c.value) for c in claims if c.property == "victim")
    of_victims = [c for v in victims for c in about.get(v, ()) if c.property in _OF_VICTIMS]
    rows: dict[tuple[object, ...], list[Claim]] = {}
    for c in (*claims, *of_victims):
        if to_rule_on(c):
            rows.setdefault(_row(c, standing.get(page.id_of(c))), []).append(c)
    fields = [_field(page, same, standing, called) for same in rows.values()]
    fields.sort(key=lambda f: (_ORDER[f.kind], f.places))
    now = [f for f in fields if f.kind == "act" and f.state != "reject"] or [f for f in fields if f.kind == "act"]
    return Fact(subject, str(now[0].value), tuple(fields), careful(page, [c for f in fields for c in f.claims]))


def _row(claim: Claim, ruled: Ruled | None) -> tuple[object, ...]:
    """What makes claims one field: what they say and how, and that they stand alike; each source has its own."""
    rulings = tuple(d.id for d in ruled.rulings) if ruled and ruled.verdict == "correct" else ()
    how = () if claim.property in _WHOEVER_SAYS else (claim.stance, claim.source)
    return claim.property, claim.value, how, ruled.verdict if ruled else "", rulings


def _field(page: Told, claims: list[Claim], standing: Mapping[str, Ruled], called: Callable[[str], str]) -> Field:
    ids = tuple(page.id_of(c) for c in claims)
    ruled = standing.get(ids[0])
    now = tuple(ruled.applied(c) for c in claims) if ruled else tuple(claims)
    text, before = shown(now[0], called), shown(claims[0], called)
    if ruled and ruled.verdict == "correct" and text == before:
        before = f"{claims[0].stance}, {said_by(claims[0], called)}"
    was = before if ruled and ruled.verdict == "correct" else ""
    return Field(now[0].property, LABELS[now[0].property], text, now, ids, ruled, was)


def shown(claim: Claim, called: Callable[[str], str]) -> str:
    """What a claim says, in the words of screens."""
    told = str(claim.value)
    if claim.property == "act":
        return str(table("terms")["acts"].get(told, {}).get("label", told.replace("_", " ")))
    if claim.property == "when":
        return spoken(told) if valid(told) else told
    if claim.property == "detail":
        return wording.detail(told)
    return called(told) if kind_of(told) in ("person", "organisation", "place", "group", "act") else told


def said_by(claim: Claim, called: Callable[[str], str]) -> str:
    """Who says a claim; the page's own voice is ``the page``."""
    plain = claim.source == THE_PAGE or kind_of(claim.source) not in ("person", "organisation")
    return claim.source if plain else called(claim.source)
