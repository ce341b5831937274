"""Marks within the text of AsciiDoc."""

from __future__ import annotations

import re

from h2hlint.formats.prose import Inline, Writer, drop, escaped, inner, word
from h2hlint.patterns import possessive
from h2hlint.text import Span

_OPEN = r"(?<![\w\\])"
_PATTERN = possessive(
    r"(?P<escape>\\(?=[*_`#+^~{\[<:|\\])[\s\S])"
    r"|(?P<mono>``(?:[^`]|`(?!`))++``|(?<![\w`\\])`(?!\s)[^`]++`(?!\w))"
    r"|(?P<through>\+\+\+[^+]++\+\+\+|\+\+[^+\s](?:[^+]|\+(?!\+))*+\+\+(?![\w+])|(?<![\w+\\])\+[^+\s][^+\r\n]*(?<=\S)\+(?![\w+])"
    r"|(?:pass|stem|latexmath|asciimath|kbd|icon|image|anchor|bibitem):[a-z,]{0,20}\[[^\]\r\n]{0,500}\])"
    r"|(?P<picture>image:[^\s:\[][^\s\[]{0,500}\[(?P<picture_text>[^\]]{0,2000}+)\])"
    r"|(?P<blank>\{(?:nbsp|sp)\})"
    r"|(?P<link>(?:(?:https?|ftp|irc)://[^\s\[\]<>]{1,2000}|\{[\w-]{1,60}\}[^\s\[\]{}<>]{0,500}|(?:link|mailto|xref|btn|menu):[^\s\[\]]{0,500})\[(?!\[)(?P<link_text>[^\]]{0,2000}+)\])"
    r"|(?P<footnote>footnote:[\w-]{0,60}\[(?P<footnote_text>[^\]]{0,2000}+)\])"
    r"|(?P<cross><<[^<>,\r\n]{1,300}(?:,(?P<cross_text>[^<>]{0,500}))?>>)"
    r"|(?P<hidden>\(\(\([^()]{1,300}\)\)\)|\[\[[^\[\]\r\n]{1,200}\]\]|\[[#.%][^\[\]\r\n]{1,100}\](?=[#*_`])|\{(?:empty|zwsp|shy|wj)\})"
    r"|(?P<index>\(\((?P<index_text>[^()]{1,300})\)\))"
    r"|(?P<mark>\*\*|__|\#\#|(?<![\w\\*])[*](?=[^\s*])|(?<=[^\s*\\])\*(?!\w)|(?<![\w\\_])_(?=[^\s_])|(?<=[^\s_\\])_(?!\w)"
    r"|(?<![\w\\\#&])\#(?=[^\s\#\d])|(?<=[^\s\#\\&])\#(?![\w]))"
)
_ATTRIBUTES = re.compile(r"(?:,[ \t]*[\w-]{1,40}=[^\]]*|\^)\Z")


def _link(writer: Writer, found: re.Match[str]) -> None:
    """Write the text of a link, a word where it has none."""
    start, end = found.span(f"{found.lastgroup}_text")
    if start < 0 or start == end:
        writer.word(*found.span())
        return
    comma = writer.text.find(",", start, end)
    named = _ATTRIBUTES.match(writer.text, comma, end) if comma >= 0 else None
    end = comma if named else end
    writer.read(start, end - 1 if writer.text.endswith("^", start, end) else end)


def _footnote(writer: Writer, found: re.Match[str]) -> None:
    writer.builder.add_space(Span(found.start(), found.start("footnote_text")))
    inner(writer, found)


def _blank(writer: Writer, found: re.Match[str]) -> None:
    writer.builder.add_space(Span(*found.span()))


INLINE = Inline(
    _PATTERN,
    {
        "escape": escaped,
        "mono": word,
        "through": word,
        "picture": word,
        "link": _link,
        "footnote": _footnote,
        "cross": _link,
        "hidden": drop,
        "index": inner,
        "blank": _blank,
        "mark": drop,
    },
    entities=True,
)
