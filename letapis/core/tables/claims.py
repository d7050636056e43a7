"""From a table whose columns are understood to claims: row by row, each claim on one cell, what was left said in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letapis.core.tables.columns import NOTHING, Column
from letapis.core.tables.dates import order_of
from letapis.core.tables.deeds import claims_of as deed_claims
from letapis.core.tables.deeds import deeds_of, loose_claims
from letapis.core.tables.grid import Table
from letapis.core.tables.line import Line, Unread
from letapis.core.tables.people import SEVERAL, people_of
from letapis.core.tables.quoting import Quoting
from letapis.words.records import Claim, Fault, Reading

_MOST = 12
"""Sentences about cells that could not be read; more are counted."""
_EXAMPLES = 3


@dataclass(frozen=True)
class Told:
    """What a table tells, and what of it could not be read."""

    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]


def claims_of(reading: Reading, table: Table, columns: Sequence[Column], where: str) -> Told:
    """The claims of one table of a reading; ``where`` is how its faults call it."""
    unread, quoting = Unread(), Quoting(reading)
    meant = {i: c for i, c in enumerate(columns) if c.means != NOTHING}
    orders = {i: order_of(_column(table, i), c.order) for i, c in meant.items()}
    claims, nameless = list[Claim](), list[int]()
    for row in table.rows:
        line = Line(row, meant, orders, quoting, unread)
        told = list(_row(line, reading.published))
        if not told and row.cells:
            nameless.append(row.number)
        claims += told
    faults = [*_left(nameless, where), *_columns_left(table, columns, where), *_sentences(unread, columns, where)]
    return Told(tuple(claims), tuple(faults))


def _column(table: Table, i: int) -> Iterator[str]:
    return (row.cells[i].text for row in table.rows if i in row.cells)


def _row(line: Line, published: str | None) -> Iterator[Claim]:
    people, claims = people_of(line)
    if not people:
        return
    yield from claims
    deeds, loose = deeds_of(line)
    for deed in deeds:
        yield from deed_claims(line, deed, people, published)
    if len(people) == 1:
        yield from loose_claims(line, people[0].id, loose)
    for _, cell in loose if len(people) > 1 else ():
        line.unread(cell, SEVERAL)


def _left(rows: Sequence[int], where: str) -> Iterator[Fault]:
    if rows:
        listed = ", ".join(map(str, rows[:8])) + (" …" if len(rows) > 8 else "")
        what = (
            f"Row {listed} names nobody and is left."
            if len(rows) == 1
            else f"{len(rows)} rows name nobody and are left: {listed}."
        )
        yield Fault(where, what, "Look at them by hand.")


def _columns_left(table: Table, columns: Sequence[Column], where: str) -> Iterator[Fault]:
    """Columns that nobody gave a meaning, and how many of their cells say something."""
    filled = Counter(i for row in table.rows for i in row.cells)
    left = [(c.name, filled[i]) for i, c in enumerate(columns) if c.means == NOTHING and filled[i]]
    if left:
        listed = ", ".join(f"“{name}” ({n})" for name, n in left[:10]) + (" …" if len(left) > 10 else "")
        yield Fault(where, f"Columns kept but not read, with their filled cells: {listed}.")


def _sentences(unread: Unread, columns: Sequence[Column], where: str) -> Iterator[Fault]:
    means = {c.name: c.means for c in columns}
    for (column, what), cells in list(unread.found.items())[:_MOST]:
        shown = "; ".join(f"row {row} (“{text}”)" for row, text in cells[:_EXAMPLES])
        more = f"; and {len(cells) - _EXAMPLES} more" if len(cells) > _EXAMPLES else ""
        yield Fault(where, f"A cell of the column “{column}” {what}: {shown}{more}.", _hint(what, column, means[column]))
    if len(unread.found) > _MOST:
        yield Fault(where, f"{len(unread.found) - _MOST} more kinds of cells could not be read.")


def _hint(what: str, column: str, means: str) -> str:
    return f'If you know which, say it: --columns "…,{column}={means}:dmy" (or :mdy).' if "month first" in what else ""
