"""Write the pages in other languages as files: markup, flattened text and what is true of every line.

    python -m tools.make_pages FOLDER [learn|held]

FOLDER gets ``PART/NAME.html``, ``NAME.txt``, ``NAME.bare.txt`` (no empty lines) and ``NAME.json`` (title, authors, publisher,
published, body, and ``lines``: a pair of kind and words for each line of the page in its order). The same sources always make
the same files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.language_pages import PARTS, LanguagePage, pages


def gold(page: LanguagePage) -> dict[str, object]:
    """What is true of a page."""
    return {
        "language": page.language,
        "title": page.title,
        "authors": page.authors,
        "publisher": page.about["site"],
        "published": page.published,
        "published_flat": page.published_flat,
        "main_content": page.body(),
        "lines": [[line.kind, line.text] for line in page.lines],
    }


def main(argv: Sequence[str]) -> int:
    """Write the pages of the parts named, or all."""
    if not argv:
        print(__doc__)
        return 2
    written = 0
    for part in argv[1:] or PARTS:
        folder = Path(argv[0]) / part
        folder.mkdir(parents=True, exist_ok=True)
        for page in pages(part):
            (folder / f"{page.name}.html").write_bytes(page.html)
            (folder / f"{page.name}.txt").write_text(page.flat, encoding="utf-8")
            (folder / f"{page.name}.bare.txt").write_text(page.bare, encoding="utf-8")
            said = json.dumps(gold(page), ensure_ascii=False, indent=1)
            (folder / f"{page.name}.json").write_text(said + "\n", encoding="utf-8")
            written += 1
    print(f"{written} pages written to {argv[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
