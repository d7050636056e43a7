"""Time that a test may hold code to, whatever else the machine is doing: the processor's, not the clock's."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

USUAL = 0.012
"""Seconds that `_yardstick` takes on an ordinary two-core machine with nothing else to do."""


def _yardstick() -> None:
    """A fixed piece of the kind of work that reading is: patterns, slices, small tables."""
    text = "On 19 December 2010 the police took her away; nine weeks later she was let go. " * 60
    for _ in range(12):
        found = {m.group(): m.start() for m in re.finditer(r"\w+", text)}
        sorted(found, key=lambda w: (len(w), w))
        sum(text[i] == " " for i in range(len(text)))


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def seconds(work: Callable[[], object], least_of: int = 1) -> float:
    """The processor's seconds that `work` takes, told in those of an ordinary machine; the least of some runs.

    A machine that is slower, or slowed by its neighbours, does the yardstick as much slower; one that is faster is not
    held to more.
    """
    spent = min(_spent(work) for _ in range(least_of))
    return spent / max(1.0, min(_spent(_yardstick) for _ in range(3)) / USUAL)
