"""Help for the tests of readers: read a text, and check that its blocks can be traced."""

from __future__ import annotations

import re
from html import unescape

from h2hlint import formats
from h2hlint.text import INLINE_OBJECT, Block, Source

_YAML_ESCAPE = re.compile(r"\\(?:x..|u....|U........)\Z")


def read(text: str, form: str) -> list[Block]:
    """Return the blocks of `text` in the format `form`, checked."""
    blocks = formats.extract(Source("page", text, form))
    for block in blocks:
        check(text, block)
    starts = [block.pieces[0].source.start for block in blocks]
    assert starts == sorted(starts)
    return blocks


def texts(text: str, form: str) -> list[str]:
    """Return the texts of the blocks."""
    return [block.text for block in read(text, form)]


def kinds(text: str, form: str) -> list[tuple[str, str]]:
    """Return kind and text of the blocks."""
    return [(block.kind, block.text) for block in read(text, form)]


def check(text: str, block: Block) -> None:
    """Fail unless every character of `block` comes from the place in `text` that its piece names."""
    assert block.text.strip(" ") == block.text != ""
    assert "  " not in block.text
    at = end = 0
    for piece in block.pieces:
        assert piece.block.start == at < piece.block.end
        assert end <= piece.source.start <= piece.source.end <= len(text)
        at, end = piece.block.end, piece.source.end
        assert _stands_for(block.text[piece.block.start : at], text[piece.source.start : end])
    assert at == len(block.text)


def _stands_for(shown: str, raw: str) -> bool:
    if len(shown) == len(raw):
        return all(a == b or (a == " " and (b.isspace() or b == "\0")) for a, b in zip(shown, raw, strict=True))
    if shown == " ":
        return not raw.strip() or raw[0] in "&\\<'>" or raw.lstrip(" \t\r\n>") == ""
    if shown in ("“", "”", INLINE_OBJECT):
        return True
    if _YAML_ESCAPE.match(raw):
        return shown == chr(int(raw[2:], 16))
    return shown in (unescape(raw).strip(), raw[1:]) or _title(shown, raw)


def _title(shown: str, raw: str) -> bool:
    """Return whether a link title, mapped as a whole, has the letters of its source."""
    return set(filter(str.isalpha, shown)) <= set(unescape(raw))
