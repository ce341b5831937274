"""How much work a key is while somebody writes: the time of the processor from the key to the marks.

    python benchmarks/editor.py PAGE [PAGE…]

Each page is opened, read once, and then changed by one sign at a time in its middle, as typing does. The pause that the
server waits for the next key does not count.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from h2hlint.lsp.desk import Desk, Page

_KEYS = 60


def main(paths: list[str]) -> None:
    """Print the middle and the slowest of the times for each page."""
    desk = Desk({})
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        times = [_milliseconds(desk, path, text, number) for number in range(_KEYS)]
        first, rest = times[0], sorted(times[1:])
        slowest = rest[len(rest) * 95 // 100]
        print(
            f"{path}: {len(text.split())} words, first {first:.0f} ms, then {statistics.median(rest):.1f} ms, 19 of 20 in {slowest:.1f} ms"
        )


def _milliseconds(desk: Desk, path: str, text: str, number: int) -> float:
    middle = len(text) // 2
    page = Page(Path(path).absolute().as_uri(), str(Path(path).absolute()), "", number, f"{text[:middle]}{'x' * number}{text[middle:]}")
    start = time.process_time()
    desk.check(page)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
