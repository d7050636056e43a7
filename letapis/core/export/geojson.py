"""The case as GeoJSON (RFC 7946): a feature an act and place, blurred unless asked; acts without a point have none."""

from __future__ import annotations

import json
from typing import Any

from letapis.core import wording
from letapis.core.cases import Act
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.placed import Spot, spots
from letapis.core.export.telling import happened

NAME = "geojson"


def export(out: Extract) -> Files:
    """``….geojson``."""
    features = [f for e in out.entries for f in _features(out, e.act, e.shown)]
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
    yield f"{out.stem}.geojson", [body.encode("utf-8", "backslashreplace")]


def _features(out: Extract, a: Act, shown: str) -> list[dict[str, Any]]:
    points = spots(out, a)
    return [_feature(out, a, shown, p, n) for n, p in enumerate(points, 1)] or [_feature(out, a, shown, None, 0)]


def _feature(out: Extract, a: Act, shown: str, p: Spot | None, n: int) -> dict[str, Any]:
    place = {
        "place": p.place.shown if p else None,
        "precision": p.kind if p else None,
        "uncertainty_m": p.uncertainty_m if p else None,
        "blurred": bool(p) and not out.exact,
    }
    said = {
        "act": a.id,
        "what": wording.noun(a),
        "how_told": wording.stance(a),
        "happened": happened(a),
        "affected": [s.text for s in a.victims],
        "when": shown,
        "when_edtf": list(a.when.values),
        "where": [s.text for s in a.where],
        "country": [s.text for s in a.country],
        "according_to": [s.text for s in a.according_to],
        "denied_by": [s.text for s in a.denials],
        "independent_sources": a.sources.independent,
        "as_of": out.as_of,
        "claims": list(out.ids((*a.claims, *(p.claims if p else ())))),
    }
    geometry = {"type": "Point", "coordinates": [p.longitude, p.latitude]} if p else None
    return {"type": "Feature", "id": f"{a.id}/{n}" if n else a.id, "geometry": geometry, "properties": {**said, **place}}
