"""The string values of a TOML document."""

from __future__ import annotations

import re

from h2hlint.formats.scalars import Value, add_escaped
from h2hlint.patterns import lazy, possessive
from h2hlint.text import BlockBuilder, Span

_TOKEN = lazy(
    possessive(
        r"#(?P<comment>[^\r\n]*)"
        r'|"""(?P<long>(?:[^"\\]++|\\.|"(?!""))*+)"{3,5}'
        r"|'''(?P<raw_long>(?:[^']++|'(?!''))*+)'{3,5}"
        r'|"(?P<short>(?:[^"\\\r\n]++|\\[^\r\n])*+)"'
        r"|'(?P<raw>[^'\r\n]*)'"
        r"|(?P<key>(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++)[ \t]*+(?==)"
        r"|(?:(?<=[\r\n])|\A)[ \t]*(?P<table>\[[^\r\n=\"']*\])[ \t]*(?=[\r\n#]|\Z)"
    ),
    re.DOTALL,
)
_IS_KEY = lazy(r"[ \t]*[=.]")


def toml_values(text: str, start: int, end: int) -> tuple[list[Value], list[Span]]:
    """Return the string values of `text[start:end]`, and the contents of its comments."""
    values: list[Value] = []
    comments: list[Span] = []
    key, top = "", True
    for found in _TOKEN.finditer(text, start, end):
        name = found.lastgroup or ""
        if name == "comment":
            comments.append(Span(*found.span(name)))
        elif name == "table":
            top = False
        elif name == "key" or _IS_KEY.match(text, found.end(), end):
            key = found[name]
        else:
            values.append(Value(key, top, _value(text, found, name)))
    return values, comments


def _value(text: str, found: re.Match[str], name: str) -> BlockBuilder:
    builder = BlockBuilder("value")
    if name in ("long", "short"):
        add_escaped(builder, text, *found.span(name))
    else:
        builder.add_source(text, *found.span(name))
    return builder
