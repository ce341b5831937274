"""Small facts about a language that rules and the tokenizer rely on, read from `data/<lang>/language.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Facts(NamedTuple):
    """What the tokenizer must know; plain tuples and sets, so that it can be kept compiled.

    `abbreviations` and `closing_abbreviations` hold the last word of each abbreviation without its point, lower-cased;
    `number_words` their values; `dates` are month names, weekdays and words for a day.
    """

    language: str = ""
    abbreviations: frozenset[str] = frozenset()
    ordinals_with_point: bool = False
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()
    number_words: tuple[tuple[str, int], ...] = ()
    currencies: tuple[str, ...] = ()
    company_suffixes: tuple[str, ...] = ()
    names_are_capitalised: bool = True
    word_signs: str = ""
    """Signs that may stand inside a word (German gender marks)."""
    closing_abbreviations: frozenset[str] = frozenset()
    """Abbreviations that mostly stand last, as units do: after their point a capital begins a sentence."""
    we_words: frozenset[str] = frozenset()
    """Words by which a firm speaks of itself, in lower case, without “I”."""
    you_words: frozenset[str] = frozenset()
    """Words that surely address the reader, in lower case."""
    we_endings: tuple[str, ...] = ()
    """Endings of verbs that do so, and of few other words, where a language has them."""
    known_abbreviations: frozenset[str] = frozenset()
    """Abbreviations in capitals that need no explanation."""
    legal_forms: frozenset[str] = frozenset()
    """Words of the names that firms are registered by, in lower case: such names often stand in capitals."""

    def __hash__(self) -> int:
        """Return a hash of the language alone: what is kept by the facts is asked for at every other word, and all of them are many."""
        return hash(self.language)


def from_mapping(language: str, data: Mapping[str, object]) -> Facts:
    """Make the facts from the mapping of a `language.yml`; missing entries stay empty."""
    words = data.get("number_words")
    return Facts(
        language,
        _ends(data, "abbreviations"),
        data.get("ordinals_with_point") == "true",
        _strings(data, "months"),
        _strings(data, "weekdays"),
        _strings(data, "day_words"),
        tuple((word, int(value)) for word, value in words.items()) if isinstance(words, Mapping) else (),
        _strings(data, "currencies"),
        _strings(data, "company_suffixes"),
        data.get("names_are_capitalised") != "false",
        str(data.get("word_signs") or ""),
        _ends(data, "closing_abbreviations"),
        frozenset(_strings(data, "we-words")),
        frozenset(_strings(data, "you-words")),
        _strings(data, "we-endings"),
        frozenset(_strings(data, "known-abbreviations")),
        frozenset(_strings(data, "legal-forms")),
    )


def _strings(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    entries = data.get(key)
    return tuple(str(entry) for entry in entries) if isinstance(entries, list) else ()


def _ends(data: Mapping[str, object], key: str) -> frozenset[str]:
    """Return the words before the points of abbreviations that a space may follow: f.eks. → eks, z. B. → z and b."""
    entries = [entry.lower() for entry in _strings(data, key)]
    parts = [part for entry in entries for part in entry.split() if part.endswith(".") or " " not in entry]
    words = (part.replace(".", " ").split() for part in parts)
    return frozenset(found[-1] for found in words if found)
