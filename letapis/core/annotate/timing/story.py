"""What a page has told so far about time: its day of publication, the dates behind us, whether it is told as a chronicle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from letapis.words.when import Point

NEAR: Final = 3
"""A date told this many sentences before, or fewer, is still counted from ("two weeks later")."""
QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A date the page has told, with its words and its place."""

    point: Point
    words: str
    sentence: int
    paragraph: int
    """Where its paragraph begins."""
    stated: bool
    """Whether its year is the page's own words, not counted from the publication."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where an expression stands: what may be counted from there."""

    published: Point | None
    day_word: str
    """What the published date is, in words: the publication date, the date of the interview."""
    chronicle: bool
    told: Sequence[Told]
    """Last first."""
    sentence: int
    paragraph: int
    future: bool
    """Whether the words look ahead ("will", "is due")."""
    year: int | None = None
    """What the whole chronicle gives for the year, where the words name none."""
    year_after: int | None = None
    """The same for the second of two dates."""

    def counted(self) -> str:
        """The basis of what is counted from the published date."""
        p = self.published
        return f"counted from {self.day_word} {p.year:04d}-{p.month:02d}-{p.day:02d}" if p and p.month and p.day else ""

    def opens(self) -> bool:
        """Whether a chronicle has told no date yet in this paragraph."""
        return self.chronicle and all(told.paragraph != self.paragraph for told in self.told)

    def before(self, precision: Sequence[str]) -> Told | None:
        """The last date told that is precise enough and near enough to count from."""
        for told in self.told:
            if not self.chronicle and self.sentence - told.sentence > NEAR:
                return None
            if told.point.precision in precision:
                return told
            if not self.chronicle:
                return None
        return None

    def year_giver(self, point: Point) -> Told | None:
        """The date told before whose year ``point`` takes: one near in the same paragraph; in a chronicle the last one told,
        which may be a mere year."""
        for told in self.told:
            if not told.stated or told.point.year is None or told.point.years > 1:
                continue
            if self.chronicle and (self.published is None or told.paragraph == self.paragraph):
                return self._with_month(told)
            if told.paragraph == self.paragraph and self._near(told, point):
                return told
        return None

    def _near(self, told: Told, point: Point) -> bool:
        """Whether a date outside a chronicle lends its year: in the same sentence; from the one before (two, where no
        publication could lend it) to a date of its own precision that follows within a quarter."""
        far = self.sentence - told.sentence
        if not told.point.month or told.point.month > 12 or not point.month or (self.future and self.published):
            return False
        if far == 0 or (self.published is None and far <= 2):
            return True
        return far == 1 and told.point.precision == point.precision and (point.month - told.point.month) % 12 <= QUARTER

    def _with_month(self, year: Told) -> Told:
        """Of a mere year, the last date told within it that has a month too."""
        if year.point.month is not None:
            return year
        return next(
            (t for t in self.told if t.sentence == year.sentence and t.point.month and t.point.year == year.point.year), year
        )


@dataclass
class Story:
    """The telling of one page, read from the first time expression to the last."""

    published: Point | None
    day_word: str
    chronicle: bool
    years: Mapping[int, int] = field(default_factory=dict)
    """The years chosen for dates that name none, by where they stand."""
    told: list[Told] = field(default_factory=list)

    def here(self, sentence: int, paragraph: int, future: bool, starts: Sequence[int] = ()) -> Here:
        """What may be counted from at this place, by the expression (or the two) that ``starts`` there."""
        years = [*map(self.years.get, starts), None, None]
        told = (self.told, sentence, paragraph, future)
        return Here(self.published, self.day_word, self.chronicle, *told, *years[:2])

    def tell(self, told: Told) -> None:
        """Remember a date; only the last few can be counted from."""
        self.told.insert(0, told)
        del self.told[8:]
