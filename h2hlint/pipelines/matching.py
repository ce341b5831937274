"""Patterns over spaCy's tokens: where they match in a block, as places in its composed text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from h2hlint.language.tokens import Tokens
from h2hlint.pipelines.reading import Read, read, sentences
from h2hlint.text import Span

_WINDOW = 400
"""A sentence of more tokens is searched in stretches of so many, so that time grows with its length only."""
_matchers: dict[tuple[int, int], tuple[Any, Any, Any]] = {}


def places(patterns: Any, nlp: Any, tokens: Tokens) -> Iterator[Span]:
    """Yield where patterns (`tokenpatterns.Patterns`) match in a block, never across the end of a sentence."""
    matcher = _matcher(patterns, nlp)
    is_tree = patterns[2]
    bounds = list(sentences(tokens))
    for part in read(nlp, tokens):
        if is_tree:
            found = [(min(words), max(words) + 1) for _, words in matcher(part.doc)]
        else:
            found = [match for start, end in _stretches(part, bounds) for match in _matches(matcher, part.doc[start:end], start)]
        yield from (_place(part, start, end) for start, end in found if start < end)


def _matcher(patterns: Any, nlp: Any) -> Any:
    """Return spaCy's matcher for patterns, made once; the patterns are kept so that their number stays their own."""
    key = id(patterns), id(nlp)
    if key not in _matchers:
        from spacy.matcher import DependencyMatcher, Matcher

        made: Any = DependencyMatcher(nlp.vocab) if patterns[2] else Matcher(nlp.vocab)
        plain = [[dict(token) for token in pattern] for pattern in patterns[0]]
        if patterns[2]:
            made.add("rule", plain)
        else:
            made.add("rule", plain, greedy="LONGEST")
        _matchers[key] = made, patterns, nlp
    return _matchers[key][0]


def _matches(matcher: Any, stretch: Any, start: int) -> list[tuple[int, int]]:
    return [(start + first, start + last) for _, first, last in matcher(stretch)]


def _stretches(part: Read, bounds: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a part as numbers of tokens, long ones cut."""
    doc, token = part.doc, 0
    for bound in bounds:
        first = token
        while token < len(doc) and part.start + doc[token].idx < bound.end:
            token += 1
        for start in range(first, token, _WINDOW):
            yield start, min(start + _WINDOW, token)


def _place(part: Read, start: int, end: int) -> Span:
    first, last = part.doc[start], part.doc[end - 1]
    return Span(part.start + first.idx, part.start + last.idx + len(last))
