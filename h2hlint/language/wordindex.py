"""The words of a block, to look for phrases by."""

from __future__ import annotations

from collections.abc import Sequence

from h2hlint.once import once


class WordIndex:
    """The words of a block, each once, forwards and backwards, and the numbers at which it stands."""

    def __init__(self, words: Sequence[str], text: str) -> None:
        """Look at `words`, those of the normal text `text`."""
        self._words = words
        self._text = text
        self.distinct = dict.fromkeys(words)

    @once
    def backward(self) -> list[str]:
        """Each word once, written backwards."""
        return [word[::-1] for word in self.distinct]

    def holding(self, part: str) -> list[str]:
        """Return the words that hold `part`."""
        return [word for word in self.distinct if part in word] if part in self._text else []

    def numbers(self, word: str) -> list[int]:
        """Return the numbers at which a word stands."""
        return self._numbers[word]

    @once
    def _numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {word: [] for word in self.distinct}
        for number, word in enumerate(self._words):
            found[word].append(number)
        return found
