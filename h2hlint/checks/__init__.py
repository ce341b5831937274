"""Rule kinds: the key of a rule's matcher in YAML, and the check that runs it on one block."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from h2hlint.book import Entry
from h2hlint.checks import detector, metric, require, terms
from h2hlint.checks.context import BlockContext, Match, Tally
from h2hlint.checks.readability import Contexts

Check = Callable[[Entry, list[tuple[int, int, int]], BlockContext], Iterable[Match]]

KINDS: dict[str, Check] = {
    "terms": terms.check,
    "require": require.check,
    "metric": metric.check,
    "detector": detector.check,
}

MEASURING: dict[str, Callable[[Entry, Tally, Contexts], Iterable[tuple[BlockContext, Match]]]] = {
    "metric": metric.finish,
    "detector": detector.finish,
}
"""Kinds that may speak once the whole text was seen; in a block they look first whether there is anything to say."""
