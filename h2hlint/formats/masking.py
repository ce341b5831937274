"""Texts with code in them: what stays, what is one word, what goes, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from h2hlint.formats.branches import BRANCH, Mark, message
from h2hlint.formats.decoded import Decoded
from h2hlint.formats.directives import directive
from h2hlint.formats.variants import Run, joined, variants
from h2hlint.text import INLINE_OBJECT, Block, Source, Span

Read = Callable[[str], list[Block]]
"""Reads what is left of a text."""


_LONGEST = 400_000
"""So much is read beyond a text's own length for all its alternatives together."""
_LONGEST_PAIR = 2_000_000
"""Up to this length a text is read twice in any case: `{% if %} … {% else %} …` has two alternatives."""


class Mask:
    """A copy of a source without its code, made from the front, to be read by the reader of another format.

    What is not kept is gone: the text around it is one. The copy knows where each of its
    characters stands in the source.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._runs: list[Run] = []
        self._marks: list[Mark] = []
        self._directives: list[Block] = []

    def fresh(self) -> Mask:
        """Return an empty one for a part of the same source, which notes its comments here."""
        part = Mask(self._source)
        part._directives = self._directives
        return part

    def keep(self, start: int, end: int) -> None:
        """Take `text[start:end]` over as it stands."""
        if start < end:
            self._runs.append(Run(self._text[start:end], Span(start, end)))

    def put(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands there."""
        self._runs.append(Run(text, Span(start, end)))

    def word(self, start: int, end: int) -> None:
        """Put one opaque word in the place of what stands there."""
        self._runs.append(Run(INLINE_OBJECT, Span(start, end)))

    def mark(self, mark: Mark, start: int, end: int) -> None:
        """Note what the tag that stands there does to the branches of the text."""
        self._marks.append(mark._replace(place=Span(start, end), at=len(self._runs)))

    def comment(self, start: int, end: int) -> None:
        """Note the comment with this content if it speaks to the linter."""
        block = directive(self._text[start:end], start, None)
        if block:
            self._directives.append(block)

    @property
    def runs(self) -> list[Run]:
        """What was kept so far."""
        return self._runs

    def blocks(self, reader: Read) -> list[Block]:
        """Return the blocks of what is left, with their places in the source; of a text with branches those of each alternative."""
        if not any(mark.kind == BRANCH or mark.inverse for mark in self._marks):
            return _read(self._runs, reader)
        first, *others = variants(message(self._runs, self._marks), _LONGEST, pairs=len(self._text) <= _LONGEST_PAIR)
        if not others:
            return _read(first, reader)
        found = _Alternatives(reader)
        for runs in (first, *others):
            found.add(runs)
        return found.blocks

    def read(self, reader: Read) -> list[Block]:
        """Return the blocks of what is left, and the comments that speak to the linter, in source order."""
        return in_order([*self.blocks(reader), *self._directives])


def _read(runs: Sequence[Run], reader: Read) -> list[Block]:
    text, back = joined(runs)
    return Decoded(text, (back,)).place(block for block in reader(text) if _has_words(block.text))


class _Alternatives:
    """Gathers the blocks of texts that have most of their runs in common, each block once."""

    def __init__(self, reader: Read) -> None:
        self.blocks: list[Block] = []
        self._reader = reader
        self._known: set[tuple[object, ...]] = set()

    def add(self, runs: Sequence[Run]) -> None:
        """Add the blocks of a text that none before it had."""
        text, back = joined(runs)
        decoded = Decoded(text, (back,))
        starts = list(accumulate((len(run.text) for run in runs), initial=0))
        for block in self._reader(text):
            first = bisect_right(starts, block.pieces[0].source.start) - 1
            last = bisect_left(starts, block.pieces[-1].source.end)
            known = (block.text, block.kind, block.language, *(run.place.start for run in runs[first:last]))
            if known not in self._known and _has_words(block.text):
                self._known.add(known)
                unit = decoded.to_source(block.unit - 1, block.unit).start + 1 if block.unit else 0
                self.blocks += (replace(placed, unit=unit) for placed in decoded.place([block]))


def in_order(blocks: list[Block]) -> list[Block]:
    """Return blocks in source order."""
    return sorted(blocks, key=lambda block: block.pieces[0].source.start)


def _has_words(text: str) -> bool:
    return INLINE_OBJECT not in text or any(map(str.isalnum, text))


def of_kind(blocks: list[Block], kind: str) -> list[Block]:
    """Return blocks, the paragraphs among them as blocks of another kind."""
    return [replace(block, kind=kind) if block.kind == "paragraph" else block for block in blocks]
