"""A text as it reads, with its findings in place: plain data that the front end of the HTML report and of `serve` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    for start, end in zip(borders, borders[1:], strict=False):
        here = [number for span, number in spots if span.start <= start and end <= span.end]
        yield [text[start:end], *here] if here else text[start:end]


def _spots(findings: Sequence[Finding], blocks: Sequence[Block]) -> tuple[list[list[Spot]], list[int]]:
    """Return which findings stand where in each block, and the numbers of those that stand in none."""
    extents = [_extent(block) for block in blocks]
    spots: list[list[Spot]] = [[] for _ in blocks]
    loose: list[int] = []
    for number, finding in enumerate(findings):
        near = [at for at, extent in enumerate(extents) if extent.start < finding.span.end and finding.span.start < extent.end]
        places = [(at, span) for at in near if (span := within(blocks[at], finding.span))]
        best = max(places, key=lambda place: _likeness(blocks[place[0]].text, place[1], finding), default=None)
        if best is None or blocks[best[0]].kind == "directive":
            loose.append(number)
        else:
            spots[best[0]].append((best[1], number))
    return spots, loose


def _extent(block: Block) -> Span:
    return Span(min(piece.source.start for piece in block.pieces), max(piece.source.end for piece in block.pieces))


def _likeness(text: str, span: Span, finding: Finding) -> tuple[bool, int]:
    """Return what tells the block of a finding from one whose source lies within it, as a `title=` does amid a sentence."""
    return text[span.start : span.end] == finding.words, span.end - span.start


def within(block: Block, span: Span) -> Span | None:
    """Return the range of a block's text that stands for a span of the source, None when nothing of it does."""
    found = [_overlap(piece.block, piece.source, span) for piece in block.pieces if piece.source.start < span.end and span.start < piece.source.end]
    return Span(found[0].start, max(one.end for one in found)) if found else None


def _overlap(block: Span, source: Span, span: Span) -> Span:
    if block.end - block.start != source.end - source.start:
        return block
    shift = block.start - source.start
    return Span(max(span.start, source.start) + shift, min(span.end, source.end) + shift)
