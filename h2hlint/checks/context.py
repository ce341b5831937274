"""One block under a book: what guards need to know about it, each found once and only when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from h2hlint.book import NO_PHRASES, Book, Entry, Reach, RoleTest
from h2hlint.matching import Found, Reading
from h2hlint.text import Block, Span

_SHORT_ROLES = ("greeting", "signature")
SHORT_BLOCK = 12
NEGATION_REACH = 4
BOOST_LENGTH = 8
_NEW_THOUGHT = frozenset(":;–—")
_NAME_FREE_KINDS = ("heading", "button", "label", "subject", "link", "attribute")


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a check marks, before it is mapped to the source.

    `facts` fill the message's fields, such as `number` or `missing`.
    """

    span: Span
    suggestions: tuple[str, ...] = ()
    safe: bool = False
    facts: dict[str, str] = field(default_factory=dict)


class BlockContext:
    """A block as the rules of one book see it."""

    def __init__(self, block: Block, book: Book, channel: str, audience: str, page_role: str = "none") -> None:
        self.block = block
        self.book = book
        self.channel = channel
        self.audience = audience
        self._page_role = page_role
        self.reading = Reading(block.text, book.facts)
        self.tokens = self.reading.tokens
        self._places: dict[int, list[Found]] = {}
        self._title_case: dict[int, bool] = {}

    # --- phrases of guards -------------------------------------------------------------------

    @cached_property
    def _guard_matches(self) -> dict[int, list[Found]]:
        found: dict[int, list[Found]] = defaultdict(list)
        for match in self.book.guards.find(self.reading):
            found[match.owner].append(match)
        return found

    def places(self, phrases: int) -> list[Found]:
        """Return where the guard phrases numbered `phrases` match, by their first word."""
        if phrases == NO_PHRASES:
            return []
        if phrases not in self._places:
            loose = self.book.guards.find_loose(phrases, self.reading)
            found = [*self._guard_matches.get(phrases, []), *loose]
            self._places[phrases] = sorted(found, key=lambda match: match.first)
        return self._places[phrases]

    def within(self, phrases: int, low: int, high: int) -> list[Found]:
        """Return the matches of the phrases that begin within the words `low` to `high`."""
        places = self.places(phrases)
        first = bisect_left(places, low, key=lambda match: match.first)
        return places[first : bisect_right(places, high, key=lambda match: match.first)]

    def stands(self, phrases: int, low: int, high: int) -> bool:
        """Say whether one of the phrases stands wholly within the words `low` to `high`."""
        return any(match.last <= high for match in self.within(phrases, low, high))

    def reach(self, reach: Reach, first: int, last: int) -> bool:
        """Say whether a phrase of `reach` stands around the words `first` to `last`."""
        if reach.unit == "block":
            low, high = 0, len(self.tokens) - 1
        elif reach.unit == "word":
            low, high = first - reach.amount, last + reach.amount
        else:
            low, high = self.tokens.sentence_bounds(first, last, reach.amount - 1)
        return self.stands(reach.phrases, low, high)

    # --- what the block is -------------------------------------------------------------------

    @cached_property
    def role(self) -> str:
        """What the block is for: marked in the source, by the channel, by wording, or by its page."""
        if self.block.role != "none":
            return self.block.role
        if self.channel == "consent":
            return "consent"
        for test in self.book.roles:
            if self._plays(test):
                return test.role
        return "consent" if self.places(self.book.named_guards.get("asks", NO_PHRASES)) else self._page_role

    def _plays(self, test: RoleTest) -> bool:
        if test.role in _SHORT_ROLES and len(self.tokens) > SHORT_BLOCK:
            return False
        return bool(self.places(test.any)) and (test.with_ == NO_PHRASES or bool(self.places(test.with_)))

    def admits(self, entry: Entry) -> bool:
        """Say whether a rule may fire in this block at all."""
        if entry.channels and not self._in_channel(entry.channels):
            return False
        if entry.audience and self.audience not in entry.audience:
            return False
        if len(self.tokens) < entry.min_words or (entry.max_words and len(self.tokens) > entry.max_words):
            return False
        if entry.where and self.block.kind not in entry.where and self.role not in entry.where:
            return False
        return not entry.not_where or (self.block.kind not in entry.not_where and self.role not in entry.not_where)

    def _in_channel(self, channels: tuple[str, ...]) -> bool:
        return self.channel in channels or (self.channel == "consent" and "website" in channels)

    def severity(self, entry: Entry) -> str:
        """Return the rule's severity in a block of this role."""
        return entry.severity_where.get(self.role, entry.severity) if entry.severity_where else entry.severity

    # --- what silences a hit -----------------------------------------------------------------

    def is_silenced(self, entry: Entry, first: int, last: int) -> bool:
        """Say whether a guard of the rule cancels a hit on the words `first` to `last`."""
        if self.tokens.is_quoted(self.tokens.span(first, last)):
            return True
        if self.is_excepted(entry.exceptions, first, last):
            return True
        if any(_IGNORED[name](self, first, last) for name in entry.ignore_if):
            return True
        if entry.unless_nearby is not None and self.reach(entry.unless_nearby, first, last):
            return True
        return entry.only_if_nearby is not None and not self.reach(entry.only_if_nearby, first, last)

    def is_excepted(self, phrases: int, first: int, last: int) -> bool:
        """Say whether an exception matches in the sentence of the words `first` to `last`."""
        return phrases != NO_PHRASES and self.stands(phrases, *self.tokens.sentence_bounds(first, last))

    def is_negated(self, first: int, last: int) -> bool:
        """Say whether a negation stands up to four words before, in the same sentence."""
        low = max(first - NEGATION_REACH, self.tokens.sentence_bounds(first, last)[0])
        negations = self.within(self.book.named_guards.get("negations", NO_PHRASES), low, first - 1)
        boosts = self.book.named_guards.get("boosts", NO_PHRASES)
        return any(not self._is_boost(boosts, match.first) and self._reaches(match.last, first) for match in negations)

    def _reaches(self, word: int, first: int) -> bool:
        """Say whether nothing that begins a new thought stands between word `word` and word `first`."""
        return not any(set(self.tokens.between(number)) & _NEW_THOUGHT for number in range(word + 1, first + 1))

    def _is_boost(self, boosts: int, word: int) -> bool:
        near = self.within(boosts, word - BOOST_LENGTH, word)
        return any(match.last >= word for match in near)

    def is_name(self, first: int, last: int) -> bool:
        """Say whether the match is written with a capital inside a sentence, as names are."""
        if not self.book.facts.names_are_capitalised or self.block.kind in _NAME_FREE_KINDS:
            return False
        written = self.tokens.raw(first)
        if not written[0].isupper() or (written.isupper() and len(written) > 1):
            return False
        before = self.tokens.between(first)
        starts = first == self.tokens.sentence_bounds(first, last)[0] or bool(set(before) & set('–—:"“„«»•|'))
        return not starts and not self._is_title_case(first, last)

    def _is_title_case(self, first: int, last: int) -> bool:
        low, high = self.tokens.sentence_bounds(first, last)
        if low not in self._title_case:
            long_words = [self.tokens.raw(number) for number in range(low, high + 1) if len(self.tokens.words[number]) > 3]
            self._title_case[low] = len(long_words) > 2 and all(word[0].isupper() for word in long_words)
        return self._title_case[low]

    def is_mention(self, first: int, last: int) -> bool:
        """Say whether the sentence speaks about the word instead of using it."""
        mentions = self.book.named_guards.get("mentions", NO_PHRASES)
        return self.stands(mentions, *self.tokens.sentence_bounds(first, last))


_IGNORED = {"negated": BlockContext.is_negated, "name": BlockContext.is_name, "mention": BlockContext.is_mention}
