"""The blocks of one form or banner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from h2hlint.book import Book

if TYPE_CHECKING:
    from h2hlint.checks.context import BlockContext

ASKING_ROLES = ("consent", "cookie")
_LARGE = 200
"""A form of more words asks for more than consent; its parts stand for themselves."""


class Unit:
    """The blocks of one form or banner, in one language: what stands in any of them stands beside the others."""

    def __init__(self, contexts: Sequence[BlockContext]) -> None:
        self._contexts = contexts
        self.reported: set[str] = set()
        """The rules that have said what the request lacks, once for all its blocks."""
        self._asks: dict[int, bool] = {}

    def forget(self) -> None:
        """Let go of the blocks, which refer to this unit."""
        self._contexts = ()

    def of(self, book: Book) -> list[BlockContext]:
        """Return the blocks as a book sees them."""
        return [context for context in self._contexts if context.book is book]

    def boxes(self, book: Book) -> list[BlockContext]:
        """Return the labels that each ask for something, which makes each a request of its own."""
        return [context for context in self.of(book) if context.block.kind == "label" and context.named("asks")]

    def asks(self, book: Book) -> bool:
        """Say whether one of the blocks asks for consent, in a form that asks for little else."""
        if id(book) not in self._asks:
            mine = self.of(book)
            small = sum(len(context.tokens) for context in mine) <= _LARGE
            self._asks[id(book)] = small and any(context.own_role in ASKING_ROLES for context in mine)
        return self._asks[id(book)]
