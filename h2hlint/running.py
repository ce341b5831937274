"""The `check` command: from its options to reports on stdout and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from h2hlint import agreement, config, limits, outputs
from h2hlint.book import Texts
from h2hlint.errors import UserError
from h2hlint.lint import Linter, Report
from h2hlint.reading import STDIN, read_all
from h2hlint.reports import Outcome
from h2hlint.settings import Settings, Suppression
from h2hlint.text import Source


def check(options: Mapping[str, Any]) -> int:
    """Lint what the options name, print the reports, return the exit code."""
    wanted = [] if options["diff"] or (options["fix"] and STDIN in options["paths"]) else outputs.asked(options)
    allowed = limits.limits(options["max_findings"])
    if options["config"]:
        config.settings(".", options)
    outcome = run(options)
    _complain_of(outcome, options)
    outputs.write(outcome, wanted, options)
    code, notes = limits.exit_code(outcome, config.fail_on(options), allowed)
    for note in notes:
        complain(UserError(note, "h2hlint"))
    return code


def run(options: Mapping[str, Any]) -> Outcome:
    """Lint every source that the options name."""
    changed = _changed(options)
    linters = Linters(options)
    reports, errors = _lint_all(linters, options)
    if _is_whole(options):
        for one in linters.unused():
            complain(UserError("this suppression silences nothing any more; take it out", *one.place))
    reports = agreement.agreed(reports)
    if options["baseline"]:
        reports = _without_known(reports, errors, options)
    if changed is not None:
        from h2hlint import changes

        reports = [changes.only(report, changed) for report in reports]
    return Outcome(reports, once([*linters.errors(), *errors]), linters.texts)


def _lint_all(linters: Linters, options: Mapping[str, Any]) -> tuple[list[Report], list[UserError]]:
    reports: list[Report] = []
    errors: list[UserError] = []
    for item in read_all(options):
        try:
            if isinstance(item, UserError):
                raise item
            source, below = item
            reports.append(_linted(source, below, linters.of(source.path), options))
        except UserError as error:
            errors.append(error)
    return reports, errors


def _complain_of(outcome: Outcome, options: Mapping[str, Any]) -> None:
    for error in outcome.errors:
        complain(error)
    for report in outcome.reports:
        if not report.covered:
            complain(UserError(f"{report.language} is a language without rules; this text was not linted", report.source.path))
    if not outcome.reports and not outcome.errors:
        here = ", ".join(options["paths"]) or "this folder"
        complain(UserError(f"there are no texts to read in {here}; name a file, or see exclude and .gitignore"))


def _changed(options: Mapping[str, Any]) -> Mapping[str, list[range]] | None:
    """Return which lines changed, where only findings on them count."""
    if not (options.get("since") or options.get("diff_file")):
        return None
    from h2hlint import changes

    return changes.asked(options)


def options(paths: Sequence[str]) -> dict[str, Any]:
    """Return the options of a plain `check` of `paths`."""
    return {"paths": tuple(paths), "baseline": False}


def _without_known(reports: list[Report], errors: list[UserError], options: Mapping[str, Any]) -> list[Report]:
    from h2hlint import baseline

    try:
        kept, left = baseline.without_known(reports)
        for note in [] if errors else baseline.dead(left, options):
            complain(note)
        return kept
    except UserError as error:
        errors.append(error)
        return reports


def _linted(source: Source, below: str, linter: Linter, options: Mapping[str, Any]) -> Report:
    """Return the report on one source, after its safe edits where that is asked for. Raises UserError."""
    if not (options.get("fix") or options.get("diff")):
        return linter.lint(source, below)
    from h2hlint import fixing

    after, report, count = fixing.fixed(source, below, linter)
    if options.get("diff"):
        sys.stdout.write(fixing.diff(source, after))
    elif source.path == (options.get("stdin_filename") or STDIN) and STDIN in options["paths"]:
        sys.stdout.write(after.text)
    elif count:
        fixing.write(after)
    return report


def _is_whole(options: Mapping[str, Any]) -> bool:
    """Say whether the run walks a folder with its config, so that what was not met in it is not needed."""
    return any(os.path.isdir(path) and os.path.isfile(os.path.join(path, config.NAME)) for path in options["paths"] or (".",))


def once(errors: Iterable[UserError]) -> list[UserError]:
    """Return errors without repeats, as when one broken config serves many files."""
    return list({str(error): error for error in errors}.values())


class Linters:
    """One linter for each set of settings that the files of a run call for."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._made: dict[Settings, Linter] = {}

    def of(self, path: str) -> Linter:
        """Return the linter for a file. Raises UserError when its config is broken."""
        settings = config.settings(path, self._options)
        if settings not in self._made:
            self._made[settings] = Linter(settings)
        return self._made[settings]

    def errors(self) -> list[UserError]:
        """Return what is wrong with the house rules of all linters."""
        return once(error for linter in self._made.values() for error in linter.errors)

    def texts(self, rule: str, language: str) -> Texts | None:
        """Return what a rule says to people about texts in a language, None when no linter knows it."""
        for linter in self._made.values():
            if found := linter.texts(rule, language):
                return found
        return None

    def unused(self) -> list[Suppression]:
        """Return the config's suppressions that silenced nothing, though files that they speak of were linted."""
        linters = self._made.values()
        met, used = (set().union(*(linter.met for linter in linters)), set().union(*(linter.used for linter in linters)))
        return sorted(met - used, key=lambda one: one.place)


def complain(error: UserError) -> None:
    """Print a mistake on stderr as `file:line:column: sentence`."""
    print(str(error), file=sys.stderr)
