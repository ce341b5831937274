"""Titles of Markdown links, images and definitions: where in the source they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from h2hlint.patterns import lazy
from h2hlint.text import BlockBuilder, Span

_OPENING = {'"': '"', "'": "'", ")": "("}
_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])|(&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{0,31});)")
_ESCAPE_OR_MARGIN = lazy(_ESCAPE.pattern + r"|[\r\n][ \t>]*")
"""The same, and the marks of a quote before a line of it."""

_SPACE = " \t\r\n"


def add_title(builder: BlockBuilder, title: str, text: str, start: int, end: int) -> None:
    """Add `title` as it stands at the end of `text[start:end]`, a link without its last bracket."""
    inside = _inside(text, start, end)
    for pattern in (_ESCAPE, _ESCAPE_OR_MARGIN):
        parts = _decoded(text, inside, pattern)
        if _joined(part for part, _ in parts) == _joined([title]):
            break
    else:
        parts = [("".join(title.splitlines()), inside)]
    for part, place in parts:
        builder.add(part, place)


def _inside(text: str, start: int, end: int) -> Span:
    """Return the span between the quotation marks or brackets that end at or before `end`."""
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    opening = _OPENING.get(text[end - 1 : end], "")
    at = text.rfind(opening, start, end - 1) if opening else -1
    while at > start and _escaped(text, at):
        at = text.rfind(opening, start, at)
    return Span(at + 1, end - 1) if at >= 0 else Span(start, end)


def _escaped(text: str, at: int) -> bool:
    before = text[max(at - 64, 0) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _unescaped(reference: str) -> str:
    from html import unescape  # few titles have a reference, and the names of all take time to load

    return unescape(reference)


def _joined(parts: Iterable[str]) -> str:
    return "".join("".join(parts).split())


def _decoded(text: str, span: Span, pattern: re.Pattern[str]) -> list[tuple[str, Span]]:
    parts: list[tuple[str, Span]] = []
    at = span.start
    for found in pattern.finditer(text, *span):
        parts.append((text[at : found.start()], Span(at, found.start())))
        parts.append((found[1] or (_unescaped(found[2]) if found[2] else " "), Span(*found.span())))
        at = found.end()
    parts.append((text[at : span.end], Span(at, span.end)))
    return parts
