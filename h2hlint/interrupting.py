"""Reading that stops once nobody waits for it, for programs that read a text again after every key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from h2hlint.checks.context import BlockContext
from h2hlint.lint import Linter


class Stale(Exception):
    """A newer text waits to be read; the older one is not read to its end."""


class Interruptible(Linter):
    """A linter that stops between two blocks once nobody waits for its report."""

    is_stale: Callable[[], bool] = staticmethod(lambda: False)

    def contexts(self, *arguments: Any) -> Iterator[BlockContext]:
        """Yield the blocks as `Linter.contexts` does. Raises Stale."""
        for context in super().contexts(*arguments):
            if self.is_stale():
                raise Stale
            yield context
