"""The custody of one person: its steps, its episodes, the status on a day, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.cases import Act
from letapis.core.custody.episodes import Custody, Episode, custody_of
from letapis.core.custody.facts import Fact
from letapis.core.custody.penalties import Penalty, penalties
from letapis.core.custody.present import SILENT, status_on
from letapis.core.custody.status import Status
from letapis.core.custody.steps import Step, steps_of
from letapis.core.custody.yearless import ordered
from letapis.core.material import Material

__all__ = ["SILENT", "Custody", "Episode", "Fact", "Penalty", "Status", "Step", "custody", "penalties", "status_on"]


def custody(material: Material, acts: Iterable[Act]) -> Custody:
    """Everything told of one person's custody: ``acts`` are those in which they are the one affected."""
    return custody_of(ordered(steps_of(material, acts)))
