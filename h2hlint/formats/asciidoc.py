"""AsciiDoc: titles, paragraphs, lists, tables, admonitions and the texts of images."""

from __future__ import annotations

import re

from h2hlint.formats.asciidoc_inline import INLINE
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.prose import Gatherer, lines
from h2hlint.text import Block, Source, Span

_TITLE = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(?=\S)")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_ATTRIBUTES = re.compile(r"\[(?:[^\r\n\[\]]|\[[^\r\n\[\]]*\])*\][ \t]*\Z")
_CODE_STYLE = re.compile(r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|plantuml|mermaid|ditaa|graphviz|comment)\b|\[,")
_QUOTE_STYLE = re.compile(r"\[(?:quote|verse)\b")
_ENTRY = re.compile(r":!?(?P<name>[\w][\w-]{0,60})!?:(?:[ \t]+|\Z)")
_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|`{3,}|[|,:!]={3,})(?P<info>[\w-]*)[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*(?:[*.]{1,5}|-|\d{1,4}\.|[a-zA-Z]\.|[ivxIVX]{1,5}\)|<(?:\d{1,3}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?P<term>[^\r\n]*?\S)(?::{2,4}|;;)(?:[ \t]+|\Z)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING):[ \t]+")
_IMAGE = re.compile(r"image::[^\[\r\n]*\[(?P<text>[^\]\r\n]*)\]")
_MACRO = re.compile(r"[a-z][\w-]{0,40}::[^\s\[]*\[[^\r\n]*\][ \t]*\Z")
_CONDITION = re.compile(r"if(?:n?def)::[^\[\r\n]*\[(?P<text>[^\r\n]+)\][ \t]*\Z")
_RULE = re.compile(r"(?:'{3,}|<{3,}|---|\*\*\*|- - -|\* \* \*)[ \t]*\Z")
_UNDERLINE = re.compile(r"([=\-~^+])\1+[ \t]*\Z")
_BREAK = re.compile(r"[ \t]\+[ \t]*\Z")
_CELL = re.compile(r"(?:(?<=[\s|])|\A)(?:\d{0,3}(?:\.\d{1,3})?[*+])?[<^>]?(?:\.[<^>])?[adehlmsv]?\||(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\\|")
_QUOTED_VALUE = re.compile(r"\"(?P<value>[^\"]*)\"")
_NAMED = re.compile(r"(?:^|,)[ \t]*(?P<name>alt|title)=\"(?P<value>[^\"]*)\"")


def extract(source: Source) -> list[Block]:
    """Return the blocks of a document; raise UserError for code that never ends."""
    return _Reader(source).read()


class _Reader(Gatherer):
    """Reads lines; `_code` is the sign that ends what is no text, `_style` what was said of the next block."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.text, INLINE)
        self._source = source
        self._opened = 0
        self._code = ""
        self._comment_from = -1
        self._style = ""
        self._quote = ""
        self._silent = False
        self._table = False
        self._cell: list[Span] = []
        self._header = True
        self._after_term = False

    def read(self) -> list[Block]:
        for start, end in lines(self.text):
            stop = start + len(self.text[start:end].rstrip())
            self._read_line(start, stop)
        self._end_cell()
        if self._code:
            message = f"the block that {self._code} begins is never closed: write {self._code} on a line of its own where it ends"
            raise malformed(self._source, self._opened, message)
        return self.finish()

    def flush(self) -> None:
        if self._silent:
            self.drop()
        super().flush()
        self._silent = False
        self.kind = "quote" if self._quote else "paragraph"

    def _read_line(self, start: int, end: int) -> None:
        text = self.text
        if self._code:
            self._in_code(start, end)
        elif text.startswith("//", start, end) and not text.startswith("////", start):
            if not text.startswith("///", start):
                self.comment(start + 2, end)
        elif self._table and not text.startswith(self._table_end, start):
            self._table_line(start, end)
        elif start == end:
            self._header = False
            self.flush()
        elif fence := _FENCE.match(text, start, end):
            self._fence(fence, start, end)
        else:
            self._text_line(start, end)

    # Delimited blocks

    def _fence(self, fence: re.Match[str], start: int, end: int) -> None:
        sign = fence["sign"]
        if self._underlines(start, end):
            return
        if fence["info"] and sign[0] != "`":
            self._text_line(start, end)
            return
        self._end_cell()
        silent = self._silent
        self._opened = start
        self.flush()
        if sign.endswith("==="[: len(sign) - 1]) and sign[0] in "|,:!":
            self._table = not self._table
            self._table_end = sign
        elif sign[0] in "-.+/`" and sign != "--":
            self._code = sign
            self._comment_from = end if sign[0] == "/" else -1
        elif silent or _CODE_STYLE.match(self._style):
            self._code = sign
        elif sign[0] == "_":
            self._quote = "" if self._quote == sign else sign
        self._style = ""
        self.kind = "quote" if self._quote else "paragraph"

    def _in_code(self, start: int, end: int) -> None:
        if self.text[start:end] == self._code:
            if self._comment_from >= 0:
                self.comment(self._comment_from, start)
            self._code = ""

    def _underlines(self, start: int, end: int) -> bool:
        """Read the line below a title, in the older way of writing."""
        if self.count != 1 or not _UNDERLINE.match(self.text, start, end):
            return False
        title = self._spans[0]
        if self.kind not in ("paragraph", "quote") or abs((title.end - title.start) - (end - start)) > 1:
            return False
        self.kind = "heading"
        self.flush()
        return True

    # Tables

    def _table_line(self, start: int, end: int) -> None:
        if self._table_end[0] == ",":
            self.add("table-cell", Span(start, end))
            return
        at = start
        for found in _CELL.finditer(self.text, start, end):
            if at < found.start():
                self._cell.append(Span(at, found.start()))
            self._end_cell()
            at = found.end()
        if at < end:
            self._cell.append(Span(at, end))

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, []
        if cell:
            self.add("table-cell", *cell)

    # Lines of text

    def _text_line(self, start: int, end: int) -> None:
        text = self.text
        if self.empty and self._opens(start, end):
            return
        if text[start:end] == "+" or text[start:end] == "--":
            self.flush()
            return
        item = _ITEM.match(text, start, end)
        if item and (self.empty or self.kind == "list-item"):
            self.begin("list-item")
            self._add(item.end(), end)
            return
        term = _TERM.match(text, start, end)
        if term and (self.empty or self.kind == "list-item"):
            self.flush()
            self.add("list-item", Span(*term.span("term")))
            self.kind = "list-item"
            start = term.end()
            self._after_term = start == end
        elif self.empty and text[start] in " \t" and not self._after_term:
            self._silent = True
        if start < end:
            self._after_term = False
            self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        """Add a line of text, without the plus that breaks it."""
        broken = _BREAK.search(self.text, start, end)
        self.line(start, broken.start() if broken else end)

    def _opens(self, start: int, end: int) -> bool:
        """Read a line that is a block of its own; say whether it was one."""
        text = self.text
        entry = _ENTRY.match(text, start, end)
        if entry:
            self._entry(entry, end)
        elif _ATTRIBUTES.match(text, start, end):
            self._style = text[start:end]
            self._silent = self._silent or bool(_CODE_STYLE.match(self._style))
            self._quoting()
        elif title := _TITLE.match(text, start, end):
            self.add("heading", Span(title.end(), end))
        elif self._header and self.blocks and self.blocks[-1].kind == "heading" and len(self.blocks) == 1:
            pass  # author and revision below the title of the document
        elif title := _BLOCK_TITLE.match(text, start, end):
            self.add("heading", Span(title.end(), end))
        elif label := _ADMONITION.match(text, start, end):
            self._add(label.end(), end)
        else:
            return self._macro(start, end)
        return True

    def _macro(self, start: int, end: int) -> bool:
        """Read the texts of a macro on a line of its own; say whether there was one, or a rule."""
        text = self.text
        if image := _IMAGE.match(text, start, end):
            self._image(Span(*image.span("text")))
        elif condition := _CONDITION.match(text, start, end):
            place = Span(*condition.span("text"))
            if not _ENTRY.match(text, *place):
                self.add("paragraph", place)
        else:
            return bool(_MACRO.match(text, start, end) or _RULE.match(text, start, end))
        return True

    def _quoting(self) -> None:
        if _QUOTE_STYLE.match(self._style):
            self.kind = "quote"

    def _entry(self, entry: re.Match[str], end: int) -> None:
        name = entry["name"].lower()
        if name == "lang" and re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)?", self.text[entry.end() : end]):
            self.language = self.text[entry.end() : end]
        elif name in ("description", "title", "doctitle"):
            self.add("attribute", Span(entry.end(), end))

    def _image(self, place: Span) -> None:
        """Add the text that stands for an image: the first value, and `alt` and `title`."""
        text = self.text
        first = text.find(",", *place)
        first_end = first if first >= 0 else place.end
        quoted = _QUOTED_VALUE.match(text, place.start, place.end)
        if quoted:
            self.add("attribute", Span(*quoted.span("value")))
        elif "=" not in text[place.start : first_end]:
            self.add("attribute", Span(place.start, first_end))
        for named in _NAMED.finditer(text, *place):
            self.add("attribute", Span(*named.span("value")))
