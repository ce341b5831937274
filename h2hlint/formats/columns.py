"""Exports of macros, canned replies and tickets, CSV or JSON: the columns that the config names, each record a text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from h2hlint.errors import UserError
from h2hlint.formats import Text, csv, json
from h2hlint.formats.decoded import Decoded
from h2hlint.formats.decoding import Text as Value
from h2hlint.formats.keys import join, language_of
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.trees import Branch, Leaf, Node
from h2hlint.formats.values import Copy
from h2hlint.formats.wishes import Columns
from h2hlint.names import CHANNELS
from h2hlint.text import Block, Source

_STEP = re.compile(r"((?:[^.\[\]\\]|\\.)+)(?:\[([^\[\]=]+)=([^\[\]]*)\])?(?:\.|\Z)")
_LANGUAGE_NAMES = {
    **dict.fromkeys(("danish", "dansk", "dänisch", "duński"), "da"),
    **dict.fromkeys(("norwegian", "norsk", "norwegian bokmål", "bokmål", "norwegisch", "norweski"), "nb"),
    **dict.fromkeys(("german", "deutsch", "tysk", "niemiecki"), "de"),
    **dict.fromkeys(("polish", "polski", "polsk", "polnisch"), "pl"),
    **dict.fromkeys(("english", "engelsk", "englisch", "angielski"), "en"),
}
_CHANNEL_NAMES = {
    **{name: name for name in CHANNELS},
    **dict.fromkeys(("mail", "e-mail"), "email"),
    **dict.fromkeys(("chat", "ticket", "phone", "messaging", "whatsapp", "facebook", "sms", "reply", "macro"), "support"),
    **dict.fromkeys(("web", "site"), "website"),
}


class _Step(NamedTuple):
    """One step of a path such as `actions[field=comment_value].value`: the name, and what a field beside must say, if anything.

    A point that belongs to a name is written `\\.`.
    """

    name: str
    field: str = ""
    allowed: frozenset[str] = frozenset()


_Path = tuple[_Step, ...]
_Trail = tuple[tuple[str, Node], ...]
"""The steps taken to a value, with what was found there."""


def read(source: Source, columns: Columns) -> list[Text]:
    """Return a text for each record. Raise UserError where a column that holds texts is missing, or the file is not well made."""
    return list(_rows(source, columns) if source.format == "csv" else _records(source, columns))


def _path(written: str) -> _Path:
    found = _STEP.findall(written)
    return tuple(
        _Step(name.replace("\\", ""), field, frozenset(allowed.split("|")) if field else frozenset()) for name, field, allowed in found
    )


def _channel(said: str) -> str | None:
    return _CHANNEL_NAMES.get(said.strip().lower())


def _language(said: str) -> str | None:
    return language_of(said.strip()) or _LANGUAGE_NAMES.get(said.strip().lower())


# --- tables ----------------------------------------------------------------------------------


def _rows(source: Source, columns: Columns) -> Iterator[Text]:
    copy = Copy(source)
    rows = csv.rows(source, copy)
    titles = [cell.text.strip() for cell in next(rows, [])]
    if not titles:
        return
    wanted = [_column(name, titles, source) for name in columns.text]
    for row in rows:
        language, channel, name = (_cell(row, titles, column) for column in columns[1:])
        for number, path in wanted:
            key = join(name, titles[number])
            if number < len(row) and path:
                copy.add_all(_nested(source, row[number], path, key, _language(language)))
            elif number < len(row):
                copy.add(key, row[number], _language(language), about=titles[number])
        yield copy.take(), _channel(channel)
    yield copy.take(), None


def _column(name: str, titles: Sequence[str], source: Source) -> tuple[int, _Path]:
    """Return the number of a column, and the way to the text in its cells where they hold JSON."""
    if name in titles:
        return titles.index(name), ()
    first, *rest = _path(name) or (_Step(name),)
    if rest and first.name in titles:
        return titles.index(first.name), (first, *rest)
    shown = ", ".join(title for title in titles if title)[:80]
    raise malformed(source, 0, f"there is no column “{name}” here; there are {shown}; mend columns: in the config")


def _cell(row: Sequence[Value], titles: Sequence[str], title: str) -> str:
    number = titles.index(title) if title in titles else len(row)
    return row[number].text if number < len(row) else ""


def _nested(source: Source, cell: Value, path: _Path, key: str, language: str | None) -> list[Block]:
    """Return what the JSON in a cell has at the end of a path."""
    if not cell.text.strip():
        return []
    inner = Source(source.path, cell.text, "json")
    copy = Copy(inner)
    try:
        root = json.parse(inner, copy)
    except UserError as error:
        raise malformed(source, cell.place.start, f"the JSON in this cell is broken: {error.message}") from error
    for leaf, _ in _leaves(Branch([(path[0].name, root)]), path, ()) if root else ():
        copy.add(key, leaf.text, language, about=path[-1].name)
    return Decoded(cell.text, cell.maps()).place(copy.finish())


# --- JSON ------------------------------------------------------------------------------------


def _records(source: Source, columns: Columns) -> Iterator[Text]:
    copy = Copy(source)
    root = json.parse(source, copy, literals=True)
    paths = [_path(name) for name in columns.text]
    is_found = False
    beside = [_path(name) for name in columns[1:]]
    for number, (record, skipped) in enumerate(_all(root, paths) if root else (), 1):
        said = [path[skipped:] for path in beside]
        name = ""
        channel = None
        for path in paths:
            for leaf, trail in _leaves(record, path[skipped:], ()):
                is_found = True
                language, spoken, name = (_beside(record, trail, one) for one in said)
                channel = channel or _channel(spoken)
                copy.add(join(name or str(number), path[-1].name), leaf.text, _language(language))
        yield copy.take(), channel
    if root and not is_found:
        raise malformed(source, 0, f"no record here has a field “{columns.text[0]}”; mend columns: in the config")


def _all(root: Node, paths: Sequence[_Path]) -> Iterator[tuple[Node, int]]:
    """Yield the records of a file, and how many steps of the paths lead to them: those of a list, at the top or under a name there."""
    if isinstance(root, Leaf):
        return
    if _is_list(root):
        yield from ((record, 0) for _, record in root.entries)
        return
    lists = [(name, node) for name, node in root.entries if isinstance(node, Branch) and _is_list(node) and node.entries]
    begun = {path[0].name for path in paths if len(path) > 1}
    if named := [node for name, node in lists if name in begun]:
        yield from ((record, 1) for node in named for _, record in node.entries)
    elif lists:
        yield from ((record, 0) for _, node in lists for _, record in node.entries)
    else:
        yield root, 0


def _is_list(node: Branch) -> bool:
    """Say whether a node is a list, or a mapping by numbers, which is one with gaps."""
    return bool(node.entries) and all(key.isdigit() for key, _ in node.entries)


def _leaves(node: Node, path: _Path, trail: _Trail, step: _Step | None = None) -> Iterator[tuple[Leaf, _Trail]]:
    """Yield the values at the end of a path; lists are gone through, `step` is the one that led to `node`."""
    if isinstance(node, Branch) and _is_list(node):
        for _, inner in node.entries:
            yield from _leaves(inner, path, trail, step)
        return
    if step:
        if step.field and not _says(node, step):
            return
        trail = (*trail, (step.name, node))
    if isinstance(node, Leaf):
        if not path:
            yield node, trail
        return
    for key, inner in node.entries:
        if path and key == path[0].name:
            yield from _leaves(inner, path[1:], trail, path[0])


def _says(node: Node, step: _Step) -> bool:
    said = dict(node.entries).get(step.field) if isinstance(node, Branch) else None
    return isinstance(said, Leaf) and said.text.text in step.allowed


def _beside(record: Node, trail: _Trail, path: _Path) -> str:
    """Return what a path says for the value at the end of a trail: as far as both go the same way, in the same list entry."""
    node = record
    for name, reached in trail:
        if len(path) < 2 or path[0].name != name:
            break
        node, path = reached, path[1:]
    found = next(_leaves(node, path, ()), None) if path else None
    return found[0].text.text if found else ""
