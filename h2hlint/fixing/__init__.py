"""`--fix` and `--diff`: puts in the wordings that are marked safe, and nothing else in the file changes by a byte."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from h2hlint import formats, sources
from h2hlint.errors import UserError
from h2hlint.findings import Edit, Finding
from h2hlint.fixing.proving import Outcome, Refusal, Wanted, applied, proved
from h2hlint.lint import Linter, Report
from h2hlint.text import Source, line_and_column

_PASSES = 10
"""A wording put in may bring a new finding that has a safe wording in turn; it ends for sure."""
_LONGEST_SHOWN = 60
_PLAIN = re.compile(r"[\w ,.;:()’–-]*")
"""What stands for itself in every format that is read: no quotation mark, no sign of markup."""


class Fixed(NamedTuple):
    """A source with its safe edits in it, the report on what is left, how many went in, and what of them could not and why."""

    source: Source
    report: Report
    made: int
    notes: list[UserError]


def fixed(source: Source, below: str, linter: Linter) -> Fixed:
    """Return the source with its safe edits made."""
    count = 0
    report = linter.lint(source, below)
    outcome = _outcome(source, report, linter)
    for _ in range(_PASSES):
        text = applied(source.text, outcome.changes)
        if not outcome.changes or text is None:
            break
        count += outcome.made
        source = replace(source, text=text)
        report = linter.lint(source, below)
        outcome = _outcome(source, report, linter)
    return Fixed(source, report, count, [_note(source, refusal) for refusal in outcome.refused])


def offers(finding: Finding, source: Source) -> list[Edit]:
    """Return the changes among which a writer may choose: the finding's edits, then its suggestions where they can stand as they are."""
    made = [edit for edit in finding.edits if not finding.in_place or _is_literal(edit, finding, source)]
    if finding.in_place and not source.parts:
        made += [edit for text in finding.suggestions if _is_literal(edit := Edit(finding.span, text), finding, source)]
    return list({(edit.span, edit.text): edit for edit in reversed(made)}.values())[::-1]


def _is_literal(edit: Edit, finding: Finding, source: Source) -> bool:
    """Say whether neither what goes nor what comes is escaped."""
    written = source.text[edit.span.start : edit.span.end]
    if written != finding.words or not _PLAIN.fullmatch(edit.text):
        return False
    return source.format != "email" or edit.text.isascii()


def _outcome(source: Source, report: Report, linter: Linter) -> Outcome:
    """Return how the safe edits of a report can be written."""
    wanted = _apart(Wanted(edit, finding.words) for finding in report.findings for edit in finding.edits if edit.safe)
    if not wanted:
        return Outcome([], 0, [])
    if source.format == "email":
        from h2hlint.fixing.mails import proved_in_mails

        return proved_in_mails(source, wanted)
    return proved(source, wanted, lambda one: [block for blocks, _ in formats.texts(one, linter.settings.wishes) for block in blocks])


def _note(source: Source, refusal: Refusal) -> UserError:
    """Return what to tell of an edit that did not go in."""
    edit, words = refusal.wanted
    line, column = line_and_column(source.text, edit.span.start)
    wording = " ".join(edit.text.split())[:_LONGEST_SHOWN]
    return UserError(f"“{words[:_LONGEST_SHOWN]}” stays, {refusal.reason}; write “{wording}” by hand", source.path, line, column)


def _apart(wanted: Iterable[Wanted]) -> list[Wanted]:
    """Return edits that do not touch each other, from the front."""
    kept: list[Wanted] = []
    for one in sorted(wanted, key=lambda one: (one.edit.span.start, one.edit.span.end)):
        if not kept or kept[-1].edit.span.end <= one.edit.span.start:
            kept.append(one)
    return kept


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
