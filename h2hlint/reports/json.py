"""Format `json`: the contract for scripts and editors, version 1; its schema is `data/report.schema.json`."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

from h2hlint import __version__, places
from h2hlint.errors import UserError
from h2hlint.findings import Finding, Lines, fingerprint
from h2hlint.lint import Report
from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style
from h2hlint.settings import BANNED
from h2hlint.text import Span

VERSION = 1
_RULE_PAGES = f"https://github.com/h2hlint/h2hlint/blob/v{__version__}/docs/rules/"


def render(outcome: Outcome, _style: Style) -> str:
    """Return the report as one JSON document, the same for the same input."""
    grades = Counter(finding.severity for report in outcome.reports for finding in report.findings)
    document = {
        "version": VERSION,
        "tool": {"name": "h2hlint", "version": __version__},
        "files": [_file(report) for report in outcome.reports],
        "errors": [_error(error) for error in outcome.errors],
        "summary": {"files": len(outcome.reports), "findings": grades.total(), **{name: grades[name] for name in reversed(SEVERITIES)}},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _file(report: Report) -> dict[str, Any]:
    lines = Lines(report.source.text)
    seen: Counter[str] = Counter()
    return {
        "path": report.source.path,
        "language": report.language,
        "covered": report.covered,
        "channel": report.channel,
        "score": None,
        "findings": [_finding(finding, report, lines, seen) for finding in report.findings],
    }


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
        **_places(finding.span, lines),
        "edits": [{**_places(edit.span, lines), "text": edit.text, "safe": edit.safe} for edit in finding.edits],
        "fingerprint": fingerprint(finding, report.source.text, seen),
        "url": f"{_RULE_PAGES}{finding.rule}.md" if _has_page(finding) else "",
        **({"key": finding.key} if finding.key else {}),
    }


@cache
def _shipped() -> frozenset[str]:
    """Return the categories of h2hlint's own book; a house's rules have no page."""
    return frozenset(path.stem for path in places.meaning_files())


def _has_page(finding: Finding) -> bool:
    """Say whether a rule is h2hlint's own; a house's rules may share the category of the banned words."""
    return finding.category in _shipped() and (finding.category != BANNED.partition("/")[0] or finding.rule == BANNED)


def _places(span: Span, lines: Lines) -> dict[str, Any]:
    return {"start": lines.position(span.start)._asdict(), "end": lines.position(span.end)._asdict()}


def _error(error: UserError) -> dict[str, Any]:
    return {"path": error.path, "line": error.line, "column": error.column, "message": error.message}
