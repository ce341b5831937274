"""Kind `terms`: wordings to find, each with plainer ones to suggest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks.context import BlockContext, Mute
from h2hlint.checks.gathering import Match
from h2hlint.language import classes
from h2hlint.settings import BANNED


def check(entry: Entry, matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield the hits of one rule; its phrases stand at `matches`."""
    kept = _longest([match for match in matches if silencer(entry, match, context) is None])
    if entry.min_hits > 1:
        yield from _together(entry, kept, context)
        return
    for owner, first, last in kept:
        span = context.tokens.span(first, last)
        suggestions = context.book.suggestions(owner, context.tokens.words[first])
        yield Match(span, suggestions, context.book.owners[owner].safe, _facts(context, span))


def _longest(matches: list[Found]) -> list[Found]:
    """Keep of matches that overlap the longest, the first of equal ones; what is kept never overlaps."""
    kept: list[Found] = []
    for match in sorted(matches, key=lambda match: (match.first - match.last, match.first, match.owner)):
        at = bisect_right(kept, match.first, key=lambda one: one.first)
        if (at == 0 or kept[at - 1].last < match.first) and (at == len(kept) or match.last < kept[at].first):
            kept.insert(at, match)
    return kept


def silencer(entry: Entry, match: Found, context: BlockContext) -> Mute | None:
    """Return what cancels one match of the rule, None when nothing does."""
    number, first, last = match
    owner = context.book.owners[number]
    if owner.capital:
        entry = entry._replace(ignore_if=tuple(name for name in entry.ignore_if if name != "name"))
    if entry.id != BANNED and (accepted := context.accepted(first, last)):
        return accepted
    return (
        context.silencer(entry, first, last)
        or context.exception(owner.exceptions, first, last)
        or context.nearby(owner.unless_nearby, first, last)
    )


def _together(entry: Entry, kept: list[Found], context: BlockContext) -> Iterator[Match]:
    """Yield one hit over all matches when there are enough of them."""
    if len(kept) >= entry.min_hits:
        yield Match(context.tokens.span(kept[0].first, kept[-1].last))


def _facts(context: BlockContext, span: tuple[int, int]) -> dict[str, str]:
    numbers = [
        context.block.text[place.start : place.end]
        for place in classes.find("number", context.block.text[span[0] : span[1]], context.book.facts)
    ]
    return {"number": numbers[-1]} if numbers else {}
