"""How well the people of a page are read: found, their spellings joined, sex, age, role; beside gold made by hand."""

from __future__ import annotations

import html
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from letapis.core.annotate import page_of, people, references
from letapis.rim.model import parse
from letapis.words.latin import fold
from letapis.words.records import Block, Claims, Page, Reading

SETS = Path(os.environ.get("LETAPIS_BENCH") or Path(__file__).parents[2] / "shared" / "bench")


@dataclass(frozen=True)
class Gold:
    """One person the gold names, with what it says of them."""

    name: str
    variants: tuple[str, ...] = ()
    sex: str = "unknown"
    age: int | None = None
    age_group: str = "unknown"
    roles: frozenset[str] = frozenset()


@dataclass
class Tally:
    """Rights out of so many, by what was asked."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, right: bool) -> None:
        """Count one question."""
        self.asked[what] += 1
        self.right[what] += right

    def rows(self) -> Iterator[str]:
        """One line a question."""
        for what, n in self.asked.items():
            yield f"  {what:<42}{self.right[what]:>5} of {n:<5}{100 * self.right[what] / n:6.1f} %"


def page(text: str, published: str | None) -> Page:
    """A page of the text to the letter, every sentence parsed."""
    blocks = tuple(
        Block("paragraph", m.start(), m.end(), m.start()) for m in re.finditer(r"\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*", text)
    )
    reading = Reading(
        "reading:bench", "capture:bench", b"bench", "text/plain", "bench", text, text, blocks, "en", published=published
    )
    cut = page_of(reading)
    return parse(cut, range(len(cut.sentences)))


def claims_pages(scored: bool) -> Iterator[tuple[str, str, list[Gold]]]:
    """The pages annotated by hand: those to look at, or those only to score."""
    folder = SETS / "claims"
    only = set(json.loads((folder / "score-ids.json").read_text()))
    for path in sorted(folder.glob("*.gold.json")):
        key = path.name.partition(".")[0]
        if (key in only) == scored:
            gold = [
                Gold(p["name"], tuple(p["variants"]), p["sex"], p["age"]) for p in json.loads(path.read_text("utf-8"))["people"]
            ]
            yield key, (folder / f"{key}.txt").read_text("utf-8"), gold


def incident_pages(split: str, most: int) -> Iterator[tuple[str, str, list[Gold]]]:
    """The first pages of a split of HRDsAttack, without those that are only scored elsewhere."""
    only = set(json.loads((SETS / "claims" / "score-ids.json").read_text()))
    rows = json.loads((SETS / "incidents" / f"{split}.json").read_text("utf-8"))
    rows = [r for r in rows if str(r["sample"]["Input.GLOBALEVENTID"]) not in only][:most]
    for r in rows:
        s = r["sample"]
        paragraphs = [
            html.unescape(re.sub(r"<[^>]+>", "", p)).strip()
            for p in re.findall(r"<p>(.*?)</p>", s["Input.article_interface"], re.S)
        ]
        text = "\n\n".join([s["Input.title"], *filter(None, paragraphs)])
        yield str(s["Input.GLOBALEVENTID"]), text, [g for v in r["merged_sample"]["victims"] for g in _victim(v, text)]


def _victim(v: dict[str, object], text: str) -> Iterator[Gold]:
    name = str(v.get("victim_name") or "").strip()
    if v.get("victim_population_type") == "individual" and name and name in text and name[0].isupper():
        kinds = v.get("victim_type")
        roles = frozenset(kinds if isinstance(kinds, list) else []) - {"insufficient information"}
        yield Gold(name, (), str(v.get("victim_sex_type")), None, str(v.get("victim_age_group")), roles)


def people_of(text: str) -> tuple[Claims, float]:
    """The people claimed of a page, and the seconds that took beyond the parse."""
    parsed = page(text, None)
    begin = time.perf_counter()
    claims = Claims()
    claims.add(people.annotate(parsed, claims))
    claims.add(references.annotate(parsed, claims))
    return claims, time.perf_counter() - begin


def _spellings(claims: Claims, subject: str) -> set[str]:
    return {fold(str(c.value)) for p in ("name", "variant") for c in claims.of(subject, p)}


def _find(claims: Claims, name: str) -> str | None:
    wanted = fold(name)
    exact = [s for s in claims.subjects("person") if wanted in _spellings(claims, s)]
    inside = [s for s in claims.subjects("person") if any(f" {wanted} " in f" {x} " for x in _spellings(claims, s))]
    within = [
        s for s in claims.subjects("person") if any(" " in x and f" {x} " in f" {wanted} " for x in _spellings(claims, s))
    ]
    return next(iter([*exact, *inside, *within]), None)


def score(tally: Tally, claims: Claims, gold: list[Gold], show: str = "") -> None:
    """Compare the people claimed with those of the gold."""
    for g in gold:
        subject = _find(claims, g.name)
        tally.add("person found", subject is not None)
        if subject is None:
            if show:
                print("   not found:", show, g.name)
            continue
        tally.add("name exact", str(claims.value(subject, "name")) == g.name)
        for v in g.variants:
            tally.add("variant joined", fold(v) in _spellings(claims, subject))
        said = str(claims.value(subject, "sex") or "unknown")
        tally.add(f"sex, gold {g.sex}", said == g.sex)
        if said != "unknown" and g.sex in ("man", "woman"):
            tally.add("sex right where stated", said == g.sex)
        if said not in ("unknown", g.sex) and show:
            print("   sex:", show, g.name, said, "gold", g.sex, [(c.by, c.why) for c in claims.of(subject, "sex")])
        if g.age is not None or (claims.value(subject, "age") is not None and not g.roles and g.age_group == "unknown"):
            tally.add("age", claims.value(subject, "age") == g.age)
        if g.age_group in ("adult", "child"):
            tally.add(f"age group, gold {g.age_group}", claims.value(subject, "age_group") == g.age_group)
        for role in g.roles:
            tally.add(f"role {role}", any(c.value == role for c in claims.of(subject, "role")))
        for role in {str(c.value) for c in claims.of(subject, "role")} & {
            "human rights defender",
            "journalist",
            "trade unionist",
        }:
            tally.add("role of the three right where stated", role in g.roles or not g.roles)


def run(label: str, pages: Iterator[tuple[str, str, list[Gold]]], show: bool = False) -> None:
    """Score a set of pages and print its rows."""
    tally, seconds, n, found = Tally(), 0.0, 0, 0
    for key, text, gold in pages:
        claims, took = people_of(text)
        score(tally, claims, gold, key if show else "")
        seconds, n, found = seconds + took, n + 1, found + len(claims.subjects("person"))
    print(f"people, {label}: {n} pages, {found} persons, {1000 * seconds / max(1, n):.1f} ms a page beyond the parse")
    for row in tally.rows():
        print(row)


def main() -> int:
    """Print a row a question for each set; ``show`` as an argument names what went wrong on the pages one may look at."""
    if not (SETS / "claims").is_dir():
        print("people: skipped, the benchmark sets are not here (set LETAPIS_BENCH to their folder).")
        return 0
    show = "show" in sys.argv
    run("claims, pages to look at", claims_pages(scored=False), show)
    run("claims, pages only scored", claims_pages(scored=True))
    if (SETS / "incidents").is_dir():
        run("incidents, train", incident_pages("train", 60 if show else 200), show)
        run("incidents, dev", incident_pages("dev", 100))
    return 0


if __name__ == "__main__":
    sys.exit(main())
