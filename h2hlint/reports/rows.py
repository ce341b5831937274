"""What the machine-read reports share: findings one by one with their places, paths, fingerprints and the rule's page."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from h2hlint import __version__, places
from h2hlint.errors import UserError
from h2hlint.findings import Finding, Lines, Position, Silenced, fingerprint
from h2hlint.lint import Report
from h2hlint.reports import Outcome
from h2hlint.settings import BANNED
from h2hlint.text import Span

HOME = "https://github.com/h2hlint/h2hlint"
_RULE_PAGES = f"{HOME}/blob/v{__version__}/docs/rules/"
_LINE_ENDS = {sign: f"\\u{sign:04x}" for sign in (0x85, 0x2028, 0x2029)}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Row(NamedTuple):
    """One finding with its place; `fingerprint` differs from that of every other row of a run."""

    path: str
    finding: Finding
    lines: Lines
    fingerprint: str
    silenced: Silenced | None = None
    place: str = ""
    """Where a document has the finding, such as `page 3`; empty for a text."""

    @property
    def start(self) -> Position:
        """Where the finding begins."""
        return self.lines.position(self.finding.span.start)

    @property
    def end(self) -> Position:
        """Where the finding ends: the place behind its last character."""
        return self.lines.position(self.finding.span.end)


def rows(outcome: Outcome, *, silenced: bool = False) -> Iterator[Row]:
    """Yield the findings of a run in report order; those that do not count follow the others of their file."""
    told: Counter[str] = Counter()
    for report in outcome.reports:
        yield from report_rows(report, told, silenced=silenced)


def report_rows(report: Report, told: Counter[str], *, silenced: bool = False) -> Iterator[Row]:
    """Yield the findings of one file; `told` counts fingerprints over the run, so that equals in two files differ."""
    seen: Counter[str] = Counter()
    path, lines = shown_path(report.source.path), Lines(report.source.text)
    quiet = [(one.finding, one) for one in report.silenced] if silenced else []
    for finding, why in [*((one, None) for one in report.findings), *quiet]:
        mark = fingerprint(finding, report.source.text, seen)
        told[mark] += 1
        yield Row(path, finding, lines, f"{mark}:{told[mark]}", why, report.source.place(finding.span.start))


def shown_path(path: str) -> str:
    """Return a path as reports for other programs give it: relative where it lies below the current folder, with slashes."""
    if "://" in path:
        return path
    root = os.path.join(os.getcwd(), "")
    for absolute in (os.path.abspath(path), os.path.realpath(path)):
        if absolute.startswith(root):
            return absolute.removeprefix(root).replace(os.sep, "/")
    return path.replace(os.sep, "/")


def url(finding: Finding) -> str:
    """Return the page about a rule, empty for a rule of a house."""
    return f"{_RULE_PAGES}{finding.rule}.md" if _has_page(finding) else ""


def error_path(error: UserError) -> str:
    """Return the path that a mistake speaks of, for reports."""
    return shown_path(error.path) if error.path else ""


def plain_places(span: Span, lines: Lines) -> dict[str, dict[str, int]]:
    """Return where a span starts and ends as the JSON report says it."""
    return {"start": lines.position(span.start)._asdict(), "end": lines.position(span.end)._asdict()}


def json_line(entry: Mapping[str, Any]) -> str:
    """Return an object as one line of JSON, also for readers that take other signs than LF for the end of a line."""
    return json.dumps(entry, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def xml_text(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def first_line(lines: Lines, finding: Finding) -> tuple[Position, Position]:
    """Return the part of a finding on its first line, for readers that know no other."""
    start = lines.position(finding.span.start)
    last = min(finding.span.end, start.offset + len(lines.line(start.line)) - start.column + 1)
    return start, lines.position(max(last, start.offset))


@cache
def _shipped() -> frozenset[str]:
    """Return the categories of h2hlint's own book; a house's rules have no page."""
    return frozenset(path.stem for path in places.meaning_files())


def _has_page(finding: Finding) -> bool:
    """Say whether a rule is h2hlint's own; a house's rules may share the category of the banned words."""
    return finding.category in _shipped() and (finding.category != BANNED.partition("/")[0] or finding.rule == BANNED)
