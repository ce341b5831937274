"""Apple's `.strings`: "key" = "value"; with comments."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import character, decode, utf16
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source

_STRING = r"\"(?:[^\"\\]++|\\.)*+\""
_TOKEN = re.compile(
    possessive(
        r"\s*+(?://(?P<comment>[^\r\n]*+)|/\*(?P<note>(?:[^*]++|\*(?!/))*+)\*/"
        rf"|(?P<key>{_STRING}|(?!/[*/])[\w.$/:-]++)\s*+(?P<equals>=\s*+(?P<value>{_STRING}|[\w.$/:-]++)\s*+)?+(?P<semicolon>;)?+|(?P<end>\Z))"
    ),
    re.DOTALL,
)
_SPACE = re.compile(r"\s*")
_ESCAPE = re.compile(
    r"\\(?:[Uu]([dD][89abAB][0-9a-fA-F]{2})\\[Uu]([dD][c-fC-F][0-9a-fA-F]{2})|[Uu]([0-9a-fA-F]{4})|([0-7]{3})|(.))", re.DOTALL
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "a": "\a", "v": "\v"}


def extract(source: Source) -> list[Block]:
    """Return the values that are copy. Raise UserError for anything but entries and comments."""
    copy = Copy(source)
    at = 0
    while True:
        found = _TOKEN.match(source.text, at)
        if found is None:
            raise _stray(source, at)
        if found["end"] is not None:
            return copy.finish()
        if found["key"]:
            _entry(source, found, copy)
        else:
            copy.comment(*found.span("comment" if found["comment"] is not None else "note"))
        at = found.end()


def _entry(source: Source, found: re.Match[str], copy: Copy) -> None:
    if not found["equals"] and not found["semicolon"] and source.text.startswith("=", found.end()):
        raise _stray(source, found.end() + 1)
    if not found["semicolon"]:
        sign = "add “;” after its value" if found["equals"] else 'write it as "key" = "value";'
        raise malformed(source, found.start("key"), f"this entry is not complete; {sign}")
    if not found["equals"]:  # "key"; stands for itself
        return
    start, end = found.span("value")
    if source.text[start] == '"':
        value = decode(source.text, start + 1, end - 1, _ESCAPE, _unescaped)
        copy.add(_ESCAPE.sub(_unescaped, found["key"].strip('"')), value)


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return utf16(found[1], found[2])
    if found[3] or found[4]:
        return character(found[3], 16) if found[3] else character(found[4], 8)
    return _ESCAPED.get(found[5], found[5])


def _stray(source: Source, at: int) -> Exception:
    space = _SPACE.match(source.text, at)
    place = space.end() if space else at
    sign = source.text[place : place + 1]
    if sign == '"':
        return malformed(source, place, 'this text is never closed; end it with “"” and write “\\"” for a quotation mark inside')
    if source.text.startswith("/*", place):
        return malformed(source, place, "this comment is never closed; end it with “*/”")
    return malformed(source, place, f'“{sign}” belongs to no entry; write entries as "key" = "value";')
