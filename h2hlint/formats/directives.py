"""Comments that speak to the linter."""

from __future__ import annotations

import re

from h2hlint.patterns import lazy
from h2hlint.text import Block, BlockBuilder, Span

DIRECTIVE = "h2hlint:"
_MEANT = lazy(r"h2hlint(?::|\s+(?:off|on|ignore-next|ignore|role)\b)", re.IGNORECASE)
"""What speaks to the linter, rightly or with a slip of the pen that is to be reported."""


def directive(comment: str, start: int, language: str | None) -> Block | None:
    """Return the block of a comment, whose content begins at `start`, if it speaks to the linter."""
    content = comment.strip()
    if not _MEANT.match(content):
        return None
    start += comment.index(content)
    builder = BlockBuilder("directive", language)
    builder.add(content, Span(start, start + len(content)))
    return builder.build()
