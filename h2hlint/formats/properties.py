"""Java `.properties`: values with their escapes and continued lines."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import character, decode, utf16
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source

_ENTRY = re.compile(
    possessive(
        r"[ \t\f]*+(?:[#!](?P<comment>[^\r\n]*+)|(?P<key>(?:[^\s:=\\]++|\\(?:\r\n|.))*+)[ \t\f]*+(?:[:=][ \t\f]*+)?+"
        r"(?P<value>(?:[^\\\r\n]++|\\(?:\r\n|.)|\\\Z)*+))(?:\r\n|\r|\n|\Z)"
    ),
    re.DOTALL,
)
_ESCAPE = re.compile(
    possessive(
        r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|((?:\r\n|\r|\n)[ \t\f]*+)|(.)|\Z)"
        r"|(?P<quote>'')"
    ),
    re.DOTALL,
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def extract(source: Source) -> list[Block]:
    """Return the values that are copy. Raise UserError for a broken \\u escape."""
    copy = Copy(source)
    text, at = source.text, 0
    while at < len(text):
        found = _ENTRY.match(text, at)
        if found is None:
            break
        if found["comment"] is not None:
            copy.comment(*found.span("comment"))
        elif found["value"]:
            value = decode(text, *found.span("value"), _ESCAPE, lambda escape: _unescaped(source, escape))
            copy.add(re.sub(r"\\(.)", r"\1", found["key"]), value)
        at = max(found.end(), at + 1)
    return copy.finish()


def _unescaped(source: Source, found: re.Match[str]) -> str:
    if found["quote"]:  # of MessageFormat
        return "'"
    if found[1]:
        return utf16(found[1], found[2])
    if found[3]:
        return character(found[3])
    if found[5] == "u":
        raise malformed(source, found.start(), "four hexadecimal digits must follow “\\u”; write “\\\\” for a backslash")
    return _ESCAPED.get(found[5], found[5]) if found[5] else ""
