"""Adds an entry to a list in a YAML file as its author would: comments, order and manner of writing stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml

from h2hlint import yamlfile
from h2hlint.errors import UserError

_PLAIN = re.compile(r"[^\W\d_][\w -]*[\w]|[^\W\d_]")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_STEP = 2
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


def scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotation marks where it needs them."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)


def added(text: str, keys: Sequence[str], entry: str, path: str) -> str:
    """Return a YAML text with `entry` (YAML of one line) at the end of the list under `keys`, which are made where they are missing.

    Raises UserError for a file that is no YAML, or in which something else stands there.
    """
    yamlfile.load(text, path)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return _ended(text) + _block(keys, entry, 0)
    made = _below(text, root, list(keys), entry, path)
    if yamlfile.load(made, path).plain() == yamlfile.load(text, path).plain():
        raise UserError("h2hlint does not know how to add to this file; write the entry by hand", path)
    return made


def _below(text: str, node: yaml.Node, keys: list[str], entry: str, path: str) -> str:
    """Return the text with the entry added below a node that stands at the first of the keys, which are those still to go."""
    if not keys:
        return _in_list(text, node, entry, path)
    if not isinstance(node, yaml.MappingNode):
        if isinstance(node, yaml.SequenceNode) and keys[0] != "rules":
            return _in_list(text, node, entry, path)  # a list for all languages
        raise UserError(f"{keys[0]} cannot be added here; make this a mapping", path, node.start_mark.line + 1, node.start_mark.column + 1)
    for key, value in node.value:
        if key.value == keys[0]:
            if isinstance(value, yaml.ScalarNode) and not value.value and len(text[value.start_mark.index : value.end_mark.index]) == 0:
                return _after_line(text, key.end_mark.index, _block(keys[1:], entry, key.start_mark.column + _STEP))
            return _below(text, value, keys[1:], entry, path)
    if node.flow_style:
        return _in_flow(text, node, f"{keys[0]}: {_flow(keys[1:], entry)}")
    return _after_line(text, _end(node), _block(keys, entry, node.start_mark.column))


def _in_list(text: str, node: yaml.Node, entry: str, path: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start]}[{text[start:end]}, {entry}]{text[end:]}"
    if not isinstance(node, yaml.SequenceNode):
        raise UserError("this is a mapping; the entry belongs into a list", path, node.start_mark.line + 1, node.start_mark.column + 1)
    if node.flow_style:
        return _in_flow(text, node, entry)
    return _after_line(text, _end(node), " " * node.start_mark.column + f"- {entry}\n")


def _in_flow(text: str, node: yaml.CollectionNode, entry: str) -> str:
    """Add an entry before the bracket that closes a list or mapping."""
    at = node.end_mark.index - 1
    before = text[:at].rstrip()
    comma = "" if not node.value or before.endswith(",") else ","
    space = "" if not node.value else " "
    return f"{before}{comma}{space}{entry}{text[len(before) :]}"


def _end(node: yaml.Node) -> int:
    """Return where the last word of a node ends; PyYAML counts the blank lines and comments behind a block to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (None, last)
        if key is not None and isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index:
            return int(key.end_mark.index)
        return _end(value)
    end = int(node.end_mark.index)
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return end - 1 if is_block else end


def _after_line(text: str, offset: int, new: str) -> str:
    """Put lines behind the line of an offset, with the line ends of the file."""
    found = _LINE.match(text, offset)
    at = found.end() if found else len(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    return _ended(text[:at]) + new.replace("\n", newline) + text[at:]


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + "\n"


def _block(keys: Sequence[str], entry: str, indent: int) -> str:
    """Return keys one below the other, and the list with the entry below the last."""
    rows = [" " * (indent + _STEP * depth) + f"{key}:\n" for depth, key in enumerate(keys)]
    return "".join(rows) + " " * (indent + _STEP * len(keys)) + f"- {entry}\n"


def _flow(keys: Sequence[str], entry: str) -> str:
    return f"{{{keys[0]}: {_flow(keys[1:], entry)}}}" if keys else f"[{entry}]"
