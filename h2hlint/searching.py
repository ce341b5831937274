"""Finds where the phrases of a set stand in a block: all of them in one pass, or those of one owner when asked."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from h2hlint.cells import Cell, Found, Phrases, packed, unpacked
from h2hlint.language.bounded import Bounded
from h2hlint.language.sentences import REMEMBERED, Sentence
from h2hlint.language.stretches import Stretch
from h2hlint.matching import Plan, Reading, Traces
from h2hlint.once import once


class Table(NamedTuple):
    """What finds all phrases of a set in one pass; plain data that `marshal` keeps and loads fast.

    `words` are looked up as they stand, joined by spaces; `affixes` are parts of words, which an automaton finds.
    `traces` are the numbers of the traces to try, first by word, then by affix, those of each ending at its
    entry in `ends`; both packed.
    """

    words: str
    affixes: tuple[str, ...]
    traces: bytes
    ends: bytes


def table(words: Mapping[str, Sequence[int]], affixes: Mapping[str, Sequence[int]]) -> Table:
    """Pack the numbers of the traces that words and affixes anchor."""
    listed = [*(words[word] for word in sorted(words)), *(affixes[affix] for affix in sorted(affixes))]
    return Table(
        " ".join(sorted(words)),
        tuple(sorted(affixes)),
        packed(number for numbers in listed for number in numbers),
        packed(accumulate(map(len, listed))),
    )


def _moved(matches: list[Found], words: int) -> list[Found]:
    """Return matches so many words further on."""
    return [Found(owner, first + words, last + words) for owner, first, last in matches] if words and matches else matches


class Matcher:
    """Searches blocks for all phrases of a set, sentence by sentence, and remembers what the last sentences held."""

    def __init__(self, phrases: Phrases, table: Table) -> None:
        self._traces = Traces(phrases)
        self._loose = tuple(phrases.loose)
        self._table = table
        self._numbers, self._ends = unpacked(table.traces), unpacked(table.ends)
        self._plans: dict[int, list[Plan]] = {}
        self._remembered: Bounded[tuple[str, str], list[Found]] = Bounded(REMEMBERED)

    @once
    def _automaton(self) -> object:
        from ahocorasick_rs import AhoCorasick, Implementation

        return AhoCorasick(self._table.affixes, implementation=Implementation.ContiguousNFA)

    @once
    def _words(self) -> dict[str, int]:
        """The number of each word that anchors traces."""
        return {word: number for number, word in enumerate(self._table.words.split())}

    def find_all(self, reading: Reading) -> list[Found]:
        """Return the matches of all phrases, each once, sentence by sentence; in each first those with a literal word, in text order."""
        if reading.known:  # these change what a class holds
            return [match for sentence in reading.tokens.parts for match in self._within(sentence, reading)]
        found: list[Found] = []
        for sentence in reading.tokens.parts:
            key, first = sentence.key, sentence.first
            matches = self._remembered.get(key)
            if matches is None:
                matches = self._remembered.keep(key, _moved(self._within(sentence, reading), -first))
            if matches:
                found += _moved(matches, first)
        return found

    def _within(self, sentence: Sentence, reading: Reading) -> list[Found]:
        loose = [match for owner in self._loose for match in self._traces.loose(owner, reading, sentence.first, sentence.end)]
        return self._traces.matched(self._candidates(sentence, reading), reading) + loose

    def _candidates(self, sentence: Sentence, reading: Reading) -> Iterator[tuple[list[Plan], int]]:
        """Yield the traces to try, with the number of the word at which their anchors stand."""
        known, plans, first = self._words, self._plans, sentence.first
        for at, word in [(at, word) for at, word in enumerate(reading.tokens.words[first : sentence.end], first) if word in known]:
            number = known[word]
            yield plans.get(number) or self._planned(number), at
        if self._table.affixes:
            yield from self._by_affix(sentence, reading)

    def _by_affix(self, sentence: Sentence, reading: Reading) -> Iterator[tuple[list[Plan], int]]:
        padded, number_at = f" {sentence.key[0]} ", reading.tokens.number_at
        for affix, _, end in self._automaton.find_matches_as_indexes(padded, overlapping=True):  # type: ignore[attr-defined]
            number = len(self._words) + affix
            at = max(end - 2 - (padded[end - 1] == " "), 0) + sentence.start
            yield self._plans.get(number) or self._planned(number), number_at(at)

    def _planned(self, number: int) -> list[Plan]:
        start = self._ends[number - 1] if number else 0
        self._plans[number] = self._traces.plans(self._numbers[start : self._ends[number]])
        return self._plans[number]


_BY_FIRST_WORD = attrgetter("first")


class Guards:
    """Looks in blocks for the phrases of few owners at a time: most are asked about in few blocks."""

    def __init__(self, phrases: Phrases) -> None:
        self._traces = Traces(phrases)
        self._anchors: dict[int, _Anchors] = {}
        self._remembered: Bounded[tuple[int, tuple[str, str]], Found | None] = Bounded(REMEMBERED)

    def places(self, owner: int, reading: Reading) -> list[Found]:
        """Return the matches of an owner's phrases by their first word."""
        return sorted(self._matched(owner, reading), key=_BY_FIRST_WORD)

    def first_within(self, owner: int, reading: Reading, low: int, high: int) -> Found | None:
        """Return the first match of an owner's phrases that stands wholly in the words `low` to `high`; no others are looked at."""
        sentence = reading.sentence_at(low)
        if sentence.first != low or sentence.end != high + 1 or reading.known:
            return self._first_within(owner, reading, low, high)
        key = owner, sentence.key
        if key not in self._remembered:
            found = self._first_within(owner, reading, low, high)
            self._remembered.keep(key, found and Found(owner, found.first - low, found.last - low))
        kept = self._remembered[key]
        return kept and Found(owner, kept.first + low, kept.last + low)

    def _first_within(self, owner: int, reading: Reading, low: int, high: int) -> Found | None:
        found = self._matched(owner, reading, low, high)
        return min([match for match in found if low <= match.first and match.last <= high], key=_BY_FIRST_WORD, default=None)

    def _matched(self, owner: int, reading: Reading, low: int = 0, high: int | None = None) -> list[Found]:
        """Return the matches of an owner's phrases of which a word stands within the words `low` to `high`, both included."""
        if owner not in self._anchors:
            self._anchors[owner] = _Anchors(self._traces, owner)
        high = len(reading.tokens) - 1 if high is None else high
        candidates = self._anchors[owner].candidates
        found = self._traces.matched([one for stretch in reading.stretches(low, high) for one in candidates(stretch)], reading)
        return [*found, *self._traces.loose(owner, reading, low, high + 1)]


class _Anchors:
    """The words at which the phrases of an owner may stand, with the numbers of their traces."""

    def __init__(self, traces: Traces, owner: int) -> None:
        self._traces = traces
        self._plans: dict[int, list[Plan]] = {}
        self._words: dict[str, list[int]] = defaultdict(list)
        self._parts: dict[str, list[int]] = defaultdict(list)
        heads: dict[str, list[int]] = defaultdict(list)
        tails: dict[str, list[int]] = defaultdict(list)
        for number in traces.of(owner):
            cell = traces.anchor(number) or Cell()
            for texts, known in ((cell.forms, self._words), (cell.infixes, self._parts), (cell.prefixes, heads)):
                for text in texts:
                    known[text].append(number)
            for head, _ in cell.ends:
                heads[head].append(number)
            for tail in cell.suffixes:
                tails[tail[::-1]].append(number)
        self._heads, self._tails = _Beginnings(heads), _Beginnings(tails)

    def candidates(self, stretch: Stretch) -> list[tuple[list[Plan], int]]:
        """Return the traces to try, with the number of a word of the block."""
        known, plans = self._words, self._plans
        hits = [(known[word], at) for at, word in enumerate(stretch.words, stretch.first) if word in known]
        if self._heads.texts:
            hits += self._heads.having(stretch.words, stretch.first)
        if self._tails.texts:
            hits += self._tails.having(stretch.backward, stretch.first)
        if self._parts:
            joined = stretch.joined
            for part in [part for part in self._parts if part in joined]:
                hits += [(self._parts[part], at) for at, word in enumerate(stretch.words, stretch.first) if part in word]
        return [(plans.get(id(numbers)) or self._planned(numbers), at) for numbers, at in hits]

    def _planned(self, numbers: list[int]) -> list[Plan]:
        self._plans[id(numbers)] = self._traces.plans(numbers)  # the lists live as long as this
        return self._plans[id(numbers)]


_FIRST = 3
"""So many letters rule out most words."""


class _Beginnings:
    """Finds the words that have one of many beginnings; a longer one counts as the shortest that it begins with."""

    def __init__(self, numbers: dict[str, list[int]]) -> None:
        self.texts: list[str] = []
        self._numbers: list[list[int]] = []
        for text in sorted(numbers):
            if self.texts and text.startswith(self.texts[-1]):
                self._numbers[-1] += numbers[text]
            else:
                self.texts.append(text)
                self._numbers.append([*numbers[text]])
        self._size = min((_FIRST, *map(len, self.texts)))
        self._first = frozenset(text[: self._size] for text in self.texts)

    def having(self, words: Sequence[str], number: int) -> Iterator[tuple[list[int], int]]:
        """Yield the numbers of each beginning that one of the words has, with that of the word; the first word has `number`."""
        first, size, texts = self._first, self._size, self.texts
        for at, word in [(at, word) for at, word in enumerate(words, number) if word[:size] in first]:
            place = bisect_right(texts, word) - 1  # what stands between a beginning and a word begins so too
            if place >= 0 and word.startswith(texts[place]):
                yield self._numbers[place], at
