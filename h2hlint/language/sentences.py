"""The sentences of a block as texts of their own, so that what was found in one holds wherever it stands again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from h2hlint.language.tokens import Tokens

_BEFORE = " \t\r\n\xa0.!?;:…•|¶"
"""What ends a sentence, and the space behind it."""
REMEMBERED = 4_000
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
    composed = tokens.composed
    if not tokens.cuts:
        return [Sentence(0, len(tokens.words), 0, (tokens.normal, composed))]
    cuts = ((0, 0), *tokens.cuts, (len(tokens.words), len(composed)))
    return [_sentence(tokens, before, behind) for before, behind in pairwise(cuts)]


def _sentence(tokens: Tokens, before: tuple[int, int], behind: tuple[int, int]) -> Sentence:
    ended = tokens.composed[before[1] : behind[1]].rstrip()
    text = ended.lstrip(_BEFORE)
    start = before[1] + len(ended) - len(text)
    return Sentence(before[0], behind[0], start, (tokens.normal[start : start + len(text)], text))
