"""How well pages in eight other languages are read, beside trafilatura and jusText in the same run, with markup and without.

    python -m bench languages

For each part (``learn`` may be trained on, ``held`` is only scored): word F1 of the main text a language, titles and dates
right, and for us how many of the page's lines are told apart (article or not) and are of the right kind. Captions count for
nobody's main text, neither for nor against.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from bench.language_pages import LANGUAGES, PARTS, LanguagePage, pages
from bench.pages import Found, Reader, Sample, as_paragraphs, ours, score, tokens, trafilatura_html
from letapis.core.reading import read
from letapis.words.records import Given

STOPLISTS = {
    "ru": "Russian",
    "uk": "Ukrainian",
    "be": "Belarusian",
    "pl": "Polish",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "ar": "Arabic",
}
"""The names of jusText's lists of small words."""


@cache
def _stoplist(language: str) -> frozenset[str]:
    import justext

    return frozenset(justext.get_stoplist(STOPLISTS[language]))


def justext_html(data: bytes, name: str) -> Found:
    """The page as jusText reads it with the small words of its language (the first letters of its name)."""
    import justext

    found = justext.justext(data, _stoplist(name[:2]))
    return Found("\n\n".join(p.text for p in found if not p.is_boilerplate))


def without_captions(reader: Reader, captions: Mapping[str, Sequence[str]]) -> Reader:
    """A reader whose captions are taken out of its main text."""

    def read_page(data: bytes, name: str) -> Found:
        found = reader(data, name)
        out = {tuple(tokens(c)) for c in captions[name[:5]]}
        return replace(found, body="\n".join(x for x in found.body.split("\n") if tuple(tokens(x)) not in out))

    return read_page


def sample(page: LanguagePage, markup: bool) -> Sample:
    """A page to score, with its markup or without."""
    gold = {"main_content": page.body(), "title": page.title}
    if markup:
        return Sample(f"{page.name}.html", page.html, gold | {"publish_date": page.published})
    return Sample(f"{page.name}.txt", page.flat.encode(), gold | {"publish_date": page.published_flat})


def kinds_said(page: LanguagePage, markup: bool) -> list[str]:
    """Of which kind we hold each line of the page to be (``main`` before it, where it is main text); "" for one left out."""
    data, ending = (page.html, "html") if markup else (page.flat.encode(), "txt")
    r = read(data, f"{page.name}.{ending}", given=Given(), key=b"bench", capture="capture:bench")
    words: list[str] = []
    kinds: list[str] = []
    for b in r.blocks:
        found = tokens(r.text[b.start : b.end])
        words += found
        kinds += [("main " if b.body is not None else "") + b.kind] * len(found)
    said, at = [], 0
    for line in page.lines:
        want = tokens(line.text)
        here = _standing(words, want, at) if want else None
        at = here + len(want) if here is not None else at
        said.append(Counter(kinds[here : here + len(want)]).most_common(1)[0][0] if here is not None else "")
    return said


def _standing(words: Sequence[str], want: Sequence[str], at: int) -> int | None:
    """Where the words stand in a row, not before ``at``."""
    n = len(want)
    return next(
        (i for i in range(at, len(words) - n + 1) if words[i] == want[0] and list(words[i : i + n]) == list(want)), None
    )


def kinds_right(all_pages: Sequence[LanguagePage], markup: bool) -> dict[str, float]:
    """The share of lines told apart as article or not, of the right kind, and the same kind by kind."""
    apart: list[bool] = []
    right: dict[str, list[bool]] = defaultdict(list)
    for page in all_pages:
        for line, said in zip(page.lines, kinds_said(page, markup), strict=True):
            if line.kind not in ("caption", "byline", "dateline"):
                apart.append(said.startswith("main ") == line.main)
            right[line.kind].append(said.removeprefix("main ") == line.kind)
    every = [r for rs in right.values() for r in rs]
    shares = {kind: 100 * sum(rs) / len(rs) for kind, rs in sorted(right.items())}
    return {"apart": 100 * sum(apart) / max(1, len(apart)), "of their kind": 100 * sum(every) / max(1, len(every)), **shares}


def rows(part: str) -> Iterator[tuple[str, str, dict[str, float]]]:
    """What was read, by whom, and the figures, one row each."""
    mine = list(pages(part))
    captions = {p.name: [line.text for line in p.lines if line.kind == "caption"] for p in mine}
    peers: tuple[tuple[str, Reader], ...] = (("ours", ours), ("trafilatura", trafilatura_html), ("jusText", justext_html))
    for markup, shape in ((True, "HTML"), (False, "flat")):
        for name, reader in peers:
            plain = reader if markup or reader is ours else as_paragraphs(reader)
            fair = without_captions(plain, captions)
            each = {x: score([sample(p, markup) for p in mine if p.language == x], fair)["word F1"] for x in LANGUAGES}
            together = score([sample(p, markup) for p in mine], fair)
            yield f"{part}, {shape}", name, {**each, **together}
        yield f"{part}, {shape}", "lines", kinds_right(mine, markup)


def main(argv: Sequence[str] = ()) -> int:
    """Print one row a part, shape and reader."""
    del argv
    for part in PARTS:
        for where, who, figures in rows(part):
            said = "  ".join(f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
            print(f"{where:12} {who:12} {said}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
