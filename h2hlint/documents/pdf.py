"""PDF: the text of each page, its lines joined to paragraphs again as far as they show where one ends."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from h2hlint.documents import Line, Refused

_MOST_BYTES = 20_000_000
_LIMITS = {
    "zlib_maximum_output_length": _MOST_BYTES,
    "lzw_maximum_output_length": _MOST_BYTES,
    "run_length_maximum_output_length": _MOST_BYTES,
    "array_based_stream_maximum_output_length": _MOST_BYTES,
    "stream_decoding_work_maximum_length": 2 * _MOST_BYTES,
    "stream_parsing_work_maximum_count": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""What the library refuses, so that no file keeps it busy for long."""
_LOCKED = "this PDF is locked with a password; save it without one and try again"
_SHORTEST = 20
"""So many bytes are needed to write anything on a page, packed as they may be."""
_MOST_PAGES = 5_000
_MOST_TEXT = 20_000_000
_BULLET = re.compile(r"\s*(?:[•‣▪●◦·–—*-]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_STOP = re.compile(r"[.!?:…][\"”“’»)\]]*\s*\Z")
_CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
_SHORT = 0.75
"""A line that ends a sentence and is shorter than this share of the page's longest ends its paragraph."""


def errors() -> tuple[type[Exception], ...]:
    """Return what the library raises for a broken file."""
    return (import_module("pypdf.errors").PyPdfError,)


def lines(data: bytes) -> Iterator[Line]:
    """Yield the paragraphs. Raises Refused for a PDF without text, and what libraries raise for a broken one."""
    pypdf: Any = import_module("pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends on the way is nothing to the writer of the text
    with pypdf.apply_configuration(**_LIMITS):
        try:
            yield from _pages(pypdf.PdfReader(io.BytesIO(data)))
        except pypdf.errors.LimitReachedError as error:
            raise Refused("this PDF unpacks to far more than a text needs; it is refused, as it may be made to do harm") from error
        except pypdf.errors.DependencyError as error:
            raise Refused(_LOCKED) from error


def _pages(reader: Any) -> Iterator[Line]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_LOCKED)
    length = 0
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        if not text.strip() and _is_lost(page):
            raise Refused(f"page {number} of this PDF is broken and its text lost; save the PDF again in the program that made it")
        length += len(text)
        if number > _MOST_PAGES or length > _MOST_TEXT:
            raise Refused("this PDF is longer than any text for people; save the pages that matter in one of their own")
        for kind, paragraph in _paragraphs(text.splitlines()):
            yield Line(paragraph, kind, f"page {number}")
    if not length:
        raise Refused("there is no text in this PDF, only pictures of pages; put it through text recognition (OCR) first")


def _is_lost(page: Any) -> bool:
    """Say whether a page had a content of which the library could make nothing."""
    contents = page.get("/Contents")
    found = contents.get_object() if contents is not None else []
    streams = [part.get_object() for part in found] if isinstance(found, list) else [found]
    kept = page.get_contents()
    packed = [getattr(stream, "_data", b"") or b"" for stream in streams]  # the library gives no other way to what it could not unpack
    return sum(map(len, packed)) > _SHORTEST and not (kept is not None and kept.get_data().strip())


def _paragraphs(rows: list[str]) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each paragraph of a page."""
    width = max(map(len, rows), default=0)
    kind, text = "paragraph", ""
    for row in rows:
        bullet = _BULLET.match(row)
        if not row.strip() or bullet:
            yield kind, text
            kind, text = "list-item" if bullet else "paragraph", ""
        text = _joined(text, row[bullet.end() :] if bullet else row)
        if _STOP.search(row) and len(row) < _SHORT * width:
            yield kind, text
            kind, text = "paragraph", ""
    yield kind, text


def _joined(text: str, row: str) -> str:
    """Return a paragraph with one more line; a word that was cut at the end of a line is whole again."""
    row = row.strip()
    if row[:1].islower() and (cut := _CUT.search(text)):
        return text[: cut.start()] + row
    return f"{text} {row}" if text else row
