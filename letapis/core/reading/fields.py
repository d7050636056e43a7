"""From records of named fields to a draft: what a record is and its id, then a line a field, name and value parted by a tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letapis.core.reading.draft import About, Draft, Span
from letapis.core.reading.table import CELLS, LETTERS, clean
from letapis.core.tables.grid import CELL, DATA, HEAD, NAME, ROW
from letapis.words.records import Fault, Given


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its schema, its id, what it stands within (``event 12``; empty for none), and its fields in order."""

    schema: str
    id: str
    within: str
    fields: Sequence[tuple[str, str]]
    number: int
    """Which of the file's records, from 1."""


def draft_of(records: Iterable[Record], media_type: str, name: str, given: Given, faults: Sequence[Fault] = ()) -> Draft:
    """The draft of the records, as far as they can be held."""
    parts, spans, told, at = list[str](), list[Span](), list(faults), 0
    for record in records:
        if len(spans) > CELLS or at > LETTERS:
            what = f"The export is too large: records from {record.number} on are not read."
            told.append(Fault(name, what, "Split it into several files."))
            break
        rows = [((NAME, record.schema), (NAME, record.id), (NAME, record.within))]
        rows += [((HEAD, label), (DATA, value), (DATA, "")) for label, value in record.fields]
        for row in rows:
            cells = [(kind, clean(words)) for kind, words in row]
            cells = cells[:2] if not cells[2][1] else cells
            if not all(words for _, words in cells):
                continue
            for kind, words in cells:
                spans.append(Span(kind, at, at + len(words), True, record.number))
                at += len(words) + len(CELL)
            parts.append(CELL.join(words for _, words in cells))
            at += len(ROW) - len(CELL)
    if not spans and not told:
        told.append(Fault(name, "There is no record in it.", "Export it again."))
    about = About(title=given.title, published=given.published, published_basis="given" if given.published else None)
    return Draft(media_type, ROW.join(parts), tuple(spans), about, tuple(told), whole=True, prose=False)
