"""Stretches of a block's words, to look for phrases in."""

from __future__ import annotations

from collections.abc import Sequence

from h2hlint.once import once

LONGEST = 300
"""A stretch has so many words at most: what is worked out about its words is held in memory."""


class Stretch:
    """Words that stand side by side in a block, of which `first` is the number of the first one."""

    def __init__(self, words: Sequence[str], first: int = 0) -> None:
        self.words = words
        self.first = first

    @once
    def backward(self) -> list[str]:
        """The words, each written backwards."""
        return [word[::-1] for word in self.words]

    @once
    def joined(self) -> str:
        """The words with spaces between them."""
        return " ".join(self.words)
