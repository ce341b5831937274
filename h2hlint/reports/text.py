"""Format `text`: for people at a terminal. The place, the line with its words marked, what is wrong, why, and how else."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from h2hlint.findings import Finding, Lines
from h2hlint.lint import Report
from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style, wording
from h2hlint.text import Source

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m", "path": "\x1b[1m", "dim": "\x1b[2m", "mark": "\x1b[1;4m"}
_RESET = "\x1b[0m"
_INDENT = "    "


def render(outcome: Outcome, style: Style) -> str:
    """Return the whole report, ending with a line break."""
    blocks = [block for report in outcome.reports for block in _report(report, style)]
    return "\n".join([*blocks, *_summary(outcome, style)]) + "\n"


def _report(report: Report, style: Style) -> Iterator[str]:
    if not report.findings:
        return
    lines = Lines(report.source.text)
    explained: set[str] = set()
    for finding in report.findings:
        yield "\n".join(_finding(finding, report.source, lines, style, explain=finding.rule not in explained)) + "\n"
        explained.add(finding.rule)


def _finding(finding: Finding, source: Source, lines: Lines, style: Style, *, explain: bool) -> Iterator[str]:
    place = _paint(_place(finding, source, lines, style), "path", style)
    key = f"  [{_clean(finding.key)}]" if finding.key else ""
    grade = _paint(wording.severity(finding.severity, style.reader), finding.severity, style)
    yield f"{place}: {grade}: {finding.message}  {_paint(finding.rule + key, 'dim', style)}"
    yield from _marked(finding, lines, style)
    if explain:
        yield from _wrapped(wording.word("why", style.reader), finding.why, style)
        yield from _wrapped(wording.word("advice", style.reader), finding.advice, style)
    if finding.suggestions:
        yield from _wrapped(wording.word("try", style.reader), " · ".join(finding.suggestions), style)


def _place(finding: Finding, source: Source, lines: Lines, style: Style) -> str:
    """Return where a finding stands: line and column of a text, page or paragraph of a document."""
    if place := source.place(finding.span.start):
        return f"{finding.path}:{wording.place(place, style.reader)}"
    start = lines.position(finding.span.start)
    return f"{finding.path}:{start.line}:{start.column}"


@lru_cache(maxsize=4096)  # most findings of a rule have the same reason and advice
def _wrapped(label: str, text: str, style: Style) -> tuple[str, ...]:
    if not text:
        return ()
    head = f"{_INDENT}{label}: "
    rows = textwrap.wrap(text, max(style.width - len(head), 30), break_long_words=False, break_on_hyphens=False)
    return (_INDENT + _paint(f"{label}:", "dim", style) + " " + rows[0], *(" " * len(head) + row for row in rows[1:]))


def _marked(finding: Finding, lines: Lines, style: Style) -> Iterator[str]:
    """Yield the line of the finding, cut to the width around it, its words marked."""
    start = lines.position(finding.span.start)
    whole = lines.line(start.line)
    line = whole.lstrip()
    begin = max(start.column - 1 - (len(whole) - len(line)), 0)
    end = min(begin + max(finding.span.end - finding.span.start, 1), len(line))
    low, high = _window(begin, end, len(line), style.width - len(_INDENT) - 2)
    before = ("…" if low else "") + _clean(line[low:begin])
    middle, after = _clean(line[begin : min(end, high)]), _clean(line[end:high]) + ("…" if high < len(line) else "")
    if style.colour:
        yield _INDENT + before + _COLOURS["mark"] + _COLOURS[finding.severity] + middle + _RESET + after
    else:
        yield _INDENT + before + middle + after
        yield _INDENT + " " * len(before) + "^" * len(middle)


def _window(begin: int, end: int, length: int, width: int) -> tuple[int, int]:
    """Return which stretch of a line to show so that `begin` to `end` stand in it."""
    if length <= width:
        return 0, length
    spare = max(width - (end - begin), 0)
    low = max(min(begin - spare // 2, length - width), 0)
    return low, min(low + width, length)


def _clean(text: str) -> str:
    """Replace signs that would move the cursor or change the terminal."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def _summary(outcome: Outcome, style: Style) -> Iterator[str]:
    findings = [finding for report in outcome.reports for finding in report.findings]
    if not findings:
        if outcome.reports:
            yield wording.word("clean", style.reader)
        return
    grades = Counter(finding.severity for finding in findings)
    files = sum(bool(report.findings) for report in outcome.reports)
    counts = {"findings": len(findings), "files": files, "all": len(outcome.reports), **{name: grades[name] for name in SEVERITIES}}
    yield _paint(wording.found(counts, style.reader), "path", style)
    categories = Counter(finding.category for finding in findings)
    names = {name: wording.category(name, style.reader) for name in categories}
    width = max(map(len, names.values()))
    for name, count in sorted(categories.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {names[name]:<{width}}  {count:>4}"


def _paint(text: str, colour: str, style: Style) -> str:
    return f"{_COLOURS[colour]}{text}{_RESET}" if style.colour else text
