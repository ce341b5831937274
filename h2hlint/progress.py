"""A bar for long runs at a terminal; nothing in a pipe, a file or a short run."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

_AFTER = 1.0
"""So many seconds a run may take before it says how far it is."""
_BETWEEN = 0.1
_WIDTH = 30

Item = TypeVar("Item")


def shown(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield items, with a bar on stderr of how many of `total` there were."""
    if not _is_terminal():
        yield from items
        return
    due, is_drawn = time.monotonic() + _AFTER, False
    for number, item in enumerate(items, 1):
        if time.monotonic() >= due:
            due, is_drawn = time.monotonic() + _BETWEEN, True
            _draw(number, total)
        yield item
    if is_drawn:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _draw(number: int, total: int) -> None:
    done = _WIDTH * number // total
    sys.stderr.write(f"\r[{'#' * done}{'.' * (_WIDTH - done)}] {number}/{total}")
    sys.stderr.flush()
