"""Word documents: the body with its tables and boxes, then headers, footers and notes. What was deleted is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from xml.parsers.expat import ExpatError

from h2hlint.documents import Line, archives

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT = frozenset({f"{_WORD}{name}" for name in ("del", "moveFrom", "p", "pPr", "rPr", "instrText")} | {_FALLBACK})
"""Elements in a paragraph whose text is not its own: deleted, of a paragraph within it, or said twice."""
_SIGNS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}cr": " ", f"{_WORD}noBreakHyphen": "-", f"{_WORD}softHyphen": "\u00ad"}
_STYLES = {
    "heading": re.compile(r"heading \d|title|subtitle", re.IGNORECASE),
    "list-item": re.compile(r"list (?:bullet|number).*", re.IGNORECASE),
}
"""Kind to the names of Word's own styles for it, which are English in files of every language."""
_STORIES = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}
"""Kind of a related part to what its paragraphs are said to stand in."""


def errors() -> tuple[type[Exception], ...]:
    """Return what the library raises for a broken file."""
    return ExpatError, import_module("docx.exceptions").PythonDocxError, import_module("docx.opc.exceptions").OpcError


def lines(data: bytes) -> Iterator[Line]:
    """Yield the paragraphs. Raises what libraries raise for a broken file."""
    docx: Any = import_module("docx")
    archives.check(data)
    document = docx.Document(io.BytesIO(data))
    styles = _kinds_of(document.styles)
    yield from _story(document.element.body, "paragraph #", styles)
    for relation in document.part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in _STORIES and not relation.is_external:
            yield from _story(_root(relation.target_part), _STORIES[name], styles)


def _kinds_of(styles: Any) -> dict[str, str]:
    """Return the kind of the blocks of each style that tells one."""
    names = [(style.style_id, style.name or "") for style in styles]
    return {key: kind for key, name in names for kind, pattern in _STYLES.items() if pattern.fullmatch(name)}


def _root(part: Any) -> Any:
    """Return the XML of a part, which the library parses for some kinds only."""
    return part.element if hasattr(part, "element") else import_module("docx.oxml.parser").parse_xml(part.blob)


def _story(root: Any, place: str, styles: dict[str, str]) -> Iterator[Line]:
    for paragraph in root.iter(f"{_WORD}p"):
        if next(paragraph.iterancestors(_FALLBACK, f"{_WORD}del"), None) is None:
            yield Line("".join(_texts(paragraph)), _kind(paragraph, styles), place)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT and not (child.tag == f"{_WORD}r" and _is_hidden(child)):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    return run.find(f"{_WORD}rPr/{_WORD}vanish") is not None


def _kind(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    if style is not None and (kind := styles.get(style.get(f"{_WORD}val"))):
        return kind
    if next(paragraph.iterancestors(f"{_WORD}tc"), None) is not None:
        return "table-cell"
    return "list-item" if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None else "paragraph"
