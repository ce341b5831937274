"""Kind `detector`: what takes more than words to find, each detector one function in `DETECTORS`.

Some speak only once they have seen the whole text: those in `FINISHERS` are asked after its last block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks import address, choices, passive
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Match, Tally

Detector = Callable[[Entry, Sequence[Found], BlockContext], Iterator[Match]]
Finisher = Callable[[Entry, Tally], Iterator[tuple[BlockContext, Match]]]

DETECTORS: dict[str, Detector] = {
    "passive": passive.check,
    "mixed-address": address.gather,
    "no-you": address.listen,
    "ticked": choices.ticked,
    "uneven-choice": choices.uneven,
}
FINISHERS: dict[str, Finisher] = {
    "mixed-address": address.mixed,
    "no-you": address.nobody,
}

WEIGHERS: dict[str, Callable[[Entry, Tally], bool]] = {"passive": passive.is_heavy}
"""Detectors of which there can be so much in a text that each finding weighs more."""


def finish(entry: Entry, tally: Tally, _contexts: object = None) -> Iterator[tuple[BlockContext, Match]]:
    """Yield what the rule's detector finds once the whole text was seen."""
    if finisher := FINISHERS.get(entry.metric["name"]):
        yield from ((context, match) for context, match in finisher(entry, tally) if context.admits(entry))


def is_heavy(entry: Entry, tally: Tally) -> bool:
    """Say whether there is so much in a text of what the rule finds that its notes are warnings."""
    weigher = WEIGHERS.get(entry.metric["name"])
    return weigher is not None and weigher(entry, tally)
