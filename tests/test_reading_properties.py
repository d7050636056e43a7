"""Laws of reading: nothing invented, nothing reordered, nothing raised, whatever the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.core.reading import read
from letapis.words.records import Given, Reading
from tools.fuzz_reader import broken

WORDS = st.sampled_from(
    [
        "the",
        "court",
        "in",
        "Mostryn",
        "met",
        "on",
        "Friday",
        "and",
        "he",
        "was",
        "held",
        "for",
        "nine",
        "weeks",
        "Суд",
        "приговорил",
        "его",
        "адвокат",
        "said",
        ".",
        ",",
        "Read",
        "more",
        "©",
        "2024",
        "Home",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
TAGS = st.sampled_from(
    ["p", "div", "li", "h1", "h2", "td", "nav", "article", "aside", "blockquote", "a", "b", "br", "span", "select", "option"]
)
NAMES = st.sampled_from(["", ' class="content"', ' class="comments"', ' id="menu"', ' style="display:none"', " class='x", " <"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Markup of all sorts, well or badly nested."""
    parts = []
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(TAGS)
        parts.append(f"<{tag}{draw(NAMES)}>" if draw(st.booleans()) else f"</{tag}>")
        parts.append(draw(SENTENCES))
    return "<html><body>" + "".join(parts)


def reading(data: bytes, name: str) -> Reading:
    return read(data, name, given=Given(), key=b"k", capture="capture:test")


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words (or letters) of the part stand in the whole in that order."""
    rest = iter(whole)
    return all(w in rest for w in part)


def holds(r: Reading) -> None:
    """What is true of every reading."""
    assert in_order(words(r.body), words(r.text))
    for b in r.blocks:
        assert 0 <= b.start <= b.end <= len(r.text)
        if b.body is not None:
            assert r.body[b.body : b.body + b.end - b.start] == r.text[b.start : b.end]
    assert [b.start for b in r.blocks] == sorted(b.start for b in r.blocks)
    assert "\n\n".join(r.text[b.start : b.end] for b in r.main) == r.body


@given(markup())
@settings(deadline=None, max_examples=120)
def test_a_body_is_made_of_the_words_of_the_page_in_their_order(page: str) -> None:
    r = reading(page.encode(), "page.html")
    holds(r)
    shown = re.sub(r"<[^>]*>", " ", page)
    if "class='x" not in page and " <>" not in page:  # a broken attribute eats words
        assert in_order("".join(r.text.split()), "".join(shown.split()))


@given(st.lists(SENTENCES, max_size=40), st.booleans())
@settings(deadline=None, max_examples=120)
def test_the_lines_of_a_dump_keep_their_words_and_order(lines: list[str], gaps: bool) -> None:
    text = ("\n\n" if gaps else "\n").join(lines)
    r = reading(text.encode() or b" ", "page.txt")
    holds(r)
    assert r.text in ("", text)


@given(st.binary(max_size=2000), st.sampled_from(["page.html", "page.txt", "page"]))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_read_or_said_to_be_unread(data: bytes, name: str) -> None:
    r = reading(data, name)
    holds(r)
    assert r.body or r.faults


def test_mutated_pages_break_nothing() -> None:
    assert broken(250, seed=7, say=lambda _: None) == []
