"""Taking pages in: files dropped or chosen, how far it is, and what failed with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.responses import Response

from letapis.rim.errors import refuse
from letapis.web.asked import Asked
from letapis.words.records import LEVELS

STATES = {
    "new": "new",
    "held": "already held",
    "read anew": "held before and read now",
    "unread": "kept but unread",
    "erased": "withdrawn before",
    "failed": "failed",
}


def ask(asked: Asked) -> Response:
    """The form."""
    return asked.page("import.html", levels=LEVELS)


def begin(asked: Asked, handed: Sequence[tuple[str, bytes]]) -> Response:
    """Begin to take files in. Raises ProjectError."""
    if not handed:
        raise refuse("the import", "has no files.", "Drop some on the field, or choose them.")
    level = asked.form.get("confidentiality") or None
    if level not in (None, *LEVELS):
        raise refuse("the level", "is none that there is.")
    asked.seat.take_in(handed, level, asked.form.get("columns", "").strip() or None)
    return asked.go("/importing")


def progress(asked: Asked) -> Response:
    """How far it is; the screen renews itself while it runs."""
    job = asked.seat.importing
    counts = Counter(o.state for o in job.outcomes) if job else Counter[str]()
    faults = [(str(o.path), f) for o in job.outcomes for f in o.faults] if job else []
    told = [(counts[k], said) for k, said in STATES.items() if counts[k]]
    pages = sum(o.pages for o in job.outcomes) if job else 0
    return asked.page("importing.html", job=job, told=told, faults=faults[:500], more=max(0, len(faults) - 500), pages=pages)
