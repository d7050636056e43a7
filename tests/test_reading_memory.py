"""Reading many pages takes no more memory than reading a few: what is kept between pages is bounded."""

import tracemalloc
from itertools import islice

import pytest

from bench.memory import changed, endless, measured
from bench.pages import Sample
from letapis.core.reading import read
from letapis.words.records import Given

LEARNT = 200
PAGES = 500
GROWN = 500_000
"""Bytes that reading 300 more pages may leave behind, once the bounded caches are full; 300 pages with their readings are several times as many."""


def page(number: int) -> bytes:
    """An ordinary page whose words, names of elements, days and people are its own."""
    told = "".join(
        f"<p id='p{number}-{k}'>The court of Mostryn heard witness {number}{k} on the case of the printers, and put it off.</p>"
        for k in range(12)
    )
    links = "".join(f"<li class='item-{number}-{k}'><a href='/{k}'>Weather {number * 7 + k}</a></li>" for k in range(12))
    head = f"<title>Hearing {number} in Merenia</title><meta name='author' content='Reporter Number{number}'>"
    return (
        f"<html><head>{head}</head><body><nav><ul>{links}</ul></nav><article><h1>Hearing {number} in Merenia</h1>"
        f"<time datetime='2011-03-{number % 28 + 1:02d}'>that day</time>{told}</article></body></html>"
    ).encode()


@pytest.mark.slow
def test_reading_many_pages_leaves_no_more_in_memory_than_reading_a_few() -> None:
    def read_some(numbers: range) -> None:
        for n in numbers:
            assert f"Hearing {n}" in read(page(n), f"{n}.html", given=Given(), key=b"k", capture="capture:c").body

    read_some(range(3))  # tables and weights are loaded once
    tracemalloc.start()
    try:
        read_some(range(3, LEARNT))
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        read_some(range(LEARNT, PAGES))
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < GROWN
    assert peak - before < 4 * GROWN


def test_the_bench_reads_other_words_and_names_each_turn_and_leaves_the_markup_whole() -> None:
    data = b'<p class="story" id="p1">The government of Merenia arrested printers in Mostryn; lawyers protested, families gathered.</p>'
    turns = [p.data for p in islice(endless([Sample("p.html", data, {})]), 12)]
    assert turns[0] == data
    assert len(set(turns)) == len(turns)
    assert all(t.startswith(b'<p class="') and t.endswith(b"</p>") and b'id="p1"' in t for t in turns)
    assert b"governmentb " in changed(data, 1)
    assert changed(b"<a href='https://herald.example/printers'>a</a>", 3) == b"<a href='https://herald.example/printers'>a</a>"


def test_the_bench_tells_the_highest_memory_at_each_mark() -> None:
    pages = [Sample(f"{n}.html", page(n), {}) for n in range(2)]
    before, *after = list(measured(pages, (1, 3)))
    assert len(after) == 2
    assert 0 < before <= after[0] <= after[1]
