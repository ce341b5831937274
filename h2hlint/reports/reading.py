"""A text as it reads, with its findings in place: plain data that the front end of the HTML report and of `serve` shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from h2hlint import score
from h2hlint.findings import Finding, Lines
from h2hlint.lint import Report
from h2hlint.reports import wording
from h2hlint.reports.rows import shown_path, url
from h2hlint.text import Block, Span

Spot = tuple[Span, int]
"""A range of a block's text, and the number of the finding that stands there."""


def plain_text(report: Report, blocks: Sequence[Block], reader: str) -> dict[str, Any]:
    """Return a text, its score and its findings; a finding is known by its place in the list."""
    spots, loose = _spots(report.findings, blocks)
    return {
        "path": shown_path(report.source.path),
        **_about(report),
        "blocks": [_block(block, spots[number], report.language) for number, block in enumerate(blocks) if block.kind != "directive"],
        "findings": list(_findings(report, reader)),
        "loose": loose,
    }


def _about(report: Report) -> dict[str, Any]:
    reckoning = report.reckoning
    parts = [[part.category, part.severity, part.number, round(part.points, 1)] for part in score.parts(reckoning)]
    about = {"language": report.language, "covered": report.covered, "channel": report.channel}
    return {**about, "score": score.score(reckoning), "words": reckoning.words, "parts": parts}


def _findings(report: Report, reader: str) -> Iterator[dict[str, Any]]:
    lines = Lines(report.source.text)
    for one in report.findings:
        start = lines.position(one.span.start)
        yield {
            "rule": one.rule,
            "category": one.category,
            "severity": one.severity,
            "language": one.language,
            "message": one.message,
            "why": one.why,
            "advice": one.advice,
            "suggestions": list(one.suggestions),
            "words": one.words,
            "line": start.line,
            "place": wording.place(report.source.place(one.span.start), reader),
            "url": url(one),
        }


def _block(block: Block, spots: Sequence[Spot], language: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": block.kind, "runs": list(runs(block.text, spots))}
    if block.language and block.language != language:
        made["language"] = block.language
    return {**made, "key": block.key} if block.key else made


def runs(text: str, spots: Sequence[Spot]) -> Iterator[str | list[Any]]:
    """Yield a text cut where findings begin and end: a stretch without any as it is, else with the numbers of its findings."""
    borders = sorted({0, len(text), *(border for span, _ in spots for border in span)})
    for start, end in pairwise(borders):
        here = [number for span, number in spots if span.start <= start and end <= span.end]
        yield [text[start:end], *here] if here else text[start:end]


class _Map:
    """Knows which blocks have which part of the source; parts may lie within each other, as those of an attribute do."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        parts = sorted((*piece.source, number) for number, block in enumerate(blocks) for piece in block.pieces)
        self._starts = [start for start, _, _ in parts]
        self._owners = [number for _, _, number in parts]
        self._ends = [end for _, end, _ in parts]
        self._reach = list(accumulate(self._ends, max))

    def near(self, span: Span) -> list[int]:
        """Return the numbers of the blocks that have some of a span, in order."""
        found, at = set[int](), bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._ends[at] > span.start:
                found.add(self._owners[at])
            at -= 1
        return sorted(found)


def _spots(findings: Sequence[Finding], blocks: Sequence[Block]) -> tuple[list[list[Spot]], list[int]]:
    """Return which findings stand where in each block, and the numbers of those that stand in none."""
    source_map = _Map(blocks)
    spots: list[list[Spot]] = [[] for _ in blocks]
    loose: list[int] = []
    for number, finding in enumerate(findings):
        places = [(at, span) for at in source_map.near(finding.span) if (span := within(blocks[at], finding.span))]
        best = max(places, key=lambda place: _likeness(blocks[place[0]].text, place[1], finding), default=None)
        if best is None or blocks[best[0]].kind == "directive":
            loose.append(number)
        else:
            spots[best[0]].append((_narrowed(blocks[best[0]].text, best[1], finding.words), number))
    return spots, loose


def _likeness(text: str, span: Span, finding: Finding) -> tuple[bool, int]:
    """Return what tells the block of a finding from one whose source lies within it, as a `title=` does amid a sentence."""
    return text[span.start : span.end] == finding.words, span.end - span.start


def _narrowed(text: str, span: Span, words: str) -> Span:
    """Return where the words stand in a range that is wider than they, as one is of which the source has an escape for several signs."""
    if text.count(words, span.start, span.end) != 1:
        return span
    start = text.index(words, span.start, span.end)
    return Span(start, start + len(words))


def within(block: Block, span: Span) -> Span | None:
    """Return the range of a block's text that stands for a span of the source, None when nothing of it does."""
    found = [
        _overlap(piece.block, piece.source, span)
        for piece in block.pieces
        if piece.source.start < span.end and span.start < piece.source.end
    ]
    return Span(found[0].start, max(one.end for one in found)) if found else None


def _overlap(block: Span, source: Span, span: Span) -> Span:
    if block.end - block.start != source.end - source.start:
        return block
    shift = block.start - source.start
    return Span(max(span.start, source.start) + shift, min(span.end, source.end) + shift)
