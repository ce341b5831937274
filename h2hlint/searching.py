"""Finds where the phrases of a set stand in a block: all of them in one pass, or those of one owner when asked."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from h2hlint.cells import BY_FIRST_WORD, Found, Phrases, Rows, Trace, Vocabulary, packed, rows, unpacked
from h2hlint.language.bounded import Bounded
from h2hlint.language.sentences import REMEMBERED, Sentence
from h2hlint.matching import Candidate, Plan, Reading, Traces
from h2hlint.once import once
from h2hlint.text import new_tuple


class Table(NamedTuple):
    """What finds the phrases of a set in one pass; plain data that `marshal` keeps and loads fast.

    `words` are the numbers in the vocabulary of those that are looked up as they stand; `affixes` are parts of words, with a space
    where the word begins or ends. `tries` is the number of what to try for each word, then for each affix: a row of `trials`, which are
    the numbers of plans. Those are rows of `plans`: the number of the gate's cell, -1 for none, its nearest and furthest distance, and
    the numbers of the traces.
    """

    words: bytes
    affixes: tuple[str, ...]
    tries: bytes
    trials: tuple[bytes, bytes]
    plans: tuple[bytes, bytes]


def table(
    words: Mapping[str, Sequence[int]], affixes: Mapping[str, Sequence[int]], traces: Sequence[Trace], vocabulary: Vocabulary
) -> Table:
    """Pack the numbers of the traces that words and affixes anchor: what several have in common is kept once."""
    anchored = [tuple(texts[text]) for texts in (words, affixes) for text in sorted(texts)]
    trials = {numbers: place for place, numbers in enumerate(dict.fromkeys(anchored))}
    planned = [_plans(numbers, traces) for numbers in trials]
    plans = {plan: place for place, plan in enumerate(dict.fromkeys(chain.from_iterable(planned)))}
    return Table(
        packed(vocabulary[word] for word in sorted(words)),
        tuple(sorted(affixes)),
        packed(trials[numbers] for numbers in anchored),
        rows([plans[plan] for plan in one] for one in planned),
        rows(plans),
    )


def _plans(numbers: Iterable[int], traces: Sequence[Trace]) -> list[tuple[int, ...]]:
    """Return the plans of the traces that a word may anchor: those with the same gate go together."""
    behind: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number in numbers:
        trace = traces[number]
        behind[trace.cells[trace.gate] if trace.gate >= 0 else -1, trace.nearest, trace.furthest].append(number)
    return [(*gate, *together) for gate, together in behind.items()]


def _moved(matches: list[Found], words: int) -> list[Found]:
    """Return matches so many words further on."""
    if not words or not matches:
        return matches
    return [new_tuple(Found, (owner, first + words, last + words)) for owner, first, last in matches]


class _Trials(dict[int, list[Plan]]):
    """The plans to try at a word, by the number that a table gives the word, each made when first met."""

    def __init__(self, table: Table, traces: Traces) -> None:
        super().__init__()
        self._rows = Rows(*table.trials)
        self._plans = _Plans(table, traces)

    def __missing__(self, number: int) -> list[Plan]:
        self[number] = [self._plans[plan] for plan in self._rows[number]]
        return self[number]


class _Plans(dict[int, Plan]):
    """The plans of a table by their number, each made when first met."""

    def __init__(self, table: Table, traces: Traces) -> None:
        super().__init__()
        self._rows = Rows(*table.plans)
        self._traces = traces

    def __missing__(self, number: int) -> Plan:
        self[number] = self._traces.plan(*self._rows[number])
        return self[number]


class Matcher:
    """Searches blocks for all phrases of a set, sentence by sentence, and remembers what the last sentences held."""

    def __init__(self, phrases: Phrases, table: Table, vocabulary: Sequence[str]) -> None:
        self._traces = Traces(phrases, vocabulary)
        self._loose = tuple(phrases.loose)
        self._words = dict(zip(map(vocabulary.__getitem__, unpacked(table.words)), unpacked(table.tries), strict=False))
        """What to try at each word that anchors phrases."""
        self._trials = _Trials(table, self._traces)
        self._affixes = table.affixes
        self._tries = unpacked(table.tries)[len(self._words) :]
        self._remembered: Bounded[tuple[str, str], list[Found]] = Bounded(REMEMBERED)

    @once
    def _parts(self) -> _Parts:
        return _Parts(self._affixes, self._tries, self._trials)

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

    def _candidates(self, sentence: Sentence, reading: Reading) -> list[Candidate]:
        """Return the traces to try, with the number of the word at which their anchors stand."""
        known, trials, first = self._words, self._trials, sentence.first
        words = reading.tokens.words[first : sentence.end]
        found = [(trials[known[word]], at) for at, word in enumerate(words, first) if word in known]
        return [*found, *self._parts.candidates(sentence.key[0], sentence.start, reading)] if self._affixes else found


class _Parts:
    """Finds what may stand anywhere in a text, and what to try there; a space stands where a word begins or ends."""

    def __init__(self, texts: Sequence[str], tries: Sequence[int], trials: _Trials) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self._automaton = AhoCorasick(texts, implementation=Implementation.ContiguousNFA)
        self._tries, self._trials = tries, trials

    def candidates(self, text: str, start: int, reading: Reading) -> list[Candidate]:
        """Return the traces to try in `text`, which begins at `start` of the normal text, with the number of a word."""
        padded, found = f" {text} ", []
        hits = self._automaton.find_matches_as_indexes(padded, overlapping=True)
        if not hits:
            return []
        number_at = reading.tokens.number_at
        for part, _, end in hits:
            at = max(end - 2 - (padded[end - 1] == " "), 0) + start
            found.append((self._trials[self._tries[part]], number_at(at)))
        return found


class Guards:
    """Looks in blocks for the phrases of one owner at a time: most are asked about in few blocks.

    `tables` are those of the owners, each as `marshal` keeps it.
    """

    def __init__(self, phrases: Phrases, tables: Mapping[int, bytes], vocabulary: Sequence[str]) -> None:
        self._traces = Traces(phrases, vocabulary)
        self._loose = phrases.loose
        self._vocabulary = vocabulary
        self._tables = tables
        self._known_parts: dict[int, _Parts] = {}
        self._remembered: Bounded[tuple[int, tuple[str, str]], Found | None] = Bounded(REMEMBERED)

    def places(self, owner: int, reading: Reading) -> list[Found]:
        """Return the matches of an owner's phrases by their first word."""
        return sorted(self._matched(owner, reading), key=BY_FIRST_WORD)

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
        inside = [match for match in found if low <= match.first and match.last <= high]
        return min(inside, key=BY_FIRST_WORD) if inside else None

    def _matched(self, owner: int, reading: Reading, low: int = 0, high: int | None = None) -> list[Found]:
        """Return the matches of an owner's phrases of which a word stands within the words `low` to `high`, both included."""
        if owner not in self._known_parts:
            self._known_parts[owner] = self._parts(Table(*marshal.loads(self._tables[owner])))  # noqa: S302  (sealed by the cache)
        tokens = reading.tokens
        high = len(tokens) - 1 if high is None else high
        start, end = (tokens.starts[low], tokens.starts[high] + len(tokens.words[high])) if len(tokens) else (0, 0)
        candidates = self._known_parts[owner].candidates(tokens.normal[start:end], start, reading)
        found = self._traces.matched(candidates, reading) if candidates else []
        return [*found, *self._traces.loose(owner, reading, low, high + 1)] if owner in self._loose else found

    def _parts(self, table: Table) -> _Parts:
        """Return what finds the words and affixes of an owner: few enough to look for all in one pass."""
        words = [f" {self._vocabulary[number]} " for number in unpacked(table.words)]
        return _Parts((*words, *table.affixes), unpacked(table.tries), _Trials(table, self._traces))
