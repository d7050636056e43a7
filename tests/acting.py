"""Acts in the field's language: a marked text in, lines like ``arrest | Ana Diaz | by police | 2021-04-24`` out.

A line names the act, then in any order and only as far as it is said: the persons and groups affected (parted by ``;``, a group in
square brackets), ``by WORDS``, ``when VALUE``, ``at PLACE``, ``kind state``, a stance or mode other than "asserted", "occurred",
``denied by WORDS``, ``general``, ``charge: WORDS``.
"""

from __future__ import annotations

from typing import Any

from letapis.core.annotate import annotate
from letapis.core.report import report
from tests.marked import page_of

KNOWN = "Ana Diaz, a 37-year-old nurse, lives in Mostryn.\n\n"
"""Put before a text that names her: the rest of the page that a name is known from."""

PUBLISHED = "2021-04-25"
"""A Sunday."""


def acts_in(text: str) -> list[dict[str, Any]]:
    """The acts of the page report of a text published on PUBLISHED."""
    page = page_of(KNOWN + text if "Diaz" in text else text, PUBLISHED)
    found: list[dict[str, Any]] = report(page, annotate(page), "page.txt", "")["acts"]
    return found


def _affected(act: dict[str, Any]) -> set[str]:
    return {v.get("person") or f"[{v['group']}]" for v in act["victims"]}


def said(act: dict[str, Any]) -> set[str]:
    """Everything a line may ask of an act."""
    found = {act["act"], act["stance"], act["mode"], f"kind {act['perpetrator_kind']}", *_affected(act)}
    found |= {f"by {p['text']}" for p in act["perpetrators"]} | {f"at {w}" for w in act["where"]}
    found |= {f"when {act['when']['value']}"} | {f"denied by {d}" for d in act["denied_by"]}
    found |= {f"according to {s}" for s in act["according_to"]} | {f"told {len(act['quotes'])} times"}
    found |= {f"{kind}: {words}" for kind, row in act["details"].items() for words in row}
    return found | ({"general"} if act["general"] else set())


def lines(text: str) -> list[str]:
    """The acts of a text, each as ``act | affected | by``: what a failing test shows."""
    return [
        " | ".join([a["act"], "; ".join(sorted(_affected(a))), *(f"by {p['text']}" for p in a["perpetrators"])])
        for a in acts_in(text)
    ]


def tells(text: str, line: str) -> None:
    """Assert that one act of the text is everything the line asks, and affects nobody else."""
    wanted = [part.strip() for part in line.split("|")]
    people = {p.strip() for p in wanted[1].split(";")} if len(wanted) > 1 and wanted[1] else None
    for act in acts_in(text):
        if people in (None, _affected(act)) and {wanted[0], *wanted[2:]} <= said(act):
            return
    raise AssertionError(f"no act “{line}” in: {[sorted(said(a)) for a in acts_in(text)]}")


def silent(text: str, *acts: str) -> None:
    """Assert that the text tells no act, or none of the words given."""
    found = [row for row in lines(text) if not acts or row.split(" | ")[0] in acts]
    assert not found, f"told of nothing, yet found {found}"
