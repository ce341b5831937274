"""YAML: locale files of Rails and others, whose single top key may be a language (`no:` is Norwegian), and plain nested texts."""

from __future__ import annotations

import re
from typing import Any

import yaml

from h2hlint.formats import trees
from h2hlint.formats.mistakes import DEEPEST, malformed, too_deep
from h2hlint.formats.trees import Branch, Leaf, Node
from h2hlint.formats.values import Copy
from h2hlint.formats.yaml_scalars import scalar
from h2hlint.text import Block, Source

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|\A)#([^\r\n]*)")
_NO_TEXT = re.compile(r"(?:true|True|TRUE|false|False|FALSE|null|Null|NULL|~)\Z")


def extract(source: Source) -> list[Block]:
    """Return the values that are copy. Raise UserError for what is no YAML."""
    copy = Copy(source)
    for root in _Documents(source, copy).read():
        trees.read(source, root, copy)
    return copy.finish()


class _Level:
    """An open list or mapping: what is in it, and the key whose value comes next."""

    __slots__ = ("branch", "is_list", "key")

    def __init__(self, *, is_list: bool) -> None:
        self.branch = Branch([])
        self.is_list = is_list
        self.key: str | None = None

    def add(self, node: Node | None) -> None:
        """Take what comes next, a key or a value; None is a value without text."""
        if not self.is_list and self.key is None:
            self.key = node.text.text if isinstance(node, Leaf) else ""
            return
        if node:
            self.branch.entries.append((str(len(self.branch.entries)) if self.key is None else self.key, node))
        self.key = None


class _Documents:
    """Reads the events of the parser, whose marks count code points."""

    def __init__(self, source: Source, copy: Copy) -> None:
        self._source = source
        self._copy = copy
        self._levels: list[_Level] = []
        self._roots: list[Node] = []
        self._at = 0

    def read(self) -> list[Node]:
        """Return the root of every document."""
        bad = _UNREADABLE.search(self._source.text)
        if bad:
            code = f"{ord(bad[0]):04X}"
            message = f"this file holds the sign U+{code}, which YAML does not allow; take it out or write it as \\u{code}"
            raise malformed(self._source, bad.start(), message)
        try:
            for event in yaml.parse(self._source.text, Loader=_LOADER):
                self._event(event)
        except yaml.MarkedYAMLError as error:
            raise self._mistake(error) from None
        self._comments(len(self._source.text))
        return self._roots

    def _event(self, event: Any) -> None:
        start = event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(self._levels) == DEEPEST:
                raise too_deep(self._source, start)
            self._levels.append(_Level(is_list=isinstance(event, yaml.SequenceStartEvent)))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._add(self._levels.pop().branch)
        elif isinstance(event, yaml.AliasEvent):
            self._add(None)

    def _add(self, node: Node | None) -> None:
        if self._levels:
            self._levels[-1].add(node)
        elif node:
            self._roots.append(node)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._comments(start)
        self._at = end
        text = scalar(self._source.text, start, end, event.style, event.value)
        is_key = self._levels and not self._levels[-1].is_list and self._levels[-1].key is None
        plain = not event.style and _NO_TEXT.match(event.value)
        self._add(None if plain and not is_key else Leaf(text))

    def _comments(self, end: int) -> None:
        """Add the comments between the last value and `end`."""
        for found in _COMMENT.finditer(self._source.text, self._at, end):
            self._copy.comment(*found.span(1))

    def _mistake(self, error: yaml.MarkedYAMLError) -> Exception:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "it ends too early"
        return malformed(self._source, getattr(mark, "index", 0), f"this is not YAML: {problem}; {_remedy(problem)}")


def _remedy(problem: str) -> str:
    """Return what usually mends a problem that the parser names."""
    for sign, remedy in _REMEDIES.items():
        if sign in problem:
            return remedy
    return "check the quotation marks, colons and indents of this line and the one above"


_REMEDIES = {
    "\\t": "indent with spaces instead of tabs",
    "tab": "indent with spaces instead of tabs",
    "mapping values": "put a text that holds “: ” into quotation marks",
    "cannot start any token": "put a text that begins with this sign into quotation marks",
    "expected <block end>": 'indent entries of one level alike, and write a quotation mark inside a quoted text twice or as \\"',
    "unexpected end of stream": "close the quotation mark",
    "could not find expected ':'": "write “:” after the key, or put the text into quotation marks",
    "escape": "write “\\\\” for a backslash, or put the text into single quotation marks",
}
