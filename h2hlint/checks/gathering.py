"""What checks find in a block, and what they gather over a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from h2hlint.book import Book, Entry
from h2hlint.text import Span

if TYPE_CHECKING:
    from h2hlint.checks.context import BlockContext
    from h2hlint.engines import Engine


_NO_FACTS: Mapping[str, str] = {}


class Match(NamedTuple):
    """A place that a check marks, before it is mapped to the source.

    `facts` fill the message's fields, such as `number` or `missing`; `severity`, unless empty, stands
    in for the rule's own; the first suggestion replaces `replaced`, where that reaches beyond `span`.
    """

    span: Span
    suggestions: tuple[str, ...] = ()
    safe: bool = False
    facts: Mapping[str, str] = _NO_FACTS
    severity: str = ""
    replaced: Span | None = None


LONGEST_KEPT = 400
"""Of a text of more blocks none are kept."""


class Tally:
    """What detectors gather over all blocks of a text in one language, for what only the whole text shows."""

    def __init__(self, channel: str = "website") -> None:
        self.channel = channel
        self.words = 0
        self.length = 0
        """Words of all blocks but quotations and code, for the score."""
        self.speaks = False
        """Somebody is spoken to, or speaks."""
        self.first: BlockContext | None = None
        self.passives = 0
        """Passives that no guard silences."""
        self.sentences = 0
        """About how many sentences the text has."""
        self.seen: list[BlockContext] = []
        """The blocks of a text of ordinary length; a longer one is gone over again where that is needed."""
        self.prose: Counter[str] = Counter()
        """Counts over the running text, by what is counted."""
        self.abbreviations: dict[str, tuple[BlockContext, Match]] = {}
        """Abbreviations, with their first place."""
        self.explained: set[str] = set()
        """Abbreviations that the text explains."""
        self.asked: dict[tuple[str, int], tuple[Entry, BlockContext, Match]] = {}
        """Where the text asks for an element that must stand somewhere in it, by rule and request."""
        self.address: dict[str, list[tuple[BlockContext, Match]]] = defaultdict(list)
        """The first places at which the reader is addressed, by form of address."""
        self.addressed: dict[str, int] = defaultdict(int)
        """How often the reader is addressed, by form of address."""

    def forget(self) -> None:
        """Let go of the blocks once a text is done: they refer to this tally, and would outlive it."""
        for context in self.seen:
            if context.unit is not None:
                context.unit.forget()
        self.first = None
        for gathered in (self.seen, self.abbreviations, self.asked, self.address):
            gathered.clear()


class Circumstances(NamedTuple):
    """What a block's text is for: its channel, who reads, whether fields are filled in later, the role of its page.

    `vocabulary` is the book of the house's own words in the block's language, if it has any; `tally` gathers over the text;
    `role` is what the config says that all texts are for, before any wording; `engine` the spaCy pipeline that reads it too, if any.
    """

    channel: str = "website"
    audience: str = "customer"
    template: bool = False
    page_role: str = "none"
    vocabulary: Book | None = None
    tally: Tally | None = None
    role: str = "none"
    engine: Engine | None = None


class Gathered(dict[int, tuple[Book, Tally]]):
    """What was gathered over a text for each book that read it, by the book's identity."""

    def forget(self) -> None:
        """Let go of the text's blocks."""
        for _, tally in self.values():
            tally.forget()
