"""Kind `tokens`: patterns over spaCy's tokens. spaCy is imported when the first such rule looks at a block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks.context import BlockContext, Mute
from h2hlint.checks.gathering import Match
from h2hlint.text import Span


def check(entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield where the patterns of a rule match in a block and no guard silences them; of overlapping places the longest."""
    kept = _longest([span for span in places(entry, context) if silencer(entry, span, context) is None])
    if entry.min_hits > 1:
        if len(kept) >= entry.min_hits:
            yield Match(Span(kept[0].start, kept[-1].end))
        return
    yield from (Match(span, entry.tokens[-1]) for span in kept)


def places(entry: Entry, context: BlockContext) -> list[Span]:
    """Return where the patterns of a rule match in a block, whatever silences them."""
    from h2hlint.pipelines import matching, models

    engine = context.circumstances.engine
    nlp = models.loaded(engine) if entry.tokens[1] and engine is not None else models.blank(context.book.language)
    return [context.tokens.placed(span) for span in matching.places(_kept(entry), nlp, context.tokens)]


_patterns: dict[int, tuple[Entry, tuple[object, ...]]] = {}
"""The patterns of entries without their wordings, made once so that matchers are."""


def _kept(entry: Entry) -> tuple[object, ...]:
    if id(entry.tokens) not in _patterns:
        _patterns[id(entry.tokens)] = entry, entry.tokens[:3]
    return _patterns[id(entry.tokens)][1]


def silencer(entry: Entry, span: Span, context: BlockContext) -> Mute | None:
    """Return what silences a place, which may hold no word of ours: a quotation, the house's vocabulary or a guard."""
    tokens = context.tokens
    if tokens.is_quoted(span):
        return Mute("quoted")
    if not len(tokens):
        return None
    first, last = tokens.numbers_in(span)
    if first > last:
        first = last = min(first, len(tokens) - 1)
    elif accepted := context.accepted(first, last):
        return accepted
    return context.silencer(entry, first, last)


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start - one.end, one.start)):
        at = bisect_right(kept, span.start, key=lambda one: one.start)
        if (at == 0 or kept[at - 1].end <= span.start) and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept
