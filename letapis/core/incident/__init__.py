"""The page's main attack through the ontology of HRDsAttack and SDG 16.10.1: a table of candidates, never a finding.

Candidates for people, places and days are what the report holds; those for violations and the kind of
perpetrator are all that the ontology has, weighed by the acts and the page's words. Small trained rankers
(docs/models/incident.md) choose among them. A machine never verifies, and no screen shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from letapis.core.forest import chances
from letapis.core.incident import rows
from letapis.core.incident.rows import Row
from letapis.core.incident.story import MONTHS, NOTHING
from letapis.core.incident.telling import Telling
from letapis.words.records import Place

Json = dict[str, Any]
Scores = Callable[[str, Sequence[Row]], Sequence[float]]
"""Asked for the field and the rows of its candidates, how likely each is right (0 to 1)."""
THRESHOLD: Final = {"victim": 0.32, "violation": 0.32}
"""From where on one is listed; chosen for the best F1 on pages that were not learnt from."""


def by_forest(field: str, found: Sequence[Row]) -> list[float]:
    """What the shipped ranker of a field says."""
    return chances(f"incident-{field}", found)


def incident(report: Mapping[str, Any], places: tuple[Place, ...] = (), scores: Scores = by_forest) -> Json:
    """The ``incident`` of a page report, from what it tells; nothing known where the page tells of no attack."""
    t = Telling(report, places)
    if not t.story.attacks:
        return {**NOTHING, "violations": ["unknown"], "victims": [], "candidates": {}}
    return _View(t, scores).as_json()


class _View:
    """The fields of one page, each the best of its candidates."""

    def __init__(self, telling: Telling, scores: Scores) -> None:
        self.t = telling
        self._scores = scores
        self._table: dict[str, list[Json]] = {}

    def as_json(self) -> Json:
        violations = self._ranked("violation", rows.violations(self.t))
        listed = [v for v, s in violations if s >= THRESHOLD["violation"]] or [violations[0][0]]
        hand = self._best("perpetrator", rows.hands(self.t)) or None
        victims = self._ranked("victim", rows.victims(self.t))
        country = self._best("country", rows.countries(self.t))
        year = self._best("year", rows.days(self.t, 1))
        month = self._best("month", rows.days(self.t, 2, year or ()))
        day = self._best("day", rows.days(self.t, 3, month or year or ()))
        return {
            "perpetrator_mentioned": hand is not None,
            "perpetrator_type": hand,
            "violations": listed,
            "victims": [v for v, s in victims if s >= THRESHOLD["victim"]],
            "country": self.t.atlas.country(country) or country if country else None,
            "region": self._best("region", rows.regions(self.t, country)),
            "city": self._best("city", rows.cities(self.t, country)),
            "year": year[0] if year else None,
            "month": MONTHS[int(month[1]) - 1] if month else None,
            "day": str(int(day[2])) if day else None,
            "candidates": self._table | {"people": [self._person(p) for p in self.t.people]},
        }

    def _ranked(self, field: str, found: Iterable[tuple[Any, Row]]) -> list[tuple[Any, float]]:
        """Candidates with their scores, the likeliest first."""
        found = list(found)
        if not found:
            return []
        scored = zip([v for v, _ in found], self._scores(field, [r for _, r in found]), strict=True)
        ranked = sorted(scored, key=lambda vs: -vs[1])
        self._table[field] = [
            {"value": "-".join(v) if isinstance(v, tuple) else v, "score": round(s, 2)} for v, s in ranked[:5]
        ]
        return ranked

    def _best(self, field: str, found: Iterable[tuple[Any, Row]]) -> Any:
        ranked = self._ranked(field, found)
        return ranked[0][0] if ranked else None

    def _person(self, p: Mapping[str, Any]) -> Json:
        """What the ontology asks of a person, each a candidate with its score and what it stands on."""
        kinds = list(rows.types(self.t, p))
        score, kind = max(zip(self._scores("type", [r for _, r in kinds]), (k for k, _ in kinds), strict=True))
        return {
            "name": p["name"],
            **self._sex(p),
            "roles": [r for r in kind.split(", ") if r],
            "roles_score": round(score, 2),
            "roles_basis": "roles told" if p["roles"] else "words near the name",
        }

    def _sex(self, p: Mapping[str, Any]) -> Json:
        """The sex that the page's words give: neither a name alone nor what most people are says anything."""
        if p["sex"] != "unknown":
            return {"sex": p["sex"], "sex_score": 1.0, "sex_basis": "the page's words"}
        near = self.t.sexes(str(p["name"]))
        if near["man"] == near["woman"]:
            return {"sex": "unknown", "sex_score": 0.0, "sex_basis": "no word near the name, or as many for both"}
        sex = max(near, key=near.__getitem__)
        share = near[sex] / sum(near.values())
        return {"sex": sex, "sex_score": round(share, 2), "sex_basis": "pronouns near the name"}
