"""XLIFF 1.2 and 2: the targets; in a file that has none yet, the sources."""

from __future__ import annotations

from h2hlint.formats.decoding import Text, TextBuilder
from h2hlint.formats.keys import language_of
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy
from h2hlint.formats.wishes import READ, SKIP, Wishes
from h2hlint.formats.xml_tokens import Token, add_text, tokens
from h2hlint.text import INLINE_OBJECT, Block, Source

_UNITS = ("trans-unit", "unit")
_CODE = ("ph", "it", "x", "bx", "ex", "sc", "ec", "cp", "sub")
"""Inline elements that stand for something a reader sees as one word."""
_TAGS = ("bpt", "ept")
"""Inline elements whose content is a tag."""
_SEGMENTS = ("trans-unit", "segment")
"""What holds one source and its target."""
_FUZZY = ("needs-review", "needs-adaptation", "needs-l10n")
"""Beginnings of states of targets that somebody should look at again."""
_UNDONE = ("new", "needs-translation", "initial")
_NOT_HERE = ("alt-trans", "note", "notes", "seg-source", "originalData", "header", "skeleton", "context-group", "matches", "glossary")


def extract(source: Source) -> list[Block]:
    """Return the targets that are copy. Raise UserError for what is no XML."""
    return read(source, list(tokens(source)))


def wished(source: Source, wishes: Wishes) -> list[Block]:
    """Return the targets as `extract` does; those to be looked at again, and what is not translated yet, as wished."""
    return read(source, list(tokens(source)), wishes)


def read(source: Source, found: list[Token], wishes: Wishes | None = None) -> list[Block]:
    """Return the targets of a document that was taken apart already; see `extract`."""
    names = {token.name for token in found if token.kind == "start"}
    if "xliff" not in names:
        place = found[0].place.start if found else 0
        raise malformed(source, place, "this file has no element <xliff>; name it .xml if it is another kind of XML")
    reader = _Reader(source, "target" if "target" in names else "source", wishes)
    for token in found:
        reader.token(token)
    return reader.copy.finish()


class _Reader:
    """Reads token by token; `_skip` counts the open elements of one that is left out."""

    def __init__(self, source: Source, wanted: str, wishes: Wishes | None) -> None:
        self._skips_fuzzy = wishes is not None and wishes.fuzzy == SKIP
        self._reads_undone = wishes is not None and wishes.untranslated == READ
        self._original: str | None = None
        self._pending: Text | None = None
        """The source of the unit at hand, as long as no target with a text was met."""
        self.copy = Copy(source)
        self._source = source
        self._wanted = wanted
        self._builder: TextBuilder | None = None
        self._language: str | None = None
        self._key = ""
        self._skip = 0
        self._inside: list[str] = []
        self._code = -1
        self._is_source = False

    def token(self, token: Token) -> None:
        if token.kind == "comment":
            self.copy.comment(*token.place, self._language)
        elif self._skip:
            self._skip += (token.kind == "start" and not token.closed) - (token.kind == "end")
        elif self._builder is not None:
            self._inner(token)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end" and token.name in _SEGMENTS:
            self._end_segment()

    def _start(self, token: Token) -> None:
        if token.name in ("file", "xliff"):
            wanted = ("target-language", "trgLang") if self._wanted == "target" else ("source-language", "srcLang")
            tag = next(filter(None, map(token.get, wanted)), "")
            self._language = language_of(tag) or self._language
            original = token.get("source-language") or token.get("srcLang")
            self._original = language_of(original) or self._original
        elif token.name in _UNITS:
            self._key = token.get("resname") or token.get("name") or token.get("id")
        if token.name in _NOT_HERE or token.get("translate") == "no" or self._is_left(token):
            self._skip = int(not token.closed)
            self._pending = None
        elif self._is_text(token) and not token.closed:
            self._is_source = token.name != self._wanted
            self._builder = TextBuilder(self._source.text)
            self._inside = []
            self._code = -1

    def _is_left(self, token: Token) -> bool:
        """Say whether a target or segment is left out for its state."""
        if token.name not in ("target", "segment"):
            return False
        state = token.get("state")
        return (state in _UNDONE and not self._reads_undone) or (self._skips_fuzzy and state.startswith(_FUZZY))

    def _is_text(self, token: Token) -> bool:
        return token.name == self._wanted or (self._reads_undone and token.name == "source")

    def _end_segment(self) -> None:
        """Take the source of a unit that has no translation, where that is wished."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self.copy.add(self._key, pending, self._original)

    def _inner(self, token: Token) -> None:
        """Read what stands in a target: text, and inline elements."""
        if token.kind == "start":
            self._open(token)
        elif token.kind == "end" and not self._inside:
            self._end()
        elif token.kind == "end":
            name = self._inside.pop()
            if len(self._inside) == self._code:
                self._code = -1
                self._tag(token, visible=name in _CODE)
        elif self._builder is not None and self._code < 0:
            if token.kind == "cdata":
                self._builder.add_source(*token.place)
            else:
                add_text(self._builder, self._source, token.place)

    def _open(self, token: Token) -> None:
        is_code = token.name in (*_CODE, *_TAGS) or (token.name == "mrk" and token.get("mtype") == "protected")
        if token.closed:
            self._tag(token, visible=token.name in _CODE)
            return
        if is_code and self._code < 0:
            self._code = len(self._inside)
        self._inside.append(token.name)

    def _tag(self, token: Token, *, visible: bool) -> None:
        if self._builder is not None and visible and self._code < 0:
            self._builder.add(INLINE_OBJECT, *token.place)

    def _end(self) -> None:
        text = self._builder.text() if self._builder is not None else None
        self._builder = None
        if text is None or not text.text.strip():
            return
        if self._is_source:
            self._pending = text
        else:
            self._pending = None
            self.copy.add(self._key, text, self._language)
