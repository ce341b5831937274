"""Comments that say what a block is for: `h2hlint: role consent` marks the next block, or all of the form that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from h2hlint.formats.directives import DIRECTIVE
from h2hlint.names import ROLES
from h2hlint.text import Block

_VERB = "role"


def marked(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with the roles that comments give them."""
    found = list(blocks)
    for number, block in enumerate(blocks):
        if block.kind == "directive" and (role := _role(block)):
            _mark(found, number + 1, role)
    return found


def _role(block: Block) -> str:
    """Return the role that a comment names, empty when it is no such comment or the role is none."""
    words = block.text.removeprefix(DIRECTIVE).split() if block.text.startswith(DIRECTIVE) else []
    return words[1] if len(words) > 1 and words[0] == _VERB and words[1] in ROLES else ""


def _mark(blocks: list[Block], start: int, role: str) -> None:
    """Give the first block from `start` on its role, and all that stand in the same form."""
    unit = None
    for number in range(start, len(blocks)):
        block = blocks[number]
        if block.kind == "directive":
            continue
        if unit is None:
            unit = block.unit
        elif unit == 0 or block.unit != unit:
            return
        blocks[number] = replace(block, role=role)
