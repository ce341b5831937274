"""The clause around a passive verb: where it starts and ends, and the sign of each of its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from h2hlint.language.frames import Frames
from h2hlint.language.paradigms import Verbs
from h2hlint.language.tokens import Tokens
from h2hlint.patterns import lazy

_FARTHEST = 40  # words on either side of the verb that are looked at
_EDGE = lazy(r"[,;:](?=\s|$)|[()\[\]!?…|•\n]|(?<=\s)[-–—](?=\s)|—")
_QUOTE = lazy(r"[\"“”„«»›‹‚‘*_<>]|(?<!\w)['’]|['’](?!\w)")
_VERBAL = frozenset("oFxsV")
_ANCHORS = frozenset("FTCVSIe")


class Clause(NamedTuple):
    """A clause as a row of units, words with what is joined to them ("e-mail"), and the sign of each.

    A unit is the numbers of its first and last word; `opens_sentence` says that the first is the first of a sentence.
    """

    units: list[tuple[int, int]]
    signs: str
    opens_sentence: bool

    @property
    def first(self) -> int:
        """The number of the first word."""
        return self.units[0][0]

    @property
    def last(self) -> int:
        """The number of the last word."""
        return self.units[-1][1]

    def words(self, start: int, end: int) -> range:
        """Return the numbers of the words of the units `start` to `end` - 1."""
        return range(self.units[start][0], self.units[end - 1][1] + 1) if start < end else range(0)


class Sentence:
    """The words around one passive verb with their signs."""

    def __init__(self, tokens: Tokens, verb: int, kind: str, frames: Frames, verbs: Verbs) -> None:
        self._tokens, self._frames, self._verb, self._verbs = tokens, frames, verb, verbs
        low, high = tokens.sentence_bounds(verb, verb)
        self._low, self._high = max(low, verb - _FARTHEST), min(high, verb + _FARTHEST)
        self._is_whole = self._low == low
        self._signs = {number: self._sign(number) for number in range(self._low, self._high + 1)}
        self._mark_phrases()
        self._mark_in_context()
        self._signs[verb] = {"s_pass": "S", "imps": "I"}.get(kind, "V")

    def clauses(self) -> Iterator[Clause]:
        """Yield the clauses that the verb may belong to, the likeliest first; none in a question."""
        last, first = self._last(), self._first()
        if last is None or first is None or "?" in self._tokens.between(self._high + 1):
            return
        for end in dict.fromkeys((self._row_end(last), last)):
            if self._may_open(first):
                yield self._clause(first, end)
            after = self._after_coordinator(first)
            if after is not None:
                yield self._clause(after, end)

    def _clause(self, first: int, last: int) -> Clause:
        units: list[tuple[int, int]] = []
        signs = ""
        for number in range(first, last + 1):
            if units and self._is_joined(number):
                units[-1] = (units[-1][0], number)
                signs = signs if self._signs[number] == "#" else signs[:-1] + self._signs[number]
            else:
                units.append((number, number))
                signs += self._signs[number]
        return Clause(units, signs.replace("y", "n"), first == self._low and self._is_whole)

    def _is_joined(self, number: int) -> bool:
        """Say whether no space stands before a word; the rest of a contraction stands for itself."""
        return self._signs[number] != "T" and not any(map(str.isspace, self._tokens.between(number)))

    def _sign(self, number: int) -> str:
        return self._frames.sign(self._tokens.words[number], self._tokens.raw(number))

    def _mark_in_context(self) -> None:
        """Tell apart what spelling or the next word decides: "May" from "may", "by 5 pm" from "by us"."""
        for number, sign in self._signs.items():
            if sign == "x" and number > self._low and not self._frames.nouns_have_capitals and self._tokens.raw(number)[0].isupper():
                self._signs[number] = "n"
            elif sign == "g" and number < self._high and self._tokens.words[number + 1][0].isdigit():
                self._signs[number] = "p"

    def _mark_phrases(self) -> None:
        """Give the words of fixed phrases the signs that they have together."""
        words = self._tokens.words
        for number in [number for number in self._signs if words[number] in self._frames.phrase_starts]:
            for phrase, signs in self._frames.phrase_starts[words[number]]:
                if tuple(words[number : number + len(phrase)]) == phrase:
                    self._signs |= {number + at: sign for at, sign in enumerate(signs) if sign != "."}

    def _is_edge(self, number: int) -> bool:
        """Say whether a clause sign stands before word `number`."""
        return bool(_EDGE.search(self._tokens.between(number)))

    def _first(self) -> int | None:
        """Return the first word of the clause, its subordinator included."""
        number = self._verb
        while number > self._low and not self._is_edge(number) and self._signs[number] != "o":
            number -= 1
        if number == self._low and not self._is_whole:
            return None
        while self._signs[number] == "o" and number > self._low and not self._is_edge(number) and self._signs[number - 1] == "o":
            number -= 1
        return number

    def _may_open(self, first: int) -> bool:
        """Say whether the words from `first` are a clause and not the rest of a row of words."""
        if self._signs[first] in "FSV" and not self._frames.verb_may_open:
            return self._follows_clause(first, "o")
        if first == self._low or self._signs[first] == "o":
            return True
        return "," not in self._tokens.between(first) or (self._signs[first] != "e" and self._follows_clause(first, "opfay"))

    def _follows_clause(self, first: int, openers: str) -> bool:
        before = "".join(self._signs[number] for number in range(self._low, first))
        if not before or "," not in self._tokens.between(first):
            return False
        return before[0] in openers or (openers != "o" and bool(_VERBAL & set(before)))

    def _after_coordinator(self, first: int) -> int | None:
        """Return the word after the last coordinator before the verb when whole clauses are joined there."""
        numbers = [number for number in range(first, self._verb) if self._signs[number] == "c"]
        if not numbers:
            return None
        before = {self._signs[number] for number in range(first, numbers[-1])}
        if not before & _VERBAL and numbers[-1] != first:
            return None
        return numbers[-1] + 1

    def _last(self) -> int | None:
        """Return the last word of the clause, None where what follows may share its subject."""
        number = self._verb
        while number < self._high:
            following = number + 1
            if self._is_edge(following):
                return number if self._may_follow(following) else None
            if self._signs[following] in "or":
                return number
            if self._signs[following] == "c":
                return number if self._is_own(following + 1, "sd#peyo") and not self._shares_auxiliary(following + 1) else None
            number = following
        return number

    def _row_end(self, last: int) -> int:
        """Return the last word of what a coordinator after `last` adds where that is no clause: "to you and your bank"."""
        number = last + 1
        if self._signs.get(number) != "c" or self._is_edge(number):
            return last
        while number <= self._high and not self._is_edge(number):
            if self._signs[number] not in "cdpnNmj#ab" or self._verbs.of(self._tokens.words[number]) is not None:
                return last
            number += 1
        return number - 1

    def _may_follow(self, number: int) -> bool:
        """Say whether the words after a clause sign begin something of their own."""
        if "," not in self._tokens.between(number):
            return True
        sign = self._signs[number]
        return self._is_own(number + 1, "sdoey") if sign == "c" else sign in "orsdpegfy"

    def _shares_auxiliary(self, number: int) -> bool:
        """Say whether the words from `number` are a clause without an auxiliary of its own: "and the invoice sent"."""
        has_participle = False
        while number <= self._high and not (self._is_edge(number) or self._signs[number] in "sFx"):
            has_participle |= self._verbs.of(self._tokens.words[number]) is not None
            number += 1
        return has_participle and not (number <= self._high and self._signs[number] in "sFx" and not self._is_edge(number))

    def _is_own(self, number: int, signs: str) -> bool:
        return self._signs.get(number, "x") in signs


def pieces(tokens: Tokens, clause: Clause) -> list[str] | None:
    """Return the words of a clause with what is glued to them and the space behind; joined they are the clause.

    None where words cannot be moved without leaving signs behind: quotation marks, a sign at a verb.
    """
    span = tokens.span(clause.first, clause.last)
    before = tokens.text[span.start - 1] if span.start > 0 else " "
    if _QUOTE.search(tokens.text[span.start : span.end]) or not (before.isspace() or before in "(—"):
        return None
    cuts = [(" ", ""), *(_cut(tokens.between(first)) for first, _ in clause.units[1:]), (" ", "")]
    if not all(_stands_free(cuts, at, clause.signs) for at, sign in enumerate(clause.signs) if sign in _ANCHORS):
        return None
    return [cuts[at][1] + _written(tokens, *unit) + cuts[at + 1][0] for at, unit in enumerate(clause.units)]


def _written(tokens: Tokens, first: int, last: int) -> str:
    span = tokens.span(first, last)
    return tokens.text[span.start : span.end]


def _stands_free(cuts: list[tuple[str, str]], at: int, signs: str) -> bool:
    """Say whether nothing is glued to a word that the active clause drops; the end of a contraction is."""
    (before, glued), (after, _) = cuts[at : at + 2]
    return (signs[at] == "T" or (before[-1:] == " " and not glued)) and (signs[at + 1 : at + 2] == "T" or after == " ")


def _cut(gap: str) -> tuple[str, str]:
    """Cut what stands between two words into what belongs to the first, the space included, and to the second."""
    spaces = [at for at, sign in enumerate(gap) if sign.isspace()]
    return (gap[: spaces[0]] + " ", gap[spaces[0] :].lstrip()) if spaces else (gap, "")
