"""How well pages are read, beside trafilatura and jusText in the same run: main text, titles, dates, milliseconds a page.

    python -m bench.pages [PAGES] [--seen]

PAGES limits each set to a sample (0: all). The sets lie in the folder LETAPIS_BENCH names, or in ``../shared/bench`` beside
the repository: ``pages/wcxb-articles.tar.gz`` (only the pages of ``pages/score-ids.json`` are scored; ``--seen`` takes the
others) and ``pages/l3s-lines.jsonl.gz``.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letapis.core.reading import read
from letapis.words.records import Given


@dataclass(frozen=True)
class Found:
    """What a reader made of a page."""

    body: str
    title: str = ""
    published: str = ""
    certain: bool = False
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A page to score: its name, bytes and gold."""

    name: str
    data: bytes
    gold: dict[str, Any]


Reader = Callable[[bytes, str], Found]


def ours(data: bytes, name: str) -> Found:
    """The page as Letapis reads it."""
    r = read(data, name, given=Given(), key=b"bench", capture="capture:bench")
    return Found(r.body, r.title or "", r.published or "", r.published_certain, r.authors)


def trafilatura_html(data: bytes, name: str) -> Found:
    """The page as trafilatura reads it, with metadata."""
    from trafilatura import bare_extraction

    del name
    d = bare_extraction(data, include_comments=False, with_metadata=True)
    if d is None or isinstance(d, dict):
        return Found("")
    return Found(d.text or "", d.title or "", d.date or "", bool(d.date), tuple((d.author or "").split("; ")))


def _stoplist() -> frozenset[str]:
    import justext

    return frozenset(justext.get_stoplist("English"))


def justext_html(data: bytes, name: str) -> Found:
    """The page as jusText reads it (English)."""
    import justext

    del name
    return Found("\n\n".join(p.text for p in justext.justext(data, _stoplist()) if not p.is_boilerplate))


def as_paragraphs(reader: Reader) -> Reader:
    """A reader of HTML given the lines of a text as paragraphs."""

    def read_lines(data: bytes, name: str) -> Found:
        lines = (line for line in data.decode("utf-8").split("\n") if line.strip())
        page = "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines) + "</body></html>"
        return reader(page.encode("utf-8"), name + ".html")

    return read_lines


def tokens(text: str) -> list[str]:
    """The words, as WCXB counts them."""
    return re.findall(r"\w+", text.lower())


def word_f1(said: str, gold: str) -> float:
    """F1 of the words taken, with repeats, against the gold's."""
    a, b = Counter(tokens(said)), Counter(tokens(gold))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def word_precision(said: str, gold: str) -> float:
    """The share of the words taken, with repeats, that the gold has."""
    a, b = Counter(tokens(said)), Counter(tokens(gold))
    return sum((a & b).values()) / max(1, sum(a.values()))


def without_headline(found: Found, gold: str) -> str:
    """The body without a headline the gold does not count."""
    first, _, rest = found.body.partition("\n\n")
    mine = tokens(first)
    return rest if mine and mine == tokens(found.title) and mine != tokens(gold)[: len(mine)] else found.body


def same_title(said: str, gold: str) -> bool:
    """Whether two titles share four fifths of their words."""
    return bool(tokens(said)) and word_f1(said, gold) >= 0.8


def people(authors: Iterable[str]) -> set[tuple[str, ...]]:
    """The names of a byline, each as its words."""
    return {t for a in authors for part in re.split(r"[,;&]|\band\b|\bwith\b", a) if (t := tuple(tokens(part)))}


def score(pages: Iterable[Sample], reader: Reader) -> dict[str, float]:
    """Word F1, pages below one half, titles and dates right, dates wrong though given as certain, authors by name, time."""
    f1, precise, titles, dates, wrong, spent = [], [], [], [], 0, 0.0
    right = told = wanted = 0
    for p in pages:
        begun = time.perf_counter()
        found = reader(p.data, p.name)
        spent += time.perf_counter() - begun
        precise.append(word_precision(without_headline(found, p.gold["main_content"]), p.gold["main_content"]))
        f1.append(word_f1(without_headline(found, p.gold["main_content"]), p.gold["main_content"]))
        if p.gold.get("title"):
            titles.append(same_title(found.title, p.gold["title"]))
        if p.gold.get("publish_date"):
            dates.append(found.published[:10] == p.gold["publish_date"][:10])
            wrong += found.certain and bool(found.published) and not dates[-1]
        if gold := people([p.gold.get("author") or ""]):
            said = people(found.authors)
            right, told, wanted = right + len(gold & said), told + len(said), wanted + len(gold)
    n = max(1, len(f1))
    return {
        "pages": len(f1),
        "word F1": 100 * sum(f1) / n,
        "precision": 100 * sum(precise) / n,
        "below 0.5": sum(f < 0.5 for f in f1),
        "title": 100 * sum(titles) / max(1, len(titles)),
        "date": 100 * sum(dates) / max(1, len(dates)),
        "wrong but certain": wrong,
        "authors P": 100 * right / max(1, told),
        "authors R": 100 * right / max(1, wanted),
        "ms a page": 1000 * spent / n,
    }


def score_lines(pages: Sequence[dict[str, Any]], reader: Reader) -> dict[str, float]:
    """Word-weighted F1 of headline and article lines of L3S-GN1."""
    tp = fp = fn = 0
    spent = 0.0
    for number, page in enumerate(pages):
        data = "\n".join(text for text, _ in page["lines"]).encode()
        begun = time.perf_counter()
        found = reader(data, f"{number:04d}.txt")
        spent += time.perf_counter() - begun
        taken = " ".join(f"{found.title}\n{found.body}".split())
        for text, kind in page["lines"]:
            n, said, want = len(text.split()), " ".join(text.split()) in taken, kind in (1, 2)
            tp, fp, fn = tp + n * (said and want), fp + n * (said and not want), fn + n * (want and not said)
    n = max(1, len(pages))
    return {
        "pages": len(pages),
        "precision": 100 * tp / max(1, tp + fp),
        "recall": 100 * tp / max(1, tp + fn),
        "line F1": 200 * tp / max(1, 2 * tp + fp + fn),
        "ms a page": 1000 * spent / n,
    }


def bench_folder() -> Path:
    """Where the sets lie."""
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
    return Path(os.environ.get("LETAPIS_BENCH") or beside)


def wcxb(folder: Path, seen: bool) -> tuple[list[Sample], list[Sample]]:
    """The pages of WCXB as HTML and flattened; those only to score, or (``seen``) the others."""
    only = set(json.loads((folder / "score-ids.json").read_text(encoding="utf-8")))
    kept: dict[str, dict[str, bytes]] = {"html": {}, "flat": {}, "gold": {}}
    with tarfile.open(folder / "wcxb-articles.tar.gz") as archive:
        for member in archive:
            path = Path(member.name)
            if (
                member.isfile()
                and path.parent.name in kept
                and (path.stem in only) != seen
                and (f := archive.extractfile(member))
            ):
                kept[path.parent.name][path.stem] = f.read()
    gold = {stem: json.loads(data) for stem, data in sorted(kept["gold"].items())}
    for g in gold.values():
        g["main_content"] = g["main_content"] or ""
    return (
        [Sample(f"{stem}.html", kept["html"][stem], g) for stem, g in gold.items()],
        [Sample(f"{stem}.txt", kept["flat"][stem], g) for stem, g in gold.items()],
    )


def sampled(things: Sequence[Any], limit: int) -> list[Any]:
    """Every so-manieth, so that there are at most ``limit`` (0: all)."""
    step = max(1, -(-len(things) // limit)) if limit else 1
    return list(things[::step])


def rows(folder: Path, limit: int, seen: bool) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Set, reader and figures, one row each."""
    as_html, flat = wcxb(folder, seen)
    peers: tuple[tuple[str, Reader], ...] = (("ours", ours), ("trafilatura", trafilatura_html), ("jusText", justext_html))
    for name, reader in peers:
        yield "WCXB, HTML", name, score(sampled(as_html, limit), reader)
    for name, reader in peers:
        yield "WCXB, flat", name, score(sampled(flat, limit), reader if reader is ours else as_paragraphs(reader))
    with gzip.open(folder / "l3s-lines.jsonl.gz", "rt", encoding="utf-8") as f:
        lines = [json.loads(line) for line in f]
    for name, reader in peers:
        yield "L3S-GN1, lines", name, score_lines(sampled(lines, limit), reader if reader is ours else as_paragraphs(reader))


def main(argv: Sequence[str] = ()) -> int:
    """Print one row a set and reader."""
    folder = bench_folder() / "pages"
    if not (folder / "wcxb-articles.tar.gz").exists():
        print("pages: skipped, because the benchmark's pages are not there (set LETAPIS_BENCH to their folder).")
        return 0
    limit = next((int(a) for a in argv if a.isdigit()), 0)
    ours(b"<html><body><p>Warm.</p></body></html>", "warm.html")
    for where, who, figures in rows(folder, limit, "--seen" in argv):
        said = "  ".join(f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
        print(f"{where:15} {who:12} {said}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
