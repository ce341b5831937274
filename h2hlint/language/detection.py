"""Placeholder until the trained detector lands."""

from __future__ import annotations

_WORDS = {
    "da": "og i at er det en til af på den der med for ikke vi du har som kan din dig os af hvad blev meget nogle mig jer",
    "nb": "og i å er det en til av på den som med for ikke vi du har kan din deg oss hva ble mye noen meg dere hvis",
    "de": "und der die das ist nicht ein eine wir sie zu mit für auf den im von ihre haben können uns dass wird",
    "pl": "i w na się nie do jest to że z dla o jak po od lub za czy twoje państwa nas jest są przez",
    "en": "the and to of a in is you for we your that it on with are our this not can be will",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def detect(text: str) -> str | None:
    """Return the language with the most function words."""
    words = text.lower().split()
    counts = {language: sum(word.strip(".,!?:;") in known for word in words) for language, known in _SETS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None
