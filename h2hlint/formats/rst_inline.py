"""Marks within the text of reStructuredText."""

from __future__ import annotations

import re

from h2hlint.formats.elements import names
from h2hlint.formats.prose import Inline, Writer, drop, word
from h2hlint.patterns import possessive
from h2hlint.text import Span

_TEXT_ROLES = names(
    "abbr abbreviation acronym dfn emphasis guilabel menuselection strong sub subscript sup superscript t term title title-reference"
)
_BEFORE = r"(?<![\w\\*`])"
_TARGET = re.compile(r"(?<!\s)\s*<[^<>]*>\Z")
_PATTERN = possessive(
    r"(?P<literal>``(?:[^`]|`(?!`))++``)"
    r"|(?P<role>:(?P<role_name>[\w.+-]{1,60}(?::[\w.+-]{1,60}){0,3}):`(?P<role_text>(?:[^`\\]|\\[\s\S])++)`)"
    r"|(?P<suffixed>(?<![\w`])`(?P<suffixed_text>(?:[^`\\]|\\[\s\S])++)`:(?P<suffix>[\w.+-]{1,60}(?::[\w.+-]{1,60}){0,3}):)"
    r"|(?P<quoted>(?<![\w`])_?`(?P<quoted_text>(?![\s`])(?:[^`\\]|\\[\s\S])++)`(?:__?(?!\w))?)"
    r"|(?P<substitution>(?<![\w|])\|(?=\S)[^|\r\n]{1,80}(?<=\S)\|(?:__?)?(?![\w|]))"
    r"|(?P<note>\[(?:\d{1,4}|\#[\w-]{0,60}|\*|[A-Za-z][\w.-]{0,60})\]_(?!\w))"
    r"|(?P<escape>\\(?:\r\n|[\s\S]))"
    r"|(?P<mark>(?<![\w\\*])\*{1,2}(?=[^\s*])|(?<=[^\s*\\])\*{1,2}(?!\w))"
    r"|(?P<reference>(?<=[^\W_])__?(?![\w]))"
)


def _text(writer: Writer, found: re.Match[str]) -> None:
    """Write the text of a link or role, without its target."""
    start, end = found.span(f"{found.lastgroup}_text")
    target = _TARGET.search(writer.text, start, end) if writer.text.endswith(">", start, end) else None
    if target and target.start() > start:
        writer.read(start, target.start())
    elif target:
        writer.word(start, end)
    else:
        writer.read(start, end)


def _role(writer: Writer, found: re.Match[str]) -> None:
    """Write the text of a role that is for people; any other is a word."""
    name = found["role_name"] or found["suffix"]
    start, end = found.span(f"{found.lastgroup}_text")
    if name.rpartition(":")[2].lower() in _TEXT_ROLES or (writer.text.endswith(">", start, end) and "<" in writer.text[start + 1 : end]):
        _text(writer, found)
    else:
        writer.word(*found.span())


def _escape(writer: Writer, found: re.Match[str]) -> None:
    """Write an escaped sign; escaped white space is none."""
    if not found[0][1:].isspace():
        writer.builder.add(found[0][1:], Span(*found.span()))


INLINE = Inline(
    _PATTERN,
    {
        "literal": word,
        "role": _role,
        "suffixed": _role,
        "quoted": _text,
        "substitution": word,
        "note": drop,
        "escape": _escape,
        "mark": drop,
        "reference": drop,
    },
)
