"""Kind `tokens`: patterns over spaCy's tokens. spaCy is imported when the first such rule looks at a block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from h2hlint.book import Entry
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match
from h2hlint.text import Span


def check(entry: Entry, _matches: list[tuple[int, int, int]], context: BlockContext) -> Iterator[Match]:
    """Yield where the patterns of a rule match in a block and no guard silences them; of overlapping places the longest."""
    from h2hlint.pipelines import matching, models

    *patterns, suggestions = entry.tokens
    engine = context.circumstances.engine
    nlp = models.loaded(engine) if patterns[1] and engine is not None else models.blank(context.book.language)
    found = [context.tokens.placed(span) for span in matching.places(_kept(entry), nlp, context.tokens)]
    kept = _longest([span for span in found if not _is_silenced(entry, span, context)])
    if entry.min_hits > 1:
        if len(kept) >= entry.min_hits:
            yield Match(Span(kept[0].start, kept[-1].end))
        return
    yield from (Match(span, suggestions) for span in kept)


_patterns: dict[int, tuple[Entry, tuple[object, ...]]] = {}
"""The patterns of entries without their wordings, made once so that matchers are."""


def _kept(entry: Entry) -> tuple[object, ...]:
    if id(entry.tokens) not in _patterns:
        _patterns[id(entry.tokens)] = entry, entry.tokens[:3]
    return _patterns[id(entry.tokens)][1]


def _is_silenced(entry: Entry, span: Span, context: BlockContext) -> bool:
    """Say whether a guard, the house's vocabulary or a quotation silences a place, which may hold no word of ours."""
    tokens = context.tokens
    if tokens.is_quoted(span):
        return True
    if not len(tokens):
        return False
    first, last = tokens.numbers_in(span)
    if first > last:
        first = last = min(first, len(tokens) - 1)
    elif context.accepted(first, last):
        return True
    return context.is_silenced(entry, first, last)


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start - one.end, one.start)):
        at = bisect_right(kept, span.start, key=lambda one: one.start)
        if (at == 0 or kept[at - 1].end <= span.start) and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept
