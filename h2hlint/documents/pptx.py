"""PowerPoint presentations: every text frame, table and group of each slide, and the speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from xml.parsers.expat import ExpatError

from h2hlint.documents import Line, archives


def errors() -> tuple[type[Exception], ...]:
    """Return what the library raises for a broken file."""
    return ExpatError, import_module("pptx.exc").PythonPptxError


def lines(data: bytes) -> Iterator[Line]:
    """Yield the paragraphs. Raises what libraries raise for a broken file."""
    pptx: Any = import_module("pptx")
    archives.check(data)
    presentation = pptx.Presentation(io.BytesIO(data))
    for number, slide in enumerate(presentation.slides, 1):
        title = slide.shapes.title
        for shape in slide.shapes:
            is_title = title is not None and shape.shape_id == title.shape_id
            yield from _shape(shape, "heading" if is_title else "", f"slide {number}")
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield from _frame(slide.notes_slide.notes_text_frame, "paragraph", f"slide {number}, notes")


def _shape(shape: Any, kind: str, place: str) -> Iterator[Line]:
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _shape(inner, "", place)
    elif shape.has_text_frame:
        yield from _frame(shape.text_frame, kind or ("list-item" if shape.is_placeholder else "paragraph"), place)
    elif getattr(shape, "has_table", False):
        for row in shape.table.rows:
            for cell in row.cells:
                yield from _frame(cell.text_frame, "table-cell", place)


def _frame(frame: Any, kind: str, place: str) -> Iterator[Line]:
    yield from (Line(paragraph.text, kind, place) for paragraph in frame.paragraphs)
