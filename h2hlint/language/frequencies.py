"""How often words stand in ordinary texts: a phrase is looked for at the rarest of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache

from h2hlint.once import once
from h2hlint.places import DATA

NAME = "frequencies.txt"
_UNKNOWN = 1.0
"""How often a word that is not listed stands in a million words, about."""


class Frequencies:
    """How often the commonest words of a language stand in a million words; made by `training/frequencies.py`."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = words

    @once
    def _forward(self) -> list[str]:
        """The words in their order."""
        return sorted(self._words)

    @once
    def _backward(self) -> list[str]:
        """The words, each written backwards, in the order of that."""
        return sorted(word[::-1] for word in self._words)

    def has(self, word: str) -> bool:
        """Say whether a word is one of the commonest."""
        return word in self._words

    def of_words(self, words: Iterable[str]) -> float:
        """Return how often one of `words` stands in a million."""
        return sum(self._words.get(word, _UNKNOWN) for word in words)

    def of_beginning(self, start: str) -> float:
        """Return how often a word that begins with `start` stands in a million."""
        return _UNKNOWN + sum(self._words[word] for word in _starting(self._forward, start))

    def of_ending(self, end: str) -> float:
        """Return how often a word that ends with `end` stands in a million."""
        return _UNKNOWN + sum(self._words[word[::-1]] for word in _starting(self._backward, end[::-1]))

    def of_part(self, part: str) -> float:
        """Return how often a word that holds `part` stands in a million."""
        return _UNKNOWN + sum(frequency for word, frequency in self._words.items() if part in word)


@cache
def load(language: str) -> Frequencies:
    """Return the frequencies of a language; without data all its words are equally common."""
    path = DATA / language / NAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    words: dict[str, float] = {}
    for line in lines:
        frequency, *listed = line.split()
        words.update(dict.fromkeys(listed, float(frequency)))
    return Frequencies(words)


def _starting(words: list[str], start: str) -> Iterable[str]:
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            return
        yield words[place]
