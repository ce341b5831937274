"""The pipeline: a source's blocks, their language, the checks of its book, settled findings. No input or output."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from h2hlint import formats, library, places
from h2hlint.book import Book, Entry
from h2hlint.checks import KINDS
from h2hlint.checks.context import BlockContext, Match
from h2hlint.findings import Edit, Finding, settle
from h2hlint.language.choice import Chooser, from_path
from h2hlint.text import Block, Source, Span

_FIELD = re.compile(r"\{(match|number|suggest|missing)\}")
_TITLE_BLOCKS = 2
_CONTEXT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """How to lint: what the command line and the config decide for one file.

    `language` None means: find out; `channel` None means: by format; `select` and `ignore` are rule
    ids or prefixes; `rules` are files or folders of house rules.
    """

    language: str | None = None
    channel: str | None = None
    reader: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    audience: str = "customer"
    rules: tuple[str, ...] = ()
    default_rules: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file; `language` is None where it could not be told."""

    source: Source
    language: str | None
    covered: bool
    channel: str
    findings: tuple[Finding, ...]


def covers(name: str, prefixes: Iterable[str]) -> bool:
    """Say whether a rule id is named by one of `prefixes`: the id itself or its beginning up to a slash or hyphen."""
    return any(name == prefix or name.startswith(prefix if prefix[-1:] in "/-" else (prefix + "/", prefix + "-")) for prefix in prefixes)


class Linter:
    """Lints sources under one set of settings; books are compiled once.

    `errors` says which house rule files could not be used; the others are.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._covered = places.languages() if settings.default_rules else ()
        house, self.errors = library.house([Path(path) for path in settings.rules]) if settings.rules else ([], [])
        self._house: dict[str, list[Book]] = defaultdict(list)
        for book in house:
            self._house[book.language].append(book)
        self._active: dict[int, frozenset[int]] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have rules under these settings."""
        return tuple(sorted({*self._covered, *self._house}))

    def books(self, language: str) -> list[Book]:
        """Return the books for texts in `language`."""
        own = [library.shipped(language)] if language in self._covered else []
        return own + self._house.get(language, [])

    def lint(self, source: Source, below: str | None = None) -> Report:
        """Lint one source; `below` is its path below the folder that was named, for a language in it."""
        blocks = formats.extract(source)
        chooser = self.chooser(blocks, below if below is not None else Path(source.path).name)
        channel = self.channel(source)
        found = settle(self._findings(source, blocks, chooser, channel))
        language = chooser.file_language
        return Report(source, language, language is None or language in self.languages, channel, tuple(found))

    def chooser(self, blocks: Sequence[Block], below: str) -> Chooser:
        """Return what tells the language of each block of a source; `below` as for `lint`."""
        return Chooser(blocks, self.settings.language, from_path(below, self.languages))

    def channel(self, source: Source) -> str:
        """Return what a source is for: as set, else by its format."""
        return self.settings.channel or ("email" if source.format == "email" else "website")

    def _findings(self, source: Source, blocks: Sequence[Block], chooser: Chooser, channel: str) -> Iterator[Finding]:
        page_roles: dict[str, str] = {}
        for block in blocks:
            language = chooser.language(block)
            if block.kind == "directive" or language is None:
                continue
            for book in self.books(language):
                if language not in page_roles:
                    page_roles[language] = _page_role(blocks, book)
                context = BlockContext(block, book, channel, self.settings.audience, page_roles[language])
                for entry, hit in self.hits(context):
                    yield self._finding(source, context, entry, hit)

    def hits(self, context: BlockContext) -> Iterator[tuple[Entry, Match]]:
        """Yield what the rules of a book find in one block."""
        book = context.book
        active = self._active_entries(book)
        matches: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for owner, first, last in book.main.find_all(context.reading):
            matches[book.owners[owner].entry].append((owner, first, last))
        for number in sorted({*matches, *book.unprompted} & active):
            entry = book.entries[number]
            if context.admits(entry):
                for hit in KINDS[entry.matcher](entry, matches.get(number, []), context):
                    yield entry, hit

    def _active_entries(self, book: Book) -> frozenset[int]:
        if id(book) not in self._active:
            select, ignore = self.settings.select, self.settings.ignore
            self._active[id(book)] = frozenset(
                number
                for number, entry in enumerate(book.entries)
                if (not select or covers(entry.id, select)) and not covers(entry.id, ignore)
            )
        return self._active[id(book)]

    def _finding(self, source: Source, context: BlockContext, entry: Entry, hit: Match) -> Finding:
        texts = context.book.texts[entry.id]
        span = context.block.to_source(hit.span)
        match = context.block.text[hit.span.start : hit.span.end]
        suggestions = tuple(_cased(wording, match) for wording in hit.suggestions)
        fields = {"match": match, "suggest": ", ".join(suggestions), "number": "", "missing": "", **hit.facts}
        edits = (Edit(span, suggestions[0], safe=True),) if hit.safe and suggestions else ()
        return Finding(
            source.path,
            span,
            entry.id,
            context.severity(entry),
            context.book.language,
            _filled(in_reader(texts.message, self.settings.reader) or entry.id, fields),
            _filled(in_reader(texts.why, self.settings.reader), fields),
            _filled(in_reader(texts.advice, self.settings.reader), fields),
            suggestions,
            edits,
            _context(context, hit.span),
            context.block.key,
        )


def _page_role(blocks: Sequence[Block], book: Book) -> str:
    """Return the role that a page's title or first headings give to all of its blocks."""
    titles = (block for block in blocks if block.kind in ("heading", "value") and not block.key)
    for block in islice(titles, _TITLE_BLOCKS):
        context = BlockContext(block, book, "website", "customer")
        for test in book.pages:
            if context.places(test.any):
                return test.role
    return "none"


def in_reader(texts: Mapping[str, str], reader: str) -> str:
    """Return a rule's text for a reader's language, else the one for all, else English."""
    return texts.get(reader) or texts.get("") or texts.get("en") or ""


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: fields[field[1]], text)


def _cased(wording: str, match: str) -> str:
    """Give a wording the capital of the words it would replace."""
    if match[:1].isupper() and wording[:1].islower() and not match.isupper():
        return wording[0].upper() + wording[1:]
    return wording


def _context(context: BlockContext, span: Span) -> str:
    first, last = context.tokens.numbers_in(span)
    if not len(context.tokens) or first > last:
        return context.block.text[span.start : span.end]
    low, high = context.tokens.sentence_bounds(first, last)
    low, high = max(low, first - _CONTEXT_WORDS), min(high, last + _CONTEXT_WORDS)
    return " ".join(context.tokens.words[low : high + 1])
