"""YAML in which every scalar is a string, duplicate keys are refused and every node knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from h2hlint.errors import UserError

_TOO_DEEP = "this YAML is nested too deeply"
_DEEPEST = 40
_MAY_BE_DEEP = re.compile(r"(?:[-?:][ \t]+){400}|^ {400}", re.MULTILINE)
_SPECIAL = re.compile(r"(?:^\s*-|:|[\[,])\s+[>|*&!%@`{\[](?!\s*$)")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file with its place; `line` and `column` count from 1.

    `value` is a string, a list of nodes, or a mapping from strings to nodes; `keys` holds the
    (line, column) of each key of a mapping.
    """

    value: str | list[Node] | dict[str, Node]
    path: str
    line: int
    column: int
    keys: Mapping[str, tuple[int, int]]

    def error(self, message: str) -> UserError:
        """Return an error that points at this node."""
        return UserError(message, self.path, self.line, self.column)

    def text(self, what: str) -> str:
        """Return the string that this node is; `what` names it in the error."""
        if not isinstance(self.value, str):
            raise self.error(f"{what} must be a text, not a {self._kind()}")
        return self.value

    def items(self, what: str) -> list[Node]:
        """Return the entries of a list; a single text counts as a list of one."""
        if isinstance(self.value, str):
            return [self] if self.value else []
        if isinstance(self.value, dict):
            raise self.error(f"{what} must be a list; begin each entry with “- ”")
        return self.value

    def texts(self, what: str) -> list[str]:
        """Return the entries of a list of texts."""
        return [node.text(f"an entry of {what}") for node in self.items(what)]

    def mapping(self, what: str) -> dict[str, Node]:
        """Return the mapping that this node is."""
        if isinstance(self.value, dict):
            return self.value
        if self.value == "":
            return {}
        raise self.error(f"{what} must be a mapping of “key: value”, not a {self._kind()}")

    def number(self, what: str) -> int:
        """Return the whole number that this node is."""
        text = self.text(what)
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise self.error(f"{what} must be a whole number, not “{text}”")
        return int(text)

    def flag(self, what: str) -> bool:
        """Return the truth that this node states."""
        return self.choice(f"value of {what}", ("true", "false")) == "true"

    def choice(self, what: str, allowed: tuple[str, ...]) -> str:
        """Return a text that must be one of `allowed`."""
        text = self.text(what)
        if text not in allowed:
            raise self.error(f"“{text}” is no {what}; {_nearest(text, allowed)}")
        return text

    def check_keys(self, what: str, allowed: tuple[str, ...]) -> None:
        """Refuse keys that are not in `allowed`, naming the nearest one."""
        for key in self.mapping(what):
            if key not in allowed:
                line, column = self.keys[key]
                raise UserError(f"“{key}” is no key of {what}; {_nearest(key, allowed)}", self.path, line, column)

    def plain(self) -> object:
        """Return the value without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}

    def _kind(self) -> str:
        return "text" if isinstance(self.value, str) else "list" if isinstance(self.value, list) else "mapping"


def _nearest(text: str, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(text, allowed, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else f"it may be {', '.join(allowed)}"


def load(text: str, path: str) -> Node:
    """Read one YAML document; raises UserError with the place of the first mistake."""
    try:
        _refuse_depth(text, path)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, column = _at(error.problem_mark or error.context_mark)
        raise UserError(f"this is not YAML: {_remedy(error, text, line)}", path, line, column) from error
    except yaml.YAMLError as error:
        raise UserError(f"this is not YAML: {' '.join(str(error).split())}", path, 1, 1) from error
    if node is None:
        return Node("", path, 1, 1, {})
    return _node(node, path, {}, depth=0)


def _remedy(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """Say what is wrong with a line in words that a writer can use."""
    lines = re.split(r"\r\n|\r|\n", text)
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "this line is indented with a tab; use spaces"
    if _SPECIAL.search(written):
        return "this text begins with a sign that YAML keeps for itself; put it in quotation marks"
    if "mapping values" in str(error.problem) and line > 1 and ":" not in lines[line - 2]:
        return f"line {line - 1} has no colon, or this line is indented too far"
    return f"{error.problem or error.context}; check indents, colons and quotation marks"


def _at(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _refuse_depth(text: str, path: str) -> None:
    """Refuse what is nested so deeply that the composer, which recurs in C, would break off."""
    if text.count("[") + text.count("{") < 400 and not _MAY_BE_DEEP.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UserError(_TOO_DEEP, path, *_at(event.start_mark))


def _node(node: yaml.Node, path: str, known: dict[int, Node], depth: int) -> Node:
    """Return the node with its places; one that many aliases name is made once."""
    if id(node) not in known:
        known[id(node)] = _made(node, path, known, depth)
    return known[id(node)]


def _made(node: yaml.Node, path: str, known: dict[int, Node], depth: int) -> Node:
    line, column = _place(node)
    if depth > _DEEPEST:
        raise UserError(_TOO_DEEP, path, line, column)
    if isinstance(node, yaml.ScalarNode):
        return Node(str(node.value), path, line, column, {})
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(entry, path, known, depth + 1) for entry in node.value], path, line, column, {})
    values: dict[str, Node] = {}
    places: dict[str, tuple[int, int]] = {}
    for key, place, value in _pairs(node, path):
        if key in values:
            raise UserError(f"the key “{key}” stands here twice; keep one", path, *place)
        values[key], places[key] = _node(value, path, known, depth + 1), place
    return Node(values, path, line, column, places)


def _pairs(node: yaml.Node, path: str) -> Iterator[tuple[str, tuple[int, int], yaml.Node]]:
    for key, value in node.value:
        place = _place(key)
        if not isinstance(key, yaml.ScalarNode):
            raise UserError("a key must be a plain text; put it in quotation marks", path, *place)
        yield str(key.value), place, value


def _place(node: yaml.Node) -> tuple[int, int]:
    """Return where a node's text begins: behind its quotation mark, if it has one."""
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    return node.start_mark.line + 1, node.start_mark.column + 1 + quoted
