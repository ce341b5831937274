"""The compiled rule book of one language: what a run needs, kept in the cache by content.

`shipped` gives h2hlint's own book, `house` the books made from a user's rule files.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from h2hlint import __version__, cache
from h2hlint.errors import UserError
from h2hlint.language.facts import Facts
from h2hlint.matching import Matcher, Table

PACKAGE = Path(__file__).parent
RULES = PACKAGE / "rules" if (PACKAGE / "rules").is_dir() else PACKAGE.parent / "rules"
DATA = PACKAGE / "data"
FORMAT = 3
NO_PHRASES = -1


class Reach(NamedTuple):
    """Phrases (by their number in the guards' table) looked for around a hit."""

    unit: str
    amount: int
    phrases: int


class Entry(NamedTuple):
    """One compiled rule; numbers of phrases refer to the guards' table, NO_PHRASES is none."""

    id: str
    severity: str
    matcher: str
    exceptions: int
    unless_nearby: Reach | None
    only_if_nearby: Reach | None
    severity_where: Mapping[str, str]
    channels: tuple[str, ...]
    where: tuple[str, ...]
    not_where: tuple[str, ...]
    audience: tuple[str, ...]
    ignore_if: tuple[str, ...]
    min_hits: int
    max_words: int
    metric: Mapping[str, str]
    require_any: int
    require_but_not: int


class Owner(NamedTuple):
    """Whose phrase the main table found: the rule, its wordings, what silences this term."""

    entry: int
    suggestions: tuple[str, ...]
    exceptions: int
    safe: bool


class Texts(NamedTuple):
    """What a rule says to people, by reader's language ("" serves all), and its sources."""

    message: Mapping[str, str]
    why: Mapping[str, str]
    advice: Mapping[str, str]
    sources: tuple[str, ...]


class RoleTest(NamedTuple):
    """A block has `role` when `any` matches and, unless NO_PHRASES, `with_` too."""

    role: str
    any: int
    with_: int


class Book:
    """The compiled rules of one language, with the matchers that find their phrases."""

    def __init__(self, plain: tuple[Any, ...]) -> None:
        self.facts = Facts(*plain[0])
        self.entries = [_entry(entry) for entry in plain[1]]
        self.owners = [Owner(*owner) for owner in plain[2]]
        self.roles = [RoleTest(*role) for role in plain[3]]
        self.pages = [RoleTest(*page) for page in plain[4]]
        self.named_guards: Mapping[str, int] = plain[5]
        self._main = plain[6]
        self._guards = plain[7]
        self._texts = plain[8]

    @property
    def language(self) -> str:
        """The language whose texts this book is for."""
        return self.facts.language

    @cached_property
    def main(self) -> Matcher:
        """Finds what rules look for; owners of its matches index `owners`."""
        return Matcher(Table(*self._main))

    @cached_property
    def guards(self) -> Matcher:
        """Finds what silences or admits a hit."""
        return Matcher(Table(*self._guards))

    @cached_property
    def texts(self) -> Mapping[str, Texts]:
        """What each rule says to people."""
        return {name: Texts(*texts) for name, texts in marshal.loads(self._texts).items()}  # noqa: S302


def _entry(plain: tuple[Any, ...]) -> Entry:
    entry = Entry(*plain)
    unless, only = entry.unless_nearby, entry.only_if_nearby
    return entry._replace(unless_nearby=Reach(*unless) if unless else None, only_if_nearby=Reach(*only) if only else None)


def languages() -> tuple[str, ...]:
    """Return the languages that the shipped book covers."""
    return tuple(sorted(folder.name for folder in RULES.iterdir() if folder.is_dir() and (folder / "roles.yml").is_file()))


def meaning_files() -> list[Path]:
    """Return the files that say what the shipped rules mean."""
    return sorted(path for path in RULES.glob("*.yml") if path.name != "sources.yml")


def wording_files(language: str) -> list[Path]:
    """Return the files that say how the shipped rules sound in `language`."""
    return sorted(path for path in (RULES / language).glob("*.yml") if path.name != "roles.yml")


@lru_cache(maxsize=None)
def shipped(language: str) -> Book:
    """Return the shipped book of a covered language, from the cache where it is fresh."""
    files = [*meaning_files(), *sorted((RULES / language).glob("*.yml")), *sorted((DATA / language).glob("*.*"))]
    name = f"book-{language}-{_key(files)}.bin"
    plain = cache.load(name)
    if plain is None:
        from h2hlint import compiling

        plain = compiling.shipped(language)
        cache.save(name, plain)
    return Book(plain)


def house(paths: Sequence[Path]) -> dict[str, list[Book]]:
    """Return the books of a house's rule files, by language. Raises UserError with the place."""
    books: dict[str, list[Book]] = defaultdict(list)
    for language, files in _by_language(paths).items():
        data = sorted((DATA / language).glob("*.*")) if (DATA / language).is_dir() else []
        name = f"house-{language}-{_key([*files, *data])}.bin"
        plain = cache.load(name)
        if plain is None:
            from h2hlint import compiling

            plain = compiling.house(language, files)
            cache.save(name, plain)
        books[language].append(Book(plain))
    return books


def rule_files(paths: Sequence[Path]) -> list[Path]:
    """Return the rule files named by `paths`; of a folder, every .yml and .yaml below it."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(found for found in path.rglob("*") if found.suffix in (".yml", ".yaml") and found.is_file())
        elif path.exists():
            files.append(path)
        else:
            raise UserError("there is no such rule file; check the path given with --rules", str(path))
    return files


def _by_language(paths: Sequence[Path]) -> dict[str, list[Path]]:
    from h2hlint import ruleset

    found: dict[str, list[Path]] = defaultdict(list)
    for path in rule_files(paths):
        found[ruleset.language_of(path)].append(path)
    return found


def _key(files: Sequence[Path]) -> str:
    parts = [f"{FORMAT} {__version__}".encode()]
    for path in files:
        parts += [path.name.encode(), path.read_bytes()]
    return cache.digest(parts)
