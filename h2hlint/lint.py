"""The pipeline: a source's blocks, their language, the checks of its book, settled findings. No input or output."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from h2hlint import formats, library, places
from h2hlint.book import Book, Entry
from h2hlint.checks import KINDS, detector
from h2hlint.checks.context import BlockContext, Circumstances, Match, Tally
from h2hlint.errors import UserError
from h2hlint.findings import Edit, Finding, settle
from h2hlint.ignoring import Patterns
from h2hlint.language.choice import Chooser, from_path
from h2hlint.matching import Reading
from h2hlint.names import FIELDS
from h2hlint.settings import ALL, OFF, Pick, Settings, Suppression, covers
from h2hlint.suppressing import Suppressions
from h2hlint.text import Block, Source, Span

_FIELD = re.compile(rf"\{{({'|'.join(FIELDS)})\}}")
_TITLE_BLOCKS = 2
_CONTEXT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file; `language` is None where it could not be told."""

    source: Source
    language: str | None
    covered: bool
    channel: str
    findings: tuple[Finding, ...]


class Linter:
    """Lints sources under one set of settings; books are compiled once.

    `errors` says which house rule files could not be used; the others are. `met` and `used` are the
    config's suppressions whose files came by, and those that silenced something.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.met: set[Suppression] = set()
        self.used: set[Suppression] = set()
        self._covered = places.languages() if settings.default_rules else ()
        house, self.errors = library.house(_house_paths(settings)) if settings.rules or settings.packs else ([], [])
        self._house: dict[str, list[Book]] = defaultdict(list)
        self._changes: dict[str, list[Path]] = defaultdict(list)
        seen: dict[tuple[str, str], Path] = {}
        for path, book in house:
            self._house[book.language].append(book)
            for entry in book.entries:
                if (first := seen.setdefault((book.language, entry.id), path)) != path:
                    self.errors.append(UserError(f"{entry.id} stands in {first} too; give one of the two another id", str(path)))
            if book.extends:
                self._changes[book.language].append(path)
        self._books: dict[str, list[Book]] = {}
        self._active: dict[int, frozenset[int]] = {}
        self._silences = [(one, Patterns("\n".join(one.paths))) for one in settings.suppressions]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have rules under these settings."""
        return tuple(sorted({*self._covered, *self._house, *(word.language for word in self.settings.vocabulary if word.language)}))

    def books(self, language: str) -> list[Book]:
        """Return the books for texts in `language`. Raises UserError when the settings name a rule that is not there."""
        if language not in self._books:
            own = [self._shipped(language)] if language in self._covered else []
            self._books[language] = _sharing_facts([*own, *self._house.get(language, []), *self._vocabulary(language)])
            self._check_names(own)
        return self._books[language]

    def lint(self, source: Source, below: str | None = None) -> Report:
        """Lint one source; `below` is its path below the folder that was named, for a language in it."""
        blocks = formats.extract(source)
        chooser = self.chooser(blocks, below if below is not None else Path(source.path).name)
        channel = self.channel(source)
        found = settle(self._findings(source, blocks, chooser, channel))
        found = self._unsuppressed(source, blocks, found, chooser.file_language)
        language = chooser.file_language
        return Report(source, language, language is None or language in self.languages, channel, tuple(found))

    def chooser(self, blocks: Sequence[Block], below: str) -> Chooser:
        """Return what tells the language of each block of a source; `below` as for `lint`."""
        return Chooser(blocks, self.settings.language, from_path(below, self.languages))

    def channel(self, source: Source) -> str:
        """Return what a source is for: as set, else by its format."""
        return self.settings.channel or ("email" if source.format == "email" else "website")

    def contexts(self, blocks: Sequence[Block], chooser: Chooser, channel: str) -> Iterator[BlockContext]:
        """Yield each block of text as each book of its language sees it."""
        known: dict[str, Circumstances] = {}
        for block in blocks:
            language = chooser.language(block)
            if block.kind == "directive" or language is None:
                continue
            reading: Reading | None = None
            for book in self.books(language):
                if language not in known:
                    known[language] = self._circumstances(channel, language, _page_role(blocks, book))
                context = BlockContext(block, book, known[language], reading if reading and reading.facts is book.facts else None)
                reading = context.reading
                yield context

    def hits(self, context: BlockContext) -> Iterator[tuple[Entry, Match]]:
        """Yield what the rules of a book find in one block."""
        book = context.book
        active = self._active_entries(book)
        matches = self.matches(context)
        for number in sorted({*matches, *book.unprompted} & active):
            entry = book.entries[number]
            if entry.matcher == "detector" or context.admits(entry):  # detectors look first whether there is anything to admit
                for hit in KINDS[entry.matcher](entry, matches.get(number, []), context):
                    yield entry, hit

    def matches(self, context: BlockContext) -> dict[int, list[tuple[int, int, int]]]:
        """Return where the phrases of each entry of the book stand, as (owner, first word, last word)."""
        found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for owner, first, last in context.book.main.find_all(context.reading):
            found[context.book.owners[owner].entry].append((owner, first, last))
        return found

    def _findings(self, source: Source, blocks: Sequence[Block], chooser: Chooser, channel: str) -> Iterator[Finding]:
        texts: dict[int, tuple[Book, Tally]] = {}
        for context in self.contexts(blocks, chooser, channel):
            if context.circumstances.tally:
                texts.setdefault(id(context.book), (context.book, context.circumstances.tally))
            for entry, hit in self.hits(context):
                yield self._finding(source, context, entry, hit)
        for book, tally in texts.values():
            for entry in (book.entries[number] for number in book.detectors if number in self._active_entries(book)):
                for context, hit in detector.finish(entry, tally):
                    yield self._finding(source, context, entry, hit)

    def _circumstances(self, channel: str, language: str, page_role: str) -> Circumstances:
        vocabulary = self._vocabulary(language)
        words = vocabulary[0] if vocabulary else None
        return Circumstances(channel, self.settings.audience, self.settings.template, page_role, words, Tally())

    def _shipped(self, language: str) -> Book:
        """Return the shipped book as the house changes it; a change that is no good is an error, and left out."""
        try:
            return library.shipped(language, tuple(self._changes.get(language, ())))
        except UserError as error:
            self.errors.append(error)
            return library.shipped(language)

    def _vocabulary(self, language: str) -> list[Book]:
        """Return the book of the house's own words, if it has any in this language that h2hlint knows."""
        words = tuple(word for word in self.settings.vocabulary if word.language in ("", language))
        return [library.vocabulary(language, words)] if words and language in places.languages() else []

    def _check_names(self, shipped: Sequence[Book]) -> None:
        known = self.known(shipped)
        for pick in self.settings.named() if shipped else ():
            if not any(covers(rule, (pick.rules,)) for rule in known):
                raise _unknown_rule(pick, known)

    def known(self, books: Sequence[Book]) -> list[str]:
        """Return the ids of all rules: those that `books` know of, and the house's."""
        house = {entry.id for group in self._house.values() for book in group for entry in book.entries}
        return sorted({name for book in books for name in book.known} | house)

    def _active_entries(self, book: Book) -> frozenset[int]:
        if id(book) not in self._active:
            wanted = (number for number, entry in enumerate(book.entries) if self._is_active(entry.id))
            self._active[id(book)] = frozenset(wanted)
        return self._active[id(book)]

    def _is_active(self, rule: str) -> bool:
        return self.settings.severity(rule, "warning") != OFF

    def _unsuppressed(self, source: Source, blocks: Sequence[Block], found: list[Finding], language: str | None) -> list[Finding]:
        """Leave out what comments and the config silence; add what is wrong with the comments."""
        suppressions = Suppressions(blocks, len(source.text))
        kept = [finding for finding in suppressions.kept(found) if not self._is_silenced(source, finding)]
        book = next(iter(self.books(language or "")), None) if suppressions else None
        if book is None or not book.known:
            return kept
        complaints = suppressions.complaints(self.known([book]), self._is_active)
        return settle([*kept, *(self._complaint(source, book, *one) for one in complaints if self._is_active(one[0]))])

    def _complaint(self, source: Source, book: Book, rule: str, place: Span, match: str) -> Finding:
        texts, reader = book.texts[rule], self.settings.reader
        told = [in_reader(text, reader).replace("{match}", match) for text in (texts.message, texts.why, texts.advice)]
        severity = self.settings.severity(rule, texts.severity)
        return Finding(source.path, place, rule, severity, book.language, told[0], told[1], told[2], context=rule)

    def _is_silenced(self, source: Source, finding: Finding) -> bool:
        """Say whether the config silences a finding, and remember what of the config did."""
        silenced = False
        for one, patterns in self._silences:
            path = os.path.relpath(os.path.realpath(source.path), one.base).replace(os.sep, "/")
            if patterns.names(path):
                self.met.add(one)
                if _names(one, finding.rule) and one.text in finding.words:
                    self.used.add(one)
                    silenced = True
        return silenced

    def _finding(self, source: Source, context: BlockContext, entry: Entry, hit: Match) -> Finding:
        texts = context.book.texts[entry.id]
        span = context.block.to_source(hit.span)
        match = context.block.text[hit.span.start : hit.span.end]
        suggestions = hit.suggestions if hit.replaced else tuple(_cased(wording, match) for wording in hit.suggestions)
        fields = {**dict.fromkeys(FIELDS, ""), "match": match, "suggest": ", ".join(suggestions), **hit.facts}
        edits = _edits(source, context.block, hit, span, suggestions)
        return Finding(
            source.path,
            span,
            entry.id,
            self.settings.severity(entry.id, hit.severity or context.severity(entry)),
            context.book.language,
            _filled(in_reader(texts.message, self.settings.reader) or entry.id, fields),
            _filled(in_reader(texts.why, self.settings.reader), fields),
            _filled(in_reader(texts.advice, self.settings.reader), fields),
            suggestions,
            edits,
            match,
            _context(context, hit.span),
        )


def _house_paths(settings: Settings) -> list[Path]:
    paths = [Path(path) for path in settings.rules]
    if settings.packs:
        from h2hlint import packs

        paths += [packs.folder(pick.rules, pick.place) for pick in settings.packs]
    return paths


def _names(one: Suppression, rule: str) -> bool:
    return any(pick.rules == ALL or covers(rule, (pick.rules,)) for pick in one.rules)


def _sharing_facts(books: list[Book]) -> list[Book]:
    """Let books of one language share their facts, so that they can share a block's words."""
    for book in books[1:]:
        if book.facts == books[0].facts:
            book.facts = books[0].facts
    return books


def _unknown_rule(pick: Pick, known: Sequence[str]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(pick.rules, [*known, *{rule.partition("/")[0] for rule in known}], n=1)
    hint = f"did you mean “{near[0]}”?" if near else "“h2hlint rules” lists the rules"
    return UserError(f"there is no rule “{pick.rules}”; {hint}", *(pick.place or ()))


def _page_role(blocks: Sequence[Block], book: Book) -> str:
    """Return the role that a page's title or first headings give to all of its blocks."""
    titles = (block for block in blocks if block.kind in ("heading", "value"))
    for block in islice(titles, _TITLE_BLOCKS):
        context = BlockContext(block, book, Circumstances())
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


def _edits(source: Source, block: Block, hit: Match, span: Span, suggestions: tuple[str, ...]) -> tuple[Edit, ...]:
    """Return the change that a hit offers: a safe wording, or a clause turned round where no markup stands in it."""
    if hit.replaced is not None:
        place = block.to_source(hit.replaced)
        is_plain = source.text[place.start : place.end] == block.text[hit.replaced.start : hit.replaced.end]
        return (Edit(place, suggestions[0]),) if is_plain else ()
    return (Edit(span, suggestions[0], safe=True),) if hit.safe and suggestions else ()


def _context(context: BlockContext, span: Span) -> str:
    first, last = context.tokens.numbers_in(span)
    if not len(context.tokens) or first > last:
        return context.block.text[span.start : span.end]
    low, high = context.tokens.sentence_bounds(first, last)
    low, high = max(low, first - _CONTEXT_WORDS), min(high, last + _CONTEXT_WORDS)
    return " ".join(context.tokens.words[low : high + 1])
