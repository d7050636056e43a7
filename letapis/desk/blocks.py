"""Ruling on the blocks of a page: the decisions, and what the page tells since, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from letapis.core import blocks, known
from letapis.core.material import Told
from letapis.desk.desk import Desk
from letapis.desk.understanding import understand
from letapis.rim.errors import refuse
from letapis.words.records import LEVELS, Capture, Claim, Decision, Reading


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a ruling about blocks has done."""

    page: Told
    """The page as it is now."""
    rulings: tuple[str, ...]
    """The ids of the decisions, one a block, in the order asked for."""
    gone: int
    """Claims that are not shown any more."""
    come: int
    """Claims that are shown now and were not before."""


def holding(desk: Desk, reading: str) -> dict[int, Decision]:
    """The rulings that hold about the blocks of a reading, by the block's index."""
    return blocks.rulings(_reading(desk, reading), desk.project.ledger.decisions()).holding


def correct(desk: Desk, reading: str, kinds: Mapping[int, str], because: str = "") -> Corrected:
    """Rule of what kind blocks (by their index) are, an empty kind taking earlier rulings back, and read the page again.

    Nothing is deleted: claims of a block left out are not shown any more, and come back when the ruling is taken back.
    """
    ledger, at = desk.project.ledger, desk.now()
    with desk.project.locked():
        was = _reading(desk, reading)
        before = _page(desk, was)
        rulings = [blocks.ruling(was, was.blocks[i], kind, desk.who, at, because) for i, kind in kinds.items()]
        now = blocks.as_ruled(was, [*ledger.decisions(), *rulings])
        told = _told(desk, now)
        with ledger.writing() as w:
            ids = [w.decision(d, [was.capture]) for d in rulings]
            stored = list(ledger.claims(reading))
            w.claims(told)
            w.decision(blocks.reread(was, stored, told, _readers(), desk.who, at), [was.capture])
        after = _page(desk, was)
    old, new = ({page.id_of(c) for c in page.claims} for page in (before, after))
    return Corrected(after, tuple(ids), len(old - new), len(new - old))


def _reading(desk: Desk, id_: str) -> Reading:
    """A reading as it was made, without anybody's rulings."""
    line = desk.project.ledger.get(id_)
    record = getattr(line, "record", None)
    if not isinstance(record, Reading):
        raise refuse(id_, "is no reading of this project.")
    return record


def _page(desk: Desk, reading: Reading) -> Told:
    """The page of a reading as people ruled it, at every level."""
    ledger = desk.project.ledger
    capture = next(c.record for c in ledger.lines("capture", reading.capture) if isinstance(c.record, Capture))
    page = Told(capture, reading, tuple(ledger.claims(reading.id)))
    return blocks.told_as_ruled(page, list(ledger.decisions()))


def _told(desk: Desk, reading: Reading) -> list[Claim]:
    """What a page tells, as an import would find it: its own claims, and the known people where its acts are not understood."""
    told = list(understand(reading, desk.places()).claims)
    if reading.language not in known.UNDERSTOOD:
        told += known.known_in(reading, known.Register(known.known_people(desk.book(LEVELS[-1]))))
    return told


def _readers() -> list[str]:
    from letapis.core.annotate import PIPELINE  # a fifth of a second: only where a page is read again

    return [*(annotator.NAME for annotator in PIPELINE), known.NAME]
