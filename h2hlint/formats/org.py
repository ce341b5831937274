"""Org: headlines, paragraphs, lists, tables and quotes."""

from __future__ import annotations

import re

from h2hlint.formats.elements import names
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.prose import Gatherer, Inline, Writer, drop, inner, lines, word
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span

_HEADLINE = re.compile(r"\*+[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED|CANCELED|HOLD|PROJ|IDEA)[ \t]+)?(?:\[#\w\][ \t]+)?")
_TAGS = re.compile(r"(?<![ \t])[ \t]+(?:\[\d{0,4}[/%]\d{0,4}\][ \t]*)?(?::[\w@#%:]{1,200}:)?[ \t]*\Z")
_KEYWORD = re.compile(r"[ \t]*#\+(?P<name>[\w-]{1,60})(?:\[[^\]\r\n]*\])?:[ \t]*")
_BLOCK = re.compile(r"[ \t]*#\+begin_(?P<name>[\w-]+)", re.IGNORECASE)
_BLOCK_END = re.compile(r"[ \t]*#\+end_[\w-]+", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]+|\Z)")
_FIXED = re.compile(r"[ \t]*:(?:[ \t]|\Z)")
_DRAWER = re.compile(r"[ \t]*:(?!end:)[\w-]{1,60}:[ \t]*\Z", re.IGNORECASE)
_DRAWER_END = re.compile(r"[ \t]*:end:[ \t]*\Z", re.IGNORECASE)
_PLANNING = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_ITEM = re.compile(r"(?:[ \t]*(?:[-+]|(?:\d{1,4}|[A-Za-z])[.)])|[ \t]+\*)[ \t]+(?:\[@\w{1,4}\][ \t]+)?(?:\[[ Xx-]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?<![ \t])[ \t]+::(?:[ \t]+|\Z)")
_ROW = re.compile(r"[ \t]*\|")
_BAR = re.compile(r"\|")
_RULE = re.compile(r"[ \t]*(?:-{5,}|\|[-+]*\|?)[ \t]*\Z")
_ENVIRONMENT = re.compile(r"[ \t]*\\begin\{(?P<name>[\w*]{1,60})\}")
_NOTE = re.compile(r"\[fn:[\w-]{1,60}\][ \t]+")
_TITLES = names("title subtitle")
_TEXTS = names("caption description")
_PROSE = names("quote verse center note tip warning important caution abstract aside details summary")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w{2,8})?\Z")

_PATTERN = possessive(
    r"(?P<literal>(?<![\w=])=(?=[^\s=])[^=\r\n]*(?<=\S)=(?![\w=])|(?<![\w~])~(?=[^\s~])[^~\r\n]*(?<=\S)~(?![\w~]))"
    r"|(?P<bare>\[\[[^\[\]]{1,2000}\]\])"
    r"|(?P<link>\[\[[^\[\]]{1,2000}\]\[(?P<link_text>[^\[\]]{1,2000})\]\])"
    r"|(?P<footnote>\[fn:[\w-]{0,60}:(?P<footnote_text>[^\[\]]{1,2000})\])"
    r"|(?P<hidden>\[fn:[\w-]{1,60}\]|\[cite[^\[\]\r\n]{0,500}\]|<<<?[^<>\r\n]{1,200}>>>?)"
    r"|(?P<object>[<\[]\d{4}-\d\d-\d\d[^<>\[\]\r\n]{0,60}[>\]](?:--[<\[]\d{4}-\d\d-\d\d[^<>\[\]\r\n]{0,60}[>\]])?|\{\{\{[^{}]{1,300}\}\}\}"
    r"|@@\w{1,20}:[^@]{0,500}@@|src_\w{1,30}(?:\[[^\]\r\n]{0,200}\])?\{[^{}\r\n]{0,500}\}|\\\([^()]{1,1000}\\\)|\\\[[^\[\]]{1,1000}\\\]"
    r"|(?<![\w$])\$[^\s$][^$\r\n]{0,300}(?<=\S)\$(?![\w$])|\$\$[^$]{1,1000}\$\$)"
    r"|(?P<entity>\\(?:nbsp|ensp|emsp)(?:\{\}|\b)|\\\\[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<mark>(?<![\w*/_+\\])[*/_+]{1,3}(?=[^\s*/_+])|(?<=[^\s*/_+\\])[*/_+]{1,3}(?![\w*/_+]))"
)


def _space(writer: Writer, found: re.Match[str]) -> None:
    writer.builder.add_space(Span(*found.span()))


def _footnote(writer: Writer, found: re.Match[str]) -> None:
    writer.builder.add_space(Span(found.start(), found.start("footnote_text")))
    inner(writer, found)


INLINE = Inline(
    _PATTERN,
    {
        "literal": word,
        "bare": word,
        "link": inner,
        "footnote": _footnote,
        "hidden": drop,
        "object": word,
        "entity": _space,
        "mark": drop,
    },
)


def extract(source: Source) -> list[Block]:
    """Return the blocks of a document; raise UserError for code that never ends."""
    return _Reader(source).read()


class _Reader(Gatherer):
    """Reads lines; `_until` ends what is no text."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.text, INLINE)
        self._source = source
        self._until: re.Pattern[str] | None = None
        self._opened = 0
        self._quote = False

    def read(self) -> list[Block]:
        for start, end in lines(self.text):
            stop = start + len(self.text[start:end].rstrip())
            if self._until:
                self._until = None if self._until.match(self.text, start, stop) else self._until
            elif start == stop:
                self.flush()
            else:
                self._read_line(start, stop)
        if self._until:
            sign = self.text[self._opened :].split(maxsplit=1)[0]
            raise malformed(self._source, self._opened, f"what {sign} begins is never closed: write its end on a line of its own")
        return self.finish()

    def flush(self) -> None:
        super().flush()
        self.kind = "quote" if self._quote else "paragraph"

    def _skip(self, start: int, until: re.Pattern[str]) -> None:
        self.flush()
        self._until = until
        self._opened = start

    def _read_line(self, start: int, end: int) -> None:
        text = self.text
        if headline := _HEADLINE.match(text, start, end):
            self.flush()
            tags = _TAGS.search(text, headline.end(), end)
            self.add("heading", Span(headline.end(), tags.start() if tags else end))
        elif block := _BLOCK.match(text, start, end):
            self._block(block, start)
        elif _BLOCK_END.match(text, start, end):
            self._quote = False
            self.flush()
        elif keyword := _KEYWORD.match(text, start, end):
            self._keyword(keyword, end)
        elif comment := _COMMENT.match(text, start, end):
            self.comment(comment.end(), end)
        elif not self._passed(start, end):
            self._text_line(start, end)

    def _passed(self, start: int, end: int) -> bool:
        """Pass what is no text, and read the row of a table; say whether the line was one of them."""
        text = self.text
        if _DRAWER.match(text, start, end):
            self._skip(start, _DRAWER_END)
        elif environment := _ENVIRONMENT.match(text, start, end):
            closing = re.compile(rf".*\\end\{{{re.escape(environment['name'])}\}}")
            if not closing.match(text, start, end):
                self._skip(start, closing)
        elif _FIXED.match(text, start, end) or _PLANNING.match(text, start, end) or _RULE.match(text, start, end):
            self.flush()
        elif row := _ROW.match(text, start, end):
            self._row(row.end(), end)
        else:
            return False
        return True

    def _block(self, block: re.Match[str], start: int) -> None:
        self.flush()
        name = block["name"].lower()
        if name in _PROSE:
            self._quote = name in ("quote", "verse")
            self.flush()
        else:
            self._skip(start, re.compile(rf"[ \t]*#\+end_{re.escape(name)}[ \t]*\Z", re.IGNORECASE))

    def _keyword(self, keyword: re.Match[str], end: int) -> None:
        self.flush()
        name = keyword["name"].lower()
        if name in _TITLES:
            self.add("heading", Span(keyword.end(), end))
        elif name in _TEXTS:
            self.add("paragraph", Span(keyword.end(), end))
        elif name == "language" and _LANGUAGE.match(self.text, keyword.end(), end):
            self.language = self.text[keyword.end() : end]

    def _row(self, start: int, end: int) -> None:
        self.flush()
        at = start
        for bar in _BAR.finditer(self.text, start, end):
            self.add("table-cell", Span(at, bar.start()))
            at = bar.end()
        if at < end:
            self.add("table-cell", Span(at, end))

    def _text_line(self, start: int, end: int) -> None:
        text = self.text
        item = _ITEM.match(text, start, end)
        if item and (self.empty or self.kind == "list-item" or text[item.start() : item.end()].lstrip()[0] in "-+*"):
            self.begin("list-item")
            start = item.end()
            term = _TERM.search(text, start, end)
            if term:
                self.line(start, term.start())
                self.begin("list-item")
                start = term.end()
        elif note := _NOTE.match(text, start, end):
            self.flush()
            start = note.end()
        if start < end:
            self.line(start, end)
