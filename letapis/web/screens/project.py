"""The project: what waits, its pages with their state, who did what when, the custody of a page, and whether all is sound."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from starlette.responses import Response

from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.core.ruling import undone
from letapis.core.standing import spelt_out
from letapis.desk.sight import Seen
from letapis.rim.errors import refuse
from letapis.rim.verify import verify
from letapis.web.asked import Asked
from letapis.words.records import Decision

SHEET = 100
"""Lines of a list on one screen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the project in a list."""

    page: Told
    outlet: str
    facts: int
    open: int

    @property
    def state(self) -> str:
        """What is to be done with it."""
        if not self.page.reading.body:
            return "unread"
        if not self.facts:
            return "no acts"
        return "to review" if self.open == self.facts else "in review" if self.open else "reviewed"


def row(seen: Seen, page: Told) -> Row:
    """A page with how far its review is."""
    facts, open_ = seen.waiting[page.reading.id]
    name = outlet(page)  # a page without an outlet goes by its title, which lists show already
    return Row(page, "" if name.startswith("“") else name, facts, open_)


def home(asked: Asked) -> Response:
    """The first screen."""
    book, seen = asked.sight.book(), asked.sight.look()
    rows = [row(seen, p) for p in seen.pages]
    facts, open_ = sum(r.facts for r in rows), sum(r.open for r in rows)
    suffered = sorted(book.people, key=lambda p: -len(book.suffered(p.id)))
    return asked.page(
        "home.html",
        rows=[r for r in rows if r.open][:6], waiting=sum(bool(r.open) for r in rows), pages=len(rows), facts=facts, open=open_,
        people=[(p, len(book.suffered(p.id))) for p in suffered[:10] if book.suffered(p.id)], all_people=len(book.people),
        acts=len(book.acts), pairs=len(book.suggestions), conflicts=book.conflicts[:5], recent=_told(seen, 6),
        unread=sum(r.state == "unread" for r in rows), spelt=lambda words: spelt_out(book, words),
    )  # fmt: skip


def pages(asked: Asked) -> Response:
    """Every page with its state."""
    seen = asked.sight.look()
    rows = [row(seen, p) for p in seen.pages]
    states = {s: sum(r.state == s for r in rows) for s in ("to review", "in review", "reviewed", "no acts", "unread")}
    wanted = asked.query.get("state", "")
    kept = [r for r in rows if not wanted or r.state == wanted]
    at, last = sheet(asked, len(kept))
    return asked.page("pages.html", rows=kept[at * SHEET : (at + 1) * SHEET], total=len(kept), states=states, state=wanted,
                      at=at, last=last, all=len(rows))  # fmt: skip


def sheet(asked: Asked, total: int) -> tuple[int, int]:
    """Which sheet of a list is asked for, and which is the last, from 0."""
    last = max(0, (total - 1) // SHEET)
    said = asked.query.get("sheet", "")
    return (min(int(said), last) if said.isdecimal() and len(said) < 8 else 0), last


@dataclass(frozen=True, slots=True)
class Deed:
    """A ruling as it is told."""

    decision: Decision
    about: str
    undone: bool
    reading: str
    """The page it was made on, where there is one."""


def _told(seen: Seen, most: int) -> list[Deed]:
    gone = undone(seen.decisions)
    of: dict[str, tuple[str, str]] = {}
    last = tuple(islice(reversed(seen.decisions), most))
    ids = {d.about for d in last}
    for page in seen.pages:
        for c in page.claims:
            name = page.id_of(c)
            if name in ids:
                of[name] = (page.reading.id, f"“{' '.join(c.passage.quote.split())[:120]}”")
            if c.subject in ids:
                of.setdefault(c.subject, (page.reading.id, ""))
    by_id = {d.id: d for d in seen.decisions}
    found = []
    for d in last:
        reading, words = of.get(d.about, ("", ""))
        if d.about in by_id:
            words = f"the ruling “{by_id[d.about].verdict}”"
        found.append(Deed(d, words or seen.called(d.about), d.id in gone, reading))
    return found


def activity(asked: Asked) -> Response:
    """Who ruled what when, the newest first."""
    return asked.page("activity.html", rows=_told(asked.sight.look(), 200))


def custody(asked: Asked) -> Response:
    """What is known of a preserved page: where it came from, when, by whom, and its digest."""
    seen = asked.sight.look()
    held = [p for p in seen.pages if p.capture.id == f"capture:{asked.path['capture']}"]
    if not held:
        raise refuse("this page", "is not in the project, or may not be seen at this level.")
    return asked.page("custody.html", capture=held[0].capture, held=held[:200], more=max(0, len(held) - 200))


def original(asked: Asked) -> Response:
    """The preserved bytes, to be laid down and never shown: hostile content never runs in our origin."""
    seen = asked.sight.look()
    capture = next((p.capture for p in seen.pages if p.capture.id == f"capture:{asked.path['capture']}"), None)
    if capture is None:
        raise refuse("this page", "is not in the project, or may not be seen at this level.")
    if asked.seat.level not in ("team", "named"):
        raise refuse("the original", f"may not be had at the level “{asked.seat.level}”: it is never redacted.")
    data = asked.sight.desk.project.bytes_of(capture.id)
    name = f"{asked.path['capture']}.original"
    heads = {"content-disposition": f'attachment; filename="{name}"', "content-security-policy": "sandbox"}
    return Response(data, media_type="application/octet-stream", headers=heads)


def verified(asked: Asked) -> Response:
    """Every byte, seal and quotation checked, with its answer in words."""
    return asked.page("verify.html", found=verify(asked.sight.desk.project) if "now" in asked.query else None)


def keys(asked: Asked) -> Response:
    """The card of keys."""
    return asked.page("keys.html")
