"""Where the reports of a run go: `--format`, `--output FORMAT=FILE`, and how the terminal wants them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from h2hlint import config
from h2hlint.errors import UserError
from h2hlint.reports import REPORTS, Outcome, Style

STDOUT = "-"
_FOR_PEOPLE = ("text", "statistics")


def asked(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (format, file) pairs: those of --output, and --format to stdout, text where neither is given. Raises UserError."""
    pairs = [_output(entry) for entry in options["output"]]
    form = options["form"] or ("" if pairs else "text")
    if form and (form, STDOUT) not in pairs:
        pairs.insert(0, (form, STDOUT))
    for form, _ in pairs:
        if form not in REPORTS:
            raise UserError(f"there is no report format “{form}”; it may be {', '.join(REPORTS)}")
    return pairs


def write(outcome: Outcome, outputs: list[tuple[str, str]], options: Mapping[str, Any]) -> None:
    """Print and write the reports that were asked for. Raises UserError for the first that cannot be written, once the others are."""
    made, wrong = style(options), list[UserError]()
    for form, target in outputs:
        if not (options["quiet"] and form in _FOR_PEOPLE and target == STDOUT):
            try:
                put(REPORTS[form](outcome, made), target)
            except UserError as error:
                wrong.append(error)
    if wrong:
        raise wrong[0]


def _output(entry: str) -> tuple[str, str]:
    form, sign, target = entry.partition("=")
    if not sign or not target:
        raise UserError(f"“{entry}” is no output; write FORMAT=FILE, such as json=report.json")
    return form, target


def put(text: str, target: str) -> None:
    """Print a text, or write it to a file. Raises UserError."""
    if target == STDOUT:
        sys.stdout.write(text)
        return
    # GitHub's page of a step may hold what an earlier command of that step wrote
    mode = "a" if target == os.environ.get("GITHUB_STEP_SUMMARY") else "w"
    try:
        with Path(target).open(mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"the report cannot be written: {error.strerror}", target) from error


def style(options: Mapping[str, Any]) -> Style:
    """Return how the terminal, or what stands in for it, wants reports."""
    colour = options["color"]
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns, verbose = _columns(), bool(options.get("verbose"))
    country = config.country(options) if verbose else None
    return Style(config.reader(options), colour, columns or 100, columns is not None, verbose, country)


def _columns() -> int | None:
    """Return how many columns to print: as $COLUMNS says, else those of the terminal, between 60 and 120; None in a pipe."""
    asked = os.environ.get("COLUMNS", "")
    try:
        columns = int(asked) if asked.isdecimal() else os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return None
    return min(max(columns, 60), 120)
