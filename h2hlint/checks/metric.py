"""Kind `metric`: a measure with a limit, each measure one function in `METRICS`; those of a whole text end in `FINISHERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks import readability
from h2hlint.checks.context import CAPITALS, BlockContext
from h2hlint.checks.gathering import Match, Tally
from h2hlint.checks.readability import Contexts
from h2hlint.patterns import lazy
from h2hlint.text import Span

_LONG_WORD = 5
_QUIET_WORDS = 3
"""Three capital words are shouting when one of them is as long as this; acronyms are shorter."""
_HEAP = 3
_ROW = 3
_CLIPPED_WORDS = 2
_CLIPPED = lazy(r"\. \w+(?: \w+)?\.")
_SMALL_BLOCK = 40
"""In a block of fewer words so many findings are not weighed by its length."""
Measure = Callable[[BlockContext, Mapping[str, str]], Sequence[Match]]

_MARKS = lazy(r"(?<!\?)\?*+!(?:\s?[!?])+")
_CAPITALS = lazy(rf"[{CAPITALS}](?<!\w.)[{CAPITALS}]+(?: [{CAPITALS}]+){{2,}}(?!\w)")


def check(entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Sequence[Match]:
    """Return what the rule's measure finds above its limit in a block that the rule is for."""
    hits = METRICS[entry.metric["name"]](context, entry.metric)
    return hits if not hits or context.admits(entry) else ()  # it may take a search to tell, which most blocks are spared


def _shouting(context: BlockContext, _options: Mapping[str, str]) -> Sequence[Match]:
    """Two or more exclamation marks in a row, or a run of words in capitals that is no list of acronyms and no firm, outside quotations."""
    text = context.tokens.composed
    if "!" not in text and not context.has_capitals:
        return ()
    runs = [run for run in _MARKS.finditer(text) if run[0].count("!") > 1] if "!" in text else []
    runs += [
        run for run in _CAPITALS.finditer(text) if run[0].isupper() and _is_loud(run[0].split(), text) and not _is_firm(run[0], context)
    ]
    places = [context.tokens.placed(Span(*run.span())) for run in runs]
    return [Match(place) for place in places if not context.tokens.is_quoted(place)]


def _is_loud(words: list[str], text: str) -> bool:
    """Tell shouting from headings, labels and names: an exclamation mark, or a longer run amid small letters."""
    long_words = sum(len(word) >= _LONG_WORD for word in words)
    if "!" in text:
        return long_words > 0
    return len(words) > _QUIET_WORDS and long_words > 1 and not text.isupper()


def _is_firm(words: str, context: BlockContext) -> bool:
    """Say whether words in capitals are the name that a firm is registered by."""
    return not context.book.facts.legal_forms.isdisjoint(words.lower().split())


def _long_sentence(context: BlockContext, options: Mapping[str, str]) -> Sequence[Match]:
    """A sentence of more words than `limit`."""
    limit = int(options.get("limit", "35"))
    if max([part.count(" ") for part in context.block.text.split(". ")]) < limit:
        return ()
    tokens = context.tokens
    sizes = [end - first for first, end in tokens.sentence_words()]
    if max(sizes) <= limit:
        return ()
    return [_counted(place, size, options) for place, size in zip(tokens.sentences(), sizes, strict=True) if size > limit]


def _long_paragraph(context: BlockContext, options: Mapping[str, str]) -> Sequence[Match]:
    """A block of more words than `limit`."""
    number = len(context.tokens.words)
    return [_counted(Span(0, len(context.block.text)), number, options)] if number > int(options.get("limit", "130")) else ()


def _counted(place: Span, number: int, options: Mapping[str, str]) -> Match:
    """Return a hit that says how much it is, a warning past the limit `grave`."""
    return Match(place, facts={"number": str(number)}, severity=readability.graver(options, number))


def _density(context: BlockContext, options: Mapping[str, str]) -> Sequence[Match]:
    """More findings of the rule's own category than `limit` in a hundred words, at least three."""
    if len(context.marked) < _HEAP:
        return ()
    spans = sorted(span for name, span in context.marked if name.startswith(options["category"] + "/"))
    heads = [span for before, span in pairwise((Span(-1, -1), *spans)) if span.start >= before.end]
    per_hundred = 100 * len(heads) / max(len(context.tokens), _SMALL_BLOCK)
    if len(heads) < _HEAP or per_hundred <= float(options["limit"]):
        return ()
    place = Span(spans[0].start, max(span.end for span in spans))
    return [Match(place, facts={"number": str(len(heads))}, severity=readability.graver(options, per_hundred, "error"))]


def _staccato(context: BlockContext, _options: Mapping[str, str]) -> Sequence[Match]:
    """Three or more sentences in a row of so few words each that they are a slogan: “Simple. Safe. Fast.”"""
    text = context.block.text
    if text.count(". ") < _ROW - 1 or not _CLIPPED.search(text):
        return ()
    tokens = context.tokens
    sentences = zip(tokens.sentence_words(), tokens.sentences(), strict=True)
    told = [(_is_clipped(tokens.words[first:end], text[place.end - 1 : place.end]), place) for (first, end), place in sentences]
    rows = [[place for _, place in row] for is_clipped, row in groupby(told, key=itemgetter(0)) if is_clipped]
    found = [Span(row[0].start, row[-1].end) for row in rows if len(row) >= _ROW]
    return [Match(place) for place in found if not tokens.is_quoted(place)]


def _is_clipped(words: list[str], end: str) -> bool:
    """Say whether a sentence is a word or two, one of them long enough to praise; figures, calls and questions are not."""
    return len(words) <= _CLIPPED_WORDS and end == "." and all(map(str.isalpha, words)) and max(map(len, words), default=0) >= _QUIET_WORDS


METRICS: dict[str, Measure] = {
    "staccato": _staccato,
    "shouting": _shouting,
    "long-sentence": _long_sentence,
    "long-paragraph": _long_paragraph,
    "density": _density,
    "hard-text": readability.gather_words,
    "we-heavy": readability.gather_voices,
    "unexplained-abbreviation": readability.gather_abbreviations,
}
IN_PROSE = frozenset(("long-sentence", "long-paragraph", "hard-text", "we-heavy", "unexplained-abbreviation"))
"""Measures of running text, the others look at every block."""
MARKS_COUNTED = frozenset(("density",))
"""Measures of what other rules have marked in a block, which come last."""
FINISHERS: dict[str, Callable[[Entry, Tally, Contexts], Iterator[tuple[BlockContext, Match]]]] = {
    "hard-text": readability.hard,
    "we-heavy": readability.we_heavy,
    "unexplained-abbreviation": readability.unexplained,
}


def finish(entry: Entry, tally: Tally, contexts: Contexts) -> Iterator[tuple[BlockContext, Match]]:
    """Yield what the rule's measure finds once the whole text was seen."""
    if finisher := FINISHERS.get(entry.metric["name"]):
        for context, match in finisher(entry, tally, contexts):
            if context.admits(entry):
                yield context, match
