"""Kind `require`: an element that must stand in a block that asks for something, or anywhere in its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match

Key = tuple[str, int]
"""A rule, and which of its requests."""
Asked = tuple[Entry, BlockContext, Match]
_PROSE = ("paragraph", "list-item", "table-cell")


def check(entry: Entry, matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield a hit on the first words that ask, when the element is missing from the block."""
    is_page = entry.require_within == "text"
    if context.block.kind == "heading" and context.unit is None and not is_page:
        return  # a title asks nobody; the form below it does
    asking = next((match for match in sorted(matches, key=lambda one: one[1:]) if not context.is_silenced(entry, *match[1:])), None)
    if asking is None:
        return
    hit, tally = Match(context.tokens.span(*asking[1:])), context.circumstances.tally
    if is_page:
        if tally is not None:
            tally.asked.setdefault((entry.id, 0), (entry, context, hit))
    elif _is_first(entry, context) and not any(is_there(entry, other) for other in _request(context)):
        if tally is not None and context.circumstances.channel == "email":
            tally.asked[entry.id, id(context)] = (entry, context, hit)
        else:
            yield hit


def finish(asked: Mapping[Key, Asked], contexts: Iterable[BlockContext]) -> Iterator[Asked]:
    """Yield what a text asks for that none of its blocks, the `contexts`, has, with the words that ask for it.

    What a request in a mail must say may also stand in its signature and below that.
    """
    missing, is_foot = dict(asked), False
    for context in contexts:
        is_foot = is_foot or context.role == "signature"
        for key, (entry, _, _) in list(missing.items()):
            if (is_foot or entry.require_within == "text") and is_there(entry, context):
                del missing[key]
        if not missing:
            return
    yield from missing.values()


def _request(context: BlockContext) -> list[BlockContext]:
    """Return the blocks in which what a request must say may stand: its own, and the sentences around it, not fields and other boxes."""
    if context.unit is None:
        return [context]
    return [other for other in context.unit.of(context.book) if other is context or other.block.kind in _PROSE]


def _is_first(entry: Entry, context: BlockContext) -> bool:
    """Say whether a block is to be spoken of: in a form each box is a request; without boxes the whole is one, told once."""
    if context.unit is None:
        return True
    boxes = context.unit.boxes(context.book)
    if boxes:
        return context in boxes
    is_first = entry.id not in context.unit.reported
    context.unit.reported.add(entry.id)
    return is_first


def is_there(entry: Entry, context: BlockContext) -> bool:
    """Say whether a block has the element that a rule asks for."""
    excluded = context.places(entry.require_but_not)
    return any(
        not any(other.first <= match.first and match.last <= other.last for other in excluded)
        for match in context.places(entry.require_any)
    )
