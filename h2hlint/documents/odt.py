"""OpenDocument texts: paragraphs and headings of the body, then of headers and footers. Comments and deletions are left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from h2hlint.documents import Line, archives

_LEFT = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "note-citation", "sequence-decls", "forms", "ruby-text", "desc", "title"}
)
_TEXTS = frozenset({"p", "h"})
_KINDS = {"table-cell": "table-cell", "list-item": "list-item"}
_STORIES = ("header", "footer")
_MOST_SPACES = 100


def errors() -> tuple[type[Exception], ...]:
    """Return what the library raises for a broken file."""
    element: Any = import_module("odf.element")
    return ExpatError, SAXException, element.IllegalChild, element.IllegalText


def lines(data: bytes) -> Iterator[Line]:
    """Yield the paragraphs. Raises what libraries raise for a broken file."""
    opening: Any = import_module("odf.opendocument")
    archives.check(data)
    document = opening.load(io.BytesIO(data))
    if not document.mimetype.startswith("application/vnd.oasis.opendocument.text"):
        raise ValueError(document.mimetype)
    yield from _paragraphs(document.text, "paragraph", "paragraph #")
    for page in document.masterstyles.childNodes:
        for story in page.childNodes:
            if (name := _name(story)) in _STORIES:
                yield from _paragraphs(story, "paragraph", name)


def _paragraphs(element: Any, kind: str, place: str) -> Iterator[Line]:
    for child in element.childNodes:
        name = _name(child)
        if name in _TEXTS:
            yield Line("".join(_texts(child)), "heading" if name == "h" else kind, place)
            yield from (line for inner in _boxes(child) for line in _paragraphs(inner, kind, place))
        elif name and name not in _LEFT:
            yield from _paragraphs(child, _KINDS.get(name, kind), place)


def _texts(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph without that of boxes and notes in it."""
    for child in element.childNodes:
        name = _name(child)
        if name is None:
            yield child.data
        elif name == "s":
            yield " " * min(int(child.getAttribute("c") or 1), _MOST_SPACES)
        elif name in ("tab", "line-break"):
            yield " "
        elif name not in _LEFT and name not in ("note-body", "text-box"):
            yield from _texts(child)


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the boxes and notes in a paragraph, which have paragraphs of their own."""
    for child in element.childNodes:
        name = _name(child)
        if name in ("note-body", "text-box"):
            yield child
        elif name and name not in _LEFT:
            yield from _boxes(child)


def _name(node: Any) -> str | None:
    """Return the name of an element, None for text."""
    return str(node.qname[1]) if hasattr(node, "qname") and node.qname else None
