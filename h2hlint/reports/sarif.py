"""Format `sarif`: SARIF 2.1.0 as GitHub code scanning wants it. Columns count code points, ends are exclusive."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from h2hlint import __version__
from h2hlint.book import Texts
from h2hlint.errors import UserError
from h2hlint.findings import IN_SOURCE, Edit, Finding, Lines, Silenced
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import HOME, Row, error_path, rows, url
from h2hlint.telling import in_reader
from h2hlint.text import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_LONGEST = 1024
"""GitHub cuts descriptions of rules here."""
_FIELDS = ("{match}", "{other}", "{number}", "{suggest}", "{missing}")


def render(outcome: Outcome, style: Style) -> str:
    """Return the log as one JSON document."""
    found = list(rows(outcome, silenced=True))
    rules = {row.finding.rule: row.finding for row in reversed(found)}
    names = sorted(rules)
    run = {
        "tool": {"driver": _driver([_rule(rules[name], outcome, style) for name in names])},
        "automationDetails": {"id": "h2hlint/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which h2hlint ran."}}},
        "invocations": [_invocation(outcome.errors)],
        "results": [_result(row, names.index(row.finding.rule)) for row in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "h2hlint", "informationUri": HOME, "version": __version__, "semanticVersion": __version__, "rules": rules}


def _rule(finding: Finding, outcome: Outcome, style: Style) -> dict[str, Any]:
    """Return what a rule is about: its own words, or those of a finding where a house's rule is not at hand."""
    texts = outcome.describe(finding.rule, finding.language)
    message, why, advice = _told(texts, style.reader) if texts else (finding.message, finding.why, finding.advice)
    severity = texts.severity if texts else finding.severity
    about = " ".join(filter(None, (why, advice)))
    page = url(finding)
    return {
        "id": finding.rule,
        "shortDescription": {"text": message[:_LONGEST] or finding.rule},
        "fullDescription": {"text": why[:_LONGEST] or message[:_LONGEST] or finding.rule},
        "help": {"text": about or message or finding.rule, "markdown": _markdown(finding.rule, message, why, advice, page)},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": ["text", finding.category], "problem.severity": _PROBLEMS[severity]},
    }


def _told(texts: Texts, reader: str) -> tuple[str, str, str]:
    message, why, advice = (_general(in_reader(part, reader)) for part in (texts.message, texts.why, texts.advice))
    return message, why, advice


def _general(text: str) -> str:
    """Return a text of a rule without what only a finding fills in."""
    for field in _FIELDS:
        text = text.replace(field, "…")
    return text


def _markdown(name: str, message: str, why: str, advice: str, page: str) -> str:
    parts = [f"**{name}**: {message}", why, advice, f"[More about this rule]({page})" if page else ""]
    return "\n\n".join(filter(None, parts))


def _result(row: Row, index: int) -> dict[str, Any]:
    finding = row.finding
    region = {**_region(finding.span, row.lines), "snippet": {"text": row.lines.text(finding.span)}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(row.path), "region": region}, **_logical(row)}],
        "partialFingerprints": {"primaryLocationLineHash": row.fingerprint},
        **({"fixes": [_fix(edit, row) for edit in finding.edits]} if finding.edits else {}),
        **({"suppressions": [_suppression(row.silenced)]} if row.silenced else {}),
    }


def _logical(row: Row) -> dict[str, Any]:
    return {"logicalLocations": [{"name": row.place}]} if row.place else {}


def _message(finding: Finding) -> str:
    wordings = " · ".join(finding.suggestions)
    return " ".join(filter(None, (finding.message, finding.advice, f"→ {wordings}" if wordings else "")))


def _region(span: Span, lines: Lines) -> dict[str, int]:
    start, end = lines.position(span.start), lines.position(span.end)
    places = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return {**places, "charOffset": span.start, "charLength": span.end - span.start}


def _artifact(path: str) -> dict[str, str]:
    if "://" in path:
        return {"uri": path}
    if os.path.isabs(path):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}


def _fix(edit: Edit, row: Row) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(edit.span, row.lines), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": _artifact(row.path), "replacements": [replacement]}
    return {"description": {"text": f"→ {edit.text}"}, "artifactChanges": [change]}


def _suppression(silenced: Silenced) -> dict[str, str]:
    kind = "inSource" if silenced.kind == IN_SOURCE else "external"
    return {"kind": kind, "status": "accepted", "justification": silenced.reason or silenced.kind}


def _invocation(errors: Sequence[UserError]) -> dict[str, Any]:
    return {"executionSuccessful": not errors, "toolExecutionNotifications": [_notification(error) for error in errors]}


def _notification(error: UserError) -> dict[str, Any]:
    if not error.path:
        return {"level": "error", "message": {"text": error.message}}
    region = {"region": {"startLine": error.line, **({"startColumn": error.column} if error.column else {})}} if error.line else {}
    place = {"physicalLocation": {"artifactLocation": _artifact(error_path(error)), **region}}
    return {"level": "error", "message": {"text": error.message}, "locations": [place]}
