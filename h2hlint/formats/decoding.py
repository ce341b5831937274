"""Values of data files, decoded, with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from h2hlint.formats.decoded import Map, Runs, Shift
from h2hlint.text import Span

Replace = Callable[[re.Match[str]], str]


class Text(NamedTuple):
    """A decoded value and the span of the source that it stands in.

    `runs` maps its code points to the source; without, they stand there as they are.
    """

    text: str
    place: Span
    runs: Runs | None = None

    def maps(self) -> tuple[Map, ...]:
        """Return the way from the decoded text to the source."""
        return (self.runs or Shift(self.place.start),)


class TextBuilder:
    """Gathers a decoded text from the parts of `source`."""

    def __init__(self, source: str) -> None:
        self.length = 0
        self._source = source
        self._texts: list[str] = []
        self._runs = Runs()
        self._start = -1
        self._end = -1
        self._literal = True

    def add_source(self, start: int, end: int) -> None:
        """Add `source[start:end]` as it stands."""
        if end > start:
            self._reach(start, end, literal=True)
            self._runs.add(end - start, start, end)
            self._push(self._source[start:end])

    def add(self, text: str, start: int, end: int) -> None:
        """Add decoded `text` that stands for the whole of `source[start:end]`."""
        self._reach(start, end, literal=False)
        if len(text) == end - start == 1:
            self._runs.add(1, start, end)
        else:
            self._runs.add_whole(len(text), start, end)
        self._push(text)

    def add_decoded(self, start: int, end: int, escape: re.Pattern[str], replace: Replace) -> None:
        """Add `source[start:end]` with everything that `escape` finds replaced."""
        at = start
        for found in escape.finditer(self._source, start, end):
            self.add_source(at, found.start())
            self.add(replace(found), *found.span())
            at = found.end()
        self.add_source(at, end)

    def text(self, start: int = 0) -> Text:
        """Return what was added; an empty text stands at `start`."""
        if self._start < 0:
            return Text("", Span(start, start))
        place = Span(self._start, self._end)
        return Text("".join(self._texts), place, None if self._literal else self._runs)

    def _reach(self, start: int, end: int, *, literal: bool) -> None:
        self._literal = self._literal and literal and self._end in (-1, start)
        self._start = start if self._start < 0 else self._start
        self._end = end

    def _push(self, text: str) -> None:
        self._texts.append(text)
        self.length += len(text)


def decode(source: str, start: int, end: int, escape: re.Pattern[str], replace: Replace) -> Text:
    """Return `source[start:end]` with everything that `escape` finds replaced."""
    if not escape.search(source, start, end):
        return Text(source[start:end], Span(start, end))
    builder = TextBuilder(source)
    builder.add_decoded(start, end, escape, replace)
    return builder.text(start)


def character(digits: str, base: int = 16) -> str:
    """Return the character with this number; half a surrogate pair and other numbers give U+FFFD."""
    code = int(digits, base) if len(digits) < 10 else -1
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def utf16(first: str, second: str) -> str:
    """Return the character that a pair of UTF-16 code units, in hexadecimal digits, stands for."""
    return chr(0x10000 + ((int(first, 16) & 0x3FF) << 10) + (int(second, 16) & 0x3FF))
