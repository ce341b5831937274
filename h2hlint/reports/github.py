"""Format `github`: workflow commands, which GitHub Actions shows beside the lines that they speak of."""

from __future__ import annotations

from collections.abc import Mapping

from h2hlint.errors import UserError
from h2hlint.names import SEVERITIES
from h2hlint.reports import Outcome, Style
from h2hlint.reports.rows import Row, error_path, rows

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_TEXT = {ord(sign): f"%{ord(sign):02X}" for sign in "%\r\n"}
_IN_PROPERTY = _IN_TEXT | {ord(sign): f"%{ord(sign):02X}" for sign in ":,"}


def render(outcome: Outcome, _style: Style) -> str:
    """Return a command per line, the gravest first, as GitHub shows only the first ten of a kind."""
    found = sorted(rows(outcome), key=lambda row: -SEVERITIES.index(row.finding.severity))
    return "".join(line + "\n" for line in [*map(_error, outcome.errors), *map(_finding, found)])


def _finding(row: Row) -> str:
    finding, start, end = row.finding, row.start, row.end
    # columns are for one line: over several GitHub ignores or refuses them
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    place: dict[str, str | int] = {"file": row.path, "line": start.line, "endLine": end.line, **columns}
    hint = f" {finding.advice}" if finding.advice else ""
    return _command(_COMMANDS[finding.severity], {**place, "title": finding.rule}, finding.message + hint)


def _error(error: UserError) -> str:
    place = {"file": error_path(error), "line": error.line, "col": error.column, "title": "h2hlint"}
    return _command("error", {name: value for name, value in place.items() if value}, error.message)


def _command(name: str, properties: Mapping[str, str | int], text: str) -> str:
    told = ",".join(f"{key}={_escaped(str(value), _IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {told}::{_escaped(text, _IN_TEXT)}"


def _escaped(text: str, signs: Mapping[int, str]) -> str:
    return text.translate(signs)
