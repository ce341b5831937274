"""What LanguageTool is sent: the blocks' own words, all else kept apart as markup, and the way back from its answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from h2hlint.checks.context import BlockContext
from h2hlint.language.classes import OPAQUE_RUNS
from h2hlint.text import Span

_BETWEEN = "\n\n"
_STAND_IN = "Anna"
"""What code, placeholders and addresses read as: a word that most sentences have room for."""
_SIGN = "\ufffc"
_WIDE = 0xFFFF


class Place(NamedTuple):
    """A stretch of one block's text, in its composed form."""

    context: BlockContext
    start: int
    end: int


class Annotation:
    """Several blocks as one annotated text. LanguageTool counts in units of UTF-16, markup included; `place` undoes that."""

    def __init__(self, contexts: Sequence[BlockContext]) -> None:
        self._contexts = contexts
        self._parts: list[dict[str, str]] = []
        self._places: list[tuple[int, int] | None] = []
        """For each unit of what is sent the number of the block and the offset in it, None for markup."""
        for number, context in enumerate(contexts):
            self._add_block(number, context.tokens.composed)

    @property
    def data(self) -> str:
        """The annotated text as LanguageTool's interface takes it."""
        return json.dumps({"annotation": self._parts}, ensure_ascii=False)

    def place(self, offset: int, length: int) -> Place | None:
        """Return where an answer stands, None where markup or more than one block has a part in it."""
        units = self._places[offset : offset + length]
        if len(units) < max(length, 1) or units[0] is None or units[-1] is None or None in units or units[0][0] != units[-1][0]:
            return None
        return Place(self._contexts[units[0][0]], units[0][1], units[-1][1] + 1)

    def _add_block(self, number: int, text: str) -> None:
        if self._parts:
            self._add_markup(_BETWEEN, _BETWEEN)
        at = 0
        for start, end in shielded(text):
            self._add_text(number, text, Span(at, start))
            self._add_markup(_SIGN, _STAND_IN)
            at = end
        self._add_text(number, text, Span(at, len(text)))

    def _add_text(self, number: int, text: str, span: Span) -> None:
        if span.start == span.end:
            return
        self._parts.append({"text": text[span.start : span.end].encode("utf-8", "replace").decode()})
        for offset in range(*span):
            self._places += [(number, offset)] * (1 + (ord(text[offset]) > _WIDE))

    def _add_markup(self, markup: str, reads: str) -> None:
        self._parts.append({"markup": markup, "interpretAs": reads})
        self._places += [None] * len(markup)


def shielded(text: str) -> list[Span]:
    """Return what is not sent: code, placeholders, web and mail addresses."""
    return [Span(*run.span()) for run in OPAQUE_RUNS.finditer(text)]
