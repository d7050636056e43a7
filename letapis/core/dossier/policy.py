"""Who is named, coded or left out in one export, and which places are blurred: pages told anew before they are folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from letapis.core.cases import Book, Person, fold
from letapis.core.disclosure import visible, withheld
from letapis.core.dossier.scan import Secrets
from letapis.core.material import Told
from letapis.core.redaction import Withheld, names_of, redacted
from letapis.core.resolve.spelling import name_of
from letapis.words.records import LEVELS, Claim, Decision, kind_of

CODING = "letapis/coding"
"""Who says that the codes of one person are one and of two are two: no ruling of anybody."""
PLACE = "[place]"
NAME = "[name]"
"""Stands for a surname alone that several coded persons bear."""
_EXACT = frozenset({"country", "region", "city"})
"""Kinds of place that stay when places are blurred."""
_NAMING = ("name", "variant", "mention")
_TELLING = frozenset({"born", "nationality", "latitude", "longitude"})
"""What is told of a coded person or a blurred place that would give them away."""


@dataclass(frozen=True)
class Policy:
    """What a user chose for one export."""

    coded: frozenset[str] = frozenset()
    """Ids of persons who stand under a code."""
    left_out: frozenset[str] = frozenset()
    """Ids of persons of whom nothing is told."""
    sources: bool = False
    """Whether every person who tells something of somebody else stands under a code."""
    blurred: bool = False
    """Whether streets, prisons, villages and whatever else is finer than a city is taken out."""
    purpose: str = ""
    """Whom or what it is for: codes of one purpose cannot be linked with those of another."""


@dataclass(frozen=True)
class Prepared:
    """What may leave, folded; what may not, to be looked for in the finished files; and the key to the codes."""

    book: Book
    secrets: Secrets
    key: tuple[tuple[str, str], ...]
    """Code and name; stands apart from the export."""
    said: tuple[str, ...]
    """In sentences, what was done; never of whom."""
    members: dict[str, str]
    """Of members of coded persons, the code."""


class LeftOutAtNamedError(ValueError):
    """Nobody can be left out of a copy that holds everything."""


def prepare(pages: Iterable[Told], decisions: Iterable[Decision], level: str, policy: Policy, about: str = "") -> Prepared:
    """The pages as they may leave at a level under a policy; ``about`` is the person the export is about, who is no source.

    Raises LeftOutAtNamedError.
    """
    if policy.left_out and level == LEVELS[-1]:
        raise LeftOutAtNamedError
    everything = tuple(pages)
    rulings = (*decisions, *(Decision(i, "restrict", CODING, "", "", LEVELS[-1]) for i in sorted(policy.left_out)))
    hidden = withheld(everything, rulings, level)
    seen = visible(everything, rulings, level)
    book = fold(seen.pages, seen.decisions)
    told, ruled, secrets = seen.pages, seen.decisions, hidden.names
    coded = _coded(book, policy, about)
    for code, person in coded:
        hide = Withheld(names_of((s.text for s in person.spellings), _others(book, person)), gap=code)
        told = tuple(_without(page, person.members, hide) for page in told)
        ruled = _cleaned(ruled, hide)
        secrets |= hide.names
    if shared := _shared(coded):
        hide = Withheld(shared, gap=NAME)
        told = tuple(redacted(page, page.claims, (), hide) for page in told)
        ruled = _cleaned(ruled, hide)
        secrets |= shared
    if policy.blurred:
        hide, coarse, named = _places(book)
        told = tuple(_blurred(page, coarse, named, hide) for page in told)
        secrets |= hide.names
    spellings = {s.text for _, p in coded for s in p.spellings} | _gone(everything, seen.pages)
    under = {p.id for _, p in coded}
    shown = frozenset(s.text for p in book.people if p.id not in under for s in p.spellings)
    find = Secrets(Withheld(secrets, hidden.sentences), frozenset(spellings), shown)
    told = tuple(_unaddressed(page, find) for page in told)
    return Prepared(
        fold(told, (*ruled, *_apart(coded))),
        find,
        tuple((code, p.name) for code, p in coded),
        tuple(_said(coded, policy)),
        {m: code for code, p in coded for m in p.members},
    )


def _coded(book: Book, policy: Policy, about: str) -> list[tuple[str, Person]]:
    """The persons who stand under a code, and all who bear their surnames or a part of their names alone: they would name them.

    The order of the codes says nothing of the names, and differs by purpose.
    """
    telling = {c.source for c in book.material.claims if kind_of(c.source) == "person"} if policy.sources else set[str]()
    named = [p for p in book.people if p.name]
    chosen = [p for p in named if policy.coded & set(p.members)]
    of_sources = [p for p in named if p not in chosen and about not in p.members and telling & set(p.members)]
    while kin := [p for p in named if p not in chosen and p not in of_sources and _betrays(p, (*chosen, *of_sources))]:
        chosen += kin
    found = list[tuple[str, Person]]()
    for word, people in (("person", chosen), ("source", of_sources)):
        shuffled = sorted(people, key=lambda p: _shuffled(p.id, policy.purpose))
        found += [(f"[{word} {n}]", p) for n, p in enumerate(shuffled, 1)]
    return found


def _betrays(person: Person, coded: Iterable[Person]) -> bool:
    """Whether a name would name somebody coded: the same surname, or a part of their name alone."""
    alone = {sounds[0] for sounds in _sounds(person) if len(sounds) == 1}
    return any(_surnames(person) & _surnames(p) or alone & {s for x in _sounds(p) for s in x} for p in coded)


def _surnames(person: Person) -> frozenset[str]:
    """The sounds of somebody's surnames: what a full name ends in, and what they are called by alone."""
    return frozenset(sounds[-1] for sounds in _sounds(person))


def _sounds(person: Person) -> list[tuple[str, ...]]:
    """The sounds of somebody's names, without initials."""
    found = (tuple(s for s in name_of(x.text).sounds if len(s) > 1) for x in person.spellings)
    return [sounds for sounds in found if sounds]


def _shuffled(id_: str, purpose: str) -> bytes:
    return blake2b(
        id_.encode(), key=blake2b(purpose.encode("utf-8", "surrogatepass"), digest_size=32).digest(), digest_size=16
    ).digest()


def _others(book: Book, person: Person) -> frozenset[str]:
    """The sounds of everybody else's names: a name's part that is shared with them means nobody alone."""
    return frozenset(s for p in book.people if p.id != person.id for x in p.spellings for s in name_of(x.text).sounds)


def _shared(coded: list[tuple[str, Person]]) -> frozenset[tuple[str, ...]]:
    """The surnames that several coded persons bear: left alone on a page, they do not say who is meant."""
    count = Counter(s for _, p in coded for s in _surnames(p))
    return frozenset((s,) for s, n in count.items() if n > 1)


def _cleaned(decisions: Iterable[Decision], hide: Withheld) -> tuple[Decision, ...]:
    return tuple(replace(d, because=hide.clean(d.because), value=hide.clean(d.value)) for d in decisions)


def _without(page: Told, members: tuple[str, ...], hide: Withheld) -> Told:
    """A page with somebody's names replaced by their code."""
    spans = [(c.passage.start, c.passage.end) for c in page.claims if c.subject in members and _names(c)]
    kept, ids = list[Claim](), dict(page.ids)
    for claim in (c for c in page.claims if not (c.subject in members and c.property in _TELLING)):
        called = claim.subject in members and claim.property in ("name", "variant")
        new = replace(claim, value=hide.gap) if called else claim
        ids[new.says()] = page.id_of(claim)
        kept.append(new)
    return redacted(replace(page, claims=tuple(kept), ids=ids), kept, spans, hide, everywhere=False)


def _unaddressed(page: Told, secrets: Secrets) -> Told:
    """A page without the addresses and names of files that give somebody away: these spell names in ways no text does."""
    r, c = page.reading, page.capture
    url, canonical, member = (None if secrets.told_by(x or "") else x for x in (r.url, r.canonical, r.member))
    reading = replace(r, url=url, canonical=canonical, member=member)
    return replace(page, reading=reading, capture=replace(c, name="page") if secrets.told_by(c.name) else c)


def _names(claim: Claim) -> bool:
    return claim.property in _NAMING and (claim.property != "mention" or claim.value == "name")


def _places(book: Book) -> tuple[Withheld, set[str], set[str]]:
    """The names of places finer than a city; of the others the ids, and the words they are named by."""
    exact = [p for p in book.places if _EXACT & {str(c.value) for c in book.material.of_all(p.members, "kind")}]
    coarse = {m for p in exact for m in p.members}
    fine = [p for p in book.places if not coarse & set(p.members)]
    names = {tuple(s for s in name_of(x.text).sounds if s) for p in fine for x in p.spellings}
    named = {c.passage.quote for m in coarse for c in book.material.of(m, "name")}
    return Withheld(frozenset(n for n in names if n), gap=PLACE), coarse, named


def _blurred(page: Told, coarse: set[str], named: set[str], hide: Withheld) -> Told:
    """A page without the places finer than a city, and without the points that are told of any."""
    fine = [c for c in page.claims if c.property == "where" and str(c.value) not in coarse]
    spans = [(c.passage.start, c.passage.end) for c in fine if c.passage.quote not in named]
    kept = [c for c in page.claims if c.property not in ("latitude", "longitude")]
    return redacted(page, kept, spans, hide)


def _gone(everything: tuple[Told, ...], seen: tuple[Told, ...]) -> set[str]:
    """The names on the pages that nothing that is seen tells any more."""

    def names(pages: Iterable[Told]) -> set[str]:
        return {
            str(c.value)
            for p in pages
            for c in p.claims
            if kind_of(c.subject) == "person" and c.property in ("name", "variant")
        }

    return names(everything) - names(seen)


def _apart(coded: list[tuple[str, Person]]) -> Iterator[Decision]:
    """Each coded person stays one, and no two become one for the likeness of their codes."""
    for n, (_, p) in enumerate(coded):
        yield from (Decision(p.members[0], "same", CODING, "", "coded as one", m) for m in p.members[1:])
        yield from (Decision(p.members[0], "different", CODING, "", "coded apart", q.members[0]) for _, q in coded[:n])


def _said(coded: list[tuple[str, Person]], policy: Policy) -> Iterator[str]:
    persons = sum(code.startswith("[person") for code, _ in coded)
    sources = len(coded) - persons
    if persons:
        yield f"{persons} person{'s' * (persons != 1)} stand{'s' * (persons == 1)} under a code instead of a name."
    if policy.sources:
        yield f"People who tell of others stand under a code ({sources} here)."
    if policy.left_out:
        yield "Somebody was left out altogether."
    if policy.blurred:
        yield f"Places finer than a city stand as “{PLACE}”."
    if coded or policy.left_out:
        yield (
            "Codes and gaps hide names in this copy only: whoever finds a public page by its outlet, title or digest can read "
            "them there. Descriptions (“the deputy chairman”) were kept and may tell who is meant."
        )
