"""What the terminal shows of a finding's place: where it stands, and its words amid their line."""

from __future__ import annotations

from h2hlint.findings import Finding, Lines
from h2hlint.reports import wording
from h2hlint.text import Source


def place(finding: Finding, source: Source, lines: Lines, reader: str) -> str:
    """Return where a finding stands: path, line and column of a text, path and page or paragraph of a document."""
    if where := source.place(finding.span.start):
        return f"{finding.path}:{wording.place(where, reader)}"
    start = lines.position(finding.span.start)
    return f"{finding.path}:{start.line}:{start.column}"


def excerpt(finding: Finding, lines: Lines, width: int) -> tuple[str, str, str]:
    """Return the line of a finding, cut to the width around it: what is before its words, they, and what is behind."""
    start = lines.position(finding.span.start)
    whole = lines.line(start.line).rstrip()
    line = whole.lstrip()
    begin = max(start.column - 1 - (len(whole) - len(line)), 0)
    end = min(begin + max(finding.span.end - finding.span.start, 1), len(line))
    low, high = _window(begin, end, len(line), width)
    before, after = ("…" if low else "") + clean(line[low:begin]), clean(line[end:high]) + ("…" if high < len(line) else "")
    return before, clean(line[begin : min(end, high)]), after


def _window(begin: int, end: int, length: int, width: int) -> tuple[int, int]:
    """Return which stretch of a line to show so that `begin` to `end` stand in it."""
    if length <= width:
        return 0, length
    spare = max(width - (end - begin), 0)
    low = max(min(begin - spare // 2, length - width), 0)
    return low, min(low + width, length)


def clean(text: str) -> str:
    """Replace signs that would move the cursor or change the terminal."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
