"""What is said of a file that is not what its name promises."""

from __future__ import annotations

from h2hlint.errors import UserError
from h2hlint.text import Source, line_and_column

DEEPEST = 100
"""How many levels of nesting are read; no copy lies deeper, and what does is meant to do harm."""


def malformed(source: Source, offset: int, message: str) -> UserError:
    """Return a mistake at `offset` of a source."""
    return UserError(message, source.path, *line_and_column(source.text, offset))


def too_deep(source: Source, offset: int, deepest: int = DEEPEST) -> UserError:
    """Return the mistake of a file that is nested beyond all use."""
    return malformed(source, offset, f"this file is nested more than {deepest} levels deep here; move its texts further up")
