"""JavaScript and TypeScript, as far as it takes to know where code ends and markup begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from h2hlint.formats.elements import names
from h2hlint.patterns import possessive
from h2hlint.text import Span

CODE = re.compile(
    r"(?P<quote>[\"'])|(?P<comment>//[^\r\n]*|/\*)|(?P<word>[\w$]+)|(?P<blank>(?:\r\n?|\n)[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<template>`)|(?P<open>\{)|(?P<close>\})|(?P<slash>/)|(?P<less><)|(?P<ended>[)\]])|(?P<sign>[^\s])"
)
"""The tokens that matter; the rest is white space."""
_STRINGS = {quote: re.compile(possessive(rf"[^{quote}\\\r\n]*+(?:\\(?:\r\n|[\s\S])[^{quote}\\\r\n]*+)*+")) for quote in "\"'"}
_REGEX = re.compile(possessive(r"/(?![*/])(?:[^\\/\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*+\])++/[a-z]*"))
TEMPLATE = re.compile(r"\\[\s\S]|(?P<end>`)|(?P<open>\$\{)")
_LONGEST_REGEX = 2000
BEFORE_VALUE = names("await case default delete do else extends in instanceof new of return throw typeof void yield")
"""Words behind which a value begins, and with it perhaps markup or a regular expression."""

ELEMENT = re.compile(r"<(?:(?P<name>[A-Za-z_$][\w$.:-]*)(?=[\s/>{<]|\Z)|(?=>))")
"""What may begin an element; `<>` begins a fragment."""
_TYPE = re.compile(r"<[A-Za-z_$][\w$]*(?:\s+extends\s|\s*,|>\s*\()")
_CLOSED = re.compile(r"</\s{0,9}([\w$.:-]+)")

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))")
_NAMED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r": "",
    "\r\n": "",
    "\u2028": "",
    "\u2029": "",
}


def string_end(text: str, start: int) -> tuple[int, bool]:
    """Return where the string that begins at `start` ends, and whether it is closed there."""
    body = _STRINGS[text[start]].match(text, start + 1)
    end = body.end() if body else start + 1
    return (end + 1, True) if text.startswith(text[start], end) else (end, False)


def regex_end(text: str, start: int) -> int:
    """Return where the regular expression that begins at `start` ends, 0 where none begins."""
    found = _REGEX.match(text, start, start + _LONGEST_REGEX)
    return found.end() if found else 0


def closed_names(text: str) -> frozenset[str]:
    """Return the names of all end tags in a text."""
    return frozenset(_CLOSED.findall(text))


def is_type(text: str, found: re.Match[str], closed: frozenset[str]) -> bool:
    """Say whether what looks like a tag declares types: `<T,>`, `<T extends X>`, `<T>(x: T) => x`."""
    shape = _TYPE.match(text, found.start())
    if shape is None or not found["name"]:
        return False
    return not shape[0].endswith("(") or found["name"] not in closed


def string_parts(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Return the content of a string as runs that stand for themselves and escapes that were decoded."""
    at = start
    for found in _ESCAPE.finditer(text, start, end):
        if found.start() > at:
            yield text[at : found.start()], Span(at, found.start())
        yield _decoded(found), Span(*found.span())
        at = found.end()
    if at < end:
        yield text[at:end], Span(at, end)


def _decoded(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return _NAMED.get(found[4], found[4])
    return chr(min(int(code, 16), 0x10FFFF))
