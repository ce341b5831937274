"""Files of keys and values within each other (JSON, YAML, TOML, PHP): which values are copy, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from h2hlint.formats import keys
from h2hlint.formats.decoding import Text
from h2hlint.formats.elements import names
from h2hlint.formats.keys import are_languages, join, language_of
from h2hlint.formats.values import Copy, is_prose
from h2hlint.text import Source


class Leaf(NamedTuple):
    """A string value."""

    text: Text


class Branch(NamedTuple):
    """A list or mapping; the entries of a list have their numbers as keys."""

    entries: list[tuple[str, Leaf | Branch]]


Node = Leaf | Branch

_SETTINGS_FILES = re.compile(
    r"(?:package(?:-lock)?|tsconfig[\w.-]*|jsconfig|composer|manifest|angular|lerna|nx|turbo|vercel|renovate|biome|deno|bower|firebase|eslint"
    r"[\w.-]*|docker-compose[\w.-]*|compose|mkdocs|pubspec|openapi|swagger|pyproject|cargo|netlify|\.\w[\w.-]*|_config|action|wrangler)"
    r"\.(?:json5?|jsonc|ya?ml|toml)\Z",
    re.IGNORECASE,
)
_SETTINGS_KEYS = names("$schema dependencies devDependencies scripts services jobs apiVersion openapi swagger build-system compilerOptions")
_PROSE_KEYS = names(
    "description message text title label summary body subject content subtitle headline heading tagline intro caption excerpt note "
    "question answer reply comment response value html greeting placeholder tooltip help hint error warning cta button alt"
)
_CODE_KEYS = names("scripts run steps commands env environment dependencies devDependencies peerDependencies")
_COMMENT_KEYS = names("_comment _comments $comment __comment__ //")
_ABOUT_PLURALS = _COMMENT_KEYS | names("description hash leftDelim rightDelim")  # beside plural forms, as go-i18n writes them
_SAMPLE = 400
_LOWEST_SHARE = 0.5
_FEWEST = 3
_NAME_LIKE = re.compile(r"(?:[^\W\d_a-z][^\W\d_A-Z]+|(?=.*[^\x00-\x7f])[^\W\d_]+)[.!?…]*\Z")
_SLASH = re.compile(r"[/\\]")
_COPY_FOLDERS = names("locales locale i18n lang translations messages")


def read(source: Source, root: Node, copy: Copy) -> None:
    """Add the copy of a file to `copy`."""
    if isinstance(root, Leaf):
        root = Branch([("", root)])
    if is_settings(source.path, root):
        _read_settings(root, "", "", copy)
    elif text := _record_text(root):
        _read_records(root, text, copy)
    else:
        _Reader(copy).root(root)


def is_settings(path: str, root: Branch) -> bool:
    """Say whether a file is one of settings or records rather than of texts: by its name, its keys, or its values."""
    *folders, name = _SLASH.split(path)
    if _SETTINGS_FILES.match(name):
        return True
    if any(key in _SETTINGS_KEYS and (key == "$schema" or isinstance(node, Branch)) for key, node in root.entries):
        return True
    if _languages(root) or _COPY_FOLDERS & set(folders) or any(map(language_of, name.split(".")[:-1])):
        return False
    found = (leaf.text.text.strip() for _, leaf in zip(range(_SAMPLE), leaves(root), strict=False))
    sample = {text for text in found if any(map(str.isalpha, text))}
    return len(sample) > _FEWEST and sum(map(_looks_like_copy, sample)) < _LOWEST_SHARE * len(sample)


def _looks_like_copy(text: str) -> bool:
    """Say whether a value is some words, or one that is written as in a text rather than as in code."""
    return bool(_NAME_LIKE.match(text)) or (" " in text and "://" not in text)


def _languages(root: Branch) -> bool:
    """Say whether the keys at the top are languages, each with its texts."""
    return bool(root.entries) and all(isinstance(node, Branch) and language_of(key) for key, node in root.entries)


def leaves(root: Branch) -> Iterator[Leaf]:
    """Yield the values in their order."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            yield node
        else:
            waiting += [inner for _, inner in reversed(node.entries)]


def _read_settings(branch: Branch, outer: str, key: str, copy: Copy) -> None:
    """Add what is surely prose, under keys that are made for prose."""
    for name, node in branch.entries:
        inner = join(outer, name)
        key_name = key if name.isdigit() else name
        if isinstance(node, Branch):
            if name not in _CODE_KEYS:
                _read_settings(node, inner, key_name, copy)
        elif keys.last_word(key_name) in _PROSE_KEYS and is_prose(node.text.text):
            copy.add(inner, node.text)


_RECORDS = {
    "message": names("message description placeholders hash"),  # browser extensions
    "defaultMessage": names("defaultMessage description id file start end line col"),  # FormatJS
    "string": names("string context developer_comment character_limit"),  # Transifex
}
"""Name of the text in a record of a text and what is said about it, to all the names in such a record."""


def _record_text(root: Branch) -> str | None:
    """Return the name of the text in the records that a file is made of, None for a file of another shape."""
    shapes = [dict(node.entries) if isinstance(node, Branch) else {} for _, node in root.entries]
    for name, known in _RECORDS.items():
        if shapes and all(isinstance(shape.get(name), Leaf) and shape.keys() <= known for shape in shapes):
            return name
    return None


def _read_records(root: Branch, text: str, copy: Copy) -> None:
    for number, record in root.entries:
        entries = dict(record.entries) if isinstance(record, Branch) else {}
        named, node = entries.get("id"), entries.get(text)
        if isinstance(node, Leaf):
            copy.add(named.text.text if isinstance(named, Leaf) else number, node.text)


class _Reader:
    """Reads a file of texts."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy

    def root(self, root: Branch) -> None:
        """Read the whole; the key at the top may be the language."""
        if _languages(root):
            for key, node in root.entries:
                self._node(node, "", language_of(key))
            return
        locales = [node.text.text for key, node in root.entries if key in ("@@locale", "_locale") and isinstance(node, Leaf)]
        self._branch(root, "", locales[0] if locales else None)

    def _node(self, node: Node, key: str, language: str | None) -> None:
        if isinstance(node, Leaf):
            self._copy.add(key, node.text, language)
        else:
            self._branch(node, key, language)

    def _branch(self, branch: Branch, outer: str, language: str | None) -> None:
        names_here = {key for key, _ in branch.entries}
        translated = len(names_here) > 1 and are_languages(names_here)
        passed = _ABOUT_PLURALS if "other" in names_here else _COMMENT_KEYS
        for key, node in branch.entries:
            if key in passed or (key.startswith("@") and (key.startswith("@@") or key[1:] in names_here)):
                continue
            if translated:
                self._node(node, outer, key)
            else:
                self._node(node, join(outer, key), language)
