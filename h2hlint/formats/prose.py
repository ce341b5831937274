"""What the markup languages for documents have in common: lines that make blocks, and marks within their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from h2hlint.formats.directives import directive
from h2hlint.formats.html_tokens import references
from h2hlint.text import INLINE_OBJECT, Block, BlockBuilder, Span

Write = Callable[["Writer", re.Match[str]], None]
"""Writes what a mark stands for."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def lines(text: str, start: int = 0) -> Iterator[Span]:
    """Return the places of all lines from `start` on, without their ends."""
    for found in _LINE.finditer(text, start):
        if found.end() > found.start():
            yield Span(*found.span(1))


class Inline:
    """The marks of a language: what may stand in a text besides itself, by the name of its group."""

    def __init__(self, pattern: str, writes: Mapping[str, Write], *, entities: bool = False) -> None:
        self.pattern = re.compile(pattern)
        self.writes = writes
        self.entities = entities


class Writer:
    """Writes source text into a block, without its marks."""

    def __init__(self, text: str, inline: Inline, builder: BlockBuilder) -> None:
        self.text = text
        self.builder = builder
        self._inline = inline

    def read(self, start: int, end: int) -> None:
        """Write `text[start:end]`, its marks read."""
        at = start
        for found in self._inline.pattern.finditer(self.text, start, end):
            if found.start() < at:
                continue
            self.keep(at, found.start())
            self._inline.writes[found.lastgroup or ""](self, found)
            at = found.end()
        self.keep(at, end)

    def keep(self, start: int, end: int) -> None:
        """Write `text[start:end]` as it stands, but for character references where the language has them."""
        if self._inline.entities and self.text.find("&", start, end) >= 0:
            for decoded, place in references(self.text, start, end):
                self.builder.add_source(self.text, start, place.start)
                self.builder.add(decoded, place)
                start = place.end
        self.builder.add_source(self.text, start, end)

    def word(self, start: int, end: int) -> None:
        """Write one opaque word."""
        self.builder.add(INLINE_OBJECT, Span(start, end))


def drop(_: Writer, __: re.Match[str]) -> None:
    """Write nothing."""


def word(writer: Writer, found: re.Match[str]) -> None:
    """Write one opaque word."""
    writer.word(*found.span())


def space(writer: Writer, found: re.Match[str]) -> None:
    """Write a space."""
    writer.builder.add_space(Span(*found.span()))


def inner(writer: Writer, found: re.Match[str]) -> None:
    """Write the text of the group that is called as the mark is with `_text` behind it."""
    writer.read(*found.span(f"{found.lastgroup}_text"))


def escaped(writer: Writer, found: re.Match[str]) -> None:
    """Write the sign behind a backslash."""
    writer.builder.add(found[0][1:], Span(*found.span()))


class Gatherer:
    """Gathers lines into blocks."""

    def __init__(self, text: str, inline: Inline) -> None:
        self.text = text
        self.language: str | None = None
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self._inline = inline
        self._spans: list[Span] = []

    @property
    def empty(self) -> bool:
        """Whether no line was added to the block in the making."""
        return not self._spans

    @property
    def count(self) -> int:
        """How many lines the block in the making has."""
        return len(self._spans)

    def line(self, start: int, end: int) -> None:
        """Add a line to the block in the making."""
        self._spans.append(Span(start, end))

    def begin(self, kind: str) -> None:
        """End the block in the making and begin one."""
        self.flush()
        self.kind = kind

    def flush(self) -> None:
        """End the block in the making; a paragraph follows."""
        spans, self._spans = self._spans, []
        if spans:
            self.add(self.kind, *_joined(self.text, spans))
        self.kind = "paragraph"

    def drop(self) -> None:
        """Forget the block in the making."""
        self._spans = []
        self.kind = "paragraph"

    def add(self, kind: str, *spans: Span) -> None:
        """Add a block of these parts."""
        builder = BlockBuilder(kind, self.language)
        writer = Writer(self.text, self._inline, builder)
        for span in spans:
            writer.read(*span)
            builder.add_space(Span(span.end, span.end))
        block = builder.build()
        if block and (INLINE_OBJECT not in block.text or any(map(str.isalnum, block.text))):
            self.blocks.append(block)

    def comment(self, start: int, end: int) -> None:
        """Note a comment if it speaks to the linter."""
        block = directive(self.text[start:end], start, self.language)
        if block:
            self.blocks.append(block)

    def finish(self) -> list[Block]:
        """End everything; return the blocks in source order."""
        self.flush()
        blocks = (
            [block if block.language else replace(block, language=self.language) for block in self.blocks] if self.language else self.blocks
        )
        return sorted(blocks, key=lambda block: block.pieces[0].source.start)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Return the parts of a block, lines that follow each other as one, so that marks may reach over them."""
    made = [spans[0]]
    for span in spans[1:]:
        if text[made[-1].end : span.start].isspace():
            made[-1] = Span(made[-1].start, span.end)
        else:
            made.append(span)
    return made
