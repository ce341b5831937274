"""Which lines were changed: by git since a revision, or by a unified diff, so that only findings on them count."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from h2hlint.errors import UserError
from h2hlint.findings import Lines
from h2hlint.lint import Report

STDIN = "-"
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_PREFIX = re.compile("^[bciow]/")
"""What git writes before the path of the newer file, by its settings."""
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_SIGNS = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_ALL = range(1, sys.maxsize)

Changed = Mapping[str, list[range]]
"""The changed lines of each file, by its real path; a file that is not in it did not change."""


def asked(options: Mapping[str, Any]) -> Changed | None:
    """Return what changed as the options ask, None when they do not. Raises UserError."""
    if options.get("since"):
        return since(str(options["since"]))
    return from_diff(str(options["diff_file"])) if options.get("diff_file") else None


def only(report: Report, changed: Changed) -> Report:
    """Return a report with the findings that touch a changed line."""
    ranges = changed.get(os.path.realpath(report.source.path), [])
    if not ranges or not report.findings:
        return replace(report, findings=())
    lines = Lines(report.source.text)
    kept = []
    for finding in report.findings:
        first, last = lines.position(finding.span.start).line, lines.position(max(finding.span.end - 1, finding.span.start)).line
        if any(first < changes.stop and changes.start <= last for changes in ranges):
            kept.append(finding)
    return replace(report, findings=tuple(kept))


def since(revision: str) -> Changed:
    """Return what changed from where the current branch left `revision` to the files as they are, new files too."""
    root = os.path.realpath(os.fsdecode(_git("rev-parse", "--show-toplevel")).rstrip("\r\n"))
    known = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", may_fail=True).decode().strip()
    if not known:
        raise UserError(f"git knows no revision “{revision}”; name a branch, tag or commit, and in CI fetch its history")
    base = _git("merge-base", known, "HEAD", may_fail=True).decode().strip() or known
    options = ("--unified=0", "--no-relative", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")
    diff = _git("-c", "core.quotePath=false", "diff", *options, base, "--")
    changed = _parsed(diff, lambda name: os.path.join(root, name.removeprefix("b/")))
    new = _git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", root)
    return {**changed, **{os.path.join(root, os.fsdecode(name)): [_ALL] for name in new.split(b"\0") if name}}


def from_diff(path: str) -> Changed:
    """Return what a unified diff adds or changes; its paths count from here, else from the repository's root."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UserError(f"the diff cannot be read: {error.strerror}", path) from error
    roots = [os.getcwd(), os.fsdecode(_git("rev-parse", "--show-toplevel", may_fail=True)).rstrip("\r\n")]
    changed = _parsed(data, lambda name: _found(name, roots))
    if not changed and data.strip():
        raise UserError("this is no unified diff; make one with “git diff”", path)
    return changed


def _found(name: str, roots: list[str]) -> str:
    """Return the path that a diff means: with or without git's prefix, from here or from the repository's root."""
    bare = _PREFIX.sub("", name)
    meant = [os.path.join(root, one) for root in roots if root for one in (bare, name)]
    return next((path for path in meant if os.path.exists(path)), meant[0])


def _git(*arguments: str, may_fail: bool = False) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        if may_fail:
            return b""
        raise UserError("git is not installed; give the changes with --diff-file FILE") from error
    if done.returncode and not may_fail:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UserError(f"git does not say what changed: {said[-1] if said else 'it failed'}")
    return b"" if done.returncode else done.stdout


def _parsed(diff: bytes, place: Callable[[str], str]) -> dict[str, list[range]]:
    """Return the changed lines by real path; `place` says where the file is that a diff calls so."""
    changed: dict[str, list[range]] = defaultdict(list)
    path: str | None = None
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            name = _name(line[4:].rstrip(b"\r"))
            path = os.path.realpath(place(name)) if name else None
            if path:
                changed[path] += []
        elif path and (hunk := _HUNK.match(line.decode(errors="replace"))):
            old, start, new = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            changed[path] += _added(lines, start, old, new)
    return dict(changed)


def _added(lines: Iterator[bytes], number: int, old: int, new: int) -> Iterator[range]:
    """Yield the runs of lines that a hunk of `old` and `new` lines adds, and leave `lines` behind it."""
    begin = number
    while old > 0 or new > 0:
        line = next(lines, None)
        if line is None:
            break
        is_added, is_gone, is_remark = (line[:1] == sign for sign in (b"+", b"-", b"\\"))
        if not is_added and begin < number:
            yield range(begin, number)
        old -= not (is_added or is_remark)
        new -= not (is_gone or is_remark)
        number += not (is_gone or is_remark)
        begin = begin if is_added else number
    if begin < number:
        yield range(begin, number)


def _name(written: bytes) -> str | None:
    """Return the path of a `+++` line without git's quotes, None when the file is gone."""
    name = written.split(b"\t")[0]
    if name.startswith(b'"'):
        name = _ESCAPE.sub(lambda sign: _SIGNS.get(sign[1], bytes([int(sign[1], 8)]) if len(sign[1]) == 3 else sign[1]), name[1:-1])
    return None if name == b"/dev/null" else os.fsdecode(name)
