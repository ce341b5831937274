"""Rules as data: what a rule file says, checked but not compiled. `rulefiles` reads them, `compiling` uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from h2hlint.phrases import Lists


@dataclass(frozen=True, slots=True)
class Term:
    """One phrase of a rule, the wordings to show for it, and what silences just it, in its sentence or nearby."""

    phrase: str
    suggestions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    safe: bool = False
    place: tuple[int, int] = (1, 1)
    unless_nearby: Nearby | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """Phrases looked for around a hit: `within` sentences (of that many), words, or the block (0)."""

    within: str
    amount: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Require:
    """An element that must stand `within` a block, or the whole text: one of `any`, outside `but_not`, where `when` matches."""

    when: tuple[str, ...]
    any: tuple[str, ...]
    but_not: tuple[str, ...]
    within: str = "block"


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must mark at `marks` (spans of `text`), or, with `good`, must leave alone."""

    text: str
    good: bool
    marks: tuple[tuple[int, int], ...] = ()
    kind: str = "paragraph"
    role: str = "none"
    channel: str = ""
    audience: str = "customer"
    format: str = ""
    rules: tuple[str, ...] = ()
    place: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in one language. Empty tuples mean “no restriction”."""

    id: str
    language: str
    severity: str
    matcher: str
    path: str
    place: tuple[int, int]
    terms: tuple[Term, ...] = ()
    require: Require | None = None
    metric: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[Any, ...] = ()
    """Of a rule of kind tokens what `tokenpatterns` makes of it, and its wordings."""
    exceptions: tuple[str, ...] = ()
    unless_nearby: Nearby | None = None
    only_if_nearby: Nearby | None = None
    severity_where: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    not_where: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    ignore_if: tuple[str, ...] = ()
    min_hits: int = 1
    min_words: int = 0
    max_words: int = 0
    sources: tuple[str, ...] = ()
    message: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    lists: Lists = field(default_factory=Lists)

    @property
    def category(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Extension:
    """What a house changes in the shipped rule `id`: terms added and removed, exceptions, severity, on or off.

    Of a rule that requires an element, `add` and `remove` are phrases of which one must be there.
    """

    id: str
    language: str
    path: str
    place: tuple[int, int]
    severity: str = ""
    enabled: bool = True
    add: tuple[Term, ...] = ()
    remove: tuple[Term, ...] = ()
    exceptions: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    lists: Lists = field(default_factory=Lists)
