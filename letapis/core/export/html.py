"""The case file as one HTML page: opens offline, runs nothing, loads nothing, prints; every fact leads to its sentence."""

from __future__ import annotations

from letapis.core.casefile import CaseFile
from letapis.core.export import rows
from letapis.core.export.page import sections
from letapis.core.export.page.annex import annex
from letapis.core.export.page.custody import episodes
from letapis.core.export.page.drawing import drawing
from letapis.core.export.page.markup import Html, h
from letapis.core.export.page.refs import refs_of
from letapis.core.export.page.style import head as page_head

NAME = "html"
_PARTS = (
    ("timeline", "Timeline"),
    ("custody", "Custody"),
    ("acts", "What the sources tell"),
    ("interventions", "What was done about it"),
    ("findings", "Contradictions and gaps"),
    ("people", "People"),
    ("sources", "Sources"),
    ("pages", "Preserved pages"),
)


def export(file: CaseFile) -> dict[str, bytes]:
    """One HTML file."""
    refs = refs_of(file)
    head = sections.head(file, refs)
    nav = h(
        "nav", h("ul", [h("li", h("a", words, href=f"#{part}")) for part, words in _PARTS]), aria_label="Parts of this file"
    )
    body = h(
        "main",
        h("section", h("h2", "Timeline"), drawing(file), id="timeline"),
        episodes(file),
        sections.acts(file, refs),
        sections.interventions(file, refs),
        sections.findings(file, refs),
        sections.people(file, refs),
        sections.sources(file),
        annex(file, refs),
        id="main",
    )
    skip = h("a", "To the timeline", href="#timeline", class_="skip")
    page = h(
        "html", page_head(f"Case file: {file.case.person.shown}"), h("body", skip, head, nav, body, _foot(file)), lang="en"
    )
    return {f"{rows.stem(file)}.html": ("<!doctype html>\n" + page.text + "\n").encode("utf-8", "backslashreplace")}


def _foot(file: CaseFile) -> Html:
    pages = len(file.case.material.pages)
    words = f"Folded by Letapis from {pages} preserved page{'s' * (pages != 1)}."
    return h("footer", words, " Each sentence can be checked against the capture whose SHA-256 is given.")
