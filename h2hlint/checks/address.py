"""Detectors `mixed-address` and `no-you`: how the reader is addressed, and whether anybody is spoken to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match, Tally
from h2hlint.text import Span

if TYPE_CHECKING:
    from h2hlint.engines import Engine

READER = ("you-informal", "you-formal", "you-formal-inside", "you-neutral")
"""The named guards of words that address the reader."""
INFORMAL = "informal"
FORMAL = "formal"
SHOWN = 3
"""A text that mixes shows so many places of the rarer form."""
VOICE = 5
"""A text that addresses its reader so often has a voice that can be held against those of others."""
WORDS = 120
"""A text of fewer words may do without a “you” and a “we”."""
_LABELS = ("button", "label", "link", "attribute")
"""Kinds of blocks whose verbs stand in the second person by custom, whatever the text around says."""


def places(context: BlockContext) -> list[tuple[str, Found]]:
    """Return the words of a block that address its reader, quoted or not, with the form of address, in text order."""
    found = [(match, guard.removeprefix("you-")) for guard in READER for match in context.named(guard)]
    return [(form, match) for match, said in sorted(found, key=_first_word) if (form := _form(said, match.first, context))]


def _first_word(found: tuple[Found, str]) -> int:
    return found[0].first


def gather(_entry: Entry, matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Note how a block addresses its reader; what is mixed shows only in the whole text."""
    tally = context.circumstances.tally
    if tally is not None and context.block.kind not in _LABELS:
        for owner, first, last in matches:
            form = _form(context.book.owners[owner].suggestions[0], first, context)
            span = context.tokens.span(first, last)
            if form and not context.tokens.is_quoted(span):
                _note(tally, form, context, span)
        if context.circumstances.engine is not None:
            _gather_labelled(context.circumstances.engine, {first for _, first, _ in matches}, context, tally)
    yield from ()


def _gather_labelled(engine: Engine, known: set[int], context: BlockContext, tally: Tally) -> None:
    """Note what only the labels of a pipeline show to address the reader, such as the endings of Polish verbs."""
    from h2hlint.pipelines import seeing

    for word, form in seeing.address(engine, context.tokens):
        span = context.tokens.span(word, word)
        if word not in known and not context.tokens.is_quoted(span):
            _note(tally, form, context, span)


def _note(tally: Tally, form: str, context: BlockContext, span: Span) -> None:
    """Count a place that addresses the reader; the first ones are kept."""
    tally.addressed[form] += 1
    if len(tally.address[form]) < SHOWN:
        tally.address[form].append((context, Match(span)))


def _form(said: str, first: int, context: BlockContext) -> str:
    """Return the form of address of a match, none where a capital at the start of a sentence tells nothing."""
    if said == "formal-inside":
        return "" if first == context.tokens.sentence_bounds(first, first)[0] else FORMAL
    return said


def mixed(entry: Entry, tally: Tally) -> Iterator[tuple[BlockContext, Match]]:
    """Yield places of the rarer form of address in a text that has both; of two as common, the later one."""
    if not all(tally.addressed[form] for form in (INFORMAL, FORMAL)):
        return
    rare, common = sorted((INFORMAL, FORMAL), key=lambda form: (tally.addressed[form], -_start(tally, form)))
    context, match = tally.address[common][0]
    other = context.block.text[match.span.start : match.span.end]
    for place, one in tally.address[rare]:
        if place.silencer(entry, *place.tokens.numbers_in(one.span)) is None:
            yield place, Match(one.span, facts={"other": other})


def settled(entry: Entry, tally: Tally) -> tuple[str, BlockContext, Match] | None:
    """Return the form of address of a text that keeps to one, and where it first stands; the words of others are left open."""
    forms = [form for form in (INFORMAL, FORMAL) if tally.addressed[form]]
    if entry.metric["name"] != "mixed-address" or len(forms) != 1 or tally.addressed[forms[0]] < VOICE:
        return None
    context, match = tally.address[forms[0]][0]
    if not context.admits(entry) or context.silencer(entry, *context.tokens.numbers_in(match.span)) is not None:
        return None
    return forms[0], context, Match(match.span, facts={"other": "{other}"})


def _start(tally: Tally, form: str) -> int:
    context, match = tally.address[form][0]
    return context.block.to_source(match.span).start


def listen(_entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Note whether anybody is spoken to or speaks in a block of prose."""
    tally = context.circumstances.tally
    if tally is not None and context.block.kind in ("paragraph", "list-item"):
        tally.words += context.block.text.count(" ") + 1
        tally.first = tally.first or context
        if not tally.speaks:
            tally.speaks = bool(context.named("we") or places(context))
    yield from ()


def nobody(entry: Entry, tally: Tally) -> Iterator[tuple[BlockContext, Match]]:
    """Yield the first sentence of a long text in which nobody speaks and nobody is spoken to."""
    if tally.first and not tally.speaks and tally.words >= int(entry.metric.get("limit", WORDS)):
        sentences = tally.first.tokens.sentences()
        if sentences:
            yield tally.first, Match(sentences[0], facts={"number": str(tally.words)})
