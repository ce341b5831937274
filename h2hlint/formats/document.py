"""Documents: a block for each line of the text that was taken out of one."""

from __future__ import annotations

from itertools import pairwise

from h2hlint.text import Block, BlockBuilder, Source


def extract(source: Source) -> list[Block]:
    """Return the blocks of a document, in the order of its parts."""
    starts = [*(part.start for part in source.parts), len(source.text)]
    found = []
    for part, (start, end) in zip(source.parts, pairwise(starts), strict=True):
        builder = BlockBuilder(part.kind)
        builder.add_source(source.text, start, end)
        found.append(builder.build())
    return [block for block in found if block]
