"""Where rule books come from: h2hlint's own by language, a house's from its files; compiled once, kept by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache as cache_calls
from pathlib import Path

from h2hlint import __version__, cache, places
from h2hlint.book import Book
from h2hlint.places import DATA, RULES

FORMAT = 5
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


def house(paths: Sequence[Path]) -> dict[str, list[Book]]:
    """Return the books of a house's rule files, by language. Raises UserError with the place."""
    found: dict[str, list[Book]] = defaultdict(list)
    for language, files in _by_language(paths).items():
        data = sorted((DATA / language).glob("*.*")) if (DATA / language).is_dir() else []
        name = f"house-{language}-{_key([*files, *data])}.bin"
        plain = cache.load(name)
        if plain is None:
            from h2hlint import compiling

            plain = compiling.house(language, files)
            cache.save(name, plain)
        found[language].append(Book(plain))
    return found


def _by_language(paths: Sequence[Path]) -> dict[str, list[Path]]:
    from h2hlint import ruleset

    found: dict[str, list[Path]] = defaultdict(list)
    for path in places.rule_files(paths):
        found[ruleset.language_of(path)].append(path)
    return found


def _key(files: Sequence[Path]) -> str:
    parts = [f"{FORMAT} {__version__}".encode()]
    for path in files:
        parts += [path.name.encode(), path.read_bytes()]
    return cache.digest(parts)
