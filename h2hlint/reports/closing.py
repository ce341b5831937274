"""How the text report ends: what was found by number and kind, the score, and what to mend first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from textwrap import wrap

from h2hlint import score
from h2hlint.findings import Finding, Lines
from h2hlint.lint import Report
from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style, wording
from h2hlint.reports.palette import paint
from h2hlint.reports.spots import place

_FIRST = 3
"""So many rules are named to begin with; more would be another list."""
_FEW = 3
"""Of fewer findings none needs to be named first."""


def lines(outcome: Outcome, style: Style) -> Iterator[str]:
    """Yield the last lines of the report."""
    findings = [finding for report in outcome.reports for finding in report.findings]
    if not findings:
        if outcome.reports:
            yield wording.word("clean", style.reader)
        return
    for row in wrap(_counts(outcome.reports, findings, style), style.width if style.wrap else 1000, subsequent_indent="  "):
        yield paint(row, "path", style)
    yield from _categories(findings, style)
    yield from _score(outcome.reports, style)
    if len(findings) >= _FEW:
        yield ""
        yield paint(wording.word("first", style.reader), "path", style)
        yield from _first(outcome.reports, style)


def _counts(reports: Sequence[Report], findings: Sequence[Finding], style: Style) -> str:
    grades = Counter(finding.severity for finding in findings)
    files = sum(bool(report.findings) for report in reports)
    counts = {"findings": len(findings), "files": files, "all": len(reports), **{name: grades[name] for name in SEVERITIES}}
    return wording.found(counts, style.reader)


def _categories(findings: Sequence[Finding], style: Style) -> Iterator[str]:
    categories = Counter(finding.category for finding in findings)
    names = {name: wording.category(name, style.reader) for name in categories}
    width = max(map(len, names.values()))
    for name, count in sorted(categories.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {names[name]:<{width}}  {count:>4}"


def _score(reports: Sequence[Report], style: Style) -> Iterator[str]:
    """Yield the score of the text, or of all and of the lowest."""
    scored = [(value, report.source.path) for report in reports if (value := score.score(report.reckoning)) is not None]
    if scored:
        lowest = min(scored)
        mean = score.mean(report.reckoning for report in reports)
        kind = "score-of-one" if len(scored) == 1 else "score-of-all"
        yield wording.word(kind, style.reader).format(
            score=wording.number(mean or 0.0, style.reader), lowest=wording.number(lowest[0], style.reader), path=lowest[1]
        )


def _first(reports: Sequence[Report], style: Style) -> Iterator[str]:
    """Yield the rules whose findings are the gravest and most, each with its first place."""
    groups: dict[str, list[tuple[Finding, Report]]] = defaultdict(list)
    for report in reports:
        for finding in report.findings:
            groups[finding.rule].append((finding, report))
    ranked = sorted(groups.items(), key=lambda group: (*_rank([finding for finding, _ in group[1]]), group[0]))
    for number, (rule, group) in enumerate(ranked[:_FIRST], 1):
        finding, report = max(group, key=lambda one: SEVERITIES.index(one[0].severity))
        where = place(finding, report.source, Lines(report.source.text), style.reader)
        times = f"{len(group)} × " if len(group) > 1 else ""
        rows = wrap(f"{times}{rule}: {finding.message}", style.width - 5, break_long_words=False, break_on_hyphens=False)
        yield f"  {number}. {paint(where, 'path', style)}"
        yield from ("     " + row for row in rows)


def _rank(findings: Sequence[Finding]) -> tuple[int, float]:
    """Return what sorts the gravest findings first, and among equals those that weigh most together."""
    gravest = max(SEVERITIES.index(finding.severity) for finding in findings)
    return -gravest, -sum(score.WEIGHTS[finding.severity] for finding in findings)
