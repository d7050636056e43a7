"""The forms of documents: records of interviews, verdicts and letters, known by their heads."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.reading.draft import About, Draft, Piece, join
from letapis.core.reading.interview import form_of
from letapis.words.records import Fault, Given


def with_form(pieces: Sequence[Piece], about: About, given: Given, media_type: str, faults: tuple[Fault, ...]) -> Draft:
    """The draft of a document made of pieces, in the form its head has, if it has one."""
    form = form_of([p.text for p in pieces], given.kind == "interview")
    if form is not None:
        pieces = [
            Piece("other" if i in form.lines else p.kind, p.text, p.main and i not in form.lines) for i, p in enumerate(pieces)
        ]
    text, spans = join(pieces)
    return Draft(media_type, text, spans, about, faults, interview=form is not None)
