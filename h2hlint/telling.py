"""From a hit in a block to a finding in its source, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from h2hlint.book import Entry, Texts
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match
from h2hlint.findings import Edit, Finding, sentence_mark
from h2hlint.names import FIELDS
from h2hlint.patterns import lazy
from h2hlint.settings import Settings
from h2hlint.text import INLINE_OBJECT, Block, Source, Span

_FIELD = lazy(rf"\{{({'|'.join(FIELDS)})\}}")
_CONTEXT_WORDS = 12
_LONGEST_OBJECT = 60
"""Code points of an object's source; of a longer one an ellipsis is shown."""


def finding(source: Source, context: BlockContext, entry: Entry, hit: Match, settings: Settings) -> Finding:
    """Return what a hit in a block is in its source, told to the reader of the settings."""
    texts = context.book.texts[entry.id]
    span = context.block.to_source(hit.span)
    match = context.block.text[hit.span.start : hit.span.end]
    suggestions = tuple(_with_objects(wording, source, context.block, hit.replaced or hit.span) for wording in hit.suggestions)
    if not hit.replaced and match[:1].isupper() and not match.isupper() and _is_capital_of_place(context, hit.span):
        suggestions = tuple(wording[:1].upper() + wording[1:] for wording in suggestions)
    fields = {"match": _with_objects(match, source, context.block, hit.span), "suggest": ", ".join(suggestions), **hit.facts}
    message, why, advice = told(texts, settings.reader, fields)
    edits = _edits(source, context.block, hit, span, suggestions)
    return Finding(
        source.path,
        span,
        entry.id,
        settings.severity(entry.id, hit.severity or context.severity(entry)),
        context.book.language,
        message or entry.id,
        why,
        advice,
        suggestions,
        edits,
        match,
        sentence_mark(_context(context, hit.span)),
        context.block.key,
        hit.replaced is None,
    )


def told_by_another(
    source: Source, context: BlockContext, span: Span, told_as: tuple[str, str, str], suggestions: tuple[str, ...]
) -> Finding:
    """Return what another engine found in a block, told as the rule, severity and message that it is given."""
    words, block = context.block.text[span.start : span.end], context.block
    mark = sentence_mark(_context(context, span))
    about = (source.path, block.to_source(span), *told_as[:2], context.book.language, told_as[2])
    return Finding(*about, "", "", suggestions, (), words, mark, block.key)


def told(texts: Texts, reader: str, fields: Mapping[str, str]) -> tuple[str, str, str]:
    """Return a rule's message, reason and advice for a reader's language, a field that is not given left empty."""
    message, why, advice = [_filled(in_reader(part, reader), fields) for part in (texts.message, texts.why, texts.advice)]
    return message, why, advice


def in_reader(texts: Mapping[str, str], reader: str) -> str:
    """Return a rule's text for a reader's language, else the one for all, else English."""
    return texts.get(reader) or texts.get("") or texts.get("en") or ""


def unfilled(text: str) -> str:
    """Return a message as it stands for any finding: an ellipsis for what each would say."""
    return _FIELD.sub("…", text)


def _filled(text: str, fields: Mapping[str, str]) -> str:
    if "{" not in text:
        return text
    parts = _parts(text).copy()
    parts[1::2] = [fields.get(name, "") for name in parts[1::2]]
    return "".join(parts)


@lru_cache(maxsize=2_000)
def _parts(text: str) -> list[str]:
    """Return what stands between the fields of a message, with their names in between."""
    return _FIELD.split(text)


def _is_capital_of_place(context: BlockContext, span: Span) -> bool:
    """Say whether the capital of the words at a place is that of any words there, not that of a noun, which German writes so."""
    if context.book.facts.names_are_capitalised:
        return True
    first, _ = context.tokens.numbers_in(span)
    return first == context.tokens.sentence_bounds(first, first)[0]


def _edits(source: Source, block: Block, hit: Match, span: Span, suggestions: tuple[str, ...]) -> tuple[Edit, ...]:
    """Return the change that a hit offers: a safe wording, or a clause turned round where no markup stands in it."""
    if hit.replaced is not None:
        place, clause = block.to_source(hit.replaced), block.text[hit.replaced.start : hit.replaced.end]
        is_plain = source.text[place.start : place.end] == _with_objects(clause, source, block, hit.replaced)
        return (Edit(place, suggestions[0]),) if is_plain else ()
    return (Edit(span, suggestions[0], safe=True),) if hit.safe and suggestions else ()


def _with_objects(text: str, source: Source, block: Block, within: Span) -> str:
    """Return words for a place of the block with the source of the object that stands there.

    Several may have changed their order in `text`: each is shown as an ellipsis, as a long one is.
    """
    if INLINE_OBJECT not in text:
        return text
    at = block.text.index(INLINE_OBJECT, within.start)
    start, end = block.to_source(Span(at, at + 1))
    is_shown = block.text.count(INLINE_OBJECT, *within) == 1 and end - start <= _LONGEST_OBJECT
    return text.replace(INLINE_OBJECT, source.text[start:end] if is_shown else "…")


def _context(context: BlockContext, span: Span) -> str:
    first, last = context.tokens.numbers_in(span)
    if not len(context.tokens) or first > last:
        return context.block.text[span.start : span.end]
    low, high = context.tokens.sentence_bounds(first, last)
    low, high = max(low, first - _CONTEXT_WORDS), min(high, last + _CONTEXT_WORDS)
    return " ".join(context.tokens.words[low : high + 1])
