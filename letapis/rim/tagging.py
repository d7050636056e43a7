"""A word's class and base form looked up instead of searched for: what the rules say is asked once for each kind of word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

_ASKED: Final = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""What a rule may ask of a word for its answer to be remembered."""
_MOST: Final = 30_000
"""Kinds of word that are remembered; then all are forgotten, so that a long run needs no more memory than a short one."""


class Said(NamedTuple):
    """What the model says of a word."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Rules:
    """The same as a pipeline's attribute ruler and lemmatizer, and several times as fast.

    Nearly all rules ask only for a word's tag, its relation and whether it is one of a few listed words, so the answer holds
    for every word alike in these. The other rules are searched for where a sentence has a word that one of them begins with,
    and where one fits, the ruler does the sentence.
    """

    def __init__(self, nlp: Any) -> None:
        from spacy import attrs
        from spacy.matcher import Matcher

        self._strings, self._ruler, self._lemmatizer = (
            nlp.vocab.strings,
            nlp.get_pipe("attribute_ruler"),
            nlp.get_pipe("lemmatizer"),
        )
        self._vocab, self._asks = nlp.vocab, [attrs.ORTH, attrs.TAG, attrs.DEP]
        self._says = [attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.TAG, attrs.DEP]
        known = self._lemmatizer.lookups.get_table("lemma_index")
        for key in known:
            known[key] = frozenset(known[key])  # they come as lists of up to 57,000 words, searched for every new word
        patterns = [p for rule in self._ruler.patterns for p in rule["patterns"]]
        words = [_words(p[0]) if len(p) == 1 else None for p in patterns]
        self._listed = {nlp.vocab.strings.add(word) for named in words for word in named or ()}
        others = [p for p, named in zip(patterns, words, strict=True) if named is None]
        self._others = Matcher(nlp.vocab)
        self._others.add("others", others)
        self._openers = _Openers([p[0] for p in others])
        self._said: dict[tuple[int, int, int], list[int]] = {}
        self._lemmas: dict[tuple[int, int, int], str] = {}
        self._kinds: dict[tuple[int, ...], tuple[Said, bool]] = {}

    def __call__(self, doc: Any) -> list[Said]:
        """What is said of each word of a sentence whose words have tags and governors."""
        if len(self._kinds) > _MOST:
            self._kinds.clear()
            self._lemmas.clear()
        kinds = self._kinds
        keys = list(map(tuple, doc.to_array(self._asks).tolist()))
        for i, key in enumerate(keys):
            if key not in kinds:
                kinds[key] = self._kind(doc[i], key)
        found = [kinds[key] for key in keys]
        if any(opens for _, opens in found) and self._others(doc):
            return [Said(t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in self._lemmatizer(self._ruler(doc))]
        return [said for said, _ in found]

    def _kind(self, token: Any, key: tuple[int, ...]) -> tuple[Said, bool]:
        """What is said of all words like this one, and whether one of the other rules may begin with it."""
        orth, tag, dep = key
        opens = self._openers.has(token.lower_, token.dep_)
        listed = (tag, dep, token.lower if opens or token.lower in self._listed or token.is_space else 0)
        said = self._said.get(listed)
        if said is None:
            said = self._said[listed] = self._ask(token)
        token.pos, morph, lemma, tag, dep = said
        token.set_morph(morph)
        spelt = self._strings[lemma] if lemma else self._lemma(token, (orth, token.pos, morph))
        return Said(token.text, spelt.lower(), token.pos_, self._strings[tag], self._strings[dep]), opens

    def _ask(self, token: Any) -> list[int]:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        said: list[int] = self._ruler(alone).to_array(self._says)[0].tolist()
        return said

    def _lemma(self, token: Any, key: tuple[int, int, int]) -> str:
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = self._lemmatizer.lemmatize(token)[0]
        return lemma


class _Openers:
    """The words that rules begin with, told by their letters and relation alone: more than will fit, never fewer."""

    def __init__(self, asked: Iterable[Mapping[str, Any]]) -> None:
        self._words: set[str] = set()
        self._deps: set[str] = set()
        self._forms: list[re.Pattern[str]] = []
        for one in asked:
            lower, dep = one.get("LOWER"), one.get("DEP")
            if isinstance(lower, str):
                self._words.add(lower)
            elif isinstance(lower, Mapping) and lower.keys() == {"REGEX"}:
                self._forms.append(re.compile(lower["REGEX"]))
            elif isinstance(dep, str):
                self._deps.add(dep)
            else:
                self._forms.append(re.compile(""))

    def has(self, lower: str, dep: str) -> bool:
        """Whether a rule may begin with a word."""
        return lower in self._words or dep in self._deps or any(form.search(lower) for form in self._forms)


def _words(asked: Mapping[str, Any]) -> list[str] | None:
    """The words that a rule on one word names, if it names any; None where its answer cannot be remembered."""
    if asked.keys() - _ASKED:
        return None
    words = asked.get("LOWER", {"IN": []})
    if isinstance(words, str):
        return [words]
    return list(words["IN"]) if words.keys() == {"IN"} else None
