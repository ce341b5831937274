"""An end to work that runs away, so that a hang fails one test instead of stopping all of them.

The limit is far above what the work takes on any machine: it tells a square from a line, not a fast machine from a slow one. How long
things take, and how that grows, is measured by the scripts under `benchmarks/`.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60


class RanAway(AssertionError):
    """The work took more processor time than anything of its size may take."""


def _stop(_: int, __: FrameType | None) -> None:
    raise RanAway(f"still at work after {SECONDS} seconds of processor time")


@contextmanager
def patience() -> Iterator[None]:
    """Let the work within take up to 60 seconds of processor time.

    Raises:
        RanAway: When it takes more.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
