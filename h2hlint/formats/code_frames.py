"""What is open while code and markup that nest are read."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from h2hlint.formats.masking import Mask
from h2hlint.text import Span


class Manner(NamedTuple):
    """How a format mixes code and markup.

    `opening` begins code in text; `code` says that the file itself is code, `nested` that code may
    hold markup, `sigils` that `{#if}` and the like are tags, `quoted` that quoted values hold code,
    `parts` that only the content of the elements `template` is markup, `prose` that the text
    between tags is Markdown.
    """

    opening: str = "{"
    code: bool = False
    nested: bool = False
    sigils: bool = False
    quoted: bool = False
    parts: bool = False
    prose: bool = False


class Open(NamedTuple):
    """An element that is open: its name as written, where it starts, and where its name stands in the mask."""

    name: str
    start: int
    run: int
    becomes: str
    apart: bool


class Frame:
    """What is being read: code, a template literal, the content of elements, a tag or a quoted value."""

    __slots__ = ("counts", "depth", "imports", "literal", "markup", "mode", "opened", "outer", "quote", "start", "tokens", "value")

    def __init__(self, mode: str, start: int) -> None:
        self.mode = mode
        self.start = start
        self.depth = 0
        self.value = False
        self.markup = False
        self.tokens = 0
        self.literal: Span | None = None
        self.opened: list[Open] = []
        self.counts: Counter[str] = Counter()
        self.outer: Mask | None = None
        self.quote = ""
        self.imports = False
