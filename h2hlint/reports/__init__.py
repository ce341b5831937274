"""Reports: each format turns the outcome of a run into text. One line here adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from h2hlint.errors import UserError
from h2hlint.lint import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a run found: reports in the order of the files, and what could not be read."""

    reports: Sequence[Report]
    errors: Sequence[UserError]


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: the reader's language, whether in colour, how many columns wide."""

    reader: str = "en"
    colour: bool = False
    width: int = 100


Render = Callable[[Outcome, Style], str]


def _text(outcome: Outcome, style: Style) -> str:
    from h2hlint.reports import text

    return text.render(outcome, style)


def _json(outcome: Outcome, style: Style) -> str:
    from h2hlint.reports import json

    return json.render(outcome, style)


REPORTS: dict[str, Render] = {"text": _text, "json": _json}
"""Name of `--format` to the function that renders it."""
