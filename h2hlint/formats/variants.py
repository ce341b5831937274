"""Messages with branches, such as the plural forms of ICU MessageFormat: one text for each branch.

Every branch stands in at least one text. The texts together stay within a few times the length of
the message: where they would not, further branches stand for themselves, without what is around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from h2hlint.formats.decoded import Runs
from h2hlint.text import INLINE_OBJECT, Span

_MOST_VARIANTS = 40
_LONGEST = 100_000
_DEEPEST = 8


class Run(NamedTuple):
    """Text and the place that it stands for."""

    text: str
    place: Span


class Choice(NamedTuple):
    """Branches of which a reader sees one."""

    branches: list[list[Run | Choice]]


Message = list[Run | Choice]


def variants(message: Sequence[Run | Choice], longest: int = _LONGEST, *, pairs: bool = False) -> list[list[Run]]:
    """Return the texts of a message, such that every branch stands in one of them.

    `longest` is about how many characters they may have together beyond those of the message; with `pairs` two are made in any case.
    """
    options = [[[part]] if isinstance(part, Run) else _branches(part) for part in message]
    length = sum(len(run.text) for option in options for variant in option for run in variant)
    count = max((len(option) for option in options), default=1)
    whole = min(count, _MOST_VARIANTS, max(1 + longest // (length + 1), 1 + pairs))
    made = [[run for option in options for run in option[min(number, len(option) - 1)]] for number in range(whole)]
    return made + [option[number] for option in options for number in range(whole, len(option))]


def _branches(choice: Choice) -> list[list[Run]]:
    return [variant for branch in choice.branches for variant in variants(branch)] or [[]]


def joined(runs: Sequence[Run]) -> tuple[str, Runs]:
    """Return runs as one text, and the map from it to their places."""
    back = Runs()
    for text, place in runs:
        if len(text) == place.end - place.start:
            back.add(len(text), place.start, place.end)
        else:
            back.add_whole(len(text), place.start, place.end)
    return "".join(run.text for run in runs), back


# --- ICU MessageFormat -----------------------------------------------------------------------

_MAY_BRANCH = re.compile(r"\{\s{0,9}[\w.]{1,60}\s{0,9},\s{0,9}(?:plural|select|selectordinal)\s{0,9},")
_HEAD = re.compile(r"\{\s*[\w.]+\s*,\s*(?P<kind>plural|select|selectordinal)\s*,\s*(?:offset:\s*\d+\s*)?")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]+)\s*\{")
_ARGUMENT = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}")
_SIGN = re.compile(r"''|'[{}#|]([^']*)(?:'|\Z)|[{}#]")
_CLOSE = re.compile(r"\s*\}")


def icu(text: str) -> Message | None:
    """Return a message with plural or select branches, or None where `text` has none or is not well made."""
    if "{" not in text or not _MAY_BRANCH.search(text):
        return None
    try:
        return _Icu(text).message(0, 0, counts=False)[0]
    except _NoMessage:
        return None


class _NoMessage(Exception):
    """The braces of a text do not fit together: it is no message."""


class _Icu:
    def __init__(self, text: str) -> None:
        self._text = text

    def message(self, at: int, depth: int, *, counts: bool) -> tuple[Message, int]:
        """Read up to the brace that closes this branch, or the end; return what was read and where."""
        parts: Message = []
        while found := _SIGN.search(self._text, at):
            if found.start() > at:
                parts.append(self._run(at, found.start()))
            if found[0] == "}" and depth:
                return parts, found.start()
            part, at = self._part(found, depth, counts=counts)
            parts.append(part)
        if depth:
            raise _NoMessage
        parts.append(self._run(at, len(self._text)))
        return parts, len(self._text)

    def _run(self, start: int, end: int) -> Run:
        return Run(self._text[start:end], Span(start, end))

    def _part(self, found: re.Match[str], depth: int, *, counts: bool) -> tuple[Run | Choice, int]:
        sign, place = found[0], Span(*found.span())
        if sign == "{":
            return self._argument(place.start, depth)
        if sign == "#" and counts:
            return Run(INLINE_OBJECT, place), place.end
        if sign == "''":
            return Run("'", place), place.end
        if len(sign) > 1:
            return Run(sign[1:].removesuffix("'"), place), place.end
        return Run(sign, place), place.end

    def _argument(self, at: int, depth: int) -> tuple[Run | Choice, int]:
        head = _HEAD.match(self._text, at)
        if head:
            return self._choice(head, depth)
        simple = _ARGUMENT.match(self._text, at)
        if simple is None:
            raise _NoMessage
        return Run(simple[0], Span(*simple.span())), simple.end()

    def _choice(self, head: re.Match[str], depth: int) -> tuple[Choice, int]:
        if depth == _DEEPEST:
            raise _NoMessage
        branches: list[Message] = []
        at = head.end()
        while branch := _BRANCH.match(self._text, at):
            parts, end = self.message(branch.end(), depth + 1, counts=head["kind"] != "select")
            branches.append(parts)
            at = end + 1
        closing = _CLOSE.match(self._text, at)
        if closing is None or not branches:
            raise _NoMessage
        return Choice(branches), closing.end()
