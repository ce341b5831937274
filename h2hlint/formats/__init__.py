"""Formats: each reader turns a source into blocks of decoded text with their source map.

Readers are imported when the first file of their format is read, so that a run pays only
for the formats that it meets.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from h2hlint.text import Block, Source

if TYPE_CHECKING:
    from h2hlint.formats.wishes import Wishes

Extract = Callable[[Source], list[Block]]
Text = tuple[list[Block], str | None]
"""The blocks of a text that stands by itself in a source (a mail of a mailbox, a row of a table), and its channel, if that is said."""


def _reader(module: str) -> Extract:
    """Return an `extract` that imports its module at the first call."""

    def extract(source: Source) -> list[Block]:
        reader = import_module(f"h2hlint.formats.{module}")
        return cast("list[Block]", reader.extract(source))

    return extract


FORMATS: dict[str, Extract] = {
    "text": _reader("plaintext"),
    "markdown": _reader("markdown"),
    "html": _reader("html"),
    "email": _reader("mail"),
    "json": _reader("json"),
    "yaml": _reader("yaml"),
    "csv": _reader("csv"),
    "properties": _reader("properties"),
    "fluent": _reader("fluent"),
    "po": _reader("po"),
    "strings": _reader("strings"),
    "xcstrings": _reader("xcstrings"),
    "toml": _reader("toml"),
    "php": _reader("php"),
    "xliff": _reader("xliff"),
    "xml": _reader("xml"),
    "resx": _reader("resx"),
    "stringsdict": _reader("stringsdict"),
    "docx": _reader("document"),
    "odt": _reader("document"),
    "pptx": _reader("document"),
    "pdf": _reader("document"),
    "msg": _reader("document"),
}
"""Format name to reader."""

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "email",
    ".mbox": "email",
    ".mbx": "email",
    ".json": "json",
    ".arb": "json",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".properties": "properties",
    ".ftl": "fluent",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".xml": "xml",
    ".resx": "resx",
    ".stringsdict": "stringsdict",
    ".strings": "strings",
    ".xcstrings": "xcstrings",
    ".toml": "toml",
    ".php": "php",
    ".po": "po",
    ".pot": "po",
    ".docx": "docx",
    ".odt": "odt",
    ".pptx": "pptx",
    ".pdf": "pdf",
    ".msg": "msg",
}
"""File name suffix, in lower case, to format name."""

DOCUMENTS = frozenset({"docx", "odt", "pptx", "pdf", "msg"})
"""Formats whose text has to be taken out of the file, by `documents.read`."""


def format_of(path: str) -> str | None:
    """Return the format name for the suffix of `path`, or None when it is unknown."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return SUFFIXES.get(f".{suffix.lower()}") if dot and stem else None


def extract(source: Source) -> list[Block]:
    """Return the blocks of `source`, in source order.

    Prose in any shape is read, never refused. Formats of data (JSON and the like) raise UserError,
    with the place and a remedy, for a file that is not well made. An unknown `source.format` is a KeyError.
    """
    return FORMATS[source.format](source)


def texts(source: Source, wishes: Wishes | None = None) -> list[Text]:
    """Return the blocks of `source` text by text, as the config wishes it read: most sources are one text.

    Raises UserError as `extract` does.
    """
    if source.format == "email":
        from h2hlint.formats import mail

        return [(blocks, None) for blocks in mail.mails(source)]
    if wishes is not None:
        from h2hlint.formats.wishes import READERS

        if reader := READERS.get(source.format):
            return reader(source, wishes)
    return [(extract(source), None)]
