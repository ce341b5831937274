"""Detector `passive`: clauses in which nobody acts, with the active clause where it can surely be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from h2hlint.book import Book, Entry
from h2hlint.cells import Found
from h2hlint.checks import address
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match, Tally
from h2hlint.language.passives import Passive
from h2hlint.matching import Reading
from h2hlint.text import Span

if TYPE_CHECKING:
    from h2hlint.language.voice import Turned

SHARE = 0.2
LEAST = 10
"""Past this share of sentences with a passive, in a text of so many sentences, each of them weighs more."""
ROW = 3
"""So many sentences in a row, each with a passive, weigh more than one."""


def check(entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield the passives of one block that no guard silences: a warning where the reader is spoken to or they stand in a row."""
    tally = context.circumstances.tally
    if tally:
        tally.sentences += 1 + context.block.text.count(". ")
    needed = entry.only_if_nearby
    if not context.passives or (needed and not context.places(needed.phrases)):
        return
    found = [(one, *bracket(one)) for one in context.passives]
    if said := [span for name, span in context.marked if name.startswith(entry.id.split("/")[0] + "/")]:
        found = [(one, first, last) for one, first, last in found if not _is_said(said, context.tokens.span(one.verb, one.verb))]
    found = [(one, first, last) for one, first, last in found if context.silencer(entry, first, last) is None]
    if not found or not context.admits(entry):  # what a block is for takes a search, which most blocks are spared
        return
    from h2hlint.language import voice

    if tally:
        tally.passives += len(found)
    row = _in_a_row(context, [first for _, first, _ in found])
    addressed = [place.first for _, place in address.places(context)]
    for one, first, last in found:
        turned = voice.active(context.book.language, context.tokens, one)
        if turned and _brings_another(context, turned):
            turned = None
        yield Match(
            context.tokens.span(first, last),
            (turned.text,) if turned else (),
            severity="warning" if first in row or _stands_beside(addressed, context, first, last) else "",
            replaced=turned.span if turned else None,
        )


def _is_said(marks: Sequence[Span], verb: Span) -> bool:
    """Say whether another rule of the same category has marked the verb: its phrases know better what is meant."""
    return any(mark.start < verb.end and verb.start < mark.end for mark in marks)


def is_heavy(_entry: Entry, tally: Tally) -> bool:
    """Say whether a text has so many passives that each is a warning."""
    return tally.sentences >= LEAST and tally.passives > SHARE * tally.sentences


def bracket(one: Passive) -> tuple[int, int]:
    """Return the first and last word of a passive: from the finite verb to the participle, in either order."""
    return (one.verb, one.verb) if one.auxiliary < 0 else (min(one.verb, one.auxiliary), max(one.verb, one.auxiliary))


def _brings_another(context: BlockContext, turned: Turned) -> bool:
    """Say whether a clause turned round holds a phrase of some rule that the clause as it stood did not."""
    after = _phrases(context.book, turned.text)
    return bool(after) and not after <= _phrases(context.book, context.block.text[turned.span.start : turned.span.end])


def _phrases(book: Book, text: str) -> set[int]:
    """Return the phrases of rules that a text holds."""
    return {match.owner for match in book.main.find_all(Reading(text, book.facts)) if match.owner < book.guard_owner}


def _stands_beside(words: Sequence[int], context: BlockContext, first: int, last: int) -> bool:
    """Say whether one of the words stands in the sentence of the words `first` to `last`."""
    low, high = context.tokens.sentence_bounds(first, last)
    return any([low <= word <= high for word in words])


def _in_a_row(context: BlockContext, words: list[int]) -> set[int]:
    """Return those of the words that stand in sentences of a row in which each has one of them."""
    row: list[int] = []
    found: set[int] = set()
    starts = {word: context.tokens.sentence_bounds(word, word) for word in words}
    for before, word in pairwise([-1, *words]):
        follows = before >= 0 and starts[word][0] == starts[before][1] + 1
        if before >= 0 and starts[word] == starts[before]:
            continue
        row = [*row, word] if follows else [word]
        if len(row) >= ROW:
            found |= set(row)
    return found
