"""Format `jsonl`: the JSON report line by line, for readers of streams: `type` is file, finding, error or summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from h2hlint.reports import Outcome, Style
from h2hlint.reports.json import plain_error, plain_file, plain_findings, plain_summary
from h2hlint.reports.rows import json_line


def render(outcome: Outcome, _style: Style) -> str:
    """Return a line for every file, followed by its findings, then the errors and the summary."""
    return "".join(map(json_line, _entries(outcome)))


def _entries(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for report in outcome.reports:
        path = {"path": report.source.path}
        yield {"type": "file", **path, **plain_file(report), "findings": len(report.findings)}
        yield from ({"type": "finding", **path, **finding} for finding in plain_findings(report))
    yield from ({"type": "error", **plain_error(error)} for error in outcome.errors)
    yield {"type": "summary", **plain_summary(outcome)}
