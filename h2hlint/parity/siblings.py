"""Which texts are one text in several languages, and which of their blocks say the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from h2hlint.checks.context import BlockContext
from h2hlint.findings import Finding
from h2hlint.language.choice import primary, without_language
from h2hlint.lint import Linter, Report
from h2hlint.once import once
from h2hlint.text import Source

_LONGEST = 2000
"""Longer texts are laid side by side only where they have the same blocks."""

_ALIKE = 0.7
_FEWEST = 4
"""So few paragraphs, or numbers, prove nothing."""
_STRAYS = 1.7
"""A paragraph of a translation is at most so many times as long, or as short, as its paragraphs mostly are."""
_SHORT = 20
_NUMBER = re.compile(r"\d+")

Unit = str | int
"""What a block is known by in its text: the key, else its number among those without one."""


@dataclass(frozen=True, eq=False)
class Side:
    """One language of a text: its blocks with their units, and what was found in each."""

    source: Source
    language: str
    linter: Linter
    units: Mapping[Unit, Sequence[BlockContext]]
    found: Mapping[Unit, Sequence[Finding]]
    is_part: bool
    """The file holds other languages too."""

    @property
    def name(self) -> str:
        """What other texts call this one."""
        return f"{self.source.path} ({self.language})" if self.is_part else self.source.path

    @once
    def rules(self) -> Mapping[str, str]:
        """The rules that might have found something in this language, each with its kind of matcher."""
        return {entry.id: entry.matcher for book in self.linter.books(self.language) for entry in book.entries}

    @once
    def kinds(self) -> list[tuple[int, str]]:
        """The blocks without a key in order, by their kinds."""
        return [(unit, contexts[0].block.kind) for unit, contexts in self.units.items() if isinstance(unit, int)]


def sides(source: Source, below: str, linter: Linter) -> tuple[Report, list[Side]]:
    """Return the report on a source, and its text in each of the languages that it holds."""
    report = linter.lint(source, below)
    contexts = [context for found in linter.read(source) for context in _contexts(linter, below, *found)]
    declared = {primary(one.block.language) for one in contexts if one.block.key and one.block.language}
    by_language: dict[str, list[BlockContext]] = defaultdict(list)
    for context in contexts:
        if len(declared) < 2 or context.block.key:
            by_language[context.book.language if len(declared) > 1 else report.language or ""].append(context)
    by_place = _Finder(report.findings, contexts)
    return report, [
        _side(source, language, linter, found, by_place, is_part=len(declared) > 1) for language, found in by_language.items() if language
    ]


def _contexts(linter: Linter, below: str, blocks: Sequence[object], channel: str) -> Iterable[BlockContext]:
    """Return each block once, as the first book of its language sees it."""
    listed = list(blocks)
    found: dict[int, BlockContext] = {}
    for context in linter.contexts(listed, linter.chooser(listed, below), channel):  # type: ignore[arg-type]
        found.setdefault(id(context.block), context)
    return found.values()


class _Finder:
    """Finds the findings of each block, by where they begin."""

    def __init__(self, findings: Iterable[Finding], contexts: Sequence[BlockContext]) -> None:
        starts = sorted({context.block.pieces[0].source.start for context in contexts})
        self._found: dict[int, list[Finding]] = defaultdict(list)
        for finding in findings:
            if starts:
                self._found[starts[max(bisect_right(starts, finding.span.start) - 1, 0)]].append(finding)

    def of(self, context: BlockContext) -> list[Finding]:
        return self._found.get(context.block.pieces[0].source.start, [])


def _side(source: Source, language: str, linter: Linter, contexts: Sequence[BlockContext], finder: _Finder, *, is_part: bool) -> Side:
    units: dict[Unit, list[BlockContext]] = defaultdict(list)
    found: dict[Unit, list[Finding]] = defaultdict(list)
    number = 0
    for context in contexts:
        unit: Unit = context.block.key or number
        number += not context.block.key
        units[unit].append(context)
        found[unit] += (one for one in finder.of(context) if one not in found[unit])
    return Side(source, language, linter, units, found, is_part)


def groups(all_sides: Iterable[Side]) -> list[list[Side]]:
    """Return the texts that stand there in more than one language, each with its languages in the order given."""
    found: dict[str, dict[str, Side]] = defaultdict(dict)
    for side in all_sides:
        key = side.source.path if side.is_part else without_language(side.source.path, side.linter.languages)
        found[key].setdefault(side.language, side)
    return [list(group.values()) for group in found.values() if len(group) > 1]


def aligned(one: Side, other: Side) -> dict[Unit, Unit]:
    """Return which unit of `other` says what each unit of `one` says: that of the same key; without keys, the same place in a translation.

    Pages that only bear the same name are no translations of each other, and have no units that say the same.
    """
    found: dict[Unit, Unit] = {unit: unit for unit in one.units if isinstance(unit, str) and unit in other.units}
    pairs = [(one.kinds[mine][0], other.kinds[theirs][0]) for mine, theirs in _pairs(one, other)]
    if _are_translations(one, other, pairs):
        found.update(pairs)
    return found


def _pairs(one: Side, other: Side) -> list[tuple[int, int]]:
    """Return the numbers of blocks that stand in the same place of the order of kinds."""
    mine, theirs = [kind for _, kind in one.kinds], [kind for _, kind in other.kinds]
    if mine == theirs:
        return list(zip(range(len(mine)), range(len(mine)), strict=True))
    if max(len(mine), len(theirs)) > _LONGEST:
        return []
    matching = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return [(start + step, end + step) for start, end, size in matching for step in range(size)]


def _are_translations(one: Side, other: Side, pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether two texts are built alike: the same kinds of blocks, paragraphs of like lengths, the same numbers in them."""
    if 2 * len(pairs) < _ALIKE * (len(one.kinds) + len(other.kinds)):
        return False
    texts = [(_text(one, mine), _text(other, theirs)) for mine, theirs in pairs]
    ratios = sorted(len(there) / len(here) for here, there in texts if min(len(here), len(there)) >= _SHORT)
    if len(ratios) >= _FEWEST:
        usual = ratios[len(ratios) // 2]
        near = sum(usual / _STRAYS <= ratio <= usual * _STRAYS for ratio in ratios)
        if near < _ALIKE * len(ratios):
            return False
    numbers = [(set(_NUMBER.findall(here)), set(_NUMBER.findall(there))) for here, there in texts]
    told = [(here, there) for here, there in numbers if here or there]
    return len(told) < _FEWEST or 2 * sum(bool(here & there) for here, there in told) >= len(told)


def _text(side: Side, unit: Unit) -> str:
    return " ".join(context.block.text for context in side.units[unit])
