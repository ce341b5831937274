"""A result as places: every string of it as where it stands in the rules and in the text, so that it is kept without the text.

A string is spelt from stretches of what a later run has at hand too: what the rules say, the text itself, and the words
that a finding marks. Kept are only the ends of these stretches; who does not have the text has numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from h2hlint.book import Book
from h2hlint.findings import IN_CONFIG, IN_SOURCE
from h2hlint.names import CHANNELS, SEVERITIES
from h2hlint.telling import in_reader
from h2hlint.text import Source

Plain = tuple[Any, ...]
Spelling = tuple[int, ...]
"""The stretches that make a string: of each where it begins, with the number of the text that it stands in, and its length."""
Texts = tuple[str, str, str]
"""What strings are spelt from: what the rules say, the source, and the words that a finding marks."""

_SAYS, _SOURCE, _MARKED, _LONE = range(4)
_FIRST = (_MARKED, _SOURCE, _SAYS)
"""Of stretches of one length that one is taken which says least."""
_BITS = 2
_NEAR = 3000
"""So many characters around a finding are looked through for what it says of the text."""


_KINDS = (IN_SOURCE, IN_CONFIG)
"""Where it may stand that a finding does not count, of what is known without the baseline."""


class Unspelt(Exception):
    """A string that cannot be kept, because too much of it stands neither in the rules nor in the text."""


class Wordings(NamedTuple):
    """What the rules for one language say to one reader: their ids, and for each all that its findings are told with."""

    rules: tuple[str, ...]
    says: tuple[str, ...]

    def number(self, rule: str) -> int:
        """Return the number of a rule. Raises Unspelt for one that is not among them."""
        number = bisect_left(self.rules, rule)
        if self.rules[number : number + 1] != (rule,):
            raise Unspelt
        return number


WordingsOf = Callable[[str], Wordings]


def wordings(books: Sequence[Book], reader: str) -> Wordings:
    """Return what the rules of the books for one language say; the first book that has a rule speaks for it."""
    from h2hlint.language.readability import FORMULAS

    counted = ("0123456789.,", *(name for name, _ in FORMULAS.values()))  # what rules that count say beside their messages
    says: dict[str, list[str]] = {}
    for book in books:
        for rule, texts in book.texts.items():
            says.setdefault(rule, [in_reader(part, reader) for part in (texts.message, texts.why, texts.advice)])
        for owner in (book.owners[number] for number in book.owners):
            says[book.entries[owner.entry].id] += owner.suggestions
    rules = tuple(sorted(says))
    return Wordings(rules, tuple("\n".join([*dict.fromkeys(says[rule]), *counted]) for rule in rules))


# --- strings -----------------------------------------------------------------------------------


def spelt(spelling: Spelling, texts: Texts) -> str:
    """Return the string that stretches of the texts make."""
    found = []
    stretches = iter(spelling)
    for start, length in zip(stretches, stretches, strict=True):
        text, place = start & _LONE, start >> _BITS
        found.append(chr(place) if text == _LONE else texts[text][place : place + length])
    return "".join(found)


def spelling(wanted: str, texts: Texts, near: int) -> Spelling:
    """Return the stretches of the texts that make a string, those of the source from around `near`. Raises Unspelt.

    A sign that stands in none of them, as one that the source writes as an entity, is kept as its number, but not two in a row.
    """
    found: list[int] = []
    at = 0
    while at < len(wanted):
        start, text, length = _longest(wanted, at, texts, near)
        if text == _LONE and found and found[-2] & _LONE == _LONE:
            raise Unspelt
        found += (start << _BITS | text, length)
        at += length
    return tuple(found)


def _longest(wanted: str, at: int, texts: Texts, near: int) -> tuple[int, int, int]:
    """Return the longest stretch that begins a string from `at` on: its place, its text, its length."""
    rest = wanted[at:]
    bounds = ((0, len(texts[_SAYS])), (max(near - _NEAR, 0), near + _NEAR), (0, len(texts[_MARKED])))
    for text in _FIRST:  # most strings stand in one of them whole
        if (start := texts[text].find(rest, *bounds[text])) >= 0:
            return start, text, len(rest)
    best = (0, _SAYS, 0)
    for text in reversed(_FIRST):
        start, length = _beginning(rest, texts[text], bounds[text], best[2])
        if length and length >= best[2]:
            best = (start, text, length)
    if best[2]:
        return best
    start = texts[_SOURCE].find(rest[0])
    return (start, _SOURCE, 1) if start >= 0 else (ord(rest[0]), _LONE, 1)


def _beginning(wanted: str, text: str, bounds: tuple[int, int], least: int) -> tuple[int, int]:
    """Return where as much as possible of the beginning of a string stands in a text, and how much; 0 where that is under `least`."""
    place, most = text.find(wanted[:least], *bounds) if least else 0, len(wanted)
    if place < 0:
        return 0, 0
    while most - least > 1:
        length = min(2 * least or 1, (least + most) // 2)
        start = text.find(wanted[:length], *bounds)
        if start < 0:
            most = length
        else:
            place, least = start, length
    return place, least


# --- results -----------------------------------------------------------------------------------


class Packer:
    """Packs the results for one source and unpacks them; `wordings_of` gives what the rules for a language say."""

    def __init__(self, source: Source, languages: Sequence[str], reasons: Iterable[str], wordings_of: WordingsOf) -> None:
        self._source = source.text
        self._head = ("\n".join((*CHANNELS, *languages, *reasons, source.path)), source.text, "")
        self._languages = languages
        self._wordings_of = wordings_of
        self._known: dict[tuple[str, str, str], Spelling] = {}

    def packed(self, plain: Plain) -> Plain | None:
        """Return a result without its strings, None when one of them cannot be spelt."""
        language, covered, channel, findings, addressed, silenced, words, met, used = plain
        try:
            return (
                None if language is None else self._spelling(language, self._head),
                covered,
                self._spelling(channel, self._head),
                tuple(map(self._packed, findings)),
                tuple(self._packed_addressed(*one) for one in addressed),
                tuple(
                    (self._packed(one), _KINDS.index(kind), self._spelling(reason, self._head, one[0])) for one, kind, reason in silenced
                ),
                words,
                met,
                used,
            )
        except Unspelt:
            return None

    def unpacked(self, packed: Plain) -> Plain:
        """Return the result that was packed."""
        language, covered, channel, findings, addressed, silenced, words, met, used = packed
        return (
            None if language is None else spelt(language, self._head),
            covered,
            spelt(channel, self._head),
            tuple(map(self._unpacked, findings)),
            tuple(self._unpacked_addressed(*one) for one in addressed),
            tuple((self._unpacked(one), _KINDS[kind], spelt(reason, self._head)) for one, kind, reason in silenced),
            words,
            met,
            used,
        )

    def _packed(self, finding: Plain) -> Plain:
        start, end, rule, severity, language, *told, suggestions, edits, words, context, key, in_place = finding
        known = self._wordings_of(language)
        number = known.number(rule)
        bare = ("", self._source, "")
        texts = (known.says[number], self._source, words)
        return (
            (start, end, SEVERITIES.index(severity), self._languages.index(language), number),
            self._spelling(words, bare, start),
            tuple(self._spelling(one, texts, start) for one in (*told, *suggestions)),
            tuple((*edit[:2], self._spelling(edit[2], texts, start), edit[3]) for edit in edits),
            bytes.fromhex(context),
            self._spelling(key, bare, start),
            in_place,
        )

    def _unpacked(self, packed: Plain) -> Plain:
        (start, end, severity, language, number), words, told, edits, context, key, in_place = packed
        name = self._languages[language]
        known = self._wordings_of(name)
        bare = ("", self._source, "")
        marked = spelt(words, bare)
        texts = (known.says[number], self._source, marked)
        message, why, advice, *suggestions = [spelt(one, texts) for one in told]
        made = tuple((first, last, spelt(text, texts), safe) for first, last, text, safe in edits)
        about = (start, end, known.rules[number], SEVERITIES[severity], name, message, why, advice)
        return (*about, tuple(suggestions), made, marked, context.hex(), spelt(key, bare), in_place)

    def _packed_addressed(self, language: str, form: str, words: str, finding: Plain) -> Plain:
        near = finding[0]
        spellings = (self._spelling(language, self._head), self._spelling(form, self._head, near), self._spelling(words, self._head, near))
        return (*spellings, self._packed(finding))

    def _unpacked_addressed(self, language: Spelling, form: Spelling, words: Spelling, finding: Plain) -> Plain:
        return (*(spelt(one, self._head) for one in (language, form, words)), self._unpacked(finding))

    def _spelling(self, wanted: str, texts: Texts, near: int = 0) -> Spelling:
        """Return the stretches that make a string, the same for all findings that say the same."""
        key = (wanted, texts[_SAYS], texts[_MARKED])
        if key not in self._known:
            self._known[key] = spelling(wanted, texts, near)
        return self._known[key]
