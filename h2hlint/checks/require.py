"""Kind `require`: an element that must stand in a block that asks for something."""

from __future__ import annotations

from collections.abc import Iterator

from h2hlint.book import Entry
from h2hlint.checks.context import BlockContext, Match


def check(entry: Entry, matches: list[tuple[int, int, int]], context: BlockContext) -> Iterator[Match]:
    """Yield a hit on the first words that ask, when the element is missing from the block."""
    if context.block.kind == "heading" and context.unit is None:
        return  # a title asks nobody; the form below it does
    asking = [
        (first, last) for _, first, last in sorted(matches, key=lambda match: match[1:]) if not context.is_silenced(entry, first, last)
    ]
    if not asking or (context.unit is not None and entry.id in context.unit.reported):
        return
    beside = context.unit.of(context.book) if context.unit is not None else [context]
    if not any(_is_there(entry, other) for other in beside):
        if context.unit is not None:
            context.unit.reported.add(entry.id)
        yield Match(context.tokens.span(*asking[0]))


def _is_there(entry: Entry, context: BlockContext) -> bool:
    excluded = context.places(entry.require_but_not)
    return any(
        not any(other.first <= match.first and match.last <= other.last for other in excluded)
        for match in context.places(entry.require_any)
    )
