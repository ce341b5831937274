"""Well-formed XML as tokens with exact places.

Entities are never expanded: a reference to one that the document declares is an opaque word, and
entities made of others, or kept in another file, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from h2hlint.formats.decoding import TextBuilder
from h2hlint.formats.mistakes import DEEPEST, malformed, too_deep
from h2hlint.patterns import possessive
from h2hlint.text import INLINE_OBJECT, Source, Span

_MARKUP = re.compile(
    possessive(
        r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<doctype>!DOCTYPE\b)|(?P<pi>\?)"
        r"|/(?P<end>[^\s<>/=\"']++)[ \t\r\n]*+>"
        r"|(?P<start>[^\s<>/!?=\"']++)(?P<attributes>(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)(?P<closed>/?)>)"
    )
)
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)[ \t\r\n]*=[ \t\r\n]*(?:\"([^\"]*)\"|'([^']*)')")
_DOCTYPE = re.compile(
    possessive(r"(?:[^\[\]<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?:\[(?P<subset>(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+)\][ \t\r\n]*+)?+>")
)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<parameter>%\s+)?[^\s%]+\s+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<outside>SYSTEM|PUBLIC))")
_NESTED = re.compile(r"[&%](?!(?:amp|lt|gt|quot|apos|#\w+);)\w")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z_][\w.-]*);")
_CLOSINGS = {"comment": ("-->", 3), "cdata": ("]]>", 3), "pi": ("?>", 2)}


class Token(NamedTuple):
    """A part of a document.

    `kind` is start, end, text, cdata or comment; `place` is all of it, of cdata and comments the
    content. `name` is as written, without prefix; `closed` says that a start tag ended in `/>`.
    """

    kind: str
    place: Span
    name: str = ""
    attributes: str = ""
    closed: bool = False

    def get(self, wanted: str) -> str:
        """Return the value of an attribute, named with or without its prefix; empty where there is none."""
        for name, double, single in _ATTRIBUTE.findall(self.attributes):
            if name in (wanted, wanted.rpartition(":")[2]) or name.rpartition(":")[2] == wanted:
                return unescape(double or single)
        return ""


def tokens(source: Source) -> Iterator[Token]:
    """Yield the tokens of a document. Raise UserError for one that is not well-formed, or nested too deeply."""
    return _Tokens(source).all()


class _Tokens:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._open: list[tuple[str, int]] = []

    def all(self) -> Iterator[Token]:
        text, at = self._text, 0
        while True:
            begin = text.find("<", at)
            if begin < 0:
                break
            if begin > at:
                yield Token("text", Span(at, begin))
            found = _MARKUP.match(text, begin)
            if found is None:
                raise self._stray(begin)
            token, at = self._token(found)
            if token:
                yield token
        if self._open:
            name, start = self._open[-1]
            raise malformed(self._source, start, f"the element <{name}> is never closed; add </{name}> where it ends")

    def _token(self, found: re.Match[str]) -> tuple[Token | None, int]:
        if found["start"]:
            return self._start(found), found.end()
        if found["end"]:
            return self._end(found), found.end()
        if found["doctype"]:
            return None, self._doctype(found)
        kind = found.lastgroup or ""
        closing, length = _CLOSINGS[kind]
        end = self._text.find(closing, found.end())
        if end < 0:
            raise malformed(self._source, found.start(), f"this “{found[0]}” is never closed; add “{closing}”")
        token = None if kind == "pi" else Token(kind, Span(found.end(), end))
        return token, end + length

    def _start(self, found: re.Match[str]) -> Token:
        name, closed = found["start"], bool(found["closed"])
        if not closed:
            if len(self._open) == DEEPEST:
                raise too_deep(self._source, found.start())
            self._open.append((name, found.start()))
        return Token("start", Span(*found.span()), name.rpartition(":")[2], found["attributes"], closed)

    def _end(self, found: re.Match[str]) -> Token:
        name = found["end"]
        if not self._open or self._open[-1][0] != name:
            wanted = f"close <{self._open[-1][0]}> first" if self._open else "nothing is open here"
            raise malformed(self._source, found.start(), f"</{name}> closes nothing; {wanted}, or take this tag out")
        self._open.pop()
        return Token("end", Span(*found.span()), name.rpartition(":")[2])

    def _doctype(self, found: re.Match[str]) -> int:
        whole = _DOCTYPE.match(self._text, found.end())
        if whole is None:
            raise malformed(self._source, found.start(), "this DOCTYPE is never closed; add “>”")
        for entity in _ENTITY.finditer(self._text, *whole.span("subset")) if whole["subset"] else ():
            value = entity["double"] or entity["single"] or ""
            if entity["outside"] or entity["parameter"] or _NESTED.search(value):
                message = "h2hlint reads no entities that are made of others or kept in other files; write the text out instead"
                raise malformed(self._source, entity.start(), message)
        return whole.end()

    def _stray(self, at: int) -> Exception:
        return malformed(self._source, at, "this “<” begins no tag; write “&lt;” for the sign, and close tags and quotation marks")


def add_text(builder: TextBuilder, source: Source, place: Span) -> None:
    """Add character data with its references decoded. Raise UserError for a lone `&`."""
    at = source.text.find("&", *place)
    if at < 0:
        builder.add_source(*place)
        return
    while at >= 0:
        if not _REFERENCE.match(source.text, at, place.end):
            raise malformed(source, at, "this “&” begins no reference; write “&amp;” for the sign")
        at = source.text.find("&", at + 1, place.end)
    builder.add_decoded(*place, _REFERENCE, _dereferenced)


def _dereferenced(found: re.Match[str]) -> str:
    decoded = unescape(found[0])
    return INLINE_OBJECT if decoded == found[0] else decoded
