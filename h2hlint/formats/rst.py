"""reStructuredText: sections, paragraphs, lists, tables and the text of directives."""

from __future__ import annotations

import re

from h2hlint.formats.elements import names
from h2hlint.formats.prose import Gatherer, lines
from h2hlint.formats.rst_inline import INLINE
from h2hlint.formats.rst_tables import GRID, SIMPLE, grid_cells, simple_cells
from h2hlint.text import Block, Source, Span

_CODE = names(
    "autoattribute autoclass autodata autoenum autoexception autofunction automethod automodule automodules autosummary bibliography "
    "code code-block csv-table currentmodule default-role doctest graphviz highlight include index inheritance-diagram ipython "
    "jupyter-execute literalinclude math mermaid module parsed-literal plantuml plot productionlist prompt raw role sourcecode "
    "tabularcolumns testcleanup testcode testoutput testsetup toctree uml"
)
"""Directives whose content is not for people, or not as it stands."""
_TITLED = names(
    "admonition attention card caution centered danger deprecated dropdown error grid-item-card hint important note rubric sidebar "
    "tab tab-item table tip topic versionadded versionchanged versionremoved warning seealso replace list-table contents details"
)
"""Directives whose argument is text."""
_HEADED = names("admonition card dropdown grid-item-card rubric sidebar tab tab-item table topic list-table contents details centered")
_TEXT_OPTIONS = names("alt caption title description")

_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*\Z")
_LONG = 4
"""How long a line below a title is that need not be as long as the title."""
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|\Z)")
_DIRECTIVE = re.compile(r"(?:\|[^|\r\n]{1,80}\|[ \t]+)?(?P<name>[\w.+-]+(?::[\w.+-]+)*)[ \t]?::(?:[ \t]+|\Z)")
_NOTE = re.compile(r"\[[^\]\r\n]{1,80}\][ \t]+")
_TARGET = re.compile(r"_(?:`[^`\r\n]*`|[^:\r\n]*?):(?:[ \t]|\Z)|__:(?:[ \t]|\Z)")
_FIELD = re.compile(r":(?P<name>(?![\s:`])[^:\r\n`]{0,80}(?:\\:[^:\r\n`]{0,80}){0,3}):(?:[ \t]+|\Z)")
_ITEM = re.compile(r"(?:[-*+•‣⁃]|(?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6}|#)[.)]|\((?:\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6}|#)\))[ \t]+(?=\S)")
_LINE_BLOCK = re.compile(r"\|(?:[ \t]+|\Z)")
_ANONYMOUS = re.compile(r"__[ \t]+\S")


def extract(source: Source) -> list[Block]:
    """Return the blocks of a document; any text is accepted."""
    return _Reader(source.text).read()


class _Reader(Gatherer):
    """Reads lines; `_silent` is the indent up to which what is indented deeper is no text, -1 for none."""

    def __init__(self, text: str) -> None:
        super().__init__(text, INLINE)
        self._lines = list(lines(text))
        self._silent = -1
        self._indent = 0
        self._options = -1
        self._literal_next = -1
        self._hanging = False

    def read(self) -> list[Block]:
        at = 0
        while at < len(self._lines):
            at += self._read_line(at)
        return self.finish()

    def _start(self, at: int) -> tuple[int, int, int]:
        """Return indent, start and end of the text of a line; a blank one has no indent."""
        start, end = self._lines[at]
        raw = self.text[start:end]
        stripped = raw.lstrip()
        if not stripped:
            return -1, end, end
        indent = len(raw) - len(stripped)
        return len(raw[:indent].expandtabs(8)), start + indent, start + len(raw.rstrip())

    def _read_line(self, at: int) -> int:
        """Read the line number `at` and those that belong to it; return how many."""
        indent, start, end = self._start(at)
        if indent < 0:
            self._blank()
            return 1
        if self._options >= 0 and indent > self._options and self._option(start, end):
            return 1
        self._options = -1
        if self._silent >= 0:
            if indent > self._silent:
                return 1
            self._silent = -1
        if self.empty or indent < self._indent:
            self.flush()
            return self._begin(at, indent, start, end)
        return self._go_on(at, indent, start, end)

    def _blank(self) -> None:
        self._options = -1
        if not self.empty and self._literal_next >= 0:
            self._silent = self._literal_next
        self._literal_next = -1
        self.flush()

    def _begin(self, at: int, indent: int, start: int, end: int) -> int:
        """Begin a block with this line."""
        text = self.text
        self._indent, self._hanging = indent, False
        explicit = _EXPLICIT.match(text, start, end)
        if explicit:
            self._explicit(indent, explicit.end(), end)
            return 1
        if _ANONYMOUS.match(text, start, end):
            return 1
        if text.startswith(">>>", start):
            self._silent = -1
            return self._skip_paragraph(at)
        if GRID.match(text, start, end) or SIMPLE.match(text, start, end):
            taken = self._table(at)
            if taken:
                return taken
        title = self._title(at, start, end)
        if title:
            return title
        field = _FIELD.match(text, start, end)
        if field:
            self._field(field, end)
            return 1
        item = _ITEM.match(text, start, end)
        if item:
            self._indent = indent + item.end() - start
            self._begin_item(item.end(), end)
            return 1
        self._add(start, end)
        return 1

    def _begin_item(self, start: int, end: int) -> None:
        """Begin a list item, which may itself begin with one."""
        while found := _ITEM.match(self.text, start, end):
            self._indent += found.end() - start
            start = found.end()
        self.begin("list-item")
        self._add(start, end)

    def _go_on(self, at: int, indent: int, start: int, end: int) -> int:
        """Go on with the block in the making, or begin another where the line says so."""
        text = self.text
        item = _ITEM.match(text, start, end)
        if self._hanging:
            self._indent, self._hanging = indent, False
        if indent > self._indent and self.count == 1 and self.kind == "paragraph":
            self.kind = "list-item"  # a term, whose definition begins here
            self.begin("list-item")
            self._indent = indent
        if self.count == 1 and indent == self._indent and self._is_underline(start, end, self._spans[0]):
            self.kind = "heading"
            self.flush()
            return 1
        if item and self.kind == "list-item" and indent < self._indent:
            return self._begin(at, indent, start, end)
        if _EXPLICIT.match(text, start, end) and indent <= self._indent:
            self.flush()
            return self._begin(at, indent, start, end)
        self._add(start, end)
        return 1

    def _add(self, start: int, end: int) -> None:
        """Add a line of text; `::` at its end says that code follows."""
        text = self.text
        verse = _LINE_BLOCK.match(text, start, end)
        start = verse.end() if verse else start
        self._literal_next = -1
        if text.endswith("::", start, end):
            self._literal_next = self._indent
            end -= 2 if end - start == 2 or text[end - 3] in " \t" else 1
        if start < end:
            self.line(start, end)
        elif self._literal_next >= 0:
            self._silent, self._literal_next = self._literal_next, -1

    # Titles and tables

    def _title(self, at: int, start: int, end: int) -> int:
        """Read a title with a line above and below, or a transition."""
        if not _UNDERLINE.match(self.text, start, end) or end - start < 3:
            return 0
        if at + 2 < len(self._lines):
            _, first, last = self._start(at + 1)
            _, below, below_end = self._start(at + 2)
            if first < last and self.text[below:below_end] == self.text[start:end]:
                self.add("heading", Span(first, last))
                return 3
        blank = at + 1 >= len(self._lines) or self._start(at + 1)[0] < 0
        return 1 if blank else 0

    def _is_underline(self, start: int, end: int, title: Span) -> bool:
        length = end - start
        return bool(_UNDERLINE.match(self.text, start, end)) and (length >= _LONG or length >= title.end - title.start)

    def _table(self, at: int) -> int:
        """Read a table; return its number of lines, 0 when there is none."""
        grid = GRID.match(self.text, *self._start(at)[1:])
        rows: list[Span] = []
        borders = 0
        for number in range(at, len(self._lines)):
            indent, start, end = self._start(number)
            if indent < 0 and (grid or borders > 1):
                break
            if indent < 0:
                continue
            border = (GRID if grid else SIMPLE).match(self.text, start, end)
            borders += bool(border)
            rows.append(Span(self._lines[number].start, end))
            if border and not grid and borders > 1 and (number + 1 == len(self._lines) or self._start(number + 1)[0] < 0):
                break
        if borders < 2:
            return 0
        for cell in (grid_cells if grid else simple_cells)(self.text, rows):
            self.add("table-cell", *cell)
        return number + 1 - at if indent >= 0 else number - at

    def _skip_paragraph(self, at: int) -> int:
        number = at
        while number < len(self._lines) and self._start(number)[0] >= 0:
            number += 1
        return number - at

    # Explicit markup

    def _explicit(self, indent: int, start: int, end: int) -> None:
        text = self.text
        if start >= end:
            self._silent = indent
            return
        made = _DIRECTIVE.match(text, start, end)
        if made:
            self._directive(made, indent, end)
        elif note := _NOTE.match(text, start, end):
            self._hang(indent)
            self._add(note.end(), end)
        else:
            if not _TARGET.match(text, start, end):
                self.comment(start, end)
            self._silent = indent

    def _directive(self, made: re.Match[str], indent: int, end: int) -> None:
        name = made["name"].lower()
        start = made.end()
        self._options = indent
        if name in _CODE or name.rpartition(":")[2] in _CODE:
            self._silent = indent
            return
        if name.rpartition(":")[2] in _TITLED and start < end:
            self._hang(indent)
            self.kind = "heading" if name in _HEADED else "paragraph"
            self._add(start, end)
            if name in _HEADED:
                self.flush()

    def _option(self, start: int, end: int) -> bool:
        """Read an option of a directive; say whether the line was one."""
        found = _FIELD.match(self.text, start, end)
        if found is None:
            return False
        self.flush()
        if found["name"].lower() in _TEXT_OPTIONS:
            self.add("attribute", Span(found.end(), end))
        return True

    def _field(self, found: re.Match[str], end: int) -> None:
        from h2hlint.formats.values import is_copy  # few documents have fields

        self._hang(self._indent)
        if found.end() < end and is_copy(self.text[found.end() : end]):
            self.kind = "list-item"
            self._add(found.end(), end)

    def _hang(self, indent: int) -> None:
        """Begin a block whose further lines are indented deeper than its first, however deep."""
        self.flush()
        self._indent, self._hanging = indent + 1, True
