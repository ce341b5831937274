"""Format `statistics`: how often each rule fired, in how many files, and how many of its findings --fix would mend."""

from __future__ import annotations

from collections import Counter

from h2hlint.reports import Outcome, Style, wording


def render(outcome: Outcome, style: Style) -> str:
    """Return a line per rule, the commonest first; nothing found is one line too."""
    found = [finding for report in outcome.reports for finding in report.findings]
    if not found:
        return wording.word("clean", style.reader) + "\n" if outcome.reports else ""
    counts = Counter((one.rule, one.severity) for one in found)
    files = Counter({(one.rule, one.severity, one.path) for one in found})
    per_rule = Counter((rule, severity) for rule, severity, _ in files)
    safe = Counter((one.rule, one.severity) for one in found if any(edit.safe for edit in one.edits))
    rows = [
        (str(count), str(per_rule[key]), f"{safe[key]}*" if safe[key] else "", wording.severity(key[1], style.reader), key[0])
        for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        f"{row[0]:>{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:<{widths[3]}}  {row[4]}".rstrip() for row in rows
    ]
    return "\n".join(lines) + "\n"
