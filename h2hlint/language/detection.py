"""Which language a text is in, from its words and their parts.

`data/detection.bin` (built by `training/detector.py`) knows parts of words, " ikk" or "ikke ",
with a weight for every language: logarithms of odds, so the weights of all parts of a text are
added. Scripts other than Latin are told by their letters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import exp

from h2hlint.language.detection_data import Data, load
from h2hlint.patterns import possessive

SAMPLE = 1500
"""Code points of a text that `detect` looks at."""
BLOCK_SAMPLE = 400
"""Code points of a block that `clearly` looks at: some sixty words settle it."""
LONGEST_WORD = 40
LONGEST_PART = 5
UNKNOWN = "und"
"""Code of a language in Latin letters that is none of those with a code of their own (ISO 639-2)."""

_NOISE = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|\S*\w\.\w\S*|\S*[/\\_=]\S*|%\(\w+\)\w|%\w|[{\[<][^{}\[\]<>]{0,80}[}\]>]|&#?\w+;|`[^`\n]{1,80}`|:\w+|@\w+"
)
_NOISY = re.compile(r"[@/\\_=%{}\[\]<>&`]|\w\.\w|:\w|www")
_WORD = re.compile(possessive(r"[^\W\d_]+(?:['’][^\W\d_]+)*+(?!\d)"))
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_SCRIPTS = (
    ("uk", "[іїєґІЇЄҐ]"), ("ru", "[Ѐ-ӿ]"), ("el", "[Ͱ-Ͽἀ-῿]"), ("he", "[֐-׿]"), ("fa", "[پچژگیک]"), ("ar", "[؀-ۿ]"),
    ("hi", "[ऀ-ॿ]"), ("th", "[฀-๿]"), ("ka", "[Ⴀ-ჿ]"), ("hy", "[԰-֏]"), ("ko", "[가-힯]"), ("ja", "[぀-ヿ]"), ("zh", "[一-鿿]"),
)  # fmt: skip
_LIKELY = 0.3  # probability that three words and more must reach
_SURE = 0.5  # the same for one or two words
_SURE_OF_TITLE = 0.8  # the same for two words with capitals
_CLEAR = 0.95
_SMALL_WORDS = 4
_EVIDENT_WORDS = 6


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without addresses, codes, placeholders and CamelCase."""
    found = _WORD.findall(_plain(text))
    return [word.lower().replace("’", "'")[:LONGEST_WORD] for word in found if not _is_code(word)]


def _plain(text: str) -> str:
    """Return `text` without addresses, codes and placeholders; most texts have no sign of any."""
    return _NOISE.sub(" ", text) if _NOISY.search(text) else text


def parts(word: str) -> list[str]:
    """Return the runs of two to five signs of a word between spaces, and the word as a whole."""
    bounded = f" {word} "
    size = len(bounded)
    found = [bounded[at : at + length] for length in range(2, min(LONGEST_PART, size - 1) + 1) for at in range(size - length + 1)]
    return [*found, bounded]


def detect(text: str) -> str | None:
    """Return the code of the most likely language, covered or not; None when the text gives no ground."""
    sample = text[:SAMPLE]
    other = _other_script(sample)
    if other:
        return other
    found = words(sample)
    ranked = _ranked(tuple(found)) if found else []
    if not ranked:
        return None
    best, share = ranked[0]
    return best if share >= _needed(sample, found) else None


def clearly(text: str, language: str) -> str | None:
    """Return the language of `text` when it is far likelier than `language`, else None.

    Names and titles alone are no ground: it takes four words in small letters.
    """
    sample = text[:BLOCK_SAMPLE]
    other = _other_script(sample)
    if other:
        return other
    if (evident := _evident(sample)) is not None:
        return evident if evident != language else None
    small = [word for word in _WORD.findall(_plain(sample)) if word.islower()]
    if len(small) < _SMALL_WORDS:
        return None
    shares = _ranked(tuple(words(sample)))
    best, share = shares[0] if shares else ("", 0.0)
    return best if share > _CLEAR and best != language else None


def _evident(sample: str) -> str | None:
    """Return the one covered language whose frequent words fill the text with none of another's, if there is just one."""
    found = set(sample.lower().split())
    fitting = [
        language
        for language, frequent in _data().frequent.items()
        if len(found & frequent.own) >= _EVIDENT_WORDS and found.isdisjoint(frequent.foreign)
    ]
    return fitting[0] if len(fitting) == 1 else None


def agrees(text: str, language: str) -> bool:
    """Return whether a block may well be in `language`, by its frequent words alone (fast)."""
    frequent = _data().frequent.get(language)
    if frequent is None:
        return False
    found = set(text[:BLOCK_SAMPLE].lower().split())
    return len(found & frequent.own) >= 2 + 8 * len(found & frequent.foreign)


def known() -> frozenset[str]:
    """Return every code that `detect` may give."""
    return frozenset(_data().languages) | {code for code, _ in _SCRIPTS}


def _needed(sample: str, found: list[str]) -> float:
    """Return the probability that makes an answer: one or two words need more than a sentence, capitalised ones may be names."""
    if len(found) > 2:
        return _LIKELY
    return _SURE_OF_TITLE if sum(word[0].isupper() for word in _WORD.findall(sample)) > 1 else _SURE


def _is_code(word: str) -> bool:
    return not (word.islower() or word.istitle() or word.isupper()) and bool(re.search(r"[a-z][A-Z]", word))


def _other_script(sample: str) -> str | None:
    """Return the language of a text in which more than a quarter of the letters are not Latin."""
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    if len(_LATIN.findall(sample)) * 4 >= letters * 3:
        return None
    return next((code for code, pattern in _SCRIPTS if len(re.findall(pattern, sample)) * 50 >= letters), None)


def _ranked(found: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return the languages with their probability, the likeliest first; nothing for words without a known part."""
    if not any(any(_weights(word)) for word in found):
        return []
    columns = list(zip(*map(_weights, ("", *found)), strict=True))
    totals = [sum(column) for column in columns]
    data = _data()
    top = max(totals)
    odds = [exp((total - top) / data.scale) for total in totals]
    whole = sum(odds)
    return sorted(((code, value / whole) for code, value in zip(data.languages, odds, strict=True)), key=lambda pair: -pair[1])


@lru_cache(maxsize=20_000)
def _weights(word: str) -> tuple[int, ...]:
    return _data().weights(parts(word))


@cache
def _data() -> Data:
    return load()
