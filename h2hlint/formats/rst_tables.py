"""Cells of the two kinds of tables of reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from h2hlint.text import Span

GRID = re.compile(r"\+(?:[-=]+\+)+[ \t]*\Z")
SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*\Z")
_RULE = re.compile(r"[ \t]*[-=][-= \t]*\Z")
_BORDER = re.compile(r"[ \t]*[+|](?:[-=]+[+|])+[ \t]*\Z")
_BAR = re.compile(r"\|(?=\s|\Z)|(?<=\s)\|")
_COLUMN = re.compile(r"=+")
_GAP = re.compile(r"[ \t]{2,}")

Cell = list[Span]


def grid_cells(text: str, rows: list[Span]) -> Iterator[Cell]:
    """Return the cells of a grid table, each as the parts of its lines."""
    made: list[Cell] = []
    for start, end in rows:
        if GRID.match(text, start + _indent(text, start, end), end) or _BORDER.match(text, start, end):
            yield from made
            made = []
            continue
        bars = [found.start() for found in _BAR.finditer(text, start, end)]
        for number, (left, right) in enumerate(pairwise(bars)):
            _put(made, number, Span(left + 1, right), text)
    yield from made


def simple_cells(text: str, rows: list[Span]) -> Iterator[Cell]:
    """Return the cells of a simple table; a line whose first column is blank goes on with the row."""
    columns = [Span(found.start() - rows[0].start, found.end() - rows[0].start) for found in _COLUMN.finditer(text, *rows[0])]
    made: list[Cell] = []
    for start, end in rows:
        if _RULE.match(text, start, end):
            yield from made
            made = []
            continue
        parts = _parts(text, start, end, columns)
        if parts[0].start < parts[0].end:
            yield from made
            made = []
        for number, part in enumerate(parts):
            _put(made, number, part, text)
    yield from made


def _parts(text: str, start: int, end: int, columns: list[Span]) -> list[Span]:
    """Return the columns of a line: by the gaps between them where there are as many, else by their places."""
    first = start + _indent(text, start, end)
    if first < start + columns[0].start + 2:
        gaps = [Span(*found.span()) for found in _GAP.finditer(text, first, end)]
        if len(gaps) == len(columns) - 1:
            starts = [first, *(gap.end for gap in gaps)]
            return [Span(*pair) for pair in zip(starts, [*(gap.start for gap in gaps), end], strict=True)]
    made = []
    for number, column in enumerate(columns):
        right = start + columns[number + 1].start if number + 1 < len(columns) else end
        left, right = min(start + column.start, end), min(right, end)
        part = text[left:right]
        made.append(Span(left + len(part) - len(part.lstrip()), left + len(part.rstrip())) if part.strip() else Span(left, left))
    return made


def _put(made: list[Cell], number: int, part: Span, text: str) -> None:
    while len(made) <= number:
        made.append([])
    if text[part.start : part.end].strip():
        made[number].append(part)


def _indent(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip())
