"""Writes how often the commonest words of each language stand in a million: h2hlint looks for a phrase at its rarest word.

    pip install wordfreq
    python training/frequencies.py

The figures are wordfreq's (Robyn Speer; data CC BY-SA 4.0, see NOTICE), rounded to a tenth of the decimal logarithm.
Same wordfreq, same bytes.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from pathlib import Path

from wordfreq import get_frequency_dict  # type: ignore[import-not-found, import-untyped, unused-ignore]

LANGUAGES = ("da", "nb", "de", "pl", "en")
WORDS = 6000
DATA = Path(__file__).parent.parent / "h2hlint" / "data"
_PARTS = re.compile(r"[^\W_]+")


def main() -> None:
    """Write `frequencies.txt` of every language."""
    for language in LANGUAGES:
        (DATA / language / "frequencies.txt").write_text(text(per_million(language)), encoding="utf-8")


def per_million(language: str) -> dict[str, float]:
    """Return the commonest words with how often they stand in a million; of “don't” both parts, as h2hlint reads words."""
    found: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict(language).items():
        for part in _PARTS.findall(word):
            found[part] += share * 1e6
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return dict(ranked[:WORDS])


def text(words: dict[str, float]) -> str:
    """Return a line for each class of words, its frequency before them."""
    classes: dict[float, list[str]] = defaultdict(list)
    for word, frequency in words.items():
        classes[round(math.log10(frequency), 1)].append(word)
    lines = (f"{10**size:.3g} {' '.join(sorted(found))}\n" for size, found in sorted(classes.items(), reverse=True))
    return "".join(lines)


if __name__ == "__main__":
    main()
