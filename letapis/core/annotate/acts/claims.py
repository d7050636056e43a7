"""An act put into claims, each on its words."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.dating import Dating
from letapis.core.annotate.acts.kinds import kind, leave_of
from letapis.core.annotate.acts.locating import Locating
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.acts.telling import Place, Telling
from letapis.words.records import Claim, Page, Passage, Value

BY = "acts/1"


def claims_of(mentions: Mentions, dating: Dating, locating: Locating, act: Act) -> Iterator[Claim]:
    """Everything the page says of one act."""
    page = mentions.page
    write = _Writer(page, subject_of(page, act))
    for telling in act.tellings:
        yield from _telling(write, page, act, telling)
    yield from _parties(write, act)
    yield from _kind(write, mentions, act)
    yield from _setting(write, page, dating, locating, act)
    yield from _details(write, act)
    for denial in act.denials:
        yield write(
            "denial",
            page.reading.text[denial.start : denial.end],
            (denial.start, denial.end),
            source=denial.by,
            why="who denies, in these words",
        )


def subject_of(page: Page, act: Act) -> str:
    """The act's name: by its first telling and its word."""
    first = act.tellings[0]
    return page.reading.mint("act", page.reading.passage(first.start, first.end), act.act)


class _Writer:
    """Makes the claims of one subject."""

    def __init__(self, page: Page, subject: str) -> None:
        self.page, self.subject = page, subject

    def __call__(self, property_: str, value: Value, span: tuple[int, int], **more: object) -> Claim:
        passage: Passage = self.page.reading.passage(*span)
        fields: dict[str, object] = {"by": BY, **more}
        return Claim(self.subject, property_, value, passage, **fields)  # type: ignore[arg-type]


def _telling(write: _Writer, page: Page, act: Act, telling: Telling) -> Iterator[Claim]:
    sentence = page.sentences[telling.sentence]
    span = (sentence.start, sentence.end)
    own = act.stance() if telling.stance == "asserted" else telling.stance
    yield write(
        "act",
        telling.act,
        span,
        stance=own,
        source=telling.source,
        by=f"{BY}:{telling.rule}",
        why=telling.why,
        score=act.score,
    )
    yield write("mode", telling.mode, span, stance=own, source=telling.source, why=telling.why)
    if telling.general:
        yield write("general", True, span, why="told of nobody who could be counted")


def _parties(write: _Writer, act: Act) -> Iterator[Claim]:
    """Each person once, by the first words that name them; groups as groups; who does it by the page's words."""
    seen: set[str] = set()
    for telling in act.tellings:
        for party in telling.affected:
            for person in party.persons:
                if person not in seen:
                    seen.add(person)
                    yield write("victim", person, (party.start, party.end), stance=telling.stance, source=telling.source)
        for party in telling.doers:
            yield from _doer(write, party, seen, stance=telling.stance, source=telling.source)
    for party in act.inherited:
        if act.blamed:
            yield from _doer(write, party, seen, stance="alleged", why="charged with it, or owning up to it, further on")
        else:
            yield from _doer(write, party, seen, why="named for a neighbouring act of the same custody")
    for party in act.groups():
        yield from _group(write, party)


def _doer(write: _Writer, party: Party, seen: set[str], **more: object) -> Iterator[Claim]:
    if party.words.lower() in seen:
        return
    seen.add(party.words.lower())
    for who in party.persons or (party.words,):
        yield write("perpetrator", who, (party.start, party.end), **more)


def _group(write: _Writer, party: Party) -> Iterator[Claim]:
    passage = write.page.reading.passage(party.start, party.end)
    group = write.page.reading.mint("group", passage)
    yield Claim(group, "name", party.words, passage, by=BY)
    if party.count is not None:
        yield Claim(group, "count", party.count, passage, by=BY)
        yield Claim(group, "count_kind", party.count_kind, passage, by=BY)
    yield write("victim", group, (party.start, party.end))


def _details(write: _Writer, act: Act) -> Iterator[Claim]:
    text = write.page.reading.text
    for d in act.details:
        yield write(
            "detail",
            f"{d.kind}: {' '.join(text[d.start : d.end].split())}",
            (d.start, d.end),
            stance=d.stance or act.stance(),
            source=d.source,
            by=f"{BY}:detail",
            why=_WHY[d.rule],
        )


_WHY = {"grammar": "the grammar of the act's own words brings it", "words": "its own words say it, nearest to this act"}


def _kind(write: _Writer, mentions: Mentions, act: Act) -> Iterator[Claim]:
    doers = act.doers()
    value, why = kind(act, mentions)
    span = (doers[0].start, doers[0].end) if doers else (act.tellings[0].start, act.tellings[0].end)
    yield write("perpetrator_kind", value, span, why=why)
    told = next(((leave, p) for p in doers if (leave := leave_of(p)) is not None), None)
    if told is not None:
        yield write("state_leave", told[0], (told[1].start, told[1].end), why="the page's own word for them")


def _setting(write: _Writer, page: Page, dating: Dating, locating: Locating, act: Act) -> Iterator[Claim]:
    if act.span is not None:
        yield write("when", act.span.value, (act.span.start, act.span.end), why=act.span.basis)
    if (day := dating.of(act)) is not None:
        yield write("when", day.value, (day.start, day.end), why=day.basis)
    for telling in act.tellings:
        for w in telling.whens if act.span is None else ():
            yield write("when", w.bounds(), (w.start, w.end), why=w.basis, stance=telling.stance, source=telling.source)
        for place in telling.places:
            yield write("where", _named(page, place), (place.start, place.end), source=telling.source)
    for place in act.places:
        yield write("where", _named(page, place), (place.start, place.end), why="told together with an act there")
    found, country = locating.of(act)
    for f in found:
        yield write("where", _named(page, f.place), (f.place.start, f.place.end), why=f.why, score=round(f.score, 2))
    if country:
        first = act.tellings[0]
        why = "the country of the finest place named, or the page's"
        yield write("country", country, (first.start, first.end), why=why)


def _named(page: Page, place: Place) -> str:
    return place.subject or page.reading.text[place.start : place.end]
