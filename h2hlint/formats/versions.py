"""Two versions of one text in a mail: which paragraphs of the one the other does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from h2hlint.text import Block

_ADDRESS = re.compile(r"[<(\[]?\b(?:https?://|mailto:|www\.)[^\s>)\]]+[>)\]]?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"\w[\u0300-\u036f]{1,30}")
"""A letter and its combining marks; composing long rows of marks would take time with the square of their number."""
_EFFORT = 300_000_000
"""How many characters may be looked through for paragraphs that are not found at once."""


class Versions:
    """The words of the pages of a mail, by the group of parts that each stands in."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._paragraphs: dict[int, set[str]] = {}
        self._effort = _EFFORT

    def add(self, group: int, blocks: Iterable[Block]) -> None:
        """Remember what a page says."""
        words = [_words(block.text) for block in blocks]
        self._paragraphs.setdefault(group, set()).update(words)
        self._texts[group] = " ".join([self._texts.get(group, ""), *words, ""])

    def missing(self, group: int, blocks: Iterable[Block]) -> list[Block]:
        """Return the blocks whose words, if they have any, no page of the group has in this order."""
        return [block for block in blocks if not self._has(group, _words(block.text))]

    def _has(self, group: int, words: str) -> bool:
        if not words or words in self._paragraphs.get(group, ()):
            return True
        text = self._texts.get(group, "")
        self._effort -= len(text)
        return bool(text) and self._effort > 0 and f" {words} " in text


def _words(text: str) -> str:
    text = _MARKED.sub(lambda run: unicodedata.normalize("NFC", run[0]), _ADDRESS.sub(" ", text)).casefold()
    return " ".join(_WORD.findall(text))
