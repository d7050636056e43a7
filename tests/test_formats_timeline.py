"""TimelineJS: no day that nobody told, nothing left out, nothing of a page run as markup."""

from __future__ import annotations

import json

from tests.leaving import K, files, leaving
from tests.telling import page


def test_no_day_that_nobody_told_and_nothing_left_out() -> None:
    (made,) = files("timeline", leaving()).values()
    body = json.loads(made)
    dates = {e["text"]["headline"]: e["start_date"] for e in body["events"]}
    assert dates["Ales Kulich: arrested"] == {"year": 2024, "month": 1, "day": 5}
    assert dates["Ales Kulich: released"] == {"year": 2024, "month": 3}
    assert all("year" in e["start_date"] for e in body["events"])
    title = body["title"]["text"]["text"]
    assert "Ales Kulich: no lawyer or family contact" in title
    assert "Ales Kulich: feared or threatened: arrested" in title
    ids = [e["unique_id"] for e in body["events"]]
    assert len(set(ids)) == len(ids) > 1


def test_escapes_what_pages_hold() -> None:
    evil = page(
        f"<script>alert(1)</script> {K} was {{arrest arrested}} on {{when=2024-01-05 5 January}} by <b>men</b>.", "<i>A</i>"
    )
    (made,) = files("timeline", leaving([evil])).values()
    assert b"<script" not in made
    assert b"<b>" not in made
    assert b"&lt;script&gt;" in made
