"""XML of any other kind: what is prose in its elements, nothing else."""

from __future__ import annotations

from h2hlint.formats.assembly import Assembler
from h2hlint.formats.elements import BLOCKS, KINDS, OPAQUE, names
from h2hlint.formats.html_tokens import references
from h2hlint.formats.nesting import Nature
from h2hlint.formats.values import is_copy, is_prose
from h2hlint.formats.xml_tokens import Token
from h2hlint.text import Block, Source, Span

_INLINE = names("a abbr b bdi bdo big br cite em font i ins mark q s small span strike strong sub sup t tt u wbr del") | OPAQUE
_SILENT = names("code kbd listing math pre samp svg var script style xmp")
_KNOWN = (BLOCKS - names("body dir form header footer main menu section template div")) | _SILENT
_UNKNOWN = "div"


def read(source: Source, found: list[Token]) -> list[Block]:
    """Return the prose of a document that was taken apart already; every unknown element is a block of its own."""
    assembler = Assembler()
    for token in found:
        if token.kind == "start":
            _start(assembler, token)
        elif token.kind == "end":
            assembler.end(_name(token), token.place)
        elif token.kind == "comment":
            assembler.comment(source.text[token.place.start : token.place.end], token.place.start)
        else:
            _text(assembler, source.text, token)
    blocks = assembler.finish(len(source.text))
    return [block for block in blocks if block.kind == "directive" or _is_read(block)]


def _is_read(block: Block) -> bool:
    """Say whether a block is copy; what stands in elements that h2hlint does not know must be prose."""
    return is_prose(block.text) if block.kind == "value" else is_copy(block.text)


def _name(token: Token) -> str:
    """Return an element's name as HTML knows it, else that of a plain block."""
    name = token.name.lower()
    return name if name in _KNOWN or name in _INLINE else _UNKNOWN


def _start(assembler: Assembler, token: Token) -> None:
    name = _name(token)
    if name == "br":
        assembler.space(token.place)
        return
    kind = "value" if name == _UNKNOWN else "paragraph" if name in BLOCKS and name not in KINDS else None
    assembler.start(name, token.place, Nature(token.get("lang") or None, kind, name in _SILENT, name in OPAQUE))
    if token.closed:
        assembler.end(name, Span(token.place.end, token.place.end))


def _text(assembler: Assembler, text: str, token: Token) -> None:
    at, end = token.place
    if token.kind == "text":
        for decoded, place in references(text, at, end):
            assembler.source(text, at, place.start)
            assembler.text(decoded, place)
            at = place.end
    assembler.source(text, at, end)
