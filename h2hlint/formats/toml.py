"""TOML: the string values of all tables."""

from __future__ import annotations

import re

from h2hlint.formats import trees
from h2hlint.formats.decoding import Text, character, decode
from h2hlint.formats.mistakes import DEEPEST, malformed, too_deep
from h2hlint.formats.trees import Branch, Leaf, Node
from h2hlint.formats.values import Copy
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"[ \t\r\n]*")
_COMMENT = re.compile(r"#([^\r\n]*)")
_END = re.compile(r"[ \t]*(?:(?:\r\n|\r|\n)|\Z|(?=#))")
_HEADER = re.compile(r"\[\[?(?=[^\r\n]*\])")
_KEY = re.compile(possessive(r"[ \t]*+(?:(?P<bare>[\w-]++)|\"(?P<double>(?:[^\"\\\r\n]++|\\[^\r\n])*+)\"|'(?P<single>[^'\r\n]*+)')[ \t]*+"))
_STRING = re.compile(
    possessive(
        r"\"\"\"(?P<long>(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"{0,2})\"\"\"|'''(?P<raw_long>(?:[^']++|'(?!''))*+'{0,2})'''"
        r"|\"(?!\"\")(?P<short>(?:[^\"\\\r\n]++|\\[^\r\n])*+)\"|'(?!'')(?P<raw>[^'\r\n]*+)'"
    ),
    re.DOTALL,
)
_EMPTY = re.compile(r"\"\"(?!\")|''(?!')")
_OTHER = re.compile(r"[^\s,\[\]{}#\"'=]+(?: \d\d:[\d:.Z+-]+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([ \t]*(?:\r\n|\r|\n)[ \t\r\n]*)|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b"}


def extract(source: Source) -> list[Block]:
    """Return the values that are copy. Raise UserError for what is no TOML."""
    copy = Copy(source)
    trees.read(source, _Parser(source, copy).parse(), copy)
    return copy.finish()


class _Parser:
    """Reads entry by entry; `_at` is where the next sign stands."""

    def __init__(self, source: Source, copy: Copy) -> None:
        self._source = source
        self._text = source.text
        self._copy = copy
        self._at = 0
        self._branches: dict[int, dict[str, Branch]] = {}

    def parse(self) -> Branch:
        root = Branch([])
        table = root
        while self._pass(_BLANK) < len(self._text):
            if self._comment():
                continue
            if header := _HEADER.match(self._text, self._at):
                self._at = header.end()
                table = self._inside(root, self._keys(), fresh=header[0] == "[[")
                self._expect("]" * len(header[0]), "close the name of the table with “]”")
            else:
                self._entry(table, 0)
            self._line_end()
        return root

    def _pass(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _comment(self) -> bool:
        found = _COMMENT.match(self._text, self._at)
        if found:
            self._copy.comment(*found.span(1))
            self._at = found.end()
        return bool(found)

    def _blanks(self) -> None:
        """Pass white space, line breaks and comments."""
        self._pass(_BLANK)
        while self._comment():
            self._pass(_BLANK)

    def _line_end(self) -> None:
        self._pass(_SPACE)
        self._comment()
        if not _END.match(self._text, self._at):
            raise malformed(self._source, self._at, "nothing may follow a value on its line; put the next entry on a line of its own")

    def _expect(self, sign: str, remedy: str) -> None:
        self._pass(_SPACE)
        if not self._text.startswith(sign, self._at):
            raise malformed(self._source, self._at, f"“{sign}” is missing here; {remedy}")
        self._at += len(sign)

    def _keys(self) -> list[str]:
        """Read a name, which may have parts."""
        keys: list[str] = []
        while True:
            found = _KEY.match(self._text, self._at)
            if found is None:
                message = "a name must stand here; put one with other signs than letters, digits, “-” and “_” into quotation marks"
                raise malformed(self._source, self._at, message)
            keys.append(found[found.lastgroup or 0])
            self._at = found.end()
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _inside(self, branch: Branch, keys: list[str], *, fresh: bool = False) -> Branch:
        """Return the table that `keys` name within `branch`; made where there is none, and anew if `fresh`."""
        if len(keys) > DEEPEST:
            raise too_deep(self._source, self._at)
        for number, key in enumerate(keys):
            known = self._branches.setdefault(id(branch), {})
            if key not in known or (fresh and number == len(keys) - 1):
                known[key] = Branch([])
                branch.entries.append((key, known[key]))
            branch = known[key]
        return branch

    def _entry(self, table: Branch, depth: int) -> None:
        *outer, key = self._keys()
        self._expect("=", 'write an entry as name = "value"')
        self._pass(_SPACE)
        node = self._value(depth)
        if node:
            self._inside(table, outer).entries.append((key, node))

    def _value(self, depth: int) -> Node | None:
        """Read a value; None is one without text."""
        if depth == DEEPEST:
            raise too_deep(self._source, self._at)
        if self._text.startswith("[", self._at):
            return self._list(depth)
        if self._text.startswith("{", self._at):
            return self._table(depth)
        if string := _STRING.match(self._text, self._at):
            self._at = string.end()
            return Leaf(self._string(string))
        other = _EMPTY.match(self._text, self._at) or _OTHER.match(self._text, self._at)
        if other is None:
            raise malformed(self._source, self._at, "a value must stand here; put a text into quotation marks and close them")
        self._at = other.end()
        return None

    def _string(self, found: re.Match[str]) -> Text:
        name = found.lastgroup or ""
        start, end = found.span(name)
        if name.startswith("raw"):
            return Text(self._text[start:end], Span(start, end))
        return decode(self._text, start, end, _ESCAPE, _unescaped)

    def _list(self, depth: int) -> Branch:
        start, branch = self._at, Branch([])
        self._at += 1
        self._blanks()
        while not self._text.startswith("]", self._at):
            node = self._value(depth + 1)
            if node:
                branch.entries.append((str(len(branch.entries)), node))
            self._separator("]", start)
        self._at += 1
        return branch

    def _table(self, depth: int) -> Branch:
        start, branch = self._at, Branch([])
        self._at += 1
        self._blanks()
        while not self._text.startswith("}", self._at):
            self._entry(branch, depth + 1)
            self._separator("}", start)
        self._at += 1
        return branch

    def _separator(self, closing: str, start: int) -> None:
        self._blanks()
        if self._text.startswith(",", self._at):
            self._at += 1
            self._blanks()
        elif self._at >= len(self._text):
            raise malformed(self._source, start, f"this “{self._text[start]}” is never closed; add “{closing}” where it ends")
        elif not self._text.startswith(closing, self._at):
            raise malformed(self._source, self._at, f"“,” is missing here; put it between two values, or close with “{closing}”")


def _unescaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        return character(digits)
    return "" if found[4] else _ESCAPED.get(found[5], found[5])
