"""What a config may wish of how a file is read: which columns are texts, which translations count."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from h2hlint.formats import Text, extract
from h2hlint.text import Source

READ, SKIP = "read", "skip"


class Columns(NamedTuple):
    """Which columns or fields of an export hold texts, and which name language, channel and id of each record; empty: none does."""

    text: tuple[str, ...]
    language: str = ""
    channel: str = ""
    id: str = ""


class Export(NamedTuple):
    """How the config reads the exports that `paths` names; `place` is where that was written."""

    paths: tuple[str, ...]
    columns: Columns
    place: object


class Wishes(NamedTuple):
    """The wishes for one file. `fuzzy` and `untranslated` are read, skip or empty: as the format has it."""

    columns: Columns | None = None
    fuzzy: str = ""
    untranslated: str = ""


def _by_column(source: Source, wishes: Wishes) -> list[Text]:
    if wishes.columns is None:
        return [(extract(source), None)]
    texts: list[Text] = import_module("h2hlint.formats.columns").read(source, wishes.columns)
    return texts


def _catalogue(source: Source, wishes: Wishes) -> list[Text]:
    reader = import_module(f"h2hlint.formats.{source.format}")
    return [(reader.wished(source, wishes), None)]


READERS: dict[str, Callable[[Source, Wishes], list[Text]]] = {
    "csv": _by_column,
    "json": _by_column,
    "po": _catalogue,
    "xliff": _catalogue,
    "xcstrings": _catalogue,
}
"""Formats that can be read in more ways than one."""
