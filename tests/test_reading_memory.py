"""Reading many pages takes no more memory than reading a few: what is kept between pages is bounded."""

import tracemalloc

import pytest

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
