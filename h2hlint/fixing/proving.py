"""Edits that are proved by reading the file again: every block says what it said, with just the new wording in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from h2hlint.errors import UserError
from h2hlint.findings import Edit
from h2hlint.fixing.writing import Change, can_hold, folded, ways
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span


class Wanted(NamedTuple):
    """An edit, and the words that it replaces, as they read."""

    edit: Edit
    words: str


class Refusal(NamedTuple):
    """An edit that cannot go in, and why: half a sentence."""

    wanted: Wanted
    reason: str


class Outcome(NamedTuple):
    """The changes that are proved to be right together, how many edits they make, and the edits that cannot be made so."""

    changes: list[Change]
    made: int
    refused: list[Refusal]


Read = Callable[[Source], Sequence[Block]]

MARKUP = "markup or code stands within the words"
"""Why words that are partly bold, or stand on both sides of a tag, stay."""
UNWRITABLE = "the wording cannot be written in this place"
_ESCAPES = re.compile(
    possessive(
        r"(?:[\s\u00ad\u200b\u2060\ufeff]"
        r"|&(?:amp;)?#?\w{1,32};?"
        r"|\\(?:u\{?[0-9a-fA-F]{1,6}\}?|U[0-9a-fA-F]{4,8}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|(?:nbsp|shy|-|,)(?:\{\})?|.)"
        r"|\"\s*\"|''|\"\"|[\"']\s*\.\s*[\"']"  # joined lines of catalogues, doubled marks, joined strings
        r"|\{\s*(?P<quote>[\"'`])[^\"'`{}]*(?P=quote)\s*\}|\{\s*[\"'`]|[\"'`]\s*\}|\{(?:nbsp|empty|shy)\}"
        r"|\{\}|~|(?<=[\r\n])[ \t]*>[ \t>]*)*+"
    ),
    re.DOTALL,
)
"""What may stand in a source for words or between them without being markup."""
_QUOTING = re.compile(r"[ \t>]*")
_LINED = frozenset({"text", "markdown", "mdx"})


def proved(source: Source, wanted: Sequence[Wanted], read: Read) -> Outcome:
    """Return how these edits, which are sorted and apart, can be written into a source that `read` reads."""
    return _Proof(source, wanted, read).outcome()


def applied(text: str, changes: Iterable[Change]) -> str | None:
    """Return a text with changes made, None where two of them overlap."""
    parts, at = [], 0
    for span, written in sorted(changes):
        if span.start < at:
            return None
        parts += [text[at : span.start], written]
        at = span.end
    return "".join([*parts, text[at:]])


class _Try(NamedTuple):
    """An edit with the way it is written, the other ways, and what of which block it replaces."""

    wanted: Wanted
    change: Change
    others: Sequence[Change]
    places: Sequence[tuple[int, Span]]


class _Proof:
    def __init__(self, source: Source, wanted: Sequence[Wanted], read: Read) -> None:
        self._source = source
        self._wanted = wanted
        self._read = read
        self._blocks = read(source)

    def outcome(self) -> Outcome:
        places = self._places()
        found = [self._try(one, places.get(number, [])) for number, one in enumerate(self._wanted)]
        tries = [one for one in found if isinstance(one, _Try)]
        kept = settled(tries, self._holds, self._other_way)
        done = {one.wanted for one in kept}
        refused = [one for one in found if isinstance(one, Refusal)]
        refused += (Refusal(one.wanted, self._why(one.wanted)) for one in tries if one.wanted not in done)
        return Outcome([one.change for one in kept], len(kept), refused)

    def _try(self, wanted: Wanted, places: Sequence[tuple[int, Span]]) -> _Try | Refusal:
        """Return an edit with its ways to be written, or why it cannot be made."""
        if not places or not all(self._says(wanted.words, *place) for place in places):
            return Refusal(wanted, MARKUP)
        block = self._blocks[places[0][0]]
        found = ways(self._source, block, Change(wanted.edit.span, wanted.edit.text))
        return _Try(wanted, found[0], found[1:], places) if found else Refusal(wanted, self._why(wanted))

    def _places(self) -> dict[int, list[tuple[int, Span]]]:
        """Return, for the number of each edit, the numbers of the blocks that it is read in, and the part of each that it replaces."""
        found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        starts, ends = [one.edit.span.start for one in self._wanted], [one.edit.span.end for one in self._wanted]
        for number, block in enumerate(self._blocks):
            first, last = block.pieces[0].source.start, block.pieces[-1].source.end
            for index in range(bisect_right(ends, first), bisect_left(starts, last)):
                place = part(block, self._wanted[index].edit.span)
                if place:
                    found[index].append((number, place))
        return found

    def _says(self, words: str, number: int, place: Span) -> bool:
        """Say whether a part of a block is these words, with no markup in them."""
        block = self._blocks[number]
        return block.text[place.start : place.end] == words and self._is_plain(block, place)

    def _is_plain(self, block: Block, place: Span) -> bool:
        """Say whether only escapes and white space stand between and for the letters of a part of a block."""
        return all(
            _ESCAPES.fullmatch(one) or (self._source.format in _LINED and _QUOTING.fullmatch(one)) for one in self._odd(block, place)
        )

    def _odd(self, block: Block, place: Span) -> Iterator[str]:
        """Yield what the source has for a part of a block besides the letters themselves."""
        text = self._source.text
        index = max(bisect_right(block.pieces, place.start, key=lambda piece: piece.block.start) - 1, 0)
        end = -1
        while index < len(block.pieces) and (piece := block.pieces[index]).block.start < place.end:
            written = text[piece.source.start : piece.source.end]
            if 0 <= end < piece.source.start:
                yield text[end : piece.source.start]
            if piece.source.end - piece.source.start != piece.block.end - piece.block.start or (len(written) == 1 and written.isspace()):
                yield written
            end = piece.source.end
            index += 1

    def _why(self, wanted: Wanted) -> str:
        encoding = self._source.encoding
        bad = next((char for char in wanted.edit.text if not can_hold(encoding, char)), "")
        where = "this part of the mail promises plain ASCII" if encoding == "ascii" else f"the file is in {encoding}"
        return f"{where}, which has no “{bad}”" if bad else UNWRITABLE

    # Proof

    def _other_way(self, one: _Try) -> list[_Try]:
        again = (one._replace(change=way) for way in one.others)
        return next(([found] for found in again if self._holds([found])), [])

    def _holds(self, tries: Sequence[_Try]) -> bool:
        """Say whether the file with these changes reads as it did, but for the wordings."""
        text = applied(self._source.text, (one.change for one in tries))
        if text is None:
            return False
        try:
            after = self._read(replace(self._source, text=text))
        except UserError:
            return False
        if len(after) != len(self._blocks):
            return False
        expected: dict[int, list[Change]] = defaultdict(list)
        for one in tries:
            for number, place in one.places:
                expected[number].append(Change(place, one.wanted.edit.text))
        return all(_is_same(old, new, expected.get(number, ())) for number, (old, new) in enumerate(zip(self._blocks, after, strict=True)))


Item = TypeVar("Item")


def settled(items: Sequence[Item], holds: Callable[[Sequence[Item]], bool], otherwise: Callable[[Item], list[Item]]) -> list[Item]:
    """Return the items that hold together, found by halves; what one is `otherwise` is asked where it does not hold by itself."""
    if not items or holds(items):
        return list(items)
    if len(items) == 1:
        return otherwise(items[0])
    half = len(items) // 2
    first, second = settled(items[:half], holds, otherwise), settled(items[half:], holds, otherwise)
    both = [*first, *second]
    return both if not (first and second) or holds(both) else first


def _is_same(old: Block, new: Block, changes: Sequence[Change]) -> bool:
    if (old.kind, old.role, old.language, old.key) != (new.kind, new.role, new.language, new.key):
        return False
    if not changes:
        return old.text == new.text
    return folded(applied(old.text, changes) or "") == folded(new.text)


def part(block: Block, span: Span) -> Span | None:
    """Return which part of a block comes from a span of the source, None where none does."""
    pieces = block.pieces
    first = bisect_right(pieces, span.start, key=lambda piece: piece.source.end)
    last = bisect_left(pieces, span.end, key=lambda piece: piece.source.start) - 1
    if first > last or first >= len(pieces):
        return None
    begin, finish = pieces[first], pieces[last]
    start, end = begin.block.start, finish.block.end
    if begin.source.end - begin.source.start == begin.block.end - begin.block.start:
        start += max(span.start - begin.source.start, 0)
    if finish.source.end - finish.source.start == finish.block.end - finish.block.start:
        end = finish.block.start + min(span.end, finish.source.end) - finish.source.start
    return Span(start, end) if start < end else None
