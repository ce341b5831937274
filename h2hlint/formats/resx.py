"""Resources of .NET (.resx): the values of `data` that are texts."""

from __future__ import annotations

from h2hlint.formats.decoding import TextBuilder
from h2hlint.formats.values import Copy
from h2hlint.formats.xml_tokens import Token, add_text, tokens
from h2hlint.text import Block, Source

_DESIGNER = (".Name", ".Type", ".Parent", ".ZOrder", ".Location", ".Size", ".Font", ".Image", ".Icon")


def extract(source: Source) -> list[Block]:
    """Return the texts. Raise UserError for what is no XML."""
    return read(source, list(tokens(source)))


def read(source: Source, found: list[Token]) -> list[Block]:
    """Return the texts of a document that was taken apart already; see `extract`."""
    copy = Copy(source)
    builder: TextBuilder | None = None
    key = ""
    for token in found:
        if token.kind == "comment":
            copy.comment(*token.place)
        elif token.kind == "start" and token.name in ("data", "metadata", "resheader"):
            key = _key(token)
        elif token.kind == "start" and token.name == "value":
            builder = TextBuilder(source.text) if key and not token.closed else None
        elif builder is not None and token.kind == "cdata":
            builder.add_source(*token.place)
        elif builder is not None and token.kind == "text":
            add_text(builder, source, token.place)
        elif builder is not None and token.kind == "end":
            copy.add(key, builder.text())
            builder = None
    return copy.finish()


def _key(token: Token) -> str:
    """Return the name of a text, empty for what is none: a picture, a number, a setting of the form designer."""
    name = token.get("name")
    binary = token.get("type") not in ("", "System.String") or token.get("mimetype")
    return "" if token.name != "data" or binary or name.startswith(">>") or name.endswith(_DESIGNER) else name
