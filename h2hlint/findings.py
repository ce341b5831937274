"""Findings, their order, and the places of a source as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from h2hlint import cache
from h2hlint.text import Span


class Edit(NamedTuple):
    """A change to apply: `text` in place of `span` of the source."""

    span: Span
    text: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a source at which a rule fired; `span` counts code points of the source.

    `message`, `why` and `advice` are in the reader's language, `language` is the text's.
    """

    path: str
    span: Span
    rule: str
    severity: str
    language: str
    message: str
    why: str
    advice: str
    suggestions: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    words: str = ""
    """The marked words as they read, without the source's escapes."""
    context: str = ""
    """A hash of the sentence around it, by which a finding is known again after re-wrapping; see `sentence_mark`."""
    key: str = ""
    """The name under which the file keeps the text, if it has one; see `text.Block`."""
    in_place: bool = True
    """The suggestions stand for the marked words; else for what the edit replaces, as when a clause is turned round."""

    @property
    def category(self) -> str:
        """The part of the rule's id before the slash."""
        return self.rule.partition("/")[0]


class Silenced(NamedTuple):
    """A finding that does not count: `kind` says where that stands, `reason` why, as far as somebody said so."""

    finding: Finding
    kind: str
    reason: str = ""


IN_SOURCE, IN_CONFIG, IN_BASELINE = "comment", "config", "baseline"
"""Where it stands that a finding does not count."""


def settle(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in report order: duplicates gone, within one rule the longest of overlapping ones.

    Findings of different rules on the same words are all kept.
    """
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_rule[finding.rule].append(finding)
    kept = [finding for group in by_rule.values() for finding in _longest(group)]
    return sorted(kept, key=lambda one: (one.span.start, one.rule, one.span.end))


def _longest(group: list[Finding]) -> list[Finding]:
    """Keep the longest of overlapping findings; what is kept never overlaps, so two neighbours tell."""
    kept: list[Finding] = []
    for finding in sorted(group, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        at = bisect_right(kept, finding.span.start, key=lambda one: one.span.start)
        before = at > 0 and kept[at - 1].span.end > finding.span.start
        after = at < len(kept) and kept[at].span.start < finding.span.end
        if not before and not after:
            kept.insert(at, finding)
    return kept


def fingerprint(finding: Finding, text: str, seen: Counter[str]) -> str:
    """Return what knows a finding again: rule, words and sentence, not the place; `seen` tells equals of a file apart."""
    words = " ".join((finding.words or text[finding.span.start : finding.span.end]).lower().split())
    base = "\0".join((finding.rule, words, finding.context))
    seen[base] += 1
    return cache.hashed(f"{base}\0{seen[base]}")


def sentence_mark(sentence: str) -> str:
    """Return what knows a sentence in normal form again, and does not hold it."""
    return cache.hashed(sentence)


_LINE_END = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """Line and column from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class Lines:
    """Turns offsets of a text into lines and columns; a line ends at LF, CRLF or a lone CR and nowhere else."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return where `offset` stands."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def byte_column(self, offset: int) -> int:
        """Return the column of `offset` counted in bytes of UTF-8."""
        start = self._starts[self.position(offset).line - 1]
        return len(self._text[start:offset].encode(errors="replace")) + 1

    def text(self, span: Span) -> str:
        """Return the characters of a span."""
        return self._text[span.start : span.end]

    def line(self, number: int) -> str:
        """Return a line (from 1) without its end."""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")
