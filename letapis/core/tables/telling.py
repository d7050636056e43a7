"""What the tables of a reading tell, once it is known what their columns mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letapis.core.tables import ftm, openevsys
from letapis.core.tables.claims import claims_of
from letapis.core.tables.columns import Column
from letapis.core.tables.grid import Table, tables_of
from letapis.core.tables.records import BY, Export, of_statements, records_of, statements_of
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
    export = _export(reading)
    if export is not None:
        teller = openevsys if reading.reader.startswith("records-openevsys") else ftm
        return Told(*teller.told(export, where))
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


def _export(reading: Reading) -> Export | None:
    """The records of an export that is understood by its schema; None for any other table."""
    if reading.reader.startswith("records"):
        return Export(reading, records_of(reading), BY)
    table = statements_of(reading)
    return Export(reading, of_statements(table), BY) if table else None
