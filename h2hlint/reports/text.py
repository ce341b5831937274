"""Format `text`: for people at a terminal. The place, what is wrong, the words in their line, how else; at the end what to mend first.

What a rule finds again in a file stands below its first finding, a line each. Every finding begins with `path:line:column:`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from textwrap import wrap

from h2hlint.findings import Finding, Lines
from h2hlint.lint import Report
from h2hlint.reports import Outcome, Style, closing, wording
from h2hlint.reports.palette import COLOURS, RESET, paint
from h2hlint.reports.spots import clean, excerpt, place
from h2hlint.text import Source

_INDENT = "    "
_LEAST = 30
"""Where the place of a finding leaves less room, its words have a line of their own."""


def render(outcome: Outcome, style: Style) -> str:
    """Return the whole report, ending with a line break."""
    told: set[str] = set()
    blocks = [block + "\n" for report in outcome.reports for block in _report(report, outcome, style, told)]
    return "\n".join([*blocks, *closing.lines(outcome, style)]) + "\n"


def _report(report: Report, outcome: Outcome, style: Style, told: set[str]) -> Iterator[str]:
    """Yield the findings of a file, those of one rule together; `told` remembers advice, which is given once a run."""
    if not report.findings:
        return
    lines = Lines(report.source.text)
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        groups[finding.rule, finding.severity].append(finding)
    for first, *others in groups.values():
        block = [*_finding(first, report.source, lines, style), *_explained(first, outcome, style, told)]
        yield "\n".join([*block, *(_again(one, report.source, lines, style) for one in others)])


class _Head:
    """How the line of a finding begins: `path:line:column: severity:`, plain and in colour."""

    def __init__(self, finding: Finding, source: Source, lines: Lines, style: Style) -> None:
        where, grade = place(finding, source, lines, style.reader), wording.severity(finding.severity, style.reader)
        self.plain = f"{where}: {grade}:"
        self.painted = f"{paint(where, 'path', style)}: {paint(grade, finding.severity, style)}:"


def _finding(finding: Finding, source: Source, lines: Lines, style: Style) -> Iterator[str]:
    yield from _message(finding, _Head(finding, source, lines, style), style)
    before, words, after = excerpt(finding, lines, style.width - len(_INDENT) - 2)
    if style.colour:
        yield _INDENT + before + _marked(words, finding) + after
    else:
        yield _INDENT + before + words + after
        yield _INDENT + " " * len(before) + "^" * len(words)
    yield from _labelled("try", " · ".join(finding.suggestions), style)


def _message(finding: Finding, head: _Head, style: Style) -> Iterator[str]:
    """Yield what is wrong, in one line unless a terminal is to show it; place and severity are never torn apart."""
    rule = finding.rule + (f"  [{clean(finding.key)}]" if finding.key else "")
    rows = [f"{head.plain} {finding.message}"]
    if style.wrap:
        rows = _rows(finding.message, style.width, head.plain + " ", _INDENT)
    if style.wrap and len(rows[-1]) + len(rule) + 2 > style.width:
        rows.append("  ")
    first, *others = rows
    yield "\n".join([head.painted + first.removeprefix(head.plain), *others]) + "  " + paint(rule, "dim", style)


def _rows(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """Return a text in rows; addresses, paths and ids stay whole."""
    return wrap(text, width, break_long_words=False, break_on_hyphens=False, initial_indent=first, subsequent_indent=others)


def _explained(finding: Finding, outcome: Outcome, style: Style, told: set[str]) -> Iterator[str]:
    """Yield how a person would write it and, where asked for, why, and who says so."""
    if style.verbose and finding.why not in told:
        yield from _labelled("why", finding.why, style)
    if finding.advice not in told:
        yield from _labelled("advice", finding.advice, style)
    if style.verbose and finding.rule not in told:
        texts = outcome.describe(finding.rule, finding.language)
        for key in texts.sources if texts else ():
            yield from _labelled("source", _sources(style.country).get(key, ""), style)
    told.update((finding.why, finding.advice, finding.rule))


@cache
def _sources(country: str | None) -> Mapping[str, str]:
    from h2hlint import citing  # it reads YAML

    return citing.sources(country)


def _labelled(label: str, text: str, style: Style) -> Iterator[str]:
    if text:
        name = wording.word(label, style.reader)
        head = f"{_INDENT}{name}: "
        rows = _rows(text, max(style.width - len(head), _LEAST))
        yield _INDENT + paint(f"{name}:", "dim", style) + " " + rows[0]
        yield from (" " * len(head) + row for row in rows[1:])


def _again(finding: Finding, source: Source, lines: Lines, style: Style) -> str:
    """Return the line of a finding whose rule is explained above: its place, its words and what surrounds them."""
    head = _Head(finding, source, lines, style)
    tail = f" → {finding.suggestions[0]}" if finding.suggestions else ""
    rest = len(tail) + 5  # brackets, ellipses and a space
    room = style.width - len(head.plain) - rest
    is_roomy = room >= max(_LEAST, finding.span.end - finding.span.start)
    before, words, after = excerpt(finding, lines, room if is_roomy else max(style.width - len(_INDENT) - rest, _LEAST))
    shown = _marked(words, finding) if style.colour else f"[{words}]"
    return f"{head.painted}{' ' if is_roomy else chr(10) + _INDENT}{before}{shown}{after}{paint(tail, 'dim', style)}"


def _marked(words: str, finding: Finding) -> str:
    return COLOURS["mark"] + COLOURS[finding.severity] + words + RESET
