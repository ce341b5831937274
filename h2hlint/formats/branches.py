"""Marks of where branches begin and end in a text, and the message that they make: each branch between the shared text around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from h2hlint.formats.variants import Choice, Message, Run
from h2hlint.text import Span

_DEEPEST = 30
"""Branches within so many others are read one after the other."""

OPEN, BRANCH, CLOSE = "open", "branch", "close"


class Mark(NamedTuple):
    """A tag that opens a block, begins another branch of it, or closes it.

    `name` is that of the block, empty for a close that ends whatever is open; `inverse` says that the block is read where one of that name
    is not; `place` is that of the tag, `at` how many runs of text stand before it.
    """

    kind: str
    name: str = ""
    inverse: bool = False
    place: Span = Span(0, 0)
    at: int = 0


class _Block:
    """A block that is open or was: where its branches begin, where it ends, and the blocks with branches within it."""

    __slots__ = ("branches", "children", "end", "inverse", "name", "places", "slot", "start")

    def __init__(self, mark: Mark, slot: int) -> None:
        self.name = mark.name
        self.inverse = mark.inverse
        self.start = mark.at
        self.slot = slot
        self.branches: list[int] = []
        self.places: list[Span] = []
        self.end = -1
        self.children: list[_Block] = []


def message(runs: Sequence[Run], marks: Sequence[Mark]) -> Message:
    """Return the runs as a message, blocks that have branches as choices; a branch that belongs to no block is a space."""
    return _Tree(runs, marks).message()


class _Tree:
    def __init__(self, runs: Sequence[Run], marks: Sequence[Mark]) -> None:
        self._runs = runs
        self._root = _Block(Mark(OPEN), 0)
        self._stack = [self._root]
        self._open: Counter[str] = Counter()
        self._spaces: list[tuple[int, Span]] = []
        for mark in marks:
            {OPEN: self._begin, BRANCH: self._branch, CLOSE: self._close}[mark.kind](mark)
        while len(self._stack) > 1:  # never closed: no alternatives
            block = self._stack.pop()
            self._flatten(block)
            self._hand_up(block, self._stack[-1])
        self._spaces.sort()

    def message(self) -> Message:
        return self._between(self._root, 0, 0, len(self._runs), 0)

    # Matching

    def _begin(self, mark: Mark) -> None:
        around = self._stack[-1]
        block = self._other_half(mark, around) or _Block(mark, len(around.branches))
        self._stack.append(block)
        self._open[mark.name] += 1

    def _other_half(self, mark: Mark, around: _Block) -> _Block | None:
        """Return the block that has just ended, where this one is read if that one is not: `{{#a}} … {{/a}}{{^a}} … {{/a}}`."""
        last = around.children[-1] if around.children else None
        if last is None or last.name != mark.name or last.inverse == mark.inverse or last.branches[:-1]:
            return None
        if any(run.text.strip() for run in self._runs[last.end : mark.at]) or last.slot != len(around.branches):
            return None
        around.children.pop()
        last.branches.append(mark.at)
        last.places.append(mark.place)
        return last

    def _branch(self, mark: Mark) -> None:
        block = self._stack[-1]
        if block is self._root:
            self._spaces.append((mark.at, mark.place))
        else:
            block.branches.append(mark.at)
            block.places.append(mark.place)

    def _close(self, mark: Mark) -> None:
        if len(self._stack) == 1 or (mark.name and not self._open[mark.name]):
            return
        while True:
            block = self._stack.pop()
            self._open[block.name] -= 1
            around = self._stack[-1]
            if not mark.name or block.name == mark.name:
                break
            self._flatten(block)
            self._hand_up(block, around)
        block.end = mark.at
        if block.branches or block.inverse or block.name.startswith("#"):
            around.children.append(block)
        else:
            self._hand_up(block, around)

    def _flatten(self, block: _Block) -> None:
        self._spaces += zip(block.branches, block.places, strict=True)

    @staticmethod
    def _hand_up(block: _Block, around: _Block) -> None:
        for child in block.children:
            child.slot = block.slot
        around.children = [*around.children, *block.children] if around.children else block.children

    # Building

    def _between(self, block: _Block, slot: int, start: int, end: int, depth: int) -> Message:
        parts: Message = []
        at = start
        for child in block.children:
            if child.slot == slot:
                parts += self._plain(at, child.start, self._spaces)
                parts += self._choice(child, depth)
                at = child.end
        parts += self._plain(at, end, self._spaces)
        return parts

    def _choice(self, block: _Block, depth: int) -> Message:
        if depth == _DEEPEST:
            spaces = sorted({*_spaces(block), *self._spaces})
            return list(self._plain(block.start, block.end, spaces))
        edges = pairwise([block.start, *block.branches, block.end])
        branches = [self._between(block, slot, *edge, depth + 1) for slot, edge in enumerate(edges)]
        if len(branches) > 1 and block.name in SWITCHES and not _has_text(branches[0]):
            del branches[0]
        return [Choice(branches)] if len(branches) > 1 else branches[0]

    def _plain(self, start: int, end: int, spaces: Sequence[tuple[int, Span]]) -> Iterator[Run]:
        """Yield runs, with the spaces between them."""
        at = start
        for index in range(bisect_left(spaces, (start,)), len(spaces)):
            where, place = spaces[index]
            if where >= end:
                break
            yield from self._runs[at:where]
            yield Run(" ", place)
            at = where
        yield from self._runs[at:end]


def _spaces(block: _Block) -> Iterator[tuple[int, Span]]:
    """Yield where branches begin within a block, at any depth."""
    waiting = [block]
    while waiting:
        one = waiting.pop()
        yield from zip(one.branches, one.places, strict=True)
        waiting += one.children


SWITCHES = frozenset({"case", "switch"})
"""Blocks whose first branch begins with a tag of its own."""


def _has_text(parts: Message) -> bool:
    return any(isinstance(part, Choice) or part.text.strip() for part in parts)
