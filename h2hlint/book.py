"""The compiled rule book of one language: what a run needs. `compiling` makes it, `library` keeps it."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from h2hlint.cells import Phrases
from h2hlint.language.facts import Facts
from h2hlint.once import once
from h2hlint.searching import Guards, Matcher, Table

NO_PHRASES = -1
_MEASURING = ("metric", "detector")
_UNPROMPTED = (*_MEASURING, "tokens")


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
    min_words: int
    max_words: int
    metric: Mapping[str, str]
    require_any: int
    require_but_not: int
    require_within: str
    is_prompted: bool
    """The rule looks only at blocks in which one of its phrases stands."""
    tokens: tuple[Any, ...]
    """Of a rule of kind tokens its patterns, the labels that they look at, and its wordings."""


class Owner(NamedTuple):
    """Whose phrase the main table found: the rule, its wordings, what silences this term."""

    entry: int
    suggestions: tuple[str, ...]
    exceptions: int
    unless_nearby: Reach | None
    safe: bool
    capital: bool
    """The phrase is written with a capital, so a capital in the text makes it no name."""


class Texts(NamedTuple):
    """What a rule says to people, by reader's language ("" serves all), its sources, and its own severity."""

    message: Mapping[str, str]
    why: Mapping[str, str]
    advice: Mapping[str, str]
    sources: tuple[str, ...]
    severity: str


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
        self.owners: Mapping[int, Owner] = _Owners(plain[2])
        """Whose each phrase is, by the number that its matches bear."""
        self.roles = [RoleTest(*role) for role in plain[3]]
        self.pages = [RoleTest(*page) for page in plain[4]]
        self.named_guards: Mapping[str, int] = plain[5]
        self._main = plain[6]
        self._guards = plain[7]
        self._texts = plain[8]
        self.known: tuple[str, ...] = plain[9]
        """The ids of all rules that h2hlint ships in any language; empty in a house's book."""
        self.extends: bool = plain[10]
        """The file of this book changes shipped rules."""
        self._reworded = plain[11]
        self.swept = frozenset[int](plain[12])
        """The guards that are looked for in every block, together with what rules look for."""
        self._words: str = plain[13]

    @property
    def language(self) -> str:
        """The language whose texts this book is for."""
        return self.facts.language

    @once
    def unprompted(self) -> list[int]:
        """The numbers of the entries that look at every block, not only where a phrase matched."""
        return [number for number, entry in enumerate(self.entries) if entry.matcher in _UNPROMPTED and not entry.is_prompted]

    @property
    def asks_spacy(self) -> bool:
        """Whether some rule looks at spaCy's tokens."""
        return any(entry.tokens for entry in self.entries)

    @once
    def measuring(self) -> list[int]:
        """The numbers of the entries that may speak once the whole text was seen."""
        return [number for number, entry in enumerate(self.entries) if entry.matcher in _MEASURING]

    @once
    def addressing(self) -> list[int]:
        """The numbers of the entries that ask how the reader is addressed; a pipeline's labels may show it where no phrase does."""
        return [number for number, entry in enumerate(self.entries) if entry.metric.get("name") == "mixed-address"]

    @once
    def _vocabulary(self) -> list[str]:
        """The forms of all phrases, by their number."""
        found, self._words = self._words.split(), ""
        return found

    @once
    def main(self) -> Matcher:
        """Finds what rules look for, and the guards of `swept`.

        Owners of its matches index `owners`; from `guard_owner` on they are guards.
        """
        phrases, table = marshal.loads(self._main)  # noqa: S302  (sealed by the cache)
        self._main = b""  # megabytes that nobody asks for again
        return Matcher(Phrases(*phrases), Table(*table), self._vocabulary)

    @once
    def guard_owner(self) -> int:
        """The owner in `main` of the phrases of guard 0, where that is swept for."""
        return len(self.owners)

    @once
    def guards(self) -> Guards:
        """Finds what silences or admits a hit, but for the guards of `swept`."""
        phrases, tables = marshal.loads(self._guards)  # noqa: S302
        self._guards = b""
        return Guards(Phrases(*phrases), tables, self._vocabulary)

    def suggestions(self, owner: int, word: str) -> tuple[str, ...]:
        """Return the wordings of an owner in the form of `word`, the first word of a match in its normal form."""
        shown = self.owners[owner].suggestions
        return self._rewordings.get(owner, {}).get(word, shown) if shown else shown

    @once
    def _rewordings(self) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
        return marshal.loads(self._reworded)  # type: ignore[no-any-return]  # noqa: S302

    @once
    def texts(self) -> Mapping[str, Texts]:
        """What each rule says to people."""
        return {name: Texts(*texts) for name, texts in marshal.loads(self._texts).items()}  # noqa: S302


class _Owners(dict[int, Owner]):
    """The owners of all phrases, each made when first asked for: of thousands a page meets a few."""

    def __init__(self, plain: tuple[tuple[Any, ...], ...]) -> None:
        super().__init__()
        self._plain = plain

    def __missing__(self, number: int) -> Owner:
        entry, suggestions, exceptions, near, *rest = self._plain[number]
        self[number] = Owner(entry, suggestions, exceptions, Reach(*near) if near else None, *rest)
        return self[number]

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._plain)))

    def __len__(self) -> int:
        return len(self._plain)


def _entry(plain: tuple[Any, ...]) -> Entry:
    entry = Entry(*plain)
    unless, only = entry.unless_nearby, entry.only_if_nearby
    return entry._replace(unless_nearby=Reach(*unless) if unless else None, only_if_nearby=Reach(*only) if only else None)
