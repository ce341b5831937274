"""Format `junit`: test results, for CI systems that show nothing else. A file is a suite, a finding a failed case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from h2hlint.errors import UserError
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import Row, error_path, report_rows, shown_path, xml_text


def render(outcome: Outcome, _style: Style) -> str:
    """Return the report as one XML document; a clean file is a case that passes, one that cannot be read an error."""
    failures = sum(len(report.findings) for report in outcome.reports)
    cases = sum(len(report.findings) or 1 for report in outcome.reports) + len(outcome.errors)
    head = _attributes(name="h2hlint", tests=cases, failures=failures, errors=len(outcome.errors))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{head}>", *_suites(outcome), "</testsuites>"]) + "\n"


def _suites(outcome: Outcome) -> Iterator[str]:
    told: Counter[str] = Counter()
    for report in outcome.reports:
        path = shown_path(report.source.path)
        cases = [_case(row) for row in report_rows(report, told)]
        yield from _suite(path, cases or [f"    <testcase{_attributes(name='h2hlint', classname=path)}/>"], len(cases), 0)
    for error in outcome.errors:
        yield from _suite(error_path(error) or "h2hlint", [_error(error)], 0, 1)


def _suite(path: str, cases: list[str], failures: int, errors: int) -> list[str]:
    return [f"  <testsuite{_attributes(name=path, tests=len(cases), failures=failures, errors=errors)}>", *cases, "  </testsuite>"]


def _case(row: Row) -> str:
    finding, start = row.finding, row.start
    where = row.place or f"{start.line}:{start.column}"
    told = [f"{row.path}:{where}: {finding.message}", finding.why, finding.advice, " · ".join(finding.suggestions)]
    body = escape(xml_text("\n".join(filter(None, told))))
    name = f"{finding.rule} {start.line}:{start.column}"
    failure = f"<failure{_attributes(message=finding.message, type=finding.severity)}>{body}</failure>"
    return f"    <testcase{_attributes(name=name, classname=row.path)}>{failure}</testcase>"


def _error(error: UserError) -> str:
    body = f"<error{_attributes(message=error.message, type='error')}>{escape(xml_text(str(error)))}</error>"
    return f"    <testcase{_attributes(name='h2hlint', classname=error_path(error) or 'h2hlint')}>{body}</testcase>"


def _attributes(**values: str | int) -> str:
    return "".join(f" {name}={quoteattr(xml_text(str(value)))}" for name, value in values.items())
