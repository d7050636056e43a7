"""Exports of databases whose fields are known from their schema: their records found again, and whose claims they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from letapis.core.tables.grid import HEAD, NAME, Cell, Table, rows_of, tables_of
from letapis.core.tables.quoting import Quoting
from letapis.words.records import Claim, Fault, Reading, Value

STATEMENTS = frozenset({"entity_id", "prop", "schema", "value"})
"""Columns by which a table of FollowTheMoney statements is known."""
BY = "table/1"
SCORE = 0.9


@dataclass(frozen=True)
class Record:
    """One record with its fields, each value a cell."""

    schema: str
    id: str
    cell: Cell
    """The cell of its id."""
    within: str = ""
    fields: list[tuple[str, Cell]] = field(default_factory=list)

    def cells(self, *labels: str) -> list[Cell]:
        """The values of fields, in the order asked for."""
        return [c for label in labels for name, c in self.fields if name == label]

    def value(self, *labels: str) -> str:
        """The first value of the first field that has one; empty for none."""
        return next((c.text for c in self.cells(*labels)), "")


class Export:
    """The records of a reading by id, and claims on their cells."""

    def __init__(self, reading: Reading, records: Sequence[Record], by: str) -> None:
        self.reading, self.records, self.by = reading, tuple(records), by
        self.quoting = Quoting(reading)
        self.used: set[int] = set()
        """Cells (by where they start) that some claim stands on."""

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Records by their id; the first of two holds."""
        return {r.id: r for r in reversed(self.records)}

    def mint(self, kind: str, cell: Cell, *more: object) -> str:
        """Name a thing by the cell that tells of it."""
        return self.reading.mint(kind, self.quoting.passage(cell), *more)

    def claim(self, subject: str, property_: str, value: Value, record: Record, cell: Cell, **more: str) -> Claim:
        """A claim on a cell of a record."""
        label = next((name for name, c in record.fields if c.start == cell.start), "id")
        self.used.add(cell.start)
        why = f"the field “{label}” of {record.schema} {record.id[:60]}" + (f"; {more.pop('why')}" if more.get("why") else "")
        more.pop("why", None)
        return Claim(
            subject, property_, value, self.quoting.passage(cell), by=f"{self.by}:{label}", why=why, score=SCORE, **more
        )

    def left(self, where: str, *, passed: Sequence[str] = ()) -> Iterator[Fault]:
        """What no claim stands on, by record and field, with counts; fields in ``passed`` are links that were followed."""
        counts = Counter(
            f"{r.schema}.{label}"
            for r in self.records
            for label, c in r.fields
            if c.start not in self.used and label not in passed
        )
        if counts:
            listed = ", ".join(f"{name} ({n})" for name, n in counts.most_common(12)) + (" …" if len(counts) > 12 else "")
            yield Fault(where, f"Kept but not read, with how many of each: {listed}.")


def known(reading: Reading) -> bool:
    """Whether a reading is an export that is understood by its schema."""
    return reading.reader.startswith("records") or statements_of(reading) is not None


def records_of(reading: Reading) -> list[Record]:
    """The records of an export of records."""
    kinds = {b.start: b.kind for b in reading.blocks}
    found: list[Record] = []
    for row in rows_of(reading):
        cells = list(row.cells.values())
        kind = kinds[cells[0].start] if cells else ""
        if kind == NAME and len(cells) > 1:
            found.append(Record(cells[0].text, cells[1].text, cells[1], cells[2].text if len(cells) > 2 else ""))
        elif kind == HEAD and len(cells) > 1 and found:
            found[-1].fields.append((cells[0].text, cells[1]))
    return found


def statements_of(reading: Reading) -> Table | None:
    """The table of statements in a reading; None where there is none."""
    if not reading.reader.startswith("table"):
        return None
    return next((t for t in tables_of(reading) if {c.text for c in t.heads} >= STATEMENTS), None)


def of_statements(table: Table) -> list[Record]:
    """The entities that a table of statements tells of, one row a value."""
    at = {c.text: c.column for c in table.heads}
    found: dict[str, Record] = {}
    for row in table.rows:
        id_, prop, schema, value = (row.cells.get(at[k]) for k in ("entity_id", "prop", "schema", "value"))
        if id_ is None or prop is None or schema is None:
            continue
        record = found.setdefault(id_.text, Record(schema.text, id_.text, id_))
        if value is not None and prop.text != "id":  # that row holds a checksum
            record.fields.append((prop.text, value))
    return list(found.values())
