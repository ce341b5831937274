"""The scalars of YAML with their places: what the parser decoded, found again in the source sign by sign."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import Text, TextBuilder, character, utf16
from h2hlint.patterns import possessive
from h2hlint.text import Span

_BREAKS = "\r\n\x85\u2028\u2029"
_BREAK = rf"(?:\r\n|[{_BREAKS}])"
_SINGLE = re.compile(possessive(rf"''|(?<![ \t])[ \t]*+{_BREAK}(?:[ \t]|{_BREAK})*+"))
_PLAIN = re.compile(possessive(rf"(?<![ \t])[ \t]*+{_BREAK}(?:[ \t]|{_BREAK})*+"))
_DOUBLE = re.compile(
    possessive(
        r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})"
        rf"|U(?P<U>[0-9a-fA-F]{{8}})|(?P<join>{_BREAK}(?:[ \t]|{_BREAK})*+)|(?P<sign>[^\r\n]))"
        rf"|(?P<fold>(?<![ \t])[ \t]*+{_BREAK}(?:[ \t]|{_BREAK})*+)"
    )
)
_SIGNS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LINE = re.compile(rf"([ \t]*)([^{_BREAKS}]*)({_BREAK}|\Z)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_HEADER = re.compile(rf"[|>][-+0-9]*[^{_BREAKS}]*(?:{_BREAK}|\Z)")


def scalar(source: str, start: int, end: int, style: str | None, value: str) -> Text:
    """Return the scalar `source[start:end]`, of which the parser made `value`.

    Folded lines may differ from `value` in white space. Should more differ, the value as a whole
    stands for its span.
    """
    properties = _PROPERTIES.match(source, start, end)
    start = properties.end() if properties else start
    if not style and value == source[start : start + len(value)]:
        return Text(value, Span(start, start + len(value)))
    builder = TextBuilder(source)
    if style in ("'", '"'):
        builder.add_decoded(start + 1, end - 1, _DOUBLE if style == '"' else _SINGLE, _unescaped if style == '"' else _undoubled)
    elif style in ("|", ">"):
        _add_lines(builder, source, start, end, folded=style == ">")
    else:
        builder.add_decoded(start, end, _PLAIN, _undoubled)
    text = builder.text(start)
    if text.text.split() == value.split():
        return text
    whole = TextBuilder(source)
    whole.add(value, start, end)
    return whole.text(start)


def _undoubled(found: re.Match[str]) -> str:
    return "'" if found[0] == "''" else _break(found[0])


def _break(folded: str) -> str:
    """Return what folded lines become: a space, or a blank line where one stood."""
    return "\n\n" if len(re.findall(_BREAK, folded)) > 1 else " "


def _unescaped(found: re.Match[str]) -> str:
    if found["high"]:
        return utf16(found["high"], found["low"])
    digits = found["x"] or found["u"] or found["U"]
    if digits:
        return character(digits)
    if found["fold"]:
        return _break(found["fold"])
    return "" if found["join"] else _SIGNS.get(found["sign"], found["sign"])


def _add_lines(builder: TextBuilder, source: str, start: int, end: int, *, folded: bool) -> None:
    """Add the lines of a block scalar without their indent."""
    header = _HEADER.match(source, start, end)
    at = header.end() if header else start
    while at < end:
        line = _LINE.match(source, at, end)
        if line is None or line.end() == at:
            break
        builder.add_source(*line.span(2))
        blank = not line[2]
        builder.add(" " if folded and not blank else "\n\n" if folded else "\n", line.end(2), line.end())
        at = line.end()
