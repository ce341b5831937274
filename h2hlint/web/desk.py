"""A text as somebody writes it, read with the linter of `check`: its configs, house rules and vocabularies. Nothing is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

from h2hlint import fixing, formats, sources
from h2hlint.formats import DOCUMENTS, format_of
from h2hlint.interrupting import Interruptible, Stale
from h2hlint.lint import Linter
from h2hlint.linters import Linters
from h2hlint.reports.reading import plain_text
from h2hlint.text import Block, Source

UNTITLED = "text.txt"
_HTML = re.compile(r"\s*<(?:!doctype|[a-z][a-z0-9]*[\s>/])", re.I)
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^)\s]+\)|\*\*\S", re.M)
_NO_SOURCE = DOCUMENTS | {"email"}
"""Formats that nobody writes by hand: of these the text is taken out."""


class Desk:
    """Reads one text at a time; the newest of each window goes before the older ones of that window."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = dict(options)
        self._linters: dict[tuple[str | None, ...], Linters] = {}
        self._newest: dict[str, int] = {}
        self._lock = Lock()

    def ask(self, window: str, number: int) -> None:
        """Note that a window wants its text number so-and-so read, and no earlier one any more."""
        if len(self._newest) > 100:  # windows that are long closed
            self._newest.clear()
        self._newest[window] = max(number, self._newest.get(window, 0))

    def check(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is found in a text. Raises Stale, and UserError."""

        def is_stale() -> bool:
            return self._newest.get(asked["window"], 0) > int(asked["number"])

        with self._lock:
            if is_stale():
                raise Stale
            linter = self._linter(asked)
            linter.is_stale = is_stale
            return _found(Source(asked["name"] or UNTITLED, asked["text"], _format(asked)), linter, asked["reader"])

    def open(self, name: str, data: bytes) -> dict[str, str]:
        """Return the text of a file and the name to read it by; of mails and documents what they say. Raises UserError."""
        source = sources.from_stdin(data, name)
        if source.format not in _NO_SOURCE:
            return {"name": name, "text": source.text}
        blocks = [block for found, _ in formats.texts(source) for block in found]
        channel = "email" if formats.is_mail(source) else ""
        return {
            "name": "",
            "text": "\n\n".join(_said(block) for block in blocks if block.kind not in ("directive", "attribute")),
            "channel": channel,
        }

    def _linter(self, asked: Mapping[str, Any]) -> Interruptible:
        chosen = (asked["language"], asked["channel"], asked["reader"])
        if chosen not in self._linters:
            given = zip(("lang", "channel", "ui_lang"), chosen, strict=True)
            self._linters[chosen] = Linters({**self._options, **{name: value for name, value in given if value}}, Interruptible)
        linter = self._linters[chosen].of(asked["name"] or UNTITLED)
        assert isinstance(linter, Interruptible)  # noqa: S101  (made so above)
        return linter


def _said(block: Block) -> str:
    return f"- {block.text}" if block.kind == "list-item" else block.text


def _format(asked: Mapping[str, Any]) -> str:
    """Return the format of a text: that of its file, else what it looks like."""
    if asked["name"]:
        form = format_of(asked["name"])
        return form if form and form not in _NO_SOURCE else "text"
    if _HTML.match(asked["text"]):
        return "html"
    return "markdown" if _MARKDOWN.search(asked["text"]) else "text"


def _found(source: Source, linter: Linter, reader: str) -> dict[str, Any]:
    report = linter.lint(source)
    found = plain_text(report, linter.blocks(source), reader)
    place = _units(source.text)
    for finding, plain in zip(report.findings, found["findings"], strict=True):
        plain["start"], plain["end"] = place(finding.span.start), place(finding.span.end)
        offers: Sequence[Any] = fixing.offers(finding, source)
        plain["offers"] = [[place(edit.span.start), place(edit.span.end), edit.text] for edit in offers]
    return found


def _units(text: str) -> Callable[[int], int]:
    """Return what turns an offset in code points into one in UTF-16 units, by which browsers count."""
    far = [at for at, sign in enumerate(text) if sign > "\uffff"] if not text.isascii() else []
    return lambda offset: offset + bisect_left(far, offset)
