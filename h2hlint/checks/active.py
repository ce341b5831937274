"""The rules of a book that may fire in a channel, by when they look at a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from h2hlint.book import Book, Entry
from h2hlint.cells import Found
from h2hlint.checks import Check, of
from h2hlint.checks.metric import IN_PROSE, MARKS_COUNTED

NOWHERE: Sequence[Found] = ()
"""The places of the phrases of who looks unprompted."""
Look = tuple[Entry, Sequence[Found], Check]
"""An entry, where its phrases stand in a block, and what looks at the block for it."""


class Active(NamedTuple):
    """The entries of a book that may fire, with the limits that hold in a channel.

    `prompted` look at blocks in which one of their phrases stands, by their number; `everywhere` at every block, `in_prose` at every
    block of running text, in both last those that count what the others have marked; `measuring` may speak at the end of a text,
    `addressing` ask how the reader is addressed.
    """

    prompted: Mapping[int, Entry]
    everywhere: tuple[Look, ...]
    in_prose: tuple[Look, ...]
    measuring: tuple[Entry, ...]
    addressing: Mapping[int, Entry]


def active(book: Book, channel: str, is_wanted: Callable[[Entry], bool]) -> Active:
    """Return the entries of `book` that are wanted."""
    entries = {number: _in_channel(entry, channel) for number, entry in enumerate(book.entries) if is_wanted(entry)}
    unprompted = [(entries[number], NOWHERE, of(entries[number])) for number in book.unprompted if number in entries]
    in_prose = [one for one in unprompted if one[0].metric.get("name") in IN_PROSE]
    counting = [one for one in unprompted if one[0].metric.get("name") in MARKS_COUNTED]
    everywhere = [one for one in unprompted if one not in in_prose and one not in counting]
    return Active(
        {number: entry for number, entry in entries.items() if number not in book.unprompted},
        (*everywhere, *counting),
        (*everywhere, *in_prose, *counting),
        tuple(entries[number] for number in book.measuring if number in entries),
        {number: entries[number] for number in book.addressing if number in entries},
    )


def _in_channel(entry: Entry, channel: str) -> Entry:
    """Return an entry with the limits that hold in a channel."""
    if "by-channel" not in entry.metric:
        return entry
    mark = f"@{channel}"
    own = {name.removesuffix(mark): limit for name, limit in entry.metric.items() if name.endswith(mark)}
    return entry._replace(metric={**entry.metric, **own})
