"""Apple's property lists of plural forms (.stringsdict): every form is a text."""

from __future__ import annotations

from h2hlint.formats.decoding import TextBuilder
from h2hlint.formats.values import Copy
from h2hlint.formats.xml_tokens import Token, add_text, tokens
from h2hlint.text import Block, Source

_TEXTS = ("zero", "one", "two", "few", "many", "other", "NSStringLocalizedFormatKey")


def extract(source: Source) -> list[Block]:
    """Return the plural forms. Raise UserError for what is no XML."""
    return read(source, list(tokens(source)))


def read(source: Source, found: list[Token]) -> list[Block]:
    """Return the plural forms of a document that was taken apart already; see `extract`."""
    reader = _Reader(source)
    for token in found:
        reader.token(token)
    return reader.copy.finish()


class _Reader:
    """Reads token by token; `_keys` holds the key of every open dictionary."""

    def __init__(self, source: Source) -> None:
        self.copy = Copy(source)
        self._source = source
        self._keys: list[str] = []
        self._builder: TextBuilder | None = None

    def token(self, token: Token) -> None:
        if token.kind == "comment":
            self.copy.comment(*token.place)
        elif token.kind == "start" and token.name == "dict" and not token.closed:
            self._keys.append("")
        elif token.kind == "start" and token.name in ("key", "string") and not token.closed:
            self._builder = TextBuilder(self._source.text)
        elif token.kind == "end":
            self._end(token.name)
        elif self._builder is not None and token.kind == "cdata":
            self._builder.add_source(*token.place)
        elif self._builder is not None and token.kind == "text":
            add_text(self._builder, self._source, token.place)

    def _end(self, name: str) -> None:
        builder, self._builder = self._builder, None
        if name == "dict" and self._keys:
            self._keys.pop()
        elif name == "key" and builder and self._keys:
            self._keys[-1] = builder.text().text
        elif name == "string" and builder and self._keys and self._keys[-1] in _TEXTS:
            self.copy.add(".".join(self._keys), builder.text(), about=self._keys[0])
