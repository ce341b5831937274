"""Markdown: CommonMark with tables, footnotes, strikethrough, task lists and front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyromark

from h2hlint.formats.assembly import Assembler
from h2hlint.formats.nesting import Nature
from h2hlint.formats.questions import with_questions
from h2hlint.formats.template_signs import is_page_source
from h2hlint.once import once
from h2hlint.patterns import lazy
from h2hlint.text import Block, BlockBuilder, Source, Span

if TYPE_CHECKING:
    from h2hlint.formats.html import HtmlReader

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_ELEMENTS = {
    "Paragraph": "p",
    "Heading": "h2",
    "BlockQuote": "blockquote",
    "CodeBlock": "pre",
    "List": "ul",
    "Item": "li",
    "FootnoteDefinition": "div",
    "Table": "table",
    "TableHead": "tr",
    "TableRow": "tr",
    "TableCell": "td",
    "Link": "a",
    "Image": "img",
}
_FENCES = ("---", "+++")
_LONE_CR = lazy(r"\r(?!\n)")
_MAY_DEFINE = lazy(r"\]:")
_HEADING_ATTRIBUTES = lazy(r"\{[#.:][^{}]*\}\Z")


def extract(source: Source) -> list[Block]:
    """Return the blocks of a page; any text is accepted."""
    if is_page_source(source.text):
        from h2hlint.formats import templates

        return templates.extract(source)
    return read(source.text)


def read(text: str) -> list[Block]:
    """Return the blocks of a page that holds no tags of a template language."""
    start, language, blocks = _front_matter(text)
    assembler = Assembler(language)
    assembler.add_all(blocks)
    body = _parsable(text[start:])
    offsets = _Offsets(body, start)
    reader = _Reader(assembler, text, offsets)
    reader.read(pyromark.events_with_range(body, options=_OPTIONS))
    if _MAY_DEFINE.search(body):
        _read_definitions(assembler, text, body, _Offsets(body, start))
    blocks = assembler.finish(len(text))
    return with_questions(blocks, reader.boxes) if reader.boxes else blocks


def _front_matter(text: str) -> tuple[int, str | None, Sequence[Block]]:
    """Return where a page's own text begins, its language and the copy before it."""
    if not text.startswith(_FENCES):
        return 0, None, ()
    from h2hlint.formats.frontmatter import read_front_matter  # most pages have none

    return read_front_matter(text)


def _parsable(body: str) -> str:
    """Return `body`, with as many code points and bytes, as the parser needs it.

    A lone CR ends a line, and half a surrogate pair is no character.
    """
    body = _LONE_CR.sub("\n", body)
    try:
        body.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", body)
    return body


def _read_definitions(assembler: Assembler, text: str, body: str, offsets: _Offsets) -> None:
    """Add the titles of link reference definitions."""
    for definition in pyromark.reference_definitions(body, options=_OPTIONS).values():
        if definition["title"]:
            from h2hlint.formats.link_titles import add_title  # rare

            start, end = offsets.at(definition["span"]["start"]), offsets.at(definition["span"]["end"])
            builder = BlockBuilder("attribute", assembler.language)
            add_title(builder, definition["title"], text, start, end)
            assembler.add(builder)


class _Offsets:
    """Code point offsets for UTF-8 byte offsets of `body`, which begins at offset `start`.

    The cost is that of the way from the offset asked for last.
    """

    def __init__(self, body: str, start: int) -> None:
        self._bytes = body.encode()
        self._ascii = len(self._bytes) == len(body)
        self._start = start
        self._byte = 0
        self._point = start

    def at(self, byte: int) -> int:
        """Return the code point offset in the source for a byte offset."""
        if self._ascii:
            return byte + self._start
        if byte >= self._byte:
            self._point += len(self._bytes[self._byte : byte].decode(errors="replace"))
        else:
            self._point -= len(self._bytes[byte : self._byte].decode(errors="replace"))
        self._byte = byte
        return self._point


class _Reader:
    """Reads parser events into an assembler."""

    def __init__(self, assembler: Assembler, text: str, offsets: _Offsets) -> None:
        self._assembler = assembler
        self._text = text
        self._at = offsets.at
        self._open: list[tuple[int, int, str]] = []
        self._lines: list[Span] = []
        self._heading = False
        self._last = -1
        self.boxes: list[int] = []
        """Offsets at which the boxes of task lists end."""
        self._readers: dict[str, Callable[[Any, Span], None]] = {
            "Text": self._read_text,
            "Start": self._read_start,
            "End": self._read_end,
            "Html": self._read_html_line,
            "InlineHtml": self._read_inline_html,
            "TaskListMarker": self._read_box,
            "Code": self._read_code,
        }

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all events; a range counts bytes of UTF-8."""
        at = self._at
        for event, place in events:
            if event.__class__ is str:
                self._read_break(event, Span(at(place["start"]), at(place["end"])))
                continue
            for name, value in event.items():
                reader = self._readers.get(name)
                if reader is None:
                    continue
                start = -1 if name == "End" else at(place["start"])
                reader(value, Span(start, start if name == "Start" else at(place["end"])))

    def _read_break(self, name: str, place: Span) -> None:
        if name == "Rule":
            self._assembler.boundary()
        else:
            self._assembler.space(place)

    def _read_text(self, decoded: str, place: Span) -> None:
        start, end = place
        if self._heading and decoded.endswith("}") and "{" in decoded:
            cut = decoded.rfind("{")
            if _HEADING_ATTRIBUTES.match(decoded, cut):
                end, decoded = end - len(decoded) + cut, decoded[:cut]
        if start > self._last and self._text[start - 1 : start] == "\\":
            self._assembler.text(decoded[:1], Span(start - 1, start + 1))
            start, decoded = start + 1, decoded[1:]
        if end - start == len(decoded):
            self._assembler.source(self._text, start, end)
        else:
            self._assembler.text(decoded, Span(start, end))
        self._last = place.end

    def _read_box(self, ticked: bool, place: Span) -> None:
        self._assembler.box(ticked=ticked)
        self.boxes.append(place.end)

    @once
    def _html(self) -> HtmlReader:
        from h2hlint.formats.html import HtmlReader  # most pages have no HTML

        return HtmlReader(self._assembler, self._text)

    def _read_code(self, _: str, place: Span) -> None:
        self._assembler.object(place)
        self._last = place.end

    def _read_inline_html(self, _: str, place: Span) -> None:
        self._html.read(*place)
        self._last = place.end

    def _read_html_line(self, _: str, place: Span) -> None:
        self._lines.append(place)

    def _read_start(self, value: str | dict[str, Any], place: Span) -> None:
        tag, details = (value, None) if isinstance(value, str) else next(iter(value.items()))
        name = _ELEMENTS.get(tag, "")
        if not name:
            return
        title = ""
        kind, silent = None, False
        if tag == "BlockQuote" and details:
            name = "div"
        elif tag in ("Link", "Image") and details:
            silent = details["link_type"] in ("Autolink", "Email")
            title = details["title"] if details["link_type"] == "Inline" else ""
            kind = self._link_kind(tag)
        elif tag == "CodeBlock":
            silent = True
        elif tag == "Heading":
            self._heading = True
        self._open.append((self._assembler.depth, place.start, title))
        self._assembler.start(name, place, Nature(None, kind, silent, silent))

    def _link_kind(self, tag: str) -> str | None:
        if tag == "Image":
            return "attribute"
        return "link" if self._assembler.within("nav") else None

    def _read_end(self, value: str | dict[str, Any], place: Span) -> None:
        tag = value if isinstance(value, str) else next(iter(value))
        if tag == "HtmlBlock":
            self._read_html_block()
        if tag not in _ELEMENTS:
            return
        depth, start, title = self._open.pop()
        self._heading = self._heading and tag != "Heading"
        self._last = place.end
        self._assembler.close_to(depth, Span(place.end, place.end))
        if title and not self._assembler.silent:
            from h2hlint.formats.link_titles import add_title

            builder = BlockBuilder("attribute", self._assembler.language)
            add_title(builder, title, self._text, start, place.end - 1)
            self._assembler.add(builder)

    def _read_html_block(self) -> None:
        """Read the lines of an HTML block, without the quote marks or indents between them."""
        lines, self._lines = self._lines, []
        if not lines:
            return
        start, end = lines[0].start, lines[-1].end
        if all(line.end == following.start for line, following in pairwise(lines)):
            self._html.read(start, end)
            return
        parts: list[str] = []
        at = start
        for line in lines:
            parts += (" " * (line.start - at), self._text[line.start : line.end])
            at = line.end
        type(self._html)(self._assembler, "".join(parts), start).read(0, end - start)
