"""Where rule books come from: h2hlint's own by language, a house's from its files; compiled once, kept by content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache as cache_calls
from pathlib import Path

from h2hlint import __version__, cache, places
from h2hlint.book import Book
from h2hlint.errors import UserError
from h2hlint.places import DATA, RULES

FORMAT = 16
"""Raised when the plain data of a book changes its shape."""


@cache_calls
def shipped(language: str) -> Book:
    """Return the shipped book of a covered language, from the cache where it is fresh."""
    files = [*places.meaning_files(), *sorted((RULES / language).glob("*.yml")), *sorted((DATA / language).glob("*.*"))]
    name = f"book-{language}-{_key(files)}.bin"
    plain = cache.load(name)
    if plain is None:
        from h2hlint import compiling

        plain = compiling.shipped(language)
        cache.save(name, plain)
    return Book(plain)


def house(paths: Sequence[Path]) -> tuple[list[Book], list[UserError]]:
    """Return a book for each of a house's rule files, and what is wrong with the files that have none."""
    found: list[Book] = []
    errors: list[UserError] = []
    for path in paths:
        try:
            files = places.rule_files([path])
        except UserError as error:
            errors.append(error)
            continue
        for file in files:
            try:
                found.append(_house_book(file))
            except UserError as error:
                errors.append(error)
    return found, errors


def _house_book(path: Path) -> Book:
    """Return the book of one rule file, from the cache where it is fresh. Raises UserError with the place."""
    from h2hlint import rulefiles

    language = rulefiles.language_of(path)
    data = sorted((DATA / language).glob("*.*")) if (DATA / language).is_dir() else []
    name = f"house-{language}-{_key([path, *data])}.bin"
    plain = cache.load(name)
    if plain is None:
        from h2hlint import compiling

        plain = compiling.house(language, [path])
        cache.save(name, plain)
    return Book(plain)


def _key(files: Sequence[Path]) -> str:
    parts = [f"{FORMAT} {__version__}".encode()]
    for path in files:
        parts += [path.name.encode(), path.read_bytes()]
    return cache.digest(parts)
