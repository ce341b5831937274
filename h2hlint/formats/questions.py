"""Task lists: boxes that belong to the question before them and to the sentence after them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from h2hlint.text import Block


def with_questions(blocks: Sequence[Block], boxes: Sequence[int]) -> list[Block]:
    """Return the blocks, those of each task list as one unit with the paragraphs beside it; `boxes` are where their boxes end."""
    found = list(blocks)
    starts = [block.pieces[0].source.start for block in blocks]
    labels = sorted({place for box in boxes if (place := bisect_left(starts, box)) < len(blocks)})
    for first, last in _runs(labels):
        low = first - (first > 0 and _stands_free(found[first - 1]))
        high = last + (last + 1 < len(found) and _stands_free(found[last + 1]))
        for place in range(low, high + 1):
            if found[place].unit == 0:
                found[place] = replace(found[place], unit=starts[first] + 1)
    return found


def _stands_free(block: Block) -> bool:
    return block.kind == "paragraph" and block.unit == 0


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each row of places that follow one another."""
    first = last = -1
    for place in places:
        if first >= 0 and place == last + 1:
            last = place
            continue
        if first >= 0:
            yield first, last
        first = last = place
    if first >= 0:
        yield first, last
