"""Pages that tell what happened in an invented country, and reprints; where in the text every name and act stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench.country.spelling import data
from bench.country.telling import Sentence, Teller, capital
from bench.country.world import Act, Options, Outlet, Person, World

MOST, LEAST = 9, 2
"""Pages that tell one act."""
_EDITS = (
    ("“”", '""'),
    (" said that ", " told reporters that "),
    ("according to", "as reported by"),
    (" in the town of ", " in "),
    (" was detained", " was held"),
    (" on the ", " about the "),
    ("The authorities", "Officials"),
    (" reportedly", ""),
    (" several ", " many "),
)
"""What a desk writes in place of what."""
_MARK = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")


@dataclass(frozen=True)
class Mention:
    """A name on a page and whose it is."""

    start: int
    end: int
    text: str
    person: str


@dataclass(frozen=True)
class Telling:
    """A sentence of a page and the act it tells."""

    start: int
    end: int
    act: str


@dataclass(frozen=True)
class Page:
    """A page and its gold."""

    id: str
    title: str
    published: str
    url: str
    text: str
    mentions: tuple[Mention, ...]
    tellings: tuple[Telling, ...]
    evidence: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each person named: what the page says that tells them from a namesake (age, role, town, middle)."""
    copy_of: str = ""
    """The page it reprints."""


@dataclass(frozen=True)
class _Draft:
    """A page before it is set."""

    title: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    published: date
    outlet: Outlet
    evidence: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def acts(self) -> set[str]:
        """The acts it tells."""
        return {a for p in (*self.paragraphs, (self.title,)) for s in p for a in s.acts}


def pages(seed: int, options: Options, world: World) -> Iterator[Page]:
    """Every page: those that an outlet wrote, then the reprints, numbered in a mixed order."""
    rng = Random(f"{seed}:pages")
    originals = [_draft(rng, options, world, acts) for acts in _shares(rng, options, world)]
    sources = _reprinted(rng, options, originals)
    copies = [_copy(rng, world, originals[i]) for i in sources]
    order = list(range(len(originals) + len(copies)))
    rng.shuffle(order)
    ids = {n: f"page-{at:03}" for at, n in enumerate(order, 1)}
    for n in order:
        if n < len(originals):
            yield _set(ids[n], originals[n], "")
        else:
            yield _set(ids[n], copies[n - len(originals)], ids[sources[n - len(originals)]])


def _shares(rng: Random, options: Options, world: World) -> list[list[Act]]:
    """Which acts each page tells: about one person with what went before, or the week's news of several."""
    count = options.pages - options.copies
    wanted = {a.id: rng.choices((2, 3, 4, 5, 6), (28, 26, 20, 14, 12))[0] for a in world.acts}
    by_person: dict[str, list[Act]] = {}
    for a in world.acts:
        for key in a.victims or (a.id,):
            by_person.setdefault(key, []).append(a)
    twins = {p.id: p.twin for p in world.people}
    shares: list[list[Act]] = []
    for n in range(count):
        size = max(1, round(sum(wanted.values()) / (count - n) * rng.uniform(0.6, 1.4)))
        share: list[Act] = []
        digest = rng.random() < 0.3
        while len(share) < size:
            free = {k: [a for a in acts if wanted[a.id] and _fits(a, share, twins)] for k, acts in by_person.items()}
            keys = [k for k, acts in free.items() if acts]
            if not keys:
                break
            chosen = free[rng.choices(keys, [sum(wanted[a.id] for a in by_person[k]) for k in keys])[0]]
            most = rng.randint(1, 2) if digest else size - len(share)
            at = rng.randrange(max(1, len(chosen) - most + 1))
            for a in chosen[at : at + most]:
                wanted[a.id] -= 1
                share.append(a)
        shares.append(share)
    return _enough(rng, world, [s for s in shares if s], count, twins)


def _fits(act: Act, share: Sequence[Act], twins: dict[str, str]) -> bool:
    """Whether a page of these acts lacks this one, and would not name two namesakes with it."""
    named = {v for a in share for v in a.victims}
    return act not in share and not any(twins[v] in named for v in act.victims)


def _enough(rng: Random, world: World, shares: list[list[Act]], count: int, twins: dict[str, str]) -> list[list[Act]]:
    """Every act on two pages at least, and as many pages as were asked for."""
    while len(shares) < count:
        shares.append([])
    for a in world.acts:
        while sum(a in s for s in shares) < LEAST:
            free = [s for s in shares if _fits(a, s, twins)]
            near = [s for s in free if any(set(o.victims) & set(a.victims) for o in s)]
            min(near if near and rng.random() < 0.7 else free, key=len).append(a)
    for share in shares:
        if not share:
            share.append(rng.choice([a for a in world.acts if sum(a in s for s in shares) < MOST - 2]))
    return shares


def _draft(rng: Random, options: Options, world: World, acts: Sequence[Act]) -> _Draft:
    people = {p.id: p for p in world.people}
    acts = sorted(acts, key=lambda a: (a.day, a.id))
    published = acts[-1].day + timedelta(rng.choice((0, 1, 1, 2, 3, 5, 9, 20, 60)))
    outlet = rng.choice(world.outlets)
    teller = Teller(world, options, outlet, published, rng)
    newest = acts[-1]
    title = _title(teller, newest, [people[v] for v in newest.victims])
    told: list[Sentence] = []
    before: tuple[str, ...] = ()
    for a in [newest, *acts[:-1]] if len(acts) > 1 and rng.random() < 0.6 else acts:
        told += teller.tell(a, [people[v] for v in a.victims], after=before == a.victims and len(a.victims) == 1)
        before = a.victims
        if rng.random() < 0.25:
            told.append(Sentence(rng.choice(data("sayings")["slots"]["filler"])))
            before = ()
    while len(told) < 3:
        told.append(Sentence(rng.choice([f for f in data("sayings")["slots"]["filler"] if Sentence(f) not in told])))
    evidence = tuple((v.person.id, tuple(v.told)) for v in teller.voices.values())
    return _Draft(title, tuple(_paragraphs(rng, told)), published, outlet, evidence)


def _title(teller: Teller, act: Act, people: Sequence[Person]) -> Sentence:
    rng = teller.rng
    patterns = data("sayings")["acts"][act.word]["head"]
    if len(people) == 1:
        p = people[0]
        made = rng.choice(patterns).format(
            role=p.role, town=act.town, name=teller.voice(p).mark(rng.choice(("surname", "full")))
        )
        return Sentence(capital(made), (act.id,))
    return Sentence(rng.choice((f"The week in {act.town}", f"News from {act.town}", f"{act.town}: a chronicle")))


def _paragraphs(rng: Random, told: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    at = 0
    while at < len(told):
        size = rng.randint(1, 3)
        yield tuple(told[at : at + size])
        at += size


def _reprinted(rng: Random, options: Options, originals: Sequence[_Draft]) -> list[int]:
    """Which pages are reprinted (some more than once), so that no act is told by more than nine pages."""
    told = {a: sum(a in d.acts for d in originals) for d in originals for a in d.acts}
    found: list[int] = []
    pool = [i for i, d in enumerate(originals) if sum(len(s.marked) for p in d.paragraphs for s in p) > 250]
    for _ in range(20 * options.copies):
        if len(found) == options.copies:
            break
        i = rng.choice(found) if found and rng.random() < 0.3 else rng.choice(pool)
        if found.count(i) < 4 and all(told[a] < MOST for a in originals[i].acts):
            found.append(i)
            for a in originals[i].acts:
                told[a] += 1
    return found


def _copy(rng: Random, world: World, origin: _Draft) -> _Draft:
    """A reprint: a changed headline, an agency's line, a sentence cut or added, words and signs changed by the desk."""
    agency, filler = rng.choice(world.agencies), data("sayings")["slots"]["filler"]
    paragraphs = [list(p) for p in origin.paragraphs]
    if rng.random() < 0.35 and len(paragraphs) > 2 and _can_go(origin):
        paragraphs.pop()
    if rng.random() < 0.3:  # the desk cuts what tells nothing
        paragraphs = [kept for p in paragraphs if (kept := [s for s in p if s.acts])]
    if rng.random() < 0.5:
        line = rng.choice((f"{world.towns[0].upper()} ({agency}) – ", f"{agency}: ", f"{world.towns[1]}, {agency} — "))
        paragraphs[0][0] = replace(paragraphs[0][0], marked=line + paragraphs[0][0].marked)
    else:
        credit = rng.choice((f"Source: {agency}.", f"This report was first published by {agency}.", f"({agency})"))
        paragraphs.append([Sentence(credit)])
    if rng.random() < 0.3:
        paragraphs.append([Sentence(rng.choice(filler))])
    if rng.random() < 0.4:
        paragraphs = [[s] for p in paragraphs for s in p]
    edits = [e for e in _EDITS if rng.random() < 0.4]
    title = origin.title
    if rng.random() < 0.5:
        title = replace(title, marked=f"{rng.choice(('Report', 'Update', agency))}: {title.marked}")
    return replace(
        origin,
        title=title,
        paragraphs=tuple(tuple(replace(s, marked=_edited(s.marked, edits)) for s in p) for p in paragraphs),
        outlet=rng.choice([o for o in world.outlets if o is not origin.outlet]),
        published=origin.published + timedelta(rng.choice((0, 0, 1, 1, 2))),
    )


def _can_go(origin: _Draft) -> bool:
    """Whether what the last paragraph tells is also told before it."""
    before = {a for p in (*origin.paragraphs[:-1], (origin.title,)) for s in p for a in s.acts}
    return all(a in before for s in origin.paragraphs[-1] for a in s.acts)


def _edited(marked: str, edits: Sequence[tuple[str, str]]) -> str:
    for old, new in edits:
        if old == "“”":
            marked = marked.translate(str.maketrans(old, new))
        marked = marked.replace(old, new)
    return marked


def _set(id_: str, draft: _Draft, copy_of: str) -> Page:
    """The page's text, and the places in it that the marks said."""
    text, mentions, tellings = "", [], []
    blocks = [(draft.title,), *draft.paragraphs]
    for block in blocks:
        text += "\n\n" if text else ""
        for n, sentence in enumerate(block):
            text += " " if n else ""
            begin, last = len(text), 0
            for m in _MARK.finditer(sentence.marked):
                text += sentence.marked[last : m.start()]
                mentions.append(Mention(len(text), len(text) + len(m[2]), m[2], m[1]))
                text, last = text + m[2], m.end()
            text += sentence.marked[last:]
            tellings += [Telling(begin, len(text), a) for a in sentence.acts]
    title = _MARK.sub(r"\2", draft.title.marked)
    slug = re.sub(r"\W+", "-", title.lower()).strip("-")
    return Page(
        id_, title, draft.published.isoformat(), f"https://{draft.outlet.site}/{slug}", text + "\n",
        tuple(mentions), tuple(tellings), draft.evidence, copy_of,
    )  # fmt: skip
