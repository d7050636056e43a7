"""The candidates for each field of the incident, each with the row of figures by which the rankers tell them apart."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from letapis.core.incident.story import MONTHS, hand_of, parts, persons
from letapis.core.incident.telling import Telling, counted, cues
from letapis.words.tables import table

Row = dict[str, float]
LABELS: Final = ("arbitrary detention", "enforced disappearance", "killing", "kidnapping", "torture", "other")
HANDS: Final = (
    "state actor",
    "other state actors",
    "other non-state actors",
    "other actors with permissions",
    "other actors without permissions",
    "regional orgs",
    "insufficient info",
)
NOBODY: Final = ""
ROLES: Final = ("journalist", "human rights defender", "trade unionist")
TYPES: Final = ("", *ROLES, "human rights defender, journalist", "human rights defender, trade unionist")


def victims(t: Telling) -> Iterator[tuple[str, Row]]:
    """Everybody named, as one the incident happened to."""
    for p in t.people:
        yield str(p["name"]), person(t, p)


def person(t: Telling, p: Mapping[str, Any]) -> Row:
    """What the page tells of somebody, reckoned once for all the fields that ask for it."""
    name = str(p["name"])
    if name not in t.rows:
        t.rows[name] = _person(t, p)
    return t.rows[name]


def _person(t: Telling, p: Mapping[str, Any]) -> Row:
    name = str(p["name"])
    spots = t.spots(name)
    inside = {t.nth(at) for at in spots}
    most = max((len(t.spots(str(q["name"]))) for q in t.people), default=1)
    row: Row = {
        "mentions": len(spots),
        "share": len(spots) / max(1, most),
        "first": spots[0] / max(1, len(t.body)) if spots else 1.0,
        "order": sum(1 for q in t.people if (s := t.spots(str(q["name"]))) and spots and s[0] < spots[0]),
        "in title": any(part in t.title.split() for part in name.split()[-1:]),
        "whole in title": name in t.title,
        "words": len(name.split()),
        "people": len(t.people),
        "accused": name in t.story.accused,
        "rule": name in t.summary["victims"],
        "aged": p.get("age") is not None,
        "described": len(p.get("described_as", ())),
        "speaks": sum(name == s.get("speaker") for s in t.report["speech"]),
        "in main": len(inside & t.main),
        "in story": len(inside & t.told_in),
        "named with": max((len(t.named_in[n]) for n in inside), default=0),
        "victim": 0,
        "hand": 0,
        "victim main": bool(t.story.told) and name in persons(t.story.told[0]),
        "victim story": 0,
        "victim first": 1,
        "quoted": 0,
        "source": 0,
    }
    row |= {f"victim of {v}": 0 for v in LABELS} | {f"near {v}": 0 for v in LABELS}
    for i, (a, told) in enumerate(t.of_acts):
        if name in persons(a):
            row["victim"] += 1
            row["victim story"] += i in t.in_story
            row[f"victim of {t.label_of(a)}"] += 1
            row["victim first"] = min(row["victim first"], min(told, default=0) / max(1, len(t.sentences)))
        elif told & inside:
            row["quoted"] += 1
            row[f"near {t.label_of(a)}"] += 1
        row["hand"] += any(name in str(h["text"]) for h in a.get("perpetrators", ()))
        row["source"] += name in a.get("according_to", ())
    row |= {
        f"role {r}": r in p.get("roles", ())
        for r in (*ROLES, "official", "politician", "lawyer", "opposition politician", "protester")
    }
    row["roles"] = len(p.get("roles", ()))
    described = counted(" ".join(p.get("described_as", ())))
    for cue in cues():
        row[f"described {cue}"] = described[cue]
        row[f"with {cue}"] = t.sum_of(inside, cue) / max(1, len(inside))
    row |= {f"page {cue}": t.whole[cue] / max(1, len(t.sentences)) for cue in (*LABELS, *ROLES)}
    return row


def types(t: Telling, p: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """The kinds of person the ontology knows, one or two of them together ("" for none)."""
    base, first = person(t, p), _first(t, p)
    keep = ("mentions", "in title", "people", "words", "roles", "described")
    for kind in TYPES:
        mine = set(kind.split(", ")) - {""}
        row: Row = {k: base[k] for k in keep} | {"none": not mine, "two": len(mine) > 1}
        row |= {f"is {r}": r in mine for r in ROLES}
        row |= {f"role {r}": base[f"role {r}"] for r in ROLES}
        row["other role"] = base["roles"] - sum(base[f"role {r}"] for r in ROLES)
        for where in ("role", "described", "with", "page"):
            row[f"{where} for"] = sum(base[f"{where} {r}"] for r in mine)
            row[f"{where} against"] = sum(base[f"{where} {r}"] for r in ROLES if r not in mine)
            row[f"{where} least"] = min((base[f"{where} {r}"] for r in mine), default=0)
        row["title for"] = sum(t.headline[r] for r in mine)
        row["title against"] = sum(t.headline[r] for r in ROLES if r not in mine)
        row["near for"] = sum(t.sum_of(first, r) for r in mine)
        row["near against"] = sum(t.sum_of(first, r) for r in ROLES if r not in mine)
        yield kind, row


def _first(t: Telling, p: Mapping[str, Any]) -> list[int]:
    return [t.nth(at) for at in t.spots(str(p["name"]))[:1]]


_ABOUT: Final = (*ROLES, "crime", "repression", "office", "says", "kin")
"""Cues of what kind of news a page is: of crimes that police clear up, of what a state does to its critics."""


def violations(t: Telling) -> Iterator[tuple[str, Row]]:
    """All violations of the ontology, by the acts and the words of the page that stand for each."""
    size = max(1, len(t.sentences))
    general: Row = {"acts": len(t.of_acts), "story": len(t.in_story), "sentences": size}
    general |= {f"acts of {v}": sum(t.label_of(a) == v for a, _ in t.of_acts) for v in LABELS}
    general |= {f"page {v}": t.whole[v] / size for v in LABELS}
    general |= {f"title {v}": t.headline[v] for v in LABELS}
    kinds = [str(a["act"]) for a, _ in t.of_acts]
    for k in (
        "charge",
        "trial",
        "conviction",
        "arrest",
        "detention",
        "killing",
        "beating",
        "threat",
        "attack",
        "abduction",
        "torture",
    ):
        general[f"act {k}"] = kinds.count(k)
    general |= {f"page {cue}": t.whole[cue] / size for cue in _ABOUT} | {f"title {cue}": t.headline[cue] for cue in _ABOUT}
    told = {str(p["name"]) for p in t.people if p.get("roles")}
    for v in LABELS:
        mine = [(i, a, s) for i, (a, s) in enumerate(t.of_acts) if t.label_of(a) == v]
        yield (
            v,
            general
            | {f"is {w}": w == v for w in LABELS}
            | {
                "mine": len(mine),
                "mine main": any(a is t.story.told[0] for _, a, _ in mine),
                "mine story": sum(i in t.in_story for i, _, _ in mine),
                "mine plain": sum(not a.get("general") for _, a, _ in mine),
                "mine named": sum(bool(persons(a)) for _, a, _ in mine),
                "mine asserted": sum(a["stance"] == "asserted" for _, a, _ in mine),
                "mine accused": sum(bool(persons(a)) and set(persons(a)) <= t.story.accused for _, a, _ in mine),
                "mine with roles": sum(not told.isdisjoint(persons(a)) for _, a, _ in mine),
                "mine of many": sum(any(w.get("group") for w in a.get("victims", ())) for _, a, _ in mine),
                "mine by state": sum(a.get("perpetrator_kind") == "state" for _, a, _ in mine),
                "mine share": len(mine) / max(1, len(t.of_acts)),
                "mine first": min((min(s, default=size) / size for _, _, s in mine), default=1.0),
                "rule": v in t.summary["violations"],
                "rule first": v == t.summary["violations"][0],
                "cue": t.whole[v],
                "cue share": t.whole[v] / size,
                "cue title": t.headline[v],
                "cue early": sum(c[v] for c in t.counts[: max(5, size // 5)]),
                "cue main": t.sum_of(t.main, v),
                "cue story": t.sum_of(t.told_in, v),
            },
        )


def hands(t: Telling) -> Iterator[tuple[str, Row]]:
    """The kinds of perpetrator, and nobody ("")."""
    acts = [a for a, _ in t.of_acts]
    by = [a for a in acts if a.get("perpetrators")]
    listed = table("lang/en/incident")["hands"]
    size = max(1, len(t.sentences))
    general: Row = {"acts": len(acts), "named": len(by), "story named": sum(bool(a.get("perpetrators")) for a in t.story.told)}
    for kind in ("state", "non-state", "unclear", "not stated"):
        general[f"kind {kind}"] = sum(a.get("perpetrator_kind") == kind for a in acts)
        general[f"story kind {kind}"] = sum(a.get("perpetrator_kind") == kind for a in t.story.told)
    general |= {f"with leave {w}": sum(a.get("state_leave") == w for a in acts) for w in ("with", "without", "unknown")}
    general |= {f"acts of {v}": sum(t.label_of(a) == v for a in acts) / max(1, len(acts)) for v in LABELS}
    general |= {f"page {v}": t.whole[v] / size for v in LABELS}
    folded, opening = f" {t.body.casefold()} ", f" {' '.join(t.sentences[:6]).casefold()} "
    said = {h: sum(folded.count(f" {w}") for w in words) for h, words in listed.items()}
    early = {h: sum(opening.count(f" {w}") for w in words) for h, words in listed.items()}
    general |= {f"said {h}": n / size for h, n in said.items()} | {f"early {h}": n for h, n in early.items()}
    found = [hand_of(a) for a in acts]
    told = [hand_of(a) for a in t.story.told]
    general |= {f"found {h}": found.count(h) for h in HANDS}
    for h in (*HANDS, NOBODY):
        yield (
            h,
            general
            | {f"is {w}": w == h for w in HANDS}
            | {
                "rule": (t.summary["perpetrator_type"] or "") == h,
                "mine": found.count(h),
                "mine story": told.count(h),
                "mine share": found.count(h) / max(1, len(found)),
                "mine said": said.get(h, 0) / max(1, sum(said.values())),
                "mine early": early.get(h, 0) / max(1, sum(early.values())),
            },
        )


def _seats(t: Telling) -> dict[str, list[tuple[int, str, Mapping[str, Any]]]]:
    """The places of the page by kind: where each stands, by which name, and what is told of it."""
    found: dict[str, list[tuple[int, str, Mapping[str, Any]]]] = {}
    for p in t.report["places"]:
        for start, end in p["spans"]:
            found.setdefault(str(p["kind"]), []).append((start, t.body[start:end], p))
    return found


def _spread(t: Telling, spots: list[int]) -> Row:
    """Figures of a thing named at some places of the page."""
    inside = [t.nth(at) for at in spots]
    attacks = sum(t.sum_of([n], v) for n in set(inside) for v in LABELS)
    nearest = min((abs(n - m) for n in inside for m in t.main), default=99)
    return {
        "times": len(spots),
        "first": min(spots, default=len(t.body)) / max(1, len(t.body)),
        "first sentence": min(inside, default=99),
        "in main": sum(n in t.main for n in inside),
        "in story": sum(n in t.told_in for n in inside),
        "in acts": sum(n in told for n in inside for _, told in t.of_acts),
        "from main": nearest,
        "cues": attacks / max(1, len(inside)),
    }


def countries(t: Telling) -> Iterator[tuple[str, Row]]:
    """The countries that acts happened in, that are named, or that hold a named place."""
    named: dict[str, list[int]] = {}
    held: dict[str, list[int]] = {}
    for kind, seats in _seats(t).items():
        for at, _, p in seats:
            if p.get("country") or kind == "country":
                (named if kind == "country" else held).setdefault(str(p.get("country") or p["name"]), []).append(at)
    acts = [a.get("country") for a, _ in t.of_acts]
    story = [a.get("country") for a in t.story.told]
    every = dict.fromkeys([*named, *held, *(c for c in acts if c)])
    total = max(1, sum(len(named.get(c, ())) + len(held.get(c, ())) for c in every))
    for c in every:
        spots = sorted([*named.get(c, ()), *held.get(c, ())])
        yield (
            c,
            _spread(t, spots)
            | {
                "named": len(named.get(c, ())),
                "held": len(held.get(c, ())),
                "share": len(spots) / total,
                "acts": acts.count(c),
                "acts share": acts.count(c) / max(1, len(acts)),
                "story share": story.count(c) / max(1, len(story)),
                "main": bool(story) and story[0] == c,
                "rule": t.summary["country"] == c,
                "in title": c in t.title,
                "in opening": sum(at < 400 for at in spots),
                "countries": len(every),
            },
        )


def cities(t: Telling, country: str | None) -> Iterator[tuple[str, Row]]:
    """Towns and other places the page names, with whether they lie in the incident's country."""
    return _within(t, ("city", "place"), t.summary["city"], country)


def regions(t: Telling, country: str | None) -> Iterator[tuple[str, Row]]:
    """Regions the page names."""
    return _within(t, ("region",), t.summary["region"], country)


def _within(t: Telling, kinds: tuple[str, ...], rule: str | None, country: str | None) -> Iterator[tuple[str, Row]]:
    found: dict[str, list[int]] = {}
    first: dict[str, Mapping[str, Any]] = {}
    for kind in kinds:
        for at, _, p in _seats(t).get(kind, ()):
            found.setdefault(str(p["name"]), []).append(at)
            first.setdefault(str(p["name"]), p)
    where = [w for a in t.story.told for w in a.get("where", ())]
    for name, spots in found.items():
        p = first[name]
        known = [q for q in t.atlas.find(name) if q.country == p.get("country")]
        yield (
            name,
            _spread(t, spots)
            | {
                "there": bool(country) and p.get("country") == country,
                "elsewhere": bool(p.get("country")) and p.get("country") != country,
                "city": p["kind"] == "city",
                "size": math.log10(max(1, *(q.population for q in known))) if known else 0,
                "where": any(name in w for w in where),
                "where main": bool(t.story.told) and any(name in w for w in t.story.told[0].get("where", ())),
                "where any": sum(name in w for a, _ in t.of_acts for w in a.get("where", ())),
                "rule": rule == name,
                "in title": name in t.title,
                "in": sum(t.body[max(0, at - 3) : at] == "in " for at in spots),
                "of": sum(t.body[max(0, at - 3) : at] == "of " for at in spots),
                "others": len(found),
            },
        )


Day = tuple[str, ...]


def _dated(t: Telling) -> Iterator[tuple[Day, int, Mapping[str, Any] | None]]:
    """Each date of the page as year, month, day as far as told, with where it stands; last that of publication (None)."""
    for time in t.report["times"]:
        told = parts(str(time.get("value") or ""))
        known = []
        for part in told:
            if part is None:
                break
            known.append(part)
        if known:
            yield tuple(known), int(time["start"]), time
    if t.published:
        yield tuple(t.published[:10].split("-")), 0, None


def days(t: Telling, size: int, within: Day = ()) -> Iterator[tuple[Day, Row]]:
    """Years (size 1), months (2) or days (3) that the page names, within what was chosen before."""
    found: dict[Day, list[tuple[Day, int, Mapping[str, Any] | None]]] = {}
    for one in _dated(t):
        if len(one[0]) >= size and one[0][: len(within)] == within:
            found.setdefault(one[0][:size], []).append(one)
    main = (t.story.told[0].get("when") or {}).get("value") if t.story.told else None
    story = [parts(str((a.get("when") or {}).get("value") or "")) for a in t.story.told]
    acts = [parts(str((a.get("when") or {}).get("value") or "")) for a, _ in t.of_acts]
    rule = (t.summary["year"],)
    spelt = {key: [at for _, at, time in these if time and _spelt(key, str(time["text"]))] for key, these in found.items()}
    for key, these in found.items():
        told = [(at, time) for _, at, time in these if time is not None]
        ages = [_age(d, t.published) for d, _, time in these if time is not None]
        yield (
            key,
            _spread(t, [at for at, _ in told])
            | {
                "published": key == tuple(t.published[:10].split("-"))[:size],
                "age": _age(key, t.published),
                "age least": min(ages, default=0),
                "rule": key[0] == rule[0],
                "main": bool(main) and parts(str(main))[:size] == key,
                "story": sum(p[:size] == key for p in story),
                "acts": sum(p[:size] == key for p in acts),
                "dated acts": sum(p[0] is not None for p in acts),
                "stated": sum("stated" in str(time["basis"]) for _, time in told),
                "full": sum(len(d) == 3 for d, _, time in these if time is not None),
                "others": len(found),
                "main dated": bool(main),
            }
            | _spelt_out(t, key, spelt),
        )


def _spelt(day: Day, words: str) -> bool:
    """Whether words have the last part of a date as such: "2015", "May", "19"; "last year" has not."""
    last = day[-1].lstrip("0")
    if len(day) == 2:
        return MONTHS[int(last) - 1][:3] in words
    return re.search(rf"(?<!\d){last}(?!\d)", words) is not None


def _spelt_out(t: Telling, key: Day, spelt: Mapping[Day, list[int]]) -> Row:
    """Figures of a date where it is spelt out: people who date an attack like to take such a one."""
    mine = spelt[key]
    inside = {t.nth(at) for at in mine}
    named = {str(v) for v in t.summary["victims"]}
    cues_ = [sum(t.sum_of([n], v) for v in LABELS) for n in inside]
    headed = [v for v in LABELS if t.headline[v]]
    labels = [v for v in LABELS if v in t.summary["violations"]]
    others = [d for d, at in spelt.items() if at and d != key]
    return {
        "spelt": len(mine),
        "spelt others": len(others),
        "spelt older": sum(d < key for d in others),
        "spelt before": sum(min(spelt[d]) < min(mine, default=len(t.body)) for d in others),
        "spelt first": min(mine, default=len(t.body)) / max(1, len(t.body)),
        "spelt share": len(mine) / max(1, sum(map(len, spelt.values()))),
        "spelt cues": max(cues_, default=0),
        "spelt headline": t.sum_of(inside, headed[0]) if headed else 0,
        "spelt violation": sum(t.sum_of(inside, v) for v in labels),
        "spelt victims": sum(bool(t.named_in.get(n, set()) & named) for n in inside),
        "spelt people": sum(bool(t.named_in.get(n)) for n in inside),
        "spelt acts": sum(bool(inside & told) for _, told in t.of_acts),
        "spelt story": len(inside & t.told_in),
        "spelt from main": min((abs(n - m) for n in inside for m in t.main), default=99),
    }


def _age(day: Iterable[str], published: str) -> float:
    """Days from a date (its beginning taken as the middle of what is left open) to publication."""
    if not published:
        return 0.0
    try:
        y, m, d = (*map(int, day), *(7, 15)[len(tuple(day)) - 1 :])[:3] if isinstance(day, tuple) else (1, 1, 1)
        return float((date.fromisoformat(published[:10]) - date(y, m, d)).days)
    except (TypeError, ValueError):
        return 0.0
