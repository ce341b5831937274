"""Fluent: messages, terms and attributes; every branch of a selector is a text."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import character
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy
from h2hlint.formats.variants import Choice, Message, Run
from h2hlint.patterns import possessive
from h2hlint.text import INLINE_OBJECT, Block, Source, Span

_BREAK = r"(?:\r\n?+|\n)"
_LINE = re.compile(rf"(?P<blank>[ \t]*(?:{_BREAK}|\Z))|#+(?:[ \t](?P<comment>[^\r\n]*)|)(?:{_BREAK}|\Z)|(?P<entry>-?[a-zA-Z][\w-]*)[ \t]*=")
_ATTRIBUTE = re.compile(rf"(?:{_BREAK}[ \t]*)*{_BREAK}[ \t]+\.([a-zA-Z][\w-]*)[ \t]*=")
_TEXT = re.compile(r"[^{}\r\n]+")
_INDENT = re.compile(possessive(rf"(?:[ \t]*+{_BREAK})++(?P<indent>[ \t]*+)"))
_SPACE = re.compile(possessive(rf"(?:[ \t]|{_BREAK})*+"))
_STRING = re.compile(possessive(r"\"(?:[^\"\\\r\n]++|\\[^\r\n])*+\""))
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))")
_ARROW = re.compile(rf"->[ \t]*(?={_BREAK})")
_VARIANT = re.compile(rf"{_BREAK}[ \t]*\*?\[[ \t]*[\w.-]+[ \t]*\]")
_BLANKS = re.compile(possessive(rf"(?:[ \t]*+{_BREAK}(?=[ \t]*+{_BREAK}))*+[ \t]*+"))
_INLINE = re.compile(possessive(r"(?:[^{}\"\r\n-]++|-(?!>[ \t]*[\r\n]))++|\r\n|\r|\n"))
_REST = re.compile(r"[^\r\n]*")
_WORD_TO_RULES = re.compile(r"\{[^{}\n\r\"]{1,80}\}")
_FREEMARKER = re.compile(r"</?[#@][a-zA-Z]")
_DEEPEST = 8


def extract(source: Source) -> list[Block]:
    """Return the texts. Raise UserError for lines that are no part of Fluent."""
    return _Reader(source).read()


class _Reader:
    """Reads entry by entry; `_at` is where the next sign stands."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._copy = Copy(source)
        self._at = 0

    def read(self) -> list[Block]:
        while self._at < len(self._text):
            line = _LINE.match(self._text, self._at)
            if line is None:
                if _FREEMARKER.search(self._text):
                    raise self._mistake(
                        self._at, "this is a FreeMarker template, which h2hlint does not read; leave it out of the paths given"
                    )
                message = "a line must begin with a name and “=”, a comment with “# ”, and text that goes on with a space"
                raise self._mistake(self._at, message)
            self._at = line.end()
            if line["comment"] is not None:
                self._copy.comment(*line.span("comment"))
            elif line["entry"]:
                self._entry(line["entry"])
        return self._copy.finish()

    def _mistake(self, at: int, message: str) -> Exception:
        return malformed(self._source, at, message)

    def _entry(self, name: str) -> None:
        self._value(name)
        while attribute := _ATTRIBUTE.match(self._text, self._at):
            self._at = attribute.end()
            self._value(f"{name}.{attribute[1]}")
        rest = _REST.match(self._text, self._at)
        if rest and rest[0].strip():
            raise self._mistake(self._at, 'this “}” closes nothing; write { "}" } for a brace that is to be read')

    def _value(self, key: str) -> None:
        message = self._pattern(0)
        if message:
            self._copy.add_message(key, message)

    def _pattern(self, depth: int) -> Message:
        """Read a text up to the line that does not go on with it."""
        parts: Message = []
        while True:
            if found := _TEXT.match(self._text, self._at):
                parts.append(Run(found[0], Span(*found.span())))
                self._at = found.end()
            elif self._text.startswith("{", self._at):
                parts.append(self._placeable(depth))
            elif not self._goes_on(parts):
                return parts

    def _goes_on(self, parts: Message) -> bool:
        """Pass a line break after which the text goes on, and say whether it does."""
        found = _INDENT.match(self._text, self._at)
        if found is None or found.end() >= len(self._text):
            return False
        following = self._text[found.end()]
        if following in "}.[*\r\n" or not (found["indent"] or following == "{"):
            return False
        blank = len(re.findall(_BREAK, found[0])) > 1
        parts.append(Run("\n\n" if blank else "\n", Span(*found.span())))
        self._at = found.end()
        return True

    def _placeable(self, depth: int) -> Run | Choice:
        """Read what stands in braces: a text, a choice, or something that is filled in."""
        start = self._at
        if depth == _DEEPEST:
            raise self._mistake(start, "braces are nested too deeply here; take a part of the text into a term of its own")
        self._at += 1
        self._skip()
        string = _STRING.match(self._text, self._at)
        literal = string[0] if string else None
        self._expression(depth)
        if _ARROW.match(self._text, self._at):
            return self._choice(start, depth)
        place = Span(start, self._close(start))
        inside = self._text[start + 1 : place.end - 1].strip()
        if literal is not None and inside == literal:
            return Run(_ESCAPE.sub(_unescaped, literal[1:-1]), place)
        raw = self._text[place.start : place.end]
        return Run(raw if _WORD_TO_RULES.fullmatch(raw) else INLINE_OBJECT, place)

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _expression(self, depth: int) -> None:
        """Pass an expression up to the arrow or brace after it."""
        while self._at < len(self._text) and self._text[self._at] != "}":
            if _ARROW.match(self._text, self._at):
                return
            if self._text[self._at] == "{":
                self._placeable(depth + 1)
                continue
            found = _STRING.match(self._text, self._at) or _INLINE.match(self._text, self._at)
            if found is None:
                raise self._mistake(self._at, "this quotation mark is never closed; close it on the same line")
            self._at = found.end()

    def _close(self, start: int) -> int:
        if not self._text.startswith("}", self._at):
            raise self._mistake(start, 'this “{” is never closed; add “}”, or write { "{" } for a brace that is to be read')
        self._at += 1
        return self._at

    def _choice(self, start: int, depth: int) -> Choice:
        arrow = _ARROW.match(self._text, self._at)
        self._at = arrow.end() if arrow else self._at
        branches: list[Message] = []
        while variant := self._variant():
            self._at = variant.end()
            branches.append(self._pattern(depth + 1))
        self._skip()
        if not branches:
            raise self._mistake(start, "a choice needs variants such as “[one] …” and “*[other] …”, each on a line of its own")
        self._close(start)
        return Choice(branches)

    def _variant(self) -> re.Match[str] | None:
        blanks = _BLANKS.match(self._text, self._at)
        return _VARIANT.match(self._text, blanks.end() if blanks else self._at)


def _unescaped(found: re.Match[str]) -> str:
    return character(found[1] or found[2]) if found[1] or found[2] else found[3]
