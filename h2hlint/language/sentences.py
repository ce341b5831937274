"""The sentences of a block as texts of their own, so that what was found in one holds wherever it stands again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from h2hlint.language.tokens import Tokens

_BEFORE = " \t\r\n\xa0.!?;:…•|¶"
"""What ends a sentence, and the space behind it."""
_ALONE = 2
"""So many bounds has a block of one sentence."""
REMEMBERED = 6_000
"""So many sentences are worth remembering: those of a large site in one language. Sites say much in the same words on every page."""


class Sentence(NamedTuple):
    """A sentence of a block: the numbers of its first word and of the word behind its last, and its text.

    `key` is the sentence in the normal text and in the composed one, with the signs before and after it but for those that end the
    sentence before: whatever is looked for in the words and signs of a sentence is found alike where both are the same. It stands in the
    block from `start` on.
    """

    first: int
    end: int
    start: int
    key: tuple[str, str]


def sentences(tokens: Tokens) -> list[Sentence]:
    """Return the sentences of a block."""
    bounds = [0, *sorted(tokens.breaks), len(tokens.words)]
    if len(bounds) == _ALONE:
        return [Sentence(0, bounds[1], 0, (tokens.normal, tokens.composed))]
    return [_sentence(tokens, first, end) for first, end in pairwise(bounds)]


def _sentence(tokens: Tokens, first: int, end: int) -> Sentence:
    starts, words, composed = tokens.starts, tokens.words, tokens.composed
    start = starts[first - 1] + len(words[first - 1]) if first else 0
    text = composed[start : starts[end] if end < len(words) else len(composed)].rstrip()
    stop = start + len(text)
    start = stop - len(text.lstrip(_BEFORE))
    return Sentence(first, end, start, (tokens.normal[start:stop], composed[start:stop]))
