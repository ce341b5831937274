"""Kind `metric`: a measure of a block with a limit, each measure one function in `METRICS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from h2hlint.book import Entry
from h2hlint.checks.context import BlockContext, Match
from h2hlint.text import Span

_LONG_WORD = 5
_QUIET_WORDS = 3
"""Three capital words are shouting when one of them is as long as this; acronyms are shorter."""
Measure = Callable[[BlockContext, Mapping[str, str]], Iterator[Match]]

_MARKS = re.compile(r"(?<!\?)\?*+!(?:\s?[!?])+")
_TWO_CAPITALS = re.compile(r"[A-Z\u00c0-\u024f]{2}")
"""A cheap look: most texts have no two capitals side by side."""
_CAPITALS = re.compile(r"(?<![\w])[^\W\d_a-z]{2,}(?: [^\W\d_a-z]+){2,}(?![\w])")


def check(entry: Entry, _matches: list[tuple[int, int, int]], context: BlockContext) -> Iterator[Match]:
    """Yield what the rule's measure finds above its limit, outside quotations."""
    for hit in METRICS[entry.metric["name"]](context, entry.metric):
        if not context.tokens.is_quoted(hit.span):
            yield hit


def _shouting(context: BlockContext, _options: Mapping[str, str]) -> Iterator[Match]:
    """Two or more exclamation marks in a row, or a run of words in capitals that is no list of acronyms."""
    text = context.tokens.composed
    capitals = _CAPITALS.finditer(text) if _TWO_CAPITALS.search(text) else ()
    for run in (*(_MARKS.finditer(text) if "!" in text else ()), *capitals):
        if run[0].count("!") > 1 or (run[0].isupper() and _is_loud(run[0].split(), text)):
            yield Match(context.tokens.placed(Span(*run.span())))


def _is_loud(words: list[str], text: str) -> bool:
    """Tell shouting from headings, labels and names: an exclamation mark, or a longer run amid small letters."""
    long_words = sum(len(word) >= _LONG_WORD for word in words)
    if "!" in text:
        return long_words > 0
    return len(words) > _QUIET_WORDS and long_words > 1 and not text.isupper()


def _long_sentence(context: BlockContext, options: Mapping[str, str]) -> Iterator[Match]:
    """A sentence of more words than `limit`."""
    tokens = context.tokens
    for place in tokens.sentences():
        first, last = tokens.numbers_in(place)
        if last - first + 1 > int(options.get("limit", "35")):
            yield Match(place, facts={"number": str(last - first + 1)})


def _long_paragraph(context: BlockContext, options: Mapping[str, str]) -> Iterator[Match]:
    """A block of more words than `limit`."""
    if len(context.tokens) > int(options.get("limit", "130")):
        yield Match(Span(0, len(context.block.text)), facts={"number": str(len(context.tokens))})


METRICS: dict[str, Measure] = {
    "shouting": _shouting,
    "long-sentence": _long_sentence,
    "long-paragraph": _long_paragraph,
}
