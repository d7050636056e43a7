"""Which sentences can matter: only those are parsed."""

from __future__ import annotations

import re
from functools import cache

from letapis.core.annotate import acts
from letapis.words.records import Page
from letapis.words.tables import table

_NAME = re.compile(r"(?<![\w'’])[A-Z][\w'’-]+(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w'’.-]*)+")


def wanted(page: Page) -> list[int]:
    """The indices of the sentences worth parsing; none where nothing on the page tells of an act.

    Beside the sentences that tell of acts: the first that gives a name in full which those sentences use, those that say who
    speaks right beside them, and denials.
    """
    if page.reading.language not in ("en", "und") or not _scene().search(page.reading.body):
        return []
    texts = [page.words_of(s) for s in page.sentences]
    telling = {i for i, text in enumerate(texts) if acts.tells(text) and not text.startswith(acts.pointers())}
    if not telling:
        return []
    return sorted(telling | _names(texts, telling) | _speaking(page, texts, telling))


@cache
def _scene() -> re.Pattern[str]:
    """What a page that tells of any act has a word of; a recipe has none, whatever is beaten in it."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, table("lang/en/triage")["scene"])) + ")", re.IGNORECASE)


def _names(texts: list[str], telling: set[int]) -> set[int]:
    """The first sentence that gives each capitalised word of the telling ones as part of a longer name."""
    needed = {w for i in telling for w in re.findall(r"(?<!^)\b[A-Z][\w'’-]{2,}", texts[i])}
    found: dict[str, int] = {}
    for i, text in enumerate(texts):
        for name in _NAME.findall(text):
            for word in name.split():
                if word in needed:
                    found.setdefault(word, i)
    return set(found.values())


def _speaking(page: Page, texts: list[str], telling: set[int]) -> set[int]:
    """Sentences that say who speaks, right beside one that tells in the same paragraph, and every denial."""
    cues, blocks = _cues(), [s.block for s in page.sentences]
    near = {j for i in telling for j in (i - 1, i + 1) if 0 <= j < len(texts) and blocks[j] == blocks[i]}
    found = set()
    for i, text in enumerate(texts):
        said = {w.lower() for w in re.findall(r"[A-Za-z]+", text)}
        if said & cues["deny"] or (i in near and said & cues["say"]) or _contrary().search(text):
            found.add(i)
    return found


@cache
def _contrary() -> re.Pattern[str]:
    """What denies without a word of denying ("she gets all the care she needs"), and words for what somebody told."""
    told = table("lang/en/acts")
    answers = [w for entry in told["answers"].values() if isinstance(entry, dict) for w in entry["words"]]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, [*answers, *told["accounts"]["words"]])) + ")", re.IGNORECASE)


def _cues() -> dict[str, set[str]]:
    words = table("lang/en/triage")
    return {"deny": set(words["deny"]), "say": set(words["say"])}
