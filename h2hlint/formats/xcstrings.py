"""Apple's string catalogues (.xcstrings): every translation, in its language, with its plural forms."""

from __future__ import annotations

from h2hlint.formats import json
from h2hlint.formats.trees import Branch, Leaf, Node
from h2hlint.formats.values import Copy
from h2hlint.formats.wishes import READ, SKIP, Wishes
from h2hlint.text import Block, Source

_UNDONE, _FUZZY = "new", "needs_review"


def extract(source: Source) -> list[Block]:
    """Return the translations. Raise UserError for what is no JSON."""
    return _read_all(source, frozenset({_UNDONE}))


def wished(source: Source, wishes: Wishes) -> list[Block]:
    """Return the translations as `extract` does; those to be looked at again, and new ones, as wished."""
    left = {_FUZZY} if wishes.fuzzy == SKIP else set()
    return _read_all(source, frozenset(left if wishes.untranslated == READ else {*left, _UNDONE}))


def _read_all(source: Source, left: frozenset[str]) -> list[Block]:
    """Return the translations but for those in the states `left`."""
    copy = Copy(source)
    root = json.parse(source, copy)
    for key, entry in _entries(_get(root, "strings")):
        if _word(_get(entry, "shouldTranslate")) != "false":
            for language, translation in _entries(_get(entry, "localizations")):
                _read(translation, key, language, copy, left)
    return copy.finish()


def _read(node: Node, key: str, language: str, copy: Copy, left: frozenset[str]) -> None:
    """Add what translators wrote, at whatever depth of variations."""
    unit = _get(node, "stringUnit")
    value = _get(unit, "value")
    if isinstance(value, Leaf) and _word(_get(unit, "state")) not in left:
        copy.add(key, value.text, language)
    for name, inner in _entries(node):
        if name != "stringUnit" and isinstance(inner, Branch):
            _read(inner, key, language, copy, left)


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    return node.entries if isinstance(node, Branch) else []


def _get(node: Node | None, wanted: str) -> Node | None:
    return next((inner for name, inner in _entries(node) if name == wanted), None)


def _word(node: Node | None) -> str:
    return node.text.text if isinstance(node, Leaf) else ""
