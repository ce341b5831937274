"""Reads the examples of a rule: texts that it must mark where brackets stand, and texts that it must leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from h2hlint.names import AUDIENCES, CHANNELS, KINDS, ROLES
from h2hlint.ruleset import Example
from h2hlint.yamlfile import Node

KEYS = ("text", "format", "channel", "kind", "role", "audience", "rules")
"""The keys of an example whose place matters."""


def read(node: Node) -> Iterator[Example]:
    """Yield the examples of a rule's `examples:`. Raises UserError with the place."""
    node.check_keys("examples", ("bad", "good"))
    for key, entries in node.mapping("examples").items():
        for entry in entries.items(key):
            yield _example(entry, good=key == "good")


def _example(node: Node, *, good: bool) -> Example:
    place = (node.line, node.column)
    if isinstance(node.value, str):
        text, marks = _unmarked(node, good=good)
        return Example(text, good, marks, place=place)
    node.check_keys("an example", KEYS)
    entries = node.mapping("an example")
    if "text" not in entries:
        raise node.error("this example has no text; write “text: …”")
    text, marks = _unmarked(entries["text"], good=good)
    return Example(
        text,
        good,
        marks,
        kind=entries["kind"].choice("kind", KINDS) if "kind" in entries else "paragraph",
        role=entries["role"].choice("role", ROLES) if "role" in entries else "none",
        channel=entries["channel"].choice("channel", CHANNELS) if "channel" in entries else "",
        audience=entries["audience"].choice("audience", AUDIENCES) if "audience" in entries else "customer",
        format=entries["format"].text("format") if "format" in entries else "",
        rules=tuple(entries["rules"].texts("rules")) if "rules" in entries else (),
        place=place,
    )


def _unmarked(node: Node, *, good: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""Take the brackets out of a bad example; return the text and the spans they held. `\[` is a bracket."""
    text = node.text("an example")
    if good:
        return text.replace("\\[", "[").replace("\\]", "]"), ()
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    start = -1
    for sign in re.findall(r"\\[\[\]]|.", text, re.DOTALL):
        if sign == "[" and start < 0:
            start = len(plain)
        elif sign == "]" and start >= 0:
            marks.append((start, len(plain)))
            start = -1
        else:
            plain.append(sign[-1])
    if start >= 0:
        raise node.error("a bracket opens in this example and does not close; add the ], or write \\[ for the sign itself")
    return "".join(plain), tuple(marks)
