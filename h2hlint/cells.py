"""Phrases as data: the cells that a phrase is made of, its traces, and how a set of them is packed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, NamedTuple


class Cell(NamedTuple):
    """One place of a phrase, expanded: the forms and affixes that it accepts, or a gap.

    `cased` pairs forms that count only in one case with how they must be written. The fields
    stand in the order of how often they are set: what is kept leaves out the unset rest.
    """

    forms: frozenset[str] = frozenset()
    optional: bool = False
    gap: int | None = None
    has_affixes: bool = False
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    cased: tuple[tuple[str, str], ...] = ()
    final: bool = False


class Trace(NamedTuple):
    """One variant of a phrase: whose it is, which cell anchors it, and the numbers of its cells in order.

    `gate` is the place of a cell that accepts only its forms and must stand `nearest` to `furthest`
    words behind the anchor (before it: negative), so that the words there can rule the trace
    out; -1 for none. An anchor of -1: no literal word.
    """

    owner: int
    anchor: int
    gate: int
    nearest: int
    furthest: int
    cells: tuple[int, ...]


class Phrases(NamedTuple):
    """The phrases of a set; plain data that `marshal` keeps and loads fast.

    `owners` and `anchors` are those of each trace, see `packed`, `cells` the numbers of its cells, see `Rows`.
    `forms` are the forms of each cell, rows of numbers of words in a vocabulary, `kinds` its other fields without the last unset
    ones. `loose` are the numbers of the traces without a literal word, by owner.
    """

    owners: bytes
    anchors: bytes
    cells: tuple[bytes, bytes]
    forms: tuple[bytes, bytes]
    kinds: tuple[tuple[Any, ...], ...]
    loose: Mapping[int, tuple[int, ...]]


class Vocabulary(dict[str, int]):
    """The forms of all phrases of a book, each with its number, which it has from when it is first asked for."""

    def __missing__(self, form: str) -> int:
        self[form] = len(self)
        return self[form]


def phrases(traces: Sequence[Trace], cells: Iterable[Cell], vocabulary: Vocabulary) -> Phrases:
    """Pack traces and the cells that they name."""
    found = list(cells)
    loose: dict[int, list[int]] = defaultdict(list)
    for number, trace in enumerate(traces):
        if trace.anchor < 0:
            loose[trace.owner].append(number)
    return Phrases(
        packed(trace.owner for trace in traces),
        packed(trace.anchor for trace in traces),
        rows(trace.cells for trace in traces),
        rows([vocabulary[form] for form in sorted(cell.forms)] for cell in found),
        tuple(_kind(cell) for cell in found),
        {owner: tuple(found) for owner, found in sorted(loose.items())},
    )


def _kind(cell: Cell) -> tuple[Any, ...]:
    """Return the fields of a cell behind its forms, without the last unset ones."""
    length = len(cell)
    while length > 1 and cell[length - 1] == Cell()[length - 1]:
        length -= 1
    return cell[1:length]


def packed(numbers: Iterable[int]) -> bytes:
    """Return numbers as bytes, which load much faster than tuples of them."""
    return array("i", numbers).tobytes()


def unpacked(data: bytes) -> array[int]:
    """Return the numbers that `packed` made bytes of on this machine."""
    found = array("i")
    found.frombytes(data)
    return found


def rows(numbers: Iterable[Sequence[int]]) -> tuple[bytes, bytes]:
    """Return rows of numbers as bytes, which `Rows` reads: all numbers, and where each row ends."""
    listed = list(numbers)
    return packed(chain.from_iterable(listed)), packed(accumulate(map(len, listed)))


class Rows:
    """Rows of numbers, cut out of the bytes that `rows` made when asked for."""

    def __init__(self, numbers: bytes, ends: bytes) -> None:
        self._numbers, self._ends = unpacked(numbers), unpacked(ends)

    def __getitem__(self, row: int) -> array[int]:
        return self._numbers[self._ends[row - 1] if row else 0 : self._ends[row]]


class Found(NamedTuple):
    """A match: the owner of the phrase and its first and last word, both included."""

    owner: int
    first: int
    last: int


BY_FIRST_WORD = attrgetter("first")
"""Sorts matches by their first word."""
