"""Finds where the phrases of a set stand in a block: all of them in one pass, or those of one owner when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from h2hlint.language.tokens import OPAQUE
from h2hlint.matching import Cell, Found, Phrases, Reading, Traces, has_affix


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
        candidates = self._anchors[owner].candidates(reading.tokens.numbers)
        found = [*self._traces.matched(candidates, reading), *self._traces.loose(owner, reading)]
        return sorted(found, key=lambda match: match.first)


class _Anchors:
    """The words at which an owner's phrases may stand, with the numbers of their traces."""

    def __init__(self, traces: Traces, owner: int) -> None:
        self._words: dict[str, list[int]] = defaultdict(list)
        self._affixed: list[tuple[Cell, int]] = []
        for number in traces.of(owner):
            cell = traces.anchor(number)
            if cell is None:
                continue
            for form in cell.forms:
                self._words[form].append(number)
            if cell.has_affixes:
                self._affixed.append((cell, number))
        cells = [cell for cell, _ in self._affixed]
        self._heads = tuple({text for cell in cells for text in (*cell.prefixes, *(head for head, _ in cell.ends))})
        self._tails = tuple({text for cell in cells for text in cell.suffixes})
        self._parts = tuple({text for cell in cells for text in cell.infixes})

    def candidates(self, numbers: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield the traces to try, each with the number of a word; `numbers` are those at which each word of the block stands."""
        for word in self._words.keys() & numbers.keys():
            for at in numbers[word]:
                for number in self._words[word]:
                    yield number, at
        for word in filter(self._may_be_affixed, numbers) if self._affixed else ():
            for cell, number in self._affixed:
                if has_affix(cell, word):
                    for at in numbers[word]:
                        yield number, at

    def _may_be_affixed(self, word: str) -> bool:
        return word[0] != OPAQUE and (
            word.startswith(self._heads) or word.endswith(self._tails) or any(part in word for part in self._parts)
        )
