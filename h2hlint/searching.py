"""Finds where the phrases of a set stand in a block: all of them in one pass, or those of one owner when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from h2hlint.matching import Cell, Found, Phrases, Reading, Traces, WordIndex


class Table(NamedTuple):
    """What finds all phrases of a set in one pass of an automaton; plain data that `marshal` keeps and loads fast.

    `stems` are patterns after which the whole word is looked up; `words` (joined by spaces) and `affixes`
    have in `word_traces` and `affix_traces` the numbers of the traces to try.
    """

    stems: tuple[str, ...]
    words: str
    word_traces: tuple[tuple[int, ...], ...]
    affixes: tuple[str, ...]
    affix_traces: tuple[tuple[int, ...], ...]


class Matcher:
    """Searches blocks for all phrases of a set."""

    def __init__(self, phrases: Phrases, table: Table) -> None:
        self._traces = Traces(phrases)
        self._loose = tuple(phrases.loose)
        self._table = table

    @cached_property
    def _automaton(self) -> object:
        from ahocorasick_rs import AhoCorasick, Implementation

        patterns = [*self._table.stems, *self._table.affixes]
        return AhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _words(self) -> dict[str, tuple[int, ...]]:
        return dict(zip(self._table.words.split(), self._table.word_traces, strict=True))

    def find_all(self, reading: Reading) -> list[Found]:
        """Return the matches of all phrases, each once; first those with a literal word, in text order."""
        loose = [match for owner in self._loose for match in self._traces.loose(owner, reading)]
        return self._traces.matched(self._candidates(reading), reading) + loose

    def _candidates(self, reading: Reading) -> list[tuple[int, int]]:
        """Return the traces to try, each with the number of the word at which its anchor stands."""
        found: list[tuple[int, int]] = []
        words, number_at = self._words, reading.tokens.number_at
        padded = f" {reading.tokens.normal} "
        stems = len(self._table.stems)
        for pattern, start, end in self._automaton.find_matches_as_indexes(padded, overlapping=True):  # type: ignore[attr-defined]
            if pattern < stems:
                numbers = words.get(padded[start + 1 : padded.find(" ", start + 1)])
                if numbers is None:
                    continue
                word = number_at(start)
            else:
                numbers = self._table.affix_traces[pattern - stems]
                word = number_at(max(end - 2 - (padded[end - 1] == " "), 0))
            for number in numbers:
                found.append((number, word))
        return found


class Guards:
    """Looks in blocks for the phrases of one owner at a time: most are asked about in few blocks."""

    def __init__(self, phrases: Phrases) -> None:
        self._traces = Traces(phrases)
        self._anchors: dict[int, _Anchors] = {}

    def places(self, owner: int, reading: Reading) -> list[Found]:
        """Return the matches of an owner's phrases by their first word."""
        if owner not in self._anchors:
            self._anchors[owner] = _Anchors(self._traces, owner)
        candidates = self._anchors[owner].candidates(reading.words)
        found = [*self._traces.matched(candidates, reading), *self._traces.loose(owner, reading)]
        return sorted(found, key=lambda match: match.first)


class _Anchors:
    """The words at which an owner's phrases may stand, with the numbers of their traces."""

    def __init__(self, traces: Traces, owner: int) -> None:
        self._words: dict[str, list[int]] = defaultdict(list)
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._tails: dict[str, list[int]] = defaultdict(list)
        self._parts: dict[str, list[int]] = defaultdict(list)
        for number in traces.of(owner):
            cell = traces.anchor(number)
            if cell is not None:
                self._add(cell, number)

    def _add(self, cell: Cell, number: int) -> None:
        for form in cell.forms:
            self._words[form].append(number)
        if cell.has_affixes:
            for text in dict.fromkeys((*cell.prefixes, *(head for head, _ in cell.ends))):
                self._heads[text].append(number)
            for text in cell.suffixes:
                self._tails[text].append(number)
            for text in cell.infixes:
                self._parts[text].append(number)

    def candidates(self, words: WordIndex) -> Iterator[tuple[int, int]]:
        """Yield the traces to try, each with the number of a word of the block."""
        for word in self._words.keys() & words.numbers.keys():
            for at in words.numbers[word]:
                for number in self._words[word]:
                    yield number, at
        for affixes, having in ((self._heads, words.beginning), (self._tails, words.ending), (self._parts, words.holding)):
            for text, numbers in affixes.items():
                for word in having(text):
                    for at in words.numbers[word]:
                        for number in numbers:
                            yield number, at
