"""How hard a text is to read, each language by a published formula.

da, nb  LIX: words per sentence + percentage of words of more than six letters (Björnsson, Läsbarhet, 1968).
de      First Wiener Sachtextformel: a school year (Bamberger and Vanecek, Lesen – Verstehen – Lernen – Schreiben, 1984).
pl      Gunning's fog index as in FOG-PL, years of school (Pracownia Prostej Polszczyzny, Wrocław); a hard word has
        four syllables or more, one more than in English, since Polish words are longer.
en      Flesch–Kincaid grade: a school year (Kincaid, Fishburne, Rogers and Chissom, 1975).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_LONG = 6
_SYLLABLES = {
    "da": "[aeiouyæøå]",
    "nb": "ei|øy|au|[aeiouyæøå]",
    "de": "ei|ai|au|eu|äu|ie|aa|ee|oo|[aeiouyäöü]",
    "pl": "i(?![aeouóąęy])|[aeouóąęy]",
    "en": "(?:[aiouy]|e(?!(?:d|s|ly|ment|ments|ful|less)?$))+(?:e(?=(?:s|d|ly)$))?|(?<=[td])e(?=d$)|(?<=[sxzcg])e(?=s$)|(?<=[cs]h)e(?=s$)"
    "|(?<=[^aeiouy]l)e(?=s?$)",
}


_BY_SYLLABLES = ("de", "pl", "en")
"""Languages whose formula asks for syllables."""


class Counts(NamedTuple):
    """What the formulas count; `long` are words of more than six letters, `of_one`, `of_three` and `of_four` words by syllables.

    Of syllables all are 0 in the languages whose formula does not ask for them.
    """

    words: int = 0
    sentences: int = 0
    long: int = 0
    syllables: int = 0
    of_one: int = 0
    of_three: int = 0
    of_four: int = 0


def together(parts: Iterable[Counts]) -> Counts:
    """Return the counts of a text made of `parts`."""
    listed = list(parts)
    return Counts(*map(sum, zip(*listed, strict=True))) if listed else Counts()


def count(words: Sequence[str], sentences: int, language: str) -> Counts:
    """Count what the formulas need; words without letters are none."""
    spoken = [word for word in words if word[0].isalpha()]
    sizes = [syllables(word, language) for word in spoken] if language in _BY_SYLLABLES else []
    of_three, of_four = (len([size for size in sizes if size >= least]) for least in (3, 4))
    return Counts(len(spoken), sentences, count_long(spoken), sum(sizes), sizes.count(1), of_three, of_four)


def count_long(words: Iterable[str]) -> int:
    """Return how many of the words have more than six letters."""
    return len([word for word in words if len(word) > _LONG])


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word in lower case has, at least one."""
    return max(len(_pattern(language).findall(word)), 1)


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(_SYLLABLES.get(language, "[aeiouy]+"))


def lix(counts: Counts) -> float:
    """Return LIX: under 30 very easy, over 50 hard, over 60 very hard."""
    return counts.words / counts.sentences + 100 * counts.long / counts.words


def wiener_sachtextformel(counts: Counts) -> float:
    """Return the first Wiener Sachtextformel, a school year from 4 to 15."""
    share = 100 / counts.words
    return (
        0.1935 * counts.of_three * share
        + 0.1672 * counts.words / counts.sentences
        + 0.1297 * counts.long * share
        - 0.0327 * counts.of_one * share
        - 0.875
    )


def fog_pl(counts: Counts) -> float:
    """Return the Polish fog index, in years of school."""
    return 0.4 * (counts.words / counts.sentences + 100 * counts.of_four / counts.words)


def flesch_kincaid(counts: Counts) -> float:
    """Return the Flesch–Kincaid grade, a school year."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


FORMULAS: dict[str, tuple[str, Callable[[Counts], float]]] = {
    "da": ("LIX", lix),
    "nb": ("LIX", lix),
    "de": ("Wiener Sachtextformel", wiener_sachtextformel),
    "pl": ("FOG-PL", fog_pl),
    "en": ("Flesch–Kincaid", flesch_kincaid),
}
"""The formula of each language and its name."""


def score(counts: Counts, language: str) -> float | None:
    """Return how hard a text is by the formula of its language, None where there is none or nothing to count."""
    if language not in FORMULAS or not counts.words or not counts.sentences:
        return None
    return FORMULAS[language][1](counts)
