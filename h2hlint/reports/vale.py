"""Format `vale-json`: what editor plugins made for Vale read. Columns count from 1, the last one is the match's own."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import Row, first_line, rows, url

_SEVERITIES = {"error": "error", "warning": "warning", "note": "suggestion"}


def render(outcome: Outcome, _style: Style) -> str:
    """Return the alerts of each file that has some, by its path as given."""
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(outcome):
        files[row.finding.path].append(_alert(row))
    return json.dumps(files, ensure_ascii=False, indent=2) + "\n"


def _alert(row: Row) -> dict[str, Any]:
    finding = row.finding
    start, end = first_line(row.lines, finding)
    category, _, name = finding.rule.partition("/")
    return {
        "Action": {"Name": "replace" if finding.suggestions else "", "Params": list(finding.suggestions)},
        "Span": [start.column, max(end.column - 1, start.column)],
        "Check": f"{category}.{name}",
        "Description": finding.why,
        "Link": url(finding),
        "Message": finding.message,
        "Severity": _SEVERITIES[finding.severity],
        "Match": finding.words,
        "Line": start.line,
    }
