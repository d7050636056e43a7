"""The custody of one person: its steps, its episodes, the status on a day, and what is overdue."""

from __future__ import annotations

from letapis.core.cases import Case
from letapis.core.custody.episodes import Custody, Episode, custody_of
from letapis.core.custody.facts import Fact
from letapis.core.custody.penalties import Penalty, penalties
from letapis.core.custody.present import status_on
from letapis.core.custody.status import Status
from letapis.core.custody.steps import Step, steps_of

__all__ = ["Custody", "Episode", "Fact", "Penalty", "Status", "Step", "custody", "penalties", "status_on"]


def custody(case: Case) -> Custody:
    """Everything a case tells of its person's custody."""
    return custody_of(steps_of(case))
