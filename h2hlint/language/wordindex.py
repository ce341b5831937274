"""The words of a block or of a stretch of it, to look for phrases by."""

from __future__ import annotations

from collections.abc import Sequence

from h2hlint.once import once

_LONG = 300
"""In so many words it takes less to look for a few than to note where each one stands."""


class WordIndex:
    """The words of a stretch of a block, each once, forwards and backwards, and the numbers at which it stands in the block."""

    def __init__(self, words: Sequence[str], first: int = 0) -> None:
        """Look at `words`, of which the first is number `first` of its block."""
        self._words = words
        self._first = first
        self.distinct = dict.fromkeys(words)

    @once
    def backward(self) -> list[str]:
        """Each word once, written backwards."""
        return [word[::-1] for word in self.distinct]

    def holding(self, part: str) -> list[str]:
        """Return the words that hold `part`."""
        return [word for word in self.distinct if part in word] if part in self._joined else []

    @once
    def _joined(self) -> str:
        return " ".join(self.distinct)

    def numbers(self, word: str) -> list[int]:
        """Return the numbers at which a word stands."""
        words = self._words
        if len(words) > _LONG:
            return self._numbers[word]
        at, found = -1, []
        for _ in range(words.count(word)):
            at = words.index(word, at + 1)
            found.append(at + self._first)
        return found

    @once
    def _numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {word: [] for word in self.distinct}
        for number, word in enumerate(self._words, self._first):
            found[word].append(number)
        return found
