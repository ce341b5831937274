"""One block under a book: what guards need to know about it, each found once and only when asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from h2hlint.book import NO_PHRASES, Book, Entry, Reach, RoleTest
from h2hlint.cells import BY_FIRST_WORD, Found
from h2hlint.checks.gathering import Circumstances
from h2hlint.checks.kept import Kept, passives_seen, read
from h2hlint.checks.unit import ASKING_ROLES, Unit
from h2hlint.matching import Reading
from h2hlint.names import ROLES
from h2hlint.once import once
from h2hlint.patterns import lazy
from h2hlint.text import Block, Span

if TYPE_CHECKING:
    from h2hlint.language.passives import Passive

_ROLES = frozenset(ROLES)
_SHORT_ROLES = ("greeting", "signature")
SHORT_BLOCK = 12
NEGATION_REACH = 4
BOOST_LENGTH = 8
_PROSE = ("paragraph", "list-item")
_LEAST_PROSE = 5
"""A line of fewer words is no prose."""
CAPITALS = "A-Z\u00c0-\u00deĄĆĘŁŃŚŹŻ"
"""Capital letters of the languages that are read, as in the brackets of a pattern."""
_TWO_CAPITALS = lazy(f"[{CAPITALS}][{CAPITALS}]")
_NEW_THOUGHT = frozenset(":;–—")
_NAME_FREE_KINDS = ("heading", "button", "label", "subject", "link", "attribute")


class Mute(NamedTuple):
    """Why a rule is silent at a place; `words` are the first and last word that silence it, if it is words that do."""

    reason: str
    words: tuple[int, int] | None = None


class BlockContext:
    """A block as the rules of one book see it; `reading` may be shared between books of one language, `kept` between texts."""

    def __init__(
        self,
        block: Block,
        book: Book,
        circumstances: Circumstances,
        reading: Reading | None = None,
        unit: Unit | None = None,
        *,
        kept: Kept | None = None,
    ) -> None:
        self.block = block
        self.unit = unit
        self.book = book
        self.circumstances = circumstances
        self.kept = kept or Kept(reading or read(block, book, circumstances.vocabulary, circumstances.engine))
        self.reading = self.kept.reading
        self.tokens = self.reading.tokens
        self._places = self.kept.places
        self.marked: list[tuple[str, Span]] = []
        """What rules have marked so far, with their ids."""
        self._title_case: dict[int, bool] = {}

    # --- phrases -----------------------------------------------------------------------------

    @property
    def found(self) -> list[Found]:
        """Where the phrases of rules stand, and of guards that are looked for in every block."""
        if self.kept.found is None:
            self.kept.found = self.book.main.find_all(self.reading)
        return self.kept.found

    @property
    def matches(self) -> dict[int, list[Found]]:
        """Where the phrases of each entry of the book stand."""
        return self._divided[0]

    @once
    def _divided(self) -> tuple[dict[int, list[Found]], dict[int, list[Found]]]:
        """Where the phrases of each entry stand, and the guard phrases of each number that are looked for in every block."""
        matches: dict[int, list[Found]] = defaultdict(list)
        swept: dict[int, list[Found]] = defaultdict(list)
        owners, guards = self.book.owners, self.book.guard_owner
        for match in self.found:
            if match.owner < guards:
                matches[owners[match.owner].entry].append(match)
            else:
                swept[match.owner - guards].append(match)
        for places in swept.values():
            places.sort(key=BY_FIRST_WORD)
        return matches, swept

    def places(self, phrases: int) -> list[Found]:
        """Return where the guard phrases numbered `phrases` match, by their first word."""
        if phrases == NO_PHRASES:
            return []
        if phrases in self.book.swept:
            return self._divided[1].get(phrases, [])
        if phrases not in self._places:
            self._places[phrases] = self.book.guards.places(phrases, self.reading)
        return self._places[phrases]

    def within(self, phrases: int, low: int, high: int) -> list[Found]:
        """Return the matches of the phrases that begin within the words `low` to `high`."""
        places = self.places(phrases)
        first = bisect_left(places, low, key=lambda match: match.first)
        return places[first : bisect_right(places, high, key=lambda match: match.first)]

    def standing(self, phrases: int, low: int, high: int) -> Found | None:
        """Return the first of the phrases that stands wholly within the words `low` to `high`, if one does."""
        if phrases == NO_PHRASES or phrases in self._places or phrases in self.book.swept:
            return next((match for match in self.within(phrases, low, high) if match.last <= high), None)
        known, key = self.kept.standing, (phrases, low, high)
        if key not in known:
            known[key] = self.book.guards.first_within(phrases, self.reading, max(low, 0), min(high, len(self.tokens) - 1))
        return known[key]

    def reach(self, reach: Reach, first: int, last: int) -> Found | None:
        """Return the phrase of `reach` that stands around the words `first` to `last`, if one does."""
        if reach.unit == "block":
            low, high = 0, len(self.tokens) - 1
        elif reach.unit == "word":
            low, high = first - reach.amount, last + reach.amount
        else:
            low, high = self.tokens.sentence_bounds(first, last, reach.amount - 1)
        return self.standing(reach.phrases, low, high)

    def named(self, guard: str) -> list[Found]:
        """Return where the phrases of one of the book's named guards match."""
        return self.places(self.book.named_guards.get(guard, NO_PHRASES))

    @once
    def passives(self) -> list[Passive]:
        """The passive verbs of the block, with those that a reflexive pronoun makes impersonal."""
        if self.kept.passives is None:
            self.kept.passives = self._found_passives()
        return self.kept.passives

    def _found_passives(self) -> list[Passive]:
        from h2hlint.language.passives import Passive, detector

        found = detector(self.book.language)
        if found is None:
            return []
        reflexive = [Passive("reflexive", word, -1, 1.0) for word in found.reflexive(self.tokens)]
        seen = passives_seen(found, self.tokens, self.circumstances.engine)
        return sorted([*seen, *reflexive], key=lambda one: one.verb) if reflexive else seen

    @once
    def is_prose(self) -> bool:
        """Whether the block is running text of the sender's own."""
        return self.block.kind in _PROSE and len(self.tokens.words) >= _LEAST_PROSE

    @once
    def has_capitals(self) -> bool:
        """Whether two capital letters may stand side by side: a cheap look, since in most texts none do."""
        return _TWO_CAPITALS.search(self.tokens.composed) is not None

    # --- what the block is -------------------------------------------------------------------

    @once
    def role(self) -> str:
        """What the block is for: that of its form or banner where this asks for consent, else its own."""
        if self.unit is not None and self.block.role == "none" and self.unit.asks(self.book):
            return self.own_role if self.own_role in ASKING_ROLES else "consent"
        return self.own_role

    @once
    def own_role(self) -> str:
        """What the block is for by itself: marked in the source, by the config, by the channel, by wording, or by its page."""
        for role in (self.block.role, self.circumstances.role):
            if role != "none":
                return role
        if self.circumstances.channel == "consent":
            return "consent"
        for test in self.book.roles:
            if self._plays(test):
                return test.role
        return "consent" if self.named("asks") else self.circumstances.page_role

    def _plays(self, test: RoleTest) -> bool:
        if test.role in _SHORT_ROLES and len(self.tokens) > SHORT_BLOCK:
            return False
        return bool(self.places(test.any)) and (test.with_ == NO_PHRASES or bool(self.places(test.with_)))

    def admits(self, entry: Entry) -> bool:
        """Say whether a rule may fire in this block at all."""
        return self.refusal(entry) is None

    def refusal(self, entry: Entry) -> Mute | None:
        """Return why a rule may not fire in this block, None when it may."""
        if entry.channels and not self._in_channel(entry.channels):
            return Mute("channel")
        if entry.audience and self.circumstances.audience not in entry.audience:
            return Mute("audience")
        if (entry.min_words or entry.max_words) and not entry.min_words <= len(self.tokens) <= (entry.max_words or len(self.tokens)):
            return Mute("length")
        if entry.where and self.block.kind not in entry.where and not self._has_role_of(entry.where):
            return Mute("where")
        if entry.not_where and (self.block.kind in entry.not_where or self._has_role_of(entry.not_where)):
            return Mute("not-where")
        return None

    def _has_role_of(self, names: tuple[str, ...]) -> bool:
        """Say whether the block's role, which takes a search to tell, is among `names` of kinds and roles."""
        return not _ROLES.isdisjoint(names) and self.role in names

    def _in_channel(self, channels: tuple[str, ...]) -> bool:
        channel = self.circumstances.channel
        return channel in channels or (channel == "consent" and "website" in channels)

    def severity(self, entry: Entry) -> str:
        """Return the rule's severity in a block of this role."""
        return entry.severity_where.get(self.role, entry.severity) if entry.severity_where else entry.severity

    # --- what silences a hit -----------------------------------------------------------------

    def is_silenced(self, entry: Entry, first: int, last: int) -> bool:
        """Say whether a guard of the rule cancels a hit on the words `first` to `last`."""
        return self.silencer(entry, first, last) is not None

    def silencer(self, entry: Entry, first: int, last: int) -> Mute | None:
        """Return what cancels a hit of the rule on the words `first` to `last`, None when nothing does."""
        if self.tokens.is_quoted(self.tokens.span(first, last)):
            return Mute("quoted")
        if entry.only_if_nearby is not None and self.reach(entry.only_if_nearby, first, last) is None:
            return Mute("only-if-nearby")
        if (near := self.nearby(entry.unless_nearby, first, last)) is not None:  # few words: quickly looked at
            return near
        if (excepted := self.exception(entry.exceptions, first, last)) is not None:
            return excepted
        return next((Mute(name) for name in entry.ignore_if if _IGNORED[name](self, first, last)), None)

    def nearby(self, reach: Reach | None, first: int, last: int) -> Mute | None:
        """Return the phrase of `reach` that silences what stands on the words `first` to `last`, if one stands around them."""
        found = None if reach is None else self.reach(reach, first, last)
        return None if found is None else Mute("unless-nearby", (found.first, found.last))

    def exception(self, phrases: int, first: int, last: int) -> Mute | None:
        """Return the exception that matches in the sentence of the words `first` to `last`, if one does."""
        if phrases == NO_PHRASES:
            return None
        found = self.standing(phrases, *self.tokens.sentence_bounds(first, last))
        return None if found is None else Mute("exception", (found.first, found.last))

    def accepted(self, first: int, last: int) -> Mute | None:
        """Return the accepted word or name of the house's vocabulary that holds all of the words `first` to `last`."""
        for words in self.reading.known.get("accepted", ()):
            if words[0] <= first and last <= words[1]:
                return Mute("vocabulary", words)
        return None

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
        return self.standing(mentions, *self.tokens.sentence_bounds(first, last)) is not None

    def is_template(self, _first: int, _last: int) -> bool:
        """Say whether the file is a template, whose fields are filled in later."""
        return self.circumstances.template


_IGNORED = {"negated": BlockContext.is_negated, "name": BlockContext.is_name, "mention": BlockContext.is_mention,
            "template": BlockContext.is_template}  # fmt: skip
