"""Words and sentences of one block, found once and as late as possible.

Matching happens on the *normal text*: the block in lower case and NFC in which every sign that is
no part of a word is a space, one to one in length with the block (NFD text is folded through a
map). URLs, mail addresses, placeholders and inline objects become one opaque word each.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from h2hlint.language import classes
from h2hlint.language.facts import Facts
from h2hlint.language.sentences import Sentence, sentences
from h2hlint.once import once
from h2hlint.patterns import lazy
from h2hlint.text import INLINE_OBJECT, Span, new_tuple

OPAQUE = "\ue000"
_SIGN = lazy(rf"[^\w {OPAQUE}]")
_OPAQUE_SIGNS = ("@", "{", "}", "%", "[", "]", "|", "$", "://", "www.", INLINE_OBJECT)
"""One of these stands in every text that holds an opaque run: a cheap look before the pattern."""
_BREAK = lazy(r"[!?;…•|¶.:](?:(?<![.:])|(?<=\.)(?=\s|$|[\"”»«“’')\]])|(?<=:)(?=\s*$))")
"""What begins with one class, and looks back only then, is searched for much faster than what begins in several ways."""
_MARKED = lazy(r"[^\u0300-\u036f][\u0300-\u036f]{0,30}|[\u0300-\u036f]{1,30}", re.DOTALL)
"""A letter with its marks; of an endless row of marks a part, since putting them in order takes the square of their number."""
_ALWAYS = lazy(r"[;•|¶:]")
"""Signs that end a sentence whatever follows; points, dots and closed quotations do not before a small letter."""
_CALL = lazy(r"[!?]\s*$")
"""A call or question that nothing closes: it may be one of several sentences without capitals."""
_POINT_ONLY = lazy(r"\.[\"”»«“’')\]]*\s*$")


class Tokens:
    """The words of `text`, their places, and where sentences end.

    Offsets are code points of `text`; word numbers count from 0.
    """

    def __init__(self, text: str, facts: Facts) -> None:
        self.text = text
        self._facts = facts
        self._map: list[int] | None = None
        self.composed = text
        """The text in NFC: what patterns of letters are to be searched in, see `placed`."""
        self.normal = self._normalise(text)

    @once
    def starts(self) -> list[int]:
        """Offsets in the normal text at which the words start."""
        return _starts(self.normal)

    @once
    def words(self) -> list[str]:
        """The words in their normal form."""
        return self.normal.split()

    @once
    def cuts(self) -> list[tuple[int, int]]:
        """The numbers of the words before which a sentence ends, each with the offset in the composed text behind the sign that ends it."""
        return list(self._cuts())

    @once
    def breaks(self) -> frozenset[int]:
        """Numbers of the words before which a sentence ends."""
        return frozenset([number for number, _ in self.cuts])

    @once
    def firsts(self) -> list[int]:
        """Numbers of the words with which sentences begin."""
        return [0, *[number for number, _ in self.cuts]]

    @once
    def parts(self) -> list[Sentence]:
        """The sentences as texts of their own."""
        return sentences(self)

    @once
    def _places(self) -> list[int]:
        """Offsets in the text at which the words start."""
        return self.starts if self._map is None else [self._map[start] for start in self.starts]

    def __len__(self) -> int:
        return len(self.words)

    def number_at(self, offset: int) -> int:
        """Return the number of the word that holds `offset` of the normal text."""
        return bisect_right(self.starts, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """Return the place in `text` of the words `first` to `last`, both included."""
        return new_tuple(Span, (self._places[first], self._end(last)))

    def _end(self, number: int) -> int:
        """Return the offset in the text at which a word ends."""
        end = self.starts[number] + len(self.words[number])
        if self._facts.word_signs:
            while end < len(self.composed) and self.composed[end].isalnum():
                end += 1
        return end if self._map is None else self._map[end]

    def placed(self, span: Span) -> Span:
        """Return the place in `text` of `span`, a place in `composed`."""
        return span if self._map is None else Span(self._map[span.start], self._map[span.end])

    def numbers_in(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the first and last word that touch `span`, a place in `text`."""
        starts = self._places
        first = max(bisect_right(starts, span.start) - 1, 0)
        if starts and self.span(first, first).end <= span.start:
            first += 1
        return first, bisect_left(starts, span.end) - 1

    def raw(self, number: int) -> str:
        """Return a word as it is written."""
        return self.text[self._places[number] : self._end(number)]

    def between(self, number: int) -> str:
        """Return what stands between word `number` - 1 and word `number`."""
        start = self._end(number - 1) if number > 0 else 0
        return self.text[start : self._places[number] if number < len(self.words) else len(self.text)]

    # --- sentences ---------------------------------------------------------------------------

    def _cuts(self) -> Iterator[tuple[int, int]]:
        last = start = 0
        for sign, number in self._signs():
            if last < number < len(self.words) and (self._is_plain_break(sign, number) or self._is_break(number, start)):
                start = number
                yield number, (sign if self._map is None else bisect_left(self._map, sign)) + 1
            last = number

    def _signs(self) -> Iterator[tuple[int, int]]:
        """Yield the offset of each sign before the last word that may end a sentence, with the number of the first word behind it."""
        if self._map is not None:
            yield from ((found.start(), bisect_right(self._places, found.start())) for found in _BREAK.finditer(self.text))
            return
        normal, counted, number = self.normal, 0, 0
        for found in _BREAK.finditer(self.text, 0, len(normal.rstrip(" "))):
            sign = found.start()
            if normal[sign] == " ":  # counting is cheaper than looking for the start of every word
                number += len(normal[counted:sign].split())
                counted = sign
                yield sign, number
            else:
                yield sign, bisect_right(self.starts, sign)

    def _is_plain_break(self, at: int, number: int) -> bool:
        """Say by a cheap look whether the sign at `at` of the text surely ends a sentence: most signs that end one do so plainly."""
        text = self.text
        behind = text[at + 1 : at + 3]
        if behind[:1] != " " or not behind[1:].isupper() or not text[at - 1 : at].isalpha():
            return False
        before = self.words[number - 1]
        return text[at] in "!?" or (text[at] == "." and len(before) > 1 and before not in self._facts.abbreviations)

    def _is_break(self, number: int, start: int) -> bool:
        """Say whether a sentence that begins with word `start` ends before word `number`."""
        between = self.between(number)
        if not _BREAK.search(between) or "," in between:
            return False
        if _ALWAYS.search(between):
            return True
        after = self.raw(number)
        if after[0].islower() and not _CALL.search(between):
            return False
        return not (_POINT_ONLY.match(between.strip()) and self._goes_on(number, after, start))

    def _goes_on(self, number: int, after: str, start: int) -> bool:
        """Say whether the point before word `number` belongs to an abbreviation, an ordinal or the number of an item."""
        before, facts = self.words[number - 1], self._facts
        if before.isdigit():
            is_small = len(before) < 3
            if is_small and number - 1 == start:
                return True
            return is_small and facts.ordinals_with_point and (not facts.names_are_capitalised or after[0].isdigit())
        if before in facts.closing_abbreviations:
            return after[0].isdigit()
        if before in facts.abbreviations:
            return not self.between(number - 1).endswith(("'", "’"))
        return len(before) == 1 and self.raw(number - 1).isupper()

    def sentence_bounds(self, first: int, last: int, spare: int = 0) -> tuple[int, int]:
        """Return the numbers of the first and last word of the sentences of `first` to `last`.

        `spare` widens the stretch by so many sentences on either side.
        """
        starts = self.firsts
        low = bisect_right(starts, first) - 1 - spare
        high = bisect_right(starts, last) + spare
        return starts[low] if low > 0 else 0, (starts[high] if high < len(starts) else len(self.words)) - 1

    def sentence_number(self, word: int) -> int:
        """Return the number of the sentence in which a word stands, 0 where there are no words."""
        return max(bisect_right(self.firsts, word) - 1, 0)

    def sentence_words(self) -> Iterator[tuple[int, int]]:
        """Yield the number of the first word of each sentence, and that after its last."""
        return pairwise([*self.firsts, len(self.words)])

    def sentences(self) -> list[Span]:
        """Return the places of all sentences."""
        found: list[Span] = []
        number = 0
        while number < len(self):
            last = self.sentence_bounds(number, number)[1]
            end = self.span(last, last).end
            tail = self.between(last + 1) if last + 1 < len(self) else self.text[end:]
            found.append(
                Span(
                    self.span(number, number).start,
                    end + len(tail.rstrip()) if last + 1 == len(self) else end + _tail(tail),
                )
            )
            number = last + 1
        return found

    # --- quotations --------------------------------------------------------------------------

    @once
    def quotes(self) -> list[Span]:
        """Places that stand in quotation marks, marks included."""
        return classes.quotations(self.text)

    def is_quoted(self, span: Span) -> bool:
        """Say whether any part of `span` stands in quotation marks."""
        after = bisect_left(self.quotes, span.end, key=lambda quote: quote.start)
        return after > 0 and span.start < self.quotes[after - 1].end

    # --- normal text -------------------------------------------------------------------------

    def _normalise(self, text: str) -> str:
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text, self._map = _composed(text)
        self.composed = text
        if any([sign in text for sign in _OPAQUE_SIGNS]):
            text = classes.OPAQUE_RUNS.sub(_veil, text)
        if self._facts.word_signs:
            text = _gender_pattern(self._facts.word_signs).sub(_pad, text)
        lowered = text.lower().replace("_", " ")
        return _SIGN.sub(" ", lowered) if len(lowered) == len(text) else text.translate(_NORMAL_SIGNS)


def _starts(normal: str) -> list[int]:
    """Return the offsets at which the words of a normal text start: between them stand only spaces."""
    starts, at = [], 0
    for word in normal.split(" "):
        if word:
            starts.append(at)
        at += len(word) + 1
    return starts


def _veil(run: re.Match[str]) -> str:
    return OPAQUE * len(run[0])


def _pad(run: re.Match[str]) -> str:
    """Write a marked person noun without its sign, at equal length: Kund:innen → `Kundinnen `."""
    return run[2] + " "


@cache
def _gender_pattern(signs: str) -> re.Pattern[str]:
    return re.compile(rf"([{re.escape(signs)}])(?<=\w\w.)(in(?:nen)?)\b")


class _NormalSigns(dict[int, str]):
    """What each code point becomes in the normal text, worked out when first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        lowered = sign.lower()
        self[code] = (lowered if len(lowered) == 1 else sign) if sign.isalnum() or sign == OPAQUE else " "
        return self[code]


_NORMAL_SIGNS = _NormalSigns()


def _composed(text: str) -> tuple[str, list[int]]:
    """Return `text` in NFC and, for each of its offsets, the offset in `text`."""
    pieces: list[str] = []
    places: list[int] = []
    for run in _MARKED.finditer(text):
        composed = unicodedata.normalize("NFC", run[0])
        pieces.append(composed)
        places += [run.start()] * len(composed)
    places.append(len(text))
    return "".join(pieces), places


def _tail(between: str) -> int:
    """Return how many signs after the last word still belong to its sentence."""
    closing = re.match(r"[^\s\w]*", between)
    return closing.end() if closing else 0
