"""The page's main attack through the ontology of HRDsAttack and SDG 16.10.1, derived from the acts of the page report.

A candidate only: a machine never verifies, and no screen shows it. What the acts' own fields leave open is filled from the
page's opening: the year of publication for its undated news, the city something is said to be in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from letapis.words.places import Atlas
from letapis.words.records import Place
from letapis.words.tables import table

Json = dict[str, Any]
Acts = Sequence[Mapping[str, Any]]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOTHING: Final = {
    "perpetrator_mentioned": False,
    "perpetrator_type": None,
    "violations": ["unknown"],
    "victims": [],
    "country": None,
    "region": None,
    "city": None,
    "year": None,
    "month": None,
    "day": None,
}
OPENING: Final = 1.0
"""What is told in the first half of a page is its news (2 at the first letter, 0 at the last): undated, it is of that year."""
SIZE: Final = 50_000
"""Towns smaller than that are not taken from the page's opening words alone."""
_IN: Final = re.compile(r"\bin (?:[a-z]+ )?([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_DAY: Final = re.compile(r"(\d{4}|XXXX)(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")


@cache
def violation(act: str) -> str | None:
    """The violation an act is a candidate for; None for what is none (a release)."""
    found = table("terms")["acts"].get(act, {}).get("incident")
    return str(found) if found else None


@cache
def _steps() -> frozenset[str]:
    return frozenset(table("lang/en/incident")["step"]["acts"])


@cache
def _stems(act: str) -> frozenset[str]:
    """The beginnings of the words that tell of an act."""
    told = table("lang/en/acts").get(act, {})
    return frozenset(
        stem(w) for group in told.values() if isinstance(group, list) for words in group for w in _WORD.findall(str(words))
    )


def stem(word: str) -> str:
    """A word's first five letters: enough to see "arrested" and "arrests" as one."""
    return word.casefold()[:5]


def _stems_of(text: str) -> set[str]:
    return {stem(w) for w in _WORD.findall(text)}


@dataclass(frozen=True)
class Story:
    """What a page tells, asked by plain rules for its main attack: what the trained rankers begin from."""

    acts: Acts
    people: Sequence[Mapping[str, Any]]
    title: str
    body: str
    published: str | None
    atlas: Atlas

    def summary(self) -> Json:
        """The fields of the incident as the rules have them."""
        attacks, story = self.attacks, self.told
        if not attacks:
            return {**NOTHING, "violations": ["unknown"], "victims": []}
        main = story[0]
        alike = [a for a in attacks if a["act"] not in _steps() and not a.get("general") and not self._befalls_accused(a)]
        hand = next(
            (a for a in (*story, *alike) if a.get("perpetrators") or _kind(a) != "not stated"),
            None,
        )
        return {
            "perpetrator_mentioned": hand is not None,
            "perpetrator_type": hand_of(hand) if hand else None,
            "violations": self._violations([*story, *alike]),
            "victims": self._victims(attacks, main),
            **self._where([*story, *alike]),
            **self._when(story),
        }

    @cached_property
    def attacks(self) -> list[Mapping[str, Any]]:
        """The acts that are a violation and are told to have happened."""
        return [a for a in self.acts if violation(str(a["act"])) and self._happened(a)]

    @cached_property
    def told(self) -> list[Mapping[str, Any]]:
        """The main act, then those that belong to it; empty where the page tells of no attack."""
        return self._story(self.attacks, max(self.attacks, key=self._weight)) if self.attacks else []

    def _happened(self, act: Mapping[str, Any]) -> bool:
        return act.get("mode", "occurred") == "occurred" and act["stance"] in ("asserted", "alleged")

    @cached_property
    def accused(self) -> frozenset[str]:
        """Whoever the page names as having done something: what then happens to them is not the attack."""
        hands = {p["text"] for a in self.acts if a.get("perpetrator_kind") != "state" for p in a.get("perpetrators", ())}
        named = set()
        for person in self.people:
            forms = [person["name"], *person.get("variants", ())]
            if any(f in h for f in forms for h in hands if len(f) > 3):
                named.add(str(person["name"]))
        return frozenset(named)

    @cached_property
    def _defenders(self) -> frozenset[str]:
        return frozenset(str(p["name"]) for p in self.people if p.get("roles"))

    @cached_property
    def _headline(self) -> set[str]:
        return _stems_of(self.title)

    def _weight(self, act: Mapping[str, Any]) -> float:
        """How much speaks for an act being what the page is about."""
        kind = str(act["act"])
        who = set(persons(act))
        weight: float = table("lang/en/incident")["weight"][violation(kind)]
        weight += 2.5 * bool(self._headline & _stems(kind)) + 2.0 * self._in_headline(act) + self.opens(act)
        weight += 1.5 * bool(who & self._defenders) + 0.5 * bool(who) + 0.4 * bool(act.get("perpetrators"))
        weight += 0.3 * bool((act.get("when") or {}).get("value")) + 0.3 * bool(act.get("where"))
        weight -= 2.0 * bool(act.get("general")) + 1.0 * (kind in _steps()) + 0.3 * (act["stance"] != "asserted")
        return weight - 4.0 * self._befalls_accused(act)

    def _befalls_accused(self, act: Mapping[str, Any]) -> bool:
        """Whether all it happened to are themselves named as having done something."""
        who = set(persons(act))
        return bool(who and who <= self.accused)

    def _in_headline(self, act: Mapping[str, Any]) -> bool:
        """Whether somebody it happened to is named in the headline, or its own words share much with the headline."""
        if any(stem(part) in self._headline for name in persons(act) for part in name.split()[-1:]):
            return True
        words = set().union(*(_stems_of(q) for q in act.get("quotes", ())))
        return len(words & self._headline) >= 3

    def opens(self, act: Mapping[str, Any]) -> float:
        """2 for what the page opens with, less the later it is told."""
        at = min((i for q in act.get("quotes", ()) if (i := self.body.find(q)) >= 0), default=len(self.body))
        return max(0.0, 2.0 - 2.0 * at / max(1, len(self.body)))

    def _story(self, attacks: Acts, main: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The main act, and in the order told those that share somebody affected or a sentence with it or with one of these."""
        story, left = [main], [a for a in attacks if a is not main and bool(a.get("general")) == bool(main.get("general"))]
        for told in story:  # grows while it is walked
            near = [a for a in left if _together(a, told)]
            story += near
            left = [a for a in left if all(a is not n for n in near)]
        return story

    def _violations(self, story: Acts) -> list[str]:
        found = [str(violation(str(a["act"]))) for a in story if a["act"] not in _steps()] or [
            str(violation(str(story[0]["act"])))
        ]
        return list(dict.fromkeys(found))

    def _victims(self, attacks: Acts, main: Mapping[str, Any]) -> list[str]:
        """Those the main act happened to, then everybody else named as harmed, none of them accused themselves."""
        names = [n for a in (main, *attacks) for n in persons(a)]
        mine = set(persons(main))
        return [n for n in dict.fromkeys(names) if n in mine or n not in self.accused]

    def _where(self, story: Acts) -> Json:
        """Country, region and city of the main act, else of the first act of its story that has them."""
        country = next((a["country"] for a in story if a.get("country")), None)
        if country is None:
            told = Counter(a["country"] for a in self.acts if a.get("country"))
            country = told.most_common(1)[0][0] if told else None
        found = [p for words in (w for a in story for w in a.get("where", ())) if (p := self._place(words, country))]
        cities = [p for p in found if p[1].kind == "city"]
        region = next((words for words, p in found if p.kind == "region"), None)
        return {
            "country": self.atlas.country(country) or country if country else None,
            "region": region,
            "city": max(cities, key=lambda p: p[1].population)[0] if cities else self._opening_city(country),
        }

    def _opening_city(self, country: str | None) -> str | None:
        """The first city of that country that something is said to be "in" where the page opens."""
        opening = self.body[: max(600, len(self.body) // 4)]
        told = ((name, self._place(name, country)) for name in _IN.findall(opening)) if country else ()
        return next((name for name, p in told if p and p[1].kind == "city" and p[1].population >= SIZE), None)

    def _place(self, words: str, country: str | None) -> tuple[str, Place] | None:
        """A name of ``where`` with the place it is in that country; None if the atlas holds none."""
        name = _bare(words)
        wanted = self.atlas.country(country) or country if country else None
        return next(((name, p) for p in self.atlas.find(name) if not wanted or p.country == wanted), None)

    def _when(self, story: Acts) -> Json:
        """Year, month and day of the main act, each only as far as told; for an undated opening the year of publication."""
        values = [str(a["when"]["value"]) for a in story if (a.get("when") or {}).get("value")]
        told = next((p for v in values if (p := parts(v)) != (None, None, None)), None)
        if told is None:
            year = self.published[:4] if self.published and self.opens(story[0]) > OPENING else None
            told = (year, None, None)
        year, month, day = told
        return {"year": year, "month": MONTHS[int(month) - 1] if month else None, "day": str(int(day)) if day else None}


def parts(edtf: str) -> tuple[str | None, str | None, str | None]:
    """Year, month and day of a date; of a range only what both ends share."""
    ends = [_DAY.match(end) for end in edtf.split("/")]
    if not all(ends):
        return None, None, None
    fields = [[m[i] if m and m[i] != "XXXX" else None for i in (1, 2, 3)] for m in ends]
    shared: list[str | None] = []
    for values in zip(*fields, strict=True):
        same = len(set(values)) == 1 and not (shared and None in shared[1:])
        shared.append(values[0] if same else None)
        if not same:
            break
    shared += [None] * (3 - len(shared))
    return shared[0], shared[1], shared[2]


def persons(act: Mapping[str, Any]) -> list[str]:
    """The names of those an act happened to."""
    return [str(v["person"]) for v in act.get("victims", ()) if v.get("person")]


def _affected(act: Mapping[str, Any]) -> list[str]:
    return [str(v.get("person") or v.get("group")) for v in act.get("victims", ())]


def _together(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two acts share somebody affected or a sentence."""
    return bool(set(_affected(a)) & set(_affected(b)) or set(a.get("quotes", ())) & set(b.get("quotes", ())))


def _bare(words: str) -> str:
    """ "near Mogadishu", "central Minsk" without the words before the name."""
    kept = words.split()
    while kept and not kept[0][:1].isupper():
        kept.pop(0)
    return " ".join(kept)


def _kind(act: Mapping[str, Any]) -> str:
    """Whose doing it is; of arrests, trials and the like the State's, even where the page names nobody."""
    told = str(act.get("perpetrator_kind") or "not stated")
    return "state" if told == "not stated" and act["act"] in table("lang/en/incident")["state"]["acts"] else told


@cache
def _hands() -> Mapping[str, re.Pattern[str]]:
    """The words that tell of each kind of perpetrator."""
    listed = table("lang/en/incident")["hands"]
    return {h: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for h, words in listed.items() if words}


def hand_of(act: Mapping[str, Any]) -> str:
    """The kind of perpetrator by the State's leave where the page tells it, else by the words it uses."""
    kind, leave = _kind(act), act.get("state_leave")
    words = " ".join(str(p["text"]) for p in act.get("perpetrators", ())).casefold()
    found = [h for h, said in _hands().items() if said.search(words)]
    if "regional orgs" in found:
        return "regional orgs"
    if kind == "state":
        return "other state actors" if "other state actors" in found and "state actor" not in found else "state actor"
    if kind == "unclear":
        return "insufficient info" if leave != "with" else "other actors with permissions"
    if leave == "with" or "other actors with permissions" in found:
        return "other actors with permissions"
    return "other actors without permissions" if "other actors without permissions" in found else "other non-state actors"
