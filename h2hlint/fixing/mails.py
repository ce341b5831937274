"""Edits in mails: made in the decoded text of a part, then encoded as the part is."""

from __future__ import annotations

import base64
import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from h2hlint import charsets
from h2hlint.findings import Edit
from h2hlint.fixing.proving import UNWRITABLE, Outcome, Refusal, Wanted, applied, proved, settled
from h2hlint.fixing.writing import Change, folded
from h2hlint.formats import extract
from h2hlint.formats.decoded import Decoded, Sextets, Shift, Utf8
from h2hlint.formats.mail import Stretch, stretches
from h2hlint.formats.mail_bodies import BYTES, unpack
from h2hlint.text import Block, BlockBuilder, Source, Span

_ASCII = "ascii"
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_LINE = 76
_SHARING = 2
"""So many stretches may share a body: base64, and prose below it."""
_LONGEST_WORD = 75
"""So long an encoded word may be."""
_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\r\n]*)\?=")
_WORD_ENDS = re.compile(r"\?=\s+\Z")
_WORD_BEGINS = re.compile(r"\s+=\?[^?\s]+\?[BbQq]\?")
_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
_LATIN = ("iso-8859-1", "latin1")
"""Read as windows-1252, which mails so labelled mostly are; what is written must be what the label says."""
_OTHERWISE_LAID_OUT = "its base64 would have to be laid out anew"


class _Item(NamedTuple):
    """An edit with the number of its stretch and what changes in the decoded text."""

    wanted: Wanted
    number: int
    change: Change


def proved_in_mails(source: Source, wanted: Sequence[Wanted]) -> Outcome:
    """Return how these edits, which are sorted and apart, can be written into a mail or mailbox."""
    return _Mails(source).outcome(wanted)


class _Mails:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._stretches = stretches(source)
        self._starts = [one.place.start for one in self._stretches]
        self._texts = [one.decoded.text for one in self._stretches]

    def outcome(self, wanted: Sequence[Wanted]) -> Outcome:
        by_stretch: dict[int, list[Wanted]] = defaultdict(list)
        for one in wanted:
            by_stretch[self._number(one.edit.span)].append(one)
        refused = [Refusal(one, UNWRITABLE) for one in by_stretch.pop(-1, [])]
        items: list[_Item] = []
        for number, found in by_stretch.items():
            inner, left = self._within(number, found)
            items += inner
            refused += left
        kept = settled(items, self._holds, lambda _: [])
        done = {one.wanted for one in kept}
        refused += (Refusal(one.wanted, self._why(one)) for one in items if one.wanted not in done)
        return Outcome(self._changes(kept) or [], len(kept), refused)

    def _number(self, span: Span) -> int:
        """Return the number of the stretch that holds a span, -1 where none does."""
        last = bisect_right(self._starts, span.start)
        found = (number for number in range(max(last - _SHARING, 0), last) if span.end <= self._stretches[number].place.end)
        return next((number for number in found if _inner(self._stretches[number].decoded, span)), -1)

    def _within(self, number: int, wanted: Sequence[Wanted]) -> tuple[list[_Item], list[Refusal]]:
        """Return what the edits change in a decoded text."""
        stretch = self._stretches[number]
        inner = Source(self._source.path, stretch.decoded.text, stretch.format, self._name(stretch))
        own = {self._as_read(stretch, one): one for one in wanted}
        outcome = proved(inner, list(own), _line if stretch.transfer == "subject" else extract)
        stuck = {refusal.wanted for refusal in outcome.refused}
        done = (one for one in own if one not in stuck)
        items = [_Item(own[one], number, change) for one, change in zip(done, outcome.changes, strict=True)]
        return items, [Refusal(own[refusal.wanted], refusal.reason) for refusal in outcome.refused]

    def _as_read(self, stretch: Stretch, wanted: Wanted) -> Wanted:
        """Return an edit as one of the decoded text; a subject is one line."""
        span = _inner(stretch.decoded, wanted.edit.span, wanted.words) or wanted.edit.span
        text = " ".join(wanted.edit.text.splitlines()) if stretch.transfer == "subject" else wanted.edit.text
        return wanted._replace(edit=Edit(span, text, wanted.edit.safe))

    def _why(self, item: _Item) -> str:
        return _OTHERWISE_LAID_OUT if _is_base64(self._stretches[item.number]) else UNWRITABLE

    def _holds(self, items: Sequence[_Item]) -> bool:
        """Say whether the mails with these changes decode to their texts with the changes in them."""
        changes = self._changes(items)
        text = None if changes is None else applied(self._source.text, changes)
        if text is None:
            return False
        expected = list(self._texts)
        for number, inner in _by_stretch(items).items():
            expected[number] = applied(expected[number], inner) or ""
        found = stretches(replace(self._source, text=text))
        return [_said(one, one.decoded.text) for one in found] == [
            _said(one, said) for one, said in zip(self._stretches, expected, strict=True)
        ]

    def _changes(self, items: Sequence[_Item]) -> list[Change] | None:
        """Return the changes of the file; None where one cannot be written."""
        found: list[Change] = []
        for number, inner in _by_stretch(items).items():
            stretch = self._stretches[number]
            try:
                found += self._encoded(stretch, inner)
            except (UnicodeEncodeError, _Unwritable):
                return None
        return found

    def _encoded(self, stretch: Stretch, inner: Sequence[Change]) -> list[Change]:
        if _is_base64(stretch):
            return [self._packed(stretch, inner)]
        if stretch.transfer == "subject":
            return [self._in_subject(stretch, change) for change in inner]
        places = [stretch.decoded.to_source(*span) for span, _ in inner]
        texts = [text for _, text in inner]
        if stretch.transfer == "quoted-printable":
            return self._quoted(stretch, places, texts)
        return [Change(place, self._literal(stretch, text)) for place, text in zip(places, texts, strict=True)]

    def _literal(self, stretch: Stretch, text: str) -> str:
        data = charsets.encode_bytes(text, self._name(stretch))
        return data.decode(BYTES) if self._source.encoding == BYTES else text

    def _name(self, stretch: Stretch) -> str:
        return _encoding(stretch, raw=self._source.encoding == BYTES)

    def _quoted(self, stretch: Stretch, places: Sequence[Span], texts: Sequence[str]) -> list[Change]:
        """Return texts in quoted-printable, with soft line breaks where lines would become too long."""
        source, name, made = self._source.text, self._name(stretch), list[Change]()
        longest = max(_LONGEST_LINE, *map(len, _LINE_END.split(source[stretch.place.start : stretch.place.end])))
        at, column = stretch.place.start, 0
        for place, text in zip(places, texts, strict=True):
            *above, last = _LINE_END.split(source[at : place.start])
            column = len(last) if above else column + len(last)
            written = "".join(char if char.isascii() and char != "=" else _escaped(char, name) for char in text)
            end = _LINE_END.search(source, place.end, stretch.place.end)
            rest = (end.start() if end else stretch.place.end) - place.end
            if column + len(written) + rest > longest:
                soft = "=" + (end[0] if end else "\r\n")
                before = soft if column else ""
                written = before + written if len(written) + rest <= longest else before + written + soft
            made.append(Change(place, written))
            *above, last = _LINE_END.split(written)
            at, column = place.end, len(last) if above else column + len(last)
        return made

    def _packed(self, stretch: Stretch, inner: Sequence[Change]) -> Change:
        """Return the whole of a base64 body encoded again, in lines as long as they were."""
        place = stretch.decoded.to_source(0, len(stretch.decoded.text))
        text = self._source.text
        end = place.end
        while end < stretch.place.end and text[end] in "=":
            end += 1
        body = text[place.start : end]
        data, _ = unpack(body, 0, len(body))
        lines = _LINE_END.split(body)
        found = _LINE_END.search(body) or _LINE_END.search(text)
        width = len(lines[0]) if len(lines) > 1 else _LONGEST_LINE if len(body) <= _LONGEST_LINE else sys.maxsize
        laid_out = width, found[0] if found else "\n"
        name = self._name(stretch)
        if _base64(data, *laid_out) != body or charsets.encode_bytes(stretch.decoded.text, name) != data:
            raise _Unwritable
        mended = applied(stretch.decoded.text, inner) or ""
        return Change(Span(place.start, end), _base64(charsets.encode_bytes(mended, name), *laid_out))

    def _in_subject(self, stretch: Stretch, change: Change) -> Change:
        """Return a change in a subject: plain ASCII as it is, else an encoded word; one that stands there already is encoded again."""
        place = stretch.decoded.to_source(*change.span)
        text = self._source.text
        for word in _WORD.finditer(text, *stretch.place):
            if word.start(3) <= place.start and place.end <= word.end(3):
                return self._in_word(stretch, change, word)
            if word.start() < place.end and place.start < word.end():
                raise _Unwritable
        if change.text.isascii() and "=?" not in change.text:
            return Change(place, change.text)
        around = text[place.start - 1 : place.start], text[place.end : place.end + 1]
        if not all(not sign or sign.isspace() for sign in around):
            raise _Unwritable
        before = "_" if _WORD_ENDS.search(text, stretch.place.start, place.start) else ""  # space between two encoded words is none
        after = "_" if _WORD_BEGINS.match(text, place.end, stretch.place.end) else ""
        written = f"=?utf-8?Q?{before}{_q(change.text, 'utf-8')}{after}?="
        self._fits(len(written))
        return Change(place, written)

    def _in_word(self, stretch: Stretch, change: Change, word: re.Match[str]) -> Change:
        name = charsets.codec(word[1]) or "utf-8"
        content = Span(*word.span(3))
        if word[2] in "Qq":
            place = stretch.decoded.to_source(*change.span)
            written = _q(change.text, name)
            self._fits(len(word[0]) - (place.end - place.start) + len(written))
            return Change(place, written)
        whole = _inner(stretch.decoded, content) or change.span
        text = stretch.decoded.text
        mended = text[whole.start : change.span.start] + change.text + text[change.span.end : whole.end]
        packed = base64.b64encode(mended.encode(name)).decode()
        self._fits(len(word[0]) - (content.end - content.start) + len(packed))
        return Change(content, packed)

    def _fits(self, length: int) -> None:
        if length > _LONGEST_WORD:
            raise _Unwritable


def _said(stretch: Stretch, text: str) -> str:
    """Return what a text says: in a subject, a line that goes on is a space."""
    return folded(text) if stretch.transfer == "subject" else text


class _Unwritable(Exception):
    """A change that the place does not take."""


def _by_stretch(items: Sequence[_Item]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for item in items:
        found[item.number].append(item.change)
    return found


def _line(source: Source) -> list[Block]:
    builder = BlockBuilder("subject")
    builder.add_source(source.text, 0, len(source.text))
    block = builder.build()
    return [block] if block else []


def _inner(decoded: Decoded, span: Span, words: str = "") -> Span | None:
    """Return which part of a decoded text comes from a span of the file, None where none does.

    The letters at both ends may share their symbols of base64 with others: `words` says which are meant.
    """
    every = range(len(decoded.text))
    first = bisect_right(every, span.start, key=lambda at: decoded.to_source(at, at + 1).end)
    last = bisect_left(every, span.end, key=lambda at: decoded.to_source(at, at + 1).start)
    if words and decoded.text[first:last] != words and (at := decoded.text.find(words, first, last)) >= 0:
        return Span(at, at + len(words))
    return Span(first, last) if first < last else None


def _is_base64(stretch: Stretch) -> bool:
    return any(isinstance(step, Sextets) for step in stretch.decoded.maps)


def _encoding(stretch: Stretch, *, raw: bool) -> str:
    """Return the character set that a text may be written in: ASCII where none is declared, or the part promises that.

    `raw` says that the characters of the file are bytes.
    """
    if stretch.transfer == "subject":
        return "utf-8"
    label = (stretch.label or "").strip().lower()
    name = "iso-8859-1" if label in _LATIN else charsets.codec(label) if label not in ("", "ascii", "us-ascii") else None
    is_literal = isinstance(stretch.decoded.maps[-1], Shift)
    if stretch.decoded.text.isascii():
        promised = is_literal and (stretch.transfer in ("", "7bit") or (not raw and name != "utf-8"))
        return _ASCII if promised or name is None else name
    if name is None or (is_literal and not raw):
        return "utf-8" if (is_literal and not raw) or isinstance(stretch.decoded.maps[0], Utf8) else charsets.LATIN
    return name


def _escaped(char: str, name: str) -> str:
    return "".join(f"={byte:02X}" for byte in charsets.encode_bytes(char, name))


def _q(text: str, name: str) -> str:
    """Return a text as an encoded word has it."""
    signs = ("_" if char == " " else char if char in _BARE else _escaped(char, name) for char in text)
    return "".join(signs)


def _base64(data: bytes, width: int, line_end: str) -> str:
    whole = base64.b64encode(data).decode()
    return line_end.join(whole[at : at + width] for at in range(0, len(whole), min(max(width, 1), len(whole) or 1)))
