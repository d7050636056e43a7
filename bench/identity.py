"""Who is who and what is one act, over the pages of an invented country; and what it costs as the names grow many.

    python -m bench.identity [SEED]

The pages are made (`bench.country`), read as main text and resolved without asking anybody. B³ counts names and tellings that
were read; how many were not is said beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from bench.country import Country, Options, Page, make, write
from bench.country.spelling import forms, systems
from bench.country.world import Person, World, world
from bench.product import ROOT
from bench.speed import peak
from letapis.core.material import Material, Told
from letapis.core.resolve import Identities, Joined, Link, resolve
from letapis.words.records import Block, Capture, Claim, Decision, Given, Reading

SIZES = (1_000, 5_000, 20_000)
NEAR = ({"torture", "beating"}, {"killing", "death_in_custody"}, {"abduction", "disappearance"}, {"arrest", "abduction"})
"""Words by which a reader may call one told thing: a telling read by the other word of a pair is still that telling."""
ROUNDS = 5
"""How often what answers have brought up is asked, too."""


def read(folder: Path, country: Country) -> Material:
    """The pages as the product reads them, as main text, with what their sidecars say."""
    from letapis.desk.understanding import given_beside, pages_of, understand

    found = []
    for page in country.pages:
        path = folder / f"{page.id}.txt"
        given = given_beside(path)
        for told in pages_of(path, given if isinstance(given, Given) else Given(), as_body=True):
            if isinstance(told, Told):
                found.append(replace(told, claims=tuple(understand(told.reading).claims)))
    return Material(tuple(found))


@dataclass(frozen=True)
class Found:
    """The gold's items and the things of the product that stand for them."""

    material: Material
    names: dict[tuple[str, int], tuple[str, str]]
    """Page and offset of a name → whose it is, and the product's person."""
    tellings: dict[tuple[str, str], str]
    """Page and act of the gold → the product's act."""
    all_names: int
    all_tellings: int
    of_page: dict[str, Page]
    """By the product's reading."""

    @cached_property
    def owners(self) -> dict[str, Counter[str]]:
        """Of each of the product's persons: whose names it holds."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for gold, person in self.names.values():
            found[person][gold] += 1
        return found

    @cached_property
    def owner(self) -> dict[str, str]:
        """Of each of the product's persons: whose names it mostly holds."""
        return {person: who.most_common(1)[0][0] for person, who in self.owners.items()}

    def page(self, subject: str) -> Page:
        """The page a thing was read on."""
        return self.of_page[self.material.about(subject)[0].passage.reading]


def matched(material: Material, country: Country) -> Found:
    """Find each name and telling of the gold among what was claimed at its place."""
    by_name = {f"{p.id}.txt": p for p in country.pages}
    pages = {told.reading.id: by_name[told.capture.name] for told in material.pages}
    names: dict[tuple[str, int], tuple[str, str]] = {}
    tellings: dict[tuple[str, str], str] = {}
    words = {a.id: (a.word, a.victims) for a in country.world.acts}
    for told in material.pages:
        page = pages[told.reading.id]
        spans = [(c.passage.start, c.passage.end, c.subject) for c in told.claims if _names(c)]
        spans = [(told.reading.in_body(a), told.reading.in_body(b), s) for a, b, s in spans]
        for m in page.mentions:
            over = [(min(b, m.end) - max(a, m.start), s) for a, b, s in spans if a < m.end and m.start < b]
            if over:
                names[page.id, m.start] = (m.person, max(over)[1])
        tellings.update(_tellings(told, page, words, names))
    total = sum(len({t.act for t in p.tellings}) for p in country.pages)
    return Found(material, names, tellings, sum(len(p.mentions) for p in country.pages), total, pages)


def _names(c: Claim) -> bool:
    return c.subject.startswith("person:") and (
        c.property in ("name", "variant") or (c.property == "mention" and c.value == "name")
    )


def _tellings(
    told: Told, page: Page, words: Mapping[str, tuple[str, tuple[str, ...]]], names: Mapping[tuple[str, int], tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], str]]:
    """The product's act that stands in a sentence of the gold's, says the same (or nearly) and names no other victim."""
    acts = [c for c in told.claims if c.property == "act" and c.subject.startswith("act:")]
    victims: dict[str, set[str]] = defaultdict(set)
    for c in told.claims:
        if c.property == "victim":
            victims[c.subject].add(str(c.value))
    whose = {person: gold for (id_, _), (gold, person) in names.items() if id_ == page.id}
    best: dict[str, tuple[int, str]] = {}
    for t in page.tellings:
        word, gold = words[t.act]
        for c in acts:
            a, b = told.reading.in_body(c.passage.start), told.reading.in_body(c.passage.end)
            inside = a < t.end and t.start < b
            said = 2 if c.value == word else 1 if {str(c.value), word} in NEAR else 0
            owners = {whose.get(v, "") for v in victims[c.subject]} - {""}
            if inside and said and (not owners or not gold or owners & set(gold)):
                worth = said + 2 * bool(owners & set(gold))
                best[t.act] = max(best.get(t.act, (0, "")), (worth, c.subject))
    for act, (_, subject) in best.items():
        yield (page.id, act), subject


def b_cubed(items: Mapping[tuple[str, Any], tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent; of each item the gold's cluster and the product's."""
    gold, said, both = Counter(g for g, _ in items.values()), Counter(s for _, s in items.values()), Counter(items.values())
    n = max(1, len(items))
    precision = sum(k * k / said[s] for (_, s), k in both.items()) / n
    recall = sum(k * k / gold[g] for (g, _), k in both.items()) / n
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def pairs_score(said: set[frozenset[str]], gold: set[frozenset[str]]) -> tuple[float, float]:
    """Precision and recall of pairs, in per cent."""
    right = len(said & gold)
    return 100 * right / max(1, len(said)), 100 * right / max(1, len(gold))


def copied(found: Found, country: Country, links: Sequence[frozenset[str]]) -> tuple[float, float]:
    """Precision and recall of the pairs of pages called copies of one another."""
    origin = {p.id: p.copy_of or p.id for p in country.pages}
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, first in origin.items():
        groups[first].append(id_)
    gold = {frozenset(pair) for ids in groups.values() for pair in combinations(ids, 2)}
    return pairs_score({frozenset(found.of_page[r].id for r in li) for li in links}, gold)


def wrong(found: Found, joined: Joined) -> list[Link]:
    """What the machine joined without asking though it is of two people; what the reader mixed up within a page is left out."""
    owners = found.owners
    links = (li for li in joined.links if li.machine and li.a in owners and li.b in owners)
    return [li for li in links if not owners[li.a].keys() & owners[li.b].keys()]


def rows(country: Country, found: Found, one: Identities) -> Iterator[str]:
    """Every figure of identity."""
    owner = found.owner
    yield f"{'B³ over what was read':<54}{'P':>7}{'R':>7}{'F1':>7}{'goal':>7}"
    names = found.names
    count = f"of {found.all_names} names"
    yield _row(
        f"persons, {len(names)} {count}",
        b_cubed({k: (gold, one.persons.of(person)) for k, (gold, person) in names.items()}),
        "97",
    )
    yield _row("  had nothing been joined across pages", b_cubed(names))
    yield _row(
        "  had each page's persons been joined rightly",
        b_cubed({k: (gold, owner[person]) for k, (gold, person) in names.items()}),
    )
    told = found.tellings
    title = f"acts, {len(told)} of {found.all_tellings} tellings"
    yield _row(title, b_cubed({k: (k[1], one.acts.of(act)) for k, act in told.items()}), "90")
    yield _row("  had nothing been joined across pages", b_cubed({k: (k[1], act) for k, act in told.items()}))
    precision, recall = copied(found, country, [frozenset((li.a, li.b)) for li in one.copied])
    yield f"{'copies, pairs of pages':<54}{precision:>7.1f}{recall:>7.1f}{'':>7}{'99/95':>7}"
    yield f"not read: {found.all_names - len(names)} names, {found.all_tellings - len(told)} tellings"
    mixed = sum(len(who) > 1 for who in found.owners.values())
    yield f"joined within a page by the reader: {mixed} of {len(owner)} of the pages' persons hold names of more than one"
    links = wrong(found, one.persons)
    held: dict[str, set[str]] = defaultdict(set)
    for person, gold in owner.items():
        held[one.persons.of(person)].add(gold)
    bad = sum(len(golds) > 1 for golds in held.values())
    yield f"different people joined without asking: {len(links)} links; {bad} of {len(held)} persons hold several (goal 0)"
    yield from (f"  {n:>5}  {why}" for why, n in causes(country, found, links).most_common())
    left = apart(found, one.persons)
    yield f"pages' persons left outside the largest part of who they are: {sum(left.values())} of {len(owner)}"
    yield from (f"  {n:>5}  {why}" for why, n in left.most_common())
    yield from queue(found, one)


def queue(found: Found, one: Identities) -> Iterator[str]:
    """What a person who errs in nothing comes to by answering all that is asked, and how many questions that takes."""
    truth: dict[str, str] = dict(found.owner)
    truth |= {act: gold for (_, gold), act in found.tellings.items()}
    ruled: list[Decision] = []
    for kind, title in (("persons", "on who is who"), ("acts", "on what is one act, too")):
        said: Counter[bool] = Counter()
        for _ in range(ROUNDS):
            new = list(_answers(getattr(one, kind), truth))
            if not new:
                break
            ruled += new
            said.update(d.verdict == "same" for d in new)
            one = resolve(found.material, ruled)
        yield f"{said.total()} questions {title}, {said[True]} of them answered with “the same”; all answered rightly:"
        names, told = found.names, found.tellings
        yield _row("  persons", b_cubed({k: (gold, one.persons.of(person)) for k, (gold, person) in names.items()}))
        yield _row("  acts", b_cubed({k: (k[1], one.acts.of(act)) for k, act in told.items()}))


def _answers(joined: Joined, truth: Mapping[str, str]) -> Iterator[Decision]:
    """The right answer to each suggestion that no answer before it has settled; what is of neither gold is passed over."""
    group = {m: c[0] for c in joined.clusters for m in c}
    apart = set[frozenset[str]]()
    for li in joined.suggestions:
        x, y = group[li.a], group[li.b]
        if li.a not in truth or li.b not in truth or x == y or frozenset((x, y)) in apart:
            continue
        same = truth[li.a] == truth[li.b]
        if same:
            group = {m: x if g == y else g for m, g in group.items()}
            apart = {frozenset(x if g == y else g for g in pair) for pair in apart}
        else:
            apart.add(frozenset((x, y)))
        yield Decision(li.a, "same" if same else "different", "gold", "", "", li.b)


def _row(title: str, scores: tuple[float, float, float], goal: str = "") -> str:
    return f"{title:<54}" + "".join(f"{x:>7.1f}" for x in scores) + f"{goal:>7}"


def causes(country: Country, found: Found, links: Sequence[Link]) -> Counter[str]:
    """Why different people were joined: namesakes (told apart by both pages or not), kin, others."""
    people = {p.id: p for p in country.world.people}
    return Counter(_cause(found, people, li) for li in links)


def _cause(found: Found, people: Mapping[str, Person], li: Link) -> str:
    x, y = (people[found.owner[i]] for i in (li.a, li.b))
    if x.twin != y.id:
        return "kin of one surname" if x.names[0][1].surname == y.names[0][1].surname else "people of two names"
    told = [set(dict(found.page(i).evidence).get(found.owner[i], ())) for i in (li.a, li.b)]
    return f"namesakes, both pages give: {', '.join(sorted(told[0] & told[1])) or 'nothing to compare'}"


def apart(found: Found, joined: Joined) -> Counter[str]:
    """The pages' persons not joined with most of the pages that name them: how they are named, whether it was asked."""
    clusters: dict[str, Counter[str]] = defaultdict(Counter)
    for person, gold in found.owner.items():
        clusters[gold][joined.of(person)] += 1
    asked = {frozenset((joined.of(li.a), joined.of(li.b))) for li in joined.suggestions}
    causes: Counter[str] = Counter()
    for person, gold in found.owner.items():
        mine, most = joined.of(person), clusters[gold].most_common(1)[0][0]
        if mine != most:
            open_ = any(frozenset((mine, other)) in asked for other in clusters[gold])
            causes[f"named {_naming(found, person)}, {'suggested' if open_ else 'not suggested'}"] += 1
    return causes


def _naming(found: Found, person: str) -> str:
    """How fully a page names a person, by the gold's names on it."""
    page, gold = found.page(person), found.owner[person]
    words = [m.text.replace(".", ". ").split() for m in page.mentions if m.person == gold and (page.id, m.start) in found.names]
    given = [w for w in words if len(w) > 1 and w[0].rstrip(".").casefold() not in ("al", "el")]
    if not given:
        return "by the surname alone"
    return "by an initial" if all(any(x.endswith(".") for x in w) for w in given) else "in full"


# What it costs


def mentions(count: int, seed: int = 7) -> Material:
    """So many names in claims, four persons a page, each with a fuller name and a shorter one, an age and a dated act."""
    rng, options = (
        Random(f"{seed}:{count}"),
        Options(people=max(40, count // 16), namesakes=max(4, count // 100), acts=0, groups=0),
    )
    people = _people(seed, options)
    told: list[Told] = []
    made = 0
    while made < count:
        told.append(_page(rng, len(told), rng.sample(people, min(4, (count - made) // 2 or 1)), options))
        made += sum(c.property in ("name", "variant") for c in told[-1].claims)
    return Material(tuple(told))


def _people(seed: int, options: Options) -> tuple[Person, ...]:
    made: World = world(seed, options)
    return made.people


def _page(rng: Random, number: int, people: Sequence[Person], options: Options) -> Told:
    """A page of one line a person."""
    lines, spans, at = [], [], 0
    for p in people:
        way = rng.choice([w for w in map(systems().__getitem__, p.systems) if w.script == "latin"])
        spelt = forms(p.name(way.language), way, rng, slips=options.slips, mens=options.mens)
        full, short = spelt.of(rng.choice(("full", "full", "full", "with middle", "initial", "reordered"))), spelt.of("surname")
        spans.append((p, at, full, at + len(full) + 2, short))
        lines.append(f"{full}, {short}.")
        at += len(lines[-1]) + 2
    text, key = "\n\n".join(lines), f"{number}".encode()
    blocks = tuple(Block("paragraph", a, a + len(line), a) for (_, a, *_), line in zip(spans, lines, strict=True))
    year = 2020 + number % 4
    reading = Reading(
        f"reading:{number}", f"capture:{number}", key, "text/plain", "made", text, text, blocks, "en", published=f"{year}-06-01"
    )
    claims: list[Claim] = []
    for p, a, full, b, short in spans:
        first, second = reading.passage(a, a + len(full)), reading.passage(b, b + len(short))
        who, act = reading.mint("person", first, p.id), reading.mint("act", first, p.id)
        claims += [
            Claim(who, "name", full, first),
            Claim(who, "variant", short, second),
            Claim(who, "age", year - p.born.year, first),
        ]
        day = f"{year}-0{rng.randint(1, 5)}-{rng.randint(10, 28)}"
        claims += [Claim(act, "act", "arrest", first), Claim(act, "victim", who, first), Claim(act, "when", day, first)]
    return Told(Capture(f"capture:{number}", "", 0, f"{number}.txt", "", ""), reading, tuple(claims))


def cost(count: int) -> None:
    """Print the seconds and the MB (the process's own before, and its peak) that resolving so many names takes."""
    material = mentions(count)
    before, begun = peak(), time.process_time()
    one = resolve(material)
    print(f"{time.process_time() - begun:.2f} {before} {peak()} {len(one.persons.clusters)}")


def costs(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """A row a size, each in a process of its own, with a bar for the time a thousand names take: level where cost is linear."""
    yield f"{'names':>7}{'s':>8}{'ms a name':>11}{'MB peak':>9}{'MB more':>9}{'persons':>9}"
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "bench.identity", "--cost", str(size)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield f"{size:>7}  failed: {done.stderr.strip().splitlines()[-1:]}"
            continue
        seconds, before, most, persons = done.stdout.split()
        each = 1000 * float(seconds) / size
        bar = "#" * min(60, max(1, round(10 * each)))
        yield f"{size:>7}{seconds:>8}{each:>11.2f}{most:>9}{int(most) - int(before):>9}{persons:>9}  {bar}"


def main(argv: Sequence[str] = ()) -> None:
    """Print the figures of one country, then the cost."""
    if "--cost" in argv:
        cost(int(argv[-1]))
        return
    seed = next((int(a) for a in argv if a.isdigit()), 7)
    country = make(seed)
    with tempfile.TemporaryDirectory() as folder:
        write(country, Path(folder))
        begun = time.perf_counter()
        material = read(Path(folder), country)
    found = matched(material, country)
    print(f"{country.world.name}, seed {seed}: {len(country.pages)} pages read in {time.perf_counter() - begun:.0f} s")
    for row in rows(country, found, resolve(material)):
        print(row, flush=True)
    for row in costs():
        print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
