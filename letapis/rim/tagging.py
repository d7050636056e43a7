"""A word's class and base form looked up instead of searched for: what the rules say is asked once for each kind of word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_ASKED: Final = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""What a rule may ask of a word for its answer to be remembered."""


class Rules:
    """The same as a pipeline's attribute ruler and lemmatizer, and several times as fast.

    Nearly all rules ask only for a word's tag, its relation and whether it is one of a few listed words, so the answer holds
    for every word alike in these. The other rules are still searched for, and where one fits, the ruler does the sentence.
    """

    def __init__(self, nlp: Any) -> None:
        from spacy import attrs
        from spacy.matcher import Matcher

        self._vocab, self._ruler, self._lemmatizer = nlp.vocab, nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self._asks, self._says = (
            [attrs.TAG, attrs.DEP, attrs.LOWER],
            [attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.TAG, attrs.DEP],
        )
        known = self._lemmatizer.lookups.get_table("lemma_index")
        for key in known:
            known[key] = frozenset(known[key])  # they come as lists of up to 57,000 words, searched for every new word
        patterns = [p for rule in self._ruler.patterns for p in rule["patterns"]]
        words = [_words(p[0]) if len(p) == 1 else None for p in patterns]
        self._listed = {nlp.vocab.strings.add(word) for named in words for word in named or ()}
        self._others = Matcher(nlp.vocab)
        self._others.add("others", [p for p, named in zip(patterns, words, strict=True) if named is None])
        self._said: dict[tuple[int, int, int], list[int]] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Any) -> Any:
        """The sentence with the classes and base forms of its words."""
        if self._others(doc):
            return self._lemmatizer(self._ruler(doc))
        for token, (tag, dep, lower) in zip(doc, doc.to_array(self._asks).tolist(), strict=True):
            key = (tag, dep, lower if lower in self._listed or token.is_space else 0)
            said = self._said.get(key)
            if said is None:
                said = self._said[key] = self._ask(token)
            token.pos, morph, lemma, new_tag, new_dep = said
            token.set_morph(morph)
            if (new_tag, new_dep) != (tag, dep):
                token.tag, token.dep = new_tag, new_dep
            token.lemma = lemma or self._lemma(token, (token.orth, token.pos, morph))
        return doc

    def _ask(self, token: Any) -> list[int]:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        said: list[int] = self._ruler(alone).to_array(self._says)[0].tolist()
        return said

    def _lemma(self, token: Any, key: tuple[int, int, int]) -> int:
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = self._vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
        return lemma


def _words(asked: Mapping[str, Any]) -> list[str] | None:
    """The words that a rule on one word names, if it names any; None where its answer cannot be remembered."""
    if asked.keys() - _ASKED:
        return None
    words = asked.get("LOWER", {"IN": []})
    if isinstance(words, str):
        return [words]
    return list(words["IN"]) if words.keys() == {"IN"} else None
