"""Where rule books come from: h2hlint's own by language, a house's from its files; compiled once, kept by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache as cache_calls
from pathlib import Path
from typing import Any

from h2hlint import __version__, cache, places
from h2hlint.book import Book
from h2hlint.errors import UserError
from h2hlint.patterns import lazy
from h2hlint.places import DATA, RULES
from h2hlint.settings import Settings, Word

FORMAT = 52
"""Raised when the plain data of a book changes its shape."""
_INGREDIENTS = ("language.yml", "inflection.yml", "frequencies.txt", "lexicon.bin")
"""The data of a language that a book is made with."""
_LANGUAGE = lazy(rb"^language:[ \t]*([a-z]{2,3})[ \t\r]*$", re.MULTILINE)


@cache_calls
def shipped(language: str, changes: tuple[Path, ...] = ()) -> Book:
    """Return the shipped book of a covered language, as the house files `changes` change its rules.

    Raises UserError when they name a rule or phrase that is not there.
    """
    files = [*places.meaning_files(), *sorted((RULES / language).glob("*.yml")), *_data(language), *changes]

    def compiled() -> tuple[Any, ...]:
        from h2hlint import compiling

        return compiling.shipped(language, changes)

    return _kept(f"book-{language}", _key(files), compiled)


def house(paths: Sequence[Path]) -> tuple[list[tuple[Path, Book]], list[UserError]]:
    """Return the book of each of a house's rule files, and what is wrong with the files that have none."""
    found: list[tuple[Path, Book]] = []
    errors: list[UserError] = []
    for path in paths:
        try:
            files = places.rule_files([path])
            if not files:
                raise UserError("this folder holds no rule files; they end in .yml", str(path))
        except UserError as error:
            errors.append(error)
            continue
        for file in files:
            try:
                found.append((file, _house_book(file)))
            except UserError as error:
                errors.append(error)
    return found, errors


def house_paths(settings: Settings) -> list[Path]:
    """Return the files and folders of house rules that settings name. Raises UserError for a pack that is not installed."""
    paths = [Path(path) for path in settings.rules]
    if settings.packs:
        from h2hlint import packs

        paths += [packs.folder(pick.rules, pick.place) for pick in settings.packs]
    return paths


@cache_calls
def vocabulary(language: str, words: tuple[Word, ...]) -> Book:
    """Return the book of a house's vocabulary in one language: one rule for what it bans, guards for the rest."""
    parts = [repr(words).encode(), *_parts([*_data(language), RULES / "house.yml"])]

    def compiled() -> tuple[Any, ...]:
        from h2hlint import compiling

        return compiling.vocabulary(language, words)

    return _kept(f"vocabulary-{language}", cache.digest(parts), compiled)


def _house_book(path: Path) -> Book:
    """Return the book of one rule file, from the cache where it is fresh. Raises UserError with the place."""
    language = _language_of(path)

    def compiled() -> tuple[Any, ...]:
        from h2hlint import compiling

        return compiling.house(language, path)

    return _kept(f"house-{language}", _key([path, *_data(language)]), compiled)


def _language_of(path: Path) -> str:
    """Return the language of a rule file, without the reader of rule files where it stands in the usual place."""
    try:
        said = _LANGUAGE.findall(path.read_bytes())
    except OSError:
        said = []
    if len(said) == 1 and (DATA / said[0].decode()).is_dir():
        return str(said[0].decode())
    from h2hlint import rulefiles

    return rulefiles.language_of(path)


def _kept(name: str, key: str, compiled: Callable[[], tuple[Any, ...]]) -> Book:
    """Return a book from the cache, else compile and keep it."""
    file = f"{name}-{key}.bin"
    plain = cache.load(file)
    if plain is None:
        plain = compiled()
        cache.save(file, plain)
    return Book(plain)


def _data(language: str) -> list[Path]:
    return [path for name in _INGREDIENTS if (path := DATA / language / name).is_file()]


def _key(files: Sequence[Path]) -> str:
    return cache.digest(_parts(files))


def _parts(files: Sequence[Path]) -> list[bytes]:
    parts = [f"{FORMAT} {__version__}".encode()]
    for path in files:
        parts += [path.name.encode(), path.read_bytes()]
    return parts
