"""Candidate cases for SDG indicator 16.10.1: a victim's incident counts once, under the most serious thing done in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from letapis.core import wording
from letapis.core.cases import Act, Person
from letapis.core.export.dating import dated
from letapis.core.export.leaving import CHECK, PERSONAL, Extract, Files
from letapis.core.export.tables import csv_bytes
from letapis.core.export.telling import happened
from letapis.words.records import kind_of
from letapis.words.tables import table

NAME = "sdg"
CANDIDATE = "candidate"
UNKNOWN = "unknown"
VAGUE = " (only a month or a year, which fits several incidents or none)"
NOTE = f"""SDG indicator 16.10.1: candidates only.

A machine read these from the sources. None is a verified case: a mandated body must find reasonable grounds to believe. Acts
such as arrests are candidates for a violation; whether they are one is for people to say.

A case is one victim and one incident: acts that touch in time (up to {{near}} days apart, or one within the other's stretch).
It counts once, under the most serious act in it: killing, torture, enforced disappearance, arbitrary detention, kidnapping,
other. A case is counted where the sources tell that the victim is a journalist, trade unionist or human rights defender, and a
day on which it happened; the others stand in the table with the reason. Nothing missing is estimated.

These are the cases that the pages of one project tell: a convenience sample. Never read a trend or a rate from it.

Form: metadata of 8 June 2018. Newer metadata: {CHECK}. Labels of ICCS codes are not used.
"""
CASES = (
    "case", "status", "counted", "why_not", "victim", "victim_id", "victim_groups", "sex", "age_group", "violation",
    "violation_code",
    "acts_in_incident", "first_day", "last_day", "year", "within_12_months", "perpetrator_status", "country", "places",
    "independent_sources", "corroborated", "acts", "claims",
)  # fmt: skip
COUNTS = (
    "year", "country", "violation", "sex", "age_group", "victim_group", "perpetrator_status", "n_candidate", "n_corroborated",
    "cases",
)  # fmt: skip


@dataclass(frozen=True)
class Incident:
    """What was done to one person in one stretch of time."""

    victim: Person
    acts: tuple[Act, ...]
    first: date | None
    last: date | None
    vague: bool = False
    """Its date is known to the month or year only, and it may belong to another incident."""


def export(out: Extract) -> Files:
    """``….sdg-cases.csv``, ``….sdg-counts.csv`` and what they are."""
    rows = [_row(out, i) for i in incidents(out)]
    yield f"{out.stem}.sdg-cases.csv", [csv_bytes(CASES, ([r[c] for c in CASES] for r in rows))]
    yield f"{out.stem}.sdg-counts.csv", [csv_bytes(COUNTS, _counts(rows))]
    yield f"{out.stem}.sdg-README.txt", [NOTE.format(near=table("leaving")["sdg"]["near"]).encode("utf-8")]


def violation(act: Act) -> str:
    """The letter of the violation an act is a candidate for; empty where it is for none."""
    letter = str(table("terms")["acts"].get(act.word, {}).get("sdg", ""))
    state = any(s.value == "state" for s in act.perpetrator_kind)
    return "E" if letter == "B" and not state else letter


def incidents(out: Extract) -> Iterator[Incident]:
    """The incidents of every person to whom something that counts is told to have happened."""
    suffered: dict[str, list[Act]] = {}
    for act in (e.act for e in out.entries):
        if violation(act) and happened(act) and not act.general:
            for who in dict.fromkeys(v.value for v in act.victims):
                suffered.setdefault(who, []).append(act)
    for person in out.people:
        yield from _grouped(person, suffered.get(person.id, ()))


def _grouped(person: Person, acts: Sequence[Act]) -> Iterator[Incident]:
    near = timedelta(days=table("leaving")["sdg"]["near"])
    exact = sorted((days, a.id, a) for a in acts if (days := _days(a)))
    groups: list[tuple[list[Act], date, date]] = []
    for (first, last), _, act in exact:
        if groups and first <= groups[-1][2] + near:
            held, begun, until = groups[-1]
            groups[-1] = ([*held, act], begun, max(until, last))
        else:
            groups.append(([act], first, last))
    left = list[Act]()
    for act in (a for a in acts if not _days(a)):
        home = _home(act, groups)
        if home is None:
            left.append(act)
        else:
            home.append(act)
    yield from (Incident(person, tuple(held), first, last) for held, first, last in groups)
    yield from (Incident(person, (a,), None, None, vague=bool(a.when.said)) for a in left)


def _home(act: Act, groups: Sequence[tuple[list[Act], date, date]]) -> list[Act] | None:
    """The one incident that an act without a day can belong to by its month or year; none where there are several, or none."""
    spans = [_stretch(s.value) for s in act.when.said]
    fits = [held for held, first, last in groups if any(s and s[0] <= last and first <= s[1] for s in spans)]
    return fits[0] if len(fits) == 1 else None


def _days(act: Act) -> tuple[date, date] | None:
    """The first and last day of an act, where days are told; of sources that disagree, all that they tell."""
    found = [d for s in act.when.said if (d := dated(s.value))]
    ends = [_day(x) for d in found for x in (d.first, d.last or d.first)]
    days = [d for d in ends if d]
    return (min(days), max(days)) if days else None


def _day(prefix: str) -> date | None:
    return date.fromisoformat(prefix) if len(prefix) == 10 else None


def _stretch(value: str) -> tuple[date, date] | None:
    """The days that a month or a year covers."""
    found = dated(value)
    if found is None or not found.first or found.last:
        return None
    year, month = int(found.first[:4]), int(found.first[5:7] or 0)
    following = date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    return date(year, month or 1, 1), following - timedelta(days=1)


def _row(out: Extract, i: Incident) -> dict[str, object]:
    terms = table("leaving")["sdg"]
    letter = min((violation(a) for a in i.acts), key=terms["order"].index)
    groups = [g for g in terms["groups"] if any(s.value == g for s in i.victim.roles)]
    kinds = {s.value for a in i.acts for s in a.perpetrator_kind}
    # The most serious act decides how well the case is known.
    best = max((a for a in i.acts if violation(a) == letter), key=lambda a: a.sources.independent)
    reasons = [
        "" if groups else "no source tells that the victim is a journalist, trade unionist or human rights defender",
        "" if i.first else f"no day is told{VAGUE if i.vague else ''}",
    ]
    why = "; ".join(r for r in reasons if r)
    claims = out.ids((*(c for a in i.acts for c in a.claims), *out.of(i.victim, *PERSONAL)))
    return {
        "case": f"{i.acts[0].id.partition(':')[2]}/{i.victim.id.partition(':')[2]}", "status": CANDIDATE,
        "counted": "no" if why else "yes", "why_not": why, "victim": i.victim.shown, "victim_id": i.victim.id,
        "victim_groups": "; ".join(groups) or UNKNOWN,
        "sex": _only(s.value for s in i.victim.sex), "age_group": _only(s.value for s in i.victim.age_group),
        "violation": terms["labels"][letter], "violation_code": letter,
        "acts_in_incident": "; ".join(dict.fromkeys(wording.noun(a) for a in i.acts)),
        "first_day": str(i.first or ""), "last_day": str(i.last or ""), "year": str(i.first.year) if i.first else UNKNOWN,
        "within_12_months": _recent(i, out.as_of), "perpetrator_status": _status(kinds),
        "country": _only(s.text for a in i.acts for s in a.country),
        "places": "; ".join(dict.fromkeys(s.text for a in i.acts for s in a.where if kind_of(s.value) == "place")),
        "independent_sources": best.sources.independent, "corroborated": "yes" if best.sources.independent > 1 else "no",
        "acts": " ".join(a.id for a in i.acts), "claims": " ".join(claims),
    }  # fmt: skip


def _status(kinds: set[str]) -> str:
    """State or non-State, where the sources agree."""
    told = kinds & {"state", "non-state"}
    return {"state": "State", "non-state": "non-State"}[told.pop()] if len(told) == 1 else UNKNOWN


def _only(values: Iterable[str]) -> str:
    """The one value told; unknown where there is none, or several."""
    told = set(values)
    return told.pop() if len(told) == 1 else UNKNOWN


def _recent(i: Incident, as_of: str) -> str:
    """Whether it began in the twelve months before the information ends."""
    if i.first is None or len(as_of) < 10:
        return UNKNOWN
    end = date.fromisoformat(as_of[:10])
    return "yes" if timedelta(0) <= end - i.first <= timedelta(days=365) else "no"


def _counts(rows: Iterable[dict[str, object]]) -> list[list[object]]:
    """How many cases there are of each kind, with their ids; of several groups a victim counts in the first."""
    found: Counter[tuple[str, ...]] = Counter()
    sure: Counter[tuple[str, ...]] = Counter()
    cases: dict[tuple[str, ...], list[str]] = {}
    for row in (r for r in rows if r["counted"] == "yes"):
        key = tuple(str(row[c]) for c in ("year", "country", "violation", "sex", "age_group"))
        key = (*key, str(row["victim_groups"]).partition(";")[0], str(row["perpetrator_status"]))
        found[key] += 1
        sure[key] += row["corroborated"] == "yes"
        cases.setdefault(key, []).append(str(row["case"]))
    return [[*key, found[key], sure[key], " ".join(cases[key])] for key in sorted(found)]
