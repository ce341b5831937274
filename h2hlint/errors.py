"""The exception that a user's mistake raises, and the milder one of an engine that falls short."""

from __future__ import annotations


class UserError(Exception):
    """A mistake in a file, rule, config or argument that its author can mend.

    `message` says what is wrong and what to write instead; `path`, `line` and `column`
    (counted from 1) say where, as far as that is known.
    """

    fails = True
    """A run in which this happened ends with exit code 2."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return ":".join([*place, f" {self.message}"]) if place else self.message


class MissingExtra(UserError):
    """A file that only an extra reads, which is not installed. A walk passes such files over and says so; named, they are a mistake."""


class Shortfall(UserError):
    """What an engine beside h2hlint's own could not do: the lint goes on without it, and fails only where `fails` says so."""

    def __init__(
        self, message: str, path: str | None = None, line: int | None = None, column: int | None = None, *, fails: bool = False
    ) -> None:
        super().__init__(message, path, line, column)
        self.fails = fails
