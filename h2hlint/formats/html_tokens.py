"""HTML tokens and character references with their exact places.

The tokenizer follows the HTML standard where browsers show its effect, is linear in time, and
accepts any text. Where a tag is never closed by `>` its text is kept, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from h2hlint.formats.elements import ESCAPABLE, RAW
from h2hlint.patterns import lazy
from h2hlint.text import Span

_MARKUP = lazy(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*)|(?P<bogus>[!?/]))")
_COMMENT_END = lazy(r"--!?>")
_SIMPLE_END = lazy(r"[\t\n\f\r ]*>")
_ATTRIBUTE = lazy(
    r"[\t\n\f\r /]*(?:(?P<close>>)|(?P<name>[^\t\n\f\r />][^\t\n\f\r /=>]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*)?))?)"
)
_RAW_END = {name: lazy(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW | ESCAPABLE}

Attributes = Mapping[str, Span]
"""Attribute name, in lower case, to the span of its raw value."""

_NONE: Attributes = {}


class Token(NamedTuple):
    """A piece of markup.

    `kind` is text, start, end or comment; `place` is all of it, for a comment its content.
    `name` is in lower case; `closed` says that a start tag ended in `/>`.
    """

    kind: str
    place: Span
    name: str = ""
    attributes: Attributes = _NONE
    closed: bool = False


def tokens(text: str, start: int, end: int, *, xml: bool = False) -> Iterator[Token]:
    """Return the tokens of `text[start:end]`; with `xml`, `/>` closes every element."""
    at = start
    last = text.rfind(">", start, end)
    while found := _MARKUP.search(text, at, end):
        if found.start() > last and not found["comment"]:
            break
        if found.start() > at:
            yield Token("text", Span(at, found.start()))
        if not found["name"]:
            token, at = _comment(text, found, end)
            yield token
            continue
        token, at = _tag(text, found, end)
        yield token
        if token.kind == "start" and not (xml and token.closed) and token.name in _RAW_END:
            content, at = _raw(text, token.name, at, end)
            yield content
    if at < end:
        yield Token("text", Span(at, end))


def _comment(text: str, found: re.Match[str], end: int) -> tuple[Token, int]:
    """Return a comment, or what the standard takes for one, and where the text goes on."""
    if not found["comment"]:
        close = text.find(">", found.end(), end)
        return Token("comment", Span(end, end)), end if close < 0 else close + 1
    begin = found.end()
    for short in (">", "->"):
        if text.startswith(short, begin, end):
            return Token("comment", Span(begin, begin)), begin + len(short)
    closing = _COMMENT_END.search(text, begin, end)
    if closing is None:
        return Token("comment", Span(begin, end)), end
    return Token("comment", Span(begin, closing.start())), closing.end()


def _tag(text: str, found: re.Match[str], end: int) -> tuple[Token, int]:
    kind = "end" if found["end"] else "start"
    name = found["name"].lower()
    simple = _SIMPLE_END.match(text, found.end(), end)
    if simple:
        return Token(kind, Span(found.start(), simple.end()), name), simple.end()
    attributes, at = _attributes(text, found.end(), end)
    closed = text.endswith("/>", found.start(), at)
    return Token(kind, Span(found.start(), at), name, attributes, closed), at


def _attributes(text: str, at: int, end: int) -> tuple[Attributes, int]:
    """Return the attributes of a tag and its end; of attributes of one name the first counts."""
    found: dict[str, Span] = {}
    while match := _ATTRIBUTE.match(text, at, end):
        at = match.end()
        if match["close"]:
            return found, at
        value = match.span(match.lastgroup or "name")
        found.setdefault(match["name"].lower(), Span(at, at) if match.lastgroup == "name" else Span(*value))
    return found, end


def _raw(text: str, name: str, at: int, end: int) -> tuple[Token, int]:
    """Return the content of an element without markup; when it never ends, all the rest."""
    closing = _RAW_END[name].search(text, at, end)
    stop = closing.start() if closing else end
    return Token("text", Span(at, stop)), stop


_REFERENCE = lazy(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_LONGEST_BARE_NAME = 6


def references(text: str, start: int, end: int, *, attribute: bool = False) -> Iterator[tuple[str, Span]]:
    """Return the character references of `text[start:end]`, each decoded and with its place.

    With `attribute`, a name without `;` before a letter, a digit or `=` is none, as in a query.
    """
    for found in _REFERENCE.finditer(text, start, end):
        from html import unescape  # most texts have no reference, and the names of all take time to load

        length = _reference_length(found[0])
        place = Span(found.start(), found.start() + length)
        if length and not (attribute and _goes_on(text, place, end)):
            yield unescape(found[0][:length]), place


def _reference_length(reference: str) -> int:
    """Return how much of `reference` is one: all, the start of it, or nothing."""
    from html.entities import html5

    if reference[1] == "#" or reference[1:] in html5:
        return len(reference)
    for length in range(min(len(reference), _LONGEST_BARE_NAME + 1), 2, -1):
        if reference[1:length] in html5:
            return length
    return 0


def _goes_on(text: str, place: Span, end: int) -> bool:
    following = text[place.end : min(place.end + 1, end)]
    return text[place.end - 1] != ";" and (following == "=" or following.isalnum())
