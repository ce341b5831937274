"""Findings that a house keeps for later: known by rule, words and sentence, so that only new ones count.

The file holds hashes and how often each was found, no text.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from h2hlint.errors import UserError
from h2hlint.findings import IN_BASELINE, Silenced, fingerprint
from h2hlint.lint import Report

NAME = ".h2hlint-baseline.json"
VERSION = 1


def create(options: Mapping[str, Any]) -> tuple[str, int, int]:
    """Keep all findings of a run for later; return the file's path, how many there were, and how many of an older one it drops.

    Raises UserError.
    """
    known = _found(options)
    path = os.path.join(_home(options), NAME)
    before = Counter[str]()
    with suppress(UserError):  # one that is missing or broken keeps nothing
        before = _load(path)
    _save(path, known)
    return os.path.relpath(path), known.total(), (before - known).total()


def prune(options: Mapping[str, Any]) -> tuple[str, int, int]:
    """Take out of the nearest baseline what its folder does not hold any more; return its path, how many went and stay."""
    start = (options["paths"] or (".",))[0]
    path = _nearest(os.path.abspath(start if os.path.isdir(start) else os.path.dirname(start)))
    if path is None:
        raise UserError(f"there is no {NAME} here or above; make one with “h2hlint baseline create”", start)
    known = _load(path)
    left = known & _found({**options, "paths": (os.path.relpath(os.path.dirname(path)),)}, must_read=True)
    if left != known:
        _save(path, left)
    return os.path.relpath(path), known.total() - left.total(), left.total()


def _found(options: Mapping[str, Any], *, must_read: bool = False) -> Counter[str]:
    from h2hlint import running

    outcome = running.run({**options, "baseline": False})
    for error in outcome.errors:
        running.complain(error)
    if outcome.errors and must_read:
        raise UserError("not all texts could be read, so it is not known what is gone; nothing was taken out")
    return Counter(mark for report in outcome.reports for mark in _marks(report))


def _save(path: str, known: Counter[str]) -> None:
    text = json.dumps({"version": VERSION, "findings": dict(sorted(known.items()))}, indent=1) + "\n"
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"the baseline cannot be written: {error.strerror}", path) from error


def without_known(reports: Iterable[Report]) -> tuple[list[Report], dict[str, Counter[str]]]:
    """Return the reports without the findings that the nearest baseline of each file holds, and what is left of each baseline.

    Raises UserError for a broken baseline.
    """
    left: dict[str, Counter[str]] = {}
    found = []
    for report in reports:
        path = _nearest(os.path.dirname(os.path.abspath(report.source.path)))
        if path is None:
            found.append(report)
            continue
        if path not in left:
            left[path] = _load(path)
        found.append(_without(report, left[path]))
    return found, left


def dead(left: Mapping[str, Counter[str]], options: Mapping[str, Any]) -> list[UserError]:
    """Return what to say of baselines that keep findings which a run over their whole folder did not meet."""
    if any(options.get(name) for name in ("select", "ignore", "no_default_rules", "channel")):
        return []
    folders = [os.path.join(os.path.realpath(path), "") for path in options["paths"] or (".",) if os.path.isdir(path)]
    found = []
    for path, rest in left.items():
        count = (+rest).total()
        if count and any(os.path.realpath(path).startswith(folder) for folder in folders):
            found.append(UserError(f"findings kept that are gone: {count}; “h2hlint baseline prune” takes them out", os.path.relpath(path)))
    return found


def _without(report: Report, known: Counter[str]) -> Report:
    kept, quiet = [], list(report.silenced)
    for finding, mark in zip(report.findings, _marks(report), strict=True):
        if known[mark] > 0:
            known[mark] -= 1
            quiet.append(Silenced(finding, IN_BASELINE))
        else:
            kept.append(finding)
    return replace(report, findings=tuple(kept), silenced=tuple(quiet))


def _marks(report: Report) -> list[str]:
    seen: Counter[str] = Counter()
    return [fingerprint(finding, report.source.text, seen) for finding in report.findings]


def _home(options: Mapping[str, Any]) -> str:
    """Return the folder of the nearest config, else the current one."""
    from h2hlint import config

    start = (options["paths"] or (".",))[0]
    return config.home(start, options) or "."


@lru_cache(maxsize=1024)
def _nearest(folder: str) -> str | None:
    candidate = os.path.join(folder, NAME)
    if os.path.isfile(candidate):
        return candidate
    parent = os.path.dirname(folder)
    return None if parent == folder else _nearest(parent)


def _load(path: str) -> Counter[str]:
    try:
        held = json.loads(Path(path).read_text(encoding="utf-8"))
        found = Counter({str(mark): int(count) for mark, count in held["findings"].items()})
    except OSError as error:
        raise UserError(f"the baseline cannot be read: {error.strerror}", os.path.relpath(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("this is no baseline of h2hlint; make a new one with “h2hlint baseline create”", os.path.relpath(path)) from error
    if held.get("version") != VERSION:
        raise UserError("this baseline is of another version; make a new one with “h2hlint baseline create”", os.path.relpath(path))
    return found
