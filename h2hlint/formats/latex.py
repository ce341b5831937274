"""LaTeX: the text of headings, paragraphs, lists, tables, captions and footnotes."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from h2hlint.formats import latex_commands as known
from h2hlint.formats import latex_signs as signs
from h2hlint.formats.directives import directive
from h2hlint.formats.mistakes import malformed
from h2hlint.text import INLINE_OBJECT, Block, BlockBuilder, Source, Span


def extract(source: Source) -> list[Block]:
    """Return the blocks of a document; raise UserError for code that never ends."""
    reader = _Reader(source)
    text = source.text
    start, end = 0, len(text)
    document = signs.DOCUMENT.search(text)
    if document:
        start = document.end()
        closing = signs.END.search(text, start)
        end = closing.start("end") if closing else end
        reader.preamble(document.end())
    reader.read(start, end)
    return reader.finish()


class _Environment(NamedTuple):
    """An environment that is open, and the kind of the blocks in it."""

    name: str
    kind: str


def _kind(name: str, around: str) -> str:
    """Return the kind of the blocks in an environment."""
    if name in known.TABLES:
        return "table-cell"
    if name in known.QUOTES:
        return "quote"
    return "list-item" if name in known.LISTS else around


class _Reader:
    """Reads tokens; texts that stand apart wait until the text around them is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._braces = signs.braces(source.text)
        self._blocks: list[Block] = []
        self._language: str | None = None
        self._environments = [_Environment("", "paragraph")]
        self._builder = BlockBuilder("paragraph")
        self._closing: dict[int, str] = {}
        self._apart: list[Span] = []
        self._kind = "paragraph"

    def finish(self) -> list[Block]:
        """Read what stands apart; return all blocks in source order."""
        self._environments = self._environments[:1]
        while self._apart:
            place = self._apart.pop()
            self._begin("paragraph")
            self.read(*place)
        return sorted(self._blocks, key=lambda block: block.pieces[0].source.start)

    def preamble(self, end: int) -> None:
        """Read title and language from what stands before the document."""
        babel = signs.BABEL.search(self._text, 0, end)
        if babel:
            options = [option.strip() for option in babel["names"].split(",")]
            self._language = next((known.LANGUAGES[option] for option in reversed(options) if option in known.LANGUAGES), None)
        for title in signs.TITLE.finditer(self._text, 0, end):
            argument = self._argument(title.end())
            if argument:
                self._begin("heading")
                self.read(*argument)
        self._begin("paragraph")

    def read(self, start: int, end: int) -> None:
        """Read `text[start:end]` and end the block."""
        at = start
        while at < end:
            found = signs.TOKEN.search(self._text, at, end)
            stop = found.start() if found else end
            self._builder.add_source(self._text, at, stop)
            at = max(self._token(found), stop + 1) if found else end
        self._flush()

    def _token(self, found: re.Match[str]) -> int:
        kind, place = found.lastgroup or "", Span(*found.span())
        if kind == "command":
            return self._command(found)
        if kind == "comment":
            block = directive(found[0][1:].rstrip(), place.start + 1, self._language)
            self._blocks += [block] if block else []
        elif kind == "verb":
            self._builder.add(INLINE_OBJECT, place)
        elif kind == "blank":
            self._flush()
        elif kind == "math":
            return self._math(found[0], place)
        elif kind == "close" and place.start in self._closing:
            self._kind = self._closing.pop(place.start)
            self._flush()
        elif kind == "cell":
            self._flush()
        elif kind == "tie":
            self._builder.add_space(place)
        elif kind == "quotes":
            self._builder.add(signs.MARKS[found[0]], place)
        return place.end

    # Blocks

    def _begin(self, kind: str) -> None:
        self._flush()
        self._kind = self._builder.kind = kind

    def _flush(self) -> None:
        """End the block in the making."""
        block = self._builder.build()
        if block and (INLINE_OBJECT not in block.text or any(map(str.isalnum, block.text))):
            self._blocks.append(block)
        self._builder = BlockBuilder(self._kind, self._language)

    def _math(self, sign: str, place: Span) -> int:
        """Put a word for mathematics; where it does not end with its paragraph, it is none."""
        limit = signs.NO_MATH.search(self._text, place.end, place.end + signs.LONGEST_MATH)
        closing = signs.MATH_END[sign].search(self._text, place.end, limit.start() if limit else place.end + signs.LONGEST_MATH)
        if closing is None:
            if sign[0] == "$":
                self._builder.add_source(self._text, *place)
            return place.end
        self._builder.add(INLINE_OBJECT, Span(place.start, closing.end()))
        return closing.end()

    # Commands

    def _argument(self, at: int) -> Span | None:
        """Return the place of the argument in braces that follows, if one does."""
        found = signs.ARGUMENT.match(self._text, at)
        close = self._braces.get(found.end()) if found else None
        return Span(found.end() + 1, close) if found and close is not None else None

    def _without(self, at: int, count: int = 20) -> int:
        """Return where the text goes on after options and up to `count` arguments without a space between them."""
        while option := signs.OPTION.match(self._text, at):
            at = option.end()
        for number in range(count):
            argument = self._argument(at)
            if argument is None or (number and argument.start > at + 1):
                break
            at = argument.end + 1
            while option := signs.OPTION.match(self._text, at):
                at = option.end()
        return at

    def _command(self, found: re.Match[str]) -> int:
        name, place = found["name"].rstrip("*") if found["name"].isascii() else found["name"], Span(*found.span())
        if not name:  # a backslash before the end of its line: the line's end is the space that it asks for
            return place.end
        if name in ("begin", "end"):
            return self._environment(name, place)
        if name in known.HEADINGS:
            return self._heading(place.end)
        if name in known.APART:
            return self._put_apart(place.end)
        if name == "item":
            return self._item(place.end)
        if name in known.DROPPED:
            return self._without(place.end)
        if name in known.WORDS:
            end = self._without(place.end)
            self._builder.add(INLINE_OBJECT, Span(place.start, end))
            return end
        if name in known.ARGUMENTS:
            return self._without(place.end, known.ARGUMENTS[name])
        if name in signs.BREAKS:
            self._flush()
            return place.end
        return self._sign(name, place)

    def _sign(self, name: str, place: Span) -> int:
        """Write what a command stands for that makes letters and spaces; others are dropped, their texts are not."""
        if name in known.LETTERS:
            spaces = signs.SPACES.match(self._text, place.end)
            end = spaces.end() if spaces and name.isalpha() else place.end
            self._builder.add(known.LETTERS[name], place)
            return end
        if name in known.ACCENTS and (letter := signs.LETTER.match(self._text, place.end)):
            base = letter["letter"] or letter["braced"] or letter["dotless"]
            whole = Span(place.start, letter.end())
            self._builder.add(unicodedata.normalize("NFC", base + known.ACCENTS[name]), whole)
            return whole.end
        if name in ("(", "["):
            return self._math(name, place)
        if name == "\\":
            return self._line_break(place)
        if name in signs.SPACING or name in ("newline", "linebreak", "quad", "qquad"):
            self._builder.add_space(place)
        elif name in ("$", "%", "&", "#", "_", "{", "}"):
            self._builder.add(name, place)
        elif name.isalpha():
            while option := signs.OPTION.match(self._text, place.end):
                place = Span(place.start, option.end())
        return place.end

    def _line_break(self, place: Span) -> int:
        option = signs.BREAK_OPTION.match(self._text, place.end)
        if self._environments[-1].name in known.TABLES:
            self._flush()
        else:
            self._builder.add_space(place)
        return option.end() if option else place.end

    def _heading(self, at: int) -> int:
        while option := signs.OPTION.match(self._text, at):
            at = option.end()
        argument = self._argument(at)
        if argument is None:
            return at
        around = self._environments[-1].kind
        self._begin("heading")
        self._closing[argument.end] = around
        return argument.start

    def _put_apart(self, at: int) -> int:
        while option := signs.OPTION.match(self._text, at):
            at = option.end()
        argument = self._argument(at)
        if argument is None:
            return at
        self._apart.append(argument)
        return argument.end + 1

    def _item(self, at: int) -> int:
        self._begin("list-item")
        term = signs.TERM.match(self._text, at)
        if term is None:
            return at
        self._builder.add_source(self._text, *term.span("term"))
        self._flush()
        return term.end()

    # Environments

    def _environment(self, verb: str, place: Span) -> int:
        found = signs.ENVIRONMENT.match(self._text, place.end)
        if found is None:
            return place.end
        name = found["name"].strip()
        if verb == "begin" and (name in known.CODE or name in known.MATH):
            return self._skip(name, place, found.end())
        if verb == "begin":
            self._environments.append(_Environment(name, _kind(name, self._environments[-1].kind)))
        elif name == self._environments[-1].name:
            self._environments.pop()
        self._begin(self._environments[-1].kind)
        return self._after_begin(name, found.end()) if verb == "begin" else found.end()

    def _after_begin(self, name: str, at: int) -> int:
        if name in known.HEADED:
            while option := signs.OPTION.match(self._text, at):
                at = option.end()
            return self._heading(at)
        return self._without(at, known.TABLES.get(name, known.SET.get(name, 0)))

    def _skip(self, name: str, place: Span, at: int) -> int:
        """Return the end of code or mathematics."""
        sign = f"\\end{{{name}}}"
        close = self._text.find(sign, at)
        if close < 0:
            raise malformed(self._source, place.start, f"\\begin{{{name}}} is never closed: write {sign} where it ends")
        end = close + len(sign)
        if name in known.MATH:
            self._builder.add(INLINE_OBJECT, Span(place.start, end))
        else:
            self._flush()
        return end
