"""Lints what a run reads: from the kept results where nothing changed, else here or in several processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from h2hlint import results
from h2hlint.errors import UserError
from h2hlint.lint import Linter, Report
from h2hlint.linters import Linters
from h2hlint.reading import STDIN
from h2hlint.text import Source

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from h2hlint.packing import Plain

_SHARES = 8
"""Each process gets its texts in so many shares, so that none waits long for the last."""


class _Task:  # plain classes: making a named tuple or dataclass costs a start as much as a small module
    """A source still to be linted."""

    __slots__ = ("below", "linter", "source", "ticket")

    def __init__(self, source: Source, below: str, linter: Linter, ticket: results.Ticket | None) -> None:
        self.source = source
        self.below = below
        self.linter = linter
        self.ticket = ticket


class _Done:
    """What linting one source brought: the result, as plain data where it is to be kept or sent, or the mistake in its way.

    `errors` say what is wrong with house rules.
    """

    __slots__ = ("errors", "mistake", "plain", "report")

    def __init__(
        self, plain: Plain | None, mistake: UserError | None, errors: Sequence[UserError] = (), report: Report | None = None
    ) -> None:
        self.plain = plain
        self.mistake = mistake
        self.errors = errors
        self.report = report


def lint(items: Iterable[tuple[Source, str] | UserError], linters: Linters, options: Mapping[str, Any]) -> list[Report | UserError]:
    """Return a report, or what was in its way, for each item in order."""
    kept = None if options.get("no_cache") else results.Results()
    fleeting = options.get("stdin_filename") if STDIN in options["paths"] else None  # an editor's text changes with every key
    slots = [item if isinstance(item, UserError) else _task(*item, linters, None if item[0].path == fleeting else kept) for item in items]
    tasks = [slot for slot in slots if isinstance(slot, _Task)]
    done = _done(tasks, options)
    if len(tasks) > 1 and not options.get("quiet"):
        from h2hlint import progress

        done = progress.shown(done, len(tasks))
    outcomes = iter([_outcome(task, one) for task, one in zip(tasks, done, strict=True)])
    if kept and any(task.ticket for task in tasks):
        results.clean()
    return [next(outcomes) if isinstance(slot, _Task) else slot for slot in slots]


def _task(source: Source, below: str, linters: Linters, kept: results.Results | None) -> Report | UserError | _Task:
    """Return the kept result for a source, else what there is to do."""
    try:
        linter = linters.of(source.path)
    except UserError as error:
        return error
    ticket = kept.ticket(source, below, linter) if kept and below and source.path != STDIN else None
    plain = ticket.load() if ticket else None
    if plain is None:
        return _Task(source, below, linter, ticket)
    results.remember(linter, plain)
    return results.report(plain, source)


def _outcome(task: _Task, done: _Done) -> Report | UserError:
    """Return the report on a task that is done, and keep it for the next run."""
    told = set(map(str, task.linter.errors))
    task.linter.errors += (error for error in done.errors if str(error) not in told)
    if done.report is not None:
        return done.report
    if done.plain is None:
        return done.mistake or UserError("this text was not linted", task.source.path)
    if task.ticket and not done.errors:
        task.ticket.save(done.plain)
    results.remember(task.linter, done.plain)
    return results.report(done.plain, task.source)


def _done(tasks: Sequence[_Task], options: Mapping[str, Any]) -> Iterator[_Done]:
    count = min(options.get("jobs", 1) or cores(), len(tasks))
    if count < 2:
        return (_lint(task.source, task.below, task.linter, is_kept=task.ticket is not None) for task in tasks)
    return _shared_out(tasks, options, count)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _lint(source: Source, below: str, linter: Linter, *, is_kept: bool = True) -> _Done:
    try:
        if not is_kept:
            return _Done(None, None, linter.errors, linter.lint(source, below))
        return _Done(results.fresh(source, below, linter), None, linter.errors)
    except UserError as error:
        return _Done(None, error, linter.errors)


# --- several processes -------------------------------------------------------------------------

_linters: list[Linters] = []
"""The linters of this process, when it was started to help."""


def _shared_out(tasks: Sequence[_Task], options: Mapping[str, Any], count: int) -> Iterator[_Done]:
    if any(task.linter.settings.grammar for task in tasks):
        from h2hlint.grammar import sharing

        options = sharing.shared(options, ((task.linter.settings, task.linter.errors) for task in tasks))
    share = max(len(tasks) // (count * _SHARES), 1)
    with pool(count, _begin, dict(options)) as helpers:
        yield from helpers.map(_help, [(task.source, task.below) for task in tasks], chunksize=share)


@contextmanager
def pool(count: int, begin: Callable[..., None], *given: Any) -> Iterator[ProcessPoolExecutor]:
    """Give processes that have begun with `given`: copies of this one where that is safe, on Linux, else new ones."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        with ProcessPoolExecutor(count, context, begin, given) as helpers:
            try:
                yield helpers
            except BrokenProcessPool:
                _stop_reading(helpers)
                raise
    except BrokenProcessPool as error:
        raise UserError("a process that helped was ended from outside, perhaps for want of memory; try fewer --jobs") from error


def _stop_reading(helpers: ProcessPoolExecutor) -> None:
    """Close the end from which helpers read: else older Pythons wait for ever to write to one that is gone.

    See https://github.com/python/cpython/issues/94777, mended in Python 3.11.5 and 3.12; to close it again does nothing.
    """
    queue = getattr(helpers, "_call_queue", None)
    if queue is not None:
        queue._reader.close()  # what newer Pythons do themselves


def _begin(options: dict[str, Any]) -> None:
    _linters[:] = [Linters(options)]


def _help(work: tuple[Source, str]) -> _Done:
    source, below = work
    try:
        return _lint(source, below, _linters[0].of(source.path))
    except UserError as error:
        return _Done(None, error)
