"""Search: people by a name in any spelling, and the words of every page, by state and kind of act; hits lit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from letapis.core.cases import Book, find
from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.desk.sight import Seen
from letapis.web.asked import TURNING, Asked
from letapis.words.tables import table

MOST = 60
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found in a page, with what stands around them."""

    page: Told
    outlet: str
    before: str
    words: str
    after: str
    times: int


def search(asked: Asked) -> Response:
    """The screen."""
    q = " ".join("".join(c for c in asked.query.get("q", "") if c not in TURNING).split())[:200]
    seen, book = asked.sight.look(), asked.sight.book()
    state, act = asked.query.get("state", ""), asked.query.get("act", "")
    hits = list(found(seen, q, state, act)) if q else []
    people = find(book, q)[:12] if q else ()
    acts = [(name, str(e.get("label", name))) for name, e in table("terms")["acts"].items()]
    return asked.page(
        "search.html", q=q, hits=hits[:MOST], total=len(hits), people=[(p, book.suffered(p.id)) for p in people], acts=acts,
        act=act, state=state,
    )  # fmt: skip


def found(seen: Seen, q: str, state: str = "", act: str = "") -> Iterator[Hit]:
    """The pages in which every word of a query stands; words in quotation marks are looked for as they stand."""
    wanted = terms(q)
    for page in seen.pages:
        if (state or act) and not _fits(seen, page, state, act):
            continue
        text = seen.texts[page.reading.id]
        if all(w in text for w in wanted):
            yield _hit(page, text, wanted)


def terms(q: str) -> list[str]:
    """The words of a query in small letters; what stands between quotation marks is one."""
    found = list[str]()
    for n, part in enumerate(q.casefold().replace("“", '"').replace("”", '"').split('"')):
        found += [part.strip()] if n % 2 else part.split()
    return [w for w in found if w]


def _fits(seen: Seen, page: Told, state: str, act: str) -> bool:
    told, open_ = seen.waiting[page.reading.id]
    if state == "open" and not open_:
        return False
    if state == "done" and (open_ or not told):
        return False
    return not act or any(c.property == "act" and c.value == act for c in page.claims)


def _hit(page: Told, text: str, wanted: list[str]) -> Hit:
    own = page.reading.text
    first = max(wanted, key=len)
    at = text.find(first)
    if len(text) != len(own):  # small letters of a few writings are longer: look again, roughly
        at = max(0, own.casefold().find(first))
    start, end = max(0, at - _AROUND), at + len(first)
    before = ("… " if start else "") + own[start:at]
    return Hit(page, outlet(page), before, own[at:end], own[end : end + _AROUND] + " …", sum(text.count(w) for w in wanted))


def people_named(book: Book, q: str) -> list[tuple[str, str]]:
    """Ids and names of the persons a name may mean."""
    return [(p.id, p.shown) for p in find(book, q)[:50]]
