"""A memory of limited size."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Bounded(dict[Key, Value]):
    """Keeps values by key until there are `limit` of them, and begins again: what is met often is soon known again."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def keep(self, key: Key, value: Value) -> Value:
        """Remember a value and return it."""
        if len(self) >= self._limit:
            self.clear()
        self[key] = value
        return value
