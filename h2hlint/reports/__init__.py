"""Reports: each format turns the outcome of a run into text. One line of `REPORTS` adds one; it is loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from h2hlint import formats
from h2hlint.book import Texts
from h2hlint.errors import UserError
from h2hlint.lint import Report
from h2hlint.text import Block, Source

Describe = Callable[[str, str], "Texts | None"]
"""What a rule (an id) says to people about texts in a language."""

Read = Callable[[Source], "Sequence[tuple[Sequence[Block], str | None]]"]
"""The blocks of a source, text by text."""


def _nothing(_rule: str, _language: str) -> Texts | None:
    return None


class Outcome(NamedTuple):
    """All that a run found: reports in the order of the files, and what could not be read."""

    reports: Sequence[Report]
    errors: Sequence[UserError]
    describe: Describe = _nothing
    read: Read = formats.texts


class Style(NamedTuple):
    """How to print: the reader's language, whether in colour, how many columns wide, and for `text` with lines `wrap`ped for
    a terminal and with reasons and sources (`verbose`), those of one `country` or, for None, of all."""

    reader: str = "en"
    colour: bool = False
    width: int = 100
    wrap: bool = False
    verbose: bool = False
    country: str | None = None


Render = Callable[[Outcome, Style], str]


def _from(module: str, name: str = "render") -> Render:
    """Return a function that loads its report only once it is called."""

    def render(outcome: Outcome, style: Style) -> str:
        from importlib import import_module

        made: str = getattr(import_module(f"{__name__}.{module}"), name)(outcome, style)
        return made

    return render


REPORTS: dict[str, Render] = {
    "text": _from("text"),
    "json": _from("json"),
    "jsonl": _from("jsonl"),
    "sarif": _from("sarif"),
    "github": _from("github"),
    "gitlab": _from("gitlab"),
    "rdjson": _from("rdjson"),
    "rdjsonl": _from("rdjson", "render_lines"),
    "checkstyle": _from("checkstyle"),
    "junit": _from("junit"),
    "vale-json": _from("vale"),
    "summary": _from("summary"),
    "statistics": _from("statistics"),
    "badge": _from("badge"),
    "html": _from("html"),
}
"""Name of `--format` to the function that renders it."""
