"""What somebody is said to think: "is convinced that", "was afraid to", "were willing to"."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.speaking.cues import Lexicon
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.sources import phrase, stands_for, subject_of
from letapis.core.annotate.speaking.spans import snapped


def sayings(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """An adjective of the mind with the clause or infinitive it governs; the cue runs from "to be" to the adjective."""
    tree = place.tree
    for i, token in enumerate(tree.tokens):
        manner = lexicon.states.get(token.lemma)
        if manner is None or token.dep not in ("acomp", "ccomp", "ROOT", "conj"):
            continue
        clause = next((k for k in tree.kids(i, "ccomp", "xcomp") if k > i), None)
        verb = token.head
        if clause is None or tree.tokens[verb].lemma not in ("be", "feel", "become", "remain", "seem"):
            continue
        head = subject_of(tree, verb)
        first = tree.group(verb)[0]
        source = None if head is None else phrase(tree, head, first, i)
        span = tree.span(w for w in tree.under(clause) if w > i)
        if head is None or source is None or span is None:
            continue
        cue = (tree.tokens[first].start, token.end)
        yield Said("state", cue, (snapped(place, span, cue),), source, tree.tokens[stands_for(tree, head)].start, manner)
