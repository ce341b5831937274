"""What the passive detector looks at: candidates and their features, the same in training and at run time.

A candidate is a word that may be the verb of a passive clause: a participle in a sentence with an auxiliary
(`be_pass`), a Danish or Norwegian verb in -s (`s_pass`), a Polish form in -no or -to (`imps`). What the words
of a language are for is data (`h2hlint/data/<language>/passives.yml`); what its lexicon says of a form are the
bits of `passive_knowledge`. A feature is a short string; its weight is found by hashing it. The sum of a group of them is remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from h2hlint.language.passive_knowledge import AUXILIARY, NOUN, PARTICIPLE, SUFFIXED, VERB, Knowledge
from h2hlint.language.tokens import Tokens

BE_PASS = "be_pass"  # noqa: S105 (a kind of passive)
_FAR = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 14)  # a distance in words, larger ones in steps
_LINKS = frozenset(" -'’\"")
_OPENERS = frozenset(("sub", "rel", "and"))
_STOPS = frozenset(",–-;(:")


Group = str | tuple[Any, ...]
"""A feature, or features that the same few facts decide: the function that names them, and the facts."""


class Candidate(NamedTuple):
    """A word that may be a passive, with the nearest auxiliary on either side, or -1, and the words of its sentence."""

    kind: str
    verb: int
    before: int
    after: int
    first: int
    end: int


class Reader:
    """The candidates of one block and their features."""

    def __init__(self, knowledge: Knowledge, tokens: Tokens) -> None:
        self._known = knowledge
        self._text, self._starts, self._words = tokens.composed, tokens.starts, tokens.words
        self._seen: dict[int, str] = {}
        self._signs: dict[int, str] = {}

    def candidates(self, first: int, end: int, roles: Sequence[int]) -> Iterator[Candidate]:
        """Yield the candidates of the sentence of the words `first` to before `end`, in text order; `roles` are those of its words."""
        marked = [(at, role) for at, role in enumerate(roles, first) if role]
        places = [at for at, role in marked if role == AUXILIARY]
        for at, role in marked:
            if role == SUFFIXED or (role == PARTICIPLE and places and not self._is_noun(at, first)):
                after = bisect_left(places, at)
                kind = self._known.suffix_kind if role == SUFFIXED else BE_PASS
                yield Candidate(kind, at, places[after - 1] if after else -1, places[after] if after < len(places) else -1, first, end)

    def _is_noun(self, at: int, first: int) -> bool:
        return self._known.capital_nouns and at > first and self._is_capital(at)

    # --- what stands around a word -------------------------------------------------------------

    def _is_capital(self, at: int) -> bool:
        return self._text[self._starts[at]].isupper()

    def _sign(self, at: int) -> str:
        """Return the sign that stands between word `at` - 1 and word `at`, a space where none does."""
        found = self._signs.get(at)
        if found is None:
            start = self._starts[at - 1] + len(self._words[at - 1]) if at else 0
            between = self._text[start : self._starts[at] if at < len(self._words) else None]
            found = self._signs[at] = between if between == " " else between.strip()[:1] or " "
        return found

    def _class(self, at: int, first: int, end: int) -> str:
        """Return the class of a word: its part in the grammar, else what the lexicon says, else its ending."""
        if not first <= at < end:
            return "<" if at < first else ">"
        found = self._seen.get(at)
        if found is None:
            found = self._seen[at] = self._new_class(at, first)
        return found

    def _new_class(self, at: int, first: int) -> str:
        word = self._words[at]
        found = self._known.classes.get(word)
        if found:
            return found
        if word[0].isdigit():
            return "0"
        if at > first and self._is_capital(at):
            return "C"
        bits = self._known.bits[word]
        return f"{bits}" if bits else "~" + word[-2:]

    # --- features ------------------------------------------------------------------------------

    def features(self, candidate: Candidate) -> list[str]:
        """Return the features of a candidate."""
        return [feature for group in self.groups(candidate) for feature in members(group)]

    def groups(self, candidate: Candidate) -> list[Group]:
        """Return the features of a candidate in groups, many of which come again and again."""
        if candidate.kind == BE_PASS:
            return self._around(candidate, "p") + self._auxiliary(candidate)
        return self._around(candidate, "s") + self._clause(candidate)

    def _around(self, candidate: Candidate, mark: str) -> list[Group]:
        at, first, end = candidate.verb, candidate.first, candidate.end
        words, part, bits = self._words, self._class, self._known.bits[self._words[candidate.verb]]
        two, one = part(at - 2, first, end), part(at - 1, first, end)
        behind = (part(at + 1, first, end), part(at + 2, first, end), part(at + 3, first, end))
        left, right = self._sign(at) if at > first else "<", self._sign(at + 1) if at + 1 < end else ">"
        return [
            (_own, mark, words[at], bits, self._is_capital(at) + 2 * (at == first)),
            f"{mark}-1{words[at - 1] if at > first else '<'}",
            f"{mark}+1{words[at + 1] if at + 1 < end else '>'}",
            f"{mark}-2{words[at - 2] if at - 1 > first else '<'}",
            f"{mark}+2{words[at + 2] if at + 2 < end else '>'}",
            (_before, mark, bits, two, one, left),
            (_behind, mark, bits, behind[0], behind[1], right),
            f"{mark}c-1+1{one} {behind[0]}",
            f"{mark}by{behind.index('by') + 1 if 'by' in behind else 0}",
        ]

    def _auxiliary(self, candidate: Candidate) -> list[Group]:
        before, after = candidate.before, candidate.after
        words, at, classes = self._words, candidate.verb, self._known.classes
        bits = self._known.bits[words[at]]
        left, right = words[before] if before >= 0 else "-", words[after] if after >= 0 else "-"
        nearest = before if after < 0 or (before >= 0 and at - before <= after - at) else after
        form = words[nearest]
        return [
            *(self._link("L", candidate, before, at, bits) if before >= 0 else ()),
            *(self._link("R", candidate, at, after, bits) if after >= 0 else ()),
            f"LR{classes.get(left, left)} {classes.get(right, right)}",
            (_nearest, form, classes[form], bits, _far(abs(nearest - at)), words[at][-3:]),
            f"LRd{_far(at - before) if before >= 0 else 0} {_far(after - at) if after >= 0 else 0}",
        ]

    def _link(self, side: str, candidate: Candidate, low: int, high: int, bits: int) -> list[Group]:
        """Return what lies between an auxiliary and the candidate: words `low` and `high`."""
        first, end = candidate.first, candidate.end
        auxiliary = low if side == "L" else high
        form, far = self._words[auxiliary], _far(high - low)
        part = self._known.classes[form]
        inside = [self._class(number, first, end) for number in range(low + 1, min(high, low + 13))]
        signs = {self._sign(number) for number in range(low + 1, min(high, low + 13) + 1)}
        comma = "".join(sorted(signs & _STOPS))
        close = self._close(candidate)
        asked = auxiliary <= first + 2 and self._sign(end) == "?"
        return [
            (_linked, side, form, part, far, bits),
            f"{side}wd{self._words[candidate.verb]} {part}",
            (_parted, side, part, comma, far, close),
            *((f"{side}?{part}{auxiliary - first}{close}", f"{side}?{bits}{part}") if asked else ()),
            *[f"{side}i{found}" for found in set(inside)],
            f"{side}v{min(sum(map(_is_verb, inside)), 2)}{comma}",
            f"{side}m{self._class(auxiliary + 1, first, end)}{far == 1}",
            (_ahead, side, part, self._class(auxiliary - 1, first, end), far),
            f"{side}nw{self._words[auxiliary - 1] if auxiliary > first else '<'} {part}",
        ]

    def _close(self, candidate: Candidate) -> str:
        """Return what ends the clause right after the candidate: a sign, a conjunction, the sentence, or nothing."""
        after = candidate.verb + 1
        if after >= candidate.end:
            return "."
        sign, part = self._sign(after), self._class(after, candidate.first, candidate.end)
        return sign if sign in _STOPS else part if part in _OPENERS else ""

    def _clause(self, candidate: Candidate) -> list[Group]:
        """Return what the clause of a passive by its ending is like."""
        at, first, end = candidate.verb, candidate.first, candidate.end
        words, part, finite = self._words, self._class, self._known.finite
        bits = self._known.bits[words[at]]
        start = self._opening(at, first, end)
        opener = part(start - 1, first, end) if self._sign(start) in _LINKS else ","
        ruling = next((at - number for number in range(at - 1, start - 1, -1) if words[number] in finite), 0)
        before = [part(number, first, end) for number in range(max(start, at - 8), at)]
        return [
            (_stemmed, bits, self._known.bits[words[at][:-1]]),
            (_opened, bits, opener, _far(at - start)),
            (_ruled, bits, ruling),
            *[f"in{one}" for one in before],
            f"verbs{min(sum(map(_is_verb, before)), 2)}",
            *[f"af{part(number, first, end)}" for number in range(at + 1, min(end, at + 6))],
            f"first{part(start, first, end)}{_far(at - start)}",
        ]

    def _opening(self, at: int, first: int, end: int) -> int:
        """Return the first word of the clause of word `at`, as far as signs and small words tell."""
        while at > first and self._sign(at) in _LINKS and self._class(at - 1, first, end) not in _OPENERS:
            at -= 1
        return at


def members(group: Group) -> Sequence[str]:
    """Return the features of a group."""
    if isinstance(group, str):
        return (group,)
    features, *facts = group
    return features(*facts)  # type: ignore[no-any-return]


def _own(mark: str, word: str, bits: int, capital: int) -> list[str]:
    """Return what is true of the candidate itself."""
    return [
        mark,
        f"{mark}w{word}",
        f"{mark}e{word[-2:]}",
        f"{mark}e{word[-3:]}",
        f"{mark}e{word[-4:]}",
        f"{mark}p{word[:2]}",
        f"{mark}p{word[:3]}",
        f"{mark}b{bits}",
        f"{mark}c{capital}",
        f"{mark}l{min(len(word), 9)}",
        f"{mark}bc{bits}{capital}",
    ]


def _before(mark: str, bits: int, two: str, one: str, sign: str) -> list[str]:
    """Return what is true of the classes of the two words before the candidate, and of the sign there."""
    return [
        f"{mark}c-1{one}",
        f"{mark}c-2{two}",
        f"{mark}c-21{two} {one}",
        f"{mark}b-1{bits} {one}",
        f"{mark}s{sign}",
        f"{mark}s-1{sign}{one}",
    ]


def _behind(mark: str, bits: int, one: str, two: str, sign: str) -> list[str]:
    """Return what is true of the classes of the two words behind the candidate, and of the sign there."""
    return [
        f"{mark}c+1{one}",
        f"{mark}c+2{two}",
        f"{mark}c+12{one} {two}",
        f"{mark}b+1{bits} {one}",
        f"{mark}S{sign}",
        f"{mark}S+1{sign}{one}",
    ]


def _nearest(form: str, part: str, bits: int, far: int, ending: str) -> list[str]:
    """Return what is true of the nearest auxiliary on whichever side."""
    return [f"N{part}", f"Na{form}", f"Nb{part} {bits}", f"Nd{part} {far}", f"Ne{form[-1]} {ending[-1]}", f"Np{part} {ending}"]


def _linked(side: str, form: str, part: str, far: int, bits: int) -> list[str]:
    """Return what is true of an auxiliary and how far away it stands."""
    return [f"{side}a{form}", f"{side}d{far}", f"{side}ad{part}{far}", f"{side}ab{form} {bits}", f"{side}db{far} {bits}"]


def _parted(side: str, part: str, comma: str, far: int, close: str) -> list[str]:
    """Return what is true of the signs between an auxiliary and the candidate, and of the end of the clause."""
    return [f"{side},{comma}{min(far, 2)}", f"{side}x{part}{comma}{close}", f"{side}xd{part}{min(far, 6)}{close}"]


def _ahead(side: str, part: str, before: str, far: int) -> list[str]:
    """Return what is true of the word before an auxiliary."""
    return [f"{side}n{before}", f"{side}na{part} {before} {min(far, 3)}"]


def _stemmed(bits: int, stem: int) -> list[str]:
    """Return what the lexicon says of the candidate and of its stem."""
    return [f"stem{stem}", f"bits{bits} {stem}"]


def _opened(bits: int, opener: str, far: int) -> list[str]:
    """Return what opens the clause, and how far before the candidate."""
    return [f"open{opener}", f"place{far}", f"place{far}{opener}{bits}"]


def _ruled(bits: int, ruling: int) -> list[str]:
    """Return how far before the candidate a finite verb stands."""
    return [f"rule{_far(ruling)}", f"ruleb{min(ruling, 4)} {bits}"]


@cache
def _is_verb(part: str) -> bool:
    """Say whether a word of that class is surely an active or suffixed verb."""
    if part in ("fin", "be", "have", "aux"):
        return True
    bits = int(part) if part.isdigit() else 0
    return bool(bits & (VERB | SUFFIXED)) and not bits & NOUN


def _far(distance: int) -> int:
    return _FAR[min(distance, len(_FAR) - 1)]
