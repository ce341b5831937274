"""The `score` command: how much each text sounds like people, as a table or JSON, and what became of it since a saved run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from h2hlint import __version__, outputs, running, score
from h2hlint.errors import UserError
from h2hlint.lint import Report
from h2hlint.reports import REPORTS, Outcome, Style, palette, wording
from h2hlint.reports.rows import shown_path
from h2hlint.score import Reckoning

VERSION = 1
_BAR = 10
_EIGHTHS = " ▏▎▍▌▋▊▉"
_SAME = 0.05
"""Scores have one decimal; what differs by less is the same."""


class Row(NamedTuple):
    """A line of the table: a text, a language or all; `before` is the score of the saved run, if that has one."""

    name: str
    value: float | None
    words: int
    findings: int
    before: float | None = None
    note: str = ""


def score_all(options: Mapping[str, Any]) -> int:
    """Print the scores of what the options name, write what they ask for, return the exit code."""
    saved = _saved(options["against"]) if options["against"] else None
    outcome = running.run({**options, "baseline": False})
    running.complain_of(outcome, options)
    style = outputs.style(options)
    if options["badge"]:
        outputs.put(REPORTS["badge"](outcome, style), options["badge"])
    if options["save"]:
        outputs.put(_json(outcome, None), options["save"])
    sys.stdout.write(_json(outcome, saved) if options["form"] == "json" else _table(outcome, saved, style))
    is_below = running.is_below(outcome, options["min_score"])
    return 2 if outcome.errors else int(is_below)


# --- a saved run -------------------------------------------------------------------------------


def _saved(path: str) -> dict[str, float | None]:
    """Return the scores of a saved run by path, all texts together under no name."""
    try:
        held = json.loads(Path(path).read_text(encoding="utf-8"))
        scores = {str(one["path"]): one["score"] for one in held["files"]}
        version, scores[""] = held["version"], held["total"]["score"]
    except OSError as error:
        raise UserError(f"the saved scores cannot be read: {error.strerror}", path) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UserError("these are no saved scores; make them with “h2hlint score --save FILE”", path) from error
    if version != VERSION or not all(one is None or isinstance(one, int | float) for one in scores.values()):
        raise UserError("these scores are of another version; make new ones with “h2hlint score --save FILE”", path)
    return scores


# --- JSON --------------------------------------------------------------------------------------


def _json(outcome: Outcome, saved: Mapping[str, float | None] | None) -> str:
    document = {
        "version": VERSION,
        "tool": {"name": "h2hlint", "version": __version__},
        "files": [_file(report, saved) for report in outcome.reports],
        "languages": {language: _sum(reports) for language, reports in _languages(outcome.reports)},
        "total": {**_sum(outcome.reports), **_before("", saved)},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _file(report: Report, saved: Mapping[str, float | None] | None) -> dict[str, Any]:
    path = shown_path(report.source.path)
    about = {"path": path, "language": report.language, "covered": report.covered}
    return {**about, **_plain(report.reckoning), **_before(path, saved)}


def _plain(reckoning: Reckoning) -> dict[str, Any]:
    parts = [{**part._asdict(), "points": round(part.points, 1)} for part in score.parts(reckoning)]
    return {"score": score.score(reckoning), "words": reckoning.words, "weight": score.weight_of(reckoning), "parts": parts}


def _sum(reports: Sequence[Report]) -> dict[str, Any]:
    words = sum(report.reckoning.words for report in reports)
    return {"score": score.mean(report.reckoning for report in reports), "words": words, "texts": len(reports)}


def _before(path: str, saved: Mapping[str, float | None] | None) -> dict[str, float | None]:
    return {} if saved is None else {"before": saved.get(path)}


def _languages(reports: Sequence[Report]) -> Iterator[tuple[str, list[Report]]]:
    """Yield the languages with their texts."""
    for language in sorted({report.language for report in reports if report.language and report.covered}):
        yield language, [report for report in reports if report.language == language]


# --- the table ---------------------------------------------------------------------------------


def _table(outcome: Outcome, saved: Mapping[str, float | None] | None, style: Style) -> str:
    """Return the texts, the lowest score first, then languages and all, where there are several."""
    known, is_compared = saved or {}, saved is not None
    if not outcome.reports:
        return ""
    files = (_row(report, known, style) for report in outcome.reports)
    rows = sorted(files, key=lambda row: (row.value is None, row.value or 0.0, row.name))
    sums = list(_sums(outcome.reports, known, style))
    lines = [_head(style, is_compared=is_compared), *(_line(row, style, is_compared=is_compared) for row in rows)]
    lines += ["", *(_line(row, style, is_compared=is_compared) for row in sums)] if sums else []
    return "\n".join(line.rstrip() for line in [*lines, *_gone(rows, known, style)]) + "\n"


def _sums(reports: Sequence[Report], known: Mapping[str, float | None], style: Style) -> Iterator[Row]:
    """Yield a line for each language, when there are several, and one for all texts, when there are several."""
    languages = list(_languages(reports))
    for language, texts in languages if len(languages) > 1 else ():
        yield _summed(language, texts)
    if len(reports) > 1:
        yield _summed(wording.word("all", style.reader), reports, known.get(""))


def _summed(name: str, reports: Sequence[Report], before: float | None = None) -> Row:
    reckonings = [report.reckoning for report in reports]
    words, findings = sum(one.words for one in reckonings), sum(one.findings for one in reckonings)
    return Row(name, score.mean(reckonings), words, findings, before)


def _row(report: Report, known: Mapping[str, float | None], style: Style) -> Row:
    path, reckoning = shown_path(report.source.path), report.reckoning
    note = "" if report.covered else f"({wording.word('uncovered', style.reader).format(report.language)})"
    return Row(path, score.score(reckoning), reckoning.words, reckoning.findings, known.get(path), note)


def _head(style: Style, *, is_compared: bool) -> str:
    words = {key: wording.word(key, style.reader) for key in ("score", "trend", "words", "places", "one-text")}
    trend = f"  {words['trend']:>7}" if is_compared else ""
    return palette.paint(f"{words['score']:<17}{trend}  {words['words']:>7}  {words['places']:>7}  {words['one-text']}", "dim", style)


def _line(row: Row, style: Style, *, is_compared: bool) -> str:
    trend = f"  {_trend(row, style):>7}" if is_compared else ""
    value = "    –" if row.value is None else f"{wording.number(row.value, style.reader):>5}"
    bar = palette.paint(f"{_bar(row.value):<{_BAR}}", _colour(row.value), style)
    name = "".join(sign if sign.isprintable() else " " for sign in row.name)
    return f"{value}  {bar}{trend}  {row.words:>7}  {row.findings:>7}  {name} {row.note}"


def _bar(value: float | None) -> str:
    """Return a bar of ten cells, drawn to an eighth of a cell; something stands there even for a score of nearly nothing."""
    eighths = 0 if value is None else max(int(value / score.BEST * _BAR * 8), 1)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _colour(value: float | None) -> str:
    if value is None or value >= 90:
        return "note"
    return "warning" if value >= 50 else "error"


def _trend(row: Row, style: Style) -> str:
    if row.value is None or row.before is None:
        return "" if row.value is None else "+"
    change = row.value - row.before
    if abs(change) < _SAME:
        return "="
    return f"{'▲' if change > 0 else '▼'} {wording.number(abs(change), style.reader)}"


def _gone(rows: Sequence[Row], known: Mapping[str, float | None], style: Style) -> Iterator[str]:
    """Yield how many texts of the saved run are not in this one."""
    gone = len(known.keys() - {"", *(row.name for row in rows)})
    if gone:
        yield ""
        yield palette.paint(wording.word("gone", style.reader).format(gone), "dim", style)
