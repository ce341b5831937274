"""What a pipeline sees in a block, as numbers of our words: names, forms of address, and passives beside h2hlint's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from h2hlint.engines import Engine
from h2hlint.language.passives import SURE, Passive
from h2hlint.language.tokens import Tokens
from h2hlint.pipelines import labels, models
from h2hlint.pipelines.reading import read, word_at
from h2hlint.text import Span

if TYPE_CHECKING:
    from h2hlint.language.passives import Detector

SUPPORTED, OPPOSED = 0.25, 0.75
"""With `weighed`, the certainty that h2hlint's own detector must have where the pipeline agrees, and where it does not."""
_AGREED = ("weighed", "both")
"""Ways of counting in which nothing is a passive that h2hlint's own detector does not find possible."""


def names(engine: Engine, tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield the names that a pipeline knows: first and last word, and the word class that they join."""
    for part in read(models.loaded(engine), tokens) if len(tokens) else ():
        for start, end, joined in labels.names(part.doc):
            first, last = tokens.numbers_in(tokens.placed(Span(part.start + start, part.start + end)))
            if first <= last < len(tokens):
                yield first, last, joined


def address(engine: Engine, tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the words that address the reader as the labels show, with the form."""
    for part in read(models.loaded(engine), tokens) if len(tokens) else ():
        for token, form in labels.address(engine.language, part.doc):
            if (word := word_at(tokens, part, token)) >= 0:
                yield word, form


def labelled(engine: Engine, tokens: Tokens) -> list[Passive]:
    """Return the passives that the labels of a pipeline show."""
    found = []
    for part in read(models.loaded(engine), tokens) if len(tokens) else ():
        for verb in labels.passives(engine.language, part.doc):
            word = word_at(tokens, part, verb.token)
            auxiliary = -1 if verb.auxiliary is None else word_at(tokens, part, verb.auxiliary)
            if word >= 0:
                found.append(Passive(verb.kind, word, auxiliary, 1.0))
    return found


def passives(engine: Engine, tokens: Tokens, own: Detector) -> list[Passive]:
    """Return the passives of a block, counted as the engine says."""
    if engine.passives == "own":
        return own.find(tokens)
    if engine.passives in _AGREED and not own.find(tokens, 0):  # a pipeline takes its time
        return []
    theirs = {one.verb: one for one in labelled(engine, tokens)}
    if engine.passives == "model":
        return list(theirs.values())
    if engine.passives == "weighed":
        return [one for one in own.find(tokens, SUPPORTED) if one.certainty >= (SUPPORTED if one.verb in theirs else OPPOSED)]
    mine = {one.verb: one for one in own.find(tokens, SURE)}
    if engine.passives == "both":
        return [one for verb, one in mine.items() if verb in theirs]
    return list({**theirs, **mine}.values())
