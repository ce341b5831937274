"""Findings that stand in one language of a text and not in another: which of them tell that they were mended there.

A rule finds no counterpart in another language for three reasons: the words were mended there, the languages say it differently, or
the rule knows fewer words there. Only the first is news. So a finding counts where the blocks are translations of each other, where its
rule looks for words and not for grammar, where nothing akin to its words stands in the other text, where of three languages or more
another one has it too, and where rules of its kind usually do find both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from h2hlint.findings import Finding
from h2hlint.parity.siblings import Side, Unit, aligned

_ABOUT_WORDS = ("terms", "require")
"""Matchers whose findings a translation shares; passives and the like are each language's own."""
_FEWEST = 10
"""In so many places a category must have been seen before it can be said that it usually has no counterpart."""
_USUAL = 0.8
_LETTERS = re.compile(r"[a-z]{6,}")
_STEM = 5
_LONGEST = 3
"""Texts one of which is so many times as long as the other say different things."""
_SHORT = 20


class Lone(NamedTuple):
    """A finding, and the other language of the text that has none of its category there."""

    side: Side
    finding: Finding
    other: Side


class Compared(NamedTuple):
    """The findings that stand in one language only, and how many more do that prove nothing."""

    lone: list[Lone]
    unsure: int


def compared(families: Sequence[Sequence[Side]]) -> Compared:
    """Return what stands in one language of a text and was mended in another."""
    places = [place for family in families for place in _places(family)]
    usual = _Usual(places)
    lone, unsure = list[Lone](), 0
    for place in places:
        lacking = [other for other, has in place.others if not has]
        if not lacking or (len(place.others) > 1 and len(lacking) == len(place.others)):
            continue
        sure = next((other for other in lacking if usual.has_counterpart(place, other)), None)
        if sure is None:
            unsure += 1
        else:
            lone.append(Lone(place.side, place.finding, sure))
    return Compared(lone, unsure)


class _Place(NamedTuple):
    """A finding, and the languages that say the same there, each with whether it has a finding of the category too."""

    side: Side
    finding: Finding
    others: Sequence[tuple[Side, bool]]


class _Usual:
    """How often findings of a category have a counterpart in another language."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self._all: Counter[tuple[str, str, str]] = Counter()
        self._both: Counter[tuple[str, str, str]] = Counter()
        for place in places:
            for other, has in place.others:
                self._all[_kind(place, other)] += 1
                self._both[_kind(place, other)] += has

    def has_counterpart(self, place: _Place, other: Side) -> bool:
        kind = _kind(place, other)
        return self._all[kind] < _FEWEST or self._both[kind] >= _USUAL * self._all[kind]


def _kind(place: _Place, other: Side) -> tuple[str, str, str]:
    return place.side.language, other.language, place.finding.category


def _places(family: Sequence[Side]) -> Iterator[_Place]:
    for side in family:
        same = [(other, aligned(side, other)) for other in family if other is not side]
        for unit, findings in side.found.items():
            for finding in findings:
                if side.rules.get(finding.rule) in _ABOUT_WORDS:
                    yield _Place(side, finding, list(_counterparts(side, unit, finding, same)))


def _counterparts(
    side: Side, unit: Unit, finding: Finding, same: Sequence[tuple[Side, Mapping[Unit, Unit]]]
) -> Iterator[tuple[Side, bool]]:
    """Yield the languages whose rule looks at what says the same, each with whether it has such a finding, or words akin to these."""
    own = _text(side, unit)
    for other, units in same:
        if unit in units and finding.rule in other.rules:
            theirs = _text(other, units[unit])
            if is_as_long(own, theirs):
                found = any(finding.category == one.category for one in other.found.get(units[unit], ()))
                yield other, found or bool(_stems(finding.words) & _stems(theirs))


def is_as_long(text: str, other: str) -> bool:
    """Say whether two texts are near enough in length to say the same."""
    shorter, longer = sorted((len(text), len(other)))
    return longer <= _LONGEST * max(shorter, _SHORT)


def _text(side: Side, unit: Unit) -> str:
    return " ".join(context.block.text for context in side.units[unit])


@cache
def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of long words, without their accents, by which words of different languages are akin."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return frozenset(word[:_STEM] for word in _LETTERS.findall(plain))
