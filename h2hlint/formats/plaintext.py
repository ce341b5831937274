"""Plain text: paragraphs, list items, quotes and underlined headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from h2hlint.formats.template_signs import is_template
from h2hlint.patterns import possessive
from h2hlint.text import Block, BlockBuilder, Source, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BLANK = re.compile(r"\s*\Z")
_RULE = re.compile(possessive(r"[ \t]*([-=_*~#+])(?:[ \t]*+\1){2,}+[ \t]*+\Z"))
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*\Z")
_BULLET = re.compile(r"[ \t]*[-*+•‣▪][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(
    r"[ \t]*(?:[–·][ \t\u00a0]+(?=\S)"
    r"|(?:\d{1,3}|[a-z])(?:\)[ \t\u00a0]+(?=\S)|\.[ \t\u00a0]+(?=[^\W\d_])(?P<first>\w)))"
)
_QUOTE = re.compile(r"[ \t]*>(?:[ \t]?>)*[ \t]?")


def extract(source: Source) -> list[Block]:
    """Return the blocks of a text; any text is accepted."""
    if is_template(source.text):
        from h2hlint.formats import templates

        return templates.extract(source)
    return read(source.text)


def read(text: str) -> list[Block]:
    """Return the blocks of a text that is no template."""
    reader = _Reader(text)
    for start, end, stop in _lines(text):
        reader.line(start, end, stop)
    reader.flush()
    return reader.blocks


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Return start, end and end with line break of every line."""
    for found in _LINE.finditer(text):
        yield found.start(), found.end(1), found.end()


class _Reader:
    """Gathers lines into blocks."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._builder = BlockBuilder("paragraph")
        self._lines = 0

    def line(self, start: int, end: int, stop: int) -> None:
        """Add the line `text[start:end]`, whose break ends at `stop`."""
        quote = _QUOTE.match(self._text, start, end)
        if bool(quote) != (self._builder.kind == "quote"):
            self.flush("quote" if quote else "paragraph")
        start = quote.end() if quote else start
        if self._is_rule(start, end):
            self.flush("quote" if quote else "paragraph")
        else:
            self._add(self._item(start, end), end, stop)

    def flush(self, kind: str = "paragraph") -> None:
        """End the block in the making; the next one is of `kind`."""
        block = self._builder.build()
        if block:
            self.blocks.append(block)
        self._builder = BlockBuilder(kind)
        self._lines = 0

    def _add(self, start: int, end: int, stop: int) -> None:
        self._builder.add_source(self._text, start, end)
        self._builder.add_space(Span(end, stop))
        self._lines += 1

    def _is_rule(self, start: int, end: int) -> bool:
        """Return whether a line ends the block: blank, or drawn; one line above it is a heading."""
        if _BLANK.match(self._text, start, end):
            return True
        if self._lines == 1 and self._builder.kind == "paragraph" and _UNDERLINE.match(self._text, start, end):
            self._builder.kind = "heading"
        return bool(_RULE.match(self._text, start, end))

    def _item(self, start: int, end: int) -> int:
        """Begin an item if the line does; return where the text of the line starts."""
        if self._builder.kind == "quote":
            return start
        marker = _BULLET.match(self._text, start, end) or self._number(start, end)
        if marker is None:
            return start
        self.flush("list-item")
        return marker.end("first") - 1 if marker.re is _NUMBER and marker["first"] else marker.end()

    def _number(self, start: int, end: int) -> re.Match[str] | None:
        """Return the number of an item; `den\\n1. januar` is none, and neither is a date on its own."""
        marker = _NUMBER.match(self._text, start, end)
        if marker is None or (self._lines and self._builder.kind == "paragraph"):
            return None
        lower = marker["first"] and marker["first"].islower()
        return None if lower and self._builder.kind != "list-item" else marker
