"""Components of apps: Vue, Svelte, Astro, JSX and TSX. Code is taken out, what is left is read as HTML."""

from __future__ import annotations

import re

from h2hlint.formats.assembly import Assembler
from h2hlint.formats.code_frames import Manner
from h2hlint.formats.html import HtmlReader
from h2hlint.formats.markup_in_code import Scanner
from h2hlint.formats.masking import in_order
from h2hlint.text import Block, Source

_FRONT_MATTER = re.compile(r"\s*---[ \t]*(?:\r\n?|\n)")
_FRONT_MATTER_END = re.compile(r"(?:\r\n?|\n)---[ \t]*(?=[\r\n]|\Z)")

MANNERS = {
    "vue": Manner(opening="{{", parts=True),
    "svelte": Manner(sigils=True, quoted=True),
    "astro": Manner(nested=True),
    "jsx": Manner(nested=True, code=True),
}
"""Format to the way in which it mixes code and markup."""


def extract(source: Source) -> list[Block]:
    """Return the blocks of a component; raise UserError for code or a tag that never ends."""
    scanner = Scanner(source, MANNERS[source.format])
    scanner.scan(_code_before(source.text) if source.format == "astro" else 0)
    return in_order([*scanner.mask.read(read_markup), *(block for part in scanner.apart for block in part.blocks(read_markup))])


def _code_before(text: str) -> int:
    """Return where the markup of an Astro component begins."""
    opening = _FRONT_MATTER.match(text)
    closing = _FRONT_MATTER_END.search(text, opening.end() - 1) if opening else None
    return closing.end() if closing else 0


def read_markup(text: str) -> list[Block]:
    """Return the blocks of markup that was cleared of code."""
    assembler = Assembler()
    HtmlReader(assembler, text, xml=True).read(0, len(text))
    return assembler.finish(len(text))
