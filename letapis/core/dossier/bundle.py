"""The dossier's twin for machines: every fact with its sentences, their place in the text, the capture's digest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.dossier.document import Document
from letapis.core.export.page.annex import dated
from letapis.core.export.zipped import zipped
from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.words.records import Claim

FORM = "letapis dossier 1"
TWIN = "dossier.json"
_ENDING = re.compile(r"(?:\.(?:warc\.gz|[a-z]{2,8}))?$")
"""Of a file's name only this is handed on: readers go by it, and the rest may name somebody."""
CAPTURES = "captures/"
"""Where the preserved bytes stand in a bundle, each under its SHA-256."""


def packed(twin_: bytes, originals: Mapping[str, bytes]) -> bytes:
    """The twin with the preserved bytes that may leave, as a ZIP that is the same whoever makes it."""
    return b"".join(zipped([(TWIN, twin_), *((CAPTURES + sha, originals[sha]) for sha in sorted(originals))]))


def twin(file: CaseFile, document: Document) -> bytes:
    """Facts, sources and texts as JSON, keys in order."""
    cover = dict(document.cover)
    held = {p.reading.id for p in file.case.material.pages}
    body = {
        "form": FORM,
        "title": document.title,
        "as_of": file.as_of,
        "level": file.level,
        "version": cover.get("Version"),
        "facts": [
            {
                "number": f"F{n}",
                "id": e.act.id,
                "act": e.act.word,
                "told": wording.noun(e.act),
                "put": wording.stance(e.act),
                "date": e.date or None,
                "sources": [_quotation(file, c) for c in e.act.told if c.passage.reading in held],
            }
            for n, e in enumerate(file.timeline, 1)
        ],
        "sources": [
            {
                "number": f"S{n}",
                "reading": p.reading.id,
                "outlet": outlet(p),
                "title": p.reading.title,
                "published": p.reading.published,
                "capture": p.capture.id,
                "sha256": p.capture.sha256,
                "size": p.capture.size,
                "ending": _ENDING.search(p.capture.name.lower())[0],  # type: ignore[index]
                "member": p.reading.member,
                "taken_at": p.capture.taken_at,
                "text": p.reading.text,
            }
            for n, p in enumerate(file.case.material.pages, 1)
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _quotation(file: CaseFile, claim: Claim) -> dict[str, Any]:
    page = file.case.material.page_of(claim)
    p = claim.passage
    return {"claim": page.id_of(claim), "reading": p.reading, "start": p.start, "end": p.end, "quote": p.quote,
            "stance": claim.stance, "cited": citation(page, claim)}  # fmt: skip


def citation(page: Told, claim: Claim) -> str:
    """How a claim of a page is cited in one line."""
    title = f", “{page.reading.title}”" if page.reading.title and page.reading.title != outlet(page) else ""
    quote = " ".join(claim.passage.quote.split())
    return f"“{quote}” {outlet(page)}{title}, {dated(page)}. SHA-256 {page.capture.sha256}. {page.id_of(claim)}."
