"""Rule kinds: the key of a rule's matcher in YAML, and the check that runs it on one block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from h2hlint.book import Book, Entry
from h2hlint.cells import Found
from h2hlint.checks import detector, metric, require, terms
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import LONGEST_KEPT, Match, Tally
from h2hlint.checks.readability import Contexts

Check = Callable[[Entry, Sequence[Found], BlockContext], Iterable[Match]]


def _tokens(entry: Entry, matches: Sequence[Found], context: BlockContext) -> Iterable[Match]:
    """Check a rule over spaCy's tokens, of which most runs have none."""
    from h2hlint.checks import tokens

    return tokens.check(entry, matches, context) if context.admits(entry) else ()


KINDS: dict[str, Check] = {
    "terms": terms.check,
    "require": require.check,
    "metric": metric.check,
    "tokens": _tokens,
}
"""Of the kind `detector` each has a check of its own, see `detector.DETECTORS`."""


def of(entry: Entry) -> Check:
    """Return the check that runs a rule on one block."""
    return detector.DETECTORS[entry.metric["name"]] if entry.matcher == "detector" else KINDS[entry.matcher]


MEASURING: dict[str, Callable[[Entry, Tally, Contexts], Iterable[tuple[BlockContext, Match]]]] = {
    "metric": metric.finish,
    "detector": detector.finish,
}
"""Kinds that may speak once the whole text was seen; in a block they look first whether there is anything to say."""


def concluded(
    book: Book, entries: Iterable[Entry], tally: Tally, contexts: Callable[[], Iterator[BlockContext]]
) -> Iterator[tuple[Entry, BlockContext, Match]]:
    """Yield what only the whole of a text shows to a book; `contexts` goes over its blocks once more where a rule needs that."""

    def seen() -> Iterator[BlockContext]:
        kept = tally.seen if 0 < len(tally.seen) <= LONGEST_KEPT else contexts()
        return (context for context in kept if context.book is book)

    for entry in entries:
        for context, hit in MEASURING[entry.matcher](entry, tally, seen):
            yield entry, context, hit
    asked = {name: place for name, place in tally.asked.items() if place[1].book is book}
    if asked:
        yield from require.finish(asked, seen())
