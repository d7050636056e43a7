"""What every fold starts from: readings with their captures and claims, found by subject and by passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeVar, cast

from letapis.core.ruling import Ruled, on_claims
from letapis.words.records import Capture, Claim, Decision, Reading, kind_of

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """One reading with its capture and everything claimed from it."""

    capture: Capture
    reading: Reading
    claims: tuple[Claim, ...]
    ids: Mapping[tuple[object, ...], str] = field(default_factory=dict)
    """The ledger's id of a claim that was changed since (corrected, or words withheld), by what it says now."""
    aside: tuple[Claim, ...] = ()
    """Claims that rulings about the page's blocks took out: never shown, but still a reason to withhold words."""

    def id_of(self, claim: Claim) -> str:
        """The claim's id in the ledger."""
        says = claim.says()
        found = self.ids.get(says) or self._reckoned.get(says)
        if found is None:
            found = self._reckoned[says] = claim.id(self.reading.key)
        return found

    @cached_property
    def _reckoned(self) -> dict[tuple[object, ...], str]:
        """Ids already reckoned: a fold asks for the same ones many times."""
        return {}


@dataclass(frozen=True)
class Material:
    """Pages with their claims, looked up; no decision is applied here."""

    pages: tuple[Told, ...]

    @cached_property
    def worked_out(self) -> dict[str, object]:
        """What was worked out over these claims, by name: it holds as long as they do, whatever people rule on identity."""
        return {}

    def once(self, name: str, work: Callable[[Material], T]) -> T:
        """What some work over this material gives, done once; ``name`` says which work."""
        if name not in self.worked_out:
            self.worked_out[name] = work(self)
        return cast(T, self.worked_out[name])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, page by page."""
        return tuple(c for page in self.pages for c in page.claims)

    @cached_property
    def _by_reading(self) -> dict[str, Told]:
        return {p.reading.id: p for p in self.pages}

    @cached_property
    def _of(self) -> dict[tuple[str, str], list[Claim]]:
        found: dict[tuple[str, str], list[Claim]] = {}
        for c in self.claims:
            found.setdefault((c.subject, c.property), []).append(c)
        return found

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = {}
        for c in self.claims:
            found.setdefault(kind_of(c.subject), {})[c.subject] = None
        return {kind: list(subjects) for kind, subjects in found.items()}

    @cached_property
    def _about(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for c in self.claims:
            found.setdefault(c.subject, []).append(c)
        return found

    def page_of(self, claim: Claim) -> Told:
        """The page a claim was read on."""
        return self._by_reading[claim.passage.reading]

    def reading_of(self, claim: Claim) -> str:
        """The id of the reading a claim was read on."""
        return claim.passage.reading

    def id_of(self, claim: Claim) -> str:
        """The claim's id in the ledger."""
        return self.page_of(claim).id_of(claim)

    def of(self, subject: str, property_: str) -> Sequence[Claim]:
        """Everything claimed about one property of one subject."""
        return self._of.get((subject, property_), ())

    def of_all(self, subjects: Iterable[str], property_: str) -> list[Claim]:
        """Everything claimed about one property of several subjects that are one."""
        return [c for s in subjects for c in self.of(s, property_)]

    def about(self, subject: str) -> Sequence[Claim]:
        """Everything claimed about a subject."""
        return self._about.get(subject, ())

    def subjects(self, kind: str) -> Sequence[str]:
        """The subjects of a kind, in order of first mention."""
        return self._by_kind.get(kind, ())


ADULT: Final = 18
"""Years from which nobody is a child."""


def is_child(claims: Iterable[Claim]) -> bool:
    """Whether any of these claims about somebody says so: as an age group or an age."""
    return any(
        (c.property == "age_group" and c.value == "child")
        or (c.property == "age" and isinstance(c.value, int) and c.value < ADULT)
        for c in claims
    )


def ruled(pages: Iterable[Told], decisions: Iterable[Decision]) -> tuple[Told, ...]:
    """The pages as people left them: rejected claims gone, corrected ones as corrected; the last ruling not undone holds."""
    standing = {about: r for about, r in on_claims(decisions).items() if r.verdict not in ("accept", "unclear")}
    return tuple(_ruled(page, standing) for page in pages) if standing else tuple(pages)


def _ruled(page: Told, standing: Mapping[str, Ruled]) -> Told:
    if not any(page.id_of(c) in standing for c in page.claims):
        return page
    claims, ids = [], dict(page.ids)
    for claim in page.claims:
        name = page.id_of(claim)
        ruling = standing.get(name)
        if ruling and ruling.verdict == "reject":
            continue
        now = ruling.applied(claim) if ruling else claim
        if now is not claim:
            ids[now.says()] = name
        claims.append(now)
    return replace(page, claims=tuple(claims), ids=ids)
