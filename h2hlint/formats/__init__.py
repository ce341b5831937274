"""Formats: each reader turns a source into blocks of decoded text with their source map.

Readers are imported when the first file of their format is read, so that a run pays only
for the formats that it meets.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from h2hlint.formats.suffixes import SUFFIXES, format_of, suffix_of
from h2hlint.text import Block, Source

__all__ = ["DOCUMENTS", "FORMATS", "PAGES", "SUFFIXES", "Text", "extract", "format_of", "is_mail", "suffix_of", "texts"]

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
    "jinja": _reader("templates"),
    "handlebars": _reader("templates"),
    "go-template": _reader("templates"),
    "erb": _reader("templates"),
    "blade": _reader("templates"),
    "mjml": _reader("templates"),
    "vue": _reader("components"),
    "svelte": _reader("components"),
    "astro": _reader("components"),
    "jsx": _reader("components"),
    "mdx": _reader("mdx"),
    "rst": _reader("rst"),
    "asciidoc": _reader("asciidoc"),
    "org": _reader("org"),
    "latex": _reader("latex"),
}
"""Format name to reader."""

PAGES = frozenset({"html", "jinja", "handlebars", "go-template", "erb", "blade", "mjml"})
"""Formats that may name their own character set, as HTML does."""

DOCUMENTS = frozenset({"docx", "odt", "pptx", "pdf", "msg"})
"""Formats whose text has to be taken out of the file, by `documents.read`."""


def is_mail(source: Source) -> bool:
    """Say whether a source is a mail, or the template of one."""
    return source.format in ("email", "msg", "mjml") or suffix_of(source.path).startswith((".eml.", ".mjml."))


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
