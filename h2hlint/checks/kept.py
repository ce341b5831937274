"""What the words of a block tell by themselves, whatever text they stand in: found once, and worth keeping."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from h2hlint.book import NO_PHRASES, Book
from h2hlint.cells import Found
from h2hlint.matching import Reading
from h2hlint.text import Block

if TYPE_CHECKING:
    from h2hlint.engines import Engine
    from h2hlint.language.passives import Detector, Passive
    from h2hlint.language.tokens import Tokens

_WORD_CLASSES = {"accept": "", "person": "name", "product": "", "firm": "company"}
"""Kinds of a house's words that are muted, and the word class that they join."""


def read(block: Block, book: Book, vocabulary: Book | None = None, engine: Engine | None = None) -> Reading:
    """Return a block as matchers see it; a vocabulary adds people and firms to the word classes, an engine the names it knows."""
    reading = Reading(block.text, book.facts)
    if vocabulary is not None:
        reading.known = _known_words(vocabulary, Reading(block.text, book.facts))
    if engine is not None and engine.masks:
        from h2hlint.pipelines import seeing

        known = {name: list(places) for name, places in reading.known.items()}
        for first, last, joined in seeing.names(engine, reading.tokens):
            for name in ("accepted", joined):
                known.setdefault(name, []).append((first, last))
        reading.known = known
    return reading


def _known_words(vocabulary: Book, reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Return where words stand that the house accepts, and its names, which count only with their capital."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, joined in _WORD_CLASSES.items():
        phrases = vocabulary.named_guards[kind]
        for match in vocabulary.guards.places(phrases, reading) if phrases != NO_PHRASES else ():
            if kind == "accept" or not reading.tokens.raw(match.first)[0].islower():
                found["accepted"].append((match.first, match.last))
                found[joined].append((match.first, match.last))
    return found


def passives_seen(detector: Detector, tokens: Tokens, engine: Engine | None) -> list[Passive]:
    """Return the passives of a block in text order, where there is an engine counted as that says."""
    if engine is None:
        return detector.find(tokens)
    from h2hlint.pipelines import seeing

    return sorted(seeing.passives(engine, tokens, detector), key=lambda one: one.verb)


class Kept:
    """What is found out about a block from its words alone, so that it holds for every block of the same words in the same book."""

    __slots__ = ("found", "passives", "places", "reading", "standing")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places: dict[int, list[Found]] = {}
        """Where the guard phrases of one number match."""
        self.standing: dict[tuple[int, int, int], Found | None] = {}
        """The first match of a guard's phrases within a stretch, by their number and the first and last word of the stretch."""
        self.found: list[Found] | None = None
        """Where the phrases match that are looked for in every block."""
        self.passives: list[Passive] | None = None
