"""PHP language files: the texts of arrays that are returned or assigned; other code is left alone."""

from __future__ import annotations

import re

from h2hlint.formats import trees
from h2hlint.formats.decoding import TextBuilder, character
from h2hlint.formats.mistakes import DEEPEST, malformed, too_deep
from h2hlint.formats.trees import Branch, Leaf
from h2hlint.formats.values import Copy
from h2hlint.patterns import possessive
from h2hlint.text import INLINE_OBJECT, Block, Source

_TOKEN = re.compile(
    possessive(
        r"\s*+(?:(?:#(?!\[)|//)(?P<comment>(?:[^\r\n?]++|\?(?!>))*+)|/\*(?P<note>(?:[^*]++|\*(?!/))*+)\*/"
        r"|'(?P<single>(?:[^'\\]++|\\.)*+)'|\"(?P<double>(?:[^\"\\]++|\\.)*+)\""
        r"|<<<[ \t]*(?P<quote>['\"]?)(?P<label>[A-Za-z_]\w*+)(?P=quote)(?:\r\n|\r|\n)"
        r"|(?P<arrow>=>)|(?P<open>(?:\barray[ \t]*)?\(|\[)|(?P<close>[)\]])|(?P<comma>,)|(?P<dot>\.(?!\d))"
        r"|(?P<semicolon>;)|(?P<assign>=(?!=))|(?P<leave>\?>)|(?P<word>\$?\w++)|(?P<other>(?!/\*)[^\s'\"])|(?P<end>\Z))"
    ),
    re.DOTALL,
)
_OPENING = re.compile(r"<\?(?:php\b|=)", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_SINGLE = re.compile(r"\\([\\'])")
_DOUBLE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^0-7ux]))"
    r"|(?P<variable>\{\$[^{}]{1,200}\}|\$\{[^{}]{1,200}\}|\$[A-Za-z_]\w*(?:->\w+|\[\w+\])?)",
    re.DOTALL,
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "$": "$", '"': '"', "\\": "\\"}


def extract(source: Source) -> list[Block]:
    """Return the texts. Raise UserError for quotation marks, comments or brackets that are never closed."""
    copy = Copy(source)
    trees.read(source, _Parser(source, copy).parse(), copy)
    return copy.finish()


class _Level:
    """An open array or bracket: where it stands, and what is in it."""

    __slots__ = ("branch", "is_array", "key", "named", "sign", "start", "value", "whole")

    def __init__(self, sign: str, start: int, *, is_array: bool) -> None:
        self.sign = sign
        self.start = start
        self.is_array = is_array
        self.branch = Branch([])
        self.key: str | None = None
        self.named = False
        self.value: TextBuilder | Branch | None = None
        self.whole = True

    def take(self) -> None:
        """Take the entry that ends here; one that is more than a text in words is code."""
        written = self.sign or self.named or isinstance(self.value, Branch)  # a plain variable is code
        if self.value is not None and self.whole and self.is_array and written:
            node = self.value if isinstance(self.value, Branch) else Leaf(self.value.text())
            self.branch.entries.append((self.key or str(len(self.branch.entries)), node))
        self.key, self.value, self.whole, self.named = None, None, True, False


class _Parser:
    """Reads token by token; outside of arrays, a value after `=` or `return` is read."""

    def __init__(self, source: Source, copy: Copy) -> None:
        self._source = source
        self._text = source.text
        self._copy = copy
        self._levels = [_Level("", 0, is_array=False)]
        self._last = ""
        self._joins = False
        self._braces = 0

    def parse(self) -> Branch:
        opening = _OPENING.search(self._text)
        at = opening.end() if opening else len(self._text)
        while True:
            found = _TOKEN.match(self._text, at)
            if found is None:
                raise self._stray(at)
            kind = found.lastgroup or ""
            if kind in ("end", "leave"):
                return self._finish()
            at = self._label(found) if kind == "label" else self._token(kind, found)

    def _finish(self) -> Branch:
        if len(self._levels) > 1:
            level = self._levels[-1]
            raise malformed(self._source, level.start, f"this “{level.sign}” is never closed; close it where the array ends")
        self._levels[0].take()
        root = self._levels[0].branch
        only = root.entries[0] if len(root.entries) == 1 else None
        return only[1] if only and only[0] == "0" and isinstance(only[1], Branch) else root

    def _token(self, kind: str, found: re.Match[str]) -> int:
        level = self._levels[-1]
        if kind in ("comment", "note"):
            self._copy.comment(*found.span(kind))
            return found.end()
        if kind in ("single", "double"):
            self._string(*found.span(kind), escaped=kind == "double")
        elif kind == "open":
            self._open(found)
        elif kind == "close":
            self._close(found)
        elif kind == "arrow":
            self._key(level)
        elif kind in ("comma", "semicolon"):
            level.take()
            level.is_array = level.is_array and bool(level.sign)
        elif kind == "word":
            kind = self._word(level, found[kind])
        elif kind == "assign":
            self._assign(level)
        elif kind != "dot":
            level.whole = False
            self._braces += {"{": 1, "}": -1}.get(found[kind], 0)
        self._joins = kind == "dot"
        self._last = kind
        return found.end()

    def _word(self, level: _Level, word: str) -> str:
        """Read a word of code; return what kind of token it is."""
        if word.lower() == "return":
            self._assign(level)
            return "assign"
        level.whole = level.whole and level.value is None and not level.is_array
        if not level.sign and not level.is_array:
            level.key, level.named = word.lstrip("$"), False
        return "word"

    def _assign(self, level: _Level) -> None:
        """Begin a value outside of arrays and of blocks of code."""
        if level.sign:
            level.whole = False
            return
        level.is_array, level.whole = True, not self._braces
        level.value = None

    def _key(self, level: _Level) -> None:
        level.whole = level.key is None  # a second arrow belongs to a function
        level.key = level.value.text().text if isinstance(level.value, TextBuilder) else ""
        level.value = None

    def _string(self, start: int, end: int, *, escaped: bool) -> None:
        builder = self._builder()
        builder.add_decoded(start, end, _DOUBLE if escaped else _SINGLE, _unescaped if escaped else _unquoted)
        if start == end:
            builder.add("", start, end)

    def _builder(self) -> TextBuilder:
        """Return what takes the text that comes: one that a dot joins on, else a new one."""
        level = self._levels[-1]
        if self._joins and isinstance(level.value, TextBuilder):
            return level.value
        if level.value is not None or self._joins:
            level.whole = False
        level.value = TextBuilder(self._text)
        return level.value

    def _open(self, found: re.Match[str]) -> None:
        if len(self._levels) > DEEPEST:
            raise too_deep(self._source, found.start("open"))
        level = self._levels[-1]
        sign = found["open"]
        is_array = sign != "(" and self._last not in ("word", "close") and level.is_array and level.whole and level.value is None
        self._levels.append(_Level(sign[-1], found.start("open"), is_array=is_array))

    def _close(self, found: re.Match[str]) -> None:
        if len(self._levels) == 1 or {"(": ")", "[": "]"}[self._levels[-1].sign] != found["close"]:
            message = f"“{found['close']}” closes nothing here; take it out, or close what is open first"
            raise malformed(self._source, found.start("close"), message)
        inner = self._levels.pop()
        key = inner.value if not inner.is_array else None
        inner.take()
        level = self._levels[-1]
        if inner.is_array:
            level.value = inner.branch
        elif not level.sign and not level.is_array and inner.sign == "[":
            level.key = ".".join(filter(None, (level.key, _last_key(key))))  # $lang['cart']['title'] = …
            level.named = True
        else:
            level.whole = False

    def _label(self, found: re.Match[str]) -> int:
        """Read a text in lines (heredoc); return where it ends."""
        closing = re.compile(rf"(?:\r\n|\r|\n)[ \t]*{found['label']}\b").search(self._text, found.end() - 1)
        if closing is None:
            message = f"this text is never closed; put {found['label']} on a line of its own where it ends"
            raise malformed(self._source, found.start("label"), message)
        builder = self._builder()
        start = min(found.end(), closing.start())
        if found["quote"] == "'":
            builder.add_source(start, closing.start())
        else:
            builder.add_decoded(start, closing.start(), _DOUBLE, _unescaped)
        self._joins, self._last = False, "single"
        return closing.end()

    def _stray(self, at: int) -> Exception:
        space = _SPACE.match(self._text, at)
        place = space.end() if space else at
        if self._text.startswith("/*", place):
            return malformed(self._source, place, "this comment is never closed; end it with “*/”")
        return malformed(self._source, place, "this text is never closed; end it with its quotation mark, and write “\\” before one inside")


def _last_key(value: TextBuilder | Branch | None) -> str | None:
    return value.text().text if isinstance(value, TextBuilder) else None


def _unquoted(found: re.Match[str]) -> str:
    return found[1]


def _unescaped(found: re.Match[str]) -> str:
    if found["variable"]:
        return INLINE_OBJECT
    if found[1] or found[2]:
        return character(found[1] or found[2])
    if found[3]:
        return character(found[3], 8)
    return _ESCAPED.get(found[4], found[0])
