"""The `check` command: from its options to reports on stdout and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from h2hlint import agreement, config, jobs, outputs
from h2hlint.errors import UserError
from h2hlint.formats import DOCUMENTS
from h2hlint.lint import Report
from h2hlint.linters import Linters, unrepeated
from h2hlint.names import SEVERITIES
from h2hlint.reading import STDIN, read_all
from h2hlint.reports import Outcome
from h2hlint.text import Source

if TYPE_CHECKING:
    from h2hlint.limits import Limit


def check(options: Mapping[str, Any]) -> int:
    """Lint what the options name, print the reports, return the exit code."""
    wanted = [] if options["diff"] or (options["fix"] and STDIN in options["paths"]) else outputs.asked(options)
    return told(run, wanted, options)


def told(make: Callable[[Mapping[str, Any]], Outcome], wanted: list[tuple[str, str]], options: Mapping[str, Any]) -> int:
    """Print the reports on what a run makes of its options, and return the exit code."""
    allowed = _allowed(options)
    if options["config"]:
        config.settings(".", options)
    outcome = make(options)
    complain_of(outcome, options)
    outputs.write(outcome, wanted, options)
    is_over = _is_over(outcome, config.fail_on(options), allowed)
    low = is_below(outcome, options.get("min_score"))
    return 2 if outcome.errors else int(is_over or low)


def _allowed(options: Mapping[str, Any]) -> Sequence[Limit]:
    if not options["max_findings"]:
        return ()
    from h2hlint import limits

    return limits.limits(options["max_findings"])


def _is_over(outcome: Outcome, fail_on: str, allowed: Sequence[Limit]) -> bool:
    """Say whether the findings make a run fail; of limits that do not fit, say so."""
    grave = SEVERITIES[SEVERITIES.index(fail_on) :] if fail_on != "never" else ()
    found = [finding for report in outcome.reports for finding in report.findings if finding.severity in grave]
    if not allowed:
        return bool(found)
    from h2hlint import limits

    is_over, notes = limits.weigh(found, allowed)
    for note in notes if grave else ():
        complain(UserError(note, "h2hlint"))
    return is_over


def is_below(outcome: Outcome, least: float | None) -> bool:
    """Say whether a text has a lower score than asked for, and which on stderr."""
    if least is None:
        return False
    from h2hlint import gates

    low = gates.below(outcome, least)
    for one in low:
        complain(one)
    return bool(low)


def run(options: Mapping[str, Any]) -> Outcome:
    """Lint every source that the options name."""
    changed = _changed(options)
    linters = Linters(options)
    reports, errors = _all(linters, options)
    if _is_whole(options):
        for one in linters.unused():
            complain(UserError("this suppression silences nothing any more; take it out", *one.place))
    reports = agreement.agreed(reports)
    if options["baseline"]:
        reports = _without_known(reports, errors, options)
    if changed is not None:
        from h2hlint import changes

        reports = [changes.only(report, changed) for report in reports]
    return Outcome(reports, failures([*linters.errors(), *errors]), linters.texts, linters.read)


def failures(errors: Iterable[UserError]) -> list[UserError]:
    """Return the mistakes for which a run fails, each once; say the others, what engines fell short of, on stderr."""
    said = unrepeated(errors)
    for note in said:
        if not note.fails:
            complain(note)
    return [error for error in said if error.fails]


def complain_of(outcome: Outcome, options: Mapping[str, Any]) -> None:
    """Say on stderr what could not be read, and which texts were not linted."""
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
    if options.get("fix") or options.get("diff"):
        raise UserError("--fix and --diff look at whole files; leave out --since and --diff-file")
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


def _all(linters: Linters, options: Mapping[str, Any]) -> tuple[list[Report], list[UserError]]:
    """Return the reports on all that is read, and what could not be."""
    if options.get("fix") or options.get("diff"):
        outcomes = [_mended(item, linters, options) for item in read_all(options)]
    else:
        outcomes = jobs.lint(read_all(options), linters, options)
    return [one for one in outcomes if isinstance(one, Report)], [one for one in outcomes if isinstance(one, UserError)]


def _mended(item: tuple[Source, str] | UserError, linters: Linters, options: Mapping[str, Any]) -> Report | UserError:
    """Put a source's safe edits in, or show them, and return the report on what is left."""
    from h2hlint import fixing

    try:
        if isinstance(item, UserError):
            raise item
        source, below = item
        if source.format in DOCUMENTS:
            return _document(source, below, linters, options)
        if "://" in source.path:
            raise UserError("h2hlint reads pages of the web but cannot change them; mend the file that the page is made of", source.path)
        after, report, count, notes = fixing.fixed(source, below, linters.of(source.path))
        if options.get("diff"):
            sys.stdout.write(fixing.diff(source, after))
        elif source.path == (options.get("stdin_filename") or STDIN) and STDIN in options["paths"]:
            sys.stdout.write(after.text)
        elif count:
            fixing.write(after)
        for note in notes:
            complain(note)
    except UserError as error:
        return error
    return report


def _document(source: Source, below: str, linters: Linters, options: Mapping[str, Any]) -> Report:
    """Return the report on a document that a walk met; one that is named cannot be mended."""
    mistake = UserError("h2hlint reads documents but does not write them; change this one in the program that made it", source.path)
    if source.path in options["paths"]:
        raise mistake
    report = linters.of(source.path).lint(source, below)
    if any(edit.safe for finding in report.findings for edit in finding.edits):
        complain(mistake)
    return report


def _is_whole(options: Mapping[str, Any]) -> bool:
    """Say whether the run walks a folder with its config, so that what was not met in it is not needed."""
    return any(os.path.isdir(path) and os.path.isfile(os.path.join(path, config.NAME)) for path in options["paths"] or (".",))


def complain(error: UserError) -> None:
    """Print a mistake on stderr as `file:line:column: sentence`."""
    print(str(error), file=sys.stderr)
