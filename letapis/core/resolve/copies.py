"""Which pages are copies of one another, so that sources are counted and not printings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from letapis.core.material import Told
from letapis.core.resolve.join import Link, join
from letapis.core.sentences import split

SHARE = 0.6
"""How much of the shorter page's main text (in letters) must stand in the other: outlets cut agency texts and add a line."""
ENOUGH = 60
"""Letters that must be shared at least: one short headline makes no copy."""
MANY, NEAR = 100, 10
"""Pages that share a sentence's end: more than so many are compared with so many of those that follow."""
KEPT, EDITED = 0.75, 0.15
"""How many of a sentence's words an edit keeps; how much of a page must stand in the other to the letter before it is looked
at word by word."""
_LONGEST_TITLE = 44
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Origins:
    """Pages that count as one source, with the reason."""

    groups: tuple[tuple[str, ...], ...]
    why: tuple[str, ...]


def plain(sentence: str) -> str:
    """A sentence without case, punctuation and spacing."""
    return " ".join(_WORDS.findall(sentence.casefold()))


def _sentences(page: Told) -> dict[str, tuple[str, ...]]:
    """The sentences of the main text with their words, without headlines: those every outlet writes for itself."""
    text = page.reading.text
    blocks = [text[b.start : b.end] for b in page.reading.main if b.kind != "headline"]
    found = (tuple(_WORDS.findall(block[start:end])) for block in blocks for start, end in split(block))
    return {" ".join(words).casefold(): words for words in found if words}


def _ends(sentences: Iterable[str]) -> dict[str, list[str]]:
    """The sentences by their last letters: those that are one but for their beginning end alike."""
    found: dict[str, list[str]] = {}
    for s in sentences:
        found.setdefault(s[-ENOUGH // 2 :], []).append(s)
    return found


def _shared(short: dict[str, tuple[str, ...]], long: dict[str, tuple[str, ...]]) -> tuple[int, int]:
    """How many sentences of one page stand in the other and their letters: to the letter, after other first words (a dateline,
    an agency's name), or with words changed as a desk changes them."""
    ends = _ends(long)
    alike = ((s, ends.get(s[-ENOUGH // 2 :], ())) for s in short)
    same = {s for s, others in alike if s in long or any(_but_for_its_beginning(s, t) for t in others)}
    if _letters(same) >= EDITED * _letters(short):
        others = [words for s, words in long.items() if s not in short]
        same |= {s for s, words in short.items() if s not in same and any(_edited(words, o) for o in others)}
    return len(same), _letters(same)


def _letters(sentences: Iterable[str]) -> int:
    return sum(map(len, sentences))


def _but_for_its_beginning(a: str, b: str) -> bool:
    least = min(len(a), len(b)) * 9 // 10
    return least >= ENOUGH and a[-least:] == b[-least:]


def _edited(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sentences differ in a few plain words alone: a desk changes "said", never a name or a number."""
    if len(set(a) & set(b)) < KEPT * 0.75 * min(len(a), len(b)):
        return False
    kept = [m for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]
    dateline = not (kept[0].a and kept[0].b)
    length = max(len(a) - dateline * kept[0].a, len(b) - dateline * kept[0].b)
    if sum(m.size for m in kept) < KEPT * length:
        return False
    changed = (*_changed(a, [(m.a, m.size) for m in kept], dateline), *_changed(b, [(m.b, m.size) for m in kept], dateline))
    return not any(map(_telling, changed))


def _changed(words: tuple[str, ...], kept: Sequence[tuple[int, int]], dateline: bool) -> Iterator[str]:
    """The words that were not kept, but for a dateline: what only one of two sentences has before the first that was kept."""
    if not dateline:
        yield from words[: kept[0][0]]
    for (at, size), (following, _) in zip(kept, (*kept[1:], (len(words), 0)), strict=True):
        yield from words[at + size : following]


def _telling(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def copies(pages: Sequence[Told]) -> tuple[Link, ...]:
    """Pairs of pages (ids of readings) of which one carries most of the other's main text, sentence by sentence."""
    told = [(page, _sentences(page)) for page in pages]
    ends: dict[str, list[int]] = {}
    for i, (_, sentences) in enumerate(told):
        for end in _ends(sentences):
            ends.setdefault(end, []).append(i)
    likely = sorted({pair for same in ends.values() for pair in _likely(same)})
    return tuple(li for i, j in likely if (li := _copied(*told[i], *told[j])))


def _likely(same: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every pair of pages that share a sentence's end; of very many only neighbours, which join a line of copies as well."""
    if len(same) <= MANY:
        yield from combinations(same, 2)
    else:  # an outlet's own line under all its pages would have each compared with each
        yield from ((a, b) for n, a in enumerate(same) for b in same[n + 1 : n + 1 + NEAR])


def _copied(a: Told, x: dict[str, tuple[str, ...]], b: Told, y: dict[str, tuple[str, ...]]) -> Link | None:
    short, long = sorted((x, y), key=len)
    shared, letters = _shared(short, long)
    if letters < ENOUGH or letters < SHARE * _letters(short):
        return None
    older, newer = sorted((a, b), key=lambda p: (p.reading.published or "9999", p.reading.id))
    why = f"{outlet(newer)} tells it in the same words as {outlet(older)} ({shared} of {len(short)} sentences are the same)"
    return Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:copies")


def outlet(page: Told) -> str:
    """The name a page's source goes by: its publisher, else the site it came from, else its title, else the file."""
    title = f"“{_cut(page.reading.title)}”" if page.reading.title else ""
    return _published_by(page) or title or page.capture.name


def _published_by(page: Told) -> str:
    url = re.match(r"https?://(?:www\.)?([^/\s]+)", page.reading.url or "")
    return page.reading.publisher or (url[1] if url else "")


def _cut(title: str) -> str:
    """The first words of a title, so that a list of sources stays readable."""
    title = " ".join(title.split())
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _same_outlet(pages: Sequence[Told]) -> Iterable[Link]:
    for a, b in combinations(pages, 2):
        if _published_by(a) and _published_by(a).casefold() == _published_by(b).casefold():
            why = f"both pages are {outlet(a)}'s"
            yield Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:outlet")


def _same_voice(pages: Sequence[Told], voices: Sequence[frozenset[str]]) -> Iterable[Link]:
    """Two pages that only hand on what the same source says are one source."""
    for (a, x), (b, y) in combinations(zip(pages, voices, strict=True), 2):
        if x and y and (shared := sorted(x & y)) and (x <= y or y <= x):
            why = f"{outlet(a)} and {outlet(b)} both rest on {shared[0]}"
            yield Link(a.reading.id, b.reading.id, "same", 1.0, why, "resolve/1:voice")


def origins(pages: Sequence[Told], copied: Iterable[Link], voices: Sequence[frozenset[str]]) -> Origins:
    """The pages that tell one act, grouped into independent sources.

    ``voices`` names, page by page, whom the page gives as its source for it; empty where it tells it in its own voice.
    """
    ids = [p.reading.id for p in pages]
    inside = set(ids)
    links = [li for li in copied if li.a in inside and li.b in inside]
    joined = join(ids, (*links, *_same_outlet(pages), *_same_voice(pages, voices)))
    return Origins(joined.clusters, tuple(dict.fromkeys(li.why for li in joined.links)))
