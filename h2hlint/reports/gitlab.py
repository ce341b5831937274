"""Format `gitlab`: a code quality report, which GitLab shows in merge requests. It drops entries of equal fingerprint."""

from __future__ import annotations

import json
from typing import Any

from h2hlint.errors import UserError
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import Row, error_path, rows

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(outcome: Outcome, _style: Style) -> str:
    """Return the report as a JSON list; what could not be read blocks."""
    entries = [*map(_finding, rows(outcome)), *(_error(error, number) for number, error in enumerate(outcome.errors))]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _finding(row: Row) -> dict[str, Any]:
    lines = {"begin": row.start.line, "end": row.end.line}
    grade = _SEVERITIES[row.finding.severity]
    return _entry(row.finding.message, row.finding.rule, row.fingerprint, grade, {"path": row.path, "lines": lines})


def _error(error: UserError, number: int) -> dict[str, Any]:
    path = error_path(error) or "."
    place = {"path": path, "lines": {"begin": error.line or 1}}
    return _entry(error.message, "h2hlint/error", f"error:{path}:{number}", "blocker", place)


def _entry(description: str, name: str, fingerprint: str, severity: str, location: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "issue",
        "description": description,
        "check_name": name,
        "categories": ["Style"],
        "fingerprint": fingerprint,
        "severity": severity,
        "location": location,
    }
