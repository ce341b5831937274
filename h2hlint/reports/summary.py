"""Format `summary`: Markdown for the page of a CI run, such as GitHub's step summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style, wording
from h2hlint.reports.rows import Row, rows, url

_SHOWN = 20
_SIGNS = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>|#"} | {"\n": " ", "\r": " "})


def render(outcome: Outcome, style: Style) -> str:
    """Return a headline, a table of categories, the gravest findings and what could not be read."""
    return "\n".join([*_head(outcome, style), *_gravest(outcome, style), *_errors(outcome)]) + "\n"


def _head(outcome: Outcome, style: Style) -> Iterator[str]:
    findings = [finding for report in outcome.reports for finding in report.findings]
    yield "## h2hlint"
    yield ""
    if not findings:
        yield wording.word("clean", style.reader) if outcome.reports else ""
        return
    grades = Counter(finding.severity for finding in findings)
    files = sum(bool(report.findings) for report in outcome.reports)
    counts = {"findings": len(findings), "files": files, "all": len(outcome.reports), **{name: grades[name] for name in SEVERITIES}}
    yield wording.found(counts, style.reader)
    yield ""
    yield "| | " + " | ".join(wording.severity(name, style.reader) for name in reversed(SEVERITIES)) + " |"
    yield "|---|" + "---:|" * len(SEVERITIES)
    table = Counter((finding.category, finding.severity) for finding in findings)
    for name, _ in Counter(finding.category for finding in findings).most_common():
        cells = " | ".join(str(table[name, grade]) for grade in reversed(SEVERITIES))
        yield f"| {wording.category(name, style.reader)} | {cells} |"


def _gravest(outcome: Outcome, style: Style) -> Iterator[str]:
    found = sorted(rows(outcome), key=lambda row: -SEVERITIES.index(row.finding.severity))
    if found:
        yield ""
    yield from (_entry(row, style) for row in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"- … +{len(found) - _SHOWN}"


def _entry(row: Row, style: Style) -> str:
    finding, page = row.finding, url(row.finding)
    rule = f"[{finding.rule}]({page})" if page else finding.rule
    where = wording.place(row.place, style.reader) or f"{row.start.line}:{row.start.column}"
    place = f"{row.path}:{where}".replace("`", "'")
    return f"- `{place}` {wording.severity(finding.severity, style.reader)}: {finding.message.translate(_SIGNS)} ({rule})"


def _errors(outcome: Outcome) -> Iterator[str]:
    if outcome.errors:
        yield ""
    yield from (f"- ⚠ {str(error).translate(_SIGNS)}" for error in outcome.errors)
