"""What the tables of a reading tell, once it is known what their columns mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letapis.core.tables import records
from letapis.core.tables.claims import claims_of
from letapis.core.tables.columns import Column
from letapis.core.tables.grid import Table, tables_of
from letapis.words.records import Claim, Fault, Reading

Meant = Callable[[Table], Sequence[Column] | Fault]
"""Says what a table's columns mean, or why that is not known."""


@dataclass(frozen=True)
class Told:
    """Everything the tables tell; ``unread`` counts those whose columns nobody has explained."""

    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]
    unread: int = 0


def told(reading: Reading, where: str, meant: Meant) -> Told:
    """The claims of a table or of a database's export; ``where`` is how its faults call it."""
    known = records.told(reading, where)
    if known is not None:
        return Told(*known)
    claims, faults, unread = list[Claim](), list[Fault](), 0
    tables = tables_of(reading)
    for table in tables:
        columns = meant(table)
        if isinstance(columns, Fault):
            faults.append(columns)
            unread += 1
            continue
        found = claims_of(reading, table, columns, f"{where}, “{table.name}”" if len(tables) > 1 else where)
        claims += found.claims
        faults += found.faults
    return Told(tuple(claims), tuple(faults), unread)
