"""Format `checkstyle`: the XML that Jenkins, reviewdog and many others read. Every file has an entry, clean ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from h2hlint.errors import UserError
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import Row, error_path, report_rows, shown_path, xml_text

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(outcome: Outcome, _style: Style) -> str:
    """Return the report as one XML document."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="10.0">', *_files(outcome), "</checkstyle>"]) + "\n"


def _files(outcome: Outcome) -> Iterator[str]:
    told: Counter[str] = Counter()
    for report in outcome.reports:
        yield from _file(shown_path(report.source.path), [_finding(row) for row in report_rows(report, told)])
    for error in outcome.errors:
        yield from _file(error_path(error), [_error(error)])


def _file(path: str, errors: list[str]) -> list[str]:
    return [f"  <file{_attributes(name=path)}>", *errors, "  </file>"]


def _finding(row: Row) -> str:
    finding, start = row.finding, row.start
    grade = _SEVERITIES[finding.severity]
    return f"    <error{_attributes(line=start.line, column=start.column, severity=grade, message=finding.message, source=finding.rule)}/>"


def _error(error: UserError) -> str:
    place = _attributes(line=error.line or 1, column=error.column or 1, severity="error", message=error.message, source="h2hlint/error")
    return f"    <error{place}/>"


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(xml_text(str(value)))}" for name, value in values.items())
