"""Blocks as books see them: which belong together, and what holds for all of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from itertools import islice

from h2hlint.book import Book
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Circumstances
from h2hlint.checks.kept import Kept
from h2hlint.checks.unit import Unit
from h2hlint.matching import Reading
from h2hlint.text import Block

_TITLE_BLOCKS = 2

Books = Callable[[str], Sequence[Book]]
Memory = MutableMapping[tuple[str, int], Kept]
"""What is known of blocks by their text and the identity of the book, for a program that reads nearly the same text again."""


def contexts(
    blocks: Sequence[Block],
    language_of: Callable[[Block], str | None],
    books: Books,
    circumstances: Callable[[str], Circumstances],
    memory: Memory | None = None,
) -> Iterator[BlockContext]:
    """Yield each block of text as each book of its language sees it; the blocks of one form or banner know each other."""
    known: dict[str, Circumstances] = {}
    units: dict[int, list[Block]] = {}
    met: set[tuple[int, str]] = set()
    for block in blocks:
        language = language_of(block)
        if block.kind == "directive" or language is None:
            continue
        if language not in known:
            known[language] = circumstances(language)
        if block.unit == 0:
            yield from _seen(block, books(language), known[language], None, memory)
        elif (block.unit, language) not in met:
            met.add((block.unit, language))
            units = units or _by_unit(blocks)
            together = [one for one in units[block.unit] if language_of(one) == language]
            yield from _unit(together, books(language), known[language], memory)


def _by_unit(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    groups: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind != "directive":
            groups[block.unit].append(block)
    return groups


def _unit(blocks: Sequence[Block], books: Sequence[Book], circumstances: Circumstances, memory: Memory | None) -> Iterator[BlockContext]:
    """Yield the blocks of one form or banner, each of which knows the others."""
    found: list[BlockContext] = []
    unit = Unit(found)
    for block in blocks:
        found += _seen(block, books, circumstances, unit, memory)
    yield from found


def _seen(
    block: Block, books: Sequence[Book], circumstances: Circumstances, unit: Unit | None, memory: Memory | None
) -> Iterator[BlockContext]:
    """Yield a block as each book sees it; books that share their facts share its words."""
    reading: Reading | None = None
    for book in books:
        shared = reading if reading and reading.facts is book.facts else None
        kept = memory.get((block.text, id(book))) if memory is not None else None
        context = BlockContext(block, book, circumstances, shared, unit, kept=kept)
        if memory is not None and kept is None:
            memory[block.text, id(book)] = context.kept
        reading = context.reading
        yield context


def page_role(blocks: Sequence[Block], book: Book) -> str:
    """Return the role that a page's title or first headings give to all of its blocks."""
    titles = (block for block in blocks if block.kind in ("heading", "value") and not block.key)
    for block in islice(titles, _TITLE_BLOCKS):
        context = BlockContext(block, book, Circumstances())
        for test in book.pages:
            if context.places(test.any):
                return test.role
    return "none"
