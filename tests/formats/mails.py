"""Mails for the tests: bytes → blocks, and the place of a phrase in the file."""

from __future__ import annotations

from h2hlint.formats import extract
from h2hlint.sources import from_stdin
from h2hlint.text import Block, Source, Span


def read(data: bytes | str) -> list[Block]:
    return extract(source_of(data))


def source_of(data: bytes | str) -> Source:
    return from_stdin(data if isinstance(data, bytes) else data.encode(), "a.eml")


def texts(data: bytes | str, kind: str | None = None) -> list[str]:
    return [block.text for block in read(data) if kind in {None, block.kind}]


def marked(data: bytes | str, phrase: str) -> str:
    """Return what stands in the file where the one block with `phrase` has it."""
    source = source_of(data)
    ((block, at),) = [(block, block.text.index(phrase)) for block in extract(source) if phrase in block.text]
    place = block.to_source(Span(at, at + len(phrase)))
    return source.text[place.start : place.end]
