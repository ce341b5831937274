"""Tells whether a phrase stands at a word of a block: a walk over its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from h2hlint.cells import Cell, Found, Phrases, Rows, unpacked
from h2hlint.language import classes
from h2hlint.language.facts import Facts
from h2hlint.language.sentences import Sentence
from h2hlint.language.tokens import OPAQUE, Tokens
from h2hlint.text import Span, new_tuple


class Reading:
    """One block as a matcher sees it: its words, and the places of word classes, found on demand and sentence by sentence."""

    def __init__(self, text: str, facts: Facts) -> None:
        self.facts = facts
        self.tokens = Tokens(text, facts)
        self.known: Mapping[str, list[tuple[int, int]]] = {}
        """Places (first and last word) that a house's vocabulary adds to word classes, by class; `accepted` are those it mutes."""
        self._members: dict[int, classes.Members] = defaultdict(dict)
        self._beyond: dict[tuple[str, int, bool], dict[int, list[int]]] = {}
        self._taken: dict[tuple[_Step, int, int], dict[int, int | None]] = defaultdict(dict)

    def attempt(self, step: _Step, cells: tuple[Cell, ...], at: int, word: int) -> int | None:
        """Take a step of a phrase that has several ways to go on, once for each word that it may begin with.

        Without this a phrase of many gaps or options would try all the ways to fill them.
        """
        if len(cells) <= _SHORT:
            return step(cells, at, word, self)
        taken = self._taken[step, id(cells), at]
        if word not in taken:
            taken[word] = step(cells, at, word, self)
        return taken[word]

    def class_places(self, name: str, first: int, end: int) -> list[tuple[int, int]]:
        """Return the (first, last) word numbers of a class such as `number:5..` in the sentences of the words `first` to before `end`."""
        found: list[tuple[int, int]] = []
        for number in range(self.tokens.sentence_number(first), self.tokens.sentence_number(end - 1) + 1):
            found += self._in_sentence(name, number)
        return found

    def beyond_class(self, name: str, word: int, *, forward: bool) -> list[int]:
        """Return the words behind (before) the places of a class that begin (end) with `word`."""
        if name not in self.known and not self._may_end_at(name, word, is_first=forward):
            return []
        number = self.tokens.sentence_number(word)
        if (name, number, forward) not in self._beyond:
            found = self._beyond[name, number, forward] = defaultdict(list)
            for first, last in self._in_sentence(name, number):
                found[first if forward else last].append(last + 1 if forward else first - 1)
        return self._beyond[name, number, forward].get(word, [])

    def sentence_at(self, word: int) -> Sentence:
        """Return the sentence in which a word stands."""
        return self.tokens.parts[self.tokens.sentence_number(word)]

    def _in_sentence(self, name: str, number: int) -> list[tuple[int, int]]:
        """Return the places of a class in one sentence; those that a vocabulary knows come last."""
        sentence, tokens = self.tokens.parts[number], self.tokens
        spans = classes.find(name, sentence.key[1], self.facts, self._members[number])
        found = [tokens.numbers_in(tokens.placed(Span(sentence.start + span.start, sentence.start + span.end))) for span in spans]
        return found + [place for place in self.known.get(name, ()) if sentence.first <= place[0] < sentence.end]

    def _may_end_at(self, name: str, word: int, *, is_first: bool) -> bool:
        """Say by a cheap look, which spares most blocks a search, whether a member of a class may have `word` as its first (last)."""
        if name == "name" or (name == "company" and is_first):
            return self.tokens.composed[self.tokens.starts[word]].isupper()
        if name in _OPAQUE_CLASSES:
            return OPAQUE in self.tokens.words[word]
        edges, text = classes.edges(name, self.facts, is_first=is_first), self.tokens.words[word]
        return edges is None or text in edges or _FIGURE.search(text) is not None


_FIGURE = re.compile(r"[\d\ue000]")
"""A digit, or an opaque word, in which one may stand."""
_OPAQUE_CLASSES = ("placeholder", "email", "url")
_SHORT = 4
"""A phrase of so few cells has too few gaps and options to be gone through twice."""
_Step = Callable[[tuple[Cell, ...], int, int, Reading], int | None]

_NO_FORMS: frozenset[str] = frozenset()
_PLACE = itemgetter(1, 2, 0)
"""Sorts matches by their first word, their last, their owner."""
Plan = tuple[frozenset[str], int, int, Sequence[int]]
"""The forms of a gate, none for no gate, its nearest and furthest distance, the last one excluded, and the traces that it rules out."""
Candidate = tuple[list[Plan], int]
"""The plans of the traces that may stand at a word, and the number of that word."""


class _Cells(dict[int, Cell]):
    """The cells of a set by number, each made when first met."""

    def __init__(self, phrases: Phrases, vocabulary: Sequence[str]) -> None:
        super().__init__()
        self._forms, self._kinds = Rows(*phrases.forms), phrases.kinds
        self._word = vocabulary.__getitem__

    def __missing__(self, number: int) -> Cell:
        self[number] = cell = Cell(frozenset(map(self._word, self._forms[number])), *self._kinds[number])
        return cell


class Traces:
    """Tells where the phrases of a set stand, once it is known at which words to look."""

    def __init__(self, phrases: Phrases, vocabulary: Sequence[str]) -> None:
        self._owners, self._anchors = unpacked(phrases.owners), unpacked(phrases.anchors)
        self._rows = Rows(*phrases.cells)
        self._cells = _Cells(phrases, vocabulary)
        self._loose = phrases.loose
        self._known: dict[int, tuple[int, int, tuple[Cell, ...]]] = {}

    def plan(self, gate: int, nearest: int, furthest: int, *numbers: int) -> Plan:
        """Return how to rule out traces, of which the number of the gate's cell and its distances are given."""
        return self._cells[gate].forms if gate >= 0 else _NO_FORMS, nearest, furthest + 1, numbers

    def matched(self, candidates: Iterable[Candidate], reading: Reading) -> list[Found]:
        """Return which of the candidates do match, each match once, in text order."""
        found: set[Found] = set()
        words = reading.tokens.words
        for plans, word in candidates:
            for forms, nearest, furthest, numbers in plans:
                if forms:
                    low, end = word + nearest, word + furthest
                    if end <= 0 or forms.isdisjoint(words[low if low > 0 else 0 : end]):
                        continue
                found.update([match for number in numbers if (match := self._match(number, word, reading)) is not None])
        return sorted(found, key=_PLACE)

    def loose(self, owner: int, reading: Reading, start: int, stop: int) -> Iterator[Found]:
        """Yield the matches of an owner's phrases that hold no literal word, only classes, in the sentences of words `start` to `stop`."""
        for number in self._loose.get(owner, ()):
            cells = self._trace(number)[2]
            anchor = next(place for place, cell in enumerate(cells) if cell.classes and not cell.optional)
            for first, last in _class_places(cells[anchor], reading, start, stop):
                end = _forward(cells, anchor + 1, last + 1, reading)
                begin = _backward(cells, anchor - 1, first - 1, reading)
                if begin is not None and end is not None:
                    yield Found(owner, begin, end)

    def _trace(self, number: int) -> tuple[int, int, tuple[Cell, ...]]:
        """Return the owner of a trace, the place of its anchor, and its cells."""
        if number not in self._known:
            cells = tuple([self._cells[cell] for cell in self._rows[number]])
            self._known[number] = self._owners[number], self._anchors[number], cells
        return self._known[number]

    def _match(self, number: int, word: int, reading: Reading) -> Found | None:
        owner, cell, cells = self._trace(number)
        if not _accepts(cells[cell], word, reading.tokens):
            return None
        last = _forward(cells, cell + 1, word + 1, reading) if cell + 1 < len(cells) else word
        if last is None or (cells[cell].final and cell + 1 == len(cells) and not _closes(word, reading)):
            return None
        first = _backward(cells, cell - 1, word - 1, reading) if cell else word
        return None if first is None else new_tuple(Found, (owner, first, last))


def _class_places(cell: Cell, reading: Reading, start: int, stop: int) -> list[tuple[int, int]]:
    tokens = reading.tokens
    words = [(word, word) for word in range(start, stop) if _accepts(cell, word, tokens)] if cell.forms or cell.has_affixes else []
    return words + [place for name in cell.classes for place in reading.class_places(name, start, stop)]


def _accepts(cell: Cell, word: int, tokens: Tokens) -> bool:
    text = tokens.words[word]
    if text in cell.forms:
        return not cell.cased or _has_its_case(cell, text, tokens.raw(word))
    return cell.has_affixes and text[0] != OPAQUE and _has_affix(cell, text)


def _has_its_case(cell: Cell, text: str, written: str) -> bool:
    wanted = [spelling for form, spelling in cell.cased if form == text]
    return not wanted or written in wanted


def _has_affix(cell: Cell, text: str) -> bool:
    if (cell.prefixes and text.startswith(cell.prefixes)) or (cell.suffixes and text.endswith(cell.suffixes)):
        return True
    if cell.infixes and any([part in text for part in cell.infixes]):
        return True
    return bool(cell.ends) and any(
        text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail) for head, tail in cell.ends
    )


def _forward(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    """Match `cells[at:]` from `word` on; return the last word of the longest reading, or None."""
    while at < len(cells):
        cell = cells[at]
        if cell.gap is not None:
            return reading.attempt(_forward_over, cells, at, word)
        if cell.optional or cell.classes or cell.final:
            return reading.attempt(_forward_choice, cells, at, word)
        tokens = reading.tokens
        if word >= len(tokens.words) or not _accepts(cell, word, tokens) or word in tokens.breaks:
            return None
        at, word = at + 1, word + 1
    return word - 1


def _forward_over(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    """Match a gap at `cells[at]`; one that closes the phrase takes all that it may."""
    reach = _reach(word, cells[at].gap or 0, reading.tokens)
    if at + 1 == len(cells):
        return reach - 1
    places = _possible(range(word, reach + 1), cells[at + 1], reading.tokens)
    return _furthest([_forward(cells, at + 1, ahead, reading) for ahead in places])


def _forward_choice(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    """Match a cell that may be absent, be a class, or must close its clause."""
    cell = cells[at]
    must_close = cell.final and at + 1 == len(cells)
    ways = _steps(cell, word, reading, forward=True)
    if must_close:
        ways = [after for after in ways if _closes(after - 1, reading)]
    if cell.optional:
        ways.append(word)
    return _furthest([_forward(cells, at + 1, after, reading) for after in ways]) if ways else None


def _furthest(lasts: list[int | None]) -> int | None:
    return max([last for last in lasts if last is not None], default=None)


def _reach(word: int, gap: int, tokens: Tokens) -> int:
    """Return the furthest word at which a gap of up to `gap` words from `word` on may end."""
    end, breaks = min(word + gap, len(tokens.words)), tokens.breaks
    return next((ahead for ahead in range(word, end) if ahead in breaks), max(word, end))


def _possible(places: Iterable[int], cell: Cell, tokens: Tokens) -> Iterable[int]:
    """Return those of the places at which a cell may match: a cheap look where it is a word."""
    if not cell.forms or cell.optional or cell.classes or cell.has_affixes:
        return places
    words, forms = tokens.words, cell.forms
    return [place for place in places if 0 <= place < len(words) and words[place] in forms]


def _backward(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    """Match `cells[:at + 1]` from `word` back; return the first word of the longest reading, or None."""
    tokens = reading.tokens
    while at >= 0:
        cell = cells[at]
        if cell.gap is not None:
            return reading.attempt(_backward_over, cells, at, word)
        if cell.optional or cell.classes:
            return reading.attempt(_backward_choice, cells, at, word)
        if word < 0 or not _accepts(cell, word, tokens) or word + 1 in tokens.breaks:
            return None
        at, word = at - 1, word - 1
    return word + 1


def _backward_over(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    back, breaks = word, reading.tokens.breaks
    while back > max(word - (cells[at].gap or 0), -1) and back + 1 not in breaks:
        back -= 1
    places = _possible(range(back, word + 1), cells[at - 1], reading.tokens) if at else range(back, word + 1)
    return _earliest([_backward(cells, at - 1, before, reading) for before in places])


def _backward_choice(cells: tuple[Cell, ...], at: int, word: int, reading: Reading) -> int | None:
    ways = _steps(cells[at], word, reading, forward=False)
    if cells[at].optional:
        ways.append(word)
    return _earliest([_backward(cells, at - 1, before, reading) for before in ways]) if ways else None


def _earliest(firsts: list[int | None]) -> int | None:
    return min([first for first in firsts if first is not None], default=None)


def _steps(cell: Cell, word: int, reading: Reading, *, forward: bool) -> list[int]:
    """Return the words at which matching can go on after `cell` took some from `word` on."""
    tokens = reading.tokens
    if not 0 <= word < len(tokens.words) or (word if forward else word + 1) in tokens.breaks:
        return []
    ways = [word + 1 if forward else word - 1] if _accepts(cell, word, tokens) else []
    for name in cell.classes:
        ways += reading.beyond_class(name, word, forward=forward)
    return ways


def _closes(word: int, reading: Reading) -> bool:
    """Say whether a clause may end after `word`: a sign or the block's end follows."""
    tokens = reading.tokens
    return word + 1 >= len(tokens) or bool(tokens.between(word + 1).strip())
