"""How much a text sounds like people: 0 to 100, from the weight of its findings in so many words.

docs/score.md says how the numbers were chosen. The score of a text depends on that text and the settings alone: not on the texts
beside it, on a baseline or on which lines changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from h2hlint.findings import Finding

WEIGHTS = {"error": 4.0, "warning": 2.0, "note": 0.5}
"""What a finding counts, by severity."""
DAMPING = 100
"""A text is weighed as if so many more words without findings belonged to it, so that one line does not decide."""
HALF = 6.0
"""The weight in a hundred words that halves the score."""
BEST = 100.0
UNCOUNTED = ("directive", "code", "quote")
"""Kinds of blocks whose words are not the writer's."""
_ABOUT_COMMENTS = "suppression"


class Reckoning(NamedTuple):
    """What a score is made of: the words that were read with rules, and the findings by category and severity."""

    words: int
    found: tuple[tuple[str, str, int], ...] = ()

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(number for _, _, number in self.found)


class Part(NamedTuple):
    """What the findings of one category, and severity, take from a score."""

    category: str
    severity: str
    number: int
    points: float


NOTHING = Reckoning(0)


def reckon(words: int, findings: Iterable[Finding]) -> Reckoning:
    """Return what the score of a text is made of; what is wrong with comments to h2hlint is no matter of its words."""
    counts = Counter((one.category, one.severity) for one in findings if one.category != _ABOUT_COMMENTS)
    return Reckoning(words, tuple((*key, count) for key, count in sorted(counts.items())))


def score(reckoning: Reckoning) -> float | None:
    """Return the score with one decimal, None for a text of which no word was read with rules; 100 is a text without findings."""
    if not reckoning.words and not reckoning.found:
        return None
    weight = weight_of(reckoning)
    made = round(BEST / (1 + density(reckoning) / HALF), 1)
    return min(made, BEST - 0.1) if weight else made


def mean(reckonings: Iterable[Reckoning]) -> float | None:
    """Return the score of several texts: the mean of theirs, each with the weight of its words; None when none has one."""
    scored = [(value, max(one.words, 1)) for one in reckonings if (value := score(one)) is not None]
    if not scored:
        return None
    made = round(sum(value * words for value, words in scored) / sum(words for _, words in scored), 1)
    return min(made, BEST - 0.1) if any(value < BEST for value, _ in scored) else made


def density(reckoning: Reckoning) -> float:
    """Return the weight of the findings in a hundred words, short texts damped."""
    return 100 * weight_of(reckoning) / (reckoning.words + DAMPING)


def weight_of(reckoning: Reckoning) -> float:
    """Return the weight of all findings."""
    return sum(WEIGHTS[severity] * count for _, severity, count in reckoning.found)


def parts(reckoning: Reckoning) -> list[Part]:
    """Return what takes points from a score, the most first: its points are shared out by weight, and add up to what is missing."""
    value, weight = score(reckoning), weight_of(reckoning)
    lost = BEST - value if value is not None else 0.0
    made = [Part(name, grade, count, lost * WEIGHTS[grade] * count / weight) for name, grade, count in reckoning.found]
    return sorted(made, key=lambda part: (-part.points, part.category))
