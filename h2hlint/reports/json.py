"""Format `json`: the contract for scripts and editors, version 1; its schema is `data/report.schema.json`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from h2hlint import __version__, score
from h2hlint.errors import UserError
from h2hlint.findings import Finding, Lines, fingerprint
from h2hlint.lint import Report
from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import plain_places, url

VERSION = 1


def render(outcome: Outcome, _style: Style) -> str:
    """Return the report as one JSON document, the same for the same input."""
    document = {
        "version": VERSION,
        "tool": {"name": "h2hlint", "version": __version__},
        "files": [_file(report) for report in outcome.reports],
        "errors": [plain_error(error) for error in outcome.errors],
        "summary": plain_summary(outcome),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def plain_summary(outcome: Outcome) -> dict[str, int]:
    """Return how many files and findings there are, the findings by severity."""
    grades = Counter(finding.severity for report in outcome.reports for finding in report.findings)
    return {"files": len(outcome.reports), "findings": grades.total(), **{name: grades[name] for name in reversed(SEVERITIES)}}


def _file(report: Report) -> dict[str, Any]:
    return {"path": report.source.path, **plain_file(report), "findings": plain_findings(report)}


def plain_file(report: Report) -> dict[str, Any]:
    """Return what is known of a file beside its findings."""
    value = score.score(report.reckoning)
    return {"language": report.language, "covered": report.covered, "channel": report.channel, "score": value}


def plain_findings(report: Report) -> list[dict[str, Any]]:
    """Return the findings of a file."""
    lines, seen = Lines(report.source.text), Counter[str]()
    return [_finding(finding, report, lines, seen) for finding in report.findings]


def _finding(finding: Finding, report: Report, lines: Lines, seen: Counter[str]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "language": finding.language,
        "message": finding.message,
        "why": finding.why,
        "advice": finding.advice,
        "suggestions": list(finding.suggestions),
        "text": report.source.text[finding.span.start : finding.span.end],
        **plain_places(finding.span, lines),
        **({"place": report.source.place(finding.span.start)} if report.source.parts else {}),
        "edits": [{**plain_places(edit.span, lines), "text": edit.text, "safe": edit.safe} for edit in finding.edits],
        "fingerprint": fingerprint(finding, report.source.text, seen),
        "url": url(finding),
        **({"key": finding.key} if finding.key else {}),
    }


def plain_error(error: UserError) -> dict[str, Any]:
    """Return a mistake with its place."""
    return {"path": error.path, "line": error.line, "column": error.column, "message": error.message}
