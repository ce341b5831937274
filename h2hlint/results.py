"""What was found in files that have not changed since, kept between runs: by their content, the rules and the version.

An entry holds hashes, numbers of rules and places, no text (see `packing`), and is filed under a hash of the text, its path,
the settings and the rules. What the rules say stands beside the entries once, as it is the same whatever was linted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from h2hlint import cache, library, places
from h2hlint.errors import UserError
from h2hlint.findings import Edit, Finding, Silenced
from h2hlint.lint import Addressed, Linter, Report
from h2hlint.score import reckon
from h2hlint.settings import Suppression
from h2hlint.text import Source, Span

if TYPE_CHECKING:
    from h2hlint.packing import Packer, Plain, Wordings

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

FORMAT = 3
"""Raised when the plain data of an entry changes its shape."""
FOLDER = "results"
WORDINGS = "rules"
"""The folder beside the entries for what the rules say."""
_DAY = 24 * 60 * 60
_KEPT_DAYS = 30
_NAME = 16


class Results:
    """The kept results for the linters of one run."""

    def __init__(self) -> None:
        self._shelves: dict[int, _Shelf | None] = {}

    def ticket(self, source: Source, below: str, linter: Linter) -> Ticket | None:
        """Return where and how the result for a source is kept, None when it must not be kept."""
        if id(linter) not in self._shelves:
            base = _base(linter)
            self._shelves[id(linter)] = None if base is None else _Shelf(linter, base)
        shelf = self._shelves[id(linter)]
        return None if shelf is None or linter.errors or linter.asks_others else Ticket(source, below, shelf)


class _Shelf:
    """What the results of one linter have in common."""

    def __init__(self, linter: Linter, base: bytes) -> None:
        self.base = base
        self.languages = linter.languages
        self.suppressions = linter.settings.suppressions
        self._linter = linter
        self._wordings: dict[str, Wordings] = {}

    def wordings(self, language: str) -> Wordings:
        """Return what the rules for a language say, without the compiled rules where that was kept."""
        from h2hlint.packing import Wordings, wordings

        if language not in self._wordings:
            name = f"{FOLDER}/{WORDINGS}/{cache.digest([self.base, language.encode()])}"
            kept = cache.load(name)
            found = Wordings(*kept) if kept else wordings(self._linter.books(language), self._linter.settings.reader)
            if not kept:
                cache.save(name, tuple(found))
            self._wordings[language] = found
        return self._wordings[language]


class Ticket:
    """Where one result is kept, and how it is read with its source at hand."""

    def __init__(self, source: Source, below: str, shelf: _Shelf) -> None:
        name = _name(source, below, shelf)
        self._path = f"{FOLDER}/{name[:2]}/{name[2:]}"
        self._source = source
        self._shelf = shelf

    def load(self) -> Plain | None:
        """Return the result that was kept, None when there is none."""
        packed = cache.load(self._path)
        return None if packed is None else self._packer().unpacked(packed)

    def save(self, plain: Plain) -> None:
        """Keep a result, unless it cannot be told without the text's own words."""
        packed = self._packer().packed(plain)
        if packed is not None:
            cache.save(self._path, packed)

    def _packer(self) -> Packer:
        from h2hlint.packing import Packer

        reasons = [one.reason for one in self._shelf.suppressions]
        return Packer(self._source, self._shelf.languages, reasons, self._shelf.wordings)


def _name(source: Source, below: str, shelf: _Shelf) -> str:
    """Return a hash of the source and all that its result depends on."""
    state = blake2b(shelf.base, digest_size=_NAME)
    where = os.path.abspath(source.path) if shelf.suppressions else ""
    for part in (source.path, where, below, source.format, source.encoding, str(source.bom), repr(source.parts), source.text):
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()


def _base(linter: Linter) -> bytes | None:
    """Return a hash of all that a result depends on beside the source."""
    try:
        files = places.rule_files(library.house_paths(linter.settings))
        rules = [part for path in files for part in (str(path).encode(errors="replace"), path.read_bytes())]
    except (UserError, OSError):
        return None
    return cache.digest([f"{FORMAT} {_engine()}".encode(), repr(linter.settings).encode(errors="replace"), *rules]).encode()


def _engine() -> str:
    """Return a hash of h2hlint's own code, rules and data, which is made anew only when one of the files was touched."""
    files = sorted(_own_files())
    stamp = cache.digest([f"{path} {size} {changed}".encode(errors="replace") for path, size, changed in files])
    name = f"engine-{stamp}.bin"
    known = cache.load(name)
    if known is None:
        known = cache.digest(part for path, _, _ in files for part in (os.path.basename(path).encode(), Path(path).read_bytes()))
        cache.save(name, known)
    return str(known)


def _own_files() -> Iterable[tuple[str, int, int]]:
    waiting = [str(places.PACKAGE), str(places.RULES)] if places.RULES.parent != places.PACKAGE else [str(places.PACKAGE)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(("__pycache__", ".")):
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    about = entry.stat()
                    yield entry.path, about.st_size, about.st_mtime_ns


def clean() -> None:
    """Once a day, take out what was kept long ago; what is still needed is made again."""
    home = cache.folder() / FOLDER
    stamp = home / "cleaned"
    now = time.time()
    with suppress(OSError):
        if stamp.exists() and now - stamp.stat().st_mtime < _DAY:
            return
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp.touch(mode=0o600)
        for path in home.glob("*/*"):
            if now - path.stat().st_mtime > _KEPT_DAYS * _DAY:
                path.unlink(missing_ok=True)


# --- reports as plain data ---------------------------------------------------------------------


def fresh(source: Source, below: str, linter: Linter) -> Plain:
    """Lint a source and return the report as plain data, with the suppressions met and used by number. Raises UserError."""
    before, linter.met, linter.used = (linter.met, linter.used), set(), set()
    try:
        made = linter.lint(source, below)
        met, used = _numbers(linter, linter.met), _numbers(linter, linter.used)
    finally:
        linter.met, linter.used = before
    return _plain(made, met, used)


def remember(linter: Linter, kept: Plain) -> None:
    """Tell a linter which of its settings' suppressions a result met and used."""
    met, used = kept[7:]
    linter.met.update(linter.settings.suppressions[number] for number in met)
    linter.used.update(linter.settings.suppressions[number] for number in used)


def _numbers(linter: Linter, chosen: Container[Suppression]) -> tuple[int, ...]:
    return tuple(number for number, one in enumerate(linter.settings.suppressions) if one in chosen)


def _plain(report: Report, met: tuple[int, ...], used: tuple[int, ...]) -> Plain:
    return (
        report.language,
        report.covered,
        report.channel,
        tuple(map(_plain_finding, report.findings)),
        tuple((one.language, one.form, one.words, _plain_finding(one.finding)) for one in report.addressed),
        tuple((_plain_finding(one.finding), one.kind, one.reason) for one in report.silenced),
        report.reckoning.words,
        met,
        used,
    )


def report(kept: Plain, source: Source) -> Report:
    """Return the report on a source that plain data was made of."""
    language, covered, channel, findings, addressed, silenced, words = kept[:7]
    found = tuple(_finding(one, source.path) for one in findings)
    return Report(
        source,
        language,
        covered,
        channel,
        found,
        tuple(Addressed(one[0], one[1], one[2], _finding(one[3], source.path)) for one in addressed),
        tuple(Silenced(_finding(one[0], source.path), *one[1:]) for one in silenced),
        reckon(words, found),
    )


def _plain_finding(one: Finding) -> Plain:
    edits = tuple((*edit.span, edit.text, edit.safe) for edit in one.edits)
    texts = (one.message, one.why, one.advice, one.suggestions)
    return (*one.span, one.rule, one.severity, one.language, *texts, edits, one.words, one.context, one.key, one.in_place)


def _finding(kept: Plain, path: str) -> Finding:
    start, end, rule, severity, language, message, why, advice, suggestions, edits, words, context, key, in_place = kept
    made = tuple(Edit(Span(edit[0], edit[1]), edit[2], edit[3]) for edit in edits)
    texts = (message, why, advice, suggestions)
    return Finding(path, Span(start, end), rule, severity, language, *texts, made, words, context, key, in_place)
