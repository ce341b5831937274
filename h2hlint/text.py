"""Positions: spans, and blocks of decoded text with the map back to their source.

Offsets are Unicode code points, half-open, counted from 0. An offset is carried from the
source, never searched for: a reader adds text to a `BlockBuilder` together with the place
that it came from, and `Block.to_source` gives that place back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from h2hlint.patterns import lazy, possessive

new_tuple = tuple.__new__
"""Makes a named tuple in a third of the time that its own way takes: `new_tuple(Span, (start, end))`."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Piece(NamedTuple):
    """A run of block text and the source span that it stands for.

    Spans of equal length map code point by code point; otherwise the whole run stands for
    the whole source span (an entity, folded white space, a quoted-printable escape).
    """

    block: Span
    source: Span


class Part(NamedTuple):
    """A line of the text taken out of a document: where it begins, the kind of its block, and where the document has it (`page 3`)."""

    start: int
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """One text as read: `path` as given (`-` for stdin), `text` exact but for a BOM.

    `format` is a key of `formats.FORMATS`; `encoding` is the codec that turned the file's
    bytes into `text`, `bom` whether a byte order mark stood before it. Of a document (DOCX,
    PDF …) `text` is what was taken out of it, a paragraph a line, and `parts` are its lines.
    """

    path: str
    text: str
    format: str
    encoding: str = "utf-8"
    bom: bool = False
    parts: tuple[Part, ...] = ()

    def place(self, offset: int) -> str:
        """Return where the document has the text at `offset`, empty for a source that is a text itself."""
        if not self.parts:
            return ""
        return self.parts[max(bisect_right(self.parts, offset, key=lambda part: part.start) - 1, 0)].place


@dataclass(frozen=True, slots=True)
class Block:
    """Decoded, tag-free text of one block, with single spaces and no soft hyphens.

    `kind` is the structure (paragraph, heading, list-item, table-cell, button, label, link,
    attribute, subject, quote, code, value, directive); `role` what it is for (consent, cookie,
    privacy, terms, error, contact, bot, greeting, signature or none); `language` is the declared
    language tag, or None where the source declares none. Blocks of one form or banner share a
    `unit`, a number of their own in the source; 0 is none. A box beside the text may be `ticked`.
    `key` is the name under which the file keeps the text (of a translation, a setting, a column),
    empty where it has none.
    """

    text: str
    kind: str
    role: str
    language: str | None
    pieces: Sequence[Piece]
    unit: int = 0
    ticked: bool = False
    key: str = ""

    def to_source(self, span: Span) -> Span:
        """Return the smallest source span that holds all of `span`, a range of `text`."""
        first = self._piece_at(span.start)
        last = first if span.end <= first.block.end else self._piece_at(max(span.end - 1, span.start))
        return Span(_begin(first, span.start), _finish(last, span.end))

    def _piece_at(self, offset: int) -> Piece:
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.block.start) - 1
        return self.pieces[max(index, 0)]


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of a code point, both from 1; a line ends at LF, CRLF or a lone CR."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _begin(piece: Piece, offset: int) -> int:
    if _is_literal(piece):
        return piece.source.start + offset - piece.block.start
    return piece.source.start


def _finish(piece: Piece, offset: int) -> int:
    if _is_literal(piece):
        return piece.source.start + offset - piece.block.start
    return piece.source.end


def _is_literal(piece: Piece) -> bool:
    return piece.block.end - piece.block.start == piece.source.end - piece.source.start


# White space of any kind becomes one space; soft hyphens, zero-width signs and the BOM vanish.
_SPACE = " \t\n\r\f\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_WORDS = possessive(f"[^{_SPACE}{_INVISIBLE}]++(?: [^{_SPACE}{_INVISIBLE}]++)*+")  # no memory per word
_RUN = lazy(f"{_WORDS}|(?P<space>[{_SPACE}]+)|(?P<hidden>[{_INVISIBLE}]+)")

INLINE_OBJECT = "\ufffc"
"""Stands in a block for inline code, an image or the like: one opaque word to every rule."""


class BlockBuilder:
    """Gathers the text of one block together with the source places of its parts."""

    def __init__(self, kind: str, language: str | None = None, role: str = "none", unit: int = 0, key: str = "") -> None:
        self.kind = kind
        self.language = language
        self.role = role
        self.unit = unit
        self.key = key
        self.ticked = False
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._space: Span | None = None

    def add_source(self, text: str, start: int, end: int) -> None:
        """Add `text[start:end]` of the source as it stands, folding its white space."""
        for run in _RUN.finditer(text, start, end):
            self._add_run(run, Span(*run.span()))

    def add(self, text: str, source: Span) -> None:
        """Add decoded `text` that stands for the whole of `source`.

        White space around and within it is folded: leading space of the block is dropped, a
        run of spaces, even over several calls, becomes one space.
        """
        literal = len(text) == source.end - source.start
        for run in _RUN.finditer(text):
            place = Span(source.start + run.start(), source.start + run.end()) if literal else source
            self._add_run(run, place)

    def add_space(self, source: Span) -> None:
        """Add one space that stands for `source` (a line break, a cell border, a `<br>`)."""
        self._hold_space(source)

    def build(self) -> Block | None:
        """Return the block, or None when nothing but white space was added."""
        if not self._texts:
            return None
        return Block("".join(self._texts), self.kind, self.role, self.language, tuple(self._pieces), self.unit, self.ticked, self.key)

    def _add_run(self, run: re.Match[str], source: Span) -> None:
        if run.lastgroup == "space":
            self._hold_space(source)
        elif run.lastgroup != "hidden":
            self._append(run[0], source)

    def _hold_space(self, source: Span) -> None:
        if self._texts and self._space is None:
            self._space = source

    def _append(self, text: str, source: Span) -> None:
        if self._space is not None:
            space, self._space = self._space, None
            self._push(" ", space)
        self._push(text, source)

    def _push(self, text: str, source: Span) -> None:
        start, end, pieces = self._length, self._length + len(text), self._pieces
        is_literal = end - start == source.end - source.start
        if is_literal and pieces and pieces[-1].source.end == source.start and _is_literal(pieces[-1]):
            pieces[-1] = Piece(Span(pieces[-1].block.start, end), Span(pieces[-1].source.start, source.end))
        else:
            pieces.append(Piece(Span(start, end), source))
        self._texts.append(text)
        self._length = end
