"""Text decoded from part of a file, with the way back from every character to the file.

A decoding goes in steps (base64 to bytes, bytes to characters), and each step has a map that
answers one question: which input does this stretch of output stand for? Nothing is kept per
character, so that megabytes of base64 cost no more than their text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast, overload

from h2hlint.text import Block, Piece, Span


class Map(Protocol):
    """One step of a decoding."""

    def span(self, start: int, end: int) -> Span:
        """Return the input that the output units from `start` to `end` stand for."""


class Runs:
    """A map made of runs; within a run every unit of output has the same width of input.

    Input between two runs has no output (a soft line break). A run added as a whole stands for
    the whole of its input, whichever part of it is asked for.
    """

    def __init__(self) -> None:
        self.length = 0
        self._outs = array("q")
        self._starts = array("q")
        self._ends = array("q")
        self._widths = array("q")

    def add(self, count: int, start: int, end: int) -> None:
        """Map the next `count` units onto the input, each onto an equal share of it."""
        width = (end - start) // count if count else 0
        if self._widths and self._widths[-1] == width and self._ends[-1] == start and width:
            self._ends[-1] = end
            self.length += count
        elif count:
            self._push(count, start, end, width)

    def add_whole(self, count: int, start: int, end: int) -> None:
        """Map the next `count` units onto the input, all of them onto the whole of it."""
        if count == 1:
            self.add(count, start, end)
        elif count:
            self._push(count, start, end, 0)

    def _push(self, count: int, start: int, end: int, width: int) -> None:
        self._outs.append(self.length)
        self._starts.append(start)
        self._ends.append(end)
        self._widths.append(width)
        self.length += count

    def span(self, start: int, end: int) -> Span:
        """Return the input of the units from `start` to `end`."""
        if not self._outs:
            return Span(0, 0)
        begin, finish = self._unit(start)
        if end > start + 1:
            finish = self._unit(end - 1)[1]
        return Span(begin, finish)

    def _unit(self, unit: int) -> tuple[int, int]:
        index = max(bisect_right(self._outs, unit) - 1, 0)
        width = self._widths[index]
        if not width:
            return self._starts[index], self._ends[index]
        begin = min(self._starts[index] + (unit - self._outs[index]) * width, self._ends[index])
        return begin, begin + width


class Shift:
    """A map that only moves: output unit n is input unit n + `offset`."""

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def span(self, start: int, end: int) -> Span:
        """Return the same stretch, moved."""
        return Span(start + self._offset, end + self._offset)


class Sextets:
    """From bytes to the base64 symbols that hold their bits; `symbols` maps those to the file."""

    def __init__(self, symbols: Map) -> None:
        self._symbols = symbols
        self._bytes = array("q", [0])
        self._firsts = array("q", [0])

    def restart(self, byte: int, symbol: int) -> None:
        """Note that after padding the bits of `byte` begin anew with `symbol`."""
        self._bytes.append(byte)
        self._firsts.append(symbol)

    def span(self, start: int, end: int) -> Span:
        """Return the input of the symbols that hold the bytes from `start` to `end`."""
        last = max(end - 1, start)
        return self._symbols.span(self._symbol(start, 0), self._symbol(last, 7) + 1)

    def _symbol(self, byte: int, bit: int) -> int:
        """Return the symbol that holds bit number `bit` of `byte`, 0 being its first and 7 its last."""
        index = bisect_right(self._bytes, byte) - 1
        within = byte - self._bytes[index]
        return self._firsts[index] + (within * 8 + bit) // 6


class Utf8:
    """From characters to the bytes of their UTF-8 form; stray bytes stand as lone surrogates."""

    _STEP = 512

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = array("q", [0])
        for start in range(0, len(text), self._STEP):
            self._marks.append(self._marks[-1] + len(_bytes(text[start : start + self._STEP])))

    def span(self, start: int, end: int) -> Span:
        """Return the bytes of the characters from `start` to `end`."""
        begin = self._byte(start)
        return Span(begin, begin + len(_bytes(self._text[start:end])))

    def _byte(self, char: int) -> int:
        mark = char // self._STEP
        return self._marks[mark] + len(_bytes(self._text[mark * self._STEP : char]))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text and the maps back, the one nearest to the text first."""

    text: str
    maps: tuple[Map, ...]

    def to_source(self, start: int, end: int) -> Span:
        """Return the source span that the characters from `start` to `end` were decoded from."""
        for step in self.maps:
            start, end = step.span(start, end)
        return Span(start, end)

    def place(self, blocks: Iterable[Block]) -> list[Block]:
        """Return blocks that were read from `text` with pieces that name the source instead."""
        return [replace(block, pieces=self.pieces(block)) for block in blocks]

    def pieces(self, block: Block) -> tuple[Piece, ...]:
        """Return the pieces of a block that was read from `text`, with their places in the source."""
        return cast("tuple[Piece, ...]", MappedPieces(block.pieces, self, len(block.text)))


class MappedPieces(Sequence[Piece]):
    """The pieces of a block in decoded text, one for each character, made when asked for."""

    def __init__(self, inner: Sequence[Piece], decoded: Decoded, length: int) -> None:
        self._inner = inner
        self._decoded = decoded
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Piece: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Piece, ...]: ...
    def __getitem__(self, index: int | slice) -> Piece | tuple[Piece, ...]:
        if isinstance(index, slice):
            return tuple(self._piece(offset) for offset in range(*index.indices(self._length)))
        return self._piece(range(self._length)[index])

    def __iter__(self) -> Iterator[Piece]:
        return map(self._piece, range(self._length))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _piece(self, offset: int) -> Piece:
        index = bisect_right(self._inner, offset, key=_begin) - 1
        block, (start, end) = self._inner[index]
        if block.end - block.start == end - start:
            start += offset - block.start
            end = start + 1
        return Piece(Span(offset, offset + 1), self._decoded.to_source(start, end))


def _begin(piece: Piece) -> int:
    return piece.block.start
