"""String values of configuration languages: quotes and escapes, with exact places."""

from __future__ import annotations

import re
from typing import NamedTuple

from h2hlint.patterns import lazy
from h2hlint.text import BlockBuilder, Span

_ESCAPE = lazy(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r\n[ \t]*|[\r\n][ \t]*)|(.))", re.DOTALL)
_SPACES = "ntrfv_NLP"
_HIDDEN_SIGNS = "0abe"
_DOUBLED = lazy("''")


class Value(NamedTuple):
    """A string value: the key that it belongs to, and whether that key stands at the top level."""

    key: str
    top: bool
    builder: BlockBuilder


def add_escaped(builder: BlockBuilder, text: str, start: int, end: int) -> None:
    """Add `text[start:end]`, the inside of a string with backslash escapes."""
    at = start
    for found in _ESCAPE.finditer(text, start, end):
        builder.add_source(text, at, found.start())
        builder.add(_decode(found), Span(*found.span()))
        at = found.end()
    builder.add_source(text, at, end)


def add_doubled(builder: BlockBuilder, text: str, start: int, end: int) -> None:
    """Add `text[start:end]`, the inside of a YAML string where two apostrophes stand for one."""
    at = start
    for found in _DOUBLED.finditer(text, start, end):
        builder.add_source(text, at, found.start())
        builder.add("'", Span(*found.span()))
        at = found.end()
    builder.add_source(text, at, end)


def _decode(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    sign = found[5] or ""
    return "" if sign in _HIDDEN_SIGNS else " " if sign in _SPACES else sign
