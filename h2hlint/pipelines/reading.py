"""A block as a spaCy pipeline reads it, with the way between its tokens and our words.

The pipeline reads the block's composed text, which is one to one with the normal text that our words are found in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from h2hlint.language.tokens import Tokens
from h2hlint.text import Span

_AT_A_TIME = 20_000
"""So many characters are read at a time, cut where a sentence ends if one does."""
_KEPT = 64


class Read(NamedTuple):
    """A part of a block as read: spaCy's Doc and where it begins in the composed text."""

    doc: Any
    start: int


def read(nlp: Any, tokens: Tokens) -> list[Read]:
    """Return a block as a pipeline reads it, in one part unless it is very long."""
    return [Read(_doc(nlp, tokens.composed[part.start : part.end]), part.start) for part in _parts(tokens)]


@lru_cache(maxsize=_KEPT)
def _doc(nlp: Any, text: str) -> Any:
    return nlp(text)


def sentences(tokens: Tokens) -> Iterator[Span]:
    """Yield the places of all sentences in the composed text, without gaps."""
    if not len(tokens):
        yield Span(0, len(tokens.composed))
        return
    starts = [0, *(tokens.starts[number] for number in sorted(tokens.breaks)), len(tokens.composed)]
    yield from (Span(start, end) for start, end in pairwise(starts))


def _parts(tokens: Tokens) -> Iterator[Span]:
    if len(tokens.composed) <= _AT_A_TIME:
        yield Span(0, len(tokens.composed))
        return
    start = end = 0
    for sentence in sentences(tokens):
        if end > start and sentence.end - start > _AT_A_TIME:
            yield Span(start, end)
            start = end
        end = sentence.end
        while end - start > _AT_A_TIME:
            yield Span(start, start + _AT_A_TIME)
            start += _AT_A_TIME
    if end > start:
        yield Span(start, end)


def word_at(tokens: Tokens, read: Read, token: Any) -> int:
    """Return the number of our word that a token of spaCy's stands in, -1 where it stands in none."""
    offset = read.start + token.idx
    number = tokens.number_at(offset)
    if number < 0 or offset >= tokens.starts[number] + len(tokens.words[number]):
        after = number + 1  # a token may begin with a sign that is no part of our word
        return after if after < len(tokens) and tokens.starts[after] < offset + len(token) else -1
    return number
