"""The checks: each looks at a case and says in plain sentences what does not fit, standing on its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letapis.core.cases import Case
from letapis.core.checks.custody import charge_without_trial, no_end_told, ordered_not_told, silence
from letapis.core.checks.dates import conflicting_dates, duration
from letapis.core.checks.denials import alleged_and_denied
from letapis.core.checks.finding import Finding
from letapis.core.checks.numbers import conflicting_numbers
from letapis.core.checks.order import after_death, arrested_again, release_first, two_places
from letapis.core.checks.persons import age, two_spellings
from letapis.core.checks.quotes import quote_missing
from letapis.core.checks.sources import accused_alone, all_media, no_perpetrator, one_outlet, single_source
from letapis.core.checks.telling import more_names, told_before, weekday

Check = Callable[[Case], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    quote_missing,
    conflicting_dates,
    conflicting_numbers,
    more_names,
    duration,
    weekday,
    told_before,
    after_death,
    two_places,
    age,
    alleged_and_denied,
    release_first,
    arrested_again,
    no_end_told,
    ordered_not_told,
    charge_without_trial,
    silence,
    no_perpetrator,
    two_spellings,
    all_media,
    accused_alone,
    one_outlet,
    single_source,
)
"""Every check, in the order its findings are shown; its docstring is the sentence a monitor reads."""


def check(case: Case) -> tuple[Finding, ...]:
    """Everything the checks find in a case."""
    return tuple(finding for each in CHECKS for finding in each(case))
