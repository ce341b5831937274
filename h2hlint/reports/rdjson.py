"""Formats `rdjson` and `rdjsonl`: what reviewdog reads. Columns count bytes of UTF-8 from 1, ends are exclusive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from h2hlint.errors import UserError
from h2hlint.findings import Lines
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import HOME, Row, error_path, json_line, rows, url
from h2hlint.text import Span

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
_SOURCE = {"name": "h2hlint", "url": HOME}


def render(outcome: Outcome, _style: Style) -> str:
    """Return one DiagnosticResult."""
    document = {"source": _SOURCE, "diagnostics": list(_diagnostics(outcome))}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_lines(outcome: Outcome, _style: Style) -> str:
    """Return a Diagnostic per line."""
    return "".join(json_line({**entry, "source": _SOURCE}) for entry in _diagnostics(outcome))


def _diagnostics(outcome: Outcome) -> Iterator[dict[str, Any]]:
    yield from map(_finding, rows(outcome))
    yield from map(_error, outcome.errors)


def _finding(row: Row) -> dict[str, Any]:
    finding = row.finding
    page = {"url": url(finding)} if url(finding) else {}
    edits = [{"range": _range(edit.span, row.lines), "text": edit.text} for edit in finding.edits]
    return {
        "message": finding.message,
        "location": {"path": row.path, "range": _range(finding.span, row.lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **page},
        **({"suggestions": edits} if edits else {}),
    }


def _range(span: Span, lines: Lines) -> dict[str, dict[str, int]]:
    return {
        name: {"line": lines.position(offset).line, "column": lines.byte_column(offset)}
        for name, offset in zip(("start", "end"), span, strict=True)
    }


def _error(error: UserError) -> dict[str, Any]:
    start = {"start": {"line": error.line}} if error.line else None
    return {
        "message": error.message,
        "location": {"path": error_path(error), **({"range": start} if start else {})},
        "severity": "ERROR",
        "code": {"value": "h2hlint/error"},
    }
