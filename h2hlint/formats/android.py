"""Android string resources: strings, plurals and arrays, with their escapes."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import TextBuilder, character, utf16
from h2hlint.formats.keys import join
from h2hlint.formats.values import Copy
from h2hlint.formats.xml_tokens import Token, add_text
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span

_HOLDERS = ("plurals", "string-array", "array")
_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\([^u])|\"|(\s+)")
_ESCAPED = {"n": "\n", "t": "\t"}
_PARTS = re.compile(possessive(rf"(?:{_ESCAPE.pattern}|&#?\w+;)"))
_REFERENCE = re.compile(r"[@?][+*]?[\w.]*:?\w+/[\w.]+\Z")


def read(source: Source, found: list[Token]) -> list[Block]:
    """Return the strings of a document that was taken apart already. Raise UserError for a lone `&`."""
    reader = _Reader(source)
    for token in found:
        reader.token(token)
    return reader.copy.finish()


class _Reader:
    """Reads token by token; `_depth` counts the inline elements open in a string."""

    def __init__(self, source: Source) -> None:
        self.copy = Copy(source)
        self._source = source
        self._builder: TextBuilder | None = None
        self._holder = ""
        self._key = ""
        self._kept = True
        self._depth = 0

    def token(self, token: Token) -> None:
        if token.kind == "comment":
            self.copy.comment(*token.place)
        elif self._builder is not None:
            self._inner(self._builder, token)
        elif token.kind == "start":
            self._start(token)

    def _start(self, token: Token) -> None:
        kept = token.get("translatable") != "false"
        if token.name in _HOLDERS:
            self._holder, self._kept = token.get("name"), kept
        elif token.name in ("string", "item") and not token.closed:
            if token.name == "string":
                self._key, self._kept = token.get("name"), kept
            else:
                self._key = join(self._holder, token.get("quantity")) if token.get("quantity") else self._holder
            self._builder, self._depth = TextBuilder(self._source.text), 0

    def _inner(self, builder: TextBuilder, token: Token) -> None:
        if token.kind == "end" and not self._depth:
            self._end(builder)
        elif token.kind in ("start", "end"):
            self._depth += (token.kind == "start" and not token.closed) - (token.kind == "end")
            builder.add_source(*token.place)
        elif token.kind == "cdata":
            _add(builder, token.place)
        else:
            _add_references(builder, self._source, token.place)

    def _end(self, builder: TextBuilder) -> None:
        text = builder.text()
        if self._kept and not _REFERENCE.match(text.text.strip()):
            self.copy.add(self._key, text, about=self._key)
        self._builder = None


def _add_references(builder: TextBuilder, source: Source, place: Span) -> None:
    """Add character data, its references and escapes decoded."""
    at = place.start
    for found in _PARTS.finditer(source.text, *place):
        if found[0][0] != "&":
            continue
        _add(builder, Span(at, found.start()))
        add_text(builder, source, Span(*found.span()))
        at = found.end()
    if source.text.find("&", at, place.end) >= 0:
        add_text(builder, source, Span(at, place.end))
    else:
        _add(builder, Span(at, place.end))


def _add(builder: TextBuilder, place: Span) -> None:
    builder.add_decoded(*place, _ESCAPE, _unescaped)


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return utf16(found[1], found[2])
    if found[3]:
        return character(found[3])
    if found[4]:
        return _ESCAPED.get(found[4], found[4])
    return " " if found[5] else ""
