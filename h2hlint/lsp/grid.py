"""Offsets of a text as an editor counts them: lines from 0, and columns in the units that both sides agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from h2hlint.text import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A place as editors give it."""

    line: int
    character: int


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


UNITS: dict[str, Callable[[str], int]] = {"utf-8": _utf8, "utf-16": _utf16, "utf-32": len}
"""How long a text is in each of the units that a protocol may count in."""


class Grid:
    """Turns offsets of a text into cells and back; lines end where the protocol says: LF, CRLF, lone CR."""

    def __init__(self, text: str, units: str = "utf-16") -> None:
        self._text = text
        self._length = UNITS[units]
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def cell(self, offset: int) -> Cell:
        """Return where an offset stands."""
        line = bisect_right(self._starts, offset) - 1
        return Cell(line, self._length(self._text[self._starts[line] : offset]))

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a cell; one behind the end of its line is that end, as the protocol wants it."""
        if line >= len(self._starts):
            return len(self._text)
        start = self._starts[line]
        whole = self._line(line)
        if self._length is len or whole.isascii():
            return start + min(character, len(whole))
        low, high = 0, len(whole)
        while low < high:  # the last place at which no more than `character` units have passed
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._length(whole[:middle]) <= character else (low, middle - 1)
        return start + low

    def span(self, start: Cell, end: Cell) -> Span:
        """Return the span between two cells."""
        return Span(self.offset(*start), self.offset(*end))

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end].rstrip("\r\n")


def changed(text: str, units: str, start: Cell | None, end: Cell | None, new: str) -> str:
    """Return a text after a change that an editor tells of: of a stretch, or without one of the whole."""
    if start is None or end is None:
        return new
    first, last = Grid(text, units).span(start, end)
    return text[:first] + new + text[last:]
