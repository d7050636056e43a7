"""The preserved pages: each with its custody and its whole text, the sentences the file stands on marked in place."""

from __future__ import annotations

from bisect import bisect_left

from letapis.core.casefile import CaseFile
from letapis.core.export.page.markup import Child, Html, h, joined
from letapis.core.export.page.refs import Refs
from letapis.core.export.rows import inside
from letapis.core.material import Told
from letapis.core.resolve.copies import outlet
from letapis.core.tables.grid import DATA, is_table, rows_of
from letapis.words.records import Block, Reading
from letapis.words.when import spoken, valid

_LOOKS = {"headline": "h4", "heading": "h5", "quote": "blockquote"}


def annex(file: CaseFile, refs: Refs) -> Html:
    """Every page of the case."""
    pages = [_page(file, refs, page, n) for n, page in enumerate(file.case.material.pages, 1)]
    return h("section", h("h2", "The preserved pages"), h("p", _ABOUT, class_="quiet"), pages, id="pages")


_ABOUT = (
    "The text of each page as it was read from the preserved bytes, whose SHA-256 is given. Marked: words this file stands on; "
    "the numbers lead back to what stands on them."
)


def _page(file: CaseFile, refs: Refs, page: Told, n: int) -> Html:
    r = page.reading
    marks = refs.marks.get(r.id, [])
    main = _rows(r, marks, refs) if is_table(r) else [_block(r.text, b, marks, refs) for b in r.main]
    beside = [b for b in r.blocks if b.body is None and r.text[b.start : b.end].strip()]
    rest = h(
        "details", h("summary", f"{len(beside)} other piece{'s' * (len(beside) != 1)} of the page, not read as its main text"),
        [_block(r.text, b, marks, refs) for b in beside], class_="beside",
    ) if beside else None  # fmt: skip
    title = h("h3", h("span", f"Page {n}", class_="num"), " ", r.title or outlet(page))
    return h(
        "article",
        title,
        _custody(file, page),
        h("div", main, class_="text", lang=r.language),
        rest,
        id=f"page{n}",
        class_="page",
    )


def dated(page: Told) -> str:
    """The day the page says it was published, alone."""
    r = page.reading
    return "undated" if not r.published else spoken(r.published) if valid(r.published) else r.published


def published(page: Told) -> str:
    """When the page says it was published, with the basis and whether that is certain."""
    r = page.reading
    if not r.published:
        return "not told"
    words = dated(page)
    basis = (
        f" ({'given by the user' if r.published_basis == 'given' else 'from the ' + r.published_basis})"
        if r.published_basis
        else ""
    )
    certain = r.published_certain or r.published_basis == "given"
    return words + basis + ("" if certain else ", not certain")


def _custody(file: CaseFile, page: Told) -> Html:
    r, c = page.reading, page.capture
    rows: list[tuple[str, Child]] = [
        ("Outlet", outlet(page)),
        ("By", ", ".join(r.authors)),
        ("Published", published(page)),
        ("Address", r.url or ""),
        ("Page of the archive", r.member or ""),
        ("Kept there", r.captured_at or ""),
        (
            "Captured",
            c.taken_at.replace("T", " ").replace("Z", " UTC") + (f" by {c.taken_by}" if inside(file) and c.taken_by else ""),
        ),
        ("File", f"{c.name}, {c.size:,} bytes, {r.media_type}"),
        ("SHA-256", h("code", c.sha256)),
        ("Capture", h("code", c.id)),
    ]
    return h("dl", [(h("dt", k), h("dd", v)) for k, v in rows if v], class_="custody")


def _block(text: str, block: Block, marks: list[tuple[int, int, int]], refs: Refs) -> Html:
    """One block with the marked runs that begin in it."""
    pieces: list[Child] = []
    at = block.start
    for start, end, n in marks:
        if block.start <= start < block.end:
            stop = min(end, block.end)
            pieces += [text[at:start], h("mark", text[start:stop], id=f"s{n}"), _back(refs, n)]
            at = stop
    pieces.append(text[at : block.end])
    return h(_LOOKS.get(block.kind, "p"), pieces)


def _rows(r: Reading, marks: list[tuple[int, int, int]], refs: Refs) -> list[Html]:
    """Of a table its heads and the rows the file stands on; the others tell of other people and stay out of the file."""
    begins = [start for start, _, _ in marks]
    data = {b.start for b in r.blocks if b.kind == DATA}
    shown, left = list[Html](), 0
    for row in rows_of(r):
        marked = bisect_left(begins, row.end) > bisect_left(begins, row.start)
        if marked or not any(c.start in data for c in row.cells.values()):
            shown.append(_block(r.text, Block(DATA, row.start, row.end), marks, refs))
        else:
            left += 1
    if left:
        shown.append(
            h("p", f"{left} more row{'s' * (left != 1)} of this table stand in the preserved original.", class_="quiet")
        )
    return shown


def _back(refs: Refs, n: int) -> Html:
    """From a sentence back to what stands on it."""
    ways = [h("a", label, href=f"#{anchor}") for anchor, label in refs.used.get(n, [])[:4]]
    return h("span", n, [" ↑ ", joined(ways, " ")] if ways else None, class_="back")
