"""Measures how reading and searching grow with the size of a text made to lead searches astray.

Usage: growth.py [NAME …] [--size 8000]

For every reader of a format and every search, texts of one sign over and over (`tests/bait.py`) are read at a size and at four times that
size, in code points. A line takes four times as long, a square sixteen times; whatever takes more than nine times as long is listed, and
the run ends with 1. Reading that is over in less than 25 ms of processor time says nothing and is passed over.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bait import BAIT, SEARCHES

_TOO_SHORT = 0.025
_LINE, _SQUARE = 4, 9


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor seconds of some work, without the garbage collector."""
    gc.disable()
    start = time.process_time()
    work(text)
    taken = time.process_time() - start
    gc.enable()
    return taken


def growth(work: Callable[[str], object], bait: str, size: int) -> float:
    """Return how many times as long four times the text takes, the least of four tries; 0 when it is too short to say."""
    short, long = bait * (size // len(bait)), bait * (_LINE * size // len(bait))
    if seconds(work, short) < _TOO_SHORT:
        return 0
    return min(seconds(work, long) / seconds(work, short) for _ in range(4))


def main() -> None:
    """Measure every search named, or all, and list what grows faster than a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=8_000)
    arguments = parser.parse_args()
    fast = 0
    for name in arguments.names or SEARCHES:
        SEARCHES[name]("warm up")
        for bait in BAIT:
            ratio = growth(SEARCHES[name], bait, arguments.size)
            if ratio > _SQUARE:
                fast += 1
                print(f"{name:<24} {bait!r:<24} {ratio:5.1f} times as long for {_LINE} times the text")
    print(f"{fast} of {len(arguments.names or SEARCHES) * len(BAIT)} grow faster than a line")
    sys.exit(fast > 0)


if __name__ == "__main__":
    main()
