"""Where quotation marks open and close in each block of the main text, quotations that run over paragraphs included."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letapis.words.records import Page, Reading

_MARK = re.compile(r"''|[\"“”„«»‘’']")
_CLOSES = {"“": '”"“', "„": "“”", "«": "»", "‘": "’", '"': '"”', "''": "''", "'": "'"}
_LONGEST_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run of text between quotation marks, marks included; offsets count in ``Reading.text``."""

    start: int
    end: int
    block: int
    """Index into ``Reading.main``."""
    closed: bool = True
    """False where the paragraph ends before the quotation does."""

    def holds(self, offset: int) -> bool:
        """Whether the offset lies between its marks."""
        return self.start < offset < self.end


def quotations(page: Page) -> tuple[Quotation, ...]:
    """Every outermost quotation of the main text, in order; an apostrophe or an inch mark opens none."""
    found: list[Quotation] = []
    for i in range(len(page.reading.main)):
        found += _of_block(page.reading, i)
    return tuple(found)


def _of_block(reading: Reading, i: int) -> list[Quotation]:
    block = reading.main[i]
    text, found, opened = reading.text[block.start : block.end], [], None
    for m in _MARK.finditer(text):
        if opened is None:
            opened = m if _opens(text, m) else None
        elif _closes(text, opened, m):
            if any(c.isalnum() for c in text[opened.end() : m.start()]):
                found.append(Quotation(block.start + opened.start(), block.start + m.end(), i))
            opened = None
        elif opened[0] in "'‘" and (m[0] in '"“' or m.start() - opened.start() > _LONGEST_SINGLE):
            opened = m if _opens(text, m) else None  # what looked like a single quotation mark was none
    if opened is not None and opened[0] not in "'‘":
        found.append(Quotation(block.start + opened.start(), block.end, i, closed=False))
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] in "“„«":
        return True
    if mark[0] in "”»’" or not after or after.isspace():
        return False
    if mark[0] in "'‘" and not (after.isalpha() or after in "[“"):
        return False  # '90s
    return not before or before.isspace() or before in "([—–-:/…"


def _closes(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    if mark[0] not in _CLOSES[opened[0]]:
        return False
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    if mark[0] in "'’":
        if mark.start() - opened.start() > _LONGEST_SINGLE or after.isalnum():
            return False
        return before in ",.?!…" or (not before.isspace() and not (before == "s" and after.isspace()))
    opens_another = mark[0] in '"“' and before.isspace() and after.isalnum()
    return not opens_another
