"""How well PDFs are read, beside pypdf's and pdfminer.six's plain text in the same run: words, order, milliseconds a page.

python -m bench.documents

Thirty documents of our own invention in one to three columns. Word F1 counts words with their repeats; order is the share of
neighbouring sentences that both stand in the text whole, the one after the other. The peers' lines are joined, and words
broken at a line's end mended, before they are scored.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from bench.pages import word_f1
from bench.printed import Made, layouts, made

Reader = Callable[[bytes], str]


def ours(data: bytes) -> str:
    """The main text as Letapis reads it."""
    from letapis.core.reading import read
    from letapis.words.records import Given

    return read(data, "made.pdf", given=Given(), key=b"bench", capture="capture:bench").body


def mended(text: str) -> str:
    """Plain text with the lines joined and broken words put together."""
    return re.sub(r"(?<=\w)-\n(?=[a-z])", "", text)


def by_pypdf(data: bytes) -> str:
    """The plain text as pypdf gives it."""
    import pypdf

    return mended("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def by_pdfminer(data: bytes) -> str:
    """The plain text as pdfminer.six gives it, with its analysis of the layout."""
    from pdfminer.high_level import extract_text

    return mended(extract_text(io.BytesIO(data)))


def order(text: str, sentences: Sequence[str]) -> float:
    """The share of neighbouring sentences that stand whole in a text, the second after the first."""
    flat = " ".join(text.split())
    at = [flat.find(" ".join(s.split())) for s in sentences]
    return sum(0 <= a < b for a, b in pairwise(at)) / max(1, len(at) - 1)


def figures(documents: Sequence[Made], reader: Reader) -> dict[str, float]:
    """Word F1, order, and milliseconds a page of one reader."""
    f1, kept, spent = [], [], 0.0
    for d in documents:
        begun = time.perf_counter()
        text = reader(d.data)
        spent += time.perf_counter() - begun
        f1.append(word_f1(text, "\n".join(d.body)))
        kept.append(order(text, d.sentences))
    n, pages = len(documents), sum(d.pages for d in documents)
    return {"word F1": 100 * sum(f1) / n, "order": 100 * sum(kept) / n, "ms a page": 1000 * spent / pages}


def main() -> None:
    """Print one row a reader and number of columns."""
    documents = [(name, made(seed, layout)) for seed, (name, layout) in enumerate(layouts(), 1)]
    ours(documents[0][1].data)
    print(f"documents: {len(documents)} PDFs of our own, {sum(d.pages for _, d in documents)} pages")
    for columns in ("1", "2", "3", ""):
        chosen = [d for name, d in documents if name.startswith(columns)]
        for who, reader in (("ours", ours), ("pypdf", by_pypdf), ("pdfminer.six", by_pdfminer)):
            said = "  ".join(f"{k} {v:5.1f}" for k, v in figures(chosen, reader).items())
            print(f"  {f'{columns} columns' if columns else 'all':10} {who:13} {said}", flush=True)


if __name__ == "__main__":
    main()
