"""JSON: translation files of any nesting, ARB, `messages.json` of browser extensions. Comments are allowed, other additions are not."""

from __future__ import annotations

import re

from h2hlint.formats import trees
from h2hlint.formats.decoding import Text, character, decode, utf16
from h2hlint.formats.mistakes import DEEPEST, malformed, too_deep
from h2hlint.formats.trees import Branch, Leaf, Node
from h2hlint.formats.values import Copy
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span

_TOKEN = re.compile(
    possessive(
        r"[ \t\r\n]*+(?:(?P<string>\"[^\"\\\r\n]*+(?:\\.[^\"\\\r\n]*+)*+\")|(?P<comma>,)|(?P<colon>:)|(?P<open>[{\[])|(?P<close>[}\]])"
        r"|(?P<word>[-+.\w]++)|//(?P<comment>[^\r\n]*+)|/\*(?P<note>(?:[^*]++|\*(?!/))*+)\*/|(?P<end>\Z))"
    )
)
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_WORD = re.compile(r"(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)\Z")
_SPACE = re.compile(r"[ \t\r\n]*")
_CLOSING = {"{": "}", "[": "]"}


def extract(source: Source) -> list[Block]:
    """Return the values that are copy. Raise UserError for what is no JSON."""
    copy = Copy(source)
    root = parse(source, copy)
    if root is not None:
        trees.read(source, root, copy)
    return copy.finish()


def parse(source: Source, copy: Copy, *, literals: bool = False) -> Node | None:
    """Return the values of a file, with `literals` also numbers, None if it is empty; comments go to `copy`.

    Raise UserError for what is no JSON.
    """
    return _Parser(source, copy, literals=literals).parse()


class _Level:
    """An open list or mapping: its sign, what is in it, and the key whose value comes next."""

    __slots__ = ("branch", "key", "sign", "start")

    def __init__(self, sign: str, start: int) -> None:
        self.sign = sign
        self.start = start
        self.branch = Branch([])
        self.key: str | None = None

    def add(self, node: Node) -> None:
        self.branch.entries.append((str(len(self.branch.entries)) if self.key is None else self.key, node))
        self.key = None


class _Parser:
    """Reads token by token; `_expected` says what may come: value, key, colon, comma (or the end of the list), nothing."""

    def __init__(self, source: Source, copy: Copy, *, literals: bool = False) -> None:
        self._literals = literals
        self._source = source
        self._copy = copy
        self._levels: list[_Level] = []
        self._expected = "value"
        self._fresh = False
        self._root: Node | None = None

    def parse(self) -> Node | None:
        text, at = self._source.text, 0
        if not text.strip():
            return None
        while True:
            found = _TOKEN.match(text, at)
            if found is None:
                raise self._stray(_SPACE.match(text, at).end())  # type: ignore[union-attr]
            kind = found.lastgroup or ""
            if kind == "end":
                self._finish(found.end())
                return self._root
            self._token(kind, found)
            at = found.end()

    def _token(self, kind: str, found: re.Match[str]) -> None:
        if kind in ("comment", "note"):
            self._copy.comment(*found.span(kind))
        elif kind == "string":
            self._string(*found.span(kind))
        elif kind == "word":
            self._literal(*found.span(kind))
        elif kind == "open":
            self._open(found[kind], found.start(kind))
        elif kind == "close":
            self._close(found[kind], found.start(kind))
        elif kind == self._expected == "comma":
            self._expected = "value" if self._levels[-1].sign == "[" else "key"
            self._fresh = False
        elif kind == self._expected == "colon":
            self._expected = "value"
        else:
            raise self._unexpected(found.start(kind))

    def _string(self, start: int, end: int) -> None:
        text = self._decoded(start + 1, end - 1)
        if self._expected == "key":
            self._levels[-1].key = text.text
            self._expected, self._fresh = "colon", False
        else:
            self._value(Leaf(text), start)

    def _value(self, node: Node | None, at: int) -> None:
        """Take a value; None is one without text."""
        if self._expected != "value":
            raise self._unexpected(at)
        if self._levels and node:
            self._levels[-1].add(node)
        elif self._levels:
            self._levels[-1].key = None
        else:
            self._root = node or Branch([])
        self._fresh = False
        self._expected = "comma" if self._levels else "nothing"

    def _literal(self, start: int, end: int) -> None:
        word = self._source.text[start:end]
        if not _WORD.match(word):
            hint = "put it into double quotation marks" if self._expected in ("value", "key") else "a comma or bracket is missing before it"
            raise malformed(self._source, start, f"“{word[:40]}” is nothing that JSON knows; {hint}")
        self._value(Leaf(Text(word, Span(start, end))) if self._literals else None, start)

    def _open(self, sign: str, at: int) -> None:
        if self._expected != "value":
            raise self._unexpected(at)
        if len(self._levels) == DEEPEST:
            raise too_deep(self._source, at)
        self._levels.append(_Level(sign, at))
        self._expected = "value" if sign == "[" else "key"
        self._fresh = True

    def _close(self, sign: str, at: int) -> None:
        level = self._levels[-1] if self._levels else None
        if level is None or _CLOSING[level.sign] != sign or not (self._fresh or self._expected == "comma"):
            raise self._unexpected(at)
        self._levels.pop()
        self._expected = "value"
        self._value(level.branch, at)

    def _finish(self, at: int) -> None:
        if self._levels:
            level = self._levels[-1]
            raise malformed(self._source, level.start, f"this “{level.sign}” is never closed; add “{_CLOSING[level.sign]}” where it ends")
        if self._expected == "value":
            raise malformed(self._source, at, "this file holds no value; begin it with “{” and end it with “}”")

    def _decoded(self, start: int, end: int) -> Text:
        if self._source.text.find("\\", start, end) < 0:
            return Text(self._source.text[start:end], Span(start, end))
        return decode(self._source.text, start, end, _ESCAPE, self._unescaped)

    def _unescaped(self, found: re.Match[str]) -> str:
        if found[1]:
            return utf16(found[1], found[2])
        if found[3]:
            return character(found[3])
        if found[4] not in _ESCAPED:
            raise malformed(self._source, found.start(), f"“{found[0]}” means nothing in JSON; write “\\\\” for a backslash")
        return _ESCAPED[found[4]]

    def _stray(self, at: int) -> Exception:
        sign = self._source.text[at]
        if sign == '"':
            return malformed(self._source, at, 'this text is not closed on its line; end it with “"” and write line breaks as “\\n”')
        if sign == "'":
            return malformed(self._source, at, "JSON puts texts in double quotation marks; write “\"” instead of “'”")
        if self._source.text.startswith("/*", at):
            return malformed(self._source, at, "this comment is never closed; end it with “*/”")
        return malformed(self._source, at, f"“{sign}” means nothing in JSON here; put texts in double quotation marks")

    def _unexpected(self, at: int) -> Exception:
        sign = self._source.text[at]
        if sign in "}]" and self._expected in ("value", "key") and self._levels and not self._fresh:
            return malformed(self._source, at, f"a value is missing before “{sign}”; take out the comma or colon before it")
        return malformed(self._source, at, _WANTED[self._expected if self._levels or self._expected == "nothing" else "value"])


_WANTED = {
    "value": "a value must stand here: a text in double quotation marks, a number, “{” or “[”",
    "key": "a key in double quotation marks must stand here",
    "colon": "a colon is missing between the key and its value; write “:” here",
    "comma": "a comma is missing here; write “,” between two entries, or close the bracket",
    "nothing": "the file goes on after its end; take out what follows, or put all of it into one “{ … }”",
}
