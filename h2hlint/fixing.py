"""`--fix` and `--diff`: puts in the wordings that are marked safe, and nothing else in the file changes by a byte."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from h2hlint import sources
from h2hlint.errors import UserError
from h2hlint.findings import Edit, Finding
from h2hlint.lint import Linter, Report
from h2hlint.text import Source

_PASSES = 10
"""A wording put in may bring a new finding that has a safe wording in turn; it ends for sure."""
_PLAIN = re.compile(r"[\w ,.;:()’–-]*")
"""What stands for itself in every format that is read: no quotation mark, no sign of markup."""


def fixed(source: Source, below: str, linter: Linter) -> tuple[Source, Report, int]:
    """Return the source with its safe edits applied, the report on what is left, and how many were applied."""
    count = 0
    report = linter.lint(source, below)
    for _ in range(_PASSES):
        edits = _apart(edit for finding in report.findings for edit in finding.edits if _is_sure(edit, finding, source))
        if not edits:
            break
        count += len(edits)
        source = replace(source, text=applied(source.text, edits))
        report = linter.lint(source, below)
    return source, report, count


def offers(finding: Finding, source: Source) -> list[Edit]:
    """Return the changes among which a writer may choose: the finding's edits, then its suggestions where they can stand as they are."""
    made = [edit for edit in finding.edits if not finding.in_place or _is_literal(edit, finding, source)]
    if finding.in_place and not source.parts:
        made += [edit for text in finding.suggestions if _is_literal(edit := Edit(finding.span, text), finding, source)]
    return list({(edit.span, edit.text): edit for edit in reversed(made)}.values())[::-1]


def _is_sure(edit: Edit, finding: Finding, source: Source) -> bool:
    """Say whether an edit may go in without a look: it is marked so, and can stand as it is."""
    return edit.safe and _is_literal(edit, finding, source)


def _is_literal(edit: Edit, finding: Finding, source: Source) -> bool:
    """Say whether neither what goes nor what comes is escaped."""
    written = source.text[edit.span.start : edit.span.end]
    if written != finding.words or not _PLAIN.fullmatch(edit.text):
        return False
    return source.format != "email" or edit.text.isascii()


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits that do not touch each other, from the front."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end)):
        if not kept or kept[-1].span.end <= edit.span.start:
            kept.append(edit)
    return kept


def applied(text: str, edits: list[Edit]) -> str:
    """Return a text with edits put in that do not touch each other, from the front."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def write(source: Source) -> None:
    """Write a source back in its own encoding, all of it or nothing. Raises UserError."""
    data = sources.encode(source.text, source.encoding, bom=source.bom)
    path = Path(os.path.realpath(source.path))
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as scratch:
            scratch.write(data)
        Path(scratch.name).chmod(path.stat().st_mode & 0o7777)
        Path(scratch.name).replace(path)
    except OSError as error:
        raise UserError(f"the mended text cannot be written: {error.strerror}", source.path) from error


def diff(before: Source, after: Source) -> str:
    """Return the change as a unified diff, empty when there is none."""
    old, new = (text.splitlines(keepends=True) for text in (before.text, after.text))
    lines = difflib.unified_diff(old, new, f"a/{before.path}", f"b/{before.path}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
