"""Times of the main text: every expression found by patterns over words, and the date it means with the basis said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from letapis.core.annotate.timing import counted, dates
from letapis.core.annotate.timing.dates import Fields, Sense
from letapis.core.annotate.timing.grammar import Grammar, Rule, grammar
from letapis.core.annotate.timing.scan import Match, matches
from letapis.core.annotate.timing.story import Here, Story, Told
from letapis.core.annotate.timing.years import Dated, chosen
from letapis.words.records import Block, Claim, Claims, Page, Reading
from letapis.words.when import parse, precision, valid

NAME = "times/1"
READS: tuple[str, ...] = ()
WRITES: tuple[str, ...] = ("value", "timex", "mod")

MAKERS: Mapping[str, Callable[[Fields, Here], Sense | None]] = {
    "date": dates.date,
    "season": dates.season,
    "figures": dates.figures,
    "decade": dates.decade,
    "century": dates.century,
    "weekday": counted.weekday,
    "deictic": counted.deictic,
    "relative": counted.relative,
    "weekend": counted.weekend,
    "stretch": counted.stretch,
    "ago": counted.ago,
    "later": counted.later,
    "then": counted.then,
    "within": counted.within,
    "duration": counted.duration,
    "every": counted.every,
    "regular": counted.regular,
    "reference": counted.reference,
    "clock": counted.clock,
    "daypart": counted.daypart,
}
"""What a rule of the language's table can make of its words ("pair" makes two dates, "nothing" none)."""

CHRONICLE_DATES = 10
"""A text with so many dated years, a third of its dates or more, is told as a chronicle: years carry on from date to date."""


YEARS = frozenset(("YEAR", "LIKELY", "UNROUND", "BC"))
"""The classes of words that give a year."""

NAMED = frozenset(("date", "pair", "figures", "season"))
"""What makes a date of its own words, not by counting from another."""

CLOCKS = frozenset(("clock", "daypart"))
BESIDE = 15
"""So many letters at most stand between a time of day and the day after it that it belongs to: " local time on "."""
Found = Sequence[tuple[Block, Match]]
_CUT = re.compile(r"[.;:!?—\n]|\b(?:and|then|but)\b")

OPENING = 25
"""A mere year so near to the beginning of its sentence says when what follows happens; further on it is named by the way."""


def annotate(page: Page, claims: Claims) -> Iterator[Claim]:
    """The times of a page: ``value`` where a date can be told, ``timex`` for all, ``mod`` for "at least"; parsed or not."""
    del claims
    made = grammar(page.reading.language)
    if made is None:
        return
    found = [(b, m) for b in page.reading.main for m in matches(page.reading.text[b.start : b.end], made)]
    story = _story(page.reading, [m for _, m in found])
    for r in _in_chronicle(page, made, story, found):
        words = page.reading.text[r.start : r.end]
        yield from _written(page.reading, r.start, r.end, r.sense, r.rule.name, _mod(words, made))


def _story(reading: Reading, found: Sequence[Match]) -> Story:
    published = parse(reading.published).first if reading.published and valid(reading.published) else None
    if published and precision(reading.published) != "day":
        published = None
    word = "the date of the interview" if reading.kind == "interview" else "the publication date"
    dated = [f for m in found if m.rule.make in ("date", "pair") for f in m.fields]
    years = sum(bool(YEARS & f.keys()) for f in dated)
    often = published is None or 3 * years >= len(dated)
    return Story(published, word, years >= CHRONICLE_DATES and often)


def _day_after(page: Page, made: Grammar, story: Story, match: Match, block: Block, after: tuple[Block, Match]) -> str | None:
    """The day that stands just after a time of day ("at 11 am on 3 May"), as TIMEX3 writes it."""
    begin = after[1].spans[0][0]
    between = page.reading.text[block.start + match.spans[-1][1] : block.start + begin]
    if after[0] is not block or after[1].rule.make != "date" or len(between) > BESIDE or _CUT.search(between):
        return None
    start = block.start + begin
    ahead = _ahead(page, made, start, block.start + after[1].spans[0][1])
    sense = dates.date(after[1].fields[0], story.here(page.sentence_at(start), block.start, ahead))
    return sense.timex[:10] if sense and sense.point and sense.point.day and (sense.point.year or 0) > 0 else None


@dataclass(frozen=True, slots=True)
class _Read:
    """A time expression, where it stands, and what it means."""

    start: int
    end: int
    sense: Sense
    rule: Rule
    paragraph: int
    aside: bool
    """Whether the story does not go on from it."""


def _in_chronicle(page: Page, made: Grammar, story: Story, found: Found) -> list[_Read]:
    """What the expressions of a page mean; in a chronicle the years that its words leave open are chosen all together."""
    read = list(_read(page, made, story, found))
    if not story.chronicle or story.published is not None:
        return read
    named = (r for r in read if r.rule.make in NAMED)
    years = chosen([Dated(r.start, r.sense.point, r.paragraph, r.sense.open, r.aside) for r in named if r.sense.point])
    return list(_read(page, made, replace(story, years=years, told=[]), found)) if years else read


def _read(page: Page, made: Grammar, story: Story, found: Found) -> Iterator[_Read]:
    for (block, match), after in zip_longest(found, found[1:]):
        day = _day_after(page, made, story, match, block, after) if after and match.rule.make in CLOCKS else None
        yield from _one(page, made, story, block, match, day)


def _one(page: Page, made: Grammar, story: Story, block: Block, match: Match, day: str | None) -> Iterator[_Read]:
    spans = [(s + block.start, e + block.start) for s, e in match.spans]
    start, end = spans[0][0], spans[-1][1]
    sentence = page.sentence_at(start)
    dated = bool(YEARS & match.fields[-1].keys())  # what has its year needs no words that look ahead
    here = story.here(sentence, block.start, not dated and _ahead(page, made, start, end), [s for s, _ in spans])
    for (begin, stop), sense in zip(spans, _senses(match, here), strict=True):
        if sense is None:
            continue
        if day is not None:
            sense = replace(sense, timex=day + sense.timex[sense.timex.index("T") :])
        before = page.reading.text[page.sentences[sentence].start : begin]
        aside = sense.point is None or _aside(before, sense, made, first=here.opens())
        yield _Read(begin, stop, sense, match.rule, block.start, aside)
        if sense.point is not None and not aside:
            story.tell(Told(sense.point, page.reading.text[begin:stop], sentence, block.start, sense.stated))


def _aside(before: str, sense: Sense, made: Grammar, *, first: bool) -> bool:
    """Whether the story does not go on from a date: that of a law or a birth; a mere year in brackets, after "until",
    or far on in its sentence unless it is the ``first`` of its paragraph. ``before`` is the sentence up to the date."""
    if before.rstrip().lower().endswith(made.apart_words):
        return True
    if sense.point is None or sense.point.month is not None:
        return False
    by_the_way = before.rfind("(") > before.rfind(")") or before.rstrip().rpartition(" ")[2].lower() in made.aside_words
    return by_the_way or (len(before) > OPENING and not first)


def _senses(match: Match, here: Here) -> tuple[Sense | None, ...]:
    if match.rule.make == "nothing":
        return (None,)
    if match.rule.make == "pair":
        return dates.pair(match.fields[0], match.fields[1], here)
    sense = MAKERS[match.rule.make](match.fields[0], here)
    if sense and match.rule.make in ("then", "later") and _beyond(sense, here):
        return (replace(sense, value=None, point=None),)
    return (sense,)


def _beyond(sense: Sense, here: Here) -> bool:
    """Whether a date counted from one told before lies after the publication, which words that look back cannot mean."""
    return (
        sense.value is not None and here.published is not None and not here.future and _begin(sense.value) > str(here.published)
    )


def _begin(value: str) -> str:
    return value.partition("/")[0].rstrip("~?%") if value[:1].isdigit() and "X" not in value else ""


def _mod(words: str, made: Grammar) -> str | None:
    """What the first words of a time make of it ("at least two weeks"), as TIMEX3 says it."""
    said = " ".join(words.replace("-", " ").split()).casefold() + " "
    return next((mod for first, mod in made.mods if said.startswith(first + " ")), None)


def _written(reading: Reading, start: int, end: int, sense: Sense, rule: str, mod: str | None) -> Iterator[Claim]:
    passage = reading.passage(start, end)
    subject = reading.mint("time", passage)
    by = f"{NAME}:{rule}"
    if sense.value is not None:
        yield Claim(subject, "value", sense.value, passage, by=by, why=sense.why)
    yield Claim(subject, "timex", sense.timex, passage, by=by, why=sense.why)
    if mod is not None:
        yield Claim(subject, "mod", mod, passage, by=by, why=sense.why)


def _ahead(page: Page, made: Grammar, start: int, end: int) -> bool:
    """Whether the words of the same clause look ahead ("will", "is due"), before the time or shortly after it."""
    sentence = page.sentences[page.sentence_at(start)]
    before = made.never_future.sub("", page.reading.text[max(sentence.start, start - 120) : start])
    if made.reporting.search(before[-20:]):
        return False
    cuts = [m.end() for m in made.clause.finditer(before)] + [before.rfind(mark) + 1 for mark in _BREAKS]
    after = _BREAK.split(page.reading.text[end : min(sentence.end, end + 60)], maxsplit=1)[0]
    cut = made.clause.search(after)
    return bool(made.future.search(before[max(cuts) :]) or made.future.search(after[: cut.start() if cut else None]))


_BREAKS = '!?;”"'
_BREAK = re.compile(r"[,;.!?”\"]")
