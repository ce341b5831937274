"""The `texts` command: lints tables of texts, each text by itself, in memory that does not grow with the table."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from h2hlint import config, jobs, tables
from h2hlint.errors import UserError
from h2hlint.language.choice import is_tag, primary
from h2hlint.lint import Linter
from h2hlint.names import CHANNELS, SEVERITIES
from h2hlint.reports.json import plain_findings
from h2hlint.running import complain
from h2hlint.settings import Settings
from h2hlint.tables import STD, Columns, Entry, Row
from h2hlint.text import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

_BATCH = 100
_AHEAD = 3
"""So many batches per process wait to be linted; more would only fill memory."""


class _Done(NamedTuple):
    """What a batch of texts brought."""

    entries: list[Entry]
    errors: list[UserError]
    rule_errors: list[UserError]
    counts: Counter[str]


def lint(options: Mapping[str, Any]) -> int:
    """Lint the tables that the options name, write the findings, return the exit code."""
    columns = Columns(options["text_column"], options["id_column"], options["lang_column"], options["channel_column"])
    target = options["output"]
    forms = {path: tables.form_of(path, options["input_format"], tables.READERS, "reads") for path in options["tables"]}
    form = tables.form_of(target, None, tables.WRITERS, "writes")
    if any(path != STD and os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target) for path in forms):
        raise UserError("the findings would be written over the texts; name another file with --output", target)
    counts, told = Counter[str](), set[str]()
    with tables.writer(target, form) as write:
        for done in _all(forms, columns, options):
            write(done.entries)
            counts += done.counts
            fresh = [error for error in done.rule_errors if str(error) not in told]
            told.update(map(str, fresh))
            for error in [*fresh, *done.errors]:
                complain(error)
            counts["errors"] += sum(error.fails for error in (*fresh, *done.errors))
    _say(counts, options)
    return _exit_code(counts, config.fail_on(options))


def _exit_code(counts: Mapping[str, int], fail_on: str) -> int:
    if counts.get("errors"):
        return 2
    return int(fail_on != "never" and any(counts.get(name, 0) for name in SEVERITIES[SEVERITIES.index(fail_on) :]))


def _say(counts: Mapping[str, int], options: Mapping[str, Any]) -> None:
    if options["quiet"]:
        return
    found = sum(counts.get(name, 0) for name in SEVERITIES)
    grades = ", ".join(f"{name} {counts.get(name, 0)}" for name in reversed(SEVERITIES))
    complain(
        UserError(
            f"texts {counts.get('texts', 0)}, findings {found} ({grades}), in a language without rules {counts.get('bare', 0)}", "h2hlint"
        )
    )


# --- batches -----------------------------------------------------------------------------------


def _all(forms: Mapping[str, str], columns: Columns, options: Mapping[str, Any]) -> Iterator[_Done]:
    for path, form in forms.items():
        yield from _linted(path, tables.rows(path, form, columns), options)


def _linted(path: str, rows: Iterator[Row | UserError], options: Mapping[str, Any]) -> Iterator[_Done]:
    batches = iter(lambda: list(islice(rows, _BATCH)), [])
    count = options["jobs"] or jobs.cores()
    if count < 2:
        bench = _Bench(path, options)
        yield from (bench.lint(batch) for batch in batches)
    else:
        yield from _shared_out(path, batches, options, count)


def _shared_out(path: str, batches: Iterable[list[Row | UserError]], options: Mapping[str, Any], count: int) -> Iterator[_Done]:
    """Lint batches in several processes, in order, a few ahead of what is written."""
    settings, lacking = config.settings(path, options), list[UserError]()
    if settings.grammar:
        from h2hlint.grammar import sharing

        options = sharing.shared(options, [(settings, lacking)])
        yield _Done([], [], lacking, Counter())
    with jobs.pool(count, _begin, path, dict(options)) as helpers:
        waiting: deque[Future[_Done]] = deque()
        for batch in batches:
            waiting.append(helpers.submit(_help, batch))
            if len(waiting) >= count * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_bench: list[_Bench] = []
"""The bench of this process, when it was started to help."""


def _begin(path: str, options: dict[str, Any]) -> None:
    _bench[:] = [_Bench(path, options)]


def _help(batch: list[Row | UserError]) -> _Done:
    return _bench[0].lint(batch)


class _Bench:
    """Lints the texts of one table, with a linter for each language and channel that they have."""

    def __init__(self, path: str, options: Mapping[str, Any]) -> None:
        self._path = path
        self._settings = config.settings(path, options)
        self._format = options["read_as"]
        self._linters: dict[Settings, Linter] = {}

    def lint(self, batch: Sequence[Row | UserError]) -> _Done:
        """Return the findings in a batch of texts, and what is wrong with some."""
        done = _Done([], [], [], Counter())
        for row in batch:
            try:
                if isinstance(row, UserError):
                    raise row
                self._add(row, done)
            except UserError as error:
                done.errors.append(error)
        done.rule_errors.extend(error for linter in self._linters.values() for error in linter.errors)
        return done

    def _add(self, row: Row, done: _Done) -> None:
        report = self._linter(row).lint(Source(self._path, row.text, self._format), "")
        place = {"file": self._path, "row": row.number, "id": row.id}
        for finding in plain_findings(report):
            finding.pop("key", None)
            done.entries.append({**place, **finding})
            done.counts[finding["severity"]] += 1
        done.counts["texts"] += 1
        done.counts["bare"] += not report.covered

    def _linter(self, row: Row) -> Linter:
        settings = self._settings
        if row.language:
            if not is_tag(row.language):
                raise UserError(
                    f"“{row.language}” of row {row.number} is no language; write a tag such as da, nb, de, pl or en", self._path
                )
            settings = replace(settings, language=primary(row.language))
        if row.channel:
            if row.channel not in CHANNELS:
                raise UserError(f"“{row.channel}” of row {row.number} is no channel; it may be {', '.join(CHANNELS)}", self._path)
            settings = replace(settings, channel=row.channel)
        if settings not in self._linters:
            self._linters[settings] = Linter(settings)
        return self._linters[settings]
