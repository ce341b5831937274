"""Detectors `ticked` and `uneven-choice`: how a form or banner lets its reader choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match
from h2hlint.text import Span

_FIELDS = ("label", "attribute")
_SHORT = 8
"""A text of so many words at most may be a choice, whatever it is made of."""
_CHOICES = ("button", "link")
"""Kinds of blocks by which a reader chooses."""


def ticked(entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield the text of a box that is ticked before the reader has touched it."""
    if not context.block.ticked or not len(context.tokens) or not context.admits(entry):
        return
    if context.silencer(entry, 0, len(context.tokens) - 1) is None:
        yield Match(Span(0, len(context.block.text)))


def uneven(entry: Entry, _matches: Sequence[Found], context: BlockContext) -> Iterator[Match]:
    """Yield the button that says yes, in a form or banner in which none beside it says no."""
    if context.unit is None or context.block.kind not in _CHOICES or entry.id in context.unit.reported:
        return
    if any(other.block.kind in _FIELDS for other in context.unit.of(context.book)):
        return  # an empty box or field is a no
    if not context.named("accepts") or context.named("refuses") or not context.admits(entry):
        return
    others = [other for other in context.unit.of(context.book) if len(other.tokens) <= _SHORT]
    if not any(other.named("refuses") for other in others):
        context.unit.reported.add(entry.id)
        yield Match(Span(0, len(context.block.text)))
