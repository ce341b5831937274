"""Comments that speak to the linter."""

from __future__ import annotations

from h2hlint.text import Block, BlockBuilder, Span

DIRECTIVE = "h2hlint:"


def directive(comment: str, start: int, language: str | None) -> Block | None:
    """Return the block of a comment, whose content begins at `start`, if it speaks to the linter."""
    content = comment.strip()
    if not content.startswith(DIRECTIVE):
        return None
    start += comment.index(content)
    builder = BlockBuilder("directive", language)
    builder.add(content, Span(start, start + len(content)))
    return builder.build()
