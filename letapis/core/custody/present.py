"""What somebody's status is on a day: what was said last, by whom, and what is not known; never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from letapis.core import wording
from letapis.core.custody.days import on, within
from letapis.core.custody.deciding import decided
from letapis.core.custody.episodes import Custody, Episode, before, custody_of, ends
from letapis.core.custody.facts import Fact, details, inline, sources, told
from letapis.core.custody.overdue import Standing, hearings, overdue
from letapis.core.custody.penalties import penalties
from letapis.core.custody.status import Status
from letapis.core.custody.steps import HINGES, Step
from letapis.core.custody.yearless import NOTE
from letapis.words.records import Claim
from letapis.words.tables import table

SILENT = 3
"""Months without a word about somebody held after which it is said."""
_MOST = 4


def status_on(custody: Custody, day: int, silent: int = SILENT) -> Status:
    """The status on a day: only what can have happened by then counts, and only pages' own words for it.

    ``silent``: after how many months without a word it is said so.
    """
    steps = tuple(_by(s, day) for s in custody.steps if _known(s, day))
    then = custody_of(steps)
    hinges = [s for s in steps if s.happened and s.role in HINGES]
    kind, last = decided(hinges, then)
    episode = next((e for e in reversed(then.episodes) if any(s in e.steps for s in last)), None) if last else None
    found = Status(day, kind, "", _how(last), last, episode=episode, news=_news(steps))
    court = [s for s in steps if s.happened and s.role == "court"]
    if kind == "unknown" and court:
        found = replace(found, kind="proceedings", steps=(max(court, key=lambda s: s.end or 0),))
    elif kind in ("unknown", "unclear"):
        return replace(found, beside=_beside(then, last), hearing=hearings(steps, day))
    return _filled(found, then, steps, silent)


def _known(s: Step, day: int) -> bool:
    return s.first <= day if s.first is not None else s.last is None or s.last <= day


def _by(s: Step, day: int) -> Step:
    """A step as far as it had come by a day."""
    sure = not s.dated or s.role == "held" or s.last is None or s.last <= day
    last = min(s.last, day) if s.last is not None else None
    return replace(s, last=last, until=min(s.until, day) if s.until is not None else None, sure=sure)


def _how(last: Iterable[Step]) -> str:
    """How the sources put the steps a status follows from; nothing where one of them is told as fact."""
    told_ = [wording.stance(s.act) for s in last]
    return "" if not told_ or "told as fact" in told_ else told_[-1]


def _news(steps: Iterable[Step]) -> int | None:
    return max((t.published for s in steps if s.happened for t in s.tellings if t.published is not None), default=None)


def _filled(found: Status, custody: Custody, steps: Sequence[Step], silent: int) -> Status:
    """A status with everything that is told about it."""
    step, episode = found.steps[-1], found.episode
    inside = (*episode.steps, *episode.undated) if episode else tuple(custody.outside)
    stage = _stage(inside) if found.bound or found.kind == "proceedings" else ""
    confirmed = (step.until if step.role == "held" else step.end) if step.dated else None
    signs = table("custody")["signs"]
    court = _court(found, custody, inside)
    terms = penalties(court)
    full = replace(
        found,
        stage="" if found.kind == "proceedings" else stage,
        since=_since(found, episode),
        where=_where(inside) if found.bound else None,
        last=_told_last(step),
        grounds=tuple(
            _ground(s, [p.shown for p in terms if set(p.claims) & {c for t in s.tellings for c in t.details}]) for s in court
        ),
        hearing=hearings(steps, found.day),
        health=_signs(inside, signs["health"], signs["acts"]) if found.bound else (),
        contact=_signs(inside, signs["contact"], ["denial_of_counsel"]) if found.bound else (),
        beside=_beside(custody, found.steps),
        confirmed=confirmed,
    )
    return replace(full, overdue=overdue(Standing(found.day, found.bound, steps, inside, terms, confirmed, found.news, silent)))


def _court(found: Status, custody: Custody, inside: Sequence[Step]) -> list[Step]:
    """The proceedings that matter now: of the custody that goes on, else of the last one and since; undated ones, too."""
    last = custody.episodes[-1:] if not found.bound else ()
    steps = (*(s for e in last for s in (*e.steps, *e.undated)), *(custody.outside if last else ()), *inside, *custody.unplaced)
    return sorted((s for s in {id(s): s for s in steps}.values() if s.role == "court"), key=lambda s: s.first or 0)


def _stage(inside: Iterable[Step]) -> str:
    words = {s.word for s in inside if s.role == "court" and s.sure}
    return next((w for w in ("conviction", "trial", "charge") if w in words), "")


def _since(found: Status, episode: Episode | None) -> Fact | None:
    if not found.bound or episode is None:
        return None
    begun = episode.begun
    taken = next((s for s in episode.steps if s.role == "taken"), None)
    if begun.role == "held" and not begun.began:
        return Fact(f"since {begun.since} or before, its beginning is not told", begun.claims)
    if taken and begun.role == "held" and (taken.first or 0) <= (begun.last or 0):
        begun = taken
    word = "taken" if table("custody")["states"][found.kind].get("open") and begun.dated else "since"
    return Fact(f"{word} {begun.since}", begun.claims)


def _where(inside: Sequence[Step]) -> Fact | None:
    """Where they are held, as the newest telling of it has it; the place of the arrest is none."""
    for s in sorted((s for s in inside if s.role in ("held", "moved", "inside", "taken")), key=lambda s: -(s.end or 0)):
        facility = details([s], ["facility"])
        if facility:
            return Fact(f"at {facility[0].text}", facility[0].claims)
        if s.role == "held" and s.act.where:
            place = s.act.where[0]
            return Fact(f"in {place.text}" if place.value.startswith("place:") else f"at {place.text}", place.claims)
    return None


def _told_last(step: Step) -> Fact:
    """When and by whom the status was told last."""
    who, denied = sources(step, _newest(step)) or "a page", wording.listed([inline(s.text) for s in step.act.denials])
    if step.role == "held" and step.first is not None and step.last is not None:
        day = within(step.first, step.last) if step.until is None else f"on {on(step.until)}"
        words = f"last told to be so {day}, by {who}"
    else:
        words = f"{step.since}, according to {who}" if ends(step) or not step.dated else f"according to {who}"
    return Fact(words + (f"; denied by {denied}" if denied else ""), step.claims)


def _newest(step: Step) -> tuple[Claim, ...]:
    """The claims of the tellings that reach furthest: of being held, those of the last day; else all."""
    if step.role != "held" or step.until is None:
        return step.claims
    newest = max((t.published or 0 for t in step.tellings), default=0)
    return tuple(c for t in step.tellings if (t.published or 0) == newest for c in t.claims)


def _ground(step: Step, terms: Sequence[str]) -> Fact:
    """A step of the proceedings with what it was for, and the sentence."""
    charges = [f.text for f in details([step], ["charge", "law"])[:2]]
    what = "; ".join((*charges, *([f"sentence: {' / '.join(terms)}"] if terms else ())))
    return Fact(told(step) + (f": {what}" if what else ""), step.claims)


def _signs(inside: Iterable[Step], kinds: Sequence[str], words: Sequence[str]) -> tuple[Fact, ...]:
    """Acts and details that tell of health or contact, the newest first."""
    inside = [s for s in inside if s.role != "moved"]
    acts = [Fact(told(s), s.claims) for s in sorted(inside, key=lambda s: -(s.end or 0)) if s.word in words]
    return (*acts[:_MOST], *details(inside, kinds)[:_MOST])


def _beside(custody: Custody, last: Sequence[Step]) -> tuple[Fact, ...]:
    """What may change the status: undated acts that begin or end a custody, what is ordered, and what does not fit."""
    loose = [s for s in custody.unplaced if s.role in HINGES and s not in last and not all(before(s, x) for x in last)]
    other = [s for s in loose if ends(s) != ends(last[-1]) or (ends(s) and s.state != last[-1].state)] if last else loose
    more = [s for s in loose if s not in other]
    same = (
        f"{len(more)} more telling{'s' * (len(more) > 1)} without a date, in no custody here: {wording.listed(_words(more))}."
        if more
        else ""
    )
    fitting = [Fact(note) for e in custody.episodes if any(s in e.steps for s in last) for note in e.notes]
    unsure = [s for s in custody.steps if s.happened and not s.sure and s not in last]
    return (
        *(Fact(f"Also told: {told(s)}.", s.claims) for s in other),
        *((Fact(same, tuple(c for s in more for c in s.claims)),) if same and not ends(last[-1]) else ()),
        *(Fact(f"May lie after this day: {told(s)}.", s.claims) for s in unsure),
        *fitting,
        *((Fact(NOTE),) if any(s.yearless for s in last) else ()),
    )


def _words(steps: Iterable[Step]) -> list[str]:
    return list(dict.fromkeys(wording.label(s.act) for s in steps))
