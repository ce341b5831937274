"""Documents: the text of DOCX, ODT, PPTX, PDF and MSG files, a paragraph a line, with the place of each.

The libraries that open them come with the extra `documents` and are imported for the first such file. What is
made to do harm (an archive that swells, entities, endless nesting) is refused before a library sees it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from h2hlint.errors import MissingExtra, UserError
from h2hlint.text import Part, Source

EXTRA = "h2hlint[documents]"
_BROKEN = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RecursionError,
           SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error)  # fmt: skip
"""What libraries raise besides their own errors when a file is not what they expect."""
_LARGEST = 100_000_000


class Line(NamedTuple):
    """A paragraph of a document; a place that ends with `#` gets the number of the line."""

    text: str
    kind: str
    place: str


class Refused(Exception):
    """A document that is not read, with the sentence that says why and what to do."""


class _Kind(NamedTuple):
    """How a format is read: the module with `lines`, the library that it needs, what the file is called."""

    module: str
    library: str
    name: str


_KINDS = {
    "docx": _Kind("docx", "docx", "Word document"),
    "odt": _Kind("odt", "odf", "OpenDocument text"),
    "pptx": _Kind("pptx", "pptx", "PowerPoint presentation"),
    "pdf": _Kind("pdf", "pypdf", "PDF"),
    "msg": _Kind("msg", "olefile", "Outlook mail"),
}


def read(path: str, data: bytes, name: str) -> Source:
    """Return the text of a document. Raise UserError when it cannot be read, or the library for it is not installed."""
    kind = _KINDS[name]
    if len(data) > _LARGEST:
        raise UserError(f"this {kind.name} is larger than {_LARGEST // 1_000_000} MB; save its text in a smaller one", path)
    reader = import_module(f"h2hlint.documents.{kind.module}")
    lines: Callable[[bytes], Iterable[Line]] = reader.lines
    try:
        found = list(lines(data))
    except ImportError as error:
        raise MissingExtra(f"{kind.name}s need {kind.library}; install it with: pip install '{EXTRA}'", path) from error
    except Refused as error:
        raise UserError(str(error), path) from error
    except (*_BROKEN, *reader.errors()) as error:
        message = f"this is no {kind.name} that can be read: it is broken or something else; save it again in the program that made it"
        raise UserError(message, path) from error
    return _source(path, name, found)


def _source(path: str, name: str, lines: Iterable[Line]) -> Source:
    """Join lines to a source; blank ones are left out."""
    texts: list[str] = []
    parts: list[Part] = []
    at = 0
    for line in lines:
        text = " ".join(line.text.split())
        if text:
            place = line.place.replace("#", str(len(parts) + 1))
            parts.append(Part(at, line.kind, place))
            texts.append(text + "\n")
            at += len(text) + 1
    return Source(path, "".join(texts), name, parts=tuple(parts))
